import { type LockMode, lockModeFromCatalog } from '../core/locks.ts';
import type { ObservedEvent, ObservedStatement } from '../core/ports.ts';
import type { Segment } from '../core/segments.ts';
import type { Statement } from '../core/statements.ts';
import type { ShadowSession } from './shadow-session.ts';

type Observation = Pick<ObservedStatement, 'locks' | 'rewritten' | 'events'>;

interface KnownRelation {
  readonly schema: string;
  readonly relation: string;
  /** Where the rows are stored; another number later means that they were written anew. */
  fileNode: string | null;
}

/** Relations that readers and writers wait for, with their storage. */
const RELATIONS_SQL = `
select c.oid::text as id, n.nspname as schema, c.relname as relation, pg_catalog.pg_relation_filenode(c.oid)::text as file_node
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r','p','m','v','f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/** Locks that this session holds right now, and the storage of the locked relations that still exist. */
const LOCKS_SQL = `
select l.relation::text as id, l.mode, pg_catalog.pg_relation_filenode(l.relation)::text as file_node
from pg_catalog.pg_locks l
where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted and l.relation >= 16384`;

/**
 * Lets PostgreSQL itself write down which objects each statement touches (event triggers), for statements whose text does
 * not tell. All of it lives in a schema that no comparison looks at and is removed before one is made.
 */
const INSTALL_SQL = `
create schema if not exists supabase_migrations;
create table supabase_migrations.sluice_observed (number bigint generated always as identity, verb text, names text[]);
create function supabase_migrations.sluice_observe_end() returns event_trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into supabase_migrations.sluice_observed (verb, names)
  select 'alter', (pg_catalog.pg_identify_object_as_address(e.classid, e.objid, e.objsubid)).object_names
  from pg_catalog.pg_event_trigger_ddl_commands() e where e.objid <> 0;
exception when others then null;
end $$;
create function supabase_migrations.sluice_observe_drop() returns event_trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into supabase_migrations.sluice_observed (verb, names)
  select 'drop', e.address_names from pg_catalog.pg_event_trigger_dropped_objects() e;
exception when others then null;
end $$;
create event trigger sluice_observe_end on ddl_command_end execute function supabase_migrations.sluice_observe_end();
create event trigger sluice_observe_drop on sql_drop execute function supabase_migrations.sluice_observe_drop();
grant usage on schema supabase_migrations to public;
grant select on supabase_migrations.sluice_observed to public`;

const REMOVE_SQL = `
drop event trigger if exists sluice_observe_end;
drop event trigger if exists sluice_observe_drop;
drop function if exists supabase_migrations.sluice_observe_end();
drop function if exists supabase_migrations.sluice_observe_drop();
drop table if exists supabase_migrations.sluice_observed`;

/**
 * Watches what statements do to the relations that were there when watching began: which table-level locks they take
 * (pg_locks of the own session) and which they write anew (relfilenode). Locks last until the transaction ends, so a
 * statement is also charged with the locks that earlier statements of its transaction hold on a relation it works on.
 */
export class StatementWatch implements AsyncDisposable {
  readonly #session: ShadowSession;
  readonly #known: Map<string, KnownRelation>;
  #held = new Map<string, Set<LockMode>>();
  #lastEvent = '0';

  private constructor(session: ShadowSession, known: Map<string, KnownRelation>) {
    this.#session = session;
    this.#known = known;
  }

  static async begin(session: ShadowSession): Promise<StatementWatch> {
    await session.asAdministrator(INSTALL_SQL);
    const { rows } = await session.client.query<{
      id: string;
      schema: string;
      relation: string;
      file_node: string | null;
    }>(RELATIONS_SQL);
    const known = rows.map(({ id, schema, relation, file_node: fileNode }) => ({
      id,
      schema,
      relation,
      fileNode,
    }));
    return new StatementWatch(session, new Map(known.map(({ id, ...relation }) => [id, relation])));
  }

  transactionBegan(): void {
    this.#held = new Map();
  }

  /** What the statement that just ran did. */
  async look(statement: Statement, kind: Segment['kind']): Promise<Observation> {
    const mentioned = relationsIn(statement);
    if (kind === 'alone') return this.#lone(statement, mentioned);
    const { rows } = await this.#session.client.query<{ id: string; mode: string; file_node: string | null }>(
      LOCKS_SQL,
    );
    const locks: Observation['locks'][number][] = [];
    const rewritten = new Map<string, Observation['rewritten'][number]>();
    for (const { id, mode: catalogMode, file_node: fileNode } of rows) {
      const known = this.#known.get(id);
      const mode = lockModeFromCatalog(catalogMode);
      if (known === undefined || mode === null) continue;
      const { schema, relation } = known;
      const held = this.#held.get(id) ?? new Set();
      if (!held.has(mode) || mentioned.has(relation)) locks.push({ schema, relation, mode });
      this.#held.set(id, held.add(mode));
      if (fileNode === null || fileNode === known.fileNode) continue;
      known.fileNode = fileNode;
      rewritten.set(id, { schema, relation });
    }
    return { locks, rewritten: [...rewritten.values()], events: await this.#events(statement) };
  }

  /**
   * A statement outside a transaction has given its locks back by the time one could look. The CONCURRENTLY forms and
   * VACUUM take SHARE UPDATE EXCLUSIVE (https://www.postgresql.org/docs/current/explicit-locking.html), VACUUM FULL,
   * CLUSTER and the plain REINDEX forms ACCESS EXCLUSIVE.
   */
  #lone(statement: Statement, mentioned: ReadonlySet<string>): Observation {
    const mode: LockMode = statement.concurrent ? 'ShareUpdateExclusive' : 'AccessExclusive';
    const locks = [...this.#known.values()]
      .filter(({ relation }) => mentioned.has(relation))
      .map(({ schema, relation }) => ({ schema, relation, mode }));
    return { locks, rewritten: [], events: [] };
  }

  async #events(statement: Statement): Promise<ObservedEvent[]> {
    if (statement.mentions.length > 0) return [];
    const { rows } = await this.#session.client.query<{
      number: string;
      verb: 'alter' | 'drop';
      names: string[] | null;
    }>(
      'select number::text, verb, names from supabase_migrations.sluice_observed where number > $1::bigint order by number',
      [this.#lastEvent],
    );
    this.#lastEvent = rows.at(-1)?.number ?? this.#lastEvent;
    return rows.flatMap(({ verb, names }) => (names === null ? [] : [{ verb, names }]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // After a failed statement the connection may be gone; the database is thrown away then.
    await this.#session.asAdministrator(REMOVE_SQL).catch(() => {});
  }
}

/** Names of the relations that a statement's text names, without their schemas. */
function relationsIn({ mentions, data }: Statement): Set<string> {
  const names = mentions.map(({ table, name }) => table ?? name);
  return new Set(data?.table === undefined || data.table === null ? names : [...names, data.table]);
}
