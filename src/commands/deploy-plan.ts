import type { DeployedMigration, LiveAnchor, LiveState, RelationName } from '../core/deploy-ports.ts';
import type { DeploymentSummary } from '../core/deployment-report.ts';
import { hasErrors } from '../core/error-findings.ts';
import { finding } from '../core/finding-codes.ts';
import { historyFindings } from '../core/history-findings.ts';
import type { Migration } from '../core/migration.ts';
import { planDigest } from '../core/plan-digest.ts';
import type { ObjectDifference } from '../core/ports.ts';
import type { Change, Finding, TableSize } from '../core/report.ts';
import { judgeDrift, NOTHING_SEEN } from './deploy-drift.ts';
import type { Expectation, MigrationReplay } from './deploy-expectation.ts';
import { segmentMigrations } from './deploy-segments.ts';
import { judgeHistory } from './history-judgement.ts';
import type { KnownExpectation } from './known-expectation.ts';
import { type Landing, landingDigests } from './landed-reading.ts';
import { type LiveSchema, readBefore, wholeBefore } from './live-schema.ts';
import type { PlanInput, QuickInput } from './plan-input.ts';
import { hasStopped, isFirst, isJudgedByDigests, keepExpectation, PlanShadow, runOn } from './plan-shadow.ts';
import { blockedByRollback } from './rollback-block.ts';

/** Everything that is known before anything runs. */
export interface DeployPlan extends Landing {
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
  /** What a shadow told of the same migrations before, where that is enough: then there is none this time. */
  readonly known: KnownExpectation | null;
  /** What the deployment is to change, from `from` on; null where nothing is verified. */
  readonly expected: readonly ObjectDifference[] | null;
  readonly sizes: readonly TableSize[];
  readonly digest: string;
}

/** Of a plan that was made without a look at any schema. */
export const NOTHING_LOOKED_AT = {
  expectation: null,
  replayed: null,
  known: null,
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
  const reads = mayRun && (request.verify || request.drift !== 'ignore');
  const reading = reads ? readBefore(input, isJudgedByDigests(input)) : null;
  // Whoever waits for it gets the error.
  reading?.catch(() => {});
  const shadow = new PlanShadow(input, judged);
  try {
    if (mayRun && request.verify && hasWork(state, judged.pending)) await shadow.begin();
    const plan = await planWith(input, judged, reading, shadow);
    if (plan.replayed === null) await shadow[Symbol.asyncDispose]();
    return plan;
  } catch (thrown) {
    await shadow[Symbol.asyncDispose]();
    throw thrown;
  } finally {
    await reading?.catch(() => {});
  }
}

type JudgedHistory = Awaited<ReturnType<typeof judgeHistory>>;

async function planWith(
  input: PlanInput,
  judged: JudgedHistory,
  reading: Promise<LiveSchema> | null,
  shadow: PlanShadow,
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

  const first = runOn(shadow.replay, input, known);
  first.catch(() => {});
  const before = await reading;
  const late = shadow.settle(before);
  const told = [...(await first), ...(await runOn(late, input, known))];
  findings.push(...told);
  if (!request.verify && hasWork(state, known.pending)) findings.push(notVerified());
  const replayed = hasErrors(told) ? null : shadow.replay;
  // On a database to which nothing was applied yet no table of the project can be locked or lose rows, so nothing that is read
  // of the shadow decides whether to run: it is read meanwhile.
  const isLater = isFirst(input, known.applied);
  const expectation = isLater ? null : ((await replayed?.expectation()) ?? null);
  if (expectation !== null) await keepExpectation(input, known, expectation, replayed);
  const gate = await judgeDrift(input, before, expectation);
  findings.push(...gate.findings);
  const digests = landingDigests(shadow.known?.digests ?? replayed?.digests ?? null, before);
  const isToLand = replayed !== null && digests === null && !request.plan && !hasErrors(findings);
  return {
    ...known,
    findings,
    drift: gate.drift,
    expectation,
    replayed: isLater ? replayed : null,
    known: shadow.known,
    digests,
    from:
      gate.through?.from ?? (isToLand ? await wholeBefore(input, before, isJudgedByDigests(input)) : null),
    expected: gate.through?.expected ?? changesBetween(expectation, input),
    live: before,
    sizes: await live.sizes(touchedTables((expectation ?? shadow.known?.change)?.changes ?? [])),
    digest: digestWith(before?.fingerprint ?? null),
  };
}

function changesBetween(
  expectation: Expectation | null,
  { ports }: PlanInput,
): readonly ObjectDifference[] | null {
  return expectation === null ? null : ports.schema.compare(expectation.now, expectation.end);
}

/** What is pending, or what is applied and was never verified because its run stopped. */
export function hasWork(state: LiveState, pending: readonly Migration[]): boolean {
  return pending.length > 0 || hasStopped(state);
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
