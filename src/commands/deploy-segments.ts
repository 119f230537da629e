import type { CommittedSegment, DeployedMigration } from '../core/deploy-ports.ts';
import { syntaxFinding } from '../core/error-findings.ts';
import { finding } from '../core/finding-codes.ts';
import type { Migration } from '../core/migration.ts';
import { piecesOf } from '../core/pieces.ts';
import type { CutMigration, SqlParser } from '../core/ports.ts';
import type { Finding, PlanSegment } from '../core/report.ts';
import { segmentDigest } from '../core/segment-digest.ts';
import { type Segment, segmentsOf } from '../core/segments.ts';
import { caretExcerpt } from '../core/statements.ts';

export interface SegmentedMigrations {
  readonly migrations: readonly DeployedMigration[];
  readonly findings: readonly Finding[];
}

/**
 * Cuts pending migrations into segments, and finds where an earlier deployment stopped in them. A file may have been changed
 * behind that place, which is how a statement that failed is repaired, but not before it.
 */
export async function segmentMigrations(
  pending: readonly Migration[],
  committed: readonly CommittedSegment[],
  parser: SqlParser,
): Promise<SegmentedMigrations> {
  const migrations: DeployedMigration[] = [];
  const findings: Finding[] = [];
  for (const migration of pending) {
    const cut = await parser.cut(migration.sql);
    if (!cut.ok) {
      findings.push(syntaxFinding(migration, cut.problem));
      continue;
    }
    const result = segmentsOf(cut.statements);
    if (!result.ok) {
      findings.push(escapeFinding(migration, result.statement, result.reason));
      continue;
    }
    const done = committed.filter(({ version }) => version === migration.version);
    // A file without a statement still becomes a row of the history.
    const segments = result.segments.length === 0 ? [EMPTY] : result.segments;
    if (
      done.some(({ digest }, number) => isOther(segments[number], digest)) ||
      done.length >= segments.length
    ) {
      if (done.length > 0) {
        findings.push(halfDone(migration, segments, done.length));
        continue;
      }
    }
    migrations.push({
      migration,
      pieces: piecesOf(migration.sql, cut.statements),
      segments,
      committed: done.length,
    });
  }
  return { migrations, findings };
}

const EMPTY: Segment = { kind: 'transaction', statements: [] };

function isOther(segment: Segment | undefined, digest: string): boolean {
  return segment === undefined || segmentDigest(segment) !== digest;
}

function escapeFinding(
  { file, sql }: Migration,
  { line, start }: { readonly line: number; readonly start: number },
  reason: string,
): Finding {
  return {
    code: 'transaction-escape',
    level: 'error',
    file,
    line,
    message: `This statement cannot run as part of a migration: ${reason}.`,
    remedy:
      'Remove it: each migration is one transaction already. For two transactions write two migrations, or close each BEGIN with its COMMIT.',
    excerpt: caretExcerpt(sql, start),
  };
}

function halfDone({ file, version }: Migration, segments: readonly Segment[], done: number): Finding {
  const next = segments[done]?.statements[0];
  return finding('segment-edited', {
    file,
    line: next?.line ?? null,
    message: `An earlier deployment stopped in version ${version} after ${done} committed part${done === 1 ? '' : 's'}, and the file was changed in what is committed.`,
    remedy:
      'Put the committed part back as it was, and change only what comes behind it; it is not run again. Or undo the committed part by hand and give the migration a new version.',
  });
}

/** What is left to run of migrations, as the shadow replays it. */
export function remainingOf({ migration, segments, committed }: DeployedMigration): CutMigration {
  const done = segments.slice(0, committed).flatMap(({ statements }) => statements);
  const left = segments.slice(committed).flatMap(({ statements }) => statements);
  // What the committed part has set for the session holds on; set again, it changes nothing else.
  return { migration, statements: [...done.filter(({ node }) => node === 'VariableSetStmt'), ...left] };
}

/** What an earlier deployment has committed of a migration. */
export function committedOf({ migration, segments, committed }: DeployedMigration): CutMigration {
  return { migration, statements: segments.slice(0, committed).flatMap(({ statements }) => statements) };
}

/** Texts and numbers of statements that a report repeats at most. */
const SHOWN = { characters: 1_000, statements: 200 };

/** The transactions for people, long texts cut. */
export function planSegments(migrations: readonly DeployedMigration[]): PlanSegment[] {
  let room = SHOWN.statements;
  return migrations.flatMap(({ migration, segments, committed }) =>
    segments.map(({ kind, statements }, index) => {
      const shown = statements.slice(0, Math.max(0, room));
      room -= shown.length;
      return {
        version: migration.version,
        number: index + 1,
        kind,
        done: index < committed,
        statements: shown.map(({ line, sql }) => ({ line, sql: cutText(sql) })),
        more: statements.length - shown.length,
      };
    }),
  );
}

function cutText(sql: string): string {
  return sql.length <= SHOWN.characters ? sql : `${sql.slice(0, SHOWN.characters)}…`;
}
