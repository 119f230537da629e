import type { BackupWay, TableRows } from './backup-manifest.ts';

/** A backup that was made. */
export interface BackupSummary {
  /** The database, for people, without a password. */
  readonly target: string;
  readonly serverVersion: string;
  /** The folder that holds it. */
  readonly folder: string;
  readonly way: BackupWay;
  /** Why this way, in a sentence. */
  readonly why: string;
  readonly program: string | null;
  readonly encryption: 'age' | null;
  readonly tables: readonly TableRows[];
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** What it does not hold, a sentence each. */
  readonly leftOut: readonly string[];
  readonly restoreCommand: string;
  /** The id of the run in the journal; null where none was written. */
  readonly run: string | null;
}

/** What became of a restore. */
export interface RestoreSummary {
  readonly target: string;
  readonly folder: string;
  /** refused: nothing was touched. restored: everything is there, unless findings say otherwise. */
  readonly outcome: 'refused' | 'restored';
  readonly takenAt: string;
  readonly from: string;
  readonly tables: readonly TableRows[];
  /** What stands in the way, for people; only where it was refused for that. */
  readonly inTheWay: readonly string[];
  /** Whether the schema is what the backup recorded. */
  readonly schema: 'same' | 'differs' | 'not-compared';
}
