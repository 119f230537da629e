import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var gn=(...all)=>(gn=require("node:crypto").createHash)(...all);
import{a as Z,b as oe,c as ae,d as re,e as W,f as I,g as J,h as se,i as v,j as R,k as we,l as _e,m as be}from"./schema-neighbours.js";import{B as ue,s as D,t as z,v as U}from"./supabase-pg-delta-dist-plan-internal.js";import{d as fe,e as he,f as ye}from"./schema-recorded-snapshot.js";import{A as E,D as le,F as ce,H as b,I as de,J as T,L as pe,M as C,P as me,Q as ge,R as w,f as O,i as Y,j as X,l as ie}from"./supabase-pg-delta-dist-extract-dependencies.js";import{a as k,b as P,c as f,d as y,e as ee,f as ne,g as te,h as x}from"./schema-digest.js";import"./schema-digest-sql.js";import"./pg-lib-client.js";import"./manifest.js";import"./runtime.js";function Se(n,e,t){let a=new Map;for(let{kind:s,schema:i,table:g,name:m,verb:d}of t){let h=s==="table"?m:g;i===null||h===null||d==="data"||a.set(JSON.stringify([i,h]),{schema:i,name:h})}let o=[...a.values()].flatMap(({schema:s,name:i})=>{let g={kind:"table",schema:s,name:i};return e.has(g)||n.has(g)?[He(g,s,i,n,e)]:[]});if(o.length===0)return null;let r=o.flatMap(({schema:s,name:i})=>Ze(e,s,i)),c=new Set(o.map(({schema:s,name:i})=>JSON.stringify([s,i]))),l=r.flatMap(({to:s})=>{let i=JSON.stringify([s.schema,s.table]);return c.has(i)?[]:(c.add(i),[{schema:s.schema,name:s.table,change:"unchanged",columns:[]}])});return{tables:[...o,...l],relations:r}}function He(n,e,t,a,o){let r=a.has(n)?o.has(n)?"altered":"dropped":"created";return{schema:e,name:t,change:r,columns:Qe(n,a,o)}}function Qe(n,e,t){let a=Xe(n,t.has(n)?t:e),o=t.has(n)?[t,e]:[e],r=new Set;return o.flatMap(c=>c.childrenOf(n).filter(l=>l.id.kind==="column").sort((l,s)=>ve(l.payload)-ve(s.payload)).flatMap(l=>{if(l.id.kind!=="column"||r.has(l.id.name))return[];r.add(l.id.name);let{type:s}=l.payload;return[{name:l.id.name,type:typeof s=="string"?s:"",key:a.get(l.id.name)??null,change:Ye(l.id,e,t)}]}))}function ve(n){let e=n._position;return typeof e=="number"?e:0}function Ye(n,e,t){return e.has(n)?t.has(n)?e.rollupOf(n)===t.rollupOf(n)?"unchanged":"altered":"dropped":"created"}function Xe(n,e){let t=new Map;for(let a of e.childrenOf(n)){let o=a.id.kind==="constraint"?a.payload.type:null;if(!(o!=="p"&&o!=="f"))for(let r of e.outgoingEdges(a.id))r.to.kind!=="column"||!("name"in n)||r.to.table!==n.name||t.get(r.to.name)!=="primary"&&t.set(r.to.name,o==="p"?"primary":"foreign")}return t}function Ze(n,e,t){let a={kind:"table",schema:e,name:t};return n.childrenOf(a).flatMap(o=>{if(o.id.kind!=="constraint"||o.payload.type!=="f")return[];let r=n.outgoingEdges(o.id).flatMap(({to:i})=>i.kind==="column"?[i]:[]),c=r.filter(i=>i.schema===e&&i.table===t),s=r.find(i=>i.schema!==e||i.table!==t)??c[0];return s===void 0?[]:[{from:{schema:e,table:t},to:{schema:s.schema,table:s.table},name:o.id.name,optional:c.some(i=>n.get(i)?.payload.notNull!==!0)}]})}var B=class{#e=new Map;get(e,t){let a=ke(e,t),o=this.#e.get(a);return o===void 0?null:(this.#e.delete(a),this.#e.set(a,o),o)}add(e,t,a){this.#e.set(ke(e,t),a);for(let o of this.#e.keys()){if(this.#e.size<=4)break;this.#e.delete(o)}}};function ke(n,e){return JSON.stringify([n,e])}var en={r:"table",p:"table",v:"view",m:"materializedView",i:"index",I:"index",S:"sequence",f:"foreignTable"};function je(n){let e=t=>n?` and ${t}`:"";return`
with user_namespace as (
  select oid, nspname from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
)
select * from (
select 'n/' || oid as id, null as root, 'schema' as kind, null as schema, null as "table", nspname as name, null as arguments, false as dependent
from user_namespace
union all
select 'c/' || c.oid, 'c/' || coalesce(t.oid, c.oid), c.relkind::text, n.nspname, t.relname, c.relname, null,
  c.relkind = 'S' and exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i'))
from pg_catalog.pg_class c join user_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_index i on i.indexrelid = c.oid
left join pg_catalog.pg_class t on t.oid = i.indrelid
where c.relkind in ('r','p','v','m','i','I','S','f')
  and not exists (select 1 from pg_catalog.pg_constraint k where k.conrelid = i.indrelid and k.conindid = c.oid and k.conrelid <> 0 and k.contype in ('p','u','x'))${e("c.oid = any ($1::oid[] || array(select indexrelid from pg_catalog.pg_index where indrelid = any ($1::oid[])))")}
union all
select 'c/' || c.oid || '/' || a.attnum, case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end, case c.relkind when 'c' then 'typeAttribute' else 'column' end,
  n.nspname, c.relname, a.attname, c.relkind::text, a.attinhcount > 0
from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join user_namespace n on n.oid = c.relnamespace
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r','p','f','v','m','c')${e("a.attrelid = any ($1::oid[] || array(select typrelid from pg_catalog.pg_type where oid = any ($3::oid[])))")}
union all
select 'k/' || k.oid, coalesce('c/' || c.oid, 'y/' || t.oid), 'constraint', n.nspname, coalesce(c.relname, t.typname), k.conname, case when t.oid is null then null else 'd' end, false
from pg_catalog.pg_constraint k join user_namespace n on n.oid = k.connamespace
left join pg_catalog.pg_class c on c.oid = k.conrelid
left join pg_catalog.pg_type t on t.oid = k.contypid and k.conrelid = 0
where k.contype <> 'n' and k.conparentid = 0 and k.coninhcount = 0 and (c.oid is not null or t.oid is not null)${e("k.oid = any (array(select oid from pg_catalog.pg_constraint where conrelid = any ($1::oid[]) and conrelid <> 0 union all select oid from pg_catalog.pg_constraint where contypid = any ($3::oid[]) and contypid <> 0))")}
union all
select 't/' || t.oid, 'c/' || c.oid, 'trigger', n.nspname, c.relname, t.tgname, null, false
from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join user_namespace n on n.oid = c.relnamespace
where not t.tgisinternal and t.tgparentid = 0${e("t.tgrelid = any ($1::oid[])")}
union all
select 'p/' || p.oid, 'c/' || c.oid, 'policy', n.nspname, c.relname, p.polname, null, false
from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join user_namespace n on n.oid = c.relnamespace
where true${e("p.polrelid = any ($1::oid[])")}
union all
select 'r/' || r.oid, 'c/' || c.oid, 'rule', n.nspname, c.relname, r.rulename, null, false
from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class join user_namespace n on n.oid = c.relnamespace
where r.rulename <> '_RETURN'${e("r.ev_class = any ($1::oid[])")}
union all
select 'y/' || t.oid, 'y/' || t.oid, case when t.typtype = 'd' then 'domain' else 'type' end, n.nspname, null, t.typname, null, false
from pg_catalog.pg_type t join user_namespace n on n.oid = t.typnamespace
left join pg_catalog.pg_class c on c.oid = t.typrelid
where (t.typtype in ('e','d','r') or (t.typtype = 'c' and c.relkind = 'c'))${e("t.oid = any ($3::oid[])")}
union all
select 'e/' || e.oid, 'y/' || t.oid, 'enumValue', n.nspname, t.typname, e.enumlabel, null, false
from pg_catalog.pg_enum e join pg_catalog.pg_type t on t.oid = e.enumtypid join user_namespace n on n.oid = t.typnamespace
where true${e("e.enumtypid = any ($3::oid[])")}
union all
select 'f/' || f.oid, 'f/' || f.oid, case f.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, n.nspname, null, f.proname,
  array_to_string(array(select pg_catalog.format_type(t.id, null) from unnest(f.proargtypes) with ordinality t (id, place) order by t.place), ', '), false
from pg_catalog.pg_proc f join user_namespace n on n.oid = f.pronamespace
where true${e("f.oid = any ($2::oid[])")}
union all
select 'l/' || l.oid, 'l/' || l.oid, 'collation', n.nspname, null, l.collname, null, false
from pg_catalog.pg_collation l join user_namespace n on n.oid = l.collnamespace
where true${e("l.oid = any ($4::oid[])")}
union all
select 's/' || s.oid, null, 'statistics', n.nspname, null, s.stxname, null, false
from pg_catalog.pg_statistic_ext s join user_namespace n on n.oid = s.stxnamespace
union all
select 'g/' || g.oid, null, 'text search configuration', n.nspname, null, g.cfgname, null, false
from pg_catalog.pg_ts_config g join user_namespace n on n.oid = g.cfgnamespace
union all
select 'd/' || d.oid, null, 'text search dictionary', n.nspname, null, d.dictname, null, false
from pg_catalog.pg_ts_dict d join user_namespace n on n.oid = d.dictnamespace
union all
select 'u/' || oid, null, 'publication', null, null, pubname, null, false from pg_catalog.pg_publication
union all
select 'v/' || oid, null, 'eventTrigger', null, null, evtname, null, false from pg_catalog.pg_event_trigger
union all
select 'w/' || oid, null, 'fdw', null, null, fdwname, null, false from pg_catalog.pg_foreign_data_wrapper
union all
select 'x/' || oid, null, 'server', null, null, srvname, null, false from pg_catalog.pg_foreign_server
union all
select 'o/' || oid, null, 'role', null, null, rolname, null, false from pg_catalog.pg_roles where rolname !~ '^pg_'
) identity`}var nn=je(!1),tn=je(!0);async function Oe(n){let{rows:e}=await n.query({name:"sluice-identities",text:nn});return xe(e)}async function N(n,e){let{rows:t}=await n.query({name:"sluice-narrowed-identities",text:tn,values:se(e)});return xe(t)}function xe(n){return new Map(n.map(({id:e,kind:t,...a})=>[e,{...a,kind:en[t]??t}]))}function A({kind:n,schema:e,table:t,name:a,arguments:o}){return an.includes(n)?JSON.stringify(["relation",e,a]):on.includes(n)?JSON.stringify(["routine",e,a,o]):JSON.stringify([n,e,t,a])}var on=["function","procedure","aggregate"],an=["table","view","materializedView","index","sequence","foreignTable","type","domain"];var rn=[["pg_authid","x.rolname !~ '^pg_'"],["pg_namespace",`x.nspname !~ '^pg_(toast|temp)' and x.nspname <> '${b}'`],["pg_default_acl","true"],["pg_extension","true"],["pg_foreign_data_wrapper","true"],["pg_foreign_server","true"],["pg_user_mapping","true"],["pg_publication","true"],["pg_publication_rel","true"],["pg_publication_namespace","true"],["pg_subscription","x.subdbid = (select oid from pg_catalog.pg_database where datname = current_database())"]],sn=[["pg_auth_members","true"],["pg_seclabel","true"],["pg_shseclabel","true"],["pg_shdescription","true"],["pg_description",`x.classoid <> all ('{${ae.join(",")}}'::regclass[])`]],ln=`(select string_agg(md5(row(x.oid, x.evtname, x.evtevent, x.evtowner, x.evtfoid, x.evtenabled, x.evttags)::text), ' ' order by x.oid)
  from pg_catalog.pg_event_trigger x where x.evtname <> all ('{${de.join(",")}}'))`,cn=`(select string_agg(md5(row(x.setdatabase = 0, x.setrole, x.setconfig)::text), ' ' order by x.setdatabase, x.setrole)
  from pg_catalog.pg_db_role_setting x
  where x.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database())))`,p=(n,e,t=0)=>`hash_record_extended(row(${n}.xmin, ${e}), ${t})`,dn=`d.deptype in ('e', 'x', 'P', 'S')
    or d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i') and d.objid in (select oid from relation where relkind = 'S')`,pn=`
with space as materialized (
  select oid, hashtextextended(nspname, 0) as named from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', '${b}')
), relation as materialized (
  select c.oid, c.relkind, c.reltype, ${p("c","c.oid")} # s.named as version
  from pg_catalog.pg_class c join space s on s.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
), kind as materialized (
  select t.oid, ${p("t","t.oid")} # s.named as version
  from pg_catalog.pg_type t join space s on s.oid = t.typnamespace
  where t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and t.oid in (select reltype from relation where relkind = 'c'))
), routine as materialized (
  select f.oid, ${p("f","f.oid")} # s.named as version from pg_catalog.pg_proc f join space s on s.oid = f.pronamespace
), collation_ as materialized (
  select l.oid, ${p("l","l.oid")} # s.named as version from pg_catalog.pg_collation l join space s on s.oid = l.collnamespace
), mention as materialized (
  select d.classoid as catalog, d.objoid as oid, ${p("d","d.objsubid")} as version from pg_catalog.pg_description d where d.objoid >= 16384
  union all
  select d.classoid, d.objoid, ${p("d","d.objsubid")} from pg_catalog.pg_seclabel d
  union all
  select d.classoid, d.objoid, ${p("d","d.objsubid")} from pg_catalog.pg_init_privs d where d.objoid >= 16384
  union all
  select d.classid, d.objid, ${p("d","d.refobjid")} from pg_catalog.pg_depend d where ${dn}
), part (relation, kind, version) as (
  select coalesce((select i.indrelid from pg_catalog.pg_index i where i.indexrelid = m.oid), m.oid), 0::oid, m.version from mention m where m.catalog = 'pg_class'::regclass
  union all
  select k.conrelid, k.contypid, m.version from mention m join pg_catalog.pg_constraint k on k.oid = m.oid where m.catalog = 'pg_constraint'::regclass
  union all
  select t.tgrelid, 0, m.version from mention m join pg_catalog.pg_trigger t on t.oid = m.oid where m.catalog = 'pg_trigger'::regclass and not t.tgisinternal
  union all
  select p.polrelid, 0, m.version from mention m join pg_catalog.pg_policy p on p.oid = m.oid where m.catalog = 'pg_policy'::regclass
  union all
  select w.ev_class, 0, m.version from mention m join pg_catalog.pg_rewrite w on w.oid = m.oid where m.catalog = 'pg_rewrite'::regclass
  union all
  select d.adrelid, 0, m.version from mention m join pg_catalog.pg_attrdef d on d.oid = m.oid where m.catalog = 'pg_attrdef'::regclass
  union all
  select 0, m.oid, m.version from mention m where m.catalog = 'pg_type'::regclass
), of_relation (oid, version) as (
  select oid, version from relation
  union all
  select a.attrelid, ${p("a","a.attnum")} from pg_catalog.pg_attribute a where a.attnum > 0
  union all
  select i.indrelid, ${p("i","i.indexrelid")} # ${p("c","c.oid",1)} from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
  union all
  select k.conrelid, ${p("k","k.oid")} from pg_catalog.pg_constraint k
  union all
  select t.tgrelid, ${p("t","t.oid")} from pg_catalog.pg_trigger t where not t.tgisinternal
  union all
  select p.polrelid, ${p("p","p.oid")} from pg_catalog.pg_policy p
  union all
  select w.ev_class, ${p("w","w.oid")} from pg_catalog.pg_rewrite w
  union all
  select d.adrelid, ${p("d","d.oid")} from pg_catalog.pg_attrdef d
  union all
  select q.seqrelid, ${p("q","q.seqrelid")} from pg_catalog.pg_sequence q
  union all
  select h.inhrelid, ${p("h","h.inhparent")} from pg_catalog.pg_inherits h
  union all
  select t.ftrelid, ${p("t","t.ftrelid")} from pg_catalog.pg_foreign_table t
  union all
  -- An identity is told with its column, a publication's member with what it names.
  select d.refobjid, ${p("q","q.seqrelid")} # ${p("c","c.oid",1)} from pg_catalog.pg_sequence q join pg_catalog.pg_class c on c.oid = q.seqrelid
  join pg_catalog.pg_depend d on d.classid = 'pg_class'::regclass and d.objid = q.seqrelid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
  union all
  select m.prrelid, ${p("m","m.oid")} from pg_catalog.pg_publication_rel m
  union all
  select relation, version from part where relation <> 0
), of_kind (oid, version) as (
  select oid, version from kind
  union all
  select c.reltype, ${p("a","a.attnum")} from relation c join pg_catalog.pg_attribute a on a.attrelid = c.oid where c.relkind = 'c' and a.attnum > 0
  union all
  select c.reltype, c.version from relation c where c.relkind = 'c'
  union all
  select k.contypid, ${p("k","k.oid")} from pg_catalog.pg_constraint k where k.contypid <> 0
  union all
  select e.enumtypid, ${p("e","e.oid")} from pg_catalog.pg_enum e
  union all
  select g.rngtypid, ${p("g","g.rngsubtype")} from pg_catalog.pg_range g
  union all
  select kind, version from part where kind <> 0
  union all
  select c.reltype, p.version from part p join relation c on c.oid = p.relation where c.relkind = 'c'
), of_routine (oid, version) as (
  select oid, version from routine
  union all
  select g.aggfnoid::oid, ${p("g","g.aggfnoid")} from pg_catalog.pg_aggregate g
  union all
  select m.oid, m.version from mention m where m.catalog = 'pg_proc'::regclass
  union all
  -- Who runs it is told with it.
  select v.evtfoid, hashtextextended(v.evtname, v.oid::bigint) from pg_catalog.pg_event_trigger v
  union all
  select w.handler, ${p("w","w.oid")} from (select xmin, oid, unnest(array[fdwhandler, fdwvalidator]) as handler from pg_catalog.pg_foreign_data_wrapper) w
), of_collation (oid, version) as (
  select oid, version from collation_
  union all
  select m.oid, m.version from mention m where m.catalog = 'pg_collation'::regclass
)
select 'c/' || oid as root, v.version::text as version from (select oid, sum(version) as version from of_relation group by oid) v join relation using (oid) where relkind <> 'c'
union all
select 'y/' || oid, v.version::text from (select oid, sum(version) as version from of_kind group by oid) v join kind using (oid)
union all
select 'f/' || oid, v.version::text from (select oid, sum(version) as version from of_routine group by oid) v join routine using (oid)
union all
select 'l/' || oid, v.version::text from (select oid, sum(version) as version from of_collation group by oid) v join collation_ using (oid)
union all
select 'common', concat_ws(' ', ${rn.map(([n,e])=>`(select concat(count(*), '/', sum(${p("x","x.oid")})) from pg_catalog.${n} x where ${e})`).join(", ")}, ${ln}, ${cn}, ${sn.map(([n,e])=>`(select concat(count(*), '/', sum(${p("x","x.ctid")})) from pg_catalog.${n} x where ${e})`).join(", ")})`;async function L(n){let{rows:e}=await n.query({name:"sluice-row-versions",text:pn});return new Map(e.map(({root:t,version:a})=>[t,a]))}var j="common";function Re(n,e){let t=new Set;for(let[o,r]of e)o!==j&&n.get(o)!==r&&t.add(o);let a=new Set([...n.keys()].filter(o=>!e.has(o)));return{changed:t,gone:a}}var Me=4;function $e({versions:n,unmodelled:e},t){let a={format:Me,versions:[...n],unmodelled:[...e],answers:t.rows()};return JSON.stringify(a)}function Pe(n){let e=n===""?null:JSON.parse(n);if(!mn(e))return null;let t=new Map(e.versions);return{moment:{versions:t,unmodelled:new Map(e.unmodelled)},answers:new v().at(t.get(j)).learn(e.answers)}}function mn(n){return typeof n=="object"&&n!==null&&"format"in n&&n.format===Me}var q=class{unmodelled;#e;#n=new Map;#t=null;constructor(e,t){this.#e=e,this.unmodelled=t}get identities(){return this.#n}recognise(e){this.#n=new Map([...this.#n,...e])}get facts(){return this.#e}grow({rooted:e,edges:t}){let a=this.#e.edges.get("")??[];this.#e={common:this.#e.common,rooted:e,edges:new Map([...t,["",a]])},this.#t=null}get view(){return this.#t??=Ie(this.#e,null),this.#t}},F=class extends me{#e;#n;#t=null;#o=null;#a=null;constructor(e,t,a){super(a),this.#e=e,this.#n=t}get identities(){let e=this.#e.identities;return this.#n===null?e:((this.#o===null||this.#o.of!==e)&&(this.#o={of:e,all:un(e,this.#n)}),this.#o.all)}get view(){if(this.#n===null)return this.#e.view;let e=this.#e.facts;return(this.#t===null||this.#t.of!==e)&&(this.#t={of:e,facts:Ie(e,this.#n)}),this.#t.facts}get roots(){let{rooted:e}=this.#n?.own??this.#e.facts;return pe(this.managed,t=>e.has(t))}get fingerprint(){return this.#a??=this.#r(),this.#a}#r(){let{view:e}=this,t=X(this.#e.view,e).flatMap(a=>fn(a,e));for(let[a,o]of this.unmodelled)this.#e.unmodelled.get(a)?.definition!==o.definition&&t.push(`= ${a} ${o.definition}`);for(let a of this.#e.unmodelled.keys())this.unmodelled.has(a)||t.push(`- ${a}`);return gn("sha256").update(t.sort().join(`
`)).digest("hex")}};function un(n,{identities:e,leftBehind:t}){let a=[...n].filter(([,{root:o}])=>o!==null&&!t.has(o));return new Map([...a,...e])}function Ie(n,e){let{common:t,rooted:a,edges:o}=e===null?n:e.own,r=[...t],c=[...o.get("")??[]],l=(s,i,g)=>{r.push(...g),c.push(...s.edges.get(i)??[])};if(e!==null)for(let[s,i]of a)l(e.own,s,i);for(let[s,i]of n.rooted)(e===null||!e.replaced.has(s)&&!a.has(s))&&l(n,s,i);return E(Y(r,c),T)}function fn(n,e){switch(n.verb){case"add":return[`+ ${O(n.fact.id)} ${e.hashOf(n.fact.id)}`];case"remove":return[`- ${O(n.fact.id)}`];case"set":return[`= ${O(n.id)} ${e.hashOf(n.id)}`];case"link":case"unlink":{let{from:t,kind:a,to:o}=n.edge;return a==="depends"?[]:[`${n.verb} ${O(t)} ${a} ${O(o)}`]}}}var V=n=>`(${n}.relkind = 'v' and exists (select 1 from pg_catalog.pg_options_to_table(${n}.reloptions) o where o.option_name = 'security_invoker' and o.option_value::boolean))`,hn=`
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
join pg_catalog.pg_class c on c.oid = r.ev_class and ${V("c")}
join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
lateral regexp_matches(r.ev_action::text, ':relid (\\d+)', 'g') m
where m[1] <> r.ev_class::text`,yn="0";async function Ne(n){let{rows:e}=await n.query(hn),t=new Map(e.map(({from:o,schema:r,table:c})=>[o,`${r}.${c}`])),a=new Map;for(let o of new Set(e.flatMap(({roles:r})=>r))){let r=e.filter(({roles:l})=>l.includes(o)||l.includes(yn)),c=new Map;for(let{from:l,to:s}of r)c.set(l,(c.get(l)??new Set).add(s));for(let{policy:l,name:s,schema:i,table:g,from:m,to:d}of r){if(l===null||s===null||!wn(c,d,m))continue;let h=t.get(d)??`${i}.${g}`;a.set(l,{rule:"policy-recursion",kind:"policy",schema:i,table:g,name:s,detail:h})}}return[...a.values()]}function wn(n,e,t){let a=new Set,o=[e];for(let r=o.pop();r!==void 0;r=o.pop()){if(r===t)return!0;a.has(r)||(a.add(r),o.push(...n.get(r)??[]))}return!1}var _n=["anon","authenticated"],De=`
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
)`,bn=`${De}
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
    select v.oid, d.read, not ${V("v")} from relation v join reads d on d.rewritten = v.oid where v.relkind in ('v','m') and v.reachable
    union
    -- Who may read a view with the rights of its owner gets past the policies through any view of it.
    select r.view, d.read, r.as_owner or c.relkind in ('v','m') and not ${V("c")}
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
) bypassing`,Ae=n=>`exists (select 1 from unnest(${n}.polroles) role where role = 0 or pg_catalog.pg_has_role(r.oid, role, 'USAGE'))`,vn=`${De}, open (policy, command, wish) as (
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
join api_role r on ${Ae("p")}
where (n.nspname in (select nspname from exposed) or n.nspname = 'storage')
  and case when o.command = 'DELETE' then pg_catalog.has_table_privilege(r.oid, c.oid, 'DELETE')
      else pg_catalog.has_any_column_privilege(r.oid, c.oid, o.command) end
  and not exists (select 1 from pg_catalog.pg_policy narrow
    where narrow.polrelid = c.oid and not narrow.polpermissive
      and narrow.polcmd in ('*', case o.command when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end)
      and (pg_catalog.pg_get_expr(narrow.polqual, narrow.polrelid) <> 'true' or pg_catalog.pg_get_expr(narrow.polwithcheck, narrow.polrelid) <> 'true')
      and ${Ae("narrow")})
group by n.nspname, c.relname, p.polname`;async function M(n,e){let t=[e,ce,_n],{rows:a}=await n.query(bn,t),{rows:o}=await n.query(vn,t);return[...a,...o,...await Ne(n)].sort((c,l)=>Fe(c)<Fe(l)?-1:1)}function Fe({rule:n,schema:e,table:t,name:a,detail:o}){return JSON.stringify([n,e,t??"",a,o])}var G=class{#e;#n;#t=new Set;#o=new Map;#a=new v;#r=new v;#i=new Set;#l;#s=null;constructor(e,t,a){this.#e=e,this.#n=t,this.#l=a}async read(){return await y(async()=>this.#s===null?await this.#d():await this.#g(this.#s))}async digests(e){let t=e==="first"?this.#n:this.#e;return(await y(()=>f(t,x))).all}async security(e){return await y(()=>f(this.#e,t=>M(t,e)))}async[Symbol.asyncDispose](){await Promise.all([this.#e.end(),this.#n.end()])}async#d(){let{moment:e,answers:t}=this.#l??await this.#m();this.#r=t;let{factBase:a}=await R(this.#e,new Set,t),o=C(a);return this.#a.at(e.versions.get(j)).learn(t.rows()),this.#s={origin:new q(o,e.unmodelled),moment:e},this.#p(t),new F(this.#s.origin,null,e.unmodelled)}#p(e){let t=()=>new v().learn(e.rows()),a=f(this.#e,async r=>{await L(r),await N(r,S),await z(r,b,new Map,[],[]),await J(r,S),await I(r,S)}).then(()=>R(this.#e,S,t())),o=f(this.#n,async r=>{await N(r,S),await I(r,S),await W(r,S,S)}).then(()=>R(this.#n,S,t()));for(let r of[a,o])r.catch(()=>{})}async#m(){let e=await f(this.#n,async t=>({versions:await L(t),unmodelled:await D(t,b)}));return{moment:e,answers:new v().at(e.versions.get(j))}}notes(){return this.#s===null?"":$e(this.#s.moment,this.#r)}async#g({origin:e,moment:t}){let a=await f(this.#e,_=>Sn(_,t,async u=>(await this.#c(e,t,u),e.identities))),{versions:o,unmodelled:r,identities:c,touched:l,gone:s,referred:i}=a;await this.#c(e,t,l);let g=this.#a.at(o.get(j)),[m]=await Promise.all([R(this.#e,new Set([...l,...i]),g),this.#u(e,t,[...l,...s],a)]),d=new Set([...a.changed,...s]),h={own:On(C(m.factBase),Ee(l,[c,e.identities])),identities:c,leftBehind:d,replaced:Ee([...l,...s],[e.identities])};return new F(e,h,r)}async#c(e,{versions:t},a){let o=[...a].filter(r=>t.has(r)&&!this.#i.has(r));if(!(o.length===0&&e.identities.size>0)){for(let r of o)this.#i.add(r);e.recognise(await f(this.#n,r=>N(r,o)))}}async#u(e,{versions:t},a,{referred:o,signatures:r}){let c=d=>t.has(d),l=a.filter(c).sort(),s=JSON.stringify([l,[...r]]),i=this.#o.get(s)??await f(this.#n,async d=>{let h=await I(d,l),_=u=>e.identities.get(u)?.kind==="table"||h.has(u)&&h.get(u)===r.get(u);return await W(d,l.filter(u=>!_(u)),l.filter(_))});this.#o.set(s,i);let g=[...i,...o].filter(c);if(g.every(d=>this.#t.has(d)))return;for(let d of g)this.#t.add(d);let{factBase:m}=await R(this.#n,this.#t,this.#r);e.grow(C(m))}},S=new Set(["c/0","f/0","y/0","l/0"]);async function Te(n,e,t=""){return new G(k(n,P),k(e,P),Pe(t))}async function Sn(n,e,t){let a=await L(n),o=Re(e.versions,a),r=[...o.changed,...o.gone],[c,l]=await Promise.all([t(r),N(n,o.changed)]),s=await z(n,b,e.unmodelled,oe(o.changed).relations,r.flatMap(u=>{let $=c.get(u);return $===void 0?[]:[$]})),i=kn(c,l,o.changed),m=i.roots.size+i.columns.size>0?await re(n,i):[],d=new Set([...o.changed,...[...m].filter(u=>a.has(u))]),h=d.size===0?new Set:await J(n,d),_=d.size===0?new Map:await I(n,d);return{versions:a,unmodelled:s,identities:l,...o,touched:d,referred:h,signatures:_}}function kn(n,e,t){let a=new Set,o=new Set;for(let[r,{root:c,kind:l,schema:s,name:i,arguments:g}]of e){let m=n.get(r);m===void 0||c===null||!t.has(c)||(r===c||l==="enumValue"||l==="typeAttribute"?m.schema===s&&m.name===i&&m.arguments===g||a.add(c):l==="column"&&m.name!==i&&o.add(r))}return{roots:a,columns:o}}function Ee(n,e){let t=new Set;for(let a of n){let o=jn(e,a);o!==void 0&&t.add(ee(o))}return t}function jn(n,e){for(let t of n){let a=t.get(e);if(a!==void 0)return a}}function On({common:n,rooted:e,edges:t},a){return{common:n,rooted:new Map([...e].filter(([o])=>a.has(o))),edges:new Map([...t].filter(([o])=>o===""||a.has(o)))}}var Ce=1;function Be(n,{all:e,common:t},a){let o={format:Ce,snapshot:fe(n).toString("utf8"),version:e.version,objects:[...e.objects],common:t,answers:a};return JSON.stringify(o)}function Le(n){let e=n===""?null:JSON.parse(n);if(!xn(e))return null;let{first:t,rest:a}=he(Buffer.from(e.snapshot)),o=ye(t,a);return o===null?null:{snapshot:o,digests:{version:e.version,objects:new Map(e.objects)},answers:new v().at(e.common).learn(e.answers)}}function xn(n){return typeof n=="object"&&n!==null&&"format"in n&&n.format===Ce&&"version"in n&&n.version===ne}var K=class{#e;#n;#t;#o=null;#a=null;#r=null;constructor(e,t){this.#e=e,this.#t=t,this.#n=new we(e,t?.answers)}async read(){return this.#o===null&&this.#t!==null?(this.#o=this.#t.digests,this.#t.snapshot):await y(async()=>{let e=this.#a??await this.#i();this.#a=null;let t=await this.#n.read(e,[]),a=await _e(this.#e,t,e);if(this.#o===null){this.#o=e.all;let o=this.#n.answers.rows();this.#r=()=>Be(a,e,o)}return a})}async digests(e){return e==="first"&&this.#o!==null?this.#o:(this.#a=await y(()=>this.#i()),this.#a.all)}notes(){return this.#r?.()??""}async#i(){return await f(this.#e,x)}async security(e){return await y(()=>f(this.#e,t=>M(t,e)))}async[Symbol.asyncDispose](){await this.#e.end()}};async function qe(n,e=""){return new K(k(n,P),Le(e))}var H=class{#e;#n;#t;#o=null;constructor(e,t,a){this.#e=e,this.#n=t,this.#t=a}async read(){return await y(async()=>{let[e,t]=await f(this.#e,async r=>[await te(r),await Oe(r)]);this.#o??=e.roots?.all??null;let a=this.#t.get(this.#n,e.whole);if(a!==null)return a.elsewhere(t,e.roots);let o=await this.#a(t,e);return this.#t.add(this.#n,e.whole,o),o})}async#a(e,{roots:t}){let{factBase:a}=await ie(this.#e,{handlers:le}),o=await f(this.#e,r=>D(r,b));return new ge(E(a,T),e,o,t)}async digests(e){return e==="first"&&this.#o!==null?this.#o:(await y(()=>f(this.#e,x))).all}async security(e){return await y(()=>f(this.#e,t=>M(t,e)))}async[Symbol.asyncDispose](){await this.#e.end()}};async function Ve(n,e){return new H(k(n),n.user,e)}function We(n,e){let t=new Map;for(let[o,r]of e)!n.has(o)&&ze(r)&&t.set(Ue(r),{id:o,address:r});if(t.size===0)return[];let a=[];for(let[o,r]of n){if(!ze(r)||e.has(o))continue;let c=t.get(Ue(r));c!==void 0&&(r.kind==="column"&&!Rn(o,c.id)||a.push({verb:"alter",kind:r.kind,schema:r.schema,table:r.table,name:r.name,from:null,details:["dropped and created anew"],destroysData:!0,column:null,unmodelled:null}))}return a}function ze({kind:n,arguments:e}){return n==="table"||n==="column"&&(e==="r"||e==="p")}function Ue({kind:n,schema:e,table:t,name:a}){return JSON.stringify([n,e,t,a])}function Rn(n,e){return n.split("/")[1]===e.split("/")[1]}function Ke(n,e){let t=Mn(n,e);if(t.length===0)return{renames:[],parked:[],steps:[]};let a=new Set(t.map(({goal:s})=>s.name)),o=new Map;for(let[s,i]of e)a.has(i.name)&&o.set(A(i),s);let r=new Q(e),c=[],l=[];for(let s of[0,1,2]){let[i,g]=[[],[]];for(let m of t.filter(({is:d})=>Pn(d.kind)===s)){let d=o.get(A(m.goal));if(d!==void 0&&d!==m.id&&!n.has(d)){let u=e.get(d);if(u!==void 0){let $={...u,name:r.next()};i.push({from:u,to:$}),l.push(Je($n($,t),u))}}let h=d!==void 0&&d!==m.id&&n.has(d),_=h?{...m.is,name:r.next()}:m.is;h&&i.push({from:m.is,to:_}),g.push({from:_,to:m.goal})}c.push(...i,...g)}return{renames:t.map(({was:s,is:i})=>Je(s,i)),parked:l,steps:c.map(({from:s,to:i})=>({inverse:U(s,i).join(`;
`),forward:U(i,s).join(`;
`)}))}}function Mn(n,e){let t=new Map;for(let[o,{kind:r,name:c}]of n){let l=r==="schema"?e.get(o):void 0;l!==void 0&&t.set(c,l.name)}let a=[];for(let[o,r]of n){let c=e.get(o);if(c===void 0||c.kind!==r.kind||c.dependent&&c.kind==="column")continue;let s=r.table===null&&r.schema!==null&&!c.dependent&&c.schema!==(t.get(r.schema??"")??r.schema);if(r.name===c.name&&!s)continue;let i=s?t.get(r.schema??"")??r.schema:c.schema;a.push({id:o,was:r,is:c,goal:{...c,schema:i,name:r.name}})}return a.sort((o,r)=>A(o.was)<A(r.was)?-1:1)}function $n(n,e){let t=e.find(({is:o})=>o.name===n.table&&o.schema===n.schema&&o.table===null),a=e.find(({is:o})=>o.kind==="schema"&&o.name===n.schema);return{...n,table:t?.was.name??n.table,schema:t?.was.schema??a?.was.name??n.schema}}function Je(n,e){return{kind:e.kind,before:{schema:n.schema,table:n.table,name:Ge(n)},after:{schema:e.schema,table:e.table,name:Ge(e)}}}function Ge({kind:n,name:e,arguments:t}){return["function","procedure","aggregate"].includes(n)?`${e}(${t??""})`:e}function Pn(n){return n==="schema"?2:["column","typeAttribute","constraint","trigger","policy","rule","enumValue"].includes(n)?0:1}var Q=class{#e;#n=0;constructor(e){this.#e=new Set([...e.values()].map(({name:t})=>t))}next(){do this.#n+=1;while(this.#e.has(`sluice_meanwhile_${this.#n}`));return`sluice_meanwhile_${this.#n}`}};function Kt(){let n=new B;return{open:e=>Ve(e,n),openBeside:Te,openProject:qe,isOfPlatform:be,renames:(e,t)=>Ke(w(e).identities,w(t).identities),compare:(e,t)=>Z(w(e),w(t)),recreated:(e,t)=>We(w(e).identities,w(t).identities),planSql:(e,t)=>ue(w(e),w(t)),diagram:(e,t,a)=>Se(w(e).view,w(t).view,a)}}export{Kt as createSchemaPort};
