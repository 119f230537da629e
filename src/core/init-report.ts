/** What became of one file of the setup. */
export interface InitFile {
  /** Relative to the root of the repository. */
  readonly file: string;
  /**
   * created: it was not there. kept: it says the same already. updated: it is ours and follows another release now.
   * replaced: it held something else, and somebody agreed. differs: it holds something else and was left alone.
   * removed: what it did is done by the files above.
   */
  readonly state: 'created' | 'kept' | 'updated' | 'replaced' | 'differs' | 'removed';
  readonly purpose: string;
}

/** Something that only a person can set up. */
export interface InitTask {
  readonly what: string;
  readonly why: string;
  /** The page where it is done; null where that is no page, or the repository is not known. */
  readonly link: string | null;
  /** A command that does it, where there is one. */
  readonly command: string | null;
}

/** What `init` found, wrote and left to do. */
export interface InitSummary {
  /** Where the workflows come from, `owner/sluice@<ref>`. */
  readonly source: string;
  readonly migrations: number;
  readonly files: readonly InitFile[];
  readonly tasks: readonly InitTask[];
}
