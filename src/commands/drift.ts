import { driftChanges, driftFinding, likelyRenames, lossesOfUndoing } from '../core/drift.ts';
import type { DriftSummary } from '../core/drift-report.ts';
import { headDigest } from '../core/head.ts';
import { judgePending } from '../core/pending.ts';
import { type EngineFacts, type Finding, REPORT_SCHEMA, type Report } from '../core/report.ts';
import { verdictOf } from '../core/verdict.ts';
import type { CommandContext } from './context.ts';
import { expectedSchema, majorFindings } from './drift-expected.ts';
import type { DriftInput } from './drift-input.ts';
import { busy, type Look, lookAgainst, lookAgainstRecord, unknown } from './drift-look.ts';
import { recordSchema } from './drift-record.ts';
import type { DriftPorts, DriftRequest } from './drift-request.ts';
import { waitingInCheckout } from './drift-waiting.ts';
import { NO_WAYS, type WaysOut, waysOut } from './drift-ways.ts';
import { editedVersions } from './history-judgement.ts';
import { readCheckout } from './read-checkout.ts';
import { Stopwatch } from './stopwatch.ts';

/**
 * Whether a live schema is what its last deployment left, or what the applied migrations lead to; and whether its history is
 * that of the checkout. Only reads, but where it is told to record or to write a migration. Throws SluiceError only where it
 * cannot look.
 */
export async function drift(
  request: DriftRequest,
  ports: DriftPorts,
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  const loading = ports.loadComparison();
  loading.catch(() => {});
  const comparison = await readCheckout(request, ports, context, watch);
  await using live = await watch.run('connect', 'Connecting', () =>
    ports.live.open(request.source, { signal: context.signal, progress: context.progress }),
  );
  const identity = await live.identity();
  const state = await live.state();
  const repository = comparison.head.migrations;
  const edited = await editedVersions(repository, state, live, ports.scanner);
  const judged = judgePending({ repository, history: state.history, edited, allowOutOfOrder: true });
  const loaded = { ...ports, ...(await loading) };
  await using reader = await loaded.drift.open(live.target);
  const input = {
    ...{ request, ports: loaded, context, watch, comparison, live, identity, state, judged, reader },
  };
  const { look, engine } = await lookOnce(input);
  const ways = look.outcome === 'found' ? await waysOut(input, look) : NO_WAYS;
  const recorded = request.record ? await recordSchema(input, look) : null;
  const { waiting, findings: late } = await waitingInCheckout(input);
  const findings = [
    ...comparison.findings.filter(({ level }) => level === 'error'),
    ...judged.findings.filter(({ code }) => code !== 'history-out-of-order'),
    ...foundFindings(look, request, recorded !== null),
    ...look.findings.filter(({ code }) => recorded === null || !SETTLED_BY_RECORDING.has(code)),
    ...ways.findings,
    ...majorFindings(comparison.config, identity),
    ...late,
  ];
  const summary: DriftSummary = {
    environment: request.environment,
    target: live.shown,
    serverVersion: identity.version,
    against: request.against,
    outcome: look.outcome,
    record: look.record === null ? null : { run: look.record.run, at: look.record.at },
    backSql: ways.backSql,
    loses: lossesOfUndoing(look.comparison?.differences ?? []),
    migrationSql: ways.migrationSql,
    written: ways.written,
    recorded,
    unseen: look.unseen.map(({ kind }) => kind),
    waiting,
  };
  return driftReport(input, summary, look, findings, engine ?? ways.engine);
}

/** What is settled once the schema is recorded as it is. */
const SETTLED_BY_RECORDING: ReadonlySet<string> = new Set([
  'drift-unknown',
  'record-damaged',
  'record-outdated',
]);

async function lookOnce(
  input: DriftInput,
): Promise<{ readonly look: Look; readonly engine: EngineFacts | null }> {
  const { live, request, judged, reader, ports, watch } = input;
  const holder = await live.deploying();
  if (holder !== null) return { look: busy(holder), engine: null };
  let look: Look;
  let engine: EngineFacts | null = null;
  if (request.against === 'record') {
    look = await watch.run('snapshot', 'Looking at the live schema', () =>
      lookAgainstRecord({ ...input, comparison: ports }),
    );
  } else {
    const expected = await expectedSchema({
      ...input,
      config: input.comparison.config,
      migrations: judged.applied,
    });
    engine = expected.ok ? expected.engine : null;
    look = expected.ok
      ? await watch.run('snapshot', 'Looking at the live schema', () =>
          lookAgainst(expected, reader, ports.drift),
        )
      : unknown(expected.finding);
  }
  // A deployment that began or ended meanwhile is no drift.
  const during = look.outcome === 'found' ? await movedMeanwhile(input) : null;
  return { look: during === null ? look : busy(during), engine };
}

async function movedMeanwhile({ live, state }: DriftInput): Promise<string | null> {
  const now = await live.state();
  const same = JSON.stringify([now.history, now.anchor]) === JSON.stringify([state.history, state.anchor]);
  return (await live.deploying()) ?? (same ? null : 'it has just ended');
}

function foundFindings(look: Look, { against }: DriftRequest, recorded: boolean): readonly Finding[] {
  const differences = look.comparison?.differences ?? [];
  if (look.outcome !== 'found') return [];
  return [
    {
      ...driftFinding([], recorded ? 'warning' : 'error', against),
      remedy: recorded
        ? 'Nothing has to be done: the live schema is recorded as it is.'
        : 'Put it back with the SQL of this report, take it into the repository (--write-migration NAME), or accept it as it is (--record).',
    },
    ...likelyRenames(differences),
  ];
}

function driftReport(
  { comparison, judged, watch }: DriftInput,
  summary: DriftSummary,
  look: Look,
  findings: readonly Finding[],
  engine: EngineFacts | null,
): Report {
  const changes = driftChanges(look.comparison?.differences ?? []);
  return {
    schema: REPORT_SCHEMA,
    command: 'drift',
    verdict: verdictOf(1, changes, findings),
    project: comparison.project,
    migrations: [],
    changes,
    findings,
    reversal: null,
    plan: null,
    drift: summary,
    head: headDigest(comparison.head.migrations),
    base: { ref: null, version: judged.applied.at(-1)?.version ?? null },
    engine,
    diagram: null,
    differenceSql: '',
    timings: watch.timings,
  };
}

export type { WaysOut };
