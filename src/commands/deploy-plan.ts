import type {
  DeployedMigration,
  LiveAnchor,
  LiveIdentity,
  LiveState,
  RelationName,
} from '../core/deploy-ports.ts';
import type { DeploymentSummary } from '../core/deployment-report.ts';
import { finding } from '../core/finding-codes.ts';
import { historyFindings } from '../core/history-findings.ts';
import { beginsAlike, type DigestChange } from '../core/landed-digests.ts';
import type { Migration } from '../core/migration.ts';
import { planDigest } from '../core/plan-digest.ts';
import type { ObjectDifference, ObjectDigests, Snapshot } from '../core/ports.ts';
import type { Change, Finding, TableSize } from '../core/report.ts';
import { cutBase, cutFiles } from './cut-files.ts';
import { judgeDrift, NOTHING_SEEN } from './deploy-drift.ts';
import { type Expectation, type ExpectedMigrations, MigrationReplay } from './deploy-expectation.ts';
import { committedOf, remainingOf, segmentMigrations } from './deploy-segments.ts';
import { judgeHistory } from './history-judgement.ts';
import { type LiveSchema, readLiveSchema, readWholeSchema } from './live-schema.ts';
import { type KnownHistory, NO_HISTORY } from './open-shadow.ts';
import type { PlanInput, QuickInput } from './plan-input.ts';
import { blockedByRollback } from './rollback-block.ts';

/** Everything that is known before anything runs. */
export interface DeployPlan {
  readonly identity: LiveIdentity;
  readonly applied: readonly Migration[];
  readonly pending: readonly Migration[];
  readonly migrations: readonly DeployedMigration[];
  /** Errors among them forbid to run anything. */
  readonly findings: readonly Finding[];
  readonly drift: DeploymentSummary['drift'];
  /** Null where it was not to be made, could not be, or is to be made while the plan runs. */
  readonly expectation: Expectation | null;
  /** The shadow that it is to be made from while the plan runs. Whoever makes a plan that runs disposes of it. */
  readonly replayed: MigrationReplay | null;
  /** Where that is enough to tell whether the reviewed change has landed: what the servers say of it. */
  readonly digests: LandingDigests | null;
  /** Where it is not: the live schema that what lands is compared with; null where nobody asked to read it, too. */
  readonly from: Snapshot | null;
  /** What the deployment is to change, from `from` on; null where nothing is verified. */
  readonly expected: readonly ObjectDifference[] | null;
  /** The live schema as it is; null where it was not looked at. */
  readonly live: LiveSchema | null;
  readonly sizes: readonly TableSize[];
  readonly digest: string;
}

/** What a deployment is to change as the shadow's server tells it, and what the live one says before. */
export interface LandingDigests {
  readonly expected: DigestChange;
  readonly before: ObjectDigests;
}

/** Of a plan that was made without a look at any schema. */
export const NOTHING_LOOKED_AT = {
  expectation: null,
  replayed: null,
  digests: null,
  from: null,
  expected: null,
  live: null,
  sizes: [],
} as const satisfies Partial<DeployPlan>;

/** The plan of a deployment that has nothing to run: history and files alone are held against each other. */
export async function planNothing(input: QuickInput): Promise<DeployPlan> {
  const { comparison, head, live, state, request, ports } = input;
  const identity = await live.identity();
  const judged = await judgeHistory(
    comparison.head.migrations,
    state,
    live,
    ports.scanner,
    request.allowOutOfOrder,
  );
  return {
    identity,
    ...judged,
    migrations: [],
    ...NOTHING_LOOKED_AT,
    drift: NOTHING_SEEN,
    digest: planDigest({ target: identity.key, head, pending: [], schema: null, adopt: null }),
  };
}

/** Makes the plan of a deployment; it only reads. */
export async function planDeployment(input: PlanInput): Promise<DeployPlan> {
  const { comparison, state, request, live, ports, watch } = input;
  const judged = await watch.run('history', 'Comparing the history with the checkout', () =>
    judgeHistory(comparison.head.migrations, state, live, ports.scanner, request.allowOutOfOrder),
  );
  // The servers have work to do while files are parsed, unless the history forbids to run anything.
  const mayRun = !hasErrors(judged.findings);
  const replay =
    mayRun && request.verify && hasWork(state, judged.pending) ? openReplay(input, judged.applied) : null;
  const reads = mayRun && (request.verify || request.drift !== 'ignore');
  const reading = reads ? readLive(input) : null;
  // Whoever waits for it gets the error.
  reading?.catch(() => {});
  try {
    const plan = await planWith(input, judged, reading, replay);
    if (plan.replayed === null) await replay?.[Symbol.asyncDispose]();
    return plan;
  } catch (thrown) {
    await replay?.[Symbol.asyncDispose]();
    throw thrown;
  } finally {
    await reading?.catch(() => {});
  }
}

async function planWith(
  input: PlanInput,
  judged: Awaited<ReturnType<typeof judgeHistory>>,
  reading: Promise<LiveSchema> | null,
  replay: MigrationReplay | null,
): Promise<DeployPlan> {
  const { head, live, state, request, ports, watch } = input;
  const identity = await live.identity();
  const segmented = await watch.run('parse', 'Parsing the pending migrations', () =>
    segmentMigrations(judged.pending, state.segments, ports.parser),
  );
  const findings = [
    ...judged.findings,
    ...segmented.findings,
    ...historyFindings(
      segmented.migrations.map(({ migration, segments }) => ({
        migration,
        statements: segments.flatMap(({ statements }) => statements),
      })),
    ),
    ...unfinishedFindings(state.anchor),
    ...(input.isUndo === true ? [] : blockedByRollback(state, judged.pending)),
  ];
  const known = {
    identity,
    applied: judged.applied,
    pending: judged.pending,
    migrations: segmented.migrations,
  };
  const digestWith = (schema: string | null): string =>
    planDigest({ target: identity.key, head, pending: segmented.migrations, schema, adopt: null });
  if (hasErrors(findings)) {
    return { ...known, ...NOTHING_LOOKED_AT, findings, drift: NOTHING_SEEN, digest: digestWith(null) };
  }

  const running = replay === null ? null : expected(input, known).then((all) => replay.run(all));
  running?.catch(() => {});
  const before = await reading;
  const told = (await running) ?? [];
  findings.push(...told);
  if (!request.verify && hasWork(state, known.pending)) findings.push(notVerified());
  const replayed = hasErrors(told) ? null : replay;
  // On a database to which nothing was applied yet no table of the project can be locked or lose rows, so nothing that is read
  // of the shadow decides whether to run: it is read meanwhile.
  const isLater = isFirst(input, known.applied);
  const expectation = isLater ? null : ((await replayed?.expectation()) ?? null);
  const gate = await judgeDrift(input, before, expectation);
  findings.push(...gate.findings);
  const digests = landingDigests(replayed, before);
  const isToLand = replayed !== null && digests === null && !request.plan && !hasErrors(findings);
  return {
    ...known,
    findings,
    drift: gate.drift,
    expectation,
    replayed: isLater ? replayed : null,
    digests,
    from: gate.through?.from ?? (isToLand ? await wholeSchema(input, before) : null),
    expected: gate.through?.expected ?? changesBetween(expectation, input),
    live: before,
    sizes: await live.sizes(touchedTables(expectation?.changes ?? [])),
    digest: digestWith(before?.fingerprint ?? null),
  };
}

/** What stopped half-way, or brings a rollback back, is compared as a whole; everything else by digests, if these can tell. */
function isJudgedByDigests({ state, isUndo }: PlanInput): boolean {
  return isUndo !== true && !hasStopped(state);
}

async function readLive(input: PlanInput): Promise<LiveSchema> {
  if (isJudgedByDigests(input)) return await readLiveSchema(input);
  const snapshot = await readWholeSchema(input);
  return { fingerprint: input.ports.codec.fingerprint(snapshot), snapshot, digests: null };
}

async function wholeSchema(input: PlanInput, before: LiveSchema | null): Promise<Snapshot | null> {
  return isJudgedByDigests(input) ? await readWholeSchema(input) : (before?.snapshot ?? null);
}

function landingDigests(replayed: MigrationReplay | null, before: LiveSchema | null): LandingDigests | null {
  const expected = replayed?.digests ?? null;
  if (expected === null || before === null || before.digests === null) return null;
  return beginsAlike(expected, before.digests) ? { expected, before: before.digests } : null;
}

function changesBetween(
  expectation: Expectation | null,
  { ports }: PlanInput,
): readonly ObjectDifference[] | null {
  return expectation === null ? null : ports.schema.compare(expectation.now, expectation.end);
}

/** Whether an earlier run stopped half-way. */
function hasStopped({ anchor }: LiveState): boolean {
  return (anchor?.unfinished ?? []).length > 0;
}

/** What is pending, or what is applied and was never verified because its run stopped. */
export function hasWork(state: LiveState, pending: readonly Migration[]): boolean {
  return pending.length > 0 || hasStopped(state);
}

function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}

/** Whether a deployment that is to run is the first one of the project to its database. */
function isFirst({ request, state, isUndo }: PlanInput, applied: readonly Migration[]): boolean {
  return (
    !request.plan &&
    isUndo !== true &&
    applied.length === 0 &&
    state.segments.length === 0 &&
    !hasStopped(state)
  );
}

/** Opens the shadow that what is pending is replayed on. */
function openReplay(input: PlanInput, applied: readonly Migration[]): MigrationReplay {
  const { state, request, ports, context, watch, comparison } = input;
  // What stopped half-way is held against a recorded schema, which is whole.
  const reading = hasStopped(state) ? 'everything' : isFirst(input, applied) ? 'project' : 'changes';
  return new MigrationReplay(reading, comparison.config, request, knownHistory(input), ports, context, watch);
}

/** What the shadow may begin with: what is applied, unless that is looked at in parts. */
export function knownHistory({ comparison, state, request }: QuickInput): KnownHistory {
  if (!request.cache || hasStopped(state)) return NO_HISTORY;
  const applied = new Set(state.history.map(({ version }) => version));
  const { migrations } = comparison.head;
  return {
    migrations: migrations.filter(({ version }) => applied.has(version)),
    pending: migrations.filter(({ version }) => !applied.has(version)),
  };
}

async function expected(
  input: PlanInput,
  { applied, migrations }: Pick<DeployPlan, 'applied' | 'migrations'>,
): Promise<ExpectedMigrations> {
  const { state, ports, watch } = input;
  const since = new Set(hasStopped(state) ? (state.anchor?.appliedSince ?? []) : []);
  const anchor = applied.filter(({ version }) => !since.has(version));
  const later = applied.filter(({ version }) => since.has(version));
  return {
    anchor: async (beginning) => await cutBase(anchor, beginning, ports.parser, watch),
    since: [
      ...(await cutFiles(later, ports.parser, watch)).cut,
      ...migrations.filter(({ committed }) => committed > 0).map(committedOf),
    ],
    pending: migrations.map(remainingOf),
    watched: !isFirst(input, applied),
  };
}

function unfinishedFindings(anchor: LiveAnchor | null): Finding[] {
  return (anchor?.unfinished ?? []).map(({ run, outcome, startedAt, actor, source }) =>
    finding('run-unfinished', {
      file: null,
      line: null,
      message: `The run ${run} of ${startedAt}${actor === null ? '' : ` by ${actor}`}${source === null ? '' : ` (${source})`} ${
        outcome === 'running' ? 'ended without a word' : `ended as ${outcome}`
      }.`,
      remedy:
        'Nothing has to be done: what it committed is not run again, and all of it is verified at the end.',
    }),
  );
}

function notVerified(): Finding {
  return finding('not-verified', {
    file: null,
    line: null,
    message:
      'Nothing is held against a shadow: neither what the migrations change, nor whether that is what lands.',
    remedy: 'Leave --no-verify out.',
  });
}

function touchedTables(changes: readonly Change[]): RelationName[] {
  const names = new Map<string, RelationName>();
  const add = (schema: string | null, name: string | null): void => {
    if (schema !== null && name !== null) names.set(JSON.stringify([schema, name]), { schema, name });
  };
  for (const { kind, schema, table, name, from, lockedRelations } of changes) {
    add(schema, table);
    if (kind === 'table' || kind === 'materializedView') {
      add(schema, name);
      add(schema, from);
    }
    for (const relation of lockedRelations) {
      const dot = relation.indexOf('.');
      if (dot > 0) add(relation.slice(0, dot), relation.slice(dot + 1));
    }
  }
  return [...names.values()];
}
