import type { DeployLimits } from './deploy-ports.ts';
import type { Finding } from './report.ts';
import type { SeedStatement } from './seed-statements.ts';

/* ---------- seed files of the checkout (room: project) ---------- */

/** One seed file, found and read. */
export type SeedFile = SqlSeed | CsvSeed;

interface SeedFileFacts {
  /** Relative to the project folder with forward slashes, as the Supabase CLI records it: `supabase/seed.sql`. */
  readonly path: string;
  /** Relative to the root of the repository, for people. */
  readonly file: string;
  readonly bytes: number;
  /** sha256 of the file's bytes, hex. */
  readonly digest: string;
}

export interface SqlSeed extends SeedFileFacts {
  readonly kind: 'sql';
  /** Without a byte order mark. */
  readonly sql: string;
}

/** Rows for one table; they are never in memory as a whole. */
export interface CsvSeed extends SeedFileFacts {
  readonly kind: 'csv';
  /** Null where the name of the file names none: then the search path decides. */
  readonly schema: string | null;
  readonly table: string;
  /** The names of the header row, in its order. */
  readonly columns: readonly string[];
  /** The rows with the header row, without a byte order mark; each call reads the file anew. */
  rows(): AsyncIterable<Uint8Array>;
  /** The text of a line of the file, counted from 1, cut where it is long; null where there is none. */
  line(number: number): Promise<string | null>;
}

/** Which environment's settings are wanted. */
export interface SeedRequest {
  /** Folder that holds `supabase/`, relative to the working directory. */
  readonly projectDir: string;
  /** Its name under `[remotes.<name>]` of config.toml and in the file of targets; null for the base settings alone. */
  readonly environment: string | null;
  /** The ref of the Supabase project; the `[remotes.<name>]` with it is chosen where no environment is named. */
  readonly projectRef: string | null;
}

export interface SeedProject {
  /** The project folder relative to the root of the repository. */
  readonly project: string;
  /** `[db.seed] enabled`, as it holds for the environment. */
  readonly enabled: boolean;
  readonly environment: SeedEnvironment;
  /** In the order in which they are loaded. Empty where seeds are not enabled. */
  readonly files: readonly SeedFile[];
  /** Absolute paths of folders in which a seed may change or appear. */
  readonly folders: readonly string[];
  /** What cannot be used, and what is good to know; with an error among them nothing may be run. */
  readonly findings: readonly Finding[];
}

/** What the repository says about the environment. */
export interface SeedEnvironment {
  /** Null where none was named and no project ref told it. */
  readonly name: string | null;
  /** Why it counts as production, for people; null where it does not. */
  readonly production: string | null;
  /** Where the repository says that it is to be seeded, for people: `[remotes.x.db.seed] enabled`; null where it does not say so. */
  readonly allowedBy: string | null;
}

export interface SeedProjectPort {
  /** Reads the settings and files of seeds. Throws SluiceError `config-invalid`, `project-not-found`. */
  read(request: SeedRequest): Promise<SeedProject>;
}

/* ---------- loading seeds (room: database) ---------- */

/** A file that is to be loaded. */
export type LoadedSeed =
  | { readonly file: SqlSeed; readonly statements: readonly SeedStatement[] }
  | {
      readonly file: CsvSeed;
      /** Whether it was loaded before: then rows that are there already are brought up to date instead of being in the way. */
      readonly again: boolean;
    };

export interface SeedOrders {
  /** The id of the run, which `begin` was called with. */
  readonly run: string;
  readonly seeds: readonly LoadedSeed[];
  readonly limits: DeployLimits;
  readonly events: SeedEvents;
}

export interface SeedEvents {
  readonly begins: (file: SeedFile) => void;
  /** How many bytes of the file are sent so far. */
  readonly sent: (file: SeedFile, bytes: number) => void;
  /** It met a lock of somebody else, was rolled back, and is loaded again from its beginning. */
  readonly retrying: (file: SeedFile, why: string) => void;
  /** It is committed. `rows` is what the database counted: rows copied or written. */
  readonly done: (file: SeedFile, facts: { readonly rows: number; readonly milliseconds: number }) => void;
}
