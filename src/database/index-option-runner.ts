import type pg from 'pg';
import { changedOptions, type IndexOptionWork } from './index-options.ts';

type AsAdministrator = (work: (client: pg.Client) => Promise<unknown>) => Promise<void>;

/** Runs a statement that has to do with options of the given index methods; `asAdministrator` may write the catalog. */
export async function runWithOptions(
  work: IndexOptionWork,
  client: pg.Client,
  methods: readonly string[],
  asAdministrator: AsAdministrator,
): Promise<void> {
  if (work.kind === 'create') await create(work, client, methods, asAdministrator);
  else if (work.kind === 'set') await set(work, client, methods, asAdministrator);
  else await retype(work.without, client, methods, asAdministrator);
}

/** An index of a partitioned table has more of them below it, and a block may make fewer than its text names. */
async function create(
  { without, options }: IndexOptionWork,
  client: pg.Client,
  methods: readonly string[],
  asAdministrator: AsAdministrator,
): Promise<void> {
  const before = await newestIndex(client, methods);
  await client.query(without);
  const made = await indexesSince(client, methods, before);
  const areAlike = new Set(options.map((list) => list.join())).size === 1;
  if (made.length === 0 || (made.length !== options.length && !areAlike)) return;
  await asAdministrator(async (administrator) => {
    for (const [at, id] of made.entries())
      await administrator.query(SET_OPTIONS_SQL, [options[at] ?? options[0], id]);
  });
}

async function set(
  work: IndexOptionWork,
  client: pg.Client,
  methods: readonly string[],
  asAdministrator: AsAdministrator,
): Promise<void> {
  const index = await indexNamed(client, methods, work.index);
  if (index === null) {
    await client.query(work.without);
    return;
  }
  const options = changedOptions(index.options, work);
  await asAdministrator((administrator) => administrator.query(SET_OPTIONS_SQL, [options, index.id]));
}

/** PostgreSQL makes the indexes of a retyped column anew from their definitions, options included. */
async function retype(
  sql: string,
  client: pg.Client,
  methods: readonly string[],
  asAdministrator: AsAdministrator,
): Promise<void> {
  const indexes = await optionedIndexes(client, methods);
  const write = async (isBack: boolean): Promise<void> => {
    if (indexes.length === 0) return;
    await asAdministrator(async (administrator) => {
      for (const { schema, name, options } of indexes)
        await administrator.query(SET_NAMED_OPTIONS_SQL, [schema, name, isBack ? options : null]);
    });
  };
  await write(false);
  try {
    await client.query(sql);
  } finally {
    await write(true);
  }
}

const OURS = 'from pg_catalog.pg_class c join pg_catalog.pg_am a on a.oid = c.relam and a.amname = any($1)';

interface OptionedIndex {
  readonly id: string;
  readonly options: readonly string[] | null;
}

/** The index of such a method that a name stands for; null where it is another kind of index, or none. */
async function indexNamed(
  client: pg.Client,
  methods: readonly string[],
  name: string,
): Promise<OptionedIndex | null> {
  const { rows } = await client.query<OptionedIndex>(
    `select c.oid::text as id, c.reloptions as options ${OURS} where c.oid = pg_catalog.to_regclass($2)`,
    [methods, name],
  );
  return rows[0] ?? null;
}

/** The greatest id of an index of such a method; what is made later has a greater one. */
async function newestIndex(client: pg.Client, methods: readonly string[]): Promise<bigint> {
  const { rows } = await client.query<{ id: string | null }>(
    `select max(c.oid::bigint)::text as id ${OURS}`,
    [methods],
  );
  return BigInt(rows[0]?.id ?? 0);
}

/** Indexes of such a method made after an id, in the order in which they were made. */
async function indexesSince(
  client: pg.Client,
  methods: readonly string[],
  id: bigint,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select c.oid::text as id ${OURS} where c.oid > $2::oid order by c.oid`,
    [methods, String(id)],
  );
  return rows.map((row) => row.id);
}

interface NamedOptions {
  readonly schema: string;
  readonly name: string;
  readonly options: readonly string[];
}

/** Those that have options. A column that changes its type gets its indexes anew, under their names. */
async function optionedIndexes(
  client: pg.Client,
  methods: readonly string[],
): Promise<readonly NamedOptions[]> {
  const { rows } = await client.query<NamedOptions>(
    `select c.relnamespace::regnamespace::text as schema, c.relname as name, c.reloptions as options ${OURS}
where c.reloptions is not null`,
    [methods],
  );
  return rows;
}

const SET_OPTIONS_SQL = 'update pg_catalog.pg_class set reloptions = $1 where oid = $2::oid';
const SET_NAMED_OPTIONS_SQL =
  'update pg_catalog.pg_class set reloptions = $3 where relnamespace = $1::regnamespace and relname = $2';
