import { dirname } from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Shadow, ShadowRequest } from '../core/ports.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { EmbeddedShadow } from './embedded-shadow.ts';
import type { GuardedFolder } from './guard.ts';
import { HistoryStates } from './history-states.ts';
import { type PreparedEngine, preparedEngine } from './prepared-engine.ts';
import { openServerFolder } from './private-folder.ts';
import { type ServerAccount, serverAccount } from './server-account.ts';
import type { ShadowBaseline } from './shadow-baseline.ts';
import type { StateFile } from './state-file.ts';

/**
 * Starts PostgreSQL in a private folder, on a Unix socket only.
 * @throws SluiceError engine-unavailable where there is no engine, or it does not start
 */
export async function openEmbedded(
  request: ShadowRequest,
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline,
): Promise<Shadow> {
  try {
    return await startPrepared(request, dependencies, baseline);
  } catch (cause) {
    if (cause instanceof SluiceError || request.signal.aborted) throw cause;
    throw new SluiceError('engine-unavailable', {
      message: `PostgreSQL for the shadow could not be prepared: ${messageOf(cause)}`,
      remedy:
        'See that the temporary folder and SLUICE_CACHE_DIR can be written to and have free space, or use --engine url with a server of your own.',
      cause,
    });
  }
}

async function startPrepared(
  request: ShadowRequest,
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline,
): Promise<Shadow> {
  const account = await serverAccount(dependencies.uid);
  const preparation = { request, baseline, account };
  let prepared = await preparedEngine({ ...preparation, distrusted: null }, dependencies);
  let states = await HistoryStates.find(request, prepared, baseline, dependencies);
  const start = async () => await startNewest(states, prepared, request, account, dependencies);
  try {
    const server = await start().catch(async (error: unknown) => {
      if (prepared.cached === null || request.signal.aborted) throw error;
      request.progress.info(
        'What the cache holds of PostgreSQL is damaged or does not start: making it anew.',
      );
      prepared = await preparedEngine({ ...preparation, distrusted: prepared.cached }, dependencies);
      states = await HistoryStates.find(request, prepared, baseline, dependencies);
      return await start();
    });
    return new EmbeddedShadow(server, prepared, request, baseline, states);
  } catch (error) {
    await prepared[Symbol.asyncDispose]();
    throw error;
  }
}

/** Starts with the newest kept state that works, in the end with the bare baseline. */
async function startNewest(
  states: HistoryStates | null,
  prepared: PreparedEngine,
  request: ShadowRequest,
  account: ServerAccount | null,
  dependencies: ShadowDependencies,
): Promise<GuardedFolder> {
  const { signal, progress, beginsWith } = request;
  for (;;) {
    const file = states?.file ?? null;
    if (states !== null) beginsWith?.(states);
    const opened = await openServerFolder(dependencies, account, file?.descriptor);
    try {
      return await startServer(prepared, file, request, opened);
    } catch (error) {
      if (file === null || signal.aborted || !prepared.isWhole()) throw error;
      progress.info('A replayed state in the cache is damaged or does not start: doing without.');
      await states?.discard();
    } finally {
      await file?.[Symbol.asyncDispose]();
    }
  }
}

async function startServer(
  prepared: PreparedEngine,
  file: StateFile | null,
  { signal, starting }: ShadowRequest,
  opened: GuardedFolder,
): Promise<GuardedFolder> {
  const { guard } = opened;
  try {
    using _abort = guard.endOn(signal);
    const unpacked = file === null ? guard.unpack(prepared.cluster, 'data') : guard.restore('data');
    const started = Promise.all([unpacked, guard.start(prepared.engine), file?.isWhole() ?? true]);
    // Awaited below, unless the check throws first.
    started.catch(() => {});
    starting?.();
    // While the shell unpacks.
    if (!prepared.isWhole()) throw damaged(prepared);
    const [, , isWhole] = await started;
    if (!isWhole) throw damagedState();
    signal.throwIfAborted();
    return opened;
  } catch (error) {
    await guard[Symbol.asyncDispose]();
    throw error;
  }
}

function damaged({ engine }: PreparedEngine): SluiceError {
  return new SluiceError('engine-unavailable', {
    message: 'The prepared PostgreSQL in the cache is damaged.',
    likelyCause: 'Files are missing or have other sizes than when they were made.',
    remedy: `Remove ${dirname(engine)} and run the command again.`,
  });
}

function damagedState(): SluiceError {
  return new SluiceError('engine-unavailable', {
    message: 'A replayed state in the cache is damaged.',
    likelyCause: 'Its bytes are not those that were written.',
    remedy: 'Run the command again, with --no-cache if it stays.',
  });
}
