import type { DeployedMigration, LiveAnchor, LiveIdentity, RelationName } from '../core/deploy-ports.ts';
import type { DeploymentSummary } from '../core/deployment-report.ts';
import { finding } from '../core/finding-codes.ts';
import { historyFindings } from '../core/history-findings.ts';
import type { Migration } from '../core/migration.ts';
import { planDigest } from '../core/plan-digest.ts';
import type { CutMigration, ObjectDifference, Snapshot } from '../core/ports.ts';
import type { Change, Finding, TableSize } from '../core/report.ts';
import { judgeDrift, NOTHING_SEEN } from './deploy-drift.ts';
import {
  type Expectation,
  type ReplayedMigrations,
  type ReplayResult,
  replayAll,
} from './deploy-expectation.ts';
import { committedOf, remainingOf, segmentMigrations } from './deploy-segments.ts';
import { judgeHistory } from './history-judgement.ts';
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
  readonly replayed: ReplayedMigrations | null;
  /** The live schema that what lands is compared with; null where nobody asked to read it. */
  readonly from: Snapshot | null;
  /** What the deployment is to change, from `from` on; null where nothing is verified. */
  readonly expected: readonly ObjectDifference[] | null;
  /** The live schema as it is; null where it was not read. */
  readonly live: Snapshot | null;
  readonly sizes: readonly TableSize[];
  readonly digest: string;
}

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
    drift: NOTHING_SEEN,
    expectation: null,
    replayed: null,
    from: null,
    expected: null,
    live: null,
    sizes: [],
    digest: planDigest({ target: identity.key, head, pending: [], schema: null, adopt: null }),
  };
}

/** Makes the plan of a deployment; it only reads. */
export async function planDeployment(input: PlanInput): Promise<DeployPlan> {
  const { comparison, head, live, state, request, ports, watch } = input;
  const repository = comparison.head.migrations;
  const identity = await live.identity();
  const judged = await watch.run('history', 'Comparing the history with the checkout', () =>
    judgeHistory(repository, state, live, ports.scanner, request.allowOutOfOrder),
  );
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
  if (findings.some(({ level }) => level === 'error')) {
    const nothing = { expectation: null, replayed: null, from: null, expected: null, live: null, sizes: [] };
    return { ...known, ...nothing, findings, drift: NOTHING_SEEN, digest: digestWith(null) };
  }

  const reads = request.verify || request.drift !== 'ignore';
  const somethingToDo = known.pending.length > 0 || (state.anchor?.unfinished ?? []).length > 0;
  const replaying = request.verify && somethingToDo ? expect(input, known) : null;
  try {
    const [snapshot, expected] = await Promise.all([reads ? readLive(input) : null, replaying]);
    if (expected?.ok === false) findings.push(expected.finding);
    if (!request.verify && somethingToDo) findings.push(notVerified());
    const replayed = expected?.ok === true ? expected.replayed : null;
    // On a database to which nothing was applied yet no table of the project can be locked or lose rows, so nothing that is read
    // of the shadow decides whether to run: it is read meanwhile.
    const isLater = isFirst(input, known.applied);
    const expectation = isLater ? null : ((await replayed?.expectation()) ?? null);
    if (!isLater) await replayed?.[Symbol.asyncDispose]();
    const gate = await judgeDrift(input, snapshot, expectation);
    findings.push(...gate.findings);
    const fingerprint = snapshot === null ? null : ports.codec.fingerprint(snapshot);
    return {
      ...known,
      findings,
      drift: gate.drift,
      expectation,
      replayed: isLater ? replayed : null,
      from: gate.from,
      expected: gate.expected,
      live: snapshot,
      sizes: await live.sizes(touchedTables(expectation?.changes ?? [])),
      digest: digestWith(fingerprint),
    };
  } catch (thrown) {
    const replayed = await replaying?.catch(() => null);
    if (replayed?.ok === true) await replayed.replayed[Symbol.asyncDispose]();
    throw thrown;
  }
}

async function readLive({ live, ports, watch }: PlanInput): Promise<Snapshot> {
  return await watch.run('snapshot', 'Reading the live schema', async () => {
    await using reader = await ports.schema.open(live.target);
    return await reader.read();
  });
}

/** Whether a deployment that is to run is the first one of the project to its database. */
function isFirst({ request, state, isUndo }: PlanInput, applied: readonly Migration[]): boolean {
  return (
    !request.plan &&
    isUndo !== true &&
    applied.length === 0 &&
    state.segments.length === 0 &&
    (state.anchor?.unfinished ?? []).length === 0
  );
}

async function expect(
  input: PlanInput,
  { applied, migrations }: Pick<DeployPlan, 'applied' | 'migrations'>,
): Promise<ReplayResult> {
  const { state, request, ports, context, watch, comparison } = input;
  const isStopped = (state.anchor?.unfinished.length ?? 0) > 0;
  const since = new Set(isStopped ? (state.anchor?.appliedSince ?? []) : []);
  const cutAll = async (list: readonly Migration[]): Promise<CutMigration[]> => {
    const cuts: CutMigration[] = [];
    for (const migration of list) {
      const cut = await ports.parser.cut(migration.sql);
      cuts.push({ migration, statements: cut.ok ? cut.statements : [] });
    }
    return cuts;
  };
  return await replayAll(
    {
      anchor: await cutAll(applied.filter(({ version }) => !since.has(version))),
      since: [
        ...(await cutAll(applied.filter(({ version }) => since.has(version)))),
        ...migrations.filter(({ committed }) => committed > 0).map(committedOf),
      ],
      pending: migrations.map(remainingOf),
      // What stopped half-way is held against a recorded schema, which is whole.
      read: isStopped ? 'everything' : 'changes',
      watched: !isFirst(input, applied),
    },
    comparison.config,
    request,
    ports,
    context,
    watch,
  );
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
