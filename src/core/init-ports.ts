/** A workflow of the repository that pushes migrations by the Supabase CLI. */
export interface PushWorkflow {
  /** Relative to the root of the repository. */
  readonly file: string;
  /** Lines with the commands, counted from 1. */
  readonly lines: readonly number[];
  /** It only prepares and pushes, so nothing is lost without it. */
  readonly nothingElse: boolean;
}

/** What a repository looks like before it is set up. */
export interface InitSurvey {
  /** Project folder relative to the repository root, `.` for the root. */
  readonly project: string;
  /** Whether there is a `supabase/config.toml`, or a folder of migrations. */
  readonly hasProject: boolean;
  /** Versions of the migration files, in order. */
  readonly versions: readonly string[];
  /** Text by file of everything in `.github/workflows` and of config.toml, relative to the root. */
  readonly files: ReadonlyMap<string, string>;
  readonly pushes: readonly PushWorkflow[];
  /** The page of the repository, `https://github.com/owner/name`; null where no remote says so. */
  readonly page: string | null;
  /** The branch that is shipped; `main` where git does not say. */
  readonly branch: string;
}

/** A file to write, or to remove (`text` null). */
export interface FileEdit {
  readonly file: string;
  readonly text: string | null;
}

export interface InitPort {
  /** Looks at the repository around the project folder. Throws `project-not-found` where there is no repository, or where the project lies in another folder of it. */
  survey(projectDir: string): Promise<InitSurvey>;
  /** Writes each file whole or not at all, in order. Throws `output-failed`. */
  edit(edits: readonly FileEdit[]): Promise<void>;
}

/** A question with two answers. */
export interface Question {
  readonly text: string;
  /** What Enter means, and `--yes`. */
  readonly usual: boolean;
}

export type Ask = (question: Question) => Promise<boolean>;
