import { lstatSync, readdirSync } from 'node:fs';
import { chmod, lstat, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { codeOf } from './system-error.ts';

/** How the names of entries begin. */
export const ENTRY_PREFIX = 'postgres-';

const MANIFEST = 'manifest.json';
const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR']);
const DAY = 24 * 60 * 60 * 1000;
const ENTRY_LIFE = 14 * DAY;
const WORK_LIFE = DAY;

/** A finished folder of the cache. */
export interface CacheEntry {
  readonly folder: string;
  /** Tells it from another one put in its place. */
  readonly inode: number;
  /** What its maker noted down. */
  readonly facts: Readonly<Record<string, string>>;
  /** Whether all files are there in their sizes. */
  readonly isWhole: () => boolean;
}

interface Manifest {
  readonly facts: Readonly<Record<string, string>>;
  /** Path inside the entry and size in bytes of every file. */
  readonly files: readonly (readonly [path: string, size: number])[];
}

/**
 * Opens an entry; null where it is missing or was never finished, for the manifest is written last. Whether it is
 * still whole is for the caller to ask.
 */
export async function openEntry(folder: string): Promise<CacheEntry | null> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
  const manifest = text === null ? null : parseManifest(text);
  const inode = (await lstat(folder).catch(() => null))?.ino;
  if (manifest === null || inode === undefined) return null;
  const { files, facts } = manifest;
  // There are more than a thousand files: synchronous calls take a quarter of the time, and joining paths would double it.
  const sizeOf = (path: string) => lstatSync(`${folder}${sep}${path}`, { throwIfNoEntry: false })?.size;
  return { folder, inode, facts, isWhole: () => files.every(([path, size]) => sizeOf(path) === size) };
}

/** Notes that an entry is in use, for `removeStale`. */
export async function touchEntry(folder: string, now: number): Promise<void> {
  await utimes(join(folder, MANIFEST), now / 1000, now / 1000).catch(() => {});
}

/**
 * Finishes a folder and moves it to its place in the cache, in one step; returns what is there afterwards. Where
 * another run was quicker, its entry stays and is used; where a damaged entry is in the way, it is moved into
 * `trash`, which the caller removes. Null: what is there now is damaged too.
 */
export async function publishEntry(
  { folder, facts }: Pick<CacheEntry, 'folder' | 'facts'>,
  place: string,
  trash: string,
): Promise<CacheEntry | null> {
  const manifest: Manifest = { facts, files: sizesIn(folder) };
  await writeFile(join(folder, MANIFEST), JSON.stringify(manifest));
  await chmod(join(folder, MANIFEST), 0o644);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await rename(folder, place);
      break;
    } catch (error) {
      if (!OCCUPIED.has(codeOf(error) ?? '')) throw error;
    }
    const present = await openEntry(place);
    if (present?.isWhole() === true) return present;
    const { ino } = await lstat(place).catch(() => ({ ino: -1 }));
    await moveAway(place, ino, `${trash}-${attempt}`);
  }
  const entry = await openEntry(place);
  return entry?.isWhole() === true ? entry : null;
}

/** Moves an entry that does not work out of the way, unless another run has replaced it already. */
export async function moveAway(place: string, inode: number, trash: string): Promise<void> {
  const present = await lstat(place).catch(() => null);
  if (present?.ino === inode) await rename(place, trash).catch(() => {});
}

/** Removes what no run has used for a fortnight, and work folders of runs that the machine did not survive. */
export async function removeStale(cacheFolder: string, kept: string, now: number): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    const folder = join(cacheFolder, name);
    const limit = name.startsWith(ENTRY_PREFIX) ? ENTRY_LIFE : name.startsWith('sluice-') ? WORK_LIFE : null;
    if (limit === null || name === kept) continue;
    const facts =
      (await lstat(join(folder, MANIFEST)).catch(() => null)) ?? (await lstat(folder).catch(() => null));
    if (facts !== null && facts.mtimeMs < now - limit) {
      await rm(folder, { recursive: true, force: true }).catch(() => {});
    }
  }
}

function sizesIn(folder: string): [path: string, size: number][] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path), lstatSync(path).size]);
}

function parseManifest(text: string): Manifest | null {
  try {
    const value: unknown = JSON.parse(text);
    return isManifest(value) ? value : null;
  } catch {
    return null;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null || !('files' in value) || !('facts' in value)) return false;
  const { files, facts } = value;
  if (typeof facts !== 'object' || facts === null || !Array.isArray(files)) return false;
  return (
    Object.values(facts).every((fact) => typeof fact === 'string') &&
    files.every(
      (file: unknown) => Array.isArray(file) && typeof file[0] === 'string' && typeof file[1] === 'number',
    )
  );
}
