import type { LossKind } from './rollback-report.ts';

/** What a step does besides its statements, in the same transactions. */
export type RollbackWork = RemovalWork | RestoreWork;

/** A step down: guards before the statements, history rows out behind them. */
export interface RemovalWork {
  readonly kind: 'remove';
  /** Versions whose rows leave the history with the last segment; kept in the journal. */
  readonly versions: readonly string[];
  /** The run that began this rollback, which is not this one where it is taken up again. */
  readonly chain: string;
  readonly guards: readonly LossGuard[];
}

/** A migration that a rollback took out, on its way back: its history row as it was, and the rows that were saved. */
export interface RestoreWork {
  readonly kind: 'restore';
  readonly chain: string;
  /** The step whose saved rows come back; they do so behind its last migration. */
  readonly step: string | null;
  /** Whether this is the first migration of the step: what is in its tables by then was written since the rollback. */
  readonly isFirst: boolean;
  /** Whether it is the last one. */
  readonly isLast: boolean;
  /** What the migrations that come back would lose of rows written since. */
  readonly guards: readonly LossGuard[];
}

/**
 * What must hold nothing when a step drops it, asked in the step's own transaction and under the lock; where the loss is
 * allowed, what it holds is saved first.
 */
export interface LossGuard {
  readonly kind: LossKind;
  /** Names as they are when the step begins. */
  readonly schema: string;
  readonly table: string;
  /** Null for a whole table. */
  readonly column: string | null;
  /** For `values`: the type that the column gets. */
  readonly type: string | null;
  /** For `values`: what the server computes there again, by the present names of columns; else they are cast to the type. */
  readonly computed?: string;
  /** As people know it, and name it to allow the loss. */
  readonly object: string;
  readonly allowed: boolean;
  /** Columns of the table that the step drops or changes, so that rows cannot be told by them afterwards. */
  readonly unsteady: readonly string[];
  /** A value that the column got where it was put back, by its default, is no loss: nobody has written it. */
  readonly ignoresFill?: boolean;
  /** Tables that inherit from this one lose nothing: nobody drops a column of theirs, or empties them. */
  readonly onlyItself?: boolean;
  /** What it is called below the step, where rows may be written to it before an undo. */
  readonly former: { readonly schema: string; readonly table: string; readonly column: string | null };
  /** Of a table that goes: tables that were there before they became partitions of it. They stay, and so do their rows. */
  readonly kept: readonly { readonly schema: string; readonly table: string }[];
}

/** What the journal calls a step down; no version of a migration looks like it. */
export function stepLabel(version: string): string {
  return `rollback:${version}`;
}
