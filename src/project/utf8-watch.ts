import { isUtf8 } from 'node:buffer';

/** Watches a stream of bytes for the first that is not UTF-8, or is a NUL, which PostgreSQL takes in no text. */
export class Utf8Watch {
  #line = 1;
  #rest = Buffer.alloc(0);
  #invalid: { readonly line: number } | null = null;

  take(chunk: Buffer): void {
    if (this.#invalid !== null) return;
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const whole = bytes.length - openBytes(bytes);
    this.#check(bytes.subarray(0, whole));
    this.#rest = Buffer.from(bytes.subarray(whole));
  }

  /** The line of the first byte that cannot be used; null where all can. */
  end(): { readonly line: number } | null {
    if (this.#invalid === null) this.#check(this.#rest);
    return this.#invalid;
  }

  #check(bytes: Buffer): void {
    if (isUtf8(bytes) && !bytes.includes(0)) {
      this.#line += linesIn(bytes);
      return;
    }
    // Somewhere in here; line by line, because a line break is never part of another character.
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      const line = bytes.subarray(from, end);
      if (!isUtf8(line) || line.includes(0)) break;
      this.#line += 1;
      from = end + 1;
    }
    this.#invalid = { line: this.#line };
  }
}

/** How many bytes at the end belong to a character that goes on in the next chunk. */
function openBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return byte >= (back === 1 ? 0xc0 : back === 2 ? 0xe0 : 0xf0) ? back : 0;
  }
  return 0;
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}
