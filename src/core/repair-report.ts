/** What is wrong with a history, and what was done about it. */
export interface RepairSummary {
  /** The database, for people, without a password. */
  readonly target: string;
  /**
   * nothing: the history needs no repair that could be proven. planned: nothing was changed, as asked. refused: something
   * forbids it. succeeded: the history was changed.
   */
  readonly outcome: 'nothing' | 'planned' | 'refused' | 'succeeded';
  /** The run in the journal; null where nothing was changed. */
  readonly run: string | null;
  readonly repairs: readonly RepairStep[];
}

export interface RepairStep {
  /**
   * renumber: a row gets the version (and name) of the file that says the same. rewrite: a row gets the statements of its file.
   * mark: a file gets a row, because the live schema has what it does.
   */
  readonly kind: 'renumber' | 'rewrite' | 'mark';
  /** The version that the history has afterwards. */
  readonly version: string;
  /** The version that the row has now; the same but for renumber; null for mark. */
  readonly from: string | null;
  readonly file: string;
  /** Why it is the same migration, in a sentence. */
  readonly why: string;
}
