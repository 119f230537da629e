import { isUtf8 } from 'node:buffer';

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly byteOrderMark: boolean }
  | {
      readonly ok: false;
      readonly problem: 'utf-16' | 'utf-32' | 'nul' | 'not-utf-8';
      /** The first byte that cannot be used, counted from 0. */
      readonly offset: number;
      /** The line of that byte, counted from 1. */
      readonly line: number;
      /** What the file probably is, for people. */
      readonly likely: string;
    };

/** Decodes a migration strictly as UTF-8, the only encoding the Supabase CLI and PostgreSQL's client side are set to. */
export function decodeSql(bytes: Buffer): Decoded {
  const wide = wideEncoding(bytes);
  if (wide !== null) return { ok: false, ...wide, offset: 0, line: 1 };
  const nul = bytes.indexOf(0);
  const valid = isUtf8(bytes);
  if (nul !== -1) {
    return { ok: false, problem: 'nul', offset: nul, line: lineOf(bytes, nul), likely: likelyWithNul(bytes) };
  }
  if (!valid) {
    const offset = firstInvalid(bytes);
    return {
      ok: false,
      problem: 'not-utf-8',
      offset,
      line: lineOf(bytes, offset),
      likely: likelyLegacy(bytes),
    };
  }
  const byteOrderMark = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { ok: true, text: bytes.toString('utf8', byteOrderMark ? 3 : 0), byteOrderMark };
}

function wideEncoding(bytes: Buffer): { problem: 'utf-16' | 'utf-32'; likely: string } | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) {
    return c === 0 && d === 0
      ? { problem: 'utf-32', likely: 'UTF-32 (little endian)' }
      : { problem: 'utf-16', likely: 'UTF-16 (little endian), as Windows tools write "Unicode"' };
  }
  if (a === 0xfe && b === 0xff) return { problem: 'utf-16', likely: 'UTF-16 (big endian)' };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff)
    return { problem: 'utf-32', likely: 'UTF-32 (big endian)' };
  return null;
}

/** Latin letters in UTF-16 are every second byte zero. */
function likelyWithNul(bytes: Buffer): string {
  const sample = bytes.subarray(0, 512);
  let even = 0;
  let odd = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) {
      if (index % 2 === 0) even += 1;
      else odd += 1;
    }
  }
  if (odd > sample.length / 4 && even === 0) return 'UTF-16 (little endian) without a byte order mark';
  if (even > sample.length / 4 && odd === 0) return 'UTF-16 (big endian) without a byte order mark';
  return 'a binary file';
}

function likelyLegacy(bytes: Buffer): string {
  // These five bytes have no character in Windows-1252, and as controls they are in no text of ISO 8859-1 either.
  const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
  return bytes.some((byte) => undefinedBytes.has(byte))
    ? 'a binary file or a damaged one'
    : 'Windows-1252 or ISO 8859-1 (Latin 1)';
}

/** The first byte that does not continue a well-formed UTF-8 sequence: block by block in native code, then by hand. */
function firstInvalid(bytes: Buffer): number {
  const block = 65_536;
  let good = 0;
  while (good < bytes.length) {
    const end = good + block < bytes.length ? sequenceStart(bytes, good, good + block) : bytes.length;
    if (!isUtf8(bytes.subarray(good, end))) break;
    good = end;
  }
  while (good < bytes.length) {
    const rest = bytes.length - good;
    const length = [1, 2, 3, 4].find((count) => count <= rest && isUtf8(bytes.subarray(good, good + count)));
    if (length === undefined) break;
    good += length;
  }
  return good;
}

/** Moves back to where a sequence begins, so that no character is cut in two. */
function sequenceStart(bytes: Buffer, lowest: number, index: number): number {
  let at = index;
  for (let steps = 0; steps < 3 && at > lowest && ((bytes[at] ?? 0) & 0xc0) === 0x80; steps += 1) at -= 1;
  return at;
}

function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at !== -1 && at < offset; at = bytes.indexOf(10, at + 1)) line += 1;
  return line;
}
