import type { LossGuard } from '../core/rollback-work.ts';
import { textArray } from './literals.ts';
import { quoted } from './row-violations.ts';

/** The partitions that a rollback only takes out of their parent, as names in SQL. */
export function keptNames({ kept }: Pick<LossGuard, 'kept'>): string {
  return textArray(kept.map(({ schema, table }) => `${quoted(schema)}.${quoted(table)}`));
}

/**
 * A condition for rows of a partitioned table: they are in no partition that stays. `names` is SQL of a text[], `row` the name of the
 * rows where there are others; everything is in pg_catalog.
 */
export function isNotKept(names: string, row?: string): string {
  const part = row === undefined ? 'tableoid' : `${row}.tableoid`;
  return `${part} <> all (array(select t.relid::oid from unnest(${names}) as k(name) cross join lateral pg_partition_tree(to_regclass(k.name)) as t))`;
}
