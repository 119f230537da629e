import type { ClientBase } from 'pg';
import type { SecurityFact } from '../core/ports.ts';

/** Views that read with the rights of who asks; PostgreSQL keeps the option as it was written. */
export const ASKS_AS_CALLER = (view: string): string =>
  `(${view}.relkind = 'v' and exists (select 1 from pg_catalog.pg_options_to_table(${view}.reloptions) o where o.option_name = 'security_invoker' and o.option_value::boolean))`;

/**
 * Which relations the policies for reading (SELECT and ALL) of each table with RLS read in sub-queries, and which ones a
 * view with security_invoker reads. The relations stand in the stored expression as `:relid`; a reference to a column of
 * the policy's own table outside any sub-query does not. Roles that RLS does not apply to are left out: a policy for the
 * service role alone is never asked.
 */
const READS_SQL = `
select p.polrelid::text as "from", p.oid::text as policy, p.polname as name, c.relname as "table", n.nspname as schema, m[1] as "to",
  array(select role::text from unnest(p.polroles) role where role = 0
    or not exists (select 1 from pg_catalog.pg_roles r where r.oid = role and (r.rolbypassrls or r.rolsuper))) as roles
from pg_catalog.pg_policy p
join pg_catalog.pg_class c on c.oid = p.polrelid and c.relrowsecurity
join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
lateral regexp_matches(coalesce(p.polqual::text, ''), ':relid (\\d+)', 'g') m
where p.polcmd in ('r', '*')
union
select r.ev_class::text, null, null, c.relname, n.nspname, m[1], array['0']
from pg_catalog.pg_rewrite r
join pg_catalog.pg_class c on c.oid = r.ev_class and ${ASKS_AS_CALLER('c')}
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
  /** Ids of roles; 0 is everybody. */
  readonly roles: readonly string[];
}

const EVERYBODY = '0';

/** Policies through which reading a table leads back to reading it for one and the same role: PostgreSQL answers 42P17. */
export async function policiesThatRecurse(client: ClientBase): Promise<SecurityFact[]> {
  const { rows } = await client.query<ReadRow>(READS_SQL);
  const labels = new Map(rows.map(({ from, schema, table }) => [from, `${schema}.${table}`]));
  const facts = new Map<string, SecurityFact>();
  for (const role of new Set(rows.flatMap(({ roles }) => roles))) {
    const applying = rows.filter(({ roles }) => roles.includes(role) || roles.includes(EVERYBODY));
    const reads = new Map<string, Set<string>>();
    for (const { from, to } of applying) reads.set(from, (reads.get(from) ?? new Set()).add(to));
    for (const { policy, name, schema, table, from, to } of applying) {
      if (policy === null || name === null || !leadsTo(reads, to, from)) continue;
      const detail = labels.get(to) ?? `${schema}.${table}`;
      facts.set(policy, { rule: 'policy-recursion', kind: 'policy', schema, table, name, detail });
    }
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
