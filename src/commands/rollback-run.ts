import { join } from 'node:path';
import type {
  DeployedMigration,
  LiveDatabase,
  RecordedSnapshot,
  RunEnd,
  RunStart,
} from '../core/deploy-ports.ts';
import type { DeploymentSummary } from '../core/deployment-report.ts';
import type { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import { landedDifferences, listOf } from '../core/landed.ts';
import type { Migration } from '../core/migration.ts';
import type { ObjectDifference, Snapshot } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import type { RowReader } from '../core/rollback-ports.ts';
import type { SavedRows } from '../core/rollback-report.ts';
import type { CommandContext } from './context.ts';
import type { LoadedRollbackPorts, RollbackRequest } from './rollback-request.ts';
import { failureOf, findingOfFailure, finishRun } from './run-failure.ts';
import { type SchemaFacts, schemaFacts } from './schema-facts.ts';
import type { Stopwatch } from './stopwatch.ts';

/** One run down, or up again, of which everything is decided. */
export interface RollbackRun {
  readonly kind: 'rollback' | 'undo';
  /** The run that began the rollback; null where this one does. */
  readonly chain: string | null;
  readonly work: readonly DeployedMigration[];
  readonly planDigest: string;
  /** The migrations of the history as it was before the rollback began, and when this run is done. */
  readonly before: readonly Migration[];
  readonly after: readonly Migration[];
  readonly live: Snapshot;
  readonly expected: readonly ObjectDifference[] | null;
}

export interface RollbackOutcome {
  readonly run: string;
  readonly outcome: 'succeeded' | 'failed';
  /** Versions that left the history, or came back to it. */
  readonly versions: readonly string[];
  readonly saved: readonly SavedRows[];
  readonly verification: DeploymentSummary['verification'];
  readonly findings: readonly Finding[];
}

interface RunInput {
  readonly live: LiveDatabase;
  readonly rows: RowReader;
  readonly request: RollbackRequest;
  readonly ports: LoadedRollbackPorts;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
}

/**
 * Runs the steps under the lock, from the first row of the journal to the last. What went wrong is a finding, and recorded; only an
 * interruption is thrown, after it was recorded too.
 */
export async function runSteps(input: RunInput, steps: RollbackRun): Promise<RollbackOutcome> {
  const { live, request, ports, context } = input;
  const run = ports.newRun();
  const chain = steps.chain ?? run;
  const began = context.clock.now();
  const { kind, planDigest } = steps;
  const common = { run, kind, origin: request.origin, planDigest } as const;
  const details = {
    chain,
    reason: request.reason,
    ...(request.approvedBy === null ? {} : { approvedBy: request.approvedBy }),
  };
  const start: RunStart = {
    ...common,
    headBefore: headDigest(steps.before),
    versions: steps.work.flatMap(versionsOf),
    before: await recorded(steps.live, input),
    details,
  };
  await live.prepare();
  await live.begin(start);

  const done: string[] = [];
  let after: Snapshot | null = null;
  let facts: SchemaFacts | null = null;
  let verification: DeploymentSummary['verification'] = { status: 'not-run', differences: [] };
  let failure: SluiceError | null = null;
  try {
    await apply(input, run, withChain(steps.work, chain), (migration) =>
      done.push(...versionsOf(steps.work.find((one) => one.migration.version === migration.version))),
    );
    const landed = await readAfter(input);
    ({ snapshot: after, facts } = landed);
    verification = verify(steps, landed.snapshot, input);
  } catch (thrown) {
    failure = failureOf(thrown, context.signal, UNEXPECTED);
  }
  const findings = [
    ...(failure === null ? [] : [findingOfFailure(failure, codeOf(failure))]),
    ...(verification.status === 'differs' ? [differsFinding(verification.differences)] : []),
  ];
  const end: RunEnd = {
    ...common,
    outcome: findings.length === 0 ? 'succeeded' : failure?.code === 'interrupted' ? 'interrupted' : 'failed',
    headAfter: findings.length === 0 ? headDigest(steps.after) : null,
    versions: done,
    error: findings[0]?.message ?? null,
    milliseconds: context.clock.now() - began,
    after: await recorded(after, input),
    details: { ...details, verification, ...facts },
  };
  const unwritten = await finishRun(live, end, {
    code: 'rollback-stopped',
    what: 'the rollback',
    remedy: 'Run again with the same plan: it sees what is committed, verifies it, and records it.',
  });
  context.signal.throwIfAborted();
  const saved = await savedRows(input, chain);
  return {
    run,
    outcome: findings.length + unwritten.length === 0 ? 'succeeded' : 'failed',
    versions: done,
    saved,
    verification,
    findings: [...findings, ...unwritten, ...(kind === 'undo' ? goneRows(saved) : [])],
  };
}

/** Files by their paths. What is saved is saved, also where nobody could ask for it. */
async function savedRows(
  { rows, request: { savedRows: folder } }: RunInput,
  chain: string,
): Promise<readonly SavedRows[]> {
  const saved = await rows.saved(chain).catch(() => []);
  return saved.map((one) =>
    one.file === null || folder === null ? one : { ...one, file: join(folder, one.file) },
  );
}

/**
 * Values return to the row that they were taken from; it may have been removed, or have got another key or value. Rows return
 * unless others have taken their keys.
 */
function goneRows(saved: readonly SavedRows[]): Finding[] {
  return saved
    .filter(({ rows, restored }) => restored !== null && restored < rows)
    .map(({ kind, object, rows, restored, table, file, clashing }) =>
      kind === 'table'
        ? finding('undo-rows-kept', {
            file: null,
            line: null,
            message: `Of ${rows} rows saved of ${object}, ${restored ?? 0} are there again. ${rows - (restored ?? 0)} did not come back, because rows written since the rollback have their keys; those were left as they are.`,
            remedy: `The saved ones are still in ${file ?? table}.${clashing === null ? '' : ` To see them: ${clashing};`}`,
            object,
          })
        : finding('undo-rows-gone', {
            file: null,
            line: null,
            message: `Of the values saved in ${rows} rows of ${object}, ${restored ?? 0} are there again; the other rows are gone, have another key, or were given another value since.`,
            remedy: `The values of those are still in ${file ?? table}.`,
            object,
          }),
    );
}

function versionsOf(step: DeployedMigration | undefined): readonly string[] {
  if (step === undefined) return [];
  return step.rollback?.kind === 'remove' ? step.rollback.versions : [step.migration.version];
}

/** Which run began it is known only now. */
function withChain(work: readonly DeployedMigration[], chain: string): readonly DeployedMigration[] {
  return work.map((step) =>
    step.rollback === undefined ? step : { ...step, rollback: { ...step.rollback, chain } },
  );
}

async function apply(
  { live, request, context, watch }: RunInput,
  run: string,
  migrations: readonly DeployedMigration[],
  done: (migration: Migration) => void,
): Promise<void> {
  const { progress } = context;
  await watch.run('rollback', `Running ${migrations.length} step${migrations.length === 1 ? '' : 's'}`, () =>
    live.apply({
      run,
      migrations,
      limits: request.limits,
      savedRows: request.savedRows,
      events: {
        done: (migration) => {
          done(migration);
          progress.info(`Done: ${migration.file}`);
        },
        retrying: ({ file }, why) => progress.warn(`${file} met a lock (${why}) and is tried again.`),
        reconnected: ({ file }, committed) =>
          progress.warn(
            `The connection broke while ${file} ran. ${committed ? 'It was committed.' : 'It was rolled back, and is run again.'}`,
          ),
      },
    }),
  );
}

/** With what spares the next deployment from reading it once more. */
async function readAfter({ live, ports, watch }: RunInput): Promise<Landed> {
  return await watch.run('verify', 'Reading what the live schema has become', async () => {
    await using asked = await ports.drift.open(live.target);
    const facts = await schemaFacts(live, asked);
    await using reader = await ports.schema.open(live.target);
    return { snapshot: await reader.read(), facts };
  });
}

interface Landed {
  readonly snapshot: Snapshot;
  readonly facts: SchemaFacts;
}

function verify(
  { live, expected }: RollbackRun,
  after: Snapshot,
  { ports }: RunInput,
): DeploymentSummary['verification'] {
  if (expected === null) return { status: 'not-run', differences: [] };
  const differences = landedDifferences(expected, ports.schema.compare(live, after));
  return { status: differences.length === 0 ? 'matches' : 'differs', differences };
}

async function recorded(snapshot: Snapshot | null, { ports }: RunInput): Promise<RecordedSnapshot | null> {
  return snapshot === null ? null : await ports.codec.record(snapshot);
}

const UNEXPECTED =
  'Please report it together with this output; run again with the same plan to take the work up.';

function codeOf({ code }: SluiceError): 'rollback-loses' | 'rollback-stopped' {
  return code === 'rollback-would-lose' ? 'rollback-loses' : 'rollback-stopped';
}

function differsFinding(differences: readonly string[]): Finding {
  return finding('rollback-differs', {
    file: null,
    line: null,
    message: `The steps ran, and the schema is not the one they led to on the shadow:\n${listOf(differences)}`,
    remedy: 'Look at each object in the live database, and put it right by hand or with a migration.',
  });
}
