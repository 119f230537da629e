import type { LiveDatabase, LiveState, RunEnd, RunStart } from '../core/deploy-ports.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import type { Migration } from '../core/migration.ts';
import { judgePending } from '../core/pending.ts';
import { piecesOf } from '../core/pieces.ts';
import type { ProjectComparison } from '../core/ports.ts';
import {
  isProven,
  proposeRepairs,
  type RepairFile,
  type RepairProposal,
  type RepairRow,
  unprovenFinding,
} from '../core/repair.ts';
import type { RepairSummary } from '../core/repair-report.ts';
import { type Finding, REPORT_SCHEMA, type Report } from '../core/report.ts';
import { verdictOf } from '../core/verdict.ts';
import type { CommandContext } from './context.ts';
import type { DeployPorts, LoadedPorts } from './deploy-request.ts';
import { majorOf } from './drift-look.ts';
import { editedVersions } from './history-judgement.ts';
import { readCheckout } from './read-checkout.ts';
import { judgeProposals } from './repair-evidence.ts';
import type { RepairRequest } from './repair-request.ts';
import { Stopwatch } from './stopwatch.ts';

interface RepairInput {
  readonly request: RepairRequest;
  readonly ports: LoadedPorts;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
  readonly comparison: ProjectComparison;
  readonly live: LiveDatabase;
}

/** What a look at history, checkout and live schema came to. */
interface Plan {
  readonly state: LiveState;
  readonly repairs: readonly RepairProposal[];
  /** Whether the live schema is just what the repaired history leads to. */
  readonly matches: boolean;
  /** The server's digest of the schema before it was looked at; null where it was not, or the role may not make one. */
  readonly schemaDigest: string | null;
  readonly findings: readonly Finding[];
}

/**
 * Mends a history that is wrong while the schema is right: finds rows and files that are the same migration by what they say,
 * and files that somebody has applied by hand by a look at the schema. Nothing is run, and nothing is recorded as applied that the
 * live schema does not have.
 */
export async function repair(
  request: RepairRequest,
  ports: DeployPorts,
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  const comparison = await readCheckout(request, ports, context, watch);
  await using live = await watch.run('connect', 'Connecting', () =>
    ports.live.open(request.source, { signal: context.signal, progress: context.progress }),
  );
  const loaded = { ...ports, ...(await ports.loadComparison()) };
  const input = { request, ports: loaded, context, watch, comparison, live };
  if (request.apply) {
    await watch.run('lock', 'Taking the lock of the database', () =>
      live.lock({
        wait: request.lockWait,
        waiting: (holder) => context.progress.info(`A deployment is at work: ${holder}. Waiting for it.`),
      }),
    );
  }
  const planned = await planRepairs(input);
  const plan = request.apply && (await hasMoved(input, planned)) ? movedPlan(planned) : planned;
  const refused = plan.findings.some(({ code }) => code === 'repair-refused');
  const run = request.apply && !refused && plan.repairs.length > 0 ? await write(input, plan) : null;
  const outcome = refused
    ? 'refused'
    : plan.repairs.length === 0
      ? 'nothing'
      : run === null
        ? 'planned'
        : 'succeeded';
  const summary: RepairSummary = {
    target: live.shown,
    outcome,
    run,
    repairs: plan.repairs.map(({ step }) => step),
  };
  return repairReport(input, plan, summary);
}

async function planRepairs(input: RepairInput): Promise<Plan> {
  const { live, comparison, ports } = input;
  const state = await live.state();
  const repository = comparison.head.migrations;
  const nothing = { state, repairs: [], matches: false, schemaDigest: null };
  const errors = comparison.findings.filter(({ level }) => level === 'error');
  if (errors.length > 0)
    return { ...nothing, findings: [...errors, refused('The migrations themselves have errors.')] };
  if ((state.anchor?.unfinished ?? []).length > 0 || state.segments.length > 0) {
    return {
      ...nothing,
      findings: [refused('A deployment stopped half-way; its work must be taken up first (sluice deploy).')],
    };
  }
  const edited = await editedVersions(repository, state, live, ports.scanner);
  const { files, rows } = await readTexts(input, state);
  const { proposals, findings } = proposeRepairs(files, rows, edited);
  const history = new Set(state.history.map(({ version }) => version));
  const rolledBack = new Set(state.rolledBack.map(({ version }) => version));
  // What a rollback took away is not there because somebody applied it by hand.
  const open = proposals.filter(({ step }) => step.kind !== 'mark' || !rolledBack.has(step.version));
  if (open.length === 0)
    return { ...nothing, findings: [...findings, ...leftOver(input, state, [], edited)] };
  await using reader = await ports.drift.open(live.target);
  const schemaDigest = await reader.digest(null);
  const {
    judged,
    matches,
    findings: replayed,
  } = await judgeProposals({
    ...input,
    applied: repository.filter(({ version }) => history.has(version)),
    proposals: open,
    reader,
    identity: await live.identity(),
    config: comparison.config,
  });
  const repairs = judged.filter(({ proposal, evidence }) => isProven(proposal, evidence));
  const unproven = judged.flatMap(({ proposal, evidence }) => {
    const told = isProven(proposal, evidence) ? null : unprovenFinding(proposal, evidence);
    return told === null ? [] : [told];
  });
  const made = repairs.map(({ proposal }) => proposal);
  return {
    state,
    repairs: made,
    matches,
    schemaDigest,
    findings: [...findings, ...replayed, ...unproven, ...leftOver(input, state, made, edited)],
  };
}

/** Whether the schema is another one than when the evidence was taken: the lock keeps deployments away, and nobody else. */
async function hasMoved({ live, ports }: RepairInput, { repairs, schemaDigest }: Plan): Promise<boolean> {
  if (repairs.length === 0 || schemaDigest === null) return false;
  await using reader = await ports.drift.open(live.target);
  return (await reader.digest(schemaDigest)) !== schemaDigest;
}

function movedPlan(plan: Plan): Plan {
  return {
    ...plan,
    repairs: [],
    findings: [...plan.findings, refused('Somebody changed the live schema while it was looked at.')],
  };
}

/** Rows and files in a form in which equal statements are equal: their tokens, where the two versions differ. */
async function readTexts(
  { live, comparison, ports }: RepairInput,
  { history }: LiveState,
): Promise<{ readonly files: readonly RepairFile[]; readonly rows: readonly RepairRow[] }> {
  const repository = comparison.head.migrations;
  const versions = new Set(history.map(({ version }) => version));
  const known = new Set(repository.map(({ version }) => version));
  const lonely = history.filter(({ version }) => !known.has(version)).map(({ version }) => version);
  const recorded = await live.recordedStatements(lonely);
  const textOf = async (sql: string | null): Promise<string | null> => {
    const tokens = sql === null ? null : await ports.scanner.tokens(sql);
    return tokens === null ? null : JSON.stringify(tokens.filter((token) => token !== ';'));
  };
  const files: RepairFile[] = [];
  for (const migration of repository) {
    files.push({ migration, text: versions.has(migration.version) ? null : await textOf(migration.sql) });
  }
  const rows: RepairRow[] = [];
  for (const row of history) {
    // A line of its own for each semicolon, because a piece may end in a comment.
    const statements = recorded.get(row.version)?.join('\n;\n') ?? null;
    rows.push({ ...row, text: await textOf(statements) });
  }
  return { files, rows };
}

/** What is still wrong with the history once the repairs are made. */
function leftOver(
  { comparison }: RepairInput,
  { history }: LiveState,
  repairs: readonly RepairProposal[],
  edited: ReadonlySet<string>,
): readonly Finding[] {
  const from = new Set(repairs.map(({ step }) => step.from));
  const repaired = [
    ...history.filter(({ version }) => !from.has(version)),
    ...repairs.map(({ migration: { version, name } }) => ({ version, name, fileDigest: null })),
  ];
  const rewritten = new Set(repairs.map(({ step }) => step.version));
  return judgePending({
    repository: comparison.head.migrations,
    history: repaired,
    edited: new Set([...edited].filter((version) => !rewritten.has(version))),
    allowOutOfOrder: false,
  }).findings;
}

async function write(
  { live, ports, request, context, comparison }: RepairInput,
  plan: Plan,
): Promise<string> {
  const { state, repairs, matches } = plan;
  const run = ports.newRun();
  const began = context.clock.now();
  const after = new Set([
    ...state.history
      .map(({ version }) => version)
      .filter((version) => repairs.every(({ step }) => step.from !== version)),
    ...repairs.map(({ step }) => step.version),
  ]);
  const inHistory = (versions: ReadonlySet<string>): readonly Migration[] =>
    comparison.head.migrations.filter(({ version }) => versions.has(version));
  const common = {
    run,
    kind: 'repair',
    origin: request.origin,
    // The plan that was deployed last stays the one that was.
    planDigest: state.anchor?.succeededPlan ?? '',
    versions: repairs.map(({ step }) => step.version),
  } as const;
  const start: RunStart = {
    ...common,
    headBefore: headDigest(inHistory(new Set(state.history.map(({ version }) => version)))),
    before: null,
  };
  const kept = await keptRecord(live, state);
  const end: RunEnd = {
    ...common,
    outcome: 'succeeded',
    headAfter: headDigest(inHistory(after)),
    error: null,
    milliseconds: context.clock.now() - began,
    after: kept.after,
    details: {
      repairs: repairs.map(({ step }) => step),
      ...kept.facts,
      ...(matches ? { verification: { status: 'matches', differences: [] } } : {}),
    },
  };
  const rows = [];
  for (const { migration, step } of repairs) {
    const cut = await ports.parser.cut(migration.sql);
    rows.push({
      migration,
      pieces: piecesOf(migration.sql, cut.ok ? cut.statements : []),
      from: step.kind === 'mark' ? null : step.from,
    });
  }
  await live.prepare();
  await live.repair(rows, start, end);
  return run;
}

/** The schema is not touched, so what was recorded of it holds on. */
async function keptRecord(live: LiveDatabase, { anchor }: LiveState) {
  const fingerprint = anchor?.fingerprint ?? null;
  const bytes = fingerprint === null ? null : await live.recordedSnapshot(fingerprint);
  if (fingerprint === null || bytes === null) return { after: null, facts: {} };
  const record = await live.recordOf(fingerprint);
  const serverMajor = record?.serverMajor ?? majorOf(await live.identity());
  return {
    after: { fingerprint, bytes, form: null },
    facts: { schemaDigest: record?.schemaDigest ?? null, serverMajor },
  };
}

function refused(why: string): Finding {
  return finding('repair-refused', {
    file: null,
    line: null,
    message: `The history cannot be repaired now. ${why}`,
    remedy: 'Put that right, and run sluice repair again.',
  });
}

function repairReport({ comparison, watch }: RepairInput, plan: Plan, summary: RepairSummary): Report {
  return {
    schema: REPORT_SCHEMA,
    command: 'repair',
    verdict: verdictOf(summary.repairs.length, [], plan.findings),
    project: comparison.project,
    migrations: [],
    changes: [],
    findings: plan.findings,
    reversal: null,
    plan: null,
    repair: summary,
    head: headDigest(comparison.head.migrations),
    base: { ref: null, version: plan.state.history.at(-1)?.version ?? null },
    engine: null,
    diagram: null,
    differenceSql: '',
    timings: watch.timings,
  };
}
