import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type BackupFile, type BackupManifest, KEY_FILE, MANIFEST_FILE } from '../core/backup-manifest.ts';
import type { BackupWriter, Pieces } from '../core/backup-ports.ts';
import { SluiceError } from '../core/errors.ts';
import { type BackupKey, ENCRYPTED, encrypted, type Lock, newKey } from './encryption.ts';
import { systemCode, writeError } from './file-error.ts';

/** Only its owner may read a backup. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * A folder that has another name until everything in it is on disk, so that what was killed half-way is never taken for a backup.
 */
export class BackupFolder implements BackupWriter {
  readonly encryption: BackupManifest['encryption'];
  readonly #folder: string;
  readonly #unfinished: string;
  readonly #key: BackupKey | null;
  readonly #signal: AbortSignal;
  readonly #files: BackupFile[] = [];
  #finished = false;

  private constructor(folder: string, unfinished: string, key: BackupKey | null, signal: AbortSignal) {
    this.#folder = folder;
    this.#unfinished = unfinished;
    this.#key = key;
    this.#signal = signal;
    this.encryption = key === null ? null : 'age';
  }

  /** @throws SluiceError backup-target-taken, backup-unwritable */
  static async create(
    folder: string,
    word: string,
    lock: Lock | null,
    signal: AbortSignal,
  ): Promise<BackupFolder> {
    await refuseTaken(folder);
    const unfinished = join(dirname(folder), `.${basename(folder)}.unfinished-${word}`);
    try {
      await mkdir(dirname(folder), { recursive: true, mode: FOLDER_MODE });
      await mkdir(unfinished, { mode: FOLDER_MODE });
    } catch (thrown) {
      throw writeError(thrown, dirname(folder));
    }
    const made = new BackupFolder(folder, unfinished, lock === null ? null : await newKey(lock), signal);
    try {
      await made.#writeKey();
      return made;
    } catch (thrown) {
      await made[Symbol.asyncDispose]();
      throw thrown;
    }
  }

  async write(name: string, holds: BackupFile['holds'], pieces: Pieces): Promise<void> {
    const key = this.#key;
    const fileName = `${name}.gz${key === null ? '' : ENCRYPTED}`;
    const hash = createHash('sha256');
    let bytes = 0;
    async function* counted(source: Pieces): Pieces {
      for await (const piece of source) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    }
    // A pipeline may end with the AbortError of another part of it.
    let readError: unknown = null;
    let writingError: unknown = null;
    async function* remembered(): Pieces {
      try {
        yield* pieces;
      } catch (thrown) {
        readError = thrown;
        throw thrown;
      }
    }
    const file = await this.#open(fileName);
    try {
      await pipeline(
        Readable.from(remembered()),
        createGzip(),
        async function* (source: Pieces) {
          yield* counted(key === null ? source : encrypted(source, key));
        },
        async (source: Pieces) =>
          await writeAll(file, source, (thrown) => {
            writingError = thrown;
          }),
        { signal: this.#signal },
      );
      await file.sync();
    } catch (thrown) {
      this.#signal.throwIfAborted();
      if (readError !== null && writingError === null) throw readError;
      throw writeError(writingError ?? thrown, this.#folder);
    } finally {
      await file.close();
    }
    this.#files.push({ name: fileName, holds, bytes, sha256: hash.digest('hex') });
  }

  async finish(manifest: (files: readonly BackupFile[]) => BackupManifest): Promise<BackupManifest> {
    this.#signal.throwIfAborted();
    const made = manifest(this.#files);
    try {
      const file = await this.#open(MANIFEST_FILE);
      try {
        await file.writeFile(`${JSON.stringify(made, null, 2)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(this.#unfinished);
      // An empty folder was allowed to be there.
      await rmdir(this.#folder).catch(() => {});
      await rename(this.#unfinished, this.#folder);
      this.#finished = true;
      await syncFolder(dirname(this.#folder));
      return made;
    } catch (thrown) {
      const taken = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(systemCode(thrown));
      throw taken ? targetTaken(this.#folder) : writeError(thrown, this.#folder);
    }
  }

  async #writeKey(): Promise<void> {
    if (this.#key === null) return;
    const bytes = this.#key.file;
    const file = await this.#open(KEY_FILE);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } catch (thrown) {
      throw writeError(thrown, this.#folder);
    } finally {
      await file.close();
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#files.push({ name: KEY_FILE, holds: 'key', bytes: bytes.length, sha256 });
  }

  async #open(name: string): Promise<FileHandle> {
    try {
      return await open(join(this.#unfinished, name), 'wx', FILE_MODE);
    } catch (thrown) {
      throw writeError(thrown, this.#folder);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#finished) await rm(this.#unfinished, { recursive: true, force: true });
  }
}

async function writeAll(file: FileHandle, source: Pieces, failed: (thrown: unknown) => void): Promise<void> {
  for await (const piece of source) {
    try {
      for (let from = 0; from < piece.length; ) {
        const { bytesWritten } = await file.write(piece, from, piece.length - from);
        from += bytesWritten;
      }
    } catch (thrown) {
      failed(thrown);
      throw thrown;
    }
  }
}

/** The names in a folder are on disk only when the folder itself is. Not every system can do that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync().catch(() => {});
  } finally {
    await handle.close();
  }
}

async function refuseTaken(folder: string): Promise<void> {
  try {
    if ((await readdir(folder)).length > 0) throw targetTaken(folder);
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return;
    if (systemCode(thrown) === 'ENOTDIR') throw targetTaken(folder);
    throw writeError(thrown, folder);
  }
}

function targetTaken(folder: string): SluiceError {
  return new SluiceError('backup-target-taken', {
    message: `${folder} is there already and holds something; a backup never overwrites anything.`,
    remedy: 'Name a folder that is not there yet, such as backups/$(date -u +%Y%m%dT%H%M%SZ).',
  });
}
