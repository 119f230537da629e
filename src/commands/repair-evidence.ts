import type { LiveIdentity } from '../core/deploy-ports.ts';
import type { LiveSchemaReader } from '../core/drift-ports.ts';
import { findingOfError } from '../core/error-findings.ts';
import { SluiceError } from '../core/errors.ts';
import { compareVersions, type Migration } from '../core/migration.ts';
import type { CutMigration, ProjectConfig, Shadow, Snapshot } from '../core/ports.ts';
import { isProven, type RepairProposal } from '../core/repair.ts';
import { type Evidence, evidenceOf, type ReplayStage } from '../core/repair-evidence.ts';
import type { Finding } from '../core/report.ts';
import type { CommandContext } from './context.ts';
import type { LoadedPorts } from './deploy-request.ts';
import { shadowMajor } from './drift-expected.ts';
import { onFittingEngine } from './fitting-engine.ts';
import { openShadow, type ShadowChoice } from './open-shadow.ts';
import type { RepairRequest } from './repair-request.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface EvidenceInput {
  /** Applied and in the checkout, whatever becomes of the proposals. */
  readonly applied: readonly Migration[];
  readonly proposals: readonly RepairProposal[];
  readonly reader: LiveSchemaReader;
  readonly identity: LiveIdentity;
  readonly config: ProjectConfig;
  readonly request: RepairRequest;
  readonly ports: LoadedPorts;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
}

export interface JudgedProposal {
  readonly proposal: RepairProposal;
  readonly evidence: Evidence;
}

export interface Judgement {
  readonly judged: readonly JudgedProposal[];
  /** Whether the live schema is just what the applied migrations and the proven ones lead to. */
  readonly matches: boolean;
  readonly findings: readonly Finding[];
}

/** A proposal that is not proven may hide others; so often is it left out and looked again. */
const TRIES = 12;

/**
 * Holds each proposal against the live schema: applied migrations and proposals are replayed on a shadow, and what a proposal
 * changes there must be what the live schema has. Where one is not there, the newest of those is left out and the rest judged anew.
 */
export async function judgeProposals(input: EvidenceInput): Promise<Judgement> {
  const { proposals, ports, reader, watch, request, context, identity } = input;
  const major = shadowMajor(identity);
  if (!major.ok) return { judged: [], matches: false, findings: [major.finding] };
  const { snapshot, unseen } = await watch.run('snapshot', 'Reading the live schema', () => reader.read());
  const rejected: JudgedProposal[] = [];
  let left = [...proposals].sort((one, other) =>
    compareVersions(one.migration.version, other.migration.version),
  );
  for (let tries = 0; tries < TRIES; tries += 1) {
    const replayed = await onFittingEngine(
      request.engine,
      async (engine) => await replayOn({ engine, shadowUrl: request.shadowUrl }, major.major, input, left),
      context.progress,
    );
    const { findings } = replayed;
    if (!replayed.ok) {
      // What cannot even be replayed is not there; the newest is the likeliest reason.
      const last = left.pop();
      if (last === undefined) return { judged: rejected, matches: false, findings };
      rejected.push({ proposal: last, evidence: 'not there' });
      continue;
    }
    const { differences } = ports.drift.compare(replayed.end, { snapshot, unseen });
    const found = evidenceOf(replayed.stages, differences, new Set(unseen.map(({ kind }) => kind)));
    const judged = left.map((proposal) => ({
      proposal,
      evidence: found.get(proposal) ?? ('changes no schema' as const),
    }));
    const wrong = judged.findLast(({ evidence }) => evidence === 'not there');
    if (wrong === undefined) {
      const all = [...judged, ...rejected];
      const proven = judged.every(({ proposal, evidence }) => isProven(proposal, evidence));
      return { judged: all, matches: proven && differences.length === 0, findings };
    }
    rejected.push(wrong);
    left = left.filter((proposal) => proposal !== wrong.proposal);
  }
  const undecided = left.map((proposal) => ({ proposal, evidence: 'not there' as const }));
  return { judged: [...rejected, ...undecided], matches: false, findings: [] };
}

type Replayed = { readonly findings: readonly Finding[] } & (
  | {
      readonly ok: true;
      readonly end: Snapshot;
      readonly stages: readonly ReplayStage[];
    }
  | { readonly ok: false }
);

/** On a server of its own: roles belong to the whole of it. */
async function replayOn(
  choice: ShadowChoice,
  majorVersion: ProjectConfig['majorVersion'],
  input: EvidenceInput,
  proposals: readonly RepairProposal[],
): Promise<Replayed> {
  const { ports, watch, context, config } = input;
  await using shadow = await openShadow({ ...config, majorVersion }, choice, ports, context, watch);
  return await watch.run('shadow', 'Replaying the migrations on a shadow', () =>
    replay(input, shadow, proposals),
  );
}

/** In the order of their versions, with the schema read around every proposal. */
async function replay(
  { applied, ports, context }: EvidenceInput,
  shadow: Shadow,
  proposals: readonly RepairProposal[],
): Promise<Replayed> {
  const byVersion = new Map(proposals.map((proposal) => [proposal.migration.version, proposal]));
  const migrations = [
    ...applied.filter(({ version }) => !byVersion.has(version)),
    ...proposals.map(({ migration }) => migration),
  ].sort((one, other) => compareVersions(one.version, other.version));
  const database = await shadow.createDatabase();
  await using reader = await ports.drift.open(database.administrator);
  const options = { observe: false, signal: context.signal, progress: context.progress };
  const moments: Moment[] = [];
  let waiting: CutMigration[] = [];
  let now: Snapshot | null = null;
  const run = async (steps: readonly CutMigration[]): Promise<Snapshot> => {
    await ports.replay.replay(database, steps, options);
    now = (await reader.read()).snapshot;
    return now;
  };
  const reached = async (): Promise<Snapshot> => {
    const steps = waiting;
    waiting = [];
    return now === null || steps.length > 0 ? await run(steps) : now;
  };
  try {
    for (const migration of migrations) {
      const cut = await ports.parser.cut(migration.sql);
      const step = { migration, statements: cut.ok ? cut.statements : [] };
      const proposal = byVersion.get(migration.version);
      if (proposal === undefined) {
        waiting.push(step);
        continue;
      }
      moments.push({ proposal, before: await reached() });
      moments.push({ proposal: null, before: await run([step]) });
    }
    const end = await reached();
    return { ok: true, end, stages: stagesOf(moments, end, ports), findings: [] };
  } catch (thrown) {
    const finding = thrown instanceof SluiceError ? findingOfError(thrown) : null;
    if (finding === null) throw thrown;
    return { ok: false, findings: [finding] };
  }
}

/** Where a stretch of the replay begins. */
interface Moment {
  readonly proposal: RepairProposal | null;
  readonly before: Snapshot;
}

function stagesOf(moments: readonly Moment[], end: Snapshot, { drift }: LoadedPorts): ReplayStage[] {
  const differences = (from: Snapshot, to: Snapshot) =>
    from === to ? [] : drift.compare(from, { snapshot: to, unseen: [] }).differences;
  return moments.map(({ proposal, before }, place) => ({
    proposal,
    changes: differences(before, moments[place + 1]?.before ?? end),
    since: proposal === null ? [] : differences(before, end),
  }));
}
