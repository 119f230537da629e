import type pg from 'pg';
import { SluiceError } from '../core/errors.ts';
import type { Migration } from '../core/migration.ts';
import type { Statement } from '../core/statements.ts';
import { literal } from './literals.ts';

/**
 * Statements that run outside any transaction can stop half-way. Before each of them the journal keeps what is needed to
 * find out later how far it came.
 */

/** SQL for what is to be kept before the statement runs: the indexes that its table has, or those that are INVALID already. */
export function beforehandSql(statement: Statement): string {
  if (statement.node === 'ReindexStmt') {
    return `pg_catalog.jsonb_build_object('indexes', (select coalesce(pg_catalog.jsonb_agg(indexrelid::pg_catalog.int8), '[]') from pg_catalog.pg_index where not indisvalid))`;
  }
  const index = createdIndex(statement);
  return index === null
    ? `'{}'::pg_catalog.jsonb`
    : `pg_catalog.jsonb_build_object('indexes', (${indexesOf(index)}))`;
}

interface CreatedIndex {
  readonly schema: string | null;
  readonly table: string;
  /** Empty where PostgreSQL chooses it. */
  readonly name: string;
}

function createdIndex({ node, mentions }: Statement): CreatedIndex | null {
  const mention = mentions.find(({ verb, kind }) => verb === 'create' && kind === 'index');
  if (node !== 'IndexStmt' || mention === undefined || mention.table === null) return null;
  return { schema: mention.schema, table: mention.table, name: mention.name };
}

/** Resolved as the statement itself resolves it: by the session's search path, where it names no schema. */
function tableOid({ schema, table }: Omit<CreatedIndex, 'name'>): string {
  const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  const name = schema === null ? quoted(table) : `${quoted(schema)}.${quoted(table)}`;
  return `pg_catalog.to_regclass(${literal(name)})`;
}

function indexesOf(index: CreatedIndex): string {
  return `select coalesce(pg_catalog.jsonb_agg(indexrelid::pg_catalog.int8), '[]') from pg_catalog.pg_index where indrelid = ${tableOid(index)}`;
}

export interface InterruptedStatement {
  readonly migration: Migration;
  readonly statement: Statement;
  /** What was kept before it ran. */
  readonly beforehand: unknown;
}

/**
 * Finds out whether a statement that began, and of which nobody knows the end, is done; and clears away what a half-done
 * one left. Runs in the session that would run the statement.
 */
export async function isDone(client: pg.Client, interrupted: InterruptedStatement): Promise<boolean> {
  const { statement, beforehand } = interrupted;
  const { node } = statement;
  if (node === 'IndexStmt') return await indexIsDone(client, interrupted);
  if (node === 'DropStmt') return await indexIsDropped(client, statement);
  if (node === 'AlterTableStmt') return await partitionIsDetached(client, interrupted);
  if (node === 'ReindexStmt') await dropLeftovers(client, beforehand);
  // REINDEX, VACUUM, CLUSTER, ALTER SYSTEM and the like may run twice; so may whatever names an object that is in its way,
  // since the server then says so.
  return false;
}

interface FoundIndex {
  readonly oid: string;
  readonly name: string;
  readonly bare: string;
  readonly valid: boolean;
}

async function indexIsDone(
  client: pg.Client,
  { statement, beforehand }: InterruptedStatement,
): Promise<boolean> {
  const index = createdIndex(statement);
  if (index === null) return false;
  const known = knownIndexes(beforehand);
  const { rows } = await client.query<FoundIndex>(
    `select i.indexrelid::text as oid, i.indexrelid::pg_catalog.regclass::text as name, c.relname as bare, i.indisvalid and i.indisready as valid
     from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid where i.indrelid = ${tableOid(index)}`,
  );
  // Somebody else may have built another index of the table since; it is neither ours to count nor to drop.
  const mine = rows.filter(({ oid, bare }) => !known.has(oid) && (index.name === '' || bare === index.name));
  for (const { name, valid } of mine)
    if (!valid) await client.query(`drop index concurrently if exists ${name}`);
  return mine.some(({ valid }) => valid);
}

function knownIndexes(beforehand: unknown): ReadonlySet<string> {
  if (typeof beforehand !== 'object' || beforehand === null || !('indexes' in beforehand)) return new Set();
  const { indexes } = beforehand;
  return new Set(Array.isArray(indexes) ? indexes.map(String) : []);
}

async function indexIsDropped(client: pg.Client, statement: Statement): Promise<boolean> {
  const mention = statement.mentions.find(({ verb, kind }) => verb === 'drop' && kind === 'index');
  if (mention === undefined) return false;
  const { rows } = await client.query<{ gone: boolean }>(
    `select ${tableOid({ schema: mention.schema, table: mention.name })} is null as gone`,
  );
  return rows[0]?.gone === true;
}

/** A detachment that stopped between its two transactions has to be finished, and cannot be begun again. */
async function partitionIsDetached(client: pg.Client, { statement }: InterruptedStatement): Promise<boolean> {
  const mention = statement.mentions.find(({ kind }) => kind === 'table');
  if (mention === undefined) return false;
  const { rows } = await client.query<{ parent: string; partition: string; pending: boolean }>(
    `select inhparent::pg_catalog.regclass::text as parent, inhrelid::pg_catalog.regclass::text as partition, inhdetachpending as pending
     from pg_catalog.pg_inherits where inhparent = ${tableOid({ schema: mention.schema, table: mention.name })}`,
  );
  const pending = rows.find((row) => row.pending && mentionsName(statement.sql, row.partition));
  if (pending !== undefined) {
    await client.query(`alter table ${pending.parent} detach partition ${pending.partition} finalize`);
    return true;
  }
  // Not among the partitions any more: it was detached.
  return !rows.some(({ partition }) => mentionsName(statement.sql, partition));
}

function mentionsName(sql: string, name: string): boolean {
  const bare = (name.split('.').at(-1) ?? name)
    .replaceAll('"', '')
    .replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
  return new RegExp(`(?<![\\w$])${bare}(?![\\w$])`, 'iu').test(sql);
}

/** Copies that a REINDEX CONCURRENTLY left behind (https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY). */
async function dropLeftovers(client: pg.Client, beforehand: unknown): Promise<void> {
  const known = knownIndexes(beforehand);
  const { rows } = await client.query<{ oid: string; name: string }>(
    `select i.indexrelid::text as oid, i.indexrelid::pg_catalog.regclass::text as name
     from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
     where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$' and pg_catalog.pg_get_userbyid(c.relowner) = current_user`,
  );
  for (const { oid, name } of rows) {
    if (!known.has(oid)) await client.query(`drop index concurrently if exists ${name}`);
  }
}

/**
 * An INVALID index that is not ours stands where the statement would put its own: IF NOT EXISTS would skip it in silence, and
 * the index would never work.
 */
export async function refuseForeignInvalidIndex(
  client: pg.Client,
  migration: Migration,
  statement: Statement,
): Promise<void> {
  const mention = statement.mentions.find(({ verb, kind }) => verb === 'create' && kind === 'index');
  if (statement.node !== 'IndexStmt' || mention === undefined || mention.name === '') return;
  const { rows } = await client.query<{ name: string }>(
    `select i.indexrelid::pg_catalog.regclass::text as name from pg_catalog.pg_index i
     join pg_catalog.pg_class c on c.oid = i.indexrelid
     where not i.indisvalid and c.relname = $1
       and i.indrelid = ${tableOid({ schema: mention.schema, table: mention.table ?? '' })}`,
    [mention.name],
  );
  const name = rows[0]?.name;
  if (name === undefined) return;
  throw new SluiceError('sql-failed', {
    message: `${migration.file}:${statement.line}: the index ${name} is there already, and INVALID: an earlier build of it failed, or is still running.`,
    remedy: `If nobody is building it: drop index concurrently ${name}; and run again.`,
    location: { file: migration.file, line: statement.line },
    sqlState: '42P07',
  });
}
