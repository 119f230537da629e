import type {
  DeployedMigration,
  LiveAnchor,
  LiveDatabase,
  LiveIdentity,
  LiveState,
  RelationName,
} from '../core/deploy-ports.ts';
import { finding } from '../core/finding-codes.ts';
import { inWords, landedDifferences } from '../core/landed.ts';
import type { Migration } from '../core/migration.ts';
import { planDigest } from '../core/plan-digest.ts';
import type { CutMigration, ObjectDifference, ProjectComparison, Snapshot } from '../core/ports.ts';
import type { Change, DeploymentSummary, Finding, TableSize } from '../core/report.ts';
import { type Expectation, type ExpectationResult, expectationOf } from './deploy-expectation.ts';
import type { DeployPorts, DeployRequest, LoadedPorts } from './deploy-request.ts';
import { committedOf, remainingOf, segmentMigrations } from './deploy-segments.ts';
import { judgeHistory } from './history-judgement.ts';
import type { CommandContext } from './review.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Everything that is known before anything runs. */
export interface DeployPlan {
  readonly identity: LiveIdentity;
  readonly applied: readonly Migration[];
  readonly pending: readonly Migration[];
  readonly migrations: readonly DeployedMigration[];
  /** Errors among them forbid to run anything. */
  readonly findings: readonly Finding[];
  readonly drift: DeploymentSummary['drift'];
  /** Null where it was not to be made, or could not be. */
  readonly expectation: Expectation | null;
  /** The live schema that what lands is compared with; null where nobody asked to read it. */
  readonly from: Snapshot | null;
  /** What the deployment is to change, from `from` on; null where nothing is verified. */
  readonly expected: readonly ObjectDifference[] | null;
  /** The live schema as it is; null where it was not read. */
  readonly live: Snapshot | null;
  readonly sizes: readonly TableSize[];
  readonly digest: string;
}

export interface PlanInput {
  readonly comparison: ProjectComparison;
  readonly head: string;
  readonly live: LiveDatabase;
  readonly state: LiveState;
  readonly request: DeployRequest;
  readonly ports: LoadedPorts;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
}

const NOTHING_SEEN: DeploymentSummary['drift'] = { status: 'unknown', differences: [] };

/** What is known of a database before any schema is read. */
export type QuickInput = Omit<PlanInput, 'ports'> & { readonly ports: DeployPorts };

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
  const findings = [...judged.findings, ...segmented.findings, ...unfinishedFindings(state.anchor)];
  const known = {
    identity,
    applied: judged.applied,
    pending: judged.pending,
    migrations: segmented.migrations,
  };
  const digestWith = (schema: string | null): string =>
    planDigest({ target: identity.key, head, pending: segmented.migrations, schema, adopt: null });
  if (findings.some(({ level }) => level === 'error')) {
    const nothing = { expectation: null, from: null, expected: null, live: null, sizes: [] };
    return { ...known, ...nothing, findings, drift: NOTHING_SEEN, digest: digestWith(null) };
  }

  const reads = request.verify || request.drift !== 'ignore';
  const somethingToDo = known.pending.length > 0 || (state.anchor?.unfinished ?? []).length > 0;
  const [snapshot, expected] = await Promise.all([
    reads ? readLive(input) : null,
    request.verify && somethingToDo ? expect(input, known) : null,
  ]);
  if (expected?.ok === false) findings.push(expected.finding);
  if (!request.verify && somethingToDo) findings.push(notVerified());
  const expectation = expected?.ok === true ? expected.expectation : null;
  const gate = await judgeDrift(input, snapshot, expectation);
  findings.push(...gate.findings);
  const fingerprint = snapshot === null ? null : ports.codec.fingerprint(snapshot);
  return {
    ...known,
    findings,
    drift: gate.drift,
    expectation,
    from: gate.from,
    expected: gate.expected,
    live: snapshot,
    sizes: await live.sizes(touchedTables(expectation?.changes ?? [])),
    digest: digestWith(fingerprint),
  };
}

async function readLive({ live, ports, watch }: PlanInput): Promise<Snapshot> {
  return await watch.run('snapshot', 'Reading the live schema', async () => {
    await using reader = await ports.schema.open(live.target);
    return await reader.read();
  });
}

async function expect(
  { state, request, ports, context, watch, comparison }: PlanInput,
  { applied, migrations }: Pick<DeployPlan, 'applied' | 'migrations'>,
): Promise<ExpectationResult> {
  const since = new Set(state.anchor?.unfinished.length === 0 ? [] : (state.anchor?.appliedSince ?? []));
  const cutAll = async (list: readonly Migration[]): Promise<CutMigration[]> => {
    const cuts: CutMigration[] = [];
    for (const migration of list) {
      const cut = await ports.parser.cut(migration.sql);
      cuts.push({ migration, statements: cut.ok ? cut.statements : [] });
    }
    return cuts;
  };
  return await expectationOf(
    {
      anchor: await cutAll(applied.filter(({ version }) => !since.has(version))),
      since: [
        ...(await cutAll(applied.filter(({ version }) => since.has(version)))),
        ...migrations.filter(({ committed }) => committed > 0).map(committedOf),
      ],
      pending: migrations.map(remainingOf),
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
      message: `The deployment ${run} of ${startedAt}${actor === null ? '' : ` by ${actor}`}${source === null ? '' : ` (${source})`} ${
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

interface DriftJudgement {
  readonly drift: DeploymentSummary['drift'];
  readonly findings: readonly Finding[];
  readonly from: Snapshot | null;
  readonly expected: readonly ObjectDifference[] | null;
}

/**
 * Holds the live schema against what the journal says of it: the schema that the last deployment left, or where later ones
 * stopped half-way, the schema they began from and what the same migrations change on the shadow. Where that agrees, what
 * lands is compared from there on, so that nothing stays unverified; where it does not, from the live schema as it is.
 */
async function judgeDrift(
  { state, live, request, ports }: PlanInput,
  snapshot: Snapshot | null,
  expectation: Expectation | null,
): Promise<DriftJudgement> {
  const { schema, codec } = ports;
  const plainly = {
    from: snapshot,
    expected: expectation === null ? null : schema.compare(expectation.now, expectation.end),
  };
  if (snapshot === null || request.drift === 'ignore') {
    return { ...plainly, drift: { status: 'ignored', differences: [] }, findings: [] };
  }
  const { anchor } = state;
  const recorded = anchor?.fingerprint ?? null;
  if (anchor === null || recorded === null) return { ...plainly, ...unknownDrift(state) };
  const stopped = anchor.unfinished.length > 0;
  if (!stopped && codec.fingerprint(snapshot) === recorded) {
    return { ...plainly, drift: { status: 'none', differences: [] }, findings: [] };
  }
  const bytes = await live.recordedSnapshot(recorded);
  const then = bytes === null ? null : await codec.deserialize(bytes);
  if (then === null || (stopped && expectation === null)) return { ...plainly, ...unknownDrift(state) };
  const moved = schema.compare(then, snapshot);
  // Both comparisons start from a snapshot that was stored, so that they look at the same things.
  const stored =
    expectation === null ? null : await codec.deserialize(await codec.serialize(expectation.anchor));
  const wanted =
    stopped && expectation !== null && stored !== null ? schema.compare(stored, expectation.now) : [];
  const differences = stopped ? landedDifferences(wanted, moved) : moved.map(inWords);
  if (differences.length > 0) return { ...plainly, ...foundDrift(differences, request.drift) };
  const through =
    stopped && expectation !== null && stored !== null
      ? { from: then, expected: schema.compare(stored, expectation.end) }
      : plainly;
  return { ...through, drift: { status: 'none', differences: [] }, findings: [] };
}

function unknownDrift({ anchor, history }: LiveState): Pick<DriftJudgement, 'drift' | 'findings'> {
  const why =
    anchor === null
      ? 'No deployment of Sluice has recorded a schema of this database yet'
      : 'The last deployment recorded no schema that can be compared';
  return {
    drift: NOTHING_SEEN,
    findings:
      history.length === 0 && anchor === null
        ? []
        : [
            finding('drift-unknown', {
              file: null,
              line: null,
              message: `${why}, so a change by hand would not be seen.`,
              remedy: 'Nothing has to be done: this deployment records one.',
            }),
          ],
  };
}

function foundDrift(
  differences: readonly string[],
  policy: DeployRequest['drift'],
): Pick<DriftJudgement, 'drift' | 'findings'> {
  return {
    drift: { status: 'found', differences },
    findings: [
      finding('drift', {
        file: null,
        line: null,
        level: policy === 'fail' ? 'error' : 'warning',
        message: `The live schema is not what the last deployment left:\n${listOf(differences)}`,
        remedy:
          'Undo it by hand, or write it down as a migration (supabase db pull) and adopt that; or deploy nevertheless with --drift warn.',
      }),
    ],
  };
}

/** Lines for people, not more than they read. */
export function listOf(lines: readonly string[]): string {
  const shown = lines.slice(0, 20).map((line) => `- ${line}`);
  const hidden = lines.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`- and ${hidden} more`] : [])].join('\n');
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
