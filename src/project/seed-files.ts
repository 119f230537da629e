import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { csvHeader, csvTable } from '../core/csv-header.ts';
import { messageOf } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import type { Finding } from '../core/report.ts';
import type { CsvSeed, SeedFile } from '../core/seed-ports.ts';
import { createSqlReader } from './content.ts';
import { EndOfRowsWatch, firstUnquoted } from './end-of-rows.ts';
import type { FileSource } from './file-source.ts';
import { isInside } from './repository.ts';
import { seedFinding } from './seed-findings.ts';
import { Utf8Watch } from './utf8-watch.ts';

export interface ReadSeed {
  /** Null where it cannot be used; then a finding of level error says why. */
  readonly seed: SeedFile | null;
  readonly findings: readonly Finding[];
}

interface SeedPlace {
  /** As it is recorded. */
  readonly path: string;
  /** Relative to the root of the repository. */
  readonly file: string;
}

/** The header row of a CSV file ends within this many bytes. */
const LONGEST_HEADER = 262_144;
/** A line of a CSV file is shown up to here. */
const LONGEST_LINE = 2_000;

/** Reads a seed of SQL as a migration is read: strictly UTF-8, and without what only psql knows. */
export async function readSqlSeed(source: FileSource, place: SeedPlace): Promise<ReadSeed> {
  const content = (await source.readFile(place.file)) ?? { kind: 'unreadable', reason: 'it is not there' };
  const { sql, digest, findings } = createSqlReader(false).read(place.file, content);
  const told = findings.flatMap(seedFinding);
  if (sql === null || told.some(({ level }) => level === 'error')) return { seed: null, findings: told };
  const bytes = content.kind === 'bytes' ? content.bytes.length : 0;
  return { seed: { kind: 'sql', ...place, bytes, digest, sql }, findings: told };
}

/** Reads a CSV file once from end to end, to digest it and to be sure of its encoding, and keeps its header row alone. */
export async function readCsvSeed(root: string, place: SeedPlace): Promise<ReadSeed> {
  const refused = (message: string, remedy: string, line: number | null = null): ReadSeed => ({
    seed: null,
    findings: [finding('seed-unusable', { file: place.file, line, message, remedy })],
  });
  const target = csvTable(path.posix.basename(place.path));
  if (target === null) {
    return refused(
      'The name of the file names no table.',
      'Call it table.csv or schema.table.csv; digits and an underscore in front give the order, as in 01_public.users.csv.',
    );
  }
  const absolute = path.join(root, place.file);
  try {
    const real = realpathSync(absolute);
    if (!isInside(realpathSync(root), real)) {
      return refused(
        `The file is a symlink to ${real}, outside the repository. It was not followed.`,
        'Put the file itself in place of the link.',
      );
    }
    if (!statSync(real).isFile()) return refused('This is no file.', 'Put a plain file in its place.');
    const { digest, bytes, invalid, ends } = await digestOf(real);
    if (invalid !== null) {
      return refused(
        'From this line on the file is not UTF-8.',
        'Save it as UTF-8: iconv -f WINDOWS-1252 -t UTF-8, if it comes from Windows.',
        invalid.line,
      );
    }
    const end = ends.length === 0 ? null : await firstUnquoted(real, ends);
    if (end !== null) {
      return refused(
        'PostgreSQL takes a line that is \\. alone for the end of the rows (up to version 17), and leaves out what follows.',
        'Write "\\." with quotes, if it is a value, or delete the line and what should not be loaded behind it.',
        end,
      );
    }
    const head = firstBytes(real, LONGEST_HEADER);
    const mark = head.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
    const columns = csvHeader(head.toString('utf8', mark));
    if (bytes === mark || columns === null || columns.some((name) => name === '')) {
      return refused(
        bytes === mark ? 'The file is empty.' : 'The first line is no header row.',
        'Write the names of the columns into the first line, with commas between.',
        1,
      );
    }
    const [only] = columns;
    if (columns.length === 1 && only !== undefined && /[;\t]/u.test(only)) {
      return refused(
        'The names in the first line are not divided by commas.',
        'Save it with commas between the values; spreadsheets in many languages write semicolons.',
        1,
      );
    }
    const twice = columns.find((name, index) => columns.indexOf(name) !== index);
    if (twice !== undefined)
      return refused(`The header row names ${twice} twice.`, 'Name each column once.', 1);
    return { seed: csvSeed({ ...place, bytes, digest, ...target, columns }, real, mark), findings: [] };
  } catch (thrown) {
    return refused(
      `The file cannot be read: ${messageOf(thrown)}.`,
      'Make it a plain file that may be read.',
    );
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

function csvSeed(facts: Omit<CsvSeed, 'kind' | 'rows' | 'line'>, absolute: string, start: number): CsvSeed {
  return {
    kind: 'csv',
    ...facts,
    rows: () => createReadStream(absolute, { start, highWaterMark: 262_144 }),
    async line(number) {
      const lines = createInterface({
        input: createReadStream(absolute, { start }),
        crlfDelay: Number.POSITIVE_INFINITY,
      });
      let at = 0;
      for await (const text of lines) {
        at += 1;
        if (at === number) return text.slice(0, LONGEST_LINE);
      }
      return null;
    },
  };
}

async function digestOf(absolute: string) {
  const hash = createHash('sha256');
  const watch = new Utf8Watch();
  const ends = new EndOfRowsWatch();
  let bytes = 0;
  for await (const chunk of createReadStream(absolute, { highWaterMark: 262_144 })) {
    const piece: Buffer = chunk;
    hash.update(piece);
    watch.take(piece);
    ends.take(piece);
    bytes += piece.length;
  }
  return { digest: hash.digest('hex'), bytes, invalid: watch.end(), ends: ends.end() };
}

function firstBytes(absolute: string, count: number): Buffer {
  const descriptor = openSync(absolute, 'r');
  try {
    const buffer = Buffer.alloc(count);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, count, 0));
  } finally {
    closeSync(descriptor);
  }
}
