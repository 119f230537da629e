import type { ConnectionTarget, KnownSchema, ObjectDifference, ObjectDigests, Snapshot } from './ports.ts';

/* ---------- live schemas across days and databases (room: schema) ---------- */

export interface DriftPort {
  /**
   * Connects for reading a live schema, or takes over the connection of one that was asked about ahead. Whoever opens it disposes of
   * it. Throws SluiceError `schema-unreadable`.
   */
  open(database: ConnectionTarget, asked?: AskedSchema | null): Promise<LiveSchemaReader>;
  /**
   * What of the project differs between a schema that was recorded or expected and the live one. What the platform owns or
   * changes by itself is left out, and so is what the reading role could not see.
   */
  compare(expected: Snapshot, live: LiveReading): LiveComparison;
}

/**
 * A live schema whose server was asked for its digest while what reads it was still loaded: the first digest that is asked for is
 * that one. Whoever asked disposes of it, unless it was opened.
 */
export interface AskedSchema extends AsyncDisposable {
  readonly database: ConnectionTarget;
}

/** Reads one live schema over a connection of its own. */
export interface LiveSchemaReader extends AsyncDisposable {
  /**
   * A digest of the schema that the server makes: equal ones mean equal schemas, different ones nothing yet. Several times
   * cheaper than reading. Null where the role may not read something that it covers. `known`: the one that makes everything
   * else needless; null where the schema is to be read next and recorded, with what the server says of each object.
   */
  digest(known: string | null): Promise<string | null>;
  /** What the server said of each object with that digest; null where it said nothing or the digest was the known one. */
  objects(): ObjectDigests | null;
  read(): Promise<LiveReading>;
  /**
   * The project's part of the schema as `read` tells it, and of the platform's no more than that refers to; to be called behind
   * `digest`. What has the same digests in one of `known` is taken from there and not read.
   */
  readProject(known: readonly KnownSchema[]): Promise<LiveReading>;
  /**
   * What differs from a recorded schema, by reading only the objects whose digests are others than when it was recorded; to be
   * called behind `digest`. The same as reading and comparing everything. Null where that is what has to be done: the record
   * has no digests of objects that could be compared, too many of them differ, or what differs may concern others.
   */
  compareTouched(recorded: Snapshot): Promise<TouchedComparison | null>;
}

export interface TouchedComparison {
  readonly comparison: LiveComparison;
  /** As in LiveReading. */
  readonly unseen: readonly Unseen[];
}

export interface LiveReading {
  readonly snapshot: Snapshot;
  /** Kinds of objects that the role cannot see, or not all of. */
  readonly unseen: readonly Unseen[];
}

export interface Unseen {
  /** `pg_cron job`, `userMapping`: kinds as in ObjectDifference. */
  readonly kind: string;
  /** Why the role does not see them, in a sentence. */
  readonly why: string;
}

export interface LiveComparison {
  /** From the expected schema to the live one. */
  readonly differences: readonly ObjectDifference[];
  /** Recorded objects that the role did not find because it may not see them. */
  readonly hidden: readonly string[];
  /** Statements that put the live schema back. */
  back(): Promise<readonly string[]>;
  /** Statements that lead from the expected schema to the live one. */
  forward(): Promise<readonly string[]>;
}
