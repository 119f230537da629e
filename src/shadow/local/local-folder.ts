import { createHash } from 'node:crypto';
import { chmod, lstat, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { messageOf, SluiceError } from '../../core/errors.ts';
import { canBeEntered, makeFolder } from '../cache-folder.ts';
import type { ShadowDependencies } from '../dependencies.ts';

type FolderDependencies = Pick<ShadowDependencies, 'env' | 'platform' | 'uid'>;

/** Where one project's server has its files. */
export interface LocalFolder {
  readonly path: string;
  /** The cluster. */
  readonly data: string;
  /** Its own copy of PostgreSQL, so that it runs without cache and network. */
  readonly engine: string;
  readonly settings: string;
  readonly log: string;
  readonly lock: string;
}

/**
 * The folder of a project's server, outside of the repository: in SLUICE_DEV_DIR, else in the user's data folder; for root in
 * /var/lib, since the server runs under another account that must be able to enter. Two projects never share one: the name
 * carries a digest of the project's path.
 * @throws SluiceError dev-folder-unusable where nobody says where data may lie
 */
export function localFolder(project: string, dependencies: FolderDependencies): LocalFolder {
  const digest = createHash('sha256').update(project).digest('hex').slice(0, 12);
  // The name is for people who look into the folder; the digest tells projects apart.
  const name = basename(project)
    .replaceAll(/[^A-Za-z0-9_-]+/gu, '-')
    .slice(0, 40);
  const path = join(dataFolder(dependencies), `${name}-${digest}`);
  return {
    path,
    data: join(path, 'data'),
    engine: join(path, 'engine'),
    settings: join(path, 'settings.json'),
    log: join(path, 'server.log'),
    lock: join(path, 'lock'),
  };
}

const NAME_ONE = 'Set SLUICE_DEV_DIR to the absolute path of a folder that you can write to, and run again.';

function dataFolder({ env, platform, uid }: FolderDependencies): string {
  const { SLUICE_DEV_DIR: named, XDG_DATA_HOME: xdg, HOME: home } = env;
  if (named !== undefined && named !== '') {
    if (isAbsolute(named) && !named.includes('\n')) return named;
    throw unusable(`SLUICE_DEV_DIR is no absolute path: ${JSON.stringify(named)}.`);
  }
  if (uid === 0) return '/var/lib/sluice/dev';
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'sluice/dev');
  if (home !== undefined && isAbsolute(home)) {
    return join(
      home,
      platform === 'darwin' ? 'Library/Application Support/sluice/dev' : '.local/share/sluice/dev',
    );
  }
  throw unusable('Nobody says where the data of the local database may lie: HOME is not set.');
}

/**
 * Makes the folder, which then belongs to us alone.
 * @throws SluiceError dev-folder-unusable
 */
export async function makeLocalFolder({ path }: LocalFolder, { uid }: FolderDependencies): Promise<void> {
  try {
    // The server's account has to pass through; what is in the folder has modes of its own.
    if (await makeFolder(path)) await chmod(path, uid === 0 ? 0o755 : 0o700);
    const facts = await lstat(path);
    if (!facts.isDirectory()) throw unusable(`${path} is not a folder.`);
    if (uid !== null && facts.uid !== uid) throw unusable(`${path} belongs to another user.`);
    if (uid === 0 && !(await canBeEntered(path))) {
      throw unusable(`The account of the database server cannot enter ${path}.`, [
        'PostgreSQL refuses to run as root, so it runs as the user nobody.',
      ]);
    }
  } catch (cause) {
    if (cause instanceof SluiceError) throw cause;
    throw unusable(`The folder of the local database cannot be made: ${messageOf(cause)}.`, [], cause);
  }
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

function unusable(message: string, [likelyCause]: readonly string[] = [], cause?: unknown): SluiceError {
  return new SluiceError('dev-folder-unusable', {
    message,
    ...(likelyCause === undefined ? {} : { likelyCause }),
    remedy: NAME_ONE,
    ...(cause === undefined ? {} : { cause }),
  });
}
