/**
 * Everything of a schema that a comparison can show, as rows (kind, name, definition) without object identifiers, so that
 * two states of one database can be told equal by one digest that the server makes. It errs on the side of telling
 * apart: what differs here and not for people only costs a full comparison. The history's schema is ours and left out. Written for PostgreSQL 15 to 18; runs with an
 * empty search_path, so that every name comes out qualified.
 */
const COMMENT = (catalog: string, oid: string): string => `pg_catalog.obj_description(${oid}, '${catalog}')`;

/** Grants in a fixed order; none at all means the default ones, which a later GRANT may spell out. */
const GRANTS = (acl: string, type: string, owner: string): string =>
  `(select string_agg(g::text, ',' order by g::text) from unnest(coalesce(${acl}, acldefault(${type}, ${owner}))) g)`;

const LIST = (expression: string, from: string): string =>
  `(select string_agg(${expression}, ',' order by ${expression}) from ${from})`;

const MEMBER = (catalog: string, oid: string): string =>
  `exists (select 1 from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

const RELATION_PARTS = `
select 'relation' as kind, c.oid::regclass::text as name, concat_ws('|', c.relkind, c.relowner::regrole, c.relpersistence, c.relrowsecurity,
  c.relforcerowsecurity, c.relreplident, c.reloptions, (select amname from pg_am where pg_am.oid = c.relam), pg_get_expr(c.relpartbound, c.oid),
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end, ${LIST('i.inhparent::regclass::text', 'pg_inherits i where i.inhrelid = c.oid')},
  ${GRANTS('c.relacl', "case c.relkind when 'S' then 's'::\"char\" else 'r'::\"char\" end", 'c.relowner')}, ${COMMENT('pg_class', 'c.oid')},
  case when c.relkind in ('v', 'm') and not ${MEMBER('pg_class', 'c.oid')} then pg_get_viewdef(c.oid) end) as definition
from pg_class c join space n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
union all
select 'column', c.oid::regclass::text || '.' || a.attname, concat_ws('|', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
  a.attgenerated, a.attcollation::regcollation, a.attstorage, a.attcompression, a.attstattarget, a.attislocal, a.attinhcount, a.attoptions, a.attfdwoptions,
  (select string_agg(g::text, ',' order by g::text) from unnest(a.attacl) g), col_description(c.oid, a.attnum),
  (select pg_get_expr(e.adbin, e.adrelid) from pg_attrdef e where e.adrelid = c.oid and e.adnum = a.attnum))
from pg_attribute a join pg_class c on c.oid = a.attrelid join space n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and a.attnum > 0 and not a.attisdropped
union all
select 'sequence', s.seqrelid::regclass::text, concat_ws('|', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle,
  (select d.refobjid::regclass || '.' || a.attname from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
   where d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.deptype in ('a', 'i') limit 1))
from pg_sequence s join pg_class c on c.oid = s.seqrelid join space n on n.oid = c.relnamespace
union all
select 'constraint', concat_ws('.', nullif(k.conrelid, 0)::regclass::text, nullif(k.contypid, 0)::regtype::text, k.conname),
  concat_ws('|', pg_get_constraintdef(k.oid), k.convalidated, k.conislocal, k.coninhcount, ${COMMENT('pg_constraint', 'k.oid')})
from pg_constraint k join space n on n.oid = k.connamespace
union all
select 'index', i.indexrelid::regclass::text, concat_ws('|', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered, i.indisreplident,
  ${COMMENT('pg_class', 'i.indexrelid')}, (select x.reloptions from pg_class x where x.oid = i.indexrelid))
from pg_index i join pg_class c on c.oid = i.indrelid join space n on n.oid = c.relnamespace
union all
select 'trigger', t.tgrelid::regclass || '.' || t.tgname, concat_ws('|', pg_get_triggerdef(t.oid), t.tgenabled, ${COMMENT('pg_trigger', 't.oid')})
from pg_trigger t where not t.tgisinternal
union all
select 'policy', p.polrelid::regclass || '.' || p.polname, concat_ws('|', p.polcmd, p.polpermissive, ${LIST('r::regrole::text', 'unnest(p.polroles) r')},
  pg_get_expr(p.polqual, p.polrelid), '|', pg_get_expr(p.polwithcheck, p.polrelid), ${COMMENT('pg_policy', 'p.oid')}) from pg_policy p
union all
select 'rule', r.ev_class::regclass || '.' || r.rulename, concat_ws('|', pg_get_ruledef(r.oid), r.ev_enabled, ${COMMENT('pg_rewrite', 'r.oid')})
from pg_rewrite r join pg_class c on c.oid = r.ev_class join space n on n.oid = c.relnamespace where r.rulename <> '_RETURN'
union all
select 'statistics', n.nspname || '.' || s.stxname, concat_ws('|', pg_get_statisticsobjdef(s.oid), s.stxowner::regrole, ${COMMENT('pg_statistic_ext', 's.oid')})
from pg_statistic_ext s join space n on n.oid = s.stxnamespace`;

const ROUTINE_AND_TYPE_PARTS = `
select 'routine', f.oid::regprocedure::text, concat_ws('|', f.prokind, f.proowner::regrole, ${GRANTS('f.proacl', "'f'", 'f.proowner')}, ${COMMENT('pg_proc', 'f.oid')},
  case when f.prokind <> 'a' and not ${MEMBER('pg_proc', 'f.oid')} then pg_get_functiondef(f.oid) end, f.prosupport,
  (select concat_ws('|', g.aggkind, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn,
     g.aggsortop::regoperator, g.aggtranstype::regtype, g.aggmtranstype::regtype, g.agginitval, g.aggminitval, g.aggfinalmodify) from pg_aggregate g where g.aggfnoid = f.oid))
from pg_proc f join space n on n.oid = f.pronamespace
union all
select 'type', t.oid::regtype::text, concat_ws('|', t.typtype, t.typowner::regrole, ${GRANTS('t.typacl', "'T'", 't.typowner')}, ${COMMENT('pg_type', 't.oid')},
  t.typnotnull, nullif(t.typbasetype, 0)::regtype, t.typtypmod, t.typdefault, t.typcollation::regcollation,
  (select string_agg(quote_literal(e.enumlabel), ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
  (select concat_ws('|', r.rngsubtype::regtype, r.rngcollation::regcollation, r.rngcanonical, r.rngsubdiff, r.rngmultitypid::regtype) from pg_range r where r.rngtypid = t.oid))
from pg_type t join space n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
where t.typtype in ('e', 'd', 'r', 'b') and t.typelem = 0 or t.typtype = 'c' and c.relkind = 'c'
union all
select 'collation', n.nspname || '.' || l.collname, concat_ws('|', l.collprovider, l.collisdeterministic, l.collcollate, l.collctype, l.collowner::regrole,
  ${COMMENT('pg_collation', 'l.oid')}) from pg_collation l join space n on n.oid = l.collnamespace
union all
select 'cast', k.castsource::regtype || ' as ' || k.casttarget::regtype, concat_ws('|', nullif(k.castfunc, 0)::regprocedure, k.castcontext, k.castmethod)
from pg_cast k where k.oid >= 16384
union all
select 'operator', o.oid::regoperator::text, concat_ws('|', o.oprowner::regrole, o.oprcode::regprocedure, nullif(o.oprcom, 0)::regoperator, nullif(o.oprnegate, 0)::regoperator,
  o.oprcanmerge, o.oprcanhash, o.oprrest::regproc, o.oprjoin::regproc) from pg_operator o join space n on n.oid = o.oprnamespace
union all
select 'operator class', n.nspname || '.' || o.opcname || '.' || o.opcmethod, concat_ws('|', o.opcowner::regrole, o.opcintype::regtype, o.opcdefault)
from pg_opclass o join space n on n.oid = o.opcnamespace
union all
select 'text search configuration', n.nspname || '.' || g.cfgname, concat_ws('|', g.cfgowner::regrole,
  (select string_agg(m.maptokentype || ':' || m.mapdict::regdictionary, ',' order by m.maptokentype, m.mapseqno) from pg_ts_config_map m where m.mapcfg = g.oid))
from pg_ts_config g join space n on n.oid = g.cfgnamespace
union all
select 'text search dictionary', n.nspname || '.' || d.dictname, concat_ws('|', d.dictowner::regrole, d.dictinitoption)
from pg_ts_dict d join space n on n.oid = d.dictnamespace`;

const GLOBAL_PARTS = `
select 'schema', n.nspname, concat_ws('|', s.nspowner::regrole, ${GRANTS('s.nspacl', "'n'", 's.nspowner')}, ${COMMENT('pg_namespace', 'n.oid')})
from space n join pg_namespace s on s.oid = n.oid
union all
select 'extension', e.extname, concat_ws('|', e.extversion, e.extnamespace::regnamespace, ${COMMENT('pg_extension', 'e.oid')}) from pg_extension e
union all
select 'role', r.rolname, concat_ws('|', r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolreplication, r.rolbypassrls, r.rolconnlimit,
  r.rolvaliduntil, shobj_description(r.oid, 'pg_authid')) from pg_roles r where r.rolname !~ '^pg_'
union all
select 'membership', m.member::regrole || ' in ' || m.roleid::regrole, to_jsonb(m)::text from (select member, roleid, admin_option from pg_auth_members) m
union all
select 'setting', concat_ws(' in ', nullif(s.setrole, 0)::regrole::text, (select datname from pg_database where pg_database.oid = s.setdatabase)), s.setconfig::text
from pg_db_role_setting s
union all
select 'default privilege', concat_ws(' ', a.defaclrole::regrole, nullif(a.defaclnamespace, 0)::regnamespace::text, a.defaclobjtype),
  (select string_agg(g::text, ',' order by g::text) from unnest(a.defaclacl) g) from pg_default_acl a
union all
select 'publication', p.pubname, concat_ws('|', p.pubowner::regrole, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot,
  ${LIST("concat_ws(' ', r.prrelid::regclass::text, r.prattrs::text, pg_get_expr(r.prqual, r.prrelid))", 'pg_publication_rel r where r.prpubid = p.oid')},
  ${LIST('s.pnnspid::regnamespace::text', 'pg_publication_namespace s where s.pnpubid = p.oid')}, ${COMMENT('pg_publication', 'p.oid')}) from pg_publication p
union all
select 'event trigger', e.evtname, concat_ws('|', e.evtevent, e.evtowner::regrole, e.evtfoid::regprocedure, e.evtenabled, e.evttags, ${COMMENT('pg_event_trigger', 'e.oid')})
from pg_event_trigger e where e.evtname !~ '^sluice_observe_'
union all
select 'foreign data wrapper', w.fdwname, concat_ws('|', w.fdwowner::regrole, nullif(w.fdwhandler, 0)::regprocedure, nullif(w.fdwvalidator, 0)::regprocedure, w.fdwoptions,
  ${GRANTS('w.fdwacl', "'F'", 'w.fdwowner')}, ${COMMENT('pg_foreign_data_wrapper', 'w.oid')}) from pg_foreign_data_wrapper w
union all
select 'server', s.srvname, concat_ws('|', s.srvowner::regrole, (select fdwname from pg_foreign_data_wrapper w where w.oid = s.srvfdw), s.srvtype, s.srvversion, s.srvoptions,
  ${GRANTS('s.srvacl', "'S'", 's.srvowner')}, ${COMMENT('pg_foreign_server', 's.oid')}) from pg_foreign_server s
union all
select 'user mapping', u.srvname || ' for ' || u.usename, u.umoptions::text from pg_user_mappings u
union all
select 'foreign table', f.ftrelid::regclass::text, concat_ws('|', (select srvname from pg_foreign_server s where s.oid = f.ftserver), f.ftoptions) from pg_foreign_table f
union all
select 'language', l.lanname, concat_ws('|', l.lanowner::regrole, l.lanpltrusted, ${GRANTS('l.lanacl', "'l'", 'l.lanowner')}) from pg_language l
union all
select 'security label', concat_ws('|', l.objtype, l.objname, l.provider), l.label from pg_seclabels l`;

export const DIGEST_SQL = `
with space as (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'supabase_migrations', 'sluice_quarantine')
), fact (kind, name, definition) as (${RELATION_PARTS}
union all${ROUTINE_AND_TYPE_PARTS}
union all${GLOBAL_PARTS})
select encode(sha256(convert_to(coalesce(string_agg(concat_ws(E'\\n', kind, name, definition), E'\\n' order by kind, name, definition), ''), 'UTF8')), 'hex') as digest
from fact`;

/** State that extensions keep in tables of their own and that counts as schema: jobs of pg_cron, sets of pg_partman. */
export const EXTENSION_STATE = [
  { table: 'cron.job', sql: 'select jobname, schedule, command, username, active from cron.job' },
  { table: 'public.part_config', sql: 'select * from public.part_config' },
  { table: 'partman.part_config', sql: 'select * from partman.part_config' },
  { table: 'extensions.part_config', sql: 'select * from extensions.part_config' },
] as const;
