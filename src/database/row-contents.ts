import type pg from 'pg';
import type { CopiedTable, RowContents } from '../core/backup-ports.ts';
import { identifier } from '../core/backup-script.ts';
import { SluiceError } from '../core/errors.ts';
import { literal } from './literals.ts';
import { readOwnTables } from './own-tables.ts';

interface RelationRow {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'S' | 'f' | 'm';
  readonly columns: string[];
  readonly bytes: string;
  readonly readable: boolean;
  readonly filtered: boolean;
  readonly populated: boolean;
}

/** Of every relation with rows or a state: where it is, and whether this role sees all of it. Members of extensions are their extension's. */
const RELATIONS_SQL = `
select n.nspname as schema, c.relname as name, c.relkind as kind,
  array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
  coalesce(pg_catalog.pg_table_size(c.oid), 0)::text as bytes,
  pg_catalog.has_schema_privilege(n.oid, 'usage') and case c.relkind when 'S' then pg_catalog.has_sequence_privilege(c.oid, 'select') else pg_catalog.has_table_privilege(c.oid, 'select') end as readable,
  c.relkind = 'r' and pg_catalog.row_security_active(c.oid) as filtered, c.relispopulated as populated
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'S', 'f', 'm') and c.relpersistence <> 't'
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and n.nspname <> all ($1)
  and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e')
order by 1, 2`;

/**
 * What of a database belongs into a backup, as the transaction sees it. A table or sequence that the role cannot read whole is an error that
 * names all of them, because a backup without them would pass for a whole one.
 * @throws SluiceError backup-unreadable
 */
export async function readContents(
  client: pg.Client,
  platformSchemas: readonly string[],
): Promise<RowContents> {
  const { rows } = await client.query<RelationRow>(RELATIONS_SQL, [platformSchemas]);
  refuseUnreadable(rows);
  const tables = rows
    .filter(({ kind }) => kind === 'r')
    .map(
      ({ schema, name, columns, bytes }): CopiedTable => ({ schema, name, columns, bytes: Number(bytes) }),
    );
  await lockTables(client, tables);
  const unpopulated = rows.filter(({ kind, populated }) => kind === 'm' && !populated);
  return {
    tables,
    ownTables: await readOwnTables(client),
    sequences: await readSequences(
      client,
      rows.filter(({ kind }) => kind === 'S'),
    ),
    emptyViews: unpopulated.map((view) => `refresh materialized view ${qualified(view)} with no data`),
    leftOut: await readLeftOut(
      client,
      rows.filter(({ kind }) => kind === 'f'),
      platformSchemas,
    ),
    ...(await readSettings(client)),
  };
}

function qualified({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${identifier(schema)}.${identifier(name)}`;
}

function refuseUnreadable(rows: readonly RelationRow[]): void {
  const needed = rows.filter(({ kind }) => kind === 'r' || kind === 'S');
  const closed = needed.filter(({ readable }) => !readable);
  const filtered = needed.filter(({ readable, filtered: hides }) => readable && hides);
  if (closed.length === 0 && filtered.length === 0) return;
  const list = (some: readonly RelationRow[]) =>
    `${some
      .slice(0, 20)
      .map(({ schema, name }) => `${schema}.${name}`)
      .join(', ')}${some.length > 20 ? ` and ${some.length - 20} more` : ''}`;
  throw new SluiceError('backup-unreadable', {
    message: [
      'This role cannot read everything, and nothing was written.',
      ...(closed.length === 0 ? [] : [`It may not select from ${list(closed)}.`]),
      ...(filtered.length === 0 ? [] : [`Row level security hides rows of ${list(filtered)} from it.`]),
    ].join(' '),
    remedy:
      'Use the role postgres, or one that is a member of pg_read_all_data and has BYPASSRLS: create role backup login bypassrls in role pg_read_all_data.',
  });
}

/** Keeps tables from being dropped or changed while they are read; whoever writes rows is not held up. */
async function lockTables(client: pg.Client, tables: readonly CopiedTable[]): Promise<void> {
  for (let from = 0; from < tables.length; from += 100) {
    await client.query(
      `lock table ${tables
        .slice(from, from + 100)
        .map((table) => `only ${qualified(table)}`)
        .join(', ')} in access share mode`,
    );
  }
}

async function readSequences(
  client: pg.Client,
  sequences: readonly RelationRow[],
): Promise<readonly string[]> {
  const statements: string[] = [];
  for (const sequence of sequences) {
    const { rows } = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${qualified(sequence)}`,
    );
    const [state] = rows;
    if (state !== undefined)
      statements.push(
        `select pg_catalog.setval(${literal(qualified(sequence))}, ${state.last}, ${state.called})`,
      );
  }
  return statements;
}

async function readLeftOut(
  client: pg.Client,
  foreignTables: readonly RelationRow[],
  platformSchemas: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{
    large_objects: string;
    extension_tables: string[];
    mappings: string;
    subscriptions: string;
    logins: string[];
    platform: string[];
  }>(LEFT_OUT_SQL, [platformSchemas]);
  const [facts] = rows;
  if (facts === undefined) return [];
  return [
    ...(facts.platform.length === 0
      ? []
      : [`Rows of the platform's tables, among them users and files: ${facts.platform.join(', ')}.`]),
    ...(facts.large_objects === '0' ? [] : [`${facts.large_objects} large objects (pg_largeobject).`]),
    ...(foreignTables.length === 0
      ? []
      : [
          `Rows of foreign tables: ${foreignTables.map(({ schema, name }) => `${schema}.${name}`).join(', ')}.`,
        ]),
    ...(facts.extension_tables.length === 0
      ? []
      : [`Rows that extensions keep in tables of their own: ${facts.extension_tables.join(', ')}.`]),
    ...(facts.mappings === '0' ? [] : ['Passwords and other secrets of foreign servers and user mappings.']),
    ...(facts.subscriptions === '0' ? [] : [`${facts.subscriptions} subscriptions of logical replication.`]),
    ...(facts.logins.length === 0 ? [] : [`Passwords of the roles ${facts.logins.join(', ')}.`]),
  ];
}

const LEFT_OUT_SQL = `
select (select count(*)::text from pg_catalog.pg_largeobject_metadata) as large_objects,
  (select coalesce(array_agg(n.nspname || '.' || c.relname order by 1), '{}') from pg_catalog.pg_extension e, unnest(e.extconfig) t(id)
    join pg_catalog.pg_class c on c.oid = t.id join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.reltuples <> 0 and n.nspname <> all ($1)) as extension_tables,
  (select count(*)::text from pg_catalog.pg_user_mappings) as mappings,
  (select count(*)::text from pg_catalog.pg_stat_subscription where subname is not null) as subscriptions,
  (select coalesce(array_agg(r.rolname::text order by 1), '{}') from pg_catalog.pg_roles r where r.rolcanlogin and not r.rolsuper
    and r.rolname !~ '^(pg_|supabase_|cli_login_|pgbouncer$|postgres$|authenticator$)') as logins,
  (select coalesce(array_agg(n.nspname || '.' || c.relname order by 1), '{}') from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and (n.nspname, c.relname) in (('auth', 'users'), ('storage', 'objects'), ('storage', 'buckets'), ('vault', 'secrets'))) as platform`;

/** The files are UTF-8, but for a database that does not say what its bytes mean. */
async function readSettings(client: pg.Client): Promise<Pick<RowContents, 'encoding' | 'searchPath'>> {
  // Our own search path is another one than that of the role and the database.
  const { rows } = await client.query<{ encoding: string; path: string }>(
    "select pg_catalog.current_setting('server_encoding') as encoding, reset_val as path from pg_catalog.pg_settings where name = 'search_path'",
  );
  const [found] = rows;
  return {
    encoding: found?.encoding === 'SQL_ASCII' ? 'SQL_ASCII' : 'UTF8',
    searchPath: found?.path ?? '',
  };
}
