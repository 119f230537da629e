import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
var e=(n,r,l="0")=>`(select x.description from pg_description x where x.objoid = ${r} and x.classoid = 'pg_catalog.${n}'::regclass and x.objsubid = ${l})`,t=(n,r,l)=>`(select string_agg(g::text, ',' order by g::text) from unnest(coalesce(${n}, acldefault(${r}, ${l}))) g)`,s="case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end",o=n=>`encode(substr(${n}, 1, 12), 'base64')`,a=(n,r)=>`(select string_agg(${n}, ',' order by ${n}) from ${r})`,i=(n,r)=>`exists (select 1 from pg_depend d where d.classid = '${n}'::regclass and d.objid = ${r} and d.deptype = 'e')`,c=`
select ${s} as root, 'relation' as kind, c.oid::regclass::text as name, row(c.relkind, c.relowner::regrole, c.relpersistence, c.relrowsecurity,
  c.relforcerowsecurity, c.relreplident, c.reloptions, nullif(c.reloftype, 0)::regtype, (select amname from pg_am where pg_am.oid = c.relam), pg_get_expr(c.relpartbound, c.oid),
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end, ${a("i.inhparent::regclass::text","pg_inherits i where i.inhrelid = c.oid")},
  (select x.reloptions from pg_class x where x.oid = c.reltoastrelid), ${e("pg_class","c.oid")}, case when c.relkind in ('v', 'm') and not ${i("pg_class","c.oid")} then pg_get_viewdef(c.oid) end)::text as definition,
  ${t("c.relacl",`case c.relkind when 'S' then 's'::"char" else 'r'::"char" end`,"c.relowner")} as grants
from pg_class c join space n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
union all
select ${s}, 'column', c.oid::regclass::text || '.' || a.attname, row(format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
  a.attgenerated, a.attcollation::regcollation, a.attstorage, a.attcompression, a.attstattarget, a.attislocal, a.attinhcount, a.attoptions, a.attfdwoptions,
  ${e("pg_class","c.oid","a.attnum")}, (select pg_get_expr(e.adbin, e.adrelid) from pg_attrdef e where e.adrelid = c.oid and e.adnum = a.attnum))::text,
  (select string_agg(g::text, ',' order by g::text) from unnest(a.attacl) g)
from pg_attribute a join pg_class c on c.oid = a.attrelid join space n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and a.attnum > 0 and not a.attisdropped
union all
select 'c/' || s.seqrelid, 'sequence', s.seqrelid::regclass::text, row(s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle,
  (select d.refobjid::regclass || '.' || a.attname from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
   where d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.deptype in ('a', 'i') limit 1))::text, null
from pg_sequence s join pg_class c on c.oid = s.seqrelid join space n on n.oid = c.relnamespace
union all
-- The sequence of an identity is told with the column.
select 'c/' || d.refobjid, 'identity', c.oid::regclass::text, row(s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle, c.relowner::regrole,
  c.relpersistence, ${e("pg_class","c.oid")})::text, ${t("c.relacl","'s'","c.relowner")}
from pg_sequence s join pg_class c on c.oid = s.seqrelid join space n on n.oid = c.relnamespace
join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
union all
select coalesce('c/' || nullif(k.conrelid, 0), 'y/' || nullif(k.contypid, 0)), 'constraint', concat_ws('.', nullif(k.conrelid, 0)::regclass::text, nullif(k.contypid, 0)::regtype::text, k.conname),
  row(pg_get_constraintdef(k.oid), k.convalidated, k.conislocal, k.coninhcount, ${e("pg_constraint","k.oid")})::text, null
from pg_constraint k join space n on n.oid = k.connamespace
union all
select 'c/' || i.indrelid, 'index', i.indexrelid::regclass::text, row(pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered, i.indisreplident,
  ${e("pg_class","i.indexrelid")}, (select x.reloptions from pg_class x where x.oid = i.indexrelid))::text, null
from pg_index i join pg_class c on c.oid = i.indrelid join space n on n.oid = c.relnamespace
union all
select 'c/' || t.tgrelid, 'trigger', t.tgrelid::regclass || '.' || t.tgname, row(pg_get_triggerdef(t.oid), t.tgenabled, ${e("pg_trigger","t.oid")})::text, null
from pg_trigger t where not t.tgisinternal
union all
select 'c/' || p.polrelid, 'policy', p.polrelid::regclass || '.' || p.polname, row(p.polcmd, p.polpermissive, ${a("r::regrole::text","unnest(p.polroles) r")},
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), ${e("pg_policy","p.oid")})::text, null from pg_policy p
union all
select 'c/' || r.ev_class, 'rule', r.ev_class::regclass || '.' || r.rulename, row(pg_get_ruledef(r.oid), r.ev_enabled, ${e("pg_rewrite","r.oid")})::text, null
from pg_rewrite r join pg_class c on c.oid = r.ev_class join space n on n.oid = c.relnamespace where r.rulename <> '_RETURN'
union all
select null, 'statistics', n.nspname || '.' || s.stxname, row(pg_get_statisticsobjdef(s.oid), s.stxstattarget, s.stxowner::regrole, ${e("pg_statistic_ext","s.oid")})::text, null
from pg_statistic_ext s join space n on n.oid = s.stxnamespace`,p=`
select 'f/' || f.oid, 'routine', f.oid::regprocedure::text, row(f.prokind, f.proowner::regrole, ${e("pg_proc","f.oid")},
  case when f.prokind <> 'a' and not ${i("pg_proc","f.oid")} then pg_get_functiondef(f.oid) end, f.prosupport,
  (select row(g.aggkind, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn,
     g.aggsortop::regoperator, g.aggtranstype::regtype, g.aggmtranstype::regtype, g.agginitval, g.aggminitval, g.aggfinalmodify, g.aggmfinalmodify,
     g.aggfinalextra, g.aggmfinalextra, g.aggtransspace, g.aggmtransspace, g.aggnumdirectargs, f.proparallel)::text from pg_aggregate g where g.aggfnoid = f.oid))::text,
  ${t("f.proacl","'f'","f.proowner")}
from pg_proc f join space n on n.oid = f.pronamespace
union all
-- A base type is no root: whoever compares reads it each time.
select case when t.typtype <> 'b' then 'y/' || t.oid end, 'type', t.oid::regtype::text, row(t.typtype, t.typowner::regrole, ${e("pg_type","t.oid")},
  t.typnotnull, nullif(t.typbasetype, 0)::regtype, t.typtypmod, t.typdefault, t.typcollation::regcollation,
  (select string_agg(quote_literal(e.enumlabel), ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
  (select row(r.rngsubtype::regtype, r.rngcollation::regcollation, r.rngcanonical, r.rngsubdiff, r.rngmultitypid::regtype,
     (select row(o.opcnamespace::regnamespace, o.opcname) from pg_opclass o where o.oid = r.rngsubopc))::text from pg_range r where r.rngtypid = t.oid))::text,
  ${t("t.typacl","'T'","t.typowner")}
from pg_type t join space n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
where t.typtype in ('e', 'd', 'r', 'b') and t.typelem = 0 or t.typtype = 'c' and c.relkind = 'c'
union all
select 'l/' || l.oid, 'collation', n.nspname || '.' || l.collname, row(l.collprovider, l.collisdeterministic, l.collcollate, l.collctype, l.collowner::regrole,
  -- The locale is called so since PostgreSQL 17 and so before it; rules came with 16.
  to_jsonb(l) ->> 'colllocale', to_jsonb(l) ->> 'colliculocale', to_jsonb(l) ->> 'collicurules', ${e("pg_collation","l.oid")})::text, null from pg_collation l join space n on n.oid = l.collnamespace
union all
select null, 'cast', k.castsource::regtype || ' as ' || k.casttarget::regtype, row(nullif(k.castfunc, 0)::regprocedure, k.castcontext, k.castmethod, ${e("pg_cast","k.oid")})::text, null
from pg_cast k where k.oid >= 16384
union all
select null, 'operator', o.oid::regoperator::text, row(o.oprowner::regrole, o.oprcode::regprocedure, nullif(o.oprcom, 0)::regoperator, nullif(o.oprnegate, 0)::regoperator,
  o.oprcanmerge, o.oprcanhash, o.oprrest::regproc, o.oprjoin::regproc, ${e("pg_operator","o.oid")})::text, null from pg_operator o join space n on n.oid = o.oprnamespace
union all
select null, 'operator class', n.nspname || '.' || o.opcname || '.' || o.opcmethod, row(o.opcowner::regrole, o.opcintype::regtype, o.opcdefault)::text, null
from pg_opclass o join space n on n.oid = o.opcnamespace
union all
select null, 'text search configuration', n.nspname || '.' || g.cfgname, row(g.cfgowner::regrole, (select row(p.prsnamespace::regnamespace, p.prsname) from pg_ts_parser p where p.oid = g.cfgparser),
  (select string_agg(m.maptokentype || ':' || m.mapdict::regdictionary, ',' order by m.maptokentype, m.mapseqno) from pg_ts_config_map m where m.mapcfg = g.oid), ${e("pg_ts_config","g.oid")})::text, null
from pg_ts_config g join space n on n.oid = g.cfgnamespace
union all
select null, 'text search dictionary', n.nspname || '.' || d.dictname, row(d.dictowner::regrole, d.dictinitoption,
  (select row(t.tmplnamespace::regnamespace, t.tmplname) from pg_ts_template t where t.oid = d.dicttemplate), ${e("pg_ts_dict","d.oid")})::text, null
from pg_ts_dict d join space n on n.oid = d.dictnamespace`,d=`
select null, 'schema', n.nspname, row(s.nspowner::regrole, ${e("pg_namespace","n.oid")})::text, ${t("s.nspacl","'n'","s.nspowner")}
from space n join pg_namespace s on s.oid = n.oid
union all
select null, 'extension', e.extname, row(e.extversion, e.extnamespace::regnamespace, ${e("pg_extension","e.oid")})::text, null from pg_extension e
union all
select null, 'role', r.rolname, row(r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolreplication, r.rolbypassrls, r.rolconnlimit,
  r.rolvaliduntil, shobj_description(r.oid, 'pg_authid'))::text, null from pg_roles r where r.rolname !~ '^pg_'
union all
select null, 'membership', m.member::regrole || ' in ' || m.roleid::regrole, (to_jsonb(m) - array['oid', 'grantor', 'roleid', 'member'])::text, null from pg_auth_members m
union all
select null, 'setting', concat_ws(' in ', nullif(s.setrole, 0)::regrole::text, case when s.setdatabase <> 0 then 'this database' end), s.setconfig::text, null
from pg_db_role_setting s where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
union all
select null, 'default privilege', concat_ws(' ', a.defaclrole::regrole, nullif(a.defaclnamespace, 0)::regnamespace::text, a.defaclobjtype),
  (select string_agg(g::text, ',' order by g::text) from unnest(a.defaclacl) g), null from pg_default_acl a
union all
select null, 'publication', p.pubname, row(p.pubowner::regrole, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot, to_jsonb(p) ->> 'pubgencols',
  ${a("concat_ws(' ', r.prrelid::regclass::text, r.prattrs::text, pg_get_expr(r.prqual, r.prrelid))","pg_publication_rel r where r.prpubid = p.oid")},
  ${a("s.pnnspid::regnamespace::text","pg_publication_namespace s where s.pnpubid = p.oid")}, ${e("pg_publication","p.oid")})::text, null from pg_publication p
union all
-- The connection is hidden from all but superusers.
select null, 'subscription', s.subname, row(s.subowner::regrole, s.subenabled, s.subslotname, s.subpublications, s.subsynccommit, s.subbinary,
  s.substream::text, s.subdisableonerr, s.subtwophasestate <> 'd', ${e("pg_subscription","s.oid")})::text, null
from pg_subscription s where s.subdbid = (select oid from pg_database where datname = current_database())
union all
select null, 'event trigger', e.evtname, row(e.evtevent, e.evtowner::regrole, e.evtfoid::regprocedure, e.evtenabled, e.evttags, ${e("pg_event_trigger","e.oid")})::text, null
from pg_event_trigger e where e.evtname !~ '^sluice_observe_'
union all
select null, 'foreign data wrapper', w.fdwname, row(w.fdwowner::regrole, nullif(w.fdwhandler, 0)::regprocedure, nullif(w.fdwvalidator, 0)::regprocedure, w.fdwoptions,
  ${e("pg_foreign_data_wrapper","w.oid")})::text, ${t("w.fdwacl","'F'","w.fdwowner")} from pg_foreign_data_wrapper w
union all
select null, 'server', s.srvname, row(s.srvowner::regrole, (select fdwname from pg_foreign_data_wrapper w where w.oid = s.srvfdw), s.srvtype, s.srvversion, s.srvoptions,
  ${e("pg_foreign_server","s.oid")})::text, ${t("s.srvacl","'S'","s.srvowner")} from pg_foreign_server s
union all
select null, 'user mapping', u.srvname || ' for ' || u.usename, u.umoptions::text, null from pg_user_mappings u
union all
select 'c/' || f.ftrelid, 'foreign table', f.ftrelid::regclass::text, row((select srvname from pg_foreign_server s where s.oid = f.ftserver), f.ftoptions)::text, null from pg_foreign_table f
union all
select null, 'language', l.lanname, row(l.lanowner::regrole, l.lanpltrusted)::text, ${t("l.lanacl","'l'","l.lanowner")} from pg_language l
union all
select null, 'security label', row(l.provider, pg_identify_object(l.classoid, l.objoid, l.objsubid))::text, l.label, null from pg_seclabel l
union all
select null, 'security label', row(l.provider, pg_identify_object(l.classoid, l.objoid, 0))::text, l.label, null from pg_shseclabel l`,g=`
select ${s} as id, case c.relkind when 'v' then 'view' when 'm' then 'materializedView' when 'f' then 'foreignTable' when 'S' then 'sequence' when 'c' then 'type' else 'table' end as kind,
  n.nspname as schema, c.relname as name, null as arguments
from pg_class c join space n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
union all
select 'y/' || t.oid, case t.typtype when 'd' then 'domain' else 'type' end, n.nspname, t.typname, null
from pg_type t join space n on n.oid = t.typnamespace where t.typtype in ('e', 'd', 'r')
union all
select 'f/' || f.oid, case f.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, n.nspname, f.proname,
  array_to_string(array(select format_type(t.id, null) from unnest(f.proargtypes) with ordinality t (id, place) order by t.place), ', ')
from pg_proc f join space n on n.oid = f.pronamespace
union all
select 'l/' || l.oid, 'collation', n.nspname, l.collname, null from pg_collation l join space n on n.oid = l.collnamespace`,m=`
with space as materialized (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'supabase_migrations', 'sluice_quarantine')
), fact (root, kind, name, definition, grants) as (${c}
union all${p}
union all${d}
), digested as materialized (
  select root, kind, name, sha256(convert_to(string_agg(line, E'\\n' order by line collate "C"), 'UTF8')) as definition,
    sha256(convert_to(coalesce(string_agg(granted, E'\\n' order by granted collate "C"), ''), 'UTF8')) as grants
  from (
    select root, case when root is null then kind end as kind, case when root is null then name end as name,
      concat_ws(E'\\n', kind, name, definition) as line, case when grants is not null then concat_ws(E'\\n', kind, name, grants) end as granted
    from fact
  ) lines group by root, kind, name
), whole as materialized (
  select encode(sha256(coalesce(string_agg(definition || grants, ''::bytea order by definition, grants), ''::bytea)), 'hex') as digest from digested
)
select digest, case when digest is distinct from $1 then (
  select json_agg(json_build_array(r.id, r.kind, r.schema, r.name, r.arguments, ${o("d.definition")}, ${o("d.grants")}))
  from (${g}) r join digested d on d.root = r.id
) end as roots, case when digest is distinct from $1 then (
  select json_agg(json_build_array(d.kind, d.name, ${o("d.definition")}, ${o("d.grants")})) from digested d where d.root is null
) end as others from whole`,u=`(select not me.rolsuper or owner.rolsuper from pg_catalog.pg_roles me, pg_catalog.pg_roles owner
  where me.rolname = current_user and owner.oid = c.relowner)`,f=[{table:"cron.job",sql:"select jobname, schedule, command, nullif(database, current_database()) as database, username, active from cron.job"},{table:"public.part_config",sql:"select * from public.part_config"},{table:"partman.part_config",sql:"select * from partman.part_config"},{table:"extensions.part_config",sql:"select * from extensions.part_config"}];export{m as a,u as b,f as c};
