import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/**
 * A state is one file, so that it is there as a whole or not at all, and stays readable for whoever has it open when another
 * run removes it: the packed data folder, a description as JSON, and as its last bytes the length and the digest of the description,
 * which holds the digests of the rest. What reads the packed folder stops at its own end.
 */
const BLOCK = 1024 * 1024;
const LENGTH_DIGITS = 16;
const TRAILER = LENGTH_DIGITS + 64;

interface Description {
  /** The name that the file was made for: one that was given another name later says something else than it is. */
  readonly name: string;
  /** Bytes of the packed folder. */
  readonly size: number;
  /** SHA-256 of each of its blocks. */
  readonly blocks: readonly string[];
  readonly notes: string;
}

/** An open state whose description is sound; whether the packed folder is has still to be asked. */
export interface StateFile extends AsyncDisposable {
  /** To be handed to a child, which reads the packed folder from it. */
  readonly descriptor: number;
  /** Tells it from another file put in its place. */
  readonly inode: number;
  readonly notes: string;
  /** Whether the packed folder is what was written. Reads all of it, beside whatever else is done. */
  isWhole(): Promise<boolean>;
}

/** Opens a state; null where there is none, where it belongs to somebody else, or where it is not what it says. */
export async function openState(path: string, name: string, uid: number | null): Promise<StateFile | null> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => null);
  if (handle === null) return null;
  try {
    const facts = await handle.stat();
    const isOurs = facts.isFile() && (uid === null || facts.uid === uid) && (facts.mode & 0o022) === 0;
    const description = isOurs ? await readDescription(handle, facts.size) : null;
    if (description?.name === name) return new OpenState(handle, facts.ino, description);
  } catch {
    // What cannot be read is of no use, whatever the reason.
  }
  await handle.close();
  return null;
}

class OpenState implements StateFile {
  readonly inode: number;
  readonly notes: string;
  readonly #handle: FileHandle;
  readonly #description: Description;

  constructor(handle: FileHandle, inode: number, description: Description) {
    this.#handle = handle;
    this.#description = description;
    this.inode = inode;
    this.notes = description.notes;
  }

  get descriptor(): number {
    return this.#handle.fd;
  }

  async isWhole(): Promise<boolean> {
    const { blocks, size } = this.#description;
    const buffer = Buffer.allocUnsafe(BLOCK);
    for (const [index, digest] of blocks.entries()) {
      const begin = index * BLOCK;
      const block = buffer.subarray(0, Math.min(BLOCK, size - begin));
      await readFully(this.#handle, block, begin);
      // A thread of its own would want a copy of each block, which takes several times as long as its digest.
      if (digestOf(block) !== digest) return false;
    }
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close().catch(() => {});
  }
}

/** Writes a state to a file that does not exist yet, readable for its owner alone. `packed`: null for notes alone. */
export async function writeState(
  packed: string | null,
  path: string,
  { name, notes }: Pick<Description, 'name' | 'notes'>,
): Promise<void> {
  const target = await open(path, 'wx', 0o600);
  try {
    const copied = packed === null ? { size: 0, blocks: [] } : await copyInto(target, packed);
    const description: Description = { name, ...copied, notes };
    const text = Buffer.from(JSON.stringify(description));
    const trailer = `${String(text.length).padStart(LENGTH_DIGITS, '0')}${digestOf(text)}`;
    await target.write(Buffer.concat([text, Buffer.from(trailer)]), 0, text.length + TRAILER, copied.size);
  } finally {
    await target.close();
  }
}

async function copyInto(target: FileHandle, path: string): Promise<Pick<Description, 'size' | 'blocks'>> {
  const source = await open(path, 'r');
  try {
    const blocks: string[] = [];
    const buffer = Buffer.allocUnsafe(BLOCK);
    let size = 0;
    for (;;) {
      const length = await fill(source, buffer, size);
      if (length === 0) return { size, blocks };
      const block = buffer.subarray(0, length);
      blocks.push(digestOf(block));
      await target.write(block, 0, length, size);
      size += length;
    }
  } finally {
    await source.close();
  }
}

async function readDescription(handle: FileHandle, size: number): Promise<Description | null> {
  if (size < TRAILER) return null;
  const trailer = Buffer.alloc(TRAILER);
  await readFully(handle, trailer, size - TRAILER);
  const length = Number(trailer.toString('latin1', 0, LENGTH_DIGITS));
  if (!Number.isInteger(length) || length <= 0 || length > size - TRAILER) return null;
  const text = Buffer.alloc(length);
  await readFully(handle, text, size - TRAILER - length);
  if (digestOf(text) !== trailer.toString('latin1', LENGTH_DIGITS)) return null;
  const value: unknown = JSON.parse(text.toString('utf8'));
  const isSound = isDescription(value) && value.size === size - TRAILER - length;
  return isSound && value.blocks.length === Math.ceil(value.size / BLOCK) ? value : null;
}

function isDescription(value: unknown): value is Description {
  if (typeof value !== 'object' || value === null) return false;
  if (!('name' in value && 'size' in value && 'blocks' in value && 'notes' in value)) return false;
  return (
    typeof value.name === 'string' &&
    typeof value.size === 'number' &&
    typeof value.notes === 'string' &&
    Array.isArray(value.blocks) &&
    value.blocks.every((block: unknown) => typeof block === 'string')
  );
}

async function readFully(handle: FileHandle, buffer: Buffer, position: number): Promise<void> {
  if ((await fill(handle, buffer, position)) !== buffer.length) throw new Error('The file ends too early.');
}

/** Reads until the buffer is full or the file ends; returns how much was read. */
async function fill(handle: FileHandle, buffer: Buffer, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
