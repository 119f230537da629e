import { messageOf } from '../core/errors.ts';
import type {
  ObjectDifference,
  ObservedStatement,
  RenameSet,
  RenameStep,
  SchemaPort,
  SchemaReader,
  Snapshot,
  SqlParser,
} from '../core/ports.ts';
import { underNewNames, underOldNames, underRealNames } from '../core/renames.ts';
import { displayName, judgeStretch, type ReversalJudgement } from '../core/reversal.ts';
import { createdTables } from '../core/row-changes.ts';
import type { DataStatement } from '../core/statements.ts';
import { type ShadowScripts, scriptOf } from './shadow-scripts.ts';
import type { Stretch } from './stretches.ts';

/** The schema at the upper end of a stretch with every renamed object under the name that it has at the lower end. */
export interface Aligned {
  readonly renames: RenameSet;
  readonly snapshot: Snapshot;
  /** What differs from the lower end, parked objects by the names they really have. */
  readonly objects: readonly ObjectDifference[];
  /** The steps that gave the former names; all of them, unless PostgreSQL refused one. */
  readonly steps: readonly RenameStep[];
  /** Tables and columns that the migrations dropped and made anew, by their former names. */
  readonly recreated: readonly ObjectDifference[];
}

/** What going back over one stretch showed. */
export interface WayBack {
  readonly judgement: ReversalJudgement;
  readonly sql: string;
  readonly aligned: Aligned;
  /** What the stretch changed, what it had made anew included; parked objects by their meanwhile names. */
  readonly changed: readonly ObjectDifference[];
  /** Tables and columns that it drops and makes anew. */
  readonly remade: readonly ObjectDifference[];
  /** What an authored rollback does to rows; empty where the way back is computed. */
  readonly rollbackWrites: readonly DataStatement[];
  /** What failed or differs from the lower end, a line each. */
  readonly differences: readonly string[];
  /** The schema at its end; null where it failed. */
  readonly end: Snapshot | null;
}

/** Statements that give the new names again. */
export function forwardOf(steps: readonly RenameStep[]): string[] {
  return steps.toReversed().map(({ forward }) => forward);
}

function isSame(left: ObjectDifference, right: ObjectDifference): boolean {
  return left.kind === right.kind && displayName(left) === displayName(right);
}

/** Goes back over stretches of migrations on the shadow, each from its upper to its lower end. */
export class WayBackWalker {
  readonly #schema: SchemaPort;
  readonly #parser: SqlParser;
  readonly #reader: SchemaReader;
  readonly #scripts: ShadowScripts;
  readonly #observed: readonly ObservedStatement[];

  constructor(
    ports: { readonly schema: SchemaPort; readonly parser: SqlParser },
    reader: SchemaReader,
    scripts: ShadowScripts,
    observed: readonly ObservedStatement[],
  ) {
    this.#schema = ports.schema;
    this.#parser = ports.parser;
    this.#reader = reader;
    this.#scripts = scripts;
    this.#observed = observed;
  }

  /**
   * Gives renamed objects their former names, and reads the schema again if there are any. The database stays like that.
   * `current` is the upper end as the way back has left it: the same schema as `upper`, where migrations had come, but
   * what was put back since is not the same object any more.
   */
  async align(lower: Snapshot, upper: Snapshot, current: Snapshot = upper): Promise<Aligned> {
    const renames = this.#schema.renames(lower, upper);
    const steps = await this.#giveFormerNames(renames.steps);
    const snapshot = steps.length === 0 ? current : await this.#reader.read();
    const putBack = this.#schema
      .recreated(upper, current)
      .map((object) => underOldNames(object, renames.renames));
    const recreated = this.#schema
      .recreated(lower, snapshot)
      .filter((one) => !putBack.some((other) => isSame(one, other)));
    const objects = this.#schema
      .compare(lower, snapshot)
      .map((difference) => underRealNames(difference, renames.parked));
    return { renames, snapshot, objects, steps, recreated };
  }

  /** Gives the new names again. */
  async unalign({ steps }: Aligned): Promise<void> {
    await this.#scripts.run('renames', scriptOf(forwardOf(steps)));
  }

  /** All at once, else one by one, so that a name that cannot be given does not keep the others from it. */
  async #giveFormerNames(steps: readonly RenameStep[]): Promise<readonly RenameStep[]> {
    const refusal = await this.#scripts.run('renames', scriptOf(steps.map(({ inverse }) => inverse)));
    if (refusal === null) return steps;
    const given: RenameStep[] = [];
    for (const step of steps) {
      if ((await this.#scripts.run('renames', scriptOf([step.inverse]))) === null) given.push(step);
    }
    return given;
  }

  /** `aligned` is what `align` told of the same ends, with the database still aligned. */
  async walk(stretch: Stretch, lower: Snapshot, aligned: Aligned): Promise<WayBack> {
    const { sql, failure } =
      stretch.authored === null
        ? await this.#computed(lower, aligned)
        : await this.#authored(stretch.authored, aligned);
    const now = failure === null ? await this.#readUnlessSame(sql, aligned) : null;
    const remade = now === null ? [] : this.#remade(now, aligned);
    const names = [...aligned.renames.renames, ...aligned.renames.parked];
    const changed = [...aligned.objects, ...aligned.recreated];
    const versions = new Set(stretch.migrations.map(({ migration }) => migration.version));
    const rollbackWrites = await this.#rollbackWrites(stretch);
    const judgement = judgeStretch({
      migrations: stretch.migrations.map(({ migration }) => migration),
      authored: stretch.authored,
      refilled: refilledBy(rollbackWrites, aligned),
      rollbackWrites,
      differences: changed.map((difference) => underNewNames(difference, names)),
      remade,
      observed: this.#observed.filter(({ migration }) => versions.has(migration.version)),
      created: createdTables(this.#observed),
    });
    const differences = now === null ? [failure ?? ''] : this.differencesFrom(lower, now);
    return { judgement, sql, aligned, changed, remade, rollbackWrites, differences, end: now };
  }

  /** What differs from an expected schema, a line each. */
  differencesFrom(expected: Snapshot, now: Snapshot): string[] {
    if (expected.fingerprint === now.fingerprint) return [];
    return this.#schema
      .compare(expected, now)
      .map((one) => [`${one.verb} ${one.kind} ${displayName(one)}`, ...one.details].join(': '));
  }

  async #computed(lower: Snapshot, aligned: Aligned): Promise<{ sql: string; failure: string | null }> {
    try {
      const plan = await this.#schema.planSql(aligned.snapshot, lower);
      const failure = await this.#scripts.run('reversal', scriptOf(plan));
      return { sql: scriptOf([...aligned.steps.map(({ inverse }) => inverse), ...plan]), failure };
    } catch (thrown) {
      return { sql: '', failure: messageOf(thrown) };
    }
  }

  async #authored(
    { file, sql }: NonNullable<Stretch['authored']>,
    aligned: Aligned,
  ): Promise<{ sql: string; failure: string | null }> {
    await this.unalign(aligned);
    const failure = await this.#scripts.run(file, sql);
    return { sql: `-- ${file}\n${sql.trim()}`, failure };
  }

  /** Where there was nothing to do the schema is still the one that was read last. */
  async #readUnlessSame(sql: string, aligned: Aligned): Promise<Snapshot> {
    return sql === '' ? aligned.snapshot : await this.#reader.read();
  }

  /** By identity in the catalog: what the migrations themselves had made anew is not the way back's doing. */
  #remade(now: Snapshot, { snapshot, objects, recreated }: Aligned): ObjectDifference[] {
    return this.#schema
      .recreated(snapshot, now)
      .filter((one) => !recreated.some((other) => isSame(one, other)))
      .filter(
        (one) => !objects.some((other) => isSame(one, other) && other.column?.before?.generated === true),
      );
  }

  /** What the authored rollback does to rows, in its blocks too. */
  async #rollbackWrites({ authored }: Stretch): Promise<DataStatement[]> {
    if (authored === null) return [];
    const cut = await this.#parser.cut(authored.sql);
    if (!cut.ok) return [];
    return cut.statements
      .flatMap(({ data }) => (data === null ? [] : [data, ...data.inside]))
      .flatMap(eachTable);
  }
}

/** A statement once for each table that it empties. */
function eachTable({ also = [], ...data }: DataStatement): DataStatement[] {
  return [data, ...also.map((other) => ({ ...data, ...other }))];
}

/** Tables that the authored rollback writes rows to: what is lost there it may put back. */
function refilledBy(writes: readonly DataStatement[], { renames }: Aligned): string[] {
  const tables = writes.flatMap(({ action, table }) =>
    table !== null && ['insert', 'update', 'merge', 'copy'].includes(action) ? [table] : [],
  );
  // It may give a table its former name first; people know it by the present one.
  const present = renames.renames.filter(({ before }) => tables.includes(before.name));
  return [...tables, ...present.map(({ after }) => after.name)];
}
