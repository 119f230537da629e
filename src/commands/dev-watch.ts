import { asFinding } from '../core/error-findings.ts';
import { SluiceError } from '../core/errors.ts';
import { headDigest } from '../core/head.ts';
import type { KeptState } from '../core/local-ports.ts';
import type { ProjectComparison } from '../core/ports.ts';
import type { Report } from '../core/report.ts';
import type { SeedProject } from '../core/seed-ports.ts';
import type { SeedPolicy } from '../core/seed-report.ts';
import type { CommandContext } from './context.ts';
import { devReport, localRequest, NOTHING, placeOf, summaryOf } from './dev.ts';
import { applyPending, type DevInput, type DevStanding, standingOf, unwrittenFindings } from './dev-apply.ts';
import type { DevPorts, DevRequest } from './dev-request.ts';
import { loadSeeds, readSeeds } from './dev-seeds.ts';
import { readCheckout } from './read-checkout.ts';
import { Stopwatch } from './stopwatch.ts';

/** The checkout at the beginning of a round. */
interface Checkout {
  readonly comparison: ProjectComparison;
  readonly seeds: SeedProject;
}

/**
 * Keeps the local database at the checkout while migrations and seeds are written: yields a report at the beginning and for each change
 * of a file, until the signal is aborted. A migration that was edited after it was applied is applied again on the state before it; a
 * seed that is edited meanwhile is loaded again. Throws where there is no server to work with, or nothing to begin with.
 */
export async function* watchDev(
  request: DevRequest,
  ports: DevPorts,
  context: CommandContext,
): AsyncGenerator<Report> {
  let seen: Seen = { whole: '', seeds: null };
  let folders: readonly string[] = [];
  for await (const _change of ports.watcher.changes(request.projectDir, () => folders, context.signal)) {
    const watch = new Stopwatch(context.clock, context.progress);
    const checkout = await readRound(request, ports, context, watch, seen.whole === '');
    const last = seen;
    seen =
      checkout instanceof SluiceError ? { whole: checkout.message, seeds: last.seeds } : seenOf(checkout);
    // A folder that is new and empty changes nothing else.
    if (!(checkout instanceof SluiceError)) folders = checkout.seeds.folders;
    if (seen.whole === last.whole) continue;
    if (checkout instanceof SluiceError) {
      yield await unreadable(request, ports, checkout, watch);
      continue;
    }
    const isSaved = last.seeds !== null && seen.seeds !== last.seeds;
    yield await follow(request, ports, context, checkout, isSaved ? 'changed' : 'once', watch);
  }
}

/** What was seen of the checkout in a round, to tell whether anything is new. Where it could not be read, the seeds are those of before. */
interface Seen {
  readonly whole: string;
  /** Of the seeds alone; null before the first round. */
  readonly seeds: string | null;
}

function seenOf({ comparison, seeds }: Checkout): Seen {
  const ofSeeds = JSON.stringify([seeds.files.map(({ path, digest }) => [path, digest]), seeds.findings]);
  return {
    whole: JSON.stringify([headDigest(comparison.head.migrations), comparison.findings, ofSeeds]),
    seeds: ofSeeds,
  };
}

/** Settings that cannot be used end a watch before it begins; later on the next save may mend them. */
async function readRound(
  request: DevRequest,
  ports: DevPorts,
  context: CommandContext,
  watch: Stopwatch,
  isFirst: boolean,
): Promise<Checkout | SluiceError> {
  try {
    const comparison = await readCheckout(request, ports, context, watch);
    return { comparison, seeds: await readSeeds(request, ports, watch) };
  } catch (thrown) {
    if (isFirst || !(thrown instanceof SluiceError) || thrown.exit !== 2) throw thrown;
    return thrown;
  }
}

async function unreadable(
  { project }: DevRequest,
  ports: DevPorts,
  error: SluiceError,
  watch: Stopwatch,
): Promise<Report> {
  return devReport(
    { ...NOTHING, ...placeOf(await ports.local.look(project)), task: 'watch' },
    watch.timings,
    {
      comparison: null,
      seed: null,
      findings: [asFinding(error)],
    },
  );
}

/** One round. What another terminal has done to the server meanwhile is taken as it is. */
async function follow(
  request: DevRequest,
  ports: DevPorts,
  context: CommandContext,
  { comparison, seeds }: Checkout,
  when: SeedPolicy,
  watch: Stopwatch,
): Promise<Report> {
  await using server = await watch.run('server', 'Looking at the local database', () =>
    ports.local.start(localRequest(request, comparison, false, context)),
  );
  const input = { request, ports, context, comparison, seeds, server };
  const before = await watch.run('history', 'Comparing the database with the checkout', () =>
    standingOf(input),
  );
  const back = await watch.run('back', 'Looking for edited migrations', () => goBack(input, before));
  const standing = back === null ? before : await standingOf(input);
  const { applied, findings } = await watch.run('migrations', 'Applying migrations', () =>
    applyPending(input, standing, back?.version ?? null),
  );
  // Those that went with the rows of a database that was put back come again.
  const loaded = await loadSeeds(input, findings, when, watch);
  return devReport(
    {
      ...summaryOf(input, standing, applied),
      task: 'watch',
      rows: back === null ? null : rowsOf(back),
      environmentFile: null,
    },
    watch.timings,
    {
      comparison,
      seed: loaded.seed,
      findings: [...findings, ...unwrittenFindings(standing), ...loaded.findings],
    },
  );
}

/** Puts the database back before what was edited, renamed or deleted since, to a kept state; null where there is nothing to undo. */
async function goBack(input: DevInput, standing: DevStanding): Promise<KeptState | null> {
  const { server, comparison } = input;
  const first = firstChanged(standing, comparison);
  if (first === null) return null;
  const state = (await server.kept()).find((kept) => kept.version <= first && isOnTheWay(kept, comparison));
  // Without one the edited migration is told, with the way out.
  if (state === undefined) return null;
  await server.hurry();
  await server.restore(state);
  return state;
}

function rowsOf({ version, at }: KeptState): string {
  return `Went back to the state before ${version}, of ${localTime(at)}: rows that were written since are gone.`;
}

/** The oldest version that the database has otherwise than the checkout. */
function firstChanged({ findings, state }: DevStanding, { head }: ProjectComparison): string | null {
  const known = new Set(head.migrations.map(({ version }) => version));
  const edited = findings.filter(({ code }) => code === 'history-edited').map(({ file }) => file);
  const versions = [
    ...head.migrations.filter(({ file }) => edited.includes(file)).map(({ version }) => version),
    ...state.history.map(({ version }) => version).filter((version) => !known.has(version)),
    // A migration that stopped half-way, and whose committed part may have been edited.
    ...state.segments.map(({ version }) => version),
  ].sort();
  return versions[0] ?? null;
}

/** Whether a kept state holds what the checkout has before that version, and nothing else. */
function isOnTheWay({ version, head }: KeptState, comparison: ProjectComparison): boolean {
  return headDigest(comparison.head.migrations.filter((migration) => migration.version < version)) === head;
}

/** `17:05:10`, on this machine's clock. */
function localTime(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 8);
}
