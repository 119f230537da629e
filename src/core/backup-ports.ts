import type { BackupFile, BackupManifest, TableRows } from './backup-manifest.ts';
import type { RelationName } from './deploy-ports.ts';
import type { ConnectionTarget, Snapshot } from './ports.ts';

/** Bytes of a file or a COPY, in pieces of any size. */
export type Pieces = AsyncIterable<Uint8Array>;

/* ---------- the rows of a live database (room: database) ---------- */

/** A table whose rows belong into a backup. */
export interface CopiedTable extends RelationName {
  /** Without those that the server computes. */
  readonly columns: readonly string[];
  /** As large as it is on disk, for progress. */
  readonly bytes: number;
}

/** What of a database belongs into a backup besides its schema. */
export interface RowContents {
  readonly tables: readonly CopiedTable[];
  /** Statements that make the tables of history, journal and quarantine, which are no part of the schema that is compared. */
  readonly ownTables: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Statements that set the sequences. */
  readonly sequences: readonly string[];
  /** Statements that empty the materialized views that were never filled. */
  readonly emptyViews: readonly string[];
  /** What the backup cannot hold, a sentence each. */
  readonly leftOut: readonly string[];
  /** `UTF8`, as the files are written. */
  readonly encoding: string;
  /** Where routines of the project look for what they name without a schema. */
  readonly searchPath: string;
}

/** One transaction that sees the database as it was when it began, and keeps its tables from being changed or dropped. */
export interface RowSource extends AsyncDisposable {
  /** The name under which other sessions see the same (pg_export_snapshot). */
  readonly snapshot: string;
  /** ISO 8601 in UTC. */
  readonly takenAt: string;
  readonly contents: RowContents;
  /** The rows of a table as COPY writes them; `count` holds once they are read to their end. */
  rows(table: CopiedTable): { readonly pieces: Pieces; readonly count: () => number };
}

/** One transaction that a backup is restored in. Nothing of it stays unless it is committed. */
export interface RestoreTarget extends AsyncDisposable {
  readonly serverVersion: string;
  /** Objects and rows that are in the way, for people, at most `limit` of them and how many more. */
  inTheWay(platformSchemas: readonly string[], limit: number): Promise<{ names: string[]; more: number }>;
  /** Of those, which the server does not have and this role cannot make. */
  missing(needed: Pick<BackupManifest, 'extensions' | 'roles'>): Promise<string[]>;
  run(sql: string): Promise<void>;
  /** Runs a COPY … FROM stdin; says how many rows came in. */
  copy(statement: string, rows: Pieces): Promise<number>;
  /** What the server has warned of so far. */
  readonly warnings: readonly string[];
  commit(): Promise<void>;
}

/* ---------- the schema as statements (room: schema) ---------- */

export interface SchemaScript {
  /** Roles of the project, each only made where it is missing. */
  readonly roles: readonly string[];
  /** What must be there before rows come in. */
  readonly before: readonly string[];
  /** What comes after them. */
  readonly after: readonly string[];
  /** Those of `after` that belong to the project and stand on tables of the platform. */
  readonly onPlatform: readonly string[];
  /** The schemas of the project, those without tables too. */
  readonly schemas: readonly string[];
  readonly extensions: readonly string[];
  /** Every role that the statements name, but for those that they make. */
  readonly neededRoles: readonly string[];
  /** What these statements do not bring back, a sentence each. */
  readonly leftOut: readonly string[];
}

export interface BackupSchemaPort {
  readonly platformSchemas: readonly string[];
  readonly platformRoles: readonly string[];
  /** The whole schema of a project as statements for a database that has only what the platform brings. */
  script(live: Snapshot): Promise<SchemaScript>;
}

/* ---------- folders of backups and the programs that make them (room: archive) ---------- */

/** A program that can make a backup. */
export interface DumpProgram {
  readonly path: string;
  /** `17.6`. */
  readonly version: string;
}

export interface DumpPrograms {
  /** Every pg_dump that was found, in the order in which it was looked for. */
  readonly pgDumps: readonly DumpProgram[];
  /** The Supabase CLI, where it and a running Docker are there. */
  readonly supabase: DumpProgram | null;
}

export interface ArchivePort {
  /** Looks for programs. `supabase` is only looked for when it is asked for, because that takes a while. */
  programs(folder: string, askDocker: boolean): Promise<DumpPrograms>;
  /** Throws SluiceError `backup-target-taken` where something is there already. */
  create(folder: string, passphrase: string | null, signal: AbortSignal): Promise<BackupWriter>;
  /** Reads the manifest and checks every file against it. Throws SluiceError `backup-invalid`. */
  open(folder: string, passphrase: string | null, signal: AbortSignal): Promise<BackupReader>;
  /** Runs a program and writes what it says to files. */
  dump(orders: DumpOrders, writer: BackupWriter): Promise<DumpResult>;
}

/** A backup that is being written under a temporary name; disposing of it before it is finished removes it. */
export interface BackupWriter extends AsyncDisposable {
  /** Writes a file, compressed (and encrypted). */
  write(name: string, holds: BackupFile['holds'], pieces: Pieces): Promise<void>;
  /** Writes the manifest and gives the folder its name. */
  finish(manifest: (files: readonly BackupFile[]) => BackupManifest): Promise<BackupManifest>;
  readonly encryption: BackupManifest['encryption'];
}

export interface BackupReader {
  readonly manifest: BackupManifest;
  /** A file as it was before it was compressed. */
  read(file: BackupFile): Pieces;
  /** A file of rows or statements in parts that can be run one after the other. */
  parts(file: BackupFile): AsyncIterable<ScriptPart>;
}

/** A part of a script for psql. The rows of a part must be read before the next part is asked for. */
export type ScriptPart =
  | { readonly kind: 'statements'; readonly sql: string }
  | {
      readonly kind: 'copy';
      readonly statement: string;
      readonly table: RelationName;
      readonly rows: Pieces;
    };

export interface DumpOrders {
  readonly way: 'pg_dump' | 'supabase';
  readonly program: DumpProgram;
  readonly target: ConnectionTarget;
  readonly snapshot: string;
  readonly script: SchemaScript;
  readonly contents: RowContents;
  readonly platformSchemas: readonly string[];
  readonly platformRoles: readonly string[];
  /** Told how many bytes of rows have come. */
  readonly advance: (bytes: number) => void;
  readonly signal: AbortSignal;
}

export interface DumpResult {
  readonly tables: readonly TableRows[];
  /** What this way leaves out, a sentence each. */
  readonly leftOut: readonly string[];
}
