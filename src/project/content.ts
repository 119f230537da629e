import { createHash, hash } from 'node:crypto';
import { finding } from '../core/finding-codes.ts';
import { quotePath } from '../core/quote-path.ts';
import type { Finding } from '../core/report.ts';
import { checkSqlText } from './content-checks.ts';
import { type Decoded, decodeSql } from './decode.ts';
import { type FileContent, MAX_FILE_BYTES } from './file-source.ts';

/** What a file gives: its text, or null and at least one finding of level error that says why not. */
export interface SqlFile {
  readonly sql: string | null;
  /** sha256 of the bytes, hex; empty where there are none. */
  readonly digest: string;
  readonly findings: readonly Finding[];
}

/** Turns contents into text, keeping one copy of what several sides share. */
export interface SqlReader {
  read(file: string, content: FileContent): SqlFile;
  /** Whether bytes with this object id of git were read before. */
  isKnown(object: string): boolean;
}

/** What bytes are, whatever the file is called. */
interface Reading {
  readonly decoded: Decoded;
  readonly digest: string;
  readonly findings: readonly Finding[];
}

/** `comparesCommits`: object ids are worked out, so that a commit's files need not be read if the work tree has them. */
export function createSqlReader(comparesCommits: boolean): SqlReader {
  const readings = new Map<string, Reading>();
  const readBytes = (bytes: Buffer): Reading => {
    const object = comparesCommits ? objectId(bytes) : null;
    const before = object === null ? undefined : readings.get(object);
    if (before !== undefined) return before;
    const digest = hash('sha256', bytes, 'hex');
    const decoded = decodeSql(bytes);
    const reading = { decoded, digest, findings: decoded.ok ? checkText(decoded) : [] };
    if (object !== null) readings.set(object, reading);
    return reading;
  };
  return {
    isKnown: (object) => readings.has(object),
    read(file, content) {
      if (content.kind === 'bytes') return sqlFile(file, readBytes(content.bytes));
      if (content.kind !== 'known') return { sql: null, digest: '', findings: [unusable(file, content)] };
      const reading = readings.get(content.object);
      if (reading === undefined) throw new TypeError(`object ${content.object} was never read`);
      return sqlFile(file, reading);
    },
  };
}

function checkText({ text, byteOrderMark }: Extract<Decoded, { ok: true }>): readonly Finding[] {
  if (isLfsPointer(text)) return [lfsPointer()];
  return [...(byteOrderMark ? [byteOrderMarkNote()] : []), ...checkSqlText(text)];
}

function sqlFile(file: string, { decoded, digest, findings }: Reading): SqlFile {
  if (!decoded.ok) return { sql: null, digest, findings: [badEncoding(file, decoded)] };
  const isPointer = findings.some(({ code }) => code === 'migration-lfs-pointer');
  return {
    sql: isPointer ? null : decoded.text,
    digest,
    findings: findings.map((item) => ({ ...item, file })),
  };
}

/** How git names a file's content (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects); repositories with SHA-256 ids never match. */
function objectId(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function unusable(file: string, content: Exclude<FileContent, { kind: 'bytes' | 'known' }>): Finding {
  const whole = { file, line: null };
  switch (content.kind) {
    case 'too-large':
      return finding('migration-too-large', {
        ...whole,
        message: `The file has ${mebibytes(content.size)} MiB; Sluice reads up to ${mebibytes(MAX_FILE_BYTES)}.`,
        remedy: 'Keep the schema in the migration and load the rows another way, for example as a seed.',
      });
    case 'outside':
      return finding('migration-link', {
        ...whole,
        message: `The file is a symlink to ${content.target}, outside the repository. It was not followed.`,
        remedy: 'Put the SQL itself in place of the link.',
      });
    case 'dangling':
      return finding('migration-link', {
        ...whole,
        message: 'The file is a symlink that leads to nothing.',
        remedy: 'Commit the file it is to lead to, or put the SQL itself in place of the link.',
      });
    case 'folder':
    case 'submodule':
      return finding('migration-name', {
        ...whole,
        message: 'This is a folder, not a file; the Supabase CLI skips it.',
        remedy: 'Move the SQL into a file of its own beside the other migrations.',
      });
    case 'special':
      return finding('migration-unreadable', {
        ...whole,
        message: 'This is a pipe, socket or device, not a file.',
        remedy: 'Put a plain file in its place.',
      });
    case 'unreadable':
      return finding('migration-unreadable', {
        ...whole,
        message: `The file cannot be read: ${content.reason}.`,
        remedy: 'Make it a plain file that the user who runs Sluice may read.',
      });
  }
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}

function badEncoding(file: string, problem: Extract<Decoded, { ok: false }>): Finding {
  const what =
    problem.problem === 'nul'
      ? `has a NUL byte at offset ${problem.offset}`
      : `is not UTF-8 from byte offset ${problem.offset} on`;
  return finding('migration-encoding', {
    file,
    line: problem.line,
    message: `The file ${what}. It is probably ${problem.likely}.`,
    remedy: encodingRemedy(file, problem),
  });
}

function encodingRemedy(file: string, { problem, likely }: Extract<Decoded, { ok: false }>): string {
  const from = /^UTF-(?:16|32)/u.test(likely)
    ? likely.slice(0, 6) + (likely.includes('big') ? 'BE' : problem === 'nul' ? 'LE' : '')
    : /^Windows/u.test(likely)
      ? 'WINDOWS-1252'
      : null;
  if (from === null) return 'Write the migration as UTF-8 text.';
  return `Save it as UTF-8: iconv -f ${from} -t UTF-8 ${quotePath(file)} > fixed.sql && mv fixed.sql ${quotePath(file)}`;
}

function byteOrderMarkNote(): Finding {
  return finding('migration-byte-order-mark', {
    file: null,
    line: 1,
    message: 'The file begins with a byte order mark. Sluice leaves it out; the Supabase CLI does not.',
    remedy: 'Save the file as UTF-8 without BOM.',
  });
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: pointer files are under 1,024 bytes. */
function isLfsPointer(text: string): boolean {
  return text.length < 1024 && text.startsWith('version https://git-lfs.github.com/spec/');
}

function lfsPointer(): Finding {
  return finding('migration-lfs-pointer', {
    file: null,
    line: 1,
    message: 'The file is a pointer of Git LFS; the SQL it stands for is not here.',
    remedy:
      'Keep migrations out of LFS (git lfs untrack, then git add --renormalize), so that every commit holds its SQL.',
  });
}
