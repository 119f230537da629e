import { attribute } from '../core/attribution.ts';
import type { Differences } from '../core/changes.ts';
import { messageOf } from '../core/errors.ts';
import type { Migration } from '../core/migration.ts';
import type {
  CutMigration,
  ObjectDifference,
  ObjectRename,
  ObservedStatement,
  ShadowDatabase,
  Snapshot,
} from '../core/ports.ts';
import type { Reversal, ReversalProof, ReversalVerdict } from '../core/report.ts';
import { displayName, judgeStretch, type ReversalJudgement, wholeReversal } from '../core/reversal.ts';
import type { CommandContext, ReviewPorts } from './review.ts';
import type { Stretch } from './stretches.ts';

export interface RehearsalInput {
  readonly database: ShadowDatabase;
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** Snapshots behind each stretch but the last, by its last version. */
  readonly boundaries: ReadonlyMap<string, Snapshot>;
  readonly stretches: readonly Stretch[];
  readonly observed: readonly ObservedStatement[];
  readonly head: readonly CutMigration[];
}

export interface RehearsalOutcome {
  readonly differences: Differences;
  readonly differenceSql: string;
  readonly reversal: Reversal;
  readonly verdicts: ReadonlyMap<string, ReversalVerdict>;
}

/**
 * Goes the way back for real: down, compared with the base, up again, compared with the head. Renamed objects get their
 * former names first, so that what else changed about them can be compared, and so that a rename is undone by a rename.
 */
export async function rehearse(
  input: RehearsalInput,
  ports: ReviewPorts,
  context: CommandContext,
): Promise<RehearsalOutcome> {
  const rehearsal = new Rehearsal(input, ports, context);
  return await rehearsal.run();
}

interface WayBack {
  readonly judgement: ReversalJudgement;
  readonly sql: string;
}

class Rehearsal {
  readonly #input: RehearsalInput;
  readonly #ports: ReviewPorts;
  readonly #context: CommandContext;

  constructor(input: RehearsalInput, ports: ReviewPorts, context: CommandContext) {
    this.#input = input;
    this.#ports = ports;
    this.#context = context;
  }

  async run(): Promise<RehearsalOutcome> {
    const { before, after, stretches } = this.#input;
    const { schema } = this.#ports;
    const renames = schema.renames(before, after);
    const aligned = await this.#underFormerNames(renames, after);
    const differences: Differences = {
      objects: schema.compare(before, aligned),
      renames,
      recreated: schema.recreated(before, after),
    };
    const forward = invertible(renames)
      .map(({ forwardSql }) => forwardSql)
      .reverse();
    const differenceSql = scriptOf([...(await schema.planSql(before, aligned)), ...forward]);
    // With several stretches the way back starts from the head as it is.
    if (stretches.length > 1) await this.#run('forward', scriptOf(forward));

    const ways: WayBack[] = [];
    const verdicts = new Map<string, ReversalVerdict>();
    let proof: ReversalProof = { downMatchesBase: true, upMatchesHead: null, differences: [] };
    for (const [index, stretch] of [...stretches.entries()].reverse()) {
      const upper = index === stretches.length - 1 ? after : this.#boundary(index);
      const lower = index === 0 ? before : this.#boundary(index - 1);
      const start = stretches.length === 1 && stretch.authored === null ? { renames, aligned } : null;
      const way = await this.#wayBack(stretch, upper, lower, start);
      ways.push(way.way);
      for (const { migration } of stretch.migrations) {
        verdicts.set(migration.version, this.#verdictOf(migration, stretch, way));
      }
      if (way.differences.length > 0) {
        proof = { downMatchesBase: false, upMatchesHead: null, differences: way.differences };
        break;
      }
    }
    if (proof.downMatchesBase === true) proof = await this.#upAgain();
    const sql = ways
      .map((way) => way.sql)
      .filter((text) => text !== '')
      .join('\n\n');
    const judgements = ways.map(({ judgement }) => judgement);
    return {
      differences,
      differenceSql,
      verdicts,
      reversal: wholeReversal(judgements, sql, sourceOf(stretches), proof),
    };
  }

  #boundary(index: number): Snapshot {
    const last = this.#input.stretches[index]?.last ?? '';
    return this.#input.boundaries.get(last) ?? this.#input.after;
  }

  /** Gives renamed objects their former names, and reads the schema again if there are any. */
  async #underFormerNames(renames: readonly ObjectRename[], snapshot: Snapshot): Promise<Snapshot> {
    const sql = inverseScript(renames);
    if (sql === '') return snapshot;
    const failure = await this.#run('renames', sql);
    return failure === null ? await this.#ports.schema.read(this.#input.database.administrator) : snapshot;
  }

  async #wayBack(
    stretch: Stretch,
    upper: Snapshot,
    lower: Snapshot,
    start: { renames: readonly ObjectRename[]; aligned: Snapshot } | null,
  ): Promise<{ way: WayBack; differences: string[]; objects: readonly ObjectDifference[] }> {
    const { schema } = this.#ports;
    const renames = start?.renames ?? schema.renames(lower, upper);
    let objects: readonly ObjectDifference[];
    let sql: string;
    let failure: string | null;
    if (stretch.authored === null) {
      const aligned = start?.aligned ?? (await this.#underFormerNames(renames, upper));
      objects = schema.compare(lower, aligned);
      const statements = await schema.planSql(aligned, lower);
      failure = await this.#run('reversal', scriptOf(statements));
      sql = scriptOf([...invertible(renames).map(({ inverseSql }) => inverseSql ?? ''), ...statements]);
    } else {
      objects = withoutRenamed(schema.compare(lower, upper), renames);
      failure = await this.#run(stretch.authored.file, stretch.authored.sql);
      sql = `-- ${stretch.authored.file}\n${stretch.authored.sql.trim()}`;
    }
    const all = [...objects, ...schema.recreated(lower, upper)];
    const judgement = judgeStretch({
      migrations: stretch.migrations.map(({ migration }) => migration),
      authored: stretch.authored,
      differences: all,
      observed: this.#observedIn(stretch),
    });
    const differences = failure === null ? await this.#differencesFrom(lower) : [failure];
    return { way: { judgement, sql }, differences, objects: all };
  }

  async #differencesFrom(expected: Snapshot): Promise<string[]> {
    const { schema } = this.#ports;
    const now = await schema.read(this.#input.database.administrator);
    return schema
      .compare(expected, now)
      .map(
        (one) =>
          `${one.verb} ${one.kind} ${displayName(one)}${one.details.map((detail) => `: ${detail}`).join('')}`,
      );
  }

  async #upAgain(): Promise<ReversalProof> {
    const { database, head, after } = this.#input;
    const { signal, progress } = this.#context;
    try {
      await this.#ports.replay.replay(database, head, { observe: false, signal, progress });
    } catch (thrown) {
      signal.throwIfAborted();
      return { downMatchesBase: true, upMatchesHead: false, differences: [messageOf(thrown)] };
    }
    const differences = await this.#differencesFrom(after);
    return { downMatchesBase: true, upMatchesHead: differences.length === 0, differences };
  }

  /** Runs a script on the shadow; the message of what failed, or null. */
  async #run(name: string, sql: string): Promise<string | null> {
    if (sql.trim() === '') return null;
    const { signal, progress } = this.#context;
    const cut = await this.#ports.parser.cut(sql);
    if (!cut.ok) return `${name} line ${cut.problem.line}: ${cut.problem.message}`;
    const migration: Migration = { version: '0', name, file: name, sql, digest: '' };
    try {
      const script = [{ migration, statements: cut.statements }];
      await this.#ports.replay.replay(this.#input.database, script, { observe: false, signal, progress });
      return null;
    } catch (thrown) {
      signal.throwIfAborted();
      return messageOf(thrown);
    }
  }

  #observedIn(stretch: Stretch): ObservedStatement[] {
    const versions = new Set(stretch.migrations.map(({ migration }) => migration.version));
    return this.#input.observed.filter(({ migration }) => versions.has(migration.version));
  }

  /** A migration of a longer stretch is judged by what can be traced to it. */
  #verdictOf(
    migration: Migration,
    stretch: Stretch,
    way: { way: WayBack; differences: string[]; objects: readonly ObjectDifference[] },
  ): ReversalVerdict {
    if (way.differences.length > 0) return 'irreversible';
    if (stretch.migrations.length === 1) return way.way.judgement.verdict;
    const observed = this.#input.observed.filter((one) => one.migration.version === migration.version);
    return judgeStretch({
      migrations: [migration],
      authored: stretch.authored,
      differences: way.objects.filter((object) => isTracedTo(object, observed, this.#input.observed)),
      observed,
    }).verdict;
  }
}

function isTracedTo(
  object: ObjectDifference,
  own: readonly ObservedStatement[],
  all: readonly ObservedStatement[],
): boolean {
  const found = attribute(object, all);
  return found !== null && own.includes(found.observed);
}

function invertible(renames: readonly ObjectRename[]): ObjectRename[] {
  return renames.filter(({ inverseSql }) => inverseSql !== null);
}

function inverseScript(renames: readonly ObjectRename[]): string {
  return scriptOf(invertible(renames).map(({ inverseSql }) => inverseSql ?? ''));
}

/** Statements as one script, each closed by a semicolon. */
function scriptOf(statements: readonly string[]): string {
  return statements.map((statement) => `${statement.trim().replace(/;$/u, '')};`).join('\n');
}

/** Without the pairs of drop and create that a rename looks like when names are compared. */
function withoutRenamed(
  objects: readonly ObjectDifference[],
  renames: readonly ObjectRename[],
): ObjectDifference[] {
  return objects.filter((object) =>
    renames.every(({ kind, before, after }) => {
      const side = object.verb === 'drop' ? before : object.verb === 'create' ? after : null;
      return side === null || kind !== object.kind || displayName(side) !== displayName(object);
    }),
  );
}

function sourceOf(stretches: readonly Stretch[]): Reversal['source'] {
  const authored = stretches.filter((stretch) => stretch.authored !== null).length;
  if (stretches.length === 0) return 'none';
  if (authored === 0) return 'computed';
  return authored === stretches.length ? 'authored' : 'mixed';
}
