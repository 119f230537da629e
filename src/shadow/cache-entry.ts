import { lstatSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './system-error.ts';

/** How the names of entries begin. */
export const ENTRY_PREFIX = 'postgres-';

const MANIFEST = 'manifest.json';
const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'ENOTDIR']);
const DAY = 24 * 60 * 60 * 1000;
const ENTRY_LIFE = 14 * DAY;
const WORK_LIFE = DAY;

/** A folder of the cache that was found whole. */
export interface CacheEntry {
  readonly folder: string;
  /** What its maker noted down. */
  readonly facts: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly facts: Readonly<Record<string, string>>;
  /** Path inside the entry and size in bytes of every file. */
  readonly files: readonly (readonly [path: string, size: number])[];
}

/**
 * Opens an entry if all its files are there in their sizes; null where it is missing or damaged. The manifest is
 * written last, so an entry that was never finished has none.
 */
export async function openEntry(folder: string): Promise<CacheEntry | null> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
  const manifest = text === null ? null : parseManifest(text);
  if (manifest === null) return null;
  for (const [path, size] of manifest.files) {
    // Some thousand calls: synchronous ones take a quarter of the time.
    const facts = lstatSync(join(folder, path), { throwIfNoEntry: false });
    if (facts?.size !== size) return null;
  }
  return { folder, facts: manifest.facts };
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
  folder: string,
  place: string,
  trash: string,
  facts: Readonly<Record<string, string>>,
): Promise<CacheEntry | null> {
  const files = await makeReadable(folder);
  const manifest: Manifest = { facts, files };
  await writeFile(join(folder, MANIFEST), JSON.stringify(manifest), { mode: 0o644 });
  await mkdir(trash, { recursive: true });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await rename(folder, place);
      break;
    } catch (error) {
      if (!OCCUPIED.has(codeOf(error) ?? '')) throw error;
    }
    const present = await openEntry(place);
    if (present !== null) return present;
    // Gone already when another run repairs the same entry: the next attempt will tell.
    await rename(place, join(trash, String(attempt))).catch(() => {});
  }
  return await openEntry(place);
}

/** Moves an entry that does not work out of the way; another run may have done so already. */
export async function moveAway(place: string, trash: string): Promise<void> {
  await mkdir(trash, { recursive: true });
  await rename(place, join(trash, 'distrusted')).catch(() => {});
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

/** Makes everything readable for the server's account, whatever the umask was, and lists the files. */
export async function makeReadable(folder: string, path = ''): Promise<[string, number][]> {
  await chmod(join(folder, path), 0o755);
  const files: [string, number][] = [];
  for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
    const inner = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) {
      files.push(...(await makeReadable(folder, inner)));
      continue;
    }
    const facts = await lstat(join(folder, inner));
    if (facts.isFile()) await chmod(join(folder, inner), (facts.mode & 0o100) === 0 ? 0o644 : 0o755);
    files.push([inner, facts.size]);
  }
  return files;
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
