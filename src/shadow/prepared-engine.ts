import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SluiceError } from '../core/errors.ts';
import type { ShadowRequest } from '../core/ports.ts';
import { silentScript } from './baseline/silent-event-triggers.ts';
import {
  type CacheEntry,
  ENTRY_PREFIX,
  moveAway,
  openEntry,
  publishEntry,
  removeStale,
  touchEntry,
} from './cache-entry.ts';
import { chooseCacheFolder } from './cache-folder.ts';
import { buildCluster, initialOptions } from './cluster.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { copyEngine } from './engine-copy.ts';
import { ENGINE_PLATFORMS, type EngineRelease, engineRelease } from './engine-release.ts';
import { obtainEngine } from './engine-source.ts';
import { openWorkFolder, sharedTemporaryFolders } from './private-folder.ts';
import type { ServerAccount } from './server-account.ts';
import { serverSettings } from './server-settings.ts';
import type { ShadowBaseline } from './shadow-baseline.ts';

/** To be raised when the same inputs make another entry. */
const LAYOUT = 4;

/** An engine with its extensions and a ready-made cluster. */
export interface PreparedEngine extends AsyncDisposable {
  /** Folder with bin, lib, share. */
  readonly engine: string;
  /** Data folder, packed. */
  readonly cluster: string;
  /** Tells it from every other engine and cluster. */
  readonly identity: string;
  /** Where it is kept, and what else may be; null: nothing is. */
  readonly cacheFolder: string | null;
  /** What the server says, `17.10`. */
  readonly version: string;
  readonly superuserPassword: string;
  /** The inode of the cache entry that it was found in; null where it was made just now. */
  readonly cached: number | null;
  /** Looks whether all its files are there in their sizes: some thousand calls, best made while a server starts. */
  readonly isWhole: () => boolean;
}

export interface PreparationRequest {
  readonly request: Pick<ShadowRequest, 'major' | 'signal' | 'progress'>;
  readonly baseline: ShadowBaseline;
  readonly account: ServerAccount | null;
  /** The inode of a cache entry that does not work: it is replaced, unless another run has done so already. */
  readonly distrusted: number | null;
}

/**
 * Takes the prepared engine from the cache, or makes it and puts it there. Without a cache folder it lives until it
 * is disposed of.
 * @throws SluiceError engine-unavailable where there is no engine for this machine or it cannot be fetched
 */
export async function preparedEngine(
  preparation: PreparationRequest,
  dependencies: ShadowDependencies,
): Promise<PreparedEngine> {
  const { request, baseline, distrusted } = preparation;
  const release = requiredRelease(request, dependencies);
  const { folder: cacheFolder, warnings } = await chooseCacheFolder(dependencies);
  for (const warning of warnings) request.progress.warn(warning);
  const name = entryName(release, request, dependencies, baseline);
  const entry = cacheFolder === null ? null : await openEntry(join(cacheFolder, name));
  if (entry !== null && entry.inode !== distrusted) {
    await touchEntry(entry.folder, dependencies.now());
    return { ...fromEntry(entry, entry.inode), identity: name, cacheFolder };
  }
  request.progress.info(`Preparing PostgreSQL ${request.major} for the first time on this machine.`);
  return await prepare(release, name, cacheFolder, preparation, dependencies);
}

async function prepare(
  release: EngineRelease,
  name: string,
  cacheFolder: string | null,
  { request, baseline, account, distrusted }: PreparationRequest,
  dependencies: ShadowDependencies,
): Promise<PreparedEngine> {
  const parents = cacheFolder === null ? await sharedTemporaryFolders(dependencies) : [cacheFolder];
  const work = await openWorkFolder(dependencies, parents);
  const { guard, folder } = work;
  try {
    using _abort = guard.endOn(request.signal);
    const native = await obtainEngine(release, work, cacheFolder, request, dependencies);
    await mkdir(join(folder, 'entry'));
    await copyEngine(native, work, 'entry/engine', baseline);
    await guard.makeReadable('entry');
    const { version, superuserPassword } = await buildCluster(
      {
        major: request.major,
        engine: join(folder, 'entry/engine'),
        target: work,
        place: 'entry/cluster',
        baseline,
        account,
        signal: request.signal,
      },
      dependencies,
    );
    await guard.makeReadable('entry');
    const built = {
      folder: join(folder, 'entry'),
      facts: { version, superuserPassword },
      isWhole: () => true,
    };
    if (cacheFolder === null) {
      const kept = { ...fromEntry(built, null), identity: name, cacheFolder };
      return { ...kept, [Symbol.asyncDispose]: () => guard[Symbol.asyncDispose]() };
    }
    const trash = join(folder, 'trash');
    if (distrusted !== null) await moveAway(join(cacheFolder, name), distrusted, trash);
    const entry = await publishEntry(built, join(cacheFolder, name), trash);
    if (entry === null) throw unreliable(cacheFolder);
    await removeStale(cacheFolder, name, dependencies.now());
    await guard[Symbol.asyncDispose]();
    return { ...fromEntry(entry, null), identity: name, cacheFolder };
  } catch (error) {
    await guard[Symbol.asyncDispose]();
    throw error;
  }
}

function requiredRelease(
  request: Pick<ShadowRequest, 'major'>,
  { platform, arch }: ShadowDependencies,
): EngineRelease {
  const release = engineRelease(platform, arch, request.major);
  if (release !== null) return release;
  throw new SluiceError('engine-unavailable', {
    message: `There is no PostgreSQL ${request.major} to embed for ${platform}-${arch}.`,
    likelyCause: `It exists for ${ENGINE_PLATFORMS.join(', ')}.`,
    remedy: 'Use --engine url with a server of your own.',
  });
}

/** What the entry of an engine with its baseline is called: another name means another server or baseline. */
export function preparedName(
  request: Pick<ShadowRequest, 'major'>,
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline,
): string {
  return entryName(requiredRelease(request, dependencies), request, dependencies, baseline);
}

/** Everything that shapes an entry is in its name. */
function entryName(
  release: EngineRelease,
  { major }: Pick<ShadowRequest, 'major'>,
  { platform, arch }: ShadowDependencies,
  baseline: ShadowBaseline,
): string {
  const { standIns, trustedExtensions } = baseline;
  const ingredients = [
    LAYOUT,
    release.integrity,
    initialOptions(major),
    serverSettings(major),
    baseline.clusterSql(major),
    baseline.databaseSql(major),
    standIns,
    trustedExtensions,
    silentScript(''),
  ];
  const digest = createHash('sha256').update(JSON.stringify(ingredients)).digest('hex').slice(0, 20);
  return `${ENTRY_PREFIX}${release.version}-${platform}-${arch}-${digest}`;
}

function fromEntry(
  { folder, facts, isWhole }: Omit<CacheEntry, 'inode'>,
  cached: number | null,
): Omit<PreparedEngine, 'identity' | 'cacheFolder'> {
  return {
    isWhole,
    engine: join(folder, 'engine'),
    cluster: join(folder, 'cluster'),
    version: facts['version'] ?? '',
    superuserPassword: facts['superuserPassword'] ?? '',
    cached,
    async [Symbol.asyncDispose]() {},
  };
}

function unreliable(cacheFolder: string): SluiceError {
  return new SluiceError('engine-unavailable', {
    message: 'What was prepared for the shadow could not be read back from the cache.',
    likelyCause: `Something else changes files in ${cacheFolder}, or its disk is full.`,
    remedy: `Remove ${cacheFolder}, or set SLUICE_CACHE_DIR to another folder.`,
  });
}
