import { withCalledRoutines } from '../core/called-routines.ts';
import { changesOf, type Differences, destroyedOf } from '../core/changes.ts';
import { extensionsUsed, findingOfError } from '../core/error-findings.ts';
import { SluiceError } from '../core/errors.ts';
import { changedNames, type DigestChange } from '../core/landed-digests.ts';
import { withFilledColumns } from '../core/new-columns.ts';
import type {
  CutMigration,
  KeptStates,
  ObjectDifference,
  ObservedStatement,
  ProjectConfig,
  SchemaReader,
  Shadow,
  ShadowDatabase,
  Snapshot,
} from '../core/ports.ts';
import type { Change, EngineFacts, Finding } from '../core/report.ts';
import { type BaseNotes, restOf, writeBaseNotes } from './base-notes.ts';
import type { CommandContext } from './context.ts';
import type { CutBase } from './cut-files.ts';
import type { LoadedPorts } from './deploy-request.ts';
import { onFittingEngine } from './fitting-engine.ts';
import { remembered } from './known-base.ts';
import {
  type KnownHistory,
  NO_HISTORY,
  openShadow,
  type ShadowChoice,
  shadowRequest,
} from './open-shadow.ts';
import { openShadowReader } from './shadow-reader.ts';
import { ShadowScripts } from './shadow-scripts.ts';
import type { Stopwatch } from './stopwatch.ts';
import { WayBackWalker } from './way-back.ts';

/** What is pending changes, as a review tells it. */
export interface ExpectedChange {
  /** With hazards and locks. */
  readonly changes: readonly Change[];
  /** Tables and columns of before that lose their rows or values. */
  readonly destroyed: readonly ObjectDifference[];
  readonly engine: EngineFacts;
}

/** What the migrations lead to, seen on a shadow. */
export interface Expectation extends ExpectedChange {
  /** Behind what was applied when the journal last vouched for the live schema. */
  readonly anchor: Snapshot;
  /** Behind what has been applied since; the same as `anchor` where nothing was. */
  readonly now: Snapshot;
  /** Behind everything. */
  readonly end: Snapshot;
  readonly observed: readonly ObservedStatement[];
}

/** How the schema of the shadow is read. */
export type Reading =
  /** As a whole, to be compared with others than its own. */
  | 'everything'
  /** Only what is not as it was before what is pending. */
  | 'changes'
  /** The project's part alone, where there is nothing of a project before. */
  | 'project';

export interface ExpectedMigrations {
  /** Those that a kept state has behind it are not cut again. */
  readonly anchor: (beginning: KeptStates | null) => Promise<CutBase>;
  readonly since: readonly CutMigration[];
  readonly pending: readonly CutMigration[];
  /** Whether to watch what each pending statement does; else changes have no hazards and locks but what the text tells. */
  readonly watched: boolean;
}

export type ExpectationResult =
  | { readonly ok: true; readonly expectation: Expectation; readonly notes: readonly Finding[] }
  | { readonly ok: false; readonly finding: Finding };

/** Where to replay, and how. */
export interface ReplayOrder {
  readonly reading: Reading;
  readonly config: ProjectConfig;
  readonly request: ShadowChoice;
  /** What a kept state may have behind it. */
  readonly history: KnownHistory;
  readonly ports: LoadedPorts;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
}

/**
 * A shadow on which history and pending migrations are replayed, which is the proof that they can be run at all, and on which what
 * they change can be read afterwards. It is opened at once, while its user is still busy with other things.
 */
export class MigrationReplay implements AsyncDisposable {
  readonly #order: ReplayOrder;
  #ground: Promise<Ground>;
  /** What has to be disposed of. */
  readonly #opened: AsyncDisposable[] = [];
  /** What people must know of a failure so far, besides its own message. */
  #stage = STAGE_OF_APPLIED;
  #moments: Moments | null = null;
  #digests: DigestChange | null = null;

  constructor(order: ReplayOrder) {
    this.#order = order;
    this.#ground = this.#open(order.request.engine);
    // Whoever runs something on it gets the error.
    this.#ground.catch(() => {});
  }

  async #open(engine: ShadowChoice['engine']): Promise<Ground> {
    const { reading, config, request, history, ports, context, watch } = this.#order;
    const { schema } = ports;
    const asked = { ...request, engine };
    const shadow = await openShadow(config, asked, ports, context, watch, history);
    this.#opened.push(shadow);
    const baselineNotes =
      reading === 'project' && asked.cache === true && shadow.engine.name === 'embedded'
        ? ports.shadow.notes(shadowRequest(config, asked, context), ['baseline'])
        : null;
    // Awaited below, unless there is no database.
    baselineNotes?.catch(() => {});
    const database = await shadow.createDatabase();
    if (reading !== 'project') return { shadow, database, first: null };
    const notes = await baselineNotes;
    const reader = this.#disposable(await schema.openProject(database.administrator, notes?.text));
    const snapshot = await reader.read();
    const found = reader.notes?.() ?? '';
    if (found !== '') await notes?.keep(found);
    return { shadow, database, first: { reader, snapshot } };
  }

  #disposable(reader: SchemaReader): SchemaReader {
    this.#opened.push(reader);
    return reader;
  }

  /** What the shadow's server says of what is pending; null where everything is read as a whole. */
  get digests(): DigestChange | null {
    return this.#digests;
  }

  /** All of it could be replayed where no error is among the findings. To be called once. */
  async run(migrations: ExpectedMigrations): Promise<readonly Finding[]> {
    const { findings } = await onFittingEngine(
      this.#order.request.engine,
      async (engine) => {
        if (engine !== this.#order.request.engine) await this.#beginAnew(engine);
        const failed = await this.#failureOf(migrations);
        return { findings: failed === null ? [] : [failed] };
      },
      this.#order.context.progress,
    );
    return findings;
  }

  async #beginAnew(engine: ShadowChoice['engine']): Promise<void> {
    await this[Symbol.asyncDispose]();
    this.#stage = STAGE_OF_APPLIED;
    this.#ground = this.#open(engine);
    await this.#ground;
  }

  async #failureOf(migrations: ExpectedMigrations): Promise<Finding | null> {
    const ground = await this.#ground;
    try {
      await this.#order.watch.run('shadow', 'Replaying the migrations on a shadow', () =>
        this.#replay(migrations, ground),
      );
      return null;
    } catch (thrown) {
      const finding = thrown instanceof SluiceError ? findingOfError(thrown) : null;
      if (finding === null) throw thrown;
      const deploys = migrations.pending.length > 0 || migrations.since.length > 0;
      const isAsked = deploys && this.#stage !== '';
      const way = isAsked ? ' Or deploy without holding it against the shadow: --no-verify.' : '';
      return {
        ...finding,
        message: `${this.#stage}${finding.message}`,
        remedy: `${finding.remedy}${way}`,
      };
    }
  }

  /** Throws SluiceError for the first statement that fails. */
  async #replay(migrations: ExpectedMigrations, ground: Ground): Promise<void> {
    const { since, pending, watched } = migrations;
    const { database } = ground;
    const { before, reader, snapshot: anchor } = await this.#goToAnchor(migrations, ground);
    await this.#apply(database, since, false);
    const now = since.length === 0 ? anchor : await reader.read();
    this.#stage = '';
    const digests = this.#order.reading === 'everything' ? null : reader.digests('first');
    // Whoever waits for it gets the error.
    digests?.catch(() => {});
    const known = [...before, ...since];
    const called = await withCalledRoutines(known, pending, this.#order.ports.parser);
    const observed = await this.#apply(database, withFilledColumns(called), watched);
    this.#moments = { known, pending, ground, reader, anchor, now, observed };
    if (digests !== null) this.#digests = { before: await digests, after: await reader.digests('now') };
  }

  /** Replays what no kept state has behind it, and reads what that leads to. */
  async #goToAnchor(
    { anchor, since, pending }: ExpectedMigrations,
    { shadow, database, first }: Ground,
  ): Promise<First & { readonly before: readonly CutMigration[] }> {
    const states = shadow.states ?? null;
    const { cut: before } = await anchor(states);
    const { rest, noted } = restOf(before, states);
    await this.#apply(database, rest, false);
    if (first !== null) return { before, ...first };
    let notes = (): string => '';
    if (rest.length > 0) await states?.keep(() => notes());
    const texts = [...before, ...since, ...pending].map(({ migration }) => migration.sql);
    const reader = this.#disposable(await this.#openReader(shadow, database, texts, noted));
    const snapshot = await reader.read();
    if (states !== null && noted === null) {
      const exposed = this.#order.config.exposedSchemas;
      const security = { exposed, facts: await reader.security(exposed) };
      notes = () =>
        writeBaseNotes({ statements: remembered(before), snapshot: reader.notes?.() ?? '', security });
    }
    return { before, reader, snapshot };
  }

  async #openReader(
    shadow: Shadow,
    database: ShadowDatabase,
    texts: readonly string[],
    noted: BaseNotes | null,
  ): Promise<SchemaReader> {
    const { schema } = this.#order.ports;
    return this.#order.reading === 'everything'
      ? await schema.open(database.administrator)
      : await openShadowReader(shadow, database, texts, schema, noted?.snapshot);
  }

  /** Reads what the migrations have led to. To be called once, after they ran. */
  async expectation(): Promise<Expectation> {
    const moments = this.#moments;
    if (moments === null) throw new TypeError('The migrations were not replayed.');
    return await this.#order.watch.run('expect', 'Reading what the migrations lead to', async () => {
      const { known, pending, ground, anchor, now, observed } = moments;
      const end = pending.length === 0 ? now : await moments.reader.read();
      const differences = await this.#differences(await this.#compared(moments, end));
      const changes = changesOf(differences, observed).map(({ change }) => change);
      const standIns = standInsUsed(ground.shadow, [...known, ...pending]);
      const destroyed = destroyedOf(differences);
      const engine = { ...ground.shadow.engine, standIns };
      return { anchor, now, end, changes, destroyed, observed, engine };
    });
  }

  async #apply(
    database: ShadowDatabase,
    list: readonly CutMigration[],
    observe: boolean,
  ): Promise<readonly ObservedStatement[]> {
    const { signal, progress } = this.#order.context;
    const seen = await this.#order.ports.replay.replay(database, list, { observe, signal, progress });
    return observe ? seen : list.flatMap(unwatched);
  }

  /** The ends to be compared. Where only the project's part was read and the platform's has changed, too, both as a whole. */
  async #compared({ ground, reader, now, observed }: Moments, end: Snapshot): Promise<Compared> {
    const { schema } = this.#order.ports;
    const { database, shadow } = ground;
    const plainly = { database, reader, now, end, observed };
    if (this.#order.reading !== 'project' || this.#digests === null) return plainly;
    if (!changedNames(this.#digests).some((name) => schema.isOfPlatform(name))) return plainly;
    const fresh = await shadow.createDatabase();
    const before = this.#disposable(await schema.open(fresh.administrator));
    const after = this.#disposable(await schema.open(database.administrator));
    return { ...plainly, reader: after, now: await before.read(), end: await after.read() };
  }

  /** As a review compares: renamed objects under their former names. The shadow is not needed any more afterwards. */
  async #differences({ database, reader, now, end, observed }: Compared): Promise<Differences> {
    await using session = this.#order.ports.replay.open(database);
    const scripts = new ShadowScripts(session, this.#order.ports.parser, this.#order.context);
    const aligned = await new WayBackWalker(this.#order.ports, reader, scripts, observed).align(now, end);
    const { renames, parked } = aligned.renames;
    return {
      objects: aligned.objects,
      renames,
      parked,
      recreated: this.#order.ports.schema.recreated(now, aligned.snapshot),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ground.catch(() => null);
    for (const opened of this.#opened.splice(0).toReversed()) await opened[Symbol.asyncDispose]();
  }
}

const STAGE_OF_APPLIED = 'The migrations that are applied already cannot be replayed on the shadow: ';

/** Where migrations are replayed. */
interface Ground {
  readonly shadow: Shadow;
  readonly database: ShadowDatabase;
  /** What is there before any migration, where that is all there is before what is pending. */
  readonly first: First | null;
}

interface First {
  readonly reader: SchemaReader;
  readonly snapshot: Snapshot;
}

interface Moments {
  readonly known: readonly CutMigration[];
  readonly pending: readonly CutMigration[];
  readonly ground: Ground;
  readonly reader: SchemaReader;
  readonly anchor: Snapshot;
  readonly now: Snapshot;
  readonly observed: readonly ObservedStatement[];
}

interface Compared {
  readonly database: ShadowDatabase;
  readonly reader: SchemaReader;
  readonly now: Snapshot;
  readonly end: Snapshot;
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
  request: ShadowChoice,
  ports: LoadedPorts,
  context: CommandContext,
  watch: Stopwatch,
): Promise<ExpectationResult> {
  const common = { config, request, ports, context, watch };
  await using replay = new MigrationReplay({ ...common, reading: 'everything', history: NO_HISTORY });
  const anchor = async (): Promise<CutBase> => ({ cut: migrations, findings: [], remembered: 0 });
  const findings = await replay.run({ anchor, since: [], pending: [], watched: false });
  const failed = findings.find(({ level }) => level === 'error');
  if (failed !== undefined) return { ok: false, finding: failed };
  return { ok: true, expectation: await replay.expectation(), notes: findings };
}

function standInsUsed(shadow: Shadow, replayed: readonly CutMigration[]) {
  return [...extensionsUsed(replayed)].flatMap((extension) => {
    const missing = shadow.standIns.get(extension);
    return missing === undefined ? [] : [{ extension, missing }];
  });
}
