import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{isDeepStrictEqual:nn}=require("node:util");var{createHash:on}=require("node:crypto");
import{a as ie,b as S,c as I,d as f,e as y,f as se,g as j,h as le,i as ce,j as de,k as U,l as P,m as W,n as pe,o as k,p as R,q as me,r as ge,s as ue}from"./schema-digest-sql.js";import{a as V,n as T,o as z,s as te}from"./schema-unmodelled-sql.js";import{A as N,D as Z,F as ee,H as b,I as ne,J as A,M as C,O as oe,P as ae,Q as re,R as _,f as x,i as H,j as K,l as X}from"./supabase-pg-delta-dist-extract-dependencies.js";import"./pg-lib-client.js";import"./manifest.js";import"./runtime.js";function he(t,e,n){let a=new Map;for(let{kind:i,schema:s,table:g,name:m,verb:d}of n){let h=i==="table"?m:g;s===null||h===null||d==="data"||a.set(JSON.stringify([s,h]),{schema:s,name:h})}let o=[...a.values()].flatMap(({schema:i,name:s})=>{let g={kind:"table",schema:i,name:s};return e.has(g)||t.has(g)?[Be(g,i,s,t,e)]:[]});if(o.length===0)return null;let r=o.flatMap(({schema:i,name:s})=>ze(e,i,s)),c=new Set(o.map(({schema:i,name:s})=>JSON.stringify([i,s]))),l=r.flatMap(({to:i})=>{let s=JSON.stringify([i.schema,i.table]);return c.has(s)?[]:(c.add(s),[{schema:i.schema,name:i.table,change:"unchanged",columns:[]}])});return{tables:[...o,...l],relations:r}}function Be(t,e,n,a,o){let r=a.has(t)?o.has(t)?"altered":"dropped":"created";return{schema:e,name:n,change:r,columns:qe(t,a,o)}}function qe(t,e,n){let a=Ve(t,n.has(t)?n:e),o=n.has(t)?[n,e]:[e],r=new Set;return o.flatMap(c=>c.childrenOf(t).filter(l=>l.id.kind==="column").sort((l,i)=>fe(l.payload)-fe(i.payload)).flatMap(l=>{if(l.id.kind!=="column"||r.has(l.id.name))return[];r.add(l.id.name);let{type:i}=l.payload;return[{name:l.id.name,type:typeof i=="string"?i:"",key:a.get(l.id.name)??null,change:Le(l.id,e,n)}]}))}function fe(t){let e=t._position;return typeof e=="number"?e:0}function Le(t,e,n){return e.has(t)?n.has(t)?e.rollupOf(t)===n.rollupOf(t)?"unchanged":"altered":"dropped":"created"}function Ve(t,e){let n=new Map;for(let a of e.childrenOf(t)){let o=a.id.kind==="constraint"?a.payload.type:null;if(!(o!=="p"&&o!=="f"))for(let r of e.outgoingEdges(a.id))r.to.kind!=="column"||!("name"in t)||r.to.table!==t.name||n.get(r.to.name)!=="primary"&&n.set(r.to.name,o==="p"?"primary":"foreign")}return n}function ze(t,e,n){let a={kind:"table",schema:e,name:n};return t.childrenOf(a).flatMap(o=>{if(o.id.kind!=="constraint"||o.payload.type!=="f")return[];let r=t.outgoingEdges(o.id).flatMap(({to:s})=>s.kind==="column"?[s]:[]),c=r.filter(s=>s.schema===e&&s.table===n),i=r.find(s=>s.schema!==e||s.table!==n)??c[0];return i===void 0?[]:[{from:{schema:e,table:n},to:{schema:i.schema,table:i.table},name:o.id.name,optional:c.some(s=>t.get(s)?.payload.notNull!==!0)}]})}var B=class{#e=new Map;get(e,n){let a=ye(e,n),o=this.#e.get(a);return o===void 0?null:(this.#e.delete(a),this.#e.set(a,o),o)}add(e,n,a){this.#e.set(ye(e,n),a);for(let o of this.#e.keys()){if(this.#e.size<=4)break;this.#e.delete(o)}}};function ye(t,e){return JSON.stringify([t,e])}var Ue={r:"table",p:"table",v:"view",m:"materializedView",i:"index",I:"index",S:"sequence",f:"foreignTable"};function _e(t){let e=n=>t?` and ${n}`:"";return`
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
) identity`}var We=_e(!1),Je=_e(!0);async function we(t){let{rows:e}=await t.query({name:"sluice-identities",text:We});return be(e)}async function F(t,e){let{rows:n}=await t.query({name:"sluice-narrowed-identities",text:Je,values:pe(e)});return be(n)}function be(t){return new Map(t.map(({id:e,kind:n,...a})=>[e,{...a,kind:Ue[n]??n}]))}function E({kind:t,schema:e,table:n,name:a,arguments:o}){return Qe.includes(t)?JSON.stringify(["relation",e,a]):Ge.includes(t)?JSON.stringify(["routine",e,a,o]):JSON.stringify([t,e,n,a])}var Ge=["function","procedure","aggregate"],Qe=["table","view","materializedView","index","sequence","foreignTable","type","domain"];var Ye=[["pg_authid","x.rolname !~ '^pg_'"],["pg_namespace",`x.nspname !~ '^pg_(toast|temp)' and x.nspname <> '${b}'`],["pg_default_acl","true"],["pg_extension","true"],["pg_foreign_data_wrapper","true"],["pg_foreign_server","true"],["pg_user_mapping","true"],["pg_publication","true"],["pg_publication_rel","true"],["pg_publication_namespace","true"],["pg_subscription","x.subdbid = (select oid from pg_catalog.pg_database where datname = current_database())"]],He=[["pg_auth_members","true"],["pg_seclabel","true"],["pg_shseclabel","true"],["pg_shdescription","true"],["pg_description",`x.classoid <> all ('{${ce.join(",")}}'::regclass[])`]],Ke=`(select string_agg(md5(row(x.oid, x.evtname, x.evtevent, x.evtowner, x.evtfoid, x.evtenabled, x.evttags)::text), ' ' order by x.oid)
  from pg_catalog.pg_event_trigger x where x.evtname <> all ('{${ne.join(",")}}'))`,Xe=`(select string_agg(md5(row(x.setdatabase = 0, x.setrole, x.setconfig)::text), ' ' order by x.setdatabase, x.setrole)
  from pg_catalog.pg_db_role_setting x
  where x.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database())))`,p=(t,e,n=0)=>`hash_record_extended(row(${t}.xmin, ${e}), ${n})`,Ze=`d.deptype in ('e', 'x', 'P', 'S')
    or d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i') and d.objid in (select oid from relation where relkind = 'S')`,en=`
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
  select d.classid, d.objid, ${p("d","d.refobjid")} from pg_catalog.pg_depend d where ${Ze}
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
select 'common', concat_ws(' ', ${Ye.map(([t,e])=>`(select concat(count(*), '/', sum(${p("x","x.oid")})) from pg_catalog.${t} x where ${e})`).join(", ")}, ${Ke}, ${Xe}, ${He.map(([t,e])=>`(select concat(count(*), '/', sum(${p("x","x.ctid")})) from pg_catalog.${t} x where ${e})`).join(", ")})`;async function q(t){let{rows:e}=await t.query({name:"sluice-row-versions",text:en});return new Map(e.map(({root:n,version:a})=>[n,a]))}var O="common";function ve(t,e){let n=new Set;for(let[o,r]of e)o!==O&&t.get(o)!==r&&n.add(o);let a=new Set([...t.keys()].filter(o=>!e.has(o)));return{changed:n,gone:a}}var Se=3;function ke({versions:t,unmodelled:e},n){let a={format:Se,versions:[...t],unmodelled:[...e],answers:n.rows().filter(([,o])=>nn(o,JSON.parse(JSON.stringify(o))))};return JSON.stringify(a)}function Oe(t){let e=t===""?null:JSON.parse(t);if(!tn(e))return null;let n=new Map(e.versions);return{moment:{versions:n,unmodelled:new Map(e.unmodelled)},answers:new k().at(n.get(O)).learn(e.answers)}}function tn(t){return typeof t=="object"&&t!==null&&"format"in t&&t.format===Se}var L=class{unmodelled;#e;#n=new Map;#t=null;constructor(e,n){this.#e=e,this.unmodelled=n}get identities(){return this.#n}recognise(e){this.#n=new Map([...this.#n,...e])}get facts(){return this.#e}grow({rooted:e,edges:n}){let a=this.#e.edges.get("")??[];this.#e={common:this.#e.common,rooted:e,edges:new Map([...n,["",a]])},this.#t=null}get view(){return this.#t??=xe(this.#e,null),this.#t}},D=class extends ae{#e;#n;#t=null;#o=null;#a=null;constructor(e,n,a){super(a),this.#e=e,this.#n=n}get identities(){let e=this.#e.identities;return this.#n===null?e:((this.#o===null||this.#o.of!==e)&&(this.#o={of:e,all:an(e,this.#n)}),this.#o.all)}get view(){if(this.#n===null)return this.#e.view;let e=this.#e.facts;return(this.#t===null||this.#t.of!==e)&&(this.#t={of:e,facts:xe(e,this.#n)}),this.#t.facts}get rooted(){return this.#n?.own??this.#e.facts}get fingerprint(){return this.#a??=this.#i(),this.#a}#i(){let{view:e}=this,n=K(this.#e.view,e).flatMap(a=>rn(a,e));for(let[a,o]of this.unmodelled)this.#e.unmodelled.get(a)?.definition!==o.definition&&n.push(`= ${a} ${o.definition}`);for(let a of this.#e.unmodelled.keys())this.unmodelled.has(a)||n.push(`- ${a}`);return on("sha256").update(n.sort().join(`
`)).digest("hex")}};function an(t,{identities:e,leftBehind:n}){let a=[...t].filter(([,{root:o}])=>o!==null&&!n.has(o));return new Map([...a,...e])}function xe(t,e){let{common:n,rooted:a,edges:o}=e===null?t:e.own,r=[...n],c=[...o.get("")??[]],l=(i,s,g)=>{r.push(...g),c.push(...i.edges.get(s)??[])};if(e!==null)for(let[i,s]of a)l(e.own,i,s);for(let[i,s]of t.rooted)(e===null||!e.replaced.has(i)&&!a.has(i))&&l(t,i,s);return N(H(r,c),A)}function rn(t,e){switch(t.verb){case"add":return[`+ ${x(t.fact.id)} ${e.hashOf(t.fact.id)}`];case"remove":return[`- ${x(t.fact.id)}`];case"set":return[`= ${x(t.id)} ${e.hashOf(t.id)}`];case"link":case"unlink":{let{from:n,kind:a,to:o}=t.edge;return a==="depends"?[]:[`${t.verb} ${x(n)} ${a} ${x(o)}`]}}}var sn=`
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
join pg_catalog.pg_class c on c.oid = r.ev_class and c.relkind = 'v'
  and coalesce(c.reloptions, '{}') && array['security_invoker=true','security_invoker=on','security_invoker=1','security_invoker=yes']
join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
lateral regexp_matches(r.ev_action::text, ':relid (\\d+)', 'g') m
where m[1] <> r.ev_class::text`;async function je(t){let{rows:e}=await t.query(sn),n=new Map(e.map(({from:o,schema:r,table:c})=>[o,`${r}.${c}`])),a=new Map;for(let o of new Set(e.flatMap(({roles:r})=>r))){let r=e.filter(({roles:l})=>l.includes(o)||l.includes("0")),c=new Map;for(let{from:l,to:i}of r)c.set(l,(c.get(l)??new Set).add(i));for(let{policy:l,name:i,schema:s,table:g,from:m,to:d}of r){if(l===null||i===null||!ln(c,d,m))continue;let h=n.get(d)??`${s}.${g}`;a.set(l,{rule:"policy-recursion",kind:"policy",schema:s,table:g,name:i,detail:h})}}return[...a.values()]}function ln(t,e,n){let a=new Set,o=[e];for(let r=o.pop();r!==void 0;r=o.pop()){if(r===n)return!0;a.has(r)||(a.add(r),o.push(...t.get(r)??[]))}return!1}var cn=["anon","authenticated"],Me=`
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
)`,dn=`${Me}
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
  with recursive reached (view, read) as (
    select v.oid, d.read from relation v join reads d on d.rewritten = v.oid where v.relkind in ('v','m') and v.reachable
      and not (v.relkind = 'v' and coalesce(v.reloptions, '{}') && array['security_invoker=true','security_invoker=on','security_invoker=1','security_invoker=yes'])
    union
    select r.view, d.read from reached r join reads d on d.rewritten = r.read
  )
  select case v.relkind when 'm' then 'materialized-view-exposed' else 'view-bypasses-rls' end,
    case v.relkind when 'm' then 'materializedView' else 'view' end, v.nspname, null, v.relname,
    string_agg(distinct tn.nspname || '.' || t.relname, ', ')
  from reached r
  join relation v on v.oid = r.view
  join pg_catalog.pg_class t on t.oid = r.read and t.relkind in ('r','p') and t.relrowsecurity
  join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
  group by v.relkind, v.nspname, v.relname
) bypassing`,pn=`${Me}, open (policy, command, wish) as (
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
  string_agg(o.wish, ', ' order by o.command) as detail
from open o
join pg_catalog.pg_policy p on p.oid = o.policy and p.polpermissive
join pg_catalog.pg_class c on c.oid = p.polrelid and c.relrowsecurity
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where (n.nspname in (select nspname from exposed) or n.nspname = 'storage')
  and exists (select 1 from api_role r where (0 = any (p.polroles) or r.oid = any (p.polroles))
    and case when o.command = 'DELETE' then pg_catalog.has_table_privilege(r.oid, c.oid, 'DELETE')
        else pg_catalog.has_any_column_privilege(r.oid, c.oid, o.command) end
    and not exists (select 1 from pg_catalog.pg_policy narrow
      where narrow.polrelid = c.oid and not narrow.polpermissive
        and narrow.polcmd in ('*', case o.command when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end)
        and (0 = any (narrow.polroles) or r.oid = any (narrow.polroles))))
group by n.nspname, c.relname, p.polname`;async function M(t,e){let n=[e,ee,cn],{rows:a}=await t.query(dn,n),{rows:o}=await t.query(pn,n);return[...a,...o,...await je(t)].sort((c,l)=>Re(c)<Re(l)?-1:1)}function Re({rule:t,schema:e,table:n,name:a,detail:o}){return JSON.stringify([t,e,n??"",a,o])}var J=class{#e;#n;#t=new Set;#o=new Map;#a=new k;#i=new k;#s=new Set;#l;#r=null;constructor(e,n,a){this.#e=e,this.#n=n,this.#l=a}async read(){return await y(async()=>this.#r===null?await this.#d():await this.#g(this.#r))}async digests(e){let n=e==="first"?this.#n:this.#e;return(await y(()=>f(n,j))).all}async security(e){return await y(()=>f(this.#e,n=>M(n,e)))}async[Symbol.asyncDispose](){await Promise.all([this.#e.end(),this.#n.end()])}async#d(){let{moment:e,answers:n}=this.#l??await this.#m();this.#i=n;let{factBase:a}=await R(this.#e,new Set,n),o=C(a);return this.#a.at(e.versions.get(O)).learn(n.rows()),this.#r={origin:new L(o,e.unmodelled),moment:e},this.#p(n),new D(this.#r.origin,null,e.unmodelled)}#p(e){let n=()=>new k().learn(e.rows()),a=f(this.#e,async r=>{await q(r),await F(r,v),await z(r,b,new Map,[],[]),await W(r,v),await P(r,v)}).then(()=>R(this.#e,v,n())),o=f(this.#n,async r=>{await F(r,v),await P(r,v),await U(r,v,v)}).then(()=>R(this.#n,v,n()));for(let r of[a,o])r.catch(()=>{})}async#m(){let e=await f(this.#n,async n=>({versions:await q(n),unmodelled:await T(n,b)}));return{moment:e,answers:new k().at(e.versions.get(O))}}notes(){return this.#r===null?"":ke(this.#r.moment,this.#i)}async#g({origin:e,moment:n}){let a=await f(this.#e,w=>mn(w,n,async u=>(await this.#c(e,n,u),e.identities))),{versions:o,unmodelled:r,identities:c,touched:l,gone:i,referred:s}=a;await this.#c(e,n,l);let g=this.#a.at(o.get(O)),[m]=await Promise.all([R(this.#e,new Set([...l,...s]),g),this.#u(e,n,[...l,...i],a)]),d=new Set([...a.changed,...i]),h={own:fn(C(m.factBase),$e(l,[c,e.identities])),identities:c,leftBehind:d,replaced:$e([...l,...i],[e.identities])};return new D(e,h,r)}async#c(e,{versions:n},a){let o=[...a].filter(r=>n.has(r)&&!this.#s.has(r));if(!(o.length===0&&e.identities.size>0)){for(let r of o)this.#s.add(r);e.recognise(await f(this.#n,r=>F(r,o)))}}async#u(e,{versions:n},a,{referred:o,signatures:r}){let c=d=>n.has(d),l=a.filter(c).sort(),i=JSON.stringify([l,[...r]]),s=this.#o.get(i)??await f(this.#n,async d=>{let h=await P(d,l),w=u=>e.identities.get(u)?.kind==="table"||h.has(u)&&h.get(u)===r.get(u);return await U(d,l.filter(u=>!w(u)),l.filter(w))});this.#o.set(i,s);let g=[...s,...o].filter(c);if(g.every(d=>this.#t.has(d)))return;for(let d of g)this.#t.add(d);let{factBase:m}=await R(this.#n,this.#t,this.#i);e.grow(C(m))}},v=new Set(["c/0","f/0","y/0","l/0"]);async function Ie(t,e,n=""){return new J(S(t,I),S(e,I),Oe(n))}async function mn(t,e,n){let a=await q(t),o=ve(e.versions,a),r=[...o.changed,...o.gone],[c,l]=await Promise.all([n(r),F(t,o.changed)]),i=await z(t,b,e.unmodelled,le(o.changed).relations,r.flatMap(u=>{let $=c.get(u);return $===void 0?[]:[$]})),s=gn(c,l,o.changed),m=s.roots.size+s.columns.size>0?await de(t,s):[],d=new Set([...o.changed,...[...m].filter(u=>a.has(u))]),h=d.size===0?new Set:await W(t,d),w=d.size===0?new Map:await P(t,d);return{versions:a,unmodelled:i,identities:l,...o,touched:d,referred:h,signatures:w}}function gn(t,e,n){let a=new Set,o=new Set;for(let[r,{root:c,kind:l,schema:i,name:s,arguments:g}]of e){let m=t.get(r);m===void 0||c===null||!n.has(c)||(r===c||l==="enumValue"||l==="typeAttribute"?m.schema===i&&m.name===s&&m.arguments===g||a.add(c):l==="column"&&m.name!==s&&o.add(r))}return{roots:a,columns:o}}function $e(t,e){let n=new Set;for(let a of t){let o=un(e,a);o!==void 0&&n.add(oe(o))}return n}function un(t,e){for(let n of t){let a=n.get(e);if(a!==void 0)return a}}function fn({common:t,rooted:e,edges:n},a){return{common:t,rooted:new Map([...e].filter(([o])=>a.has(o))),edges:new Map([...n].filter(([o])=>o===""||a.has(o)))}}var G=class{#e;#n;#t=null;#o=null;constructor(e){this.#e=e,this.#n=new me(e)}async read(){return await y(async()=>{let e=this.#o??await this.#a();this.#t??=e,this.#o=null;let{factBase:n}=await this.#n.read(e,[]);return await ge(this.#e,n,e)})}async digests(e){return e==="first"&&this.#t!==null?this.#t.all:(this.#o=await y(()=>this.#a()),this.#o.all)}async#a(){return await f(this.#e,j)}async security(e){return await y(()=>f(this.#e,n=>M(n,e)))}async[Symbol.asyncDispose](){await this.#e.end()}};async function Pe(t){return new G(S(t,I))}var Q=class{#e;#n;#t;#o=null;constructor(e,n,a){this.#e=e,this.#n=n,this.#t=a}async read(){return await y(async()=>{let[e,n]=await f(this.#e,async r=>[await se(r),await we(r)]);this.#o??=e.roots?.all??null;let a=this.#t.get(this.#n,e.whole);if(a!==null)return a.elsewhere(n,e.roots);let o=await this.#a(n,e);return this.#t.add(this.#n,e.whole,o),o})}async#a(e,{roots:n}){let{factBase:a}=await X(this.#e,{handlers:Z}),o=await f(this.#e,r=>T(r,b));return new re(N(a,A),e,o,n)}async digests(e){return e==="first"&&this.#o!==null?this.#o:(await y(()=>f(this.#e,j))).all}async security(e){return await y(()=>f(this.#e,n=>M(n,e)))}async[Symbol.asyncDispose](){await this.#e.end()}};async function Fe(t,e){return new Q(S(t),t.user,e)}function Ne(t,e){let n=new Map;for(let[o,r]of e)!t.has(o)&&Ee(r)&&n.set(De(r),{id:o,address:r});if(n.size===0)return[];let a=[];for(let[o,r]of t){if(!Ee(r)||e.has(o))continue;let c=n.get(De(r));c!==void 0&&(r.kind==="column"&&!hn(o,c.id)||a.push({verb:"alter",kind:r.kind,schema:r.schema,table:r.table,name:r.name,from:null,details:["dropped and created anew"],destroysData:!0,column:null,unmodelled:null}))}return a}function Ee({kind:t,arguments:e}){return t==="table"||t==="column"&&(e==="r"||e==="p")}function De({kind:t,schema:e,table:n,name:a}){return JSON.stringify([t,e,n,a])}function hn(t,e){return t.split("/")[1]===e.split("/")[1]}function Ce(t,e){let n=yn(t,e);if(n.length===0)return{renames:[],parked:[],steps:[]};let a=new Set(n.map(({goal:i})=>i.name)),o=new Map;for(let[i,s]of e)a.has(s.name)&&o.set(E(s),i);let r=new Y(e),c=[],l=[];for(let i of[0,1,2]){let[s,g]=[[],[]];for(let m of n.filter(({is:d})=>wn(d.kind)===i)){let d=o.get(E(m.goal));if(d!==void 0&&d!==m.id&&!t.has(d)){let u=e.get(d);if(u!==void 0){let $={...u,name:r.next()};s.push({from:u,to:$}),l.push(Ae(_n($,n),u))}}let h=d!==void 0&&d!==m.id&&t.has(d),w=h?{...m.is,name:r.next()}:m.is;h&&s.push({from:m.is,to:w}),g.push({from:w,to:m.goal})}c.push(...s,...g)}return{renames:n.map(({was:i,is:s})=>Ae(i,s)),parked:l,steps:c.map(({from:i,to:s})=>({inverse:V(i,s).join(`;
`),forward:V(s,i).join(`;
`)}))}}function yn(t,e){let n=new Map;for(let[o,{kind:r,name:c}]of t){let l=r==="schema"?e.get(o):void 0;l!==void 0&&n.set(c,l.name)}let a=[];for(let[o,r]of t){let c=e.get(o);if(c===void 0||c.kind!==r.kind||c.dependent&&c.kind==="column")continue;let i=r.table===null&&r.schema!==null&&!c.dependent&&c.schema!==(n.get(r.schema??"")??r.schema);if(r.name===c.name&&!i)continue;let s=i?n.get(r.schema??"")??r.schema:c.schema;a.push({id:o,was:r,is:c,goal:{...c,schema:s,name:r.name}})}return a.sort((o,r)=>E(o.was)<E(r.was)?-1:1)}function _n(t,e){let n=e.find(({is:o})=>o.name===t.table&&o.schema===t.schema&&o.table===null),a=e.find(({is:o})=>o.kind==="schema"&&o.name===t.schema);return{...t,table:n?.was.name??t.table,schema:n?.was.schema??a?.was.name??t.schema}}function Ae(t,e){return{kind:e.kind,before:{schema:t.schema,table:t.table,name:Te(t)},after:{schema:e.schema,table:e.table,name:Te(e)}}}function Te({kind:t,name:e,arguments:n}){return["function","procedure","aggregate"].includes(t)?`${e}(${n??""})`:e}function wn(t){return t==="schema"?2:["column","typeAttribute","constraint","trigger","policy","rule","enumValue"].includes(t)?0:1}var Y=class{#e;#n=0;constructor(e){this.#e=new Set([...e.values()].map(({name:n})=>n))}next(){do this.#n+=1;while(this.#e.has(`sluice_meanwhile_${this.#n}`));return`sluice_meanwhile_${this.#n}`}};function Pt(){let t=new B;return{open:e=>Fe(e,t),openBeside:Ie,openProject:Pe,isOfPlatform:ue,renames:(e,n)=>Ce(_(e).identities,_(n).identities),compare:(e,n)=>ie(_(e),_(n)),recreated:(e,n)=>Ne(_(e).identities,_(n).identities),planSql:(e,n)=>te(_(e),_(n)),diagram:(e,n,a)=>he(_(e).view,_(n).view,a)}}export{Pt as createSchemaPort};
