import type pg from 'pg';
import type { RelationName, RelationSize } from '../core/deploy-ports.ts';

/** Estimated rows and bytes (with indexes and TOAST) of relations, from the catalog; a partitioned table is the sum of its parts. */
export async function readSizes(
  client: pg.Client,
  relations: readonly RelationName[],
): Promise<RelationSize[]> {
  if (relations.length === 0) return [];
  const { rows } = await client.query<{ schema: string; name: string; rows: string | null; bytes: string }>(
    `select n.nspname as schema, c.relname as name,
       case when pg_catalog.bool_or(part.reltuples >= 0) then pg_catalog.sum(greatest(part.reltuples, 0))::bigint::text end as rows,
       coalesce(pg_catalog.sum(pg_catalog.pg_total_relation_size(part.oid)), 0)::text as bytes
     from unnest($1::text[], $2::text[]) as wanted(schema, name)
     join pg_catalog.pg_namespace n on n.nspname = wanted.schema
     join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = wanted.name and c.relkind in ('r', 'p', 'm')
     left join lateral (
       select p.oid, p.reltuples from pg_catalog.pg_class p
       where p.oid = c.oid and c.relkind <> 'p'
          or c.relkind = 'p' and p.oid in (select relid from pg_catalog.pg_partition_tree(c.oid) where isleaf)
     ) as part on true
     group by n.nspname, c.relname order by 1, 2`,
    [relations.map(({ schema }) => schema), relations.map(({ name }) => name)],
  );
  return rows.map((row) => ({
    schema: row.schema,
    name: row.name,
    rows: row.rows === null ? null : Number(row.rows),
    bytes: Number(row.bytes),
  }));
}
