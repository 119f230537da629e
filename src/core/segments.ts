import type { Statement } from './statements.ts';

/** The statements that share one transaction, or one that must run outside any. */
export interface Segment {
  readonly kind: 'transaction' | 'alone';
  readonly statements: readonly Statement[];
}

export type SegmentResult =
  | { readonly ok: true; readonly segments: readonly Segment[] }
  | { readonly ok: false; readonly statement: Statement; readonly reason: string };

/**
 * Groups the statements of one file into segments. A file without transaction control is one segment, as the Supabase CLI
 * runs it, but for statements that PostgreSQL refuses inside a transaction block, which run alone, and for new enum
 * values, which must be committed before they can be used. A file's own BEGIN … COMMIT is a segment of its own, and a
 * COMMIT without BEGIN ends the segment, as it ends the transaction in which the CLI sends the file. A ROLLBACK throws
 * away what the history would call applied, and a BEGIN without end leaves it open: refused.
 */
export function segmentsOf(statements: readonly Statement[]): SegmentResult {
  const segments: Segment[] = [];
  let current: Statement[] = [];
  let opened: Statement | null = null;
  const close = (): void => {
    if (current.length > 0) segments.push({ kind: 'transaction', statements: current });
    current = [];
  };

  for (const statement of statements) {
    switch (statement.transaction) {
      case 'begin':
        if (opened !== null)
          return refused(statement, 'a transaction that the file began is still open here');
        close();
        opened = statement;
        break;
      case 'commit':
        opened = null;
        close();
        break;
      case 'rollback':
        if (opened === null)
          return refused(
            statement,
            'it would end the transaction that the migration runs in without keeping it',
          );
        return refused(
          statement,
          'it throws away everything since BEGIN, so the migration would do less than it says',
        );
      case 'alone':
        if (opened !== null) {
          return refused(statement, 'PostgreSQL does not run it between BEGIN and COMMIT');
        }
        close();
        segments.push({ kind: 'alone', statements: [statement] });
        break;
      case 'ends-segment':
        current.push(statement);
        if (opened === null) close();
        break;
      case 'savepoint':
      case 'inside':
        current.push(statement);
        break;
    }
  }
  if (opened !== null) return refused(opened, 'the file never ends the transaction that it begins here');
  close();
  return { ok: true, segments };
}

function refused(statement: Statement, reason: string): SegmentResult {
  return { ok: false, statement, reason };
}
