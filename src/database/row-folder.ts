import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Transform, type TransformCallback, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { messageOf, SluiceError } from '../core/errors.ts';

/** What a file holds, so that it can be known again. */
export interface WrittenRows {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * A folder of this machine in which rows wait that an allowed loss took out of their tables. Its files are readable by their owner
 * only, are never written over, and are on the disk for good before anybody hears of them.
 */
export class RowFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  /**
   * Writes one file from a stream, of which only a piece is held at a time; `made` hears that the file is ours, before its first byte.
   * @throws SluiceError rows-not-saved; nothing is left of the file then. What the stream itself throws passes through.
   */
  async write(name: string, rows: NodeJS.ReadableStream, made: () => void): Promise<WrittenRows> {
    const file = join(this.path, name);
    const writing = new Writing();
    const failed = firstError(rows, () => writing.failed !== null);
    try {
      const firstMade = await mkdir(this.path, { recursive: true, mode: 0o700 });
      // `x`: neither another file nor what a link points to is written over.
      const handle = await open(file, 'wx', 0o600);
      made();
      const written = await writing.all(handle, rows).catch(async (thrown: unknown) => {
        await rm(file, { force: true });
        throw thrown;
      });
      for (const folder of foldersOf(this.path, firstMade)) await syncFolder(folder);
      return written;
    } catch (thrown) {
      if (thrown === failed()) throw thrown;
      throw new SluiceError('rows-not-saved', {
        message: `Rows could not be written to ${file}: ${messageOf(writing.failed ?? thrown)}. The step was rolled back, and nothing of it is left.`,
        remedy:
          'See that the folder can be written to and has room, or name another one with --saved-rows, and run again with the same plan.',
        cause: thrown,
      });
    }
  }

  /**
   * Reads a file into a stream, of which only a piece is held at a time; the stream is ended only if the file is the one that was
   * written. @throws SluiceError rows-unreadable. What the stream itself throws passes through.
   */
  async read(name: string, { sha256 }: Pick<WrittenRows, 'sha256'>, rows: Writable): Promise<void> {
    const file = join(this.path, name);
    const failed = firstError(rows, () => false);
    const judge = (found: WrittenRows): string | null =>
      found.sha256 === sha256 ? null : 'it was changed since';
    try {
      // Looked through as a whole first: a changed file may be none that the server understands.
      const looking = await open(file, 'r');
      await pipeline(looking.createReadStream(), new Counting(judge), nowhere);
      const handle = await open(file, 'r');
      await pipeline(handle.createReadStream(), new Counting(judge), rows);
    } catch (thrown) {
      if (thrown === failed()) throw thrown;
      rows.destroy();
      throw new SluiceError('rows-unreadable', {
        message: `The saved rows in ${file} cannot be brought back: ${messageOf(thrown)}. The transaction was rolled back.`,
        remedy: 'Name the folder that holds the file as it was written with --saved-rows, and run again.',
        cause: thrown,
      });
    }
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.path, name), { force: true });
  }

  /** Those of some files that are not there. */
  async missing(names: readonly string[]): Promise<readonly string[]> {
    const missing: string[] = [];
    for (const name of names) {
      const handle = await open(join(this.path, name), 'r').catch(() => null);
      if (handle === null) missing.push(name);
      await handle?.close();
    }
    return missing;
  }
}

/** What a stream itself has failed with, and not because it was ended when the other side failed; null while it has not. */
function firstError(stream: NodeJS.EventEmitter, otherFailed: () => boolean): () => unknown {
  let first: unknown = null;
  stream.once('error', (error) => {
    if (!otherFailed()) first = error;
  });
  return () => first;
}

/** Takes everything and keeps nothing. */
async function nowhere(pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const _piece of pieces);
}

/** Passes everything on, and knows at the end what it was. */
class Counting extends Transform {
  readonly #hash = createHash('sha256');
  readonly #judge: (found: WrittenRows) => string | null;
  #bytes = 0;

  constructor(judge: (found: WrittenRows) => string | null) {
    super();
    this.#judge = judge;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const problem = this.#judge({ sha256: this.#hash.digest('hex'), bytes: this.#bytes });
    done(problem === null ? null : new Error(problem));
  }
}

/** One file on its way to the disk. */
class Writing {
  /** What the disk, and not the stream, has failed with. */
  failed: unknown = null;

  async all(handle: FileHandle, rows: NodeJS.ReadableStream): Promise<WrittenRows> {
    let written: WrittenRows = { sha256: '', bytes: 0 };
    const counting = new Counting((found) => {
      written = found;
      return null;
    });
    try {
      await pipeline(rows, counting, async (pieces: AsyncIterable<Buffer>) => {
        for await (const piece of pieces) await this.#write(handle, piece);
      });
      await handle.sync();
      return written;
    } finally {
      await handle.close();
    }
  }

  async #write(handle: FileHandle, piece: Buffer): Promise<void> {
    try {
      await handle.writeFile(piece);
    } catch (thrown) {
      this.failed = thrown;
      throw thrown;
    }
  }
}

/** The folder, and where folders had to be made for it, those above up to the first that was there. */
function foldersOf(path: string, firstMade: string | undefined): string[] {
  const folders = [path];
  const last = firstMade === undefined ? path : dirname(firstMade);
  for (let folder = path; folder !== last; folder = dirname(folder)) folders.push(dirname(folder));
  return folders;
}

/** That the file is there is written in its folder. Systems that open no folders see to that themselves. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
    if (code !== 'EPERM' && code !== 'EINVAL') throw thrown;
  } finally {
    await handle.close();
  }
}
