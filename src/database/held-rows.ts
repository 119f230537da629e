import type pg from 'pg';
import type { RelationName } from '../core/deploy-ports.ts';
import type { HeldRows } from '../core/rollback-ports.ts';
import type { LossGuard } from '../core/rollback-work.ts';
import { isServerError } from './errors.ts';
import { changedValueSql, writtenSql } from './held-values.ts';
import { isNotKept, keptNames } from './kept-partitions.ts';
import { literal } from './literals.ts';

/** Of a column that is dropped only those that have it from there; where it gets another type, they all do. */
const HEIRS_SQL = `
with recursive below as (
  select i.inhrelid as id from pg_inherits i join pg_class p on p.oid = i.inhparent join pg_namespace n on n.oid = p.relnamespace
  where n.nspname = $1 and p.relname = $2 and p.relkind = 'r'
  union select i.inhrelid from pg_inherits i join below b on b.id = i.inhparent
)
select n.nspname as schema, c.relname as name from below b join pg_class c on c.oid = b.id and c.relkind = 'r' join pg_namespace n on n.oid = c.relnamespace
where $3::text is null or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = $3 and not a.attisdropped and a.attinhcount > 0 and ($4 or not a.attislocal))
order by 1, 2`;

/** Tables that inherit what a guard is about, and lose it with it. */
export async function heirsOf(
  client: pg.Client,
  { kind, schema, table, column, onlyItself }: LossGuard,
): Promise<readonly RelationName[]> {
  if (onlyItself === true) return [];
  const { rows } = await client.query<RelationName>(HEIRS_SQL, [schema, table, column, kind === 'values']);
  return rows;
}

/** How many rows hold what a guard is about; `guards` are all of its step. */
export async function heldBy(
  client: pg.Client,
  guard: LossGuard,
  guards: readonly LossGuard[],
): Promise<HeldRows> {
  const nothing = { rows: 0, within: null, refusal: null };
  const { rows } = await client.query<{
    relation: string;
    ancestors: string[] | null;
    condition: string | null;
    plain: string | null;
  }>(
    `select case c.relkind when 'p' then '' else 'only ' end || format('%I.%I', n.nspname, c.relname) as relation,
       case when c.relispartition then (select array_agg(pn.nspname || '.' || p.relname order by up.distance) from pg_partition_ancestors(c.oid) with ordinality as up(id, distance) join pg_class p on p.oid = up.id join pg_namespace pn on pn.oid = p.relnamespace where up.id <> c.oid) end as ancestors,
       ${conditionSql(guard, true)} as condition, ${conditionSql(guard, false)} as plain
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p')
       and ($3::text is null or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = $3 and not a.attisdropped))`,
    [guard.schema, guard.table, guard.column],
  );
  const [found] = rows;
  if (found === undefined) return nothing;
  const tables = guards.filter(({ kind }) => kind === 'table').map(nameOf);
  const kept = guards.flatMap((one) => one.kept.map(nameOf));
  const above = (found.ancestors ?? []).find((name) => tables.includes(name) || kept.includes(name)) ?? null;
  const within = above !== null && tables.includes(above) ? above : null;
  const counted = async (condition: string | null): Promise<number> => {
    const what = guard.kind === 'table' ? 'count(*)' : `count(*) filter (where ${condition ?? 'false'})`;
    const { rows: answer } = await client.query<{ rows: string }>(
      `select ${what}::text as rows from ${found.relation} where ${isNotKept(keptNames(guard))}`,
    );
    return Number(answer[0]?.rows ?? 0);
  };
  try {
    const count = await counted(found.condition).catch((thrown: unknown) => {
      // cannot_coerce: there is no cast back from the type that the column gets.
      if (!isServerError(thrown) || thrown.code !== '42846') throw thrown;
      return counted(found.plain);
    });
    return { rows: count, within, refusal: null };
  } catch (thrown) {
    // Data exceptions: a value that has no counterpart in the other type.
    if (!isServerError(thrown) || thrown.code?.startsWith('22') !== true) throw thrown;
    return { rows: 0, within, refusal: thrown.message };
  }
}

/** SQL of text: the condition for what a guard's column `c` holds; of values, whether there is a cast back from their former type. */
function conditionSql(guard: LossGuard, returns: boolean): string {
  const zone = "current_setting('timezone')";
  const condition =
    guard.kind === 'column'
      ? writtenSql(guard)
      : guard.kind === 'values'
        ? changedValueSql({ type: guard.type ?? '', computed: guard.computed, zone, returns: `${returns}` })
        : 'null::text';
  return `(select ${condition} from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = c.oid and a.attname = ${literal(guard.column)})`;
}

function nameOf({ schema, table }: { readonly schema: string; readonly table: string }): string {
  return `${schema}.${table}`;
}
