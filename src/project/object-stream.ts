import { SluiceError } from '../core/errors.ts';

/** One answer of `git cat-file --batch`, in the order of the questions. */
export type ObjectAnswer =
  | { readonly kind: 'object'; readonly type: string; readonly size: number; readonly bytes: Buffer | null }
  /** `missing`, `dangling`, `loop`, `notdir`, `ambiguous`, or `symlink` with the path it leads to outside the tree. */
  | { readonly kind: 'none'; readonly reason: string; readonly target: string };

interface Body {
  readonly type: string;
  readonly size: number;
  /** Null for an object that is passed over. */
  readonly parts: Buffer[] | null;
  left: number;
}

interface OutsidePath {
  readonly reason: string;
  readonly parts: Buffer[];
  left: number;
}

const REASONS_WITH_PATH = new Set(['dangling', 'loop', 'notdir', 'symlink']);

/**
 * Cuts what `git cat-file --batch` (with or without --follow-symlinks) writes into answers as it arrives.
 * Objects larger than `limit` bytes are passed over without being held in memory: their `bytes` are null.
 */
export class ObjectStream {
  readonly #limit: number;
  readonly #receive: (answer: ObjectAnswer) => void;
  #pending: Buffer = Buffer.alloc(0);
  #body: Body | null = null;
  #path: OutsidePath | null = null;

  constructor(limit: number, receive: (answer: ObjectAnswer) => void) {
    this.#limit = limit;
    this.#receive = receive;
  }

  write(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#body !== null) at = this.#takeBody(chunk, at, this.#body);
      else if (this.#path !== null) at = this.#takePath(chunk, at, this.#path);
      else at = this.#takeHeader(chunk, at);
    }
  }

  #takeHeader(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(10, at);
    if (end === -1) {
      this.#pending = Buffer.concat([this.#pending, chunk.subarray(at)]);
      return chunk.length;
    }
    const line = Buffer.concat([this.#pending, chunk.subarray(at, end)]).toString('utf8');
    this.#pending = Buffer.alloc(0);
    this.#header(line);
    return end + 1;
  }

  #header(line: string): void {
    const object = /^[0-9a-f]{40,64} ([a-z]+) ([0-9]+)$/u.exec(line);
    if (object !== null) {
      const size = Number(object[2]);
      this.#body = { type: object[1] ?? '', size, parts: size <= this.#limit ? [] : null, left: size + 1 };
      return;
    }
    const path = /^([a-z]+) ([0-9]+)$/u.exec(line);
    if (path !== null && REASONS_WITH_PATH.has(path[1] ?? '')) {
      this.#path = { reason: path[1] ?? '', left: Number(path[2]) + 1, parts: [] };
      return;
    }
    const none = / (missing|ambiguous|submodule)$/u.exec(line);
    if (none === null) {
      throw new SluiceError('git-failed', {
        message: `git cat-file answered something unknown: ${line.slice(0, 120)}`,
        remedy: 'Update git (2.20 or newer is needed), or compare without git: --since VERSION.',
      });
    }
    this.#receive({ kind: 'none', reason: none[1] ?? '', target: '' });
  }

  #takeBody(chunk: Buffer, at: number, body: Body): number {
    const end = Math.min(chunk.length, at + body.left);
    body.parts?.push(chunk.subarray(at, end));
    body.left -= end - at;
    if (body.left === 0) {
      this.#body = null;
      const bytes = body.parts === null ? null : Buffer.concat(body.parts).subarray(0, body.size);
      this.#receive({ kind: 'object', type: body.type, size: body.size, bytes });
    }
    return end;
  }

  #takePath(chunk: Buffer, at: number, path: OutsidePath): number {
    const end = Math.min(chunk.length, at + path.left);
    path.parts.push(chunk.subarray(at, end));
    path.left -= end - at;
    if (path.left === 0) {
      this.#path = null;
      const target = Buffer.concat(path.parts).toString('utf8').replace(/\n$/u, '');
      this.#receive({ kind: 'none', reason: path.reason, target });
    }
    return end;
  }
}
