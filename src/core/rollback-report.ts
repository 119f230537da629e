import type { DeploymentSummary } from './deployment-report.ts';

/** What became of a rollback, or of what takes one back. */
export interface RollbackSummary {
  /** `undo` brings the last rollback back; `resume-deploys` only lifts the block that it left. */
  readonly mode: 'rollback' | 'undo' | 'resume-deploys';
  /**
   * planned: nothing was run, as asked. nothing: there was nothing to do. refused: a check said no before anything was run.
   * failed: it stopped, or the schema is not the one that it was to become.
   */
  readonly outcome: 'planned' | 'nothing' | 'refused' | 'succeeded' | 'failed';
  /** The id of the run in the journal; null where none was written. */
  readonly run: string | null;
  /** The newest version of the history before. */
  readonly from: string | null;
  /** The newest version of the history afterwards; `0` where none is left. */
  readonly to: string | null;
  readonly reason: string | null;
  /** In the order in which they run. */
  readonly steps: readonly RollbackStepSummary[];
  /** Versions that left the history because of this run, newest first; of an undo: those that came back to it. */
  readonly versions: readonly string[];
  /** Rows that were saved before they were taken away; of an undo: those that it was to bring back. */
  readonly saved: readonly SavedRows[];
  readonly drift: DeploymentSummary['drift'];
  readonly verification: DeploymentSummary['verification'];
}

/** Migrations that are undone together. */
export interface RollbackStepSummary {
  /** Newest first. */
  readonly versions: readonly string[];
  /** `authored`: supabase/rollbacks. `computed`: from the comparison of schemas. `recorded`: the migrations of the history, for an undo. */
  readonly source: 'authored' | 'computed' | 'recorded';
  /** The authored file. */
  readonly file: string | null;
  readonly sql: string;
  /** Committed by an earlier run. */
  readonly done: boolean;
  readonly losses: readonly LossSummary[];
  /** What it depends on and what of old values does not come back, a sentence each. */
  readonly remarks: readonly string[];
}

/** Rows or values that a step would lose. */
export interface LossSummary {
  /** `values`: the column stays, and its values become others. */
  readonly kind: LossKind;
  /** As `--allow-data-loss` names it, `public.orders.note`. */
  readonly object: string;
  /** Rows that hold something there, counted when the plan was made. */
  readonly rows: number;
  readonly allowed: boolean;
}

/** Rows or values of one object, where they wait. */
export interface SavedRows {
  readonly kind: LossKind;
  readonly object: string;
  readonly rows: number;
  /** The table of the quarantine, `sluice_quarantine.r1b4e28ba_20240102000000_1_public_orders`; empty where there is a file. */
  readonly table: string;
  /** The file that holds them, in the folder that the run was given; null where the table does. */
  readonly file: string | null;
  /** How many came back; null where none were to yet. */
  readonly restored: number | null;
  /** A query for those that did not, because rows written since have their keys; null where there are none. */
  readonly clashing: string | null;
}

export type LossKind = 'table' | 'column' | 'values';
