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
import { underNewNames, underRealNames } from '../core/renames.ts';
import { displayName, judgeStretch, type ReversalJudgement } from '../core/reversal.ts';
import { createdTables } from '../core/row-changes.ts';
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
}

/** What going back over one stretch showed. */
export interface WayBack {
  readonly judgement: ReversalJudgement;
  readonly sql: string;
  readonly aligned: Aligned;
  /** Tables and columns that it drops and makes anew. */
  readonly remade: readonly ObjectDifference[];
  /** What failed or differs from the lower end, a line each. */
  readonly differences: readonly string[];
}

/** Statements that give the new names again. */
export function forwardOf(steps: readonly RenameStep[]): string[] {
  return steps.toReversed().map(({ forward }) => forward);
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

  /** Gives renamed objects their former names, and reads the schema again if there are any. The database stays like that. */
  async align(lower: Snapshot, upper: Snapshot): Promise<Aligned> {
    const renames = this.#schema.renames(lower, upper);
    const steps = await this.#giveFormerNames(renames.steps);
    const snapshot = steps.length === 0 ? upper : await this.#reader.read();
    const objects = this.#schema
      .compare(lower, snapshot)
      .map((difference) => underRealNames(difference, renames.parked));
    return { renames, snapshot, objects, steps };
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
    const remade = now === null ? [] : this.#remade(lower, now, aligned);
    const versions = new Set(stretch.migrations.map(({ migration }) => migration.version));
    const judgement = judgeStretch({
      migrations: stretch.migrations.map(({ migration }) => migration),
      authored: stretch.authored,
      refilled: await this.#refilled(stretch),
      differences: [...aligned.objects, ...this.#schema.recreated(lower, aligned.snapshot)].map(
        (difference) => underNewNames(difference, aligned.renames.parked),
      ),
      remade,
      observed: this.#observed.filter(({ migration }) => versions.has(migration.version)),
      created: createdTables(this.#observed),
    });
    const differences = now === null ? [failure ?? ''] : this.differencesFrom(lower, now);
    return { judgement, sql, aligned, remade, differences };
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
  #remade(lower: Snapshot, now: Snapshot, { snapshot, objects }: Aligned): ObjectDifference[] {
    const isSame = (left: ObjectDifference, right: ObjectDifference): boolean =>
      left.kind === right.kind && displayName(left) === displayName(right);
    const before = this.#schema.recreated(lower, snapshot);
    return this.#schema
      .recreated(snapshot, now)
      .filter((one) => !before.some((other) => isSame(one, other)))
      .filter(
        (one) => !objects.some((other) => isSame(one, other) && other.column?.before?.generated === true),
      );
  }

  /** Tables that the authored rollback writes rows to. */
  async #refilled({ authored }: Stretch): Promise<string[]> {
    if (authored === null) return [];
    const cut = await this.#parser.cut(authored.sql);
    if (!cut.ok) return [];
    return cut.statements
      .flatMap(({ data }) => (data === null ? [] : [data, ...data.inside]))
      .flatMap(({ action, table }) =>
        table !== null && ['insert', 'update', 'merge', 'copy'].includes(action) ? [table] : [],
      );
  }
}
