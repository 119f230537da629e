import { createHash } from 'node:crypto';
import { finding } from '../core/finding-codes.ts';
import { quotePath } from '../core/history-checks.ts';
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
export type SqlReader = (file: string, content: FileContent) => SqlFile;

export function createSqlReader(): SqlReader {
  const texts = new Map<string, Decoded>();
  return (file, content) => {
    if (content.kind !== 'bytes') return { sql: null, digest: '', findings: [unusable(file, content)] };
    const digest = createHash('sha256').update(content.bytes).digest('hex');
    const pointer = lfsPointer(file, content.bytes);
    if (pointer !== null) return { sql: null, digest, findings: [pointer] };
    const decoded = texts.get(digest) ?? decodeSql(content.bytes);
    texts.set(digest, decoded);
    if (!decoded.ok) return { sql: null, digest, findings: [badEncoding(file, decoded)] };
    const findings = decoded.byteOrderMark ? [byteOrderMark(file)] : [];
    return { sql: decoded.text, digest, findings: [...findings, ...checkSqlText(file, decoded.text)] };
  };
}

function unusable(file: string, content: Exclude<FileContent, { kind: 'bytes' }>): Finding {
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

function byteOrderMark(file: string): Finding {
  return finding('migration-byte-order-mark', {
    file,
    line: 1,
    message: 'The file begins with a byte order mark. Sluice leaves it out; the Supabase CLI does not.',
    remedy: 'Save the file as UTF-8 without BOM.',
  });
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: pointer files are under 1,024 bytes. */
function lfsPointer(file: string, bytes: Buffer): Finding | null {
  if (bytes.length >= 1024) return null;
  if (!bytes.toString('latin1').startsWith('version https://git-lfs.github.com/spec/')) return null;
  return finding('migration-lfs-pointer', {
    file,
    line: 1,
    message: 'The file is a pointer of Git LFS; the SQL it stands for is not here.',
    remedy:
      'Keep migrations out of LFS (git lfs untrack, then git add --renormalize), so that every commit holds its SQL.',
  });
}
