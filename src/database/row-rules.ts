import pg from 'pg';
import type { ConnectionTarget } from '../core/ports.ts';
import type { RowRule, RuleColumn } from '../core/rollback-ports.ts';
import { connectionError } from './errors.ts';

const PLACES = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'supabase_migrations', 'sluice_quarantine')`;

/** With nothing on the search path the catalog writes every name in full. What was not checked when it was made is no rule. */
const RULES_SQL = `
set search_path = '';
select n.nspname as schema, c.relname as table, a.attname as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
  a.attnotnull as "notNull", case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end as default,
  a.attgenerated <> '' or a.attidentity <> '' as computed
from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attnum > 0 and not a.attisdropped and ${PLACES} order by 1, 2, a.attnum;
select n.nspname as schema, c.relname as table, k.conname as name, k.contype as kind, pg_catalog.pg_get_expr(k.conbin, k.conrelid) as expression,
  (select pg_catalog.array_agg(a.attname::text order by u.n) from unnest(k.conkey) with ordinality u(attnum, n) join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum) as keys,
  k.confdeltype as "onDelete", rn.nspname as "otherSchema", r.relname as "otherTable",
  (select pg_catalog.array_agg(a.attname::text order by u.n) from unnest(k.confkey) with ordinality u(attnum, n) join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum) as "otherKeys"
from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_class r on r.oid = k.confrelid left join pg_catalog.pg_namespace rn on rn.oid = r.relnamespace
where k.contype in ('c', 'f') and k.convalidated and k.conparentid = 0 and ${PLACES}
union all
select n.nspname, c.relname, c.relname, 'c', pg_catalog.pg_get_partition_constraintdef(c.oid), null, null, null, null, null
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relispartition and c.relkind = 'r' and ${PLACES};
select n.nspname as schema, c.relname as table, x.relname as name, pg_catalog.pg_get_expr(i.indpred, i.indrelid) as predicate, not i.indnullsnotdistinct as "nullsDistinct",
  (select pg_catalog.array_agg(pg_catalog.pg_get_indexdef(i.indexrelid, u.n, false) order by u.n) from pg_catalog.generate_series(1, i.indnkeyatts) u(n)) as keys
from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indrelid join pg_catalog.pg_class x on x.oid = i.indexrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where i.indisunique and i.indisvalid and c.relkind in ('r', 'p') and ${PLACES};
select n.nspname as schema, t.typname as table, k.conname as name, pg_catalog.pg_get_expr(k.conbin, 0) as expression
from pg_catalog.pg_constraint k join pg_catalog.pg_type t on t.oid = k.contypid join pg_catalog.pg_namespace n on n.oid = t.typnamespace where k.contype = 'c' and k.convalidated and ${PLACES}
union all
select n.nspname, t.typname, 'not null', null from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace where t.typnotnull and t.typtype = 'd' and ${PLACES};
select n.nspname as schema, t.typname as table, pg_catalog.array_agg(e.enumlabel::text order by e.enumsortorder) as keys
from pg_catalog.pg_enum e join pg_catalog.pg_type t on t.oid = e.enumtypid join pg_catalog.pg_namespace n on n.oid = t.typnamespace where ${PLACES} group by 1, 2;
select n.nspname as schema, c.relname as table, pg_catalog.array_agg(a.attname::text order by a.attnum) as keys
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where (c.relkind = 'c' or c.relkind in ('r', 'p') and c.reltype in (select unnest(array[t.oid, t.typelem, t.typbasetype]) from pg_catalog.pg_type t where t.oid in (select u.atttypid from pg_catalog.pg_attribute u)))
  and ${PLACES} group by 1, 2`;

interface ColumnRow extends RuleColumn {
  readonly schema: string;
  readonly table: string;
  readonly notNull: boolean;
  readonly computed: boolean;
}

interface ConstraintRow {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly kind: 'c' | 'f';
  readonly expression: string | null;
  readonly keys: readonly string[] | null;
  readonly otherSchema: string | null;
  readonly otherTable: string | null;
  readonly otherKeys: readonly string[] | null;
  /** As pg_constraint has it: `c` cascade, `n` and `d` set, else refuse. */
  readonly onDelete: string | null;
}

type IndexRow = Pick<RowRule, 'schema' | 'table' | 'name' | 'predicate' | 'nullsDistinct' | 'keys'>;
type DomainRow = Pick<RowRule, 'schema' | 'table' | 'name' | 'expression'>;
type EnumRow = Pick<RowRule, 'schema' | 'table' | 'keys'>;

const BARE = {
  columns: [],
  expression: null,
  keys: [],
  predicate: null,
  nullsDistinct: true,
  references: null,
} as const;

/** What the schema of a database demands of rows. */
export async function readRules(target: ConnectionTarget): Promise<RowRule[]> {
  const client = new pg.Client({ ...target });
  client.on('error', () => {});
  try {
    await client.connect();
    // Several statements in one message are answered with several results, which the driver's types do not tell.
    const answers: unknown = await client.query(RULES_SQL);
    return rulesOf(Array.isArray(answers) ? answers : []);
  } catch (thrown) {
    throw connectionError(thrown, 'reading what the schema demands of rows');
  } finally {
    await client.end().catch(() => {});
  }
}

function rulesOf(answers: readonly { readonly rows?: readonly unknown[] }[]): RowRule[] {
  const [, columns, constraints, indexes, domains, enums, composites] = answers;
  const all = rowsOf<ColumnRow>(columns);
  const byTable = new Map<string, ColumnRow[]>();
  for (const column of all) {
    const key = JSON.stringify([column.schema, column.table]);
    byTable.set(key, [...(byTable.get(key) ?? []), column]);
  }
  const columnsOf = (schema: string, table: string): RuleColumn[] =>
    (byTable.get(JSON.stringify([schema, table])) ?? []).map(({ name, type, default: preset }) => ({
      name,
      type,
      default: preset,
    }));
  return [
    ...all
      .filter(({ notNull, computed }) => notNull && !computed)
      .map(({ schema, table, name }) => ({
        ...BARE,
        kind: 'not-null' as const,
        schema,
        table,
        name,
        keys: [name],
        columns: columnsOf(schema, table),
      })),
    ...rowsOf<ConstraintRow>(constraints).map((row) => constraintRule(row, columnsOf)),
    ...rowsOf<IndexRow>(indexes).map((row) => ({
      ...BARE,
      ...row,
      kind: 'unique' as const,
      columns: columnsOf(row.schema, row.table),
    })),
    ...rowsOf<DomainRow>(domains).map((row) => ({ ...BARE, ...row, kind: 'domain' as const })),
    ...rowsOf<EnumRow>(composites).map((row) => ({
      ...BARE,
      ...row,
      kind: 'composite' as const,
      name: row.table,
      columns: row.keys.map((name) => ({ name, type: '', default: null })),
    })),
    ...rowsOf<EnumRow>(enums).map((row) => ({ ...BARE, ...row, kind: 'enum' as const, name: row.table })),
  ];
}

function constraintRule(
  {
    schema,
    table,
    name,
    kind,
    expression,
    keys,
    otherSchema,
    otherTable,
    otherKeys,
    onDelete,
  }: ConstraintRow,
  columnsOf: (schema: string, table: string) => RuleColumn[],
): RowRule {
  const own = { ...BARE, schema, table, name, columns: columnsOf(schema, table) };
  if (kind === 'c' || otherSchema === null || otherTable === null)
    return { ...own, kind: 'check', expression };
  return {
    ...own,
    kind: 'foreign-key',
    keys: keys ?? [],
    references: {
      schema: otherSchema,
      table: otherTable,
      columns: columnsOf(otherSchema, otherTable),
      keys: otherKeys ?? [],
      onDelete: onDelete === 'c' ? 'cascade' : onDelete === 'n' || onDelete === 'd' ? 'set' : 'refuse',
    },
  };
}

/** The columns of each answer are named in the statement above it. */
function rowsOf<Row>(answer: { readonly rows?: readonly unknown[] } | undefined): readonly Row[] {
  return (answer?.rows ?? []).filter((row): row is Row => typeof row === 'object' && row !== null);
}
