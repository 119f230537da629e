import type { ClientBase } from 'pg';
import type { SecurityFact } from '../core/ports.ts';

/**
 * Which relations the policies for reading (SELECT and ALL) of each table with RLS read in sub-queries, and which ones a
 * view with security_invoker reads. The relations stand in the stored expression as `:relid`; a reference to a column of
 * the policy's own table outside any sub-query does not.
 */
const READS_SQL = `
select p.polrelid::text as "from", p.oid::text as policy, p.polname as name, c.relname as "table", n.nspname as schema, m[1] as "to"
from pg_catalog.pg_policy p
join pg_catalog.pg_class c on c.oid = p.polrelid and c.relrowsecurity
join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
lateral regexp_matches(coalesce(p.polqual::text, ''), ':relid (\\d+)', 'g') m
where p.polcmd in ('r', '*')
union
select r.ev_class::text, null, null, c.relname, n.nspname, m[1]
from pg_catalog.pg_rewrite r
join pg_catalog.pg_class c on c.oid = r.ev_class and c.relkind = 'v'
  and coalesce(c.reloptions, '{}') && array['security_invoker=true','security_invoker=on','security_invoker=1','security_invoker=yes']
join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
lateral regexp_matches(r.ev_action::text, ':relid (\\d+)', 'g') m
where m[1] <> r.ev_class::text`;

interface ReadRow {
  readonly from: string;
  readonly policy: string | null;
  readonly name: string | null;
  readonly table: string;
  readonly schema: string;
  readonly to: string;
}

/** Policies through which reading a table leads back to reading it, which PostgreSQL answers with "infinite recursion" (42P17). */
export async function tablesThatRecurse(client: ClientBase): Promise<SecurityFact[]> {
  const { rows } = await client.query<ReadRow>(READS_SQL);
  const reads = new Map<string, Set<string>>();
  for (const { from, to } of rows) reads.set(from, (reads.get(from) ?? new Set()).add(to));
  const labels = new Map(rows.map(({ from, schema, table }) => [from, `${schema}.${table}`]));
  const facts = new Map<string, SecurityFact>();
  for (const row of rows) {
    if (row.policy === null || row.name === null || !leadsTo(reads, row.to, row.from)) continue;
    facts.set(row.policy, {
      rule: 'policy-recursion',
      kind: 'policy',
      schema: row.schema,
      table: row.table,
      name: row.name,
      detail: labels.get(row.to) ?? `${row.schema}.${row.table}`,
    });
  }
  return [...facts.values()];
}

function leadsTo(reads: ReadonlyMap<string, ReadonlySet<string>>, start: string, goal: string): boolean {
  const seen = new Set<string>();
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === goal) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(reads.get(next) ?? []));
  }
  return false;
}
