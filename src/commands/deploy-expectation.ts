import { withCalledRoutines } from '../core/called-routines.ts';
import { changesOf, type Differences, destroyedOf } from '../core/changes.ts';
import { extensionsUsed, findingOfError } from '../core/error-findings.ts';
import { SluiceError } from '../core/errors.ts';
import { withFilledColumns } from '../core/new-columns.ts';
import type {
  CutMigration,
  ObjectDifference,
  ObservedStatement,
  ProjectConfig,
  SchemaReader,
  Shadow,
  ShadowDatabase,
  Snapshot,
} from '../core/ports.ts';
import type { Change, EngineFacts, Finding } from '../core/report.ts';
import { shadowSettings } from '../core/shadow-settings.ts';
import type { CommandContext } from './context.ts';
import type { DeployRequest, LoadedPorts } from './deploy-request.ts';
import { openShadowReader } from './shadow-reader.ts';
import { ShadowScripts } from './shadow-scripts.ts';
import type { Stopwatch } from './stopwatch.ts';
import { WayBackWalker } from './way-back.ts';

/** What the migrations lead to, seen on a shadow. */
export interface Expectation {
  /** Behind what was applied when the journal last vouched for the live schema. */
  readonly anchor: Snapshot;
  /** Behind what has been applied since; the same as `anchor` where nothing was. */
  readonly now: Snapshot;
  /** Behind everything. */
  readonly end: Snapshot;
  /** Of what is pending, with hazards and locks, as a review tells them. */
  readonly changes: readonly Change[];
  /** Tables and columns of `now` that lose their rows or values by what is pending. */
  readonly destroyed: readonly ObjectDifference[];
  readonly observed: readonly ObservedStatement[];
  readonly engine: EngineFacts;
}

export interface ExpectedMigrations {
  readonly anchor: readonly CutMigration[];
  readonly since: readonly CutMigration[];
  readonly pending: readonly CutMigration[];
  /** Whether the snapshots are to be compared with others than each other. */
  readonly read: 'everything' | 'changes';
  /** Whether to watch what each pending statement does; else changes have no hazards and locks but what the text tells. */
  readonly watched: boolean;
}

export type ExpectationResult =
  | { readonly ok: true; readonly expectation: Expectation }
  | { readonly ok: false; readonly finding: Finding };

export type ReplayResult =
  | { readonly ok: true; readonly replayed: ReplayedMigrations }
  | { readonly ok: false; readonly finding: Finding };

/** Replays history and pending migrations on a shadow, in one database, and reads the schema at each of the moments that count. */
export async function expectationOf(
  migrations: ExpectedMigrations,
  config: ProjectConfig,
  request: Pick<DeployRequest, 'engine' | 'shadowUrl'>,
  ports: LoadedPorts,
  context: CommandContext,
  watch: Stopwatch,
): Promise<ExpectationResult> {
  const result = await replayAll(migrations, config, request, ports, context, watch);
  if (!result.ok) return result;
  await using replayed = result.replayed;
  return { ok: true, expectation: await replayed.expectation() };
}

/**
 * Replays history and pending migrations on a shadow, which is the proof that they can be run at all. Whoever gets it disposes
 * of it; what they have changed can be read meanwhile.
 */
export async function replayAll(
  migrations: ExpectedMigrations,
  config: ProjectConfig,
  request: Pick<DeployRequest, 'engine' | 'shadowUrl'>,
  ports: LoadedPorts,
  context: CommandContext,
  watch: Stopwatch,
): Promise<ReplayResult> {
  const shadow = await openShadow(config, request, ports, context, watch);
  const replayed = new ReplayedMigrations(migrations, shadow, ports, context, watch);
  try {
    await replayed.replay();
    return { ok: true, replayed };
  } catch (thrown) {
    await replayed[Symbol.asyncDispose]();
    const finding = thrown instanceof SluiceError ? findingOfError(thrown) : null;
    if (finding === null) throw thrown;
    const way = replayed.stage === '' ? '' : ' Or deploy without holding it against the shadow: --no-verify.';
    return {
      ok: false,
      finding: {
        ...finding,
        message: `${replayed.stage}${finding.message}`,
        remedy: `${finding.remedy}${way}`,
      },
    };
  }
}

/** A shadow on which migrations were replayed, and what can be read on it. */
export class ReplayedMigrations implements AsyncDisposable {
  /** What people must know of a failure so far, besides its own message. */
  stage = 'The migrations that are applied already cannot be replayed on the shadow: ';
  readonly #migrations: ExpectedMigrations;
  readonly #shadow: Shadow;
  readonly #ports: LoadedPorts;
  readonly #context: CommandContext;
  readonly #watch: Stopwatch;
  #moments: Moments | null = null;
  #isOver = false;

  constructor(
    migrations: ExpectedMigrations,
    shadow: Shadow,
    ports: LoadedPorts,
    context: CommandContext,
    watch: Stopwatch,
  ) {
    this.#migrations = migrations;
    this.#shadow = shadow;
    this.#ports = ports;
    this.#context = context;
    this.#watch = watch;
  }

  /** Throws SluiceError for the first statement that fails. */
  async replay(): Promise<void> {
    await this.#watch.run('shadow', 'Replaying the migrations on a shadow', async () => {
      const { anchor: before, since, pending, read, watched } = this.#migrations;
      const database = await this.#shadow.createDatabase();
      await this.#run(database, before, false);
      const texts = [...before, ...since, ...pending].map(({ migration }) => migration.sql);
      const { schema } = this.#ports;
      const reader =
        read === 'everything'
          ? await schema.open(database.administrator)
          : await openShadowReader(this.#shadow, database, texts, schema);
      try {
        const anchor = await reader.read();
        await this.#run(database, since, false);
        const now = since.length === 0 ? anchor : await reader.read();
        this.stage = '';
        const known = [...before, ...since];
        const called = await withCalledRoutines(known, pending, this.#ports.parser);
        const observed = await this.#run(database, withFilledColumns(called), watched);
        this.#moments = { database, reader, anchor, now, observed };
      } catch (thrown) {
        await reader[Symbol.asyncDispose]();
        throw thrown;
      }
    });
  }

  /** Reads what the migrations have led to. To be called once, after the replay. */
  async expectation(): Promise<Expectation> {
    const moments = this.#moments;
    if (moments === null) throw new TypeError('The migrations were not replayed.');
    return await this.#watch.run('expect', 'Reading what the migrations lead to', async () => {
      const { reader, anchor, now, observed } = moments;
      const { anchor: before, since, pending } = this.#migrations;
      const end = pending.length === 0 ? now : await reader.read();
      const differences = await this.#differences(moments, end);
      const changes = changesOf(differences, observed).map(({ change }) => change);
      const standIns = standInsUsed(this.#shadow, [...before, ...since, ...pending]);
      const destroyed = destroyedOf(differences);
      const engine = { ...this.#shadow.engine, standIns };
      return { anchor, now, end, changes, destroyed, observed, engine };
    });
  }

  async #run(
    database: ShadowDatabase,
    list: readonly CutMigration[],
    observe: boolean,
  ): Promise<readonly ObservedStatement[]> {
    const { signal, progress } = this.#context;
    const seen = await this.#ports.replay.replay(database, list, { observe, signal, progress });
    return observe ? seen : list.flatMap(unwatched);
  }

  /** As a review compares: renamed objects under their former names. The shadow is not needed any more afterwards. */
  async #differences({ database, reader, now, observed }: Moments, end: Snapshot): Promise<Differences> {
    const scripts = new ShadowScripts(database, this.#ports, this.#context);
    const aligned = await new WayBackWalker(this.#ports, reader, scripts, observed).align(now, end);
    const { renames, parked } = aligned.renames;
    return {
      objects: aligned.objects,
      renames,
      parked,
      recreated: this.#ports.schema.recreated(now, aligned.snapshot),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await this.#moments?.reader[Symbol.asyncDispose]();
    await this.#shadow[Symbol.asyncDispose]();
  }
}

interface Moments {
  readonly database: ShadowDatabase;
  readonly reader: SchemaReader;
  readonly anchor: Snapshot;
  readonly now: Snapshot;
  readonly observed: readonly ObservedStatement[];
}

/** Where names without a schema are looked up on a Supabase project unless somebody says otherwise. */
const SEARCH_PATH = ['public', 'extensions'];

/** What the text of a migration alone says of its statements. */
function unwatched({ migration, statements }: CutMigration): ObservedStatement[] {
  return statements.map((statement) => ({
    migration,
    statement,
    locks: [],
    rewritten: [],
    verified: [],
    events: [],
    searchPath: SEARCH_PATH,
  }));
}

/** The schema that migrations lead to on an empty project. */
export async function schemaOf(
  migrations: readonly CutMigration[],
  config: ProjectConfig,
  request: Pick<DeployRequest, 'engine' | 'shadowUrl'>,
  ports: LoadedPorts,
  context: CommandContext,
  watch: Stopwatch,
): Promise<ExpectationResult> {
  return await expectationOf(
    { anchor: migrations, since: [], pending: [], read: 'everything', watched: false },
    config,
    request,
    ports,
    context,
    watch,
  );
}

async function openShadow(
  config: ProjectConfig,
  { engine, shadowUrl }: Pick<DeployRequest, 'engine' | 'shadowUrl'>,
  ports: LoadedPorts,
  { signal, progress }: CommandContext,
  watch: Stopwatch,
): Promise<Shadow> {
  return await watch.run('engine', 'Starting PostgreSQL', () =>
    ports.shadow.open({
      engine,
      ...shadowSettings(config),
      serverUrl: shadowUrl,
      signal,
      progress,
    }),
  );
}

function standInsUsed(shadow: Shadow, replayed: readonly CutMigration[]) {
  return [...extensionsUsed(replayed)].flatMap((extension) => {
    const missing = shadow.standIns.get(extension);
    return missing === undefined ? [] : [{ extension, missing }];
  });
}
