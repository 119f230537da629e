<<<<<<< HEAD
import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var S=(...all)=>(S=require("node:crypto").createHash)(...all);
import{a as v}from"./pg-lib-client.js";import{a as w,b as j}from"./manifest.js";var D=6e4,P={search_path:"",datestyle:"ISO, MDY",intervalstyle:"postgres",timezone:"UTC",extra_float_digits:"1",bytea_output:"hex",lc_monetary:"C",standard_conforming_strings:"on",quote_all_identifiers:"off",statement_timeout:"0",idle_in_transaction_session_timeout:"0"},C=Object.entries(P).map(([e,t])=>`set ${e} = '${t}';`).join(" ");function J(e,t=""){let o=r=>r.query(`${C} ${t}`),s=new v.Pool({...e,max:1,idleTimeoutMillis:D,onConnect:o});return s.on("error",()=>{}),s.on("connect",r=>r.on("error",()=>{})),s}var Q="set plan_cache_mode = force_generic_plan";async function Y(e,t){let o=await e.connect();try{return await t(o)}finally{o.release()}}async function F(e){try{return await e()}catch(t){throw t instanceof w?t:new w("schema-unreadable",{message:`The catalog of the database could not be read: ${j(t)}`,remedy:"Run again; if it stays, report it with the migrations that lead there.",cause:t})}}var n=(e,t,o="0")=>`(select x.description from pg_description x where x.objoid = ${t} and x.classoid = 'pg_catalog.${e}'::regclass and x.objsubid = ${o})`,i=(e,t,o)=>`(select string_agg(g::text, ',' order by g::text) from unnest(coalesce(${e}, acldefault(${t}, ${o}))) g)`,y="case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end",p=e=>`encode(substr(${e}, 1, 12), 'base64')`,d=(e,t)=>`(select string_agg(${e}, ',' order by ${e}) from ${t})`,k=(e,t)=>`exists (select 1 from pg_depend d where d.classid = '${e}'::regclass and d.objid = ${t} and d.deptype = 'e')`,A=`
select ${y} as root, 'relation' as kind, c.oid::regclass::text as name, row(c.relkind, c.relowner::regrole, c.relpersistence, c.relrowsecurity,
  c.relforcerowsecurity, c.relreplident, c.reloptions, nullif(c.reloftype, 0)::regtype, (select amname from pg_am where pg_am.oid = c.relam), pg_get_expr(c.relpartbound, c.oid),
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end, ${d("i.inhparent::regclass::text","pg_inherits i where i.inhrelid = c.oid")},
  (select x.reloptions from pg_class x where x.oid = c.reltoastrelid), ${n("pg_class","c.oid")}, case when c.relkind in ('v', 'm') and not ${k("pg_class","c.oid")} then pg_get_viewdef(c.oid) end)::text as definition,
  ${i("c.relacl",`case c.relkind when 'S' then 's'::"char" else 'r'::"char" end`,"c.relowner")} as grants
=======
import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
var e=(n,o,a="0")=>`(select x.description from pg_description x where x.objoid = ${o} and x.classoid = 'pg_catalog.${n}'::regclass and x.objsubid = ${a})`,t=(n,o,a)=>`(select string_agg(g::text, ',' order by g::text) from unnest(coalesce(${n}, acldefault(${o}, ${a}))) g)`,s="case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end",r=n=>`encode(substr(${n}, 1, 12), 'base64')`,l=(n,o)=>`(select string_agg(${n}, ',' order by ${n}) from ${o})`,i=(n,o)=>`exists (select 1 from pg_depend d where d.classid = '${n}'::regclass and d.objid = ${o} and d.deptype = 'e')`,c=`
select ${s} as root, 'relation' as kind, c.oid::regclass::text as name, row(c.relkind, c.relowner::regrole, c.relpersistence, c.relrowsecurity,
  c.relforcerowsecurity, c.relreplident, c.reloptions, (select amname from pg_am where pg_am.oid = c.relam), pg_get_expr(c.relpartbound, c.oid),
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end, ${l("i.inhparent::regclass::text","pg_inherits i where i.inhrelid = c.oid")},
  (select x.reloptions from pg_class x where x.oid = c.reltoastrelid), ${e("pg_class","c.oid")}, case when c.relkind in ('v', 'm') and not ${i("pg_class","c.oid")} then pg_get_viewdef(c.oid) end)::text as definition,
  ${t("c.relacl",`case c.relkind when 'S' then 's'::"char" else 'r'::"char" end`,"c.relowner")} as grants
>>>>>>> 2f0d99c (Keep migrations from a superuser's rights on the shadow)
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
<<<<<<< HEAD
select 'c/' || p.polrelid, 'policy', p.polrelid::regclass || '.' || p.polname, row(p.polcmd, p.polpermissive, ${d("r::regrole::text","unnest(p.polroles) r")},
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), ${n("pg_policy","p.oid")})::text, null from pg_policy p
=======
select 'c/' || p.polrelid, 'policy', p.polrelid::regclass || '.' || p.polname, row(p.polcmd, p.polpermissive, ${l("r::regrole::text","unnest(p.polroles) r")},
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), ${e("pg_policy","p.oid")})::text, null from pg_policy p
>>>>>>> 2f0d99c (Keep migrations from a superuser's rights on the shadow)
union all
select 'c/' || r.ev_class, 'rule', r.ev_class::regclass || '.' || r.rulename, row(pg_get_ruledef(r.oid), r.ev_enabled, ${e("pg_rewrite","r.oid")})::text, null
from pg_rewrite r join pg_class c on c.oid = r.ev_class join space n on n.oid = c.relnamespace where r.rulename <> '_RETURN'
union all
select null, 'statistics', n.nspname || '.' || s.stxname, row(pg_get_statisticsobjdef(s.oid), s.stxstattarget, s.stxowner::regrole, ${e("pg_statistic_ext","s.oid")})::text, null
from pg_statistic_ext s join space n on n.oid = s.stxnamespace`,p=`
select 'f/' || f.oid, 'routine', f.oid::regprocedure::text, row(f.prokind, f.proowner::regrole, ${e("pg_proc","f.oid")},
  case when f.prokind <> 'a' and not ${i("pg_proc","f.oid")} then pg_get_functiondef(f.oid) end, f.prosupport,
  (select row(g.aggkind, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn,
<<<<<<< HEAD
     g.aggsortop::regoperator, g.aggtranstype::regtype, g.aggmtranstype::regtype, g.agginitval, g.aggminitval, g.aggfinalmodify, g.aggmfinalmodify,
     g.aggfinalextra, g.aggmfinalextra, g.aggtransspace, g.aggmtransspace, g.aggnumdirectargs, f.proparallel)::text from pg_aggregate g where g.aggfnoid = f.oid))::text,
  ${i("f.proacl","'f'","f.proowner")}
=======
     g.aggsortop::regoperator, g.aggtranstype::regtype, g.aggmtranstype::regtype, g.agginitval, g.aggminitval, g.aggfinalmodify)::text from pg_aggregate g where g.aggfnoid = f.oid))::text,
  ${t("f.proacl","'f'","f.proowner")}
>>>>>>> 2f0d99c (Keep migrations from a superuser's rights on the shadow)
from pg_proc f join space n on n.oid = f.pronamespace
union all
-- A base type is no root: whoever compares reads it each time.
select case when t.typtype <> 'b' then 'y/' || t.oid end, 'type', t.oid::regtype::text, row(t.typtype, t.typowner::regrole, ${e("pg_type","t.oid")},
  t.typnotnull, nullif(t.typbasetype, 0)::regtype, t.typtypmod, t.typdefault, t.typcollation::regcollation,
  (select string_agg(quote_literal(e.enumlabel), ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
<<<<<<< HEAD
  (select row(r.rngsubtype::regtype, r.rngcollation::regcollation, r.rngcanonical, r.rngsubdiff, r.rngmultitypid::regtype,
     (select row(o.opcnamespace::regnamespace, o.opcname) from pg_opclass o where o.oid = r.rngsubopc))::text from pg_range r where r.rngtypid = t.oid))::text,
  ${i("t.typacl","'T'","t.typowner")}
=======
  (select row(r.rngsubtype::regtype, r.rngcollation::regcollation, r.rngcanonical, r.rngsubdiff, r.rngmultitypid::regtype)::text from pg_range r where r.rngtypid = t.oid))::text,
  ${t("t.typacl","'T'","t.typowner")}
>>>>>>> 2f0d99c (Keep migrations from a superuser's rights on the shadow)
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
<<<<<<< HEAD
select null, 'text search configuration', n.nspname || '.' || g.cfgname, row(g.cfgowner::regrole, (select row(p.prsnamespace::regnamespace, p.prsname) from pg_ts_parser p where p.oid = g.cfgparser),
  (select string_agg(m.maptokentype || ':' || m.mapdict::regdictionary, ',' order by m.maptokentype, m.mapseqno) from pg_ts_config_map m where m.mapcfg = g.oid), ${n("pg_ts_config","g.oid")})::text, null
from pg_ts_config g join space n on n.oid = g.cfgnamespace
union all
select null, 'text search dictionary', n.nspname || '.' || d.dictname, row(d.dictowner::regrole, d.dictinitoption,
  (select row(t.tmplnamespace::regnamespace, t.tmplname) from pg_ts_template t where t.oid = d.dicttemplate), ${n("pg_ts_dict","d.oid")})::text, null
from pg_ts_dict d join space n on n.oid = d.dictnamespace`,I=`
select null, 'schema', n.nspname, row(s.nspowner::regrole, ${n("pg_namespace","n.oid")})::text, ${i("s.nspacl","'n'","s.nspowner")}
=======
select null, 'text search configuration', n.nspname || '.' || g.cfgname, row(g.cfgowner::regrole,
  (select string_agg(m.maptokentype || ':' || m.mapdict::regdictionary, ',' order by m.maptokentype, m.mapseqno) from pg_ts_config_map m where m.mapcfg = g.oid), ${e("pg_ts_config","g.oid")})::text, null
from pg_ts_config g join space n on n.oid = g.cfgnamespace
union all
select null, 'text search dictionary', n.nspname || '.' || d.dictname, row(d.dictowner::regrole, d.dictinitoption, ${e("pg_ts_dict","d.oid")})::text, null
from pg_ts_dict d join space n on n.oid = d.dictnamespace`,d=`
select null, 'schema', n.nspname, row(s.nspowner::regrole, ${e("pg_namespace","n.oid")})::text, ${t("s.nspacl","'n'","s.nspowner")}
>>>>>>> 2f0d99c (Keep migrations from a superuser's rights on the shadow)
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
<<<<<<< HEAD
select null, 'publication', p.pubname, row(p.pubowner::regrole, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot, to_jsonb(p) ->> 'pubgencols',
  ${d("concat_ws(' ', r.prrelid::regclass::text, r.prattrs::text, pg_get_expr(r.prqual, r.prrelid))","pg_publication_rel r where r.prpubid = p.oid")},
  ${d("s.pnnspid::regnamespace::text","pg_publication_namespace s where s.pnpubid = p.oid")}, ${n("pg_publication","p.oid")})::text, null from pg_publication p
=======
select null, 'publication', p.pubname, row(p.pubowner::regrole, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot,
  ${l("concat_ws(' ', r.prrelid::regclass::text, r.prattrs::text, pg_get_expr(r.prqual, r.prrelid))","pg_publication_rel r where r.prpubid = p.oid")},
  ${l("s.pnnspid::regnamespace::text","pg_publication_namespace s where s.pnpubid = p.oid")}, ${e("pg_publication","p.oid")})::text, null from pg_publication p
>>>>>>> 2f0d99c (Keep migrations from a superuser's rights on the shadow)
union all
-- The connection is hidden from all but superusers.
select null, 'subscription', s.subname, row(s.subowner::regrole, s.subenabled, s.subslotname, s.subpublications, s.subsynccommit, s.subbinary,
  s.substream::text, s.subdisableonerr, s.subtwophasestate <> 'd', ${n("pg_subscription","s.oid")})::text, null
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
<<<<<<< HEAD
  select json_agg(json_build_array(r.id, r.kind, r.schema, r.name, r.arguments, ${p("d.definition")}, ${p("d.grants")}))
  from (${M}) r join digested d on d.root = r.id
) end as roots, case when digest is distinct from $1 then (
  select json_agg(json_build_array(d.kind, d.name, ${p("d.definition")}, ${p("d.grants")})) from digested d where d.root is null
) end as others from whole`,b=[{table:"cron.job",sql:"select jobname, schedule, command, nullif(database, current_database()) as database, username, active from cron.job"},{table:"public.part_config",sql:"select * from public.part_config"},{table:"partman.part_config",sql:"select * from partman.part_config"},{table:"extensions.part_config",sql:"select * from extensions.part_config"}];function R({kind:e,schema:t,name:o,arguments:s}){return JSON.stringify([e,t,o,e==="function"||e==="procedure"||e==="aggregate"?s:null])}var m=S("sha256").update(h).digest("hex").slice(0,8);async function L(e,t=null,o=()=>{}){await e.query("begin isolation level repeatable read read only; set local search_path = ''; set local jit = off");try{let s=t===null?q(e,null):null;s?.catch(()=>{}),o();let r=await z(e),l=r.length===0?"":`-${O(r.flat().join(`
`))}`,c=await(s??q(e,t===null?null:B(t,l))),a=`${m}-${c?.digest??""}${l}`;return{whole:a,roots:a===t?null:T(c?.roots??[],c?.others??[],r)}}finally{await e.query("rollback")}}async function q(e,t){let{rows:o}=await e.query({name:"sluice-digest",text:h,values:[t]});return o[0]}async function ee(e){let{roots:t}=await L(e);return t??T([],[],[])}function B(e,t){let[o,s="",...r]=e.split("-");return o===m&&["",...r].join("-")===t?s:null}function T(e,t,o){let s=new Map,r=new Map,l=new Map;for(let[a,g,u,f,E,x,$]of e){let _=R({kind:g,schema:u,name:f,arguments:E});s.set(_,`${x}${$}`),r.set(_,a),l.set(_,{definition:x,grants:$})}for(let[a,g,u,f]of t)l.set(JSON.stringify([a,g]),{definition:u,grants:f});for(let a of o)l.set(JSON.stringify(a),{definition:"",grants:""});let c=O([...t,...o].map(a=>JSON.stringify(a)).sort().join(`
`));return{version:m,digests:s,ids:r,all:{version:m,objects:l},common:c}}function O(e){return S("sha256").update(e).digest("hex")}async function z(e){let{rows:t}=await e.query("select array(select to_regclass(name)::text from unnest($1::text[]) with ordinality t (name, place) order by place) as there",[b.map(({table:r})=>r)]),o=t[0]?.there??[],s=[];for(let[r,{table:l,sql:c}]of b.entries()){if((o[r]??null)===null)continue;let{rows:a}=await e.query(`select to_jsonb(state)::text as row from (${c}) state order by 1`);s.push(...a.map(({row:g})=>[l,g]))}return s}export{J as a,Q as b,Y as c,F as d,R as e,m as f,L as g,ee as h};
=======
  select json_agg(json_build_array(r.id, r.kind, r.schema, r.name, r.arguments, ${r("d.definition")}, ${r("d.grants")}))
  from (${g}) r join digested d on d.root = r.id
) end as roots, case when digest is distinct from $1 then (
  select json_agg(json_build_array(d.kind, d.name, ${r("d.definition")}, ${r("d.grants")})) from digested d where d.root is null
) end as others from whole`,u=`(select not me.rolsuper or owner.rolsuper from pg_catalog.pg_roles me, pg_catalog.pg_roles owner
  where me.rolname = current_user and owner.oid = c.relowner)`,_=[{table:"cron.job",sql:"select jobname, schedule, command, nullif(database, current_database()) as database, username, active from cron.job"},{table:"public.part_config",sql:"select * from public.part_config"},{table:"partman.part_config",sql:"select * from partman.part_config"},{table:"extensions.part_config",sql:"select * from extensions.part_config"}];export{m as a,u as b,_ as c};
>>>>>>> 2f0d99c (Keep migrations from a superuser's rights on the shadow)
