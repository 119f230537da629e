import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BackupManifest } from '../core/backup-manifest.ts';
import type { Pieces, RestoreTarget } from '../core/backup-ports.ts';
import { messageOf, SluiceError } from '../core/errors.ts';
import { connect } from './connect.ts';
import { connectionError, isServerError } from './errors.ts';
import type { LiveAddress } from './live-address.ts';

/** Objects of projects. What an extension brought, what belongs to a table, and schemas with nothing in them are no obstacle. */
const IN_THE_WAY_SQL = `
with space as (
  select oid, nspname from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> all ($1)
), member as (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
)
select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' else 'table' end || ' ' || s.nspname || '.' || c.relname as name
from pg_catalog.pg_class c join space s on s.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and s.nspname <> 'supabase_migrations'
  and not exists (select from member where classid = 'pg_catalog.pg_class'::pg_catalog.regclass and objid = c.oid)
  and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype in ('a', 'i'))
union all
select 'routine ' || f.oid::pg_catalog.regprocedure from pg_catalog.pg_proc f join space s on s.oid = f.pronamespace
where not exists (select from member where classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and objid = f.oid)
union all
select 'type ' || s.nspname || '.' || t.typname from pg_catalog.pg_type t join space s on s.oid = t.typnamespace left join pg_catalog.pg_class c on c.oid = t.typrelid
where (t.typtype in ('e', 'd', 'r') or c.relkind = 'c') and not exists (select from member where classid = 'pg_catalog.pg_type'::pg_catalog.regclass and objid = t.oid)`;

/** The tables of history and journal that are there; without rows they are no obstacle. */
const OWN_TABLES_SQL =
  "select c.relname as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = 'supabase_migrations' and c.relkind = 'r' order by 1";

const MISSING_SQL = `
select 'the extension ' || wanted as what from unnest($1::text[]) wanted
where not exists (select from pg_catalog.pg_extension e where e.extname = wanted) and not exists (select from pg_catalog.pg_available_extensions a where a.name = wanted)
union all
select 'the role ' || wanted from unnest($2::text[]) wanted where not exists (select from pg_catalog.pg_roles r where r.rolname = wanted)`;

/** Opens the transaction that a backup is restored in. */
export async function openRestoreTarget(address: LiveAddress, signal: AbortSignal): Promise<RestoreTarget> {
  const { client } = await connect(address, { signal, retries: 4 });
  try {
    await client.query("set tcp_keepalives_idle = 30; set search_path = ''; begin");
    const { rows } = await client.query<{ version: string }>(
      "select pg_catalog.current_setting('server_version') as version",
    );
    return new RestoreTransaction(client, rows[0]?.version.split(' ')[0] ?? '', signal);
  } catch (thrown) {
    await client.end().catch(() => {});
    throw connectionError(thrown, 'beginning the restore');
  }
}

class RestoreTransaction implements RestoreTarget {
  readonly serverVersion: string;
  readonly warnings: string[] = [];
  readonly #client: pg.Client;
  readonly #signal: AbortSignal;

  constructor(client: pg.Client, serverVersion: string, signal: AbortSignal) {
    this.#client = client;
    this.#signal = signal;
    this.serverVersion = serverVersion;
    client.on('notice', ({ severity, message }) => {
      if (severity === 'WARNING' && message !== undefined) this.warnings.push(message);
    });
  }

  async inTheWay(platformSchemas: readonly string[], limit: number) {
    return await this.#doing('looking what is there', async () => {
      const { rows } = await this.#client.query<{ name: string }>(`${IN_THE_WAY_SQL} order by 1`, [
        platformSchemas,
      ]);
      const own = await this.#client.query<{ name: string }>(OWN_TABLES_SQL);
      const full: string[] = [];
      for (const { name } of own.rows) {
        const table = `supabase_migrations."${name.replaceAll('"', '""')}"`;
        const { rows: some } = await this.#client.query(`select from ${table} limit 1`);
        if (some.length > 0) full.push(`rows of supabase_migrations.${name}`);
      }
      const names = [...rows.map(({ name }) => name), ...full];
      return { names: names.slice(0, limit), more: Math.max(0, names.length - limit) };
    });
  }

  async missing({ extensions, roles }: Pick<BackupManifest, 'extensions' | 'roles'>) {
    return await this.#doing('looking what is there', async () => {
      const { rows } = await this.#client.query<{ what: string }>(MISSING_SQL, [extensions, roles]);
      return rows.map(({ what }) => what);
    });
  }

  async run(sql: string): Promise<void> {
    await this.#doing('restoring', async () => await this.#client.query(sql), sql);
  }

  async copy(statement: string, rows: Pieces): Promise<number> {
    return await this.#doing(
      'restoring rows',
      async () => {
        const stream = this.#client.query(copyFrom(statement));
        await pipeline(Readable.from(rows), stream, { signal: this.#signal });
        return stream.rowCount;
      },
      statement,
    );
  }

  async commit(): Promise<void> {
    await this.#doing('committing the restore', () => this.#client.query('commit'));
  }

  async #doing<Result>(
    what: string,
    work: () => Promise<Result>,
    sql: string | null = null,
  ): Promise<Result> {
    this.#signal.throwIfAborted();
    try {
      return await work();
    } catch (thrown) {
      this.#signal.throwIfAborted();
      throw restoreError(thrown, what, sql);
    }
  }

  /** What was not committed is gone with the connection. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end().catch(() => {});
  }
}

function restoreError(thrown: unknown, what: string, sql: string | null): SluiceError {
  if (thrown instanceof SluiceError) return thrown;
  if (!isServerError(thrown) || sql === null) return connectionError(thrown, what);
  const { code, detail, position, where } = thrown;
  return new SluiceError('restore-failed', {
    message: `PostgreSQL refused a part of the backup, and everything was rolled back: ${messageOf(thrown)}${detail === undefined ? '' : ` ${detail}`}`,
    remedy:
      'Restore into a database of the same kind and major as the original, as the role postgres; the manifest names extensions and roles that it needs.',
    ...(code === undefined ? {} : { sqlState: code }),
    excerpt: excerptOf(sql, position, where),
    cause: thrown,
  });
}

/** The line of the script that was refused; of a COPY, which row. */
function excerptOf(sql: string, position: string | undefined, where: string | undefined): string {
  if (position === undefined) return (where ?? sql).slice(0, 300);
  const at = Number(position) - 1;
  const from = sql.lastIndexOf('\n', at) + 1;
  const end = sql.indexOf('\n', at);
  return sql.slice(from, end === -1 ? undefined : end).slice(0, 300);
}
