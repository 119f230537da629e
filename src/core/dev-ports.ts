/* ---------- the checkout while somebody works in it (room: project) ---------- */

export interface EnvironmentFilePort {
  /**
   * Sets one variable in `.env.local` of the project and leaves every other line as it is; only the owner may read the file
   * afterwards. Throws SluiceError `output-failed`.
   */
  write(projectDir: string, name: string, value: string): Promise<WrittenEnvironment>;
}

export interface WrittenEnvironment {
  /** Relative to the project folder. */
  readonly file: string;
  /** Whether git leaves it alone; null where git cannot say. */
  readonly ignored: boolean | null;
}

export interface ProjectWatchPort {
  /**
   * Yields once at the beginning, and then whenever files in `supabase` or `supabase/migrations` have changed and come to rest; until
   * the signal is aborted. Changes during the consumer's work yield once more, however many they were. `others` is asked after each
   * round for absolute paths of folders whose files count, too.
   */
  changes(projectDir: string, others: () => readonly string[], signal: AbortSignal): AsyncIterable<void>;
}
