import type { ClientBase } from 'pg';
import type { SecurityFact } from '../core/ports.ts';
import { ASKS_AS_CALLER, policiesThatRecurse } from './policy-recursion.ts';
import { PLATFORM_SCHEMAS } from './profile.ts';

/** Roles that the API gives to callers from outside. */
const API_ROLES = ['anon', 'authenticated'];

/**
 * `$1` exposed schemas, `$2` schemas of the platform, `$3` roles of the API that exist. Who may reach a relation is dear to ask, so
 * it is asked where everything else speaks for it.
 */
const COMMON = `
with api_role as (
  select oid, rolname from pg_catalog.pg_roles where rolname = any ($3::text[])
), exposed as (
  select oid, nspname from pg_catalog.pg_namespace where nspname = any ($1::text[]) and nspname <> all ($2::text[])
), member as (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
), relation as not materialized (
  select c.oid, c.relname, c.relkind, c.relrowsecurity, c.reloptions, n.nspname,
    exists (select 1 from api_role r where pg_catalog.has_any_column_privilege(r.oid, c.oid, 'SELECT')
      or pg_catalog.has_any_column_privilege(r.oid, c.oid, 'INSERT')
      or pg_catalog.has_any_column_privilege(r.oid, c.oid, 'UPDATE')
      or pg_catalog.has_table_privilege(r.oid, c.oid, 'DELETE')) as reachable
  from pg_catalog.pg_class c join exposed n on n.oid = c.relnamespace
  where c.relkind in ('r','p','v','m')
    and not exists (select 1 from member m where m.classid = 'pg_catalog.pg_class'::regclass and m.objid = c.oid)
), reads (rewritten, read) as (
  select distinct r.ev_class, d.refobjid
  from pg_catalog.pg_rewrite r
  join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = r.oid
    and d.refclassid = 'pg_catalog.pg_class'::regclass and d.deptype = 'n' and d.refobjid <> r.ev_class
)`;

const SIMPLE_RULES_SQL = `${COMMON}
select 'rls-disabled' as rule, 'table' as kind, nspname as schema, null as "table", relname::text as name, '' as detail
from relation where relkind in ('r','p') and not relrowsecurity and reachable
union all
select 'rls-without-policy', 'table', nspname, null, relname, ''
from relation c where relkind in ('r','p') and relrowsecurity
  and case when exists (select 1 from pg_catalog.pg_policy p where p.polrelid = c.oid) then false else reachable end
union all
select 'definer-without-search-path', 'function', n.nspname, null,
  f.proname || '(' || pg_catalog.oidvectortypes(f.proargtypes) || ')', ''
from pg_catalog.pg_proc f join pg_catalog.pg_namespace n on n.oid = f.pronamespace
where f.prosecdef and n.nspname <> all ($2::text[]) and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select 1 from unnest(coalesce(f.proconfig, '{}')) setting where setting like 'search_path=%')
  and not exists (select 1 from member m where m.classid = 'pg_catalog.pg_proc'::regclass and m.objid = f.oid)
union all
select * from (
  with recursive reached (view, read, as_owner) as (
    select v.oid, d.read, not ${ASKS_AS_CALLER('v')} from relation v join reads d on d.rewritten = v.oid where v.relkind in ('v','m') and v.reachable
    union
    -- Who may read a view with the rights of its owner gets past the policies through any view of it.
    select r.view, d.read, r.as_owner or c.relkind in ('v','m') and not ${ASKS_AS_CALLER('c')}
      and exists (select 1 from api_role a where pg_catalog.has_any_column_privilege(a.oid, c.oid, 'SELECT'))
    from reached r join pg_catalog.pg_class c on c.oid = r.read join reads d on d.rewritten = r.read
  )
  select case v.relkind when 'm' then 'materialized-view-exposed' else 'view-bypasses-rls' end,
    case v.relkind when 'm' then 'materializedView' else 'view' end, v.nspname, null, v.relname,
    string_agg(distinct tn.nspname || '.' || t.relname, ', ')
  from reached r
  join relation v on v.oid = r.view
  join pg_catalog.pg_class t on t.oid = r.read and t.relkind in ('r','p') and t.relrowsecurity
  join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
  where r.as_owner
  group by v.relkind, v.nspname, v.relname
) bypassing`;

/** Whether a policy is for the role `r`: also for the members of its roles. */
const IS_FOR = (policy: string): string =>
  `exists (select 1 from unnest(${policy}.polroles) role where role = 0 or pg_catalog.pg_has_role(r.oid, role, 'USAGE'))`;

/**
 * Permissive policies whose condition is simply true for a command that a role of the API may run on the table, and that
 * no restrictive policy narrows again.
 */
const OPEN_POLICIES_SQL = `${COMMON}, open (policy, command, wish) as (
  select p.oid, 'INSERT', 'insert any row' from pg_catalog.pg_policy p
    where p.polcmd in ('a','*') and coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), pg_catalog.pg_get_expr(p.polqual, p.polrelid)) = 'true'
  union all
  select p.oid, 'UPDATE', 'update every row' from pg_catalog.pg_policy p
    where p.polcmd in ('w','*') and pg_catalog.pg_get_expr(p.polqual, p.polrelid) = 'true'
  union all
  select p.oid, 'DELETE', 'delete every row' from pg_catalog.pg_policy p
    where p.polcmd in ('d','*') and pg_catalog.pg_get_expr(p.polqual, p.polrelid) = 'true'
)
select 'policy-open-for-writes' as rule, 'policy' as kind, n.nspname as schema, c.relname as "table", p.polname as name,
  string_agg(distinct r.rolname, ' and ') || ' ' || string_agg(distinct o.wish, ', ') as detail
from open o
join pg_catalog.pg_policy p on p.oid = o.policy and p.polpermissive
join pg_catalog.pg_class c on c.oid = p.polrelid and c.relrowsecurity
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join api_role r on ${IS_FOR('p')}
where (n.nspname in (select nspname from exposed) or n.nspname = 'storage')
  and case when o.command = 'DELETE' then pg_catalog.has_table_privilege(r.oid, c.oid, 'DELETE')
      else pg_catalog.has_any_column_privilege(r.oid, c.oid, o.command) end
  and not exists (select 1 from pg_catalog.pg_policy narrow
    where narrow.polrelid = c.oid and not narrow.polpermissive
      and narrow.polcmd in ('*', case o.command when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end)
      and (pg_catalog.pg_get_expr(narrow.polqual, narrow.polrelid) <> 'true' or pg_catalog.pg_get_expr(narrow.polwithcheck, narrow.polrelid) <> 'true')
      and ${IS_FOR('narrow')})
group by n.nspname, c.relname, p.polname`;

interface FactRow {
  readonly rule: SecurityFact['rule'];
  readonly kind: SecurityFact['kind'];
  readonly schema: string;
  readonly table: string | null;
  readonly name: string;
  readonly detail: string;
}

/**
 * What the security rules find in the catalog. The rules follow Supabase's database advisors
 * (https://supabase.com/docs/guides/database/database-advisors) where one of them judges the same.
 */
export async function readSecurityFacts(
  client: ClientBase,
  exposed: readonly string[],
): Promise<SecurityFact[]> {
  const parameters = [exposed, PLATFORM_SCHEMAS, API_ROLES];
  const { rows: simple } = await client.query<FactRow>(SIMPLE_RULES_SQL, parameters);
  const { rows: open } = await client.query<FactRow>(OPEN_POLICIES_SQL, parameters);
  const facts = [...simple, ...open, ...(await policiesThatRecurse(client))];
  // The catalog answers in any order; a report must read the same each time.
  return facts.sort((left, right) => (placeOf(left) < placeOf(right) ? -1 : 1));
}

function placeOf({ rule, schema, table, name, detail }: SecurityFact): string {
  return JSON.stringify([rule, schema, table ?? '', name, detail]);
}
