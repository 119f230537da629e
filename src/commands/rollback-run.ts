import { join } from 'node:path';
import type { DeployedMigration, RunEnd, RunStart } from '../core/deploy-ports.ts';
import type { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import { landedDifferences, landedOtherwise, listOf } from '../core/landed.ts';
import type { Migration } from '../core/migration.ts';
import type { KnownSchema, ObjectDifference, Snapshot } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import type { SavedRows } from '../core/rollback-report.ts';
import { apartFromMigrations } from './apart-from-migrations.ts';
import { MATCHES, NOT_VERIFIED, type Verification, verdictOf } from './deploy-verification.ts';
import { type LandedSchema, type Landing, readLanded, unlikeShadow } from './landed-reading.ts';
import { recordedBefore } from './live-schema.ts';
import type { RollbackInput } from './rollback-input.ts';
import { failureOf, findingOfFailure, finishRun } from './run-failure.ts';
import type { SchemaFacts } from './schema-facts.ts';

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
  readonly landing: Landing;
  /** What is to change, where digests do not tell; null where it is not known. */
  readonly expected: readonly ObjectDifference[] | null;
  /** What it leads to on the shadow, to take facts from; null where digests do not tell. */
  readonly end: KnownSchema | null;
}

export interface RollbackOutcome {
  readonly run: string;
  readonly outcome: 'succeeded' | 'failed';
  /** Versions that left the history, or came back to it. */
  readonly versions: readonly string[];
  readonly saved: readonly SavedRows[];
  readonly verification: Verification;
  readonly findings: readonly Finding[];
}

/**
 * Runs the steps under the lock, from the first row of the journal to the last. What went wrong is a finding, and recorded; only an
 * interruption is thrown, after it was recorded too.
 */
export async function runSteps(input: RollbackInput, steps: RollbackRun): Promise<RollbackOutcome> {
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
    before: await recordedBefore(steps.landing.live, ports),
    details,
  };
  await live.prepare();
  await live.begin(start);

  const done: string[] = [];
  let after: Snapshot | null = null;
  let facts: SchemaFacts | null = null;
  let verification: Verification = NOT_VERIFIED;
  let failure: SluiceError | null = null;
  try {
    await apply(input, run, withChain(steps.work, chain), (migration) =>
      done.push(...versionsOf(steps.work.find((one) => one.migration.version === migration.version))),
    );
    const landed = await readLanded(input, steps.landing, async () => steps.end);
    ({ snapshot: after, facts } = landed);
    verification = await verify(steps, landed, input);
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
    after: after === null ? null : await ports.codec.record(after),
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
  { rows, request: { savedRows: folder } }: RollbackInput,
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
  { live, request, context, watch }: RollbackInput,
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

/** Where the servers can tell whether the way back is the one that was gone on the shadow, they have. */
async function verify(
  { landing: { digests, from }, expected, after: left }: RollbackRun,
  landed: LandedSchema,
  input: RollbackInput,
): Promise<Verification> {
  if (digests !== null) {
    const unlike = unlikeShadow(digests, landed.digests);
    if (unlike.length === 0) return MATCHES;
    return verdictOf(landedOtherwise(unlike, await apartFromMigrations(input, left, landed.snapshot)));
  }
  if (from === null || expected === null) return NOT_VERIFIED;
  return verdictOf(landedDifferences(expected, input.ports.schema.compare(from, landed.snapshot)));
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
