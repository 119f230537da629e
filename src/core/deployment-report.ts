/** What became of a deployment. */
export interface DeploymentSummary {
  readonly mode: 'plan' | 'deploy' | 'adopt';
  /**
   * planned: nothing was run, as asked. nothing: there was nothing to do. refused: a check said no before anything was run.
   * failed: it stopped, or what landed is not what was to land.
   */
  readonly outcome: 'planned' | 'nothing' | 'refused' | 'succeeded' | 'failed';
  /** The id of the run in the journal; null where none was written. */
  readonly run: string | null;
  /** What is in the history because of this run. */
  readonly applied: readonly { readonly version: string; readonly milliseconds: number }[];
  /** What is still pending afterwards. */
  readonly pending: readonly string[];
  readonly drift: {
    readonly status: 'none' | 'unknown' | 'found' | 'ignored';
    readonly differences: readonly string[];
  };
  /** The head, if the database is known to be what its migrations lead to; other environments may require it. */
  readonly verifiedHead?: string | null;
  /** What landed, held against the shadow. */
  readonly verification: {
    readonly status: 'matches' | 'differs' | 'not-run';
    readonly differences: readonly string[];
  };
}
