import { createReadStream } from 'node:fs';

const [LINE_FEED, CARRIAGE_RETURN, QUOTE] = [10, 13, 34];
const MARK = Buffer.from('\\.');

/**
 * Watches the bytes of a CSV file for a line that is `\.` alone. Up to version 17 PostgreSQL takes it for the end of the rows, outside of
 * quotes, and leaves out what follows without a word (https://www.postgresql.org/docs/18/release-18.html, COPY FROM).
 */
export class EndOfRowsWatch {
  /** The last bytes before those that come next, a line feed in front of the file. */
  #tail = Buffer.from([LINE_FEED]);
  #taken = -1;
  readonly #found: number[] = [];

  take(chunk: Buffer): void {
    const bytes = Buffer.concat([this.#tail, chunk]);
    for (let at = bytes.indexOf(MARK, 1); at !== -1; at = bytes.indexOf(MARK, at + 1)) {
      // What follows it is only known with the next bytes.
      if (at + MARK.length < bytes.length) this.#look(bytes, at);
    }
    const kept = Math.min(bytes.length, MARK.length + 1);
    this.#taken += bytes.length - kept;
    this.#tail = Buffer.from(bytes.subarray(bytes.length - kept));
  }

  /** Where such lines begin, in bytes from the beginning of the file; also those inside of quotes. */
  end(): readonly number[] {
    const at = this.#tail.length - MARK.length;
    if (at > 0 && this.#tail.indexOf(MARK, at) === at) this.#look(this.#tail, at);
    return this.#found;
  }

  #look(bytes: Buffer, at: number): void {
    const [before, after] = [bytes[at - 1], bytes[at + MARK.length] ?? LINE_FEED];
    if (!isLineEnd(before) || !isLineEnd(after)) return;
    const offset = this.#taken + at;
    if (this.#found.at(-1) !== offset) this.#found.push(offset);
  }
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

/** The line, counted from 1, of the first of these places that is outside of quotes; null where none is. */
export async function firstUnquoted(file: string, offsets: readonly number[]): Promise<number | null> {
  const open = [...offsets];
  let [line, quotes, at] = [1, 0, 0];
  for await (const chunk of createReadStream(file)) {
    const piece: Buffer = chunk;
    for (const byte of piece) {
      if (open.length === 0) return null;
      if (at === open[0]) {
        if (quotes % 2 === 0) return line;
        open.shift();
      }
      if (byte === LINE_FEED) line += 1;
      else if (byte === QUOTE) quotes += 1;
      at += 1;
    }
  }
  return null;
}
