import { statfs } from 'node:fs/promises';
import { canBeEntered } from './cache-folder.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { Guard, type GuardedFolder } from './guard.ts';
import type { ServerAccount } from './server-account.ts';

/** Free bytes that a memory file system must have, so that some hundred tables in a handful of databases fit. */
const ROOM = 512 * 1024 * 1024;

/** The kernel's limit of a Unix socket's path, without the closing zero. */
const SOCKET_PATH_LIMIT: Readonly<Record<string, number>> = { darwin: 103 };

/** Opens the private folder of a server: in memory where there is room, else on disk. `source`: an open file to restore from. */
export async function openServerFolder(
  dependencies: ShadowDependencies,
  account: ServerAccount | null,
  source?: number,
): Promise<GuardedFolder> {
  const { memoryFolder, temporaryFolder } = dependencies;
  const inMemory = memoryFolder !== null && (await freeBytes(memoryFolder)) >= ROOM ? [memoryFolder] : [];
  return await Guard.open({
    ...common(dependencies),
    parents: [...inMemory, temporaryFolder, '/tmp', '/var/tmp'],
    audience: 'owner',
    account,
    ...(source === undefined ? {} : { source }),
  });
}

/** Opens a private folder of ours for things that the server's account must be able to read. */
export async function openWorkFolder(
  dependencies: ShadowDependencies,
  parents: readonly string[],
): Promise<GuardedFolder> {
  return await Guard.open({ ...common(dependencies), parents, audience: 'everybody', account: null });
}

/** The folders for things that live no longer than the command and that the server's account must be able to enter. */
export async function sharedTemporaryFolders(dependencies: ShadowDependencies): Promise<readonly string[]> {
  const folders = [...new Set([dependencies.temporaryFolder, '/tmp', '/var/tmp'])];
  if (dependencies.uid !== 0) return folders;
  const enterable = await Promise.all(folders.map((folder) => canBeEntered(folder)));
  return folders.filter((_, index) => enterable[index] === true);
}

function common(dependencies: ShadowDependencies) {
  const { PATH: path } = dependencies.env;
  return {
    name: `sluice-${dependencies.randomWord()}`,
    path,
    socketPathLimit: SOCKET_PATH_LIMIT[dependencies.platform] ?? 107,
  };
}

async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
