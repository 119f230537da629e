import type { Change, Diagram } from './report.ts';
import type { ConnectionTarget } from './shadow-ports.ts';

/** The facts of a schema read from the catalog at one moment. Opaque outside the schema room. */
export interface Snapshot {
  /** Equal fingerprints mean equal schemas, as far as the catalog is read. */
  readonly fingerprint: string;
}

/** What the server says of one object without telling it: equal digests mean that it reads the same. */
export interface ObjectDigest {
  readonly definition: string;
  /** Who may do what with it, which for a new object follows from default privileges. */
  readonly grants: string;
}

/** The same of every object of a schema, parts told with what they are a part of. */
export interface ObjectDigests {
  /** Digests of another version say nothing about these. */
  readonly version: string;
  /**
   * By names that are the same in every database, in JSON: `["table","public","orders",null]`, the last one for the arguments of a
   * routine; `["role","app"]` for what is in no schema or has no parts.
   */
  readonly objects: ReadonlyMap<string, ObjectDigest>;
}

/** A schema that was read, and what the server said of its objects then. */
export interface KnownSchema {
  readonly snapshot: Snapshot;
  readonly digests: ObjectDigests;
}

/** One object that differs between two snapshots, before hazards and places are known. */
export interface ObjectDifference {
  readonly verb: 'create' | 'alter' | 'drop' | 'rename';
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  /** The former name, for a rename. */
  readonly from: string | null;
  readonly details: readonly string[];
  /** Rows or values go with it: a dropped table or column, or one made anew under the same name. */
  readonly destroysData: boolean;
  /** For columns that exist before or after. */
  readonly column: { readonly before: ColumnFacts | null; readonly after: ColumnFacts | null } | null;
  /** What the difference cannot be undone by, if it is of a kind that is only seen and not modelled; else null. */
  readonly unmodelled: string | null;
}

export interface ColumnFacts {
  readonly type: string;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  /** Computed by the server: GENERATED … AS or an identity. */
  readonly generated: boolean;
  readonly identity: boolean;
  /** What GENERATED … AS computes. */
  readonly expression?: string;
}

/** An object that has another name (or schema) afterwards, known by its identity in the catalog and not by guessing. */
export interface ObjectRename {
  readonly kind: string;
  readonly before: { readonly schema: string | null; readonly table: string | null; readonly name: string };
  readonly after: { readonly schema: string | null; readonly table: string | null; readonly name: string };
}

/** All renames between two moments, and how to go back and forth between the names. */
export interface RenameSet {
  readonly renames: readonly ObjectRename[];
  /** New objects that have a renamed one's former name: under the inverse they are called `before` meanwhile. */
  readonly parked: readonly ObjectRename[];
  /** What gives every renamed object its former name back, in the order in which it works. */
  readonly steps: readonly RenameStep[];
}

export interface RenameStep {
  readonly inverse: string;
  /** Undoes the inverse. */
  readonly forward: string;
}

/** Facts of the catalog that the security rules judge; names are raw. */
export interface SecurityFact {
  readonly rule: SecurityRule;
  readonly kind: 'table' | 'policy' | 'function' | 'view' | 'materializedView';
  readonly schema: string;
  readonly table: string | null;
  readonly name: string;
  /** What the rule's sentence needs: a command, roles, the other table. */
  readonly detail: string;
}

export type SecurityRule =
  | 'rls-disabled'
  | 'rls-without-policy'
  | 'policy-recursion'
  | 'definer-without-search-path'
  | 'view-bypasses-rls'
  | 'materialized-view-exposed'
  | 'policy-open-for-writes';

export interface SchemaPort {
  /** Connects once for all that is to be read from a database. Throws SluiceError `schema-unreadable`. */
  open(database: ConnectionTarget): Promise<SchemaReader>;
  /**
   * The same for a database of which there is a copy that stays as it is: what both have in common is not read, so that
   * the cost follows the change. The first snapshot is to be read before anything changes. Snapshots of one such reader
   * can only be compared with each other. No role may be dropped or renamed while it is open.
   * `noted` is what such a reader wrote down of the same files of the database (`notes`): then its first snapshot costs nothing.
   */
  openBeside(database: ConnectionTarget, copy: ConnectionTarget, noted?: string): Promise<SchemaReader>;
  /**
   * The same for a database of which only the project's part is to be read, as LiveSchemaReader.readProject does it. Its snapshots
   * do not know who is who in the catalog, so nothing is a rename in them. `noted` is what such a reader wrote down of a database with
   * the same files: then its first snapshot costs nothing.
   */
  openProject(database: ConnectionTarget, noted?: string): Promise<SchemaReader>;
  /** Whether an object, by its name in ObjectDigests, belongs to the platform. */
  isOfPlatform(name: string): boolean;
  /** Objects of both snapshots that are the same and have another name. Only sound within one database. */
  renames(before: Snapshot, after: Snapshot): RenameSet;
  /** Objects that differ; where objects were renamed in between, hand in a snapshot after with the former names. */
  compare(before: Snapshot, after: Snapshot): readonly ObjectDifference[];
  /** Tables and columns that exist in both under the same name and are not the same: dropped and made anew. */
  recreated(before: Snapshot, after: Snapshot): readonly ObjectDifference[];
  /** Statements that lead from one schema to the other. */
  planSql(from: Snapshot, to: Snapshot): Promise<readonly string[]>;
  /** The touched tables, their columns and the relations among them. */
  diagram(before: Snapshot, after: Snapshot, changes: readonly Change[]): Diagram | null;
}

/** Reads one database over a connection of its own. Whoever opens it disposes of it. */
export interface SchemaReader extends AsyncDisposable {
  /** Reads the whole schema in one consistent transaction. Throws SluiceError `schema-unreadable`. */
  read(): Promise<Snapshot>;
  /**
   * What the server says of each object, now or as it was when the first snapshot was read (whenever it is asked for). Several times
   * cheaper than reading, and comparable with what another server says.
   */
  digests(moment: 'first' | 'now'): Promise<ObjectDigests>;
  /** What the security rules find; `exposed` are the schemas that the API serves. */
  security(exposed: readonly string[]): Promise<readonly SecurityFact[]>;
  /** What the first snapshot was made of, as text; empty before that, and where it was noted already. Not of `open`. */
  notes?(): string;
}
