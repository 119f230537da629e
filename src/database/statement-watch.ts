import type pg from 'pg';
import { type LockMode, lockModeFromCatalog } from '../core/locks.ts';
import type { ObservedStatement } from '../core/ports.ts';
import type { Segment } from '../core/segments.ts';
import type { Statement } from '../core/statements.ts';
import { answersOf } from './answers.ts';
import { KnownNames } from './known-names.ts';
import type { ShadowSession } from './shadow-session.ts';
import {
  type EventRow,
  eventsSince,
  installEventTriggers,
  OBSERVATIONS_TABLE,
  removeEventTriggers,
} from './statement-events.ts';

type Observation = Omit<ObservedStatement, 'migration' | 'statement'>;
type Locks = Observation['locks'][number][];

interface KnownRelation {
  schema: string;
  relation: string;
  readonly partitioned: boolean;
  /** Where the rows are stored; another number later means that they were written anew. */
  fileNode: string | null;
}

/** Relations that readers and writers wait for, with their storage and, where they are asked for, the names of their indexes. */
const relationsSql = (withIndexes: boolean): string => `
select c.oid::text as id, n.nspname as schema, c.relname as relation, c.relkind = 'p' as partitioned, pg_catalog.pg_relation_filenode(c.oid)::text as file_node,
  ${withIndexes ? 'array(select ic.relname::text from pg_catalog.pg_index i join pg_catalog.pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid)' : "'{}'::text[]"} as indexes
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r','p','m','v','f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not (n.nspname = 'supabase_migrations' and c.relname = '${OBSERVATIONS_TABLE}')`;

/**
 * Locks that this session holds right now on relations up to an id; name and storage of them are null where they are gone.
 * What is made later gets a greater id: a transaction that makes thousands of tables holds locks on all of them.
 */
const locksUpTo = (id: bigint): string => `
select l.relation::text as id, l.mode, n.nspname as schema, c.relname as relation, pg_catalog.pg_relation_filenode(l.relation)::text as file_node
from pg_catalog.pg_locks l
left join pg_catalog.pg_class c on c.oid = l.relation
left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted and l.relation between 16384 and ${id}`;

const NOTHING = 'select where false';

/**
 * From this statement of a segment on, locks are only looked at where the text may have added one: PostgreSQL gives out all
 * locks of a server at once, and a transaction holds several for each table that it makes.
 */
const MANY_STATEMENTS = 300;

const SEARCH_PATH_SQL = 'select pg_catalog.current_schemas(false)::text[] as schemas';

/** PostgreSQL says at this level which tables it reads row by row in order to check them (commands/tablecmds.c). */
const TALKATIVE = "set client_min_messages = 'debug1'";

interface LockRow {
  readonly id: string;
  readonly mode: string;
  readonly schema: string | null;
  readonly relation: string | null;
  readonly file_node: string | null;
}

/**
 * Watches what statements do to the relations that were there when watching began: which table-level locks they take
 * (pg_locks of the own session) and which they write anew (relfilenode). Locks last until the transaction ends, so a
 * statement is also charged with the locks that earlier statements of its transaction hold on a relation it works on.
 */
export class StatementWatch implements AsyncDisposable {
  readonly #session: ShadowSession;
  readonly #known: ReadonlyMap<string, KnownRelation>;
  /** Ids of tables to the names of their indexes. */
  readonly #indexes: ReadonlyMap<string, readonly string[]>;
  /** The greatest id of the known ones. */
  readonly #newest: bigint;
  readonly #names: KnownNames;
  #held = new Map<string, Set<LockMode>>();
  /** How many statements of the segment were looked at, and what the last look at the locks found. */
  #seen = 0;
  #lastLocks: readonly LockRow[] = [];
  #lastEvent = 0n;
  #verified: string[] = [];

  private constructor(
    session: ShadowSession,
    known: ReadonlyMap<string, KnownRelation>,
    indexes: ReadonlyMap<string, readonly string[]>,
  ) {
    this.#session = session;
    this.#known = known;
    this.#newest = [...known.keys()].reduce((newest, id) => (BigInt(id) > newest ? BigInt(id) : newest), 0n);
    this.#indexes = indexes;
    this.#names = new KnownNames([...known].map(([id, { relation }]) => [id, relation]));
    session.client.on('notice', this.#listen);
  }

  /** `hasLone`: there are statements that run outside of transactions, which may name an index instead of its table. */
  static async begin(session: ShadowSession, hasLone: boolean): Promise<StatementWatch> {
    await installEventTriggers(session);
    const { rows } = await session.client.query<{
      id: string;
      schema: string;
      relation: string;
      partitioned: boolean;
      file_node: string | null;
      indexes: string[];
    }>(relationsSql(hasLone));
    const known = rows.map(
      ({ id, schema, relation, partitioned, file_node: fileNode }): [string, KnownRelation] => [
        id,
        { schema, relation, partitioned, fileNode },
      ],
    );
    const indexes = rows.map(({ id, indexes: names }): [string, string[]] => [id, names]);
    return new StatementWatch(session, new Map(known), new Map(indexes));
  }

  /** To be called before the first statement of a segment. */
  async segmentBegins(): Promise<void> {
    this.#held = new Map();
    this.#seen = 0;
    this.#lastLocks = [];
    this.#verified = [];
    await this.#session.client.query(TALKATIVE);
  }

  /** Runs a statement, and says what it did. */
  async run(statement: Statement, kind: Segment['kind']): Promise<Observation> {
    this.#seen += 1;
    const asksLocks = this.#seen <= MANY_STATEMENTS || this.#mayLockAnew(statement);
    const locksNow = asksLocks ? locksUpTo(this.#newest) : NOTHING;
    // The level is set again because a migration may have set it.
    const questions = [locksNow, SEARCH_PATH_SQL, eventsSince(this.#lastEvent), TALKATIVE];
    const isPlain = kind === 'transaction' && !this.#session.isSpecial(statement);
    if (!isPlain) await this.#session.run(statement, kind);
    // One round trip for all of it where that is possible. The statement may end in a comment to the end of its line.
    const answers = await answersOf(
      this.#session.client,
      isPlain ? [`${statement.sql}\n`, ...questions] : questions,
    );
    const [locks, path, events] = answers.slice(-questions.length);
    const verified = this.#verified.splice(0);
    const seen = eventRows(events);
    this.#lastEvent = BigInt(seen.at(-1)?.number ?? this.#lastEvent);
    const rest = {
      verified,
      searchPath: schemasOf(path),
      events: seen.flatMap(({ verb, names }) => (names === null ? [] : [{ verb, names }])),
    };
    if (kind === 'alone') return { ...(await this.#lone(statement, rest.searchPath)), ...rest };
    if (asksLocks) this.#lastLocks = lockRows(locks);
    return { ...this.#locked(this.#lastLocks, new MentionedRelations(statement, rest.searchPath)), ...rest };
  }

  /** Whether the locks on known relations may be others after the statement than they were before. */
  #mayLockAnew(statement: Statement): boolean {
    const locked = this.#names.lockedBy(statement);
    return (
      locked === null ||
      locked.chosen.length > 0 ||
      locked.referred.some((id) => this.#held.get(id)?.has('ShareRowExclusive') !== true)
    );
  }

  readonly #listen = ({ message }: { readonly message?: string | undefined }): void => {
    const match = /^(?:verifying|rewriting) table "(.*)"$/su.exec(message ?? '');
    if (match?.[1] !== undefined) this.#verified.push(match[1]);
  };

  #locked(rows: readonly LockRow[], mentioned: MentionedRelations): Pick<Observation, 'locks' | 'rewritten'> {
    const locks: Locks = [];
    const rewritten = new Map<string, Observation['rewritten'][number]>();
    for (const { id, mode: catalogMode, file_node: fileNode, ...now } of rows) {
      const known = this.#known.get(id);
      const mode = lockModeFromCatalog(catalogMode);
      if (known === undefined || mode === null) continue;
      const former = { ...known };
      known.schema = now.schema ?? known.schema;
      known.relation = now.relation ?? known.relation;
      const { schema, relation, partitioned } = known;
      const held = this.#held.get(id) ?? new Set();
      const carried = held.has(mode);
      if (!carried) locks.push({ schema, relation, mode, partitioned });
      else if (mentioned.has(known) || mentioned.has(former))
        locks.push({ schema, relation, mode, partitioned, carried });
      this.#held.set(id, held.add(mode));
      if (fileNode === null || fileNode === known.fileNode) continue;
      known.fileNode = fileNode;
      rewritten.set(id, { schema, relation });
    }
    return { locks, rewritten: [...rewritten.values()] };
  }

  /**
   * A statement outside a transaction has given its locks back by the time one could look. The CONCURRENTLY forms and
   * VACUUM take SHARE UPDATE EXCLUSIVE (https://www.postgresql.org/docs/current/explicit-locking.html), VACUUM FULL,
   * CLUSTER and the plain REINDEX forms ACCESS EXCLUSIVE.
   */
  async #lone(
    statement: Statement,
    searchPath: readonly string[],
  ): Promise<Pick<Observation, 'locks' | 'rewritten'>> {
    const mode: LockMode = statement.concurrent ? 'ShareUpdateExclusive' : 'AccessExclusive';
    const mentioned = new MentionedRelations(statement, searchPath);
    const locks = [...this.#known]
      .filter(
        ([id, { schema, relation }]) =>
          mentioned.has({ schema, relation }) ||
          this.#indexes.get(id)?.some((index) => mentioned.has({ schema, relation: index })) === true,
      )
      .map(([, { schema, relation, partitioned }]) => ({ schema, relation, mode, partitioned }));
    const rewritten = await this.#writtenAnew();
    const waited = rewritten.map((relation) => ({
      ...relation,
      mode: 'AccessExclusive' as const,
      partitioned: false,
    }));
    return { locks: [...locks, ...waited], rewritten };
  }

  /** Known relations whose storage is another one than when it was last looked at. */
  async #writtenAnew(): Promise<Observation['rewritten'][number][]> {
    const { rows } = await this.#session.client.query<{ id: string; file_node: string | null }>(
      'select id::text, pg_catalog.pg_relation_filenode(id)::text as file_node from unnest($1::oid[]) id',
      [[...this.#known.keys()]],
    );
    return rows.flatMap(({ id, file_node: fileNode }) => {
      const known = this.#known.get(id);
      if (known === undefined || fileNode === null || fileNode === known.fileNode) return [];
      known.fileNode = fileNode;
      return [{ schema: known.schema, relation: known.relation }];
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#session.client.off('notice', this.#listen);
    // After a failed statement the connection may be gone; the database is thrown away then.
    await removeEventTriggers(this.#session).catch(() => {});
  }
}

function lockRows(result: pg.QueryResult<LockRow> | undefined): readonly LockRow[] {
  return result?.rows ?? [];
}

function eventRows(result: pg.QueryResult<EventRow> | undefined): readonly EventRow[] {
  return result?.rows ?? [];
}

function schemasOf(result: pg.QueryResult<{ schemas: string[] }> | undefined): readonly string[] {
  return result?.rows[0]?.schemas ?? [];
}

/** The relations that the text of a statement names. */
class MentionedRelations {
  readonly #names = new Set<string>();
  readonly #searchPath: readonly string[];

  constructor({ mentions, data }: Statement, searchPath: readonly string[]) {
    this.#searchPath = searchPath;
    for (const { schema, table, name } of mentions) this.#names.add(keyOf(schema, table ?? name));
    if (data !== null && data.table !== null) this.#names.add(keyOf(data.schema, data.table));
  }

  has({ schema, relation }: { readonly schema: string; readonly relation: string }): boolean {
    if (this.#names.has(keyOf(schema, relation))) return true;
    return this.#searchPath.includes(schema) && this.#names.has(keyOf(null, relation));
  }
}

function keyOf(schema: string | null, name: string): string {
  return JSON.stringify([schema, name]);
}
