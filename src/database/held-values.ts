import type { LossGuard } from '../core/rollback-work.ts';
import { literal } from './literals.ts';

/** Types that have no equality, and arrays of them; of others outside pg_catalog it may be anywhere. */
const WITHOUT_EQUALITY = `'^_?(json|xml|point|box|path|polygon|line|lseg|circle)$'`;

const WITHOUT_ZONE = /^(?:date|timestamp(?:\(\d\))? without time zone)$/u;
const WITH_ZONE = /^timestamp(?:\(\d\))? with time zone$/u;

/** What becomes of the values of a column: they are turned into another type, or computed again. */
export interface Conversion {
  /** The type that the column gets. */
  readonly type: string;
  readonly computed?: string | undefined;
  /** SQL of the time zone of the session that converts them: the same time may be two instants, or none. */
  readonly zone: string;
  /** SQL of whether there is a cast back from the type. */
  readonly returns: string;
}

/** SQL that gives a condition: a column holds something that is to be kept. Needs `a` of the catalog. */
export function writtenSql({ ignoresFill = false }: Pick<LossGuard, 'ignoresFill'>): string {
  // IS NOT NULL would ask each attribute of a composite value.
  const written = "format('%I is distinct from null', a.attname)";
  // What ADD COLUMN gives to rows that are there is kept in the catalog, once for all of them.
  return ignoresFill
    ? `case when a.atthasmissing then format('%1$I is distinct from null and %1$I::text is distinct from %2$L', a.attname, (a.attmissingval::text::text[])[1]) else ${written} end`
    : written;
}

/**
 * SQL that gives the expression of a value that went to the type and back; where there is no way back, of its text there; or of what is
 * computed instead. Needs `a` of the catalog.
 */
export function thereAndBackSql({ type, computed, zone, returns }: Conversion): string {
  if (computed !== undefined) return literal(`(${computed})`);
  const own = 'format_type(a.atttypid, a.atttypmod)';
  const back = `format('((%I)::%s)::%s', a.attname, ${literal(type)}, ${own})`;
  return `case when not ${returns} then format('((%I)::%s)::text', a.attname, ${literal(type)}) ${inZoneSql(type, zone, own)}else ${back} end`;
}

/** What casts between times with and without a zone do, whatever zone the expression is evaluated in. */
function inZoneSql(type: string, zone: string, own: string): string {
  if (WITHOUT_ZONE.test(type)) {
    return `when a.atttypid = 'timestamptz'::regtype then format('(((%I at time zone %L)::%s)::timestamp at time zone %L)::%s', a.attname, ${zone}, ${literal(type)}, ${zone}, ${own}) `;
  }
  if (WITH_ZONE.test(type)) {
    return `when a.atttypid in ('timestamp'::regtype, 'date'::regtype) then format('(((%I)::timestamp at time zone %L)::%s at time zone %L)::%s', a.attname, ${zone}, ${literal(type)}, ${zone}, ${own}) `;
  }
  return '';
}

/** SQL that gives a condition: a value is not itself any more after it went to the type and back. Needs `a` and `t` of the catalog. */
export function changedValueSql(conversion: Conversion): string {
  const there = thereAndBackSql(conversion);
  if (conversion.computed !== undefined)
    return `format('(%s)::text is distinct from (%I)::text', ${there}, a.attname)`;
  return `case when ${conversion.returns} and t.typnamespace = 'pg_catalog'::regnamespace and t.typname !~ ${WITHOUT_EQUALITY}
        then format('%s is distinct from %I', ${there}, a.attname)
        else format('(%s)::text is distinct from (%I)::text', ${there}, a.attname) end`;
}
