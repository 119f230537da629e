import { withCalledRoutines } from '../core/called-routines.ts';
import { changesOf, type Differences } from '../core/changes.ts';
import { extensionsUsed, findingOfError } from '../core/error-findings.ts';
import { SluiceError } from '../core/errors.ts';
import { withFilledColumns } from '../core/new-columns.ts';
import type {
  CutMigration,
  ObservedStatement,
  ProjectConfig,
  Shadow,
  ShadowDatabase,
  Snapshot,
} from '../core/ports.ts';
import type { Change, EngineFacts, Finding } from '../core/report.ts';
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
  readonly observed: readonly ObservedStatement[];
  readonly engine: EngineFacts;
}

export interface ExpectedMigrations {
  readonly anchor: readonly CutMigration[];
  readonly since: readonly CutMigration[];
  readonly pending: readonly CutMigration[];
  /** Whether the snapshots are to be compared with others than each other. */
  readonly read: 'everything' | 'changes';
}

export type ExpectationResult =
  | { readonly ok: true; readonly expectation: Expectation }
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
  await using shadow = await openShadow(config, request, ports, context, watch);
  const database = await shadow.createDatabase();
  const replay = async (list: readonly CutMigration[], observe: boolean) =>
    await ports.replay.replay(database, list, {
      observe,
      signal: context.signal,
      progress: context.progress,
    });
  let stage = 'The migrations that are applied already cannot be replayed on the shadow: ';
  try {
    return await watch.run('shadow', 'Replaying the migrations on a shadow', async () => {
      await replay(migrations.anchor, false);
      const { anchor: before, since, pending: later } = migrations;
      const texts = [...before, ...since, ...later].map(({ migration }) => migration.sql);
      await using reader =
        migrations.read === 'everything'
          ? await ports.schema.open(database.administrator)
          : await openShadowReader(shadow, database, texts, ports.schema);
      const anchor = await reader.read();
      await replay(migrations.since, false);
      const now = migrations.since.length === 0 ? anchor : await reader.read();
      stage = '';
      const known = [...migrations.anchor, ...migrations.since];
      const pending = withFilledColumns(await withCalledRoutines(known, migrations.pending, ports.parser));
      const observed = await replay(pending, true);
      const end = migrations.pending.length === 0 ? now : await reader.read();
      const differences = await differencesOf(now, end, observed, database, ports, context, reader);
      const changes = changesOf(differences, observed).map(({ change }) => change);
      const replayed = [...known, ...migrations.pending];
      const engine = { ...shadow.engine, standIns: standInsUsed(shadow, replayed) };
      return { ok: true, expectation: { anchor, now, end, changes, observed, engine } };
    });
  } catch (thrown) {
    const finding = thrown instanceof SluiceError ? findingOfError(thrown) : null;
    if (finding === null) throw thrown;
    const way = stage === '' ? '' : ' Or deploy without holding it against the shadow: --no-verify.';
    return {
      ok: false,
      finding: { ...finding, message: `${stage}${finding.message}`, remedy: `${finding.remedy}${way}` },
    };
  }
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
    { anchor: migrations, since: [], pending: [], read: 'everything' },
    config,
    request,
    ports,
    context,
    watch,
  );
}

async function openShadow(
  { majorVersion, autoExposeNewTables = true }: ProjectConfig,
  { engine, shadowUrl }: Pick<DeployRequest, 'engine' | 'shadowUrl'>,
  ports: LoadedPorts,
  { signal, progress }: CommandContext,
  watch: Stopwatch,
): Promise<Shadow> {
  return await watch.run('engine', 'Starting PostgreSQL', () =>
    ports.shadow.open({
      engine,
      major: majorVersion,
      autoExposeNewTables,
      serverUrl: shadowUrl,
      signal,
      progress,
    }),
  );
}

/** As a review compares: renamed objects under their former names. The shadow is not needed any more afterwards. */
async function differencesOf(
  before: Snapshot,
  after: Snapshot,
  observed: readonly ObservedStatement[],
  database: ShadowDatabase,
  ports: LoadedPorts,
  context: CommandContext,
  reader: ConstructorParameters<typeof WayBackWalker>[1],
): Promise<Differences> {
  const scripts = new ShadowScripts(database, ports, context);
  const aligned = await new WayBackWalker(ports, reader, scripts, observed).align(before, after);
  const { renames, parked } = aligned.renames;
  return {
    objects: aligned.objects,
    renames,
    parked,
    recreated: ports.schema.recreated(before, aligned.snapshot),
  };
}

function standInsUsed(shadow: Shadow, replayed: readonly CutMigration[]) {
  return [...extensionsUsed(replayed)].flatMap((extension) => {
    const missing = shadow.standIns.get(extension);
    return missing === undefined ? [] : [{ extension, missing }];
  });
}
