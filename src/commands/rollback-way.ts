import { extensionsUsed, findingOfError } from '../core/error-findings.ts';
import { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import { listOf } from '../core/landed.ts';
import type { DigestChange } from '../core/landed-digests.ts';
import type { AuthoredRollback } from '../core/migration.ts';
import type {
  CutMigration,
  ObjectDigests,
  ObservedStatement,
  ProjectConfig,
  ReplaySession,
  SchemaReader,
  Shadow,
  ShadowDatabase,
  Snapshot,
} from '../core/ports.ts';
import type { EngineFacts, Finding } from '../core/report.ts';
import { lossGuards } from '../core/rollback-losses.ts';
import { attachedPartitions, questionOf, type RenamesDown, rulesComingBack } from '../core/rollback-names.ts';
import type { RowQuestion, RowRule } from '../core/rollback-ports.ts';
import type { LossGuard } from '../core/rollback-work.ts';
import { changedRows, createdTables } from '../core/row-changes.ts';
import { restOf } from './base-notes.ts';
import type { CommandContext } from './context.ts';
import { onFittingEngine } from './fitting-engine.ts';
import { type KnownHistory, NO_HISTORY, openShadow, type ShadowChoice } from './open-shadow.ts';
import type { LoadedRollbackPorts, RollbackRequest } from './rollback-request.ts';
import { openShadowReader } from './shadow-reader.ts';
import { ShadowScripts } from './shadow-scripts.ts';
import type { Stopwatch } from './stopwatch.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import { type WayBack, WayBackWalker } from './way-back.ts';

export interface DownInput {
  readonly keep: readonly CutMigration[];
  /** To be undone, in version order. */
  readonly remove: readonly CutMigration[];
  /** Undone by an earlier run of the same rollback; newer than those of `remove`. */
  readonly removed: readonly CutMigration[];
  readonly rollbacks: readonly AuthoredRollback[];
  readonly config: ProjectConfig;
  readonly request: RollbackRequest;
  /** Whether the snapshots are to be compared with others than each other, which costs reading all of the schema each time. */
  readonly readsEverything: () => Promise<boolean>;
  /** Whether to ask the shadow's server what it says of its objects above and below. */
  readonly asksDigests: boolean;
}

/** One step of the way down, proven on the shadow. */
export interface ProvenStep {
  /** Newest first. */
  readonly versions: readonly string[];
  readonly authored: AuthoredRollback | null;
  readonly sql: string;
  readonly done: boolean;
  readonly guards: readonly LossGuard[];
  /** Extensions that the step drops; their own tables go with them. */
  readonly extensions: readonly string[];
  /** The renames between the live database as it is now and this step's beginning. */
  readonly above: RenamesDown;
  /** Rules that rows must keep again behind it. */
  readonly questions: readonly RowQuestion[];
  readonly remarks: readonly string[];
}

export interface DownResult {
  /** In the order in which they run. */
  readonly steps: readonly ProvenStep[];
  /** The schema where the live database is now; null where it was not reached. */
  readonly now: Snapshot | null;
  /** The schema to come to. */
  readonly end: Snapshot | null;
  /** What the shadow's server says of the way down; null where nobody asked, or it was not gone to its end. */
  readonly digests: DigestChange | null;
  /** The schema that the shadow was left with, which is like `end`; null like `digests`. */
  readonly left: Snapshot | null;
  readonly findings: readonly Finding[];
  readonly engine: EngineFacts;
}

/** Goes up on a shadow as the database did, and down again step by step; what does not come back exactly is a finding. */
export async function provenWayDown(
  input: DownInput,
  ports: LoadedRollbackPorts,
  context: CommandContext,
  watch: Stopwatch,
): Promise<DownResult> {
  const { engine, shadowUrl } = input.request;
  return await onFittingEngine(
    engine,
    async (fitting) => await wayDownOn({ engine: fitting, shadowUrl }, input, ports, context, watch),
    context.progress,
  );
}

async function wayDownOn(
  choice: ShadowChoice,
  input: DownInput,
  ports: LoadedRollbackPorts,
  context: CommandContext,
  watch: Stopwatch,
): Promise<DownResult> {
  await using shadow = await openShadow(input.config, choice, ports, context, watch, historyOf(input));
  const used = extensionsUsed([...input.keep, ...input.remove, ...input.removed]);
  const standIns = [...used].flatMap((extension) => {
    const missing = shadow.standIns.get(extension);
    return missing === undefined ? [] : [{ extension, missing }];
  });
  const engine = { ...shadow.engine, standIns };
  const database = await shadow.createDatabase();
  try {
    return await watch.run('shadow', 'Proving the way back on a shadow', async () => {
      await using down = await Descent.open(input, shadow, database, ports, context);
      return { ...(await down.walk()), engine };
    });
  } catch (thrown) {
    const found = thrown instanceof SluiceError ? findingOfError(thrown) : null;
    if (found === null) throw thrown;
    const message = `The migrations that are applied cannot be replayed on the shadow: ${found.message}`;
    return { ...NOWHERE, steps: [], engine, findings: [{ ...found, message }] };
  }
}

const NOWHERE = { now: null, end: null, digests: null, left: null } as const;

/** The walk over one database of the shadow. */
class Descent implements AsyncDisposable {
  readonly #input: DownInput;
  readonly #database: ShadowDatabase;
  readonly #ports: LoadedRollbackPorts;
  readonly #session: ReplaySession;
  readonly #reader: SchemaReader;
  readonly #walker: WayBackWalker;
  readonly #observed: readonly ObservedStatement[];
  readonly #ends: readonly Snapshot[];
  readonly #stretches: readonly Stretch[];
  /** What the server says above. */
  readonly #digests: ObjectDigests | null;

  private constructor(
    input: DownInput,
    database: ShadowDatabase,
    ports: LoadedRollbackPorts,
    { session, reader }: { readonly session: ReplaySession; readonly reader: SchemaReader },
    walker: WayBackWalker,
    climbed: {
      readonly observed: readonly ObservedStatement[];
      readonly ends: readonly Snapshot[];
      readonly stretches: readonly Stretch[];
      readonly digests: ObjectDigests | null;
    },
  ) {
    this.#input = input;
    this.#database = database;
    this.#ports = ports;
    this.#session = session;
    this.#reader = reader;
    this.#walker = walker;
    this.#observed = climbed.observed;
    this.#ends = climbed.ends;
    this.#stretches = climbed.stretches;
    this.#digests = climbed.digests;
  }

  /** Replays everything, and reads the schema at each end of a stretch. */
  static async open(
    input: DownInput,
    shadow: Shadow,
    database: ShadowDatabase,
    ports: LoadedRollbackPorts,
    context: CommandContext,
  ): Promise<Descent> {
    const options = { signal: context.signal, progress: context.progress };
    const { rest, noted } = restOf(input.keep, shadow.states);
    await ports.replay.replay(database, rest, { ...options, observe: false });
    const reader = (await input.readsEverything())
      ? await ports.schema.open(database.administrator)
      : await openShadowReader(shadow, database, textsOf(input), ports.schema, noted?.snapshot);
    const session = ports.replay.open(database);
    try {
      // What is undone already was undone in steps of its own.
      const stretches = [
        ...stretchesOf(input.remove, input.rollbacks),
        ...stretchesOf(input.removed, input.rollbacks),
      ];
      const ends = [await reader.read()];
      const last = new Set(stretches.map((stretch) => stretch.last));
      const observed = await session.replay([...input.remove, ...input.removed], {
        ...options,
        observe: true,
        done: async ({ version }) => {
          if (last.has(version)) ends.push(await reader.read());
        },
      });
      const digests = input.asksDigests ? await reader.digests('now') : null;
      const scripts = new ShadowScripts(session, ports.parser, context);
      const walker = new WayBackWalker(ports, reader, scripts, observed);
      const climbed = { observed, ends, stretches, digests };
      return new Descent(input, database, ports, { session, reader }, walker, climbed);
    } catch (thrown) {
      await session[Symbol.asyncDispose]();
      await reader[Symbol.asyncDispose]();
      throw thrown;
    }
  }

  async walk(): Promise<Omit<DownResult, 'engine'>> {
    const steps: ProvenStep[] = [];
    const findings: Finding[] = [];
    const above: (readonly { kind: string; before: Address; after: Address }[])[] = [];
    const [bottom] = this.#ends;
    const top = this.#ends.at(-1);
    if (bottom === undefined || top === undefined)
      return { ...NOWHERE, steps, findings, now: bottom ?? null, end: bottom ?? null };
    let current = top;
    let now = top;
    let rules: readonly RowRule[] | null = null;
    for (const [index, stretch] of [...this.#stretches.entries()].toReversed()) {
      const done = this.#input.removed.some(({ migration }) => migration.version === stretch.last);
      const [lower, upper] = [this.#ends[index] ?? bottom, this.#ends[index + 1] ?? top];
      if (!done) rules ??= await this.#ports.rows.rules(this.#database.administrator);
      const aligned = await this.#walker.align(lower, upper, current);
      const way = await this.#walker.walk(stretch, lower, aligned);
      if (way.differences.length > 0) {
        findings.push(unproven(stretch, way));
        return { ...NOWHERE, steps, findings };
      }
      current = way.end ?? current;
      if (!done) findings.push(...this.#changedData(stretch));
      const next: readonly RowRule[] = done ? [] : await this.#ports.rows.rules(this.#database.administrator);
      const names = aligned.renames.renames;
      const below = [...above, names];
      steps.push({
        versions: stretch.migrations.map(({ migration }) => migration.version).toReversed(),
        authored: stretch.authored,
        sql: stretch.authored === null ? way.sql : stretch.authored.sql,
        done,
        above: [...above],
        guards: done ? [] : this.#guards(stretch, way, rules ?? [], next),
        extensions: done ? [] : createdExtensions(way),
        questions: done ? [] : rulesComingBack(next, rules ?? []).map((rule) => questionOf(rule, below)),
        remarks: way.judgement.reasons,
      });
      if (done) now = current;
      else {
        above.push(names);
        rules = next;
      }
    }
    const before = this.#digests;
    const digests = before === null ? null : { before, after: await this.#reader.digests('now') };
    return { steps, findings, now, end: bottom, digests, left: digests === null ? null : current };
  }

  #guards(
    { authored, migrations }: Stretch,
    way: WayBack,
    rules: readonly RowRule[],
    below: readonly RowRule[],
  ): LossGuard[] {
    const { renames, parked } = way.aligned.renames;
    const versions = new Set(migrations.map(({ migration }) => migration.version));
    const guards = lossGuards(
      {
        changed: way.aligned.objects,
        remade: way.remade,
        renames: [...renames, ...parked],
        rollbackWrites: way.rollbackWrites,
        rules,
        attached: attachedPartitions(below, rules, renames),
        created: createdTables(this.#observed.filter(({ migration }) => versions.has(migration.version))),
      },
      new Set(this.#input.request.allowDataLoss),
    );
    // How an authored rollback turns values into others is its author's decision.
    return authored === null ? guards : guards.filter(({ kind }) => kind !== 'values');
  }

  /** Only what somebody wrote by hand can undo what happened to rows. */
  #changedData({ authored, migrations }: Stretch): Finding[] {
    if (authored !== null) return [];
    const versions = new Set(migrations.map(({ migration }) => migration.version));
    const created = createdTables(this.#observed);
    return this.#observed
      .filter(({ migration }) => versions.has(migration.version))
      .flatMap((one) => {
        const change = changedRows(one, created);
        if (change === null) return [];
        const { version, name } = one.migration;
        return [
          finding('rollback-changed-data', {
            file: one.migration.file,
            line: one.statement.line,
            message: change.reason,
            remedy: `Nothing was run. Write supabase/rollbacks/${version}_${name}.sql, commit it, and make the plan again.`,
            object: change.object,
          }),
        ];
      });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]();
    await this.#reader[Symbol.asyncDispose]();
  }
}

/** What the shadow may begin with: what stays, as a review or a deployment has replayed it before. */
function historyOf({ keep, remove, removed, rollbacks, request }: DownInput): KnownHistory {
  if (!request.cache) return NO_HISTORY;
  return {
    migrations: keep.map(({ migration }) => migration),
    pending: [...[...remove, ...removed].map(({ migration }) => migration), ...rollbacks],
  };
}

/** All SQL that somebody wrote; what is computed drops only roles that are newer than the copy. */
function textsOf({ keep, remove, removed, rollbacks }: DownInput): string[] {
  return [...[...keep, ...remove, ...removed].map(({ migration }) => migration), ...rollbacks].map(
    ({ sql }) => sql,
  );
}

function createdExtensions({ aligned }: WayBack): string[] {
  return aligned.objects
    .filter(({ verb, kind }) => verb === 'create' && kind === 'extension')
    .map(({ name }) => name);
}

interface Address {
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
}

function unproven({ authored, migrations, last }: Stretch, { differences }: WayBack): Finding {
  const names = migrations.map(({ migration }) => migration.version).join(', ');
  return finding('rollback-unproven', {
    file: authored?.file ?? migrations.at(-1)?.migration.file ?? null,
    line: authored === null ? null : 1,
    message: `Going back over ${names} did not lead to the schema before:\n${listOf(differences)}`,
    remedy:
      authored === null
        ? `Nothing was run. Write the way back by hand: supabase/rollbacks/${last}_${migrations.at(-1)?.migration.name ?? 'name'}.sql.`
        : 'Nothing was run. Correct the file, or remove it to have the way back computed.',
  });
}
