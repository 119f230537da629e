/* ---------- files of a new migration (room: project) ---------- */

/** Writes the files of new migrations. */
export interface NewMigrationPort {
  /**
   * Writes a migration under a version after every other one, and its rollback file. Two that do so at the same time get two
   * versions. Throws SluiceError `project-not-found`, `migration-unreadable` where nothing can come after the newest version,
   * `output-failed`.
   */
  create(projectDir: string, texts: NewMigrationTexts): Promise<CreatedMigration>;
}

export interface NewMigrationTexts {
  /** What follows the version in the names of the files. */
  readonly name: string;
  readonly sql: (version: string) => string;
  /** Null: no rollback file. */
  readonly rollback: ((version: string) => string) | null;
}

/** What was written; of the JSON report of `new`. Paths are relative to the repository, with forward slashes. */
export interface CreatedMigration {
  readonly version: string;
  readonly name: string;
  readonly file: string;
  /** Null where none was asked for. */
  readonly rollback: string | null;
  /** The project folder relative to the repository. */
  readonly project: string;
}
