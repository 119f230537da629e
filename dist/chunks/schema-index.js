import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{isDeepStrictEqual:Ue}=require("node:util");var{createHash:Ge}=require("node:crypto");
import{a as O,b as X,c as j,d as h,e as v,f as ee,g as ne,h as te,i as C,j as oe,k as x,l as I}from"./schema-digest-sql.js";import{a as B,o as K}from"./supabase-pg-delta-dist-plan-internal.js";import{a as F,c as Z}from"./schema-rooted-facts.js";import{A as M,D as W,F as G,H as _,I as H,J as $,K as Q,L as Y,M as f,f as S,i as U,j as z,l as J}from"./supabase-pg-delta-dist-extract-dependencies.js";import"./pg-lib-client.js";import"./manifest.js";import"./runtime.js";function re(n,e,t){let o=new Map;for(let{kind:s,schema:l,table:g,name:p,verb:m}of t){let u=s==="table"?p:g;l===null||u===null||m==="data"||o.set(JSON.stringify([l,u]),{schema:l,name:u})}let a=[...o.values()].flatMap(({schema:s,name:l})=>{let g={kind:"table",schema:s,name:l};return e.has(g)||n.has(g)?[$e(g,s,l,n,e)]:[]});if(a.length===0)return null;let r=a.flatMap(({schema:s,name:l})=>Ee(e,s,l)),i=new Set(a.map(({schema:s,name:l})=>JSON.stringify([s,l]))),c=r.flatMap(({to:s})=>{let l=JSON.stringify([s.schema,s.table]);return i.has(l)?[]:(i.add(l),[{schema:s.schema,name:s.table,change:"unchanged",columns:[]}])});return{tables:[...a,...c],relations:r}}function $e(n,e,t,o,a){let r=o.has(n)?a.has(n)?"altered":"dropped":"created";return{schema:e,name:t,change:r,columns:Fe(n,o,a)}}function Fe(n,e,t){let o=Ae(n,t.has(n)?t:e),a=t.has(n)?[t,e]:[e],r=new Set;return a.flatMap(i=>i.childrenOf(n).filter(c=>c.id.kind==="column").sort((c,s)=>ae(c.payload)-ae(s.payload)).flatMap(c=>{if(c.id.kind!=="column"||r.has(c.id.name))return[];r.add(c.id.name);let{type:s}=c.payload;return[{name:c.id.name,type:typeof s=="string"?s:"",key:o.get(c.id.name)??null,change:Ie(c.id,e,t)}]}))}function ae(n){let e=n._position;return typeof e=="number"?e:0}function Ie(n,e,t){return e.has(n)?t.has(n)?e.rollupOf(n)===t.rollupOf(n)?"unchanged":"altered":"dropped":"created"}function Ae(n,e){let t=new Map;for(let o of e.childrenOf(n)){let a=o.id.kind==="constraint"?o.payload.type:null;if(!(a!=="p"&&a!=="f"))for(let r of e.outgoingEdges(o.id))r.to.kind!=="column"||!("name"in n)||r.to.table!==n.name||t.get(r.to.name)!=="primary"&&t.set(r.to.name,a==="p"?"primary":"foreign")}return t}function Ee(n,e,t){let o={kind:"table",schema:e,name:t};return n.childrenOf(o).flatMap(a=>{if(a.id.kind!=="constraint"||a.payload.type!=="f")return[];let r=n.outgoingEdges(a.id).flatMap(({to:l})=>l.kind==="column"?[l]:[]),i=r.filter(l=>l.schema===e&&l.table===t),s=r.find(l=>l.schema!==e||l.table!==t)??i[0];return s===void 0?[]:[{from:{schema:e,table:t},to:{schema:s.schema,table:s.table},name:a.id.name,optional:i.some(l=>n.get(l)?.payload.notNull!==!0)}]})}var A=class{#e=new Map;get(e,t){let o=se(e,t),a=this.#e.get(o);return a===void 0?null:(this.#e.delete(o),this.#e.set(o,a),a)}add(e,t,o){this.#e.set(se(e,t),o);for(let a of this.#e.keys()){if(this.#e.size<=4)break;this.#e.delete(a)}}};function se(n,e){return JSON.stringify([n,e])}var Ne={r:"table",p:"table",v:"view",m:"materializedView",i:"index",I:"index",S:"sequence",f:"foreignTable"},Pe=`
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
  and not exists (select 1 from pg_catalog.pg_constraint k where k.conindid = c.oid and k.conrelid <> 0 and k.contype in ('p','u','x'))
union all
select 'c/' || c.oid || '/' || a.attnum, case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end, case c.relkind when 'c' then 'typeAttribute' else 'column' end,
  n.nspname, c.relname, a.attname, c.relkind::text, a.attinhcount > 0
from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join user_namespace n on n.oid = c.relnamespace
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r','p','f','v','m','c')
union all
select 'k/' || k.oid, coalesce('c/' || c.oid, 'y/' || t.oid), 'constraint', n.nspname, coalesce(c.relname, t.typname), k.conname, case when t.oid is null then null else 'd' end, false
from pg_catalog.pg_constraint k join user_namespace n on n.oid = k.connamespace
left join pg_catalog.pg_class c on c.oid = k.conrelid
left join pg_catalog.pg_type t on t.oid = k.contypid and k.conrelid = 0
where k.contype <> 'n' and k.conparentid = 0 and k.coninhcount = 0 and (c.oid is not null or t.oid is not null)
union all
select 't/' || t.oid, 'c/' || c.oid, 'trigger', n.nspname, c.relname, t.tgname, null, false
from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join user_namespace n on n.oid = c.relnamespace
where not t.tgisinternal and t.tgparentid = 0
union all
select 'p/' || p.oid, 'c/' || c.oid, 'policy', n.nspname, c.relname, p.polname, null, false
from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join user_namespace n on n.oid = c.relnamespace
union all
select 'r/' || r.oid, 'c/' || c.oid, 'rule', n.nspname, c.relname, r.rulename, null, false
from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class join user_namespace n on n.oid = c.relnamespace
where r.rulename <> '_RETURN'
union all
select 'y/' || t.oid, 'y/' || t.oid, case when t.typtype = 'd' then 'domain' else 'type' end, n.nspname, null, t.typname, null, false
from pg_catalog.pg_type t join user_namespace n on n.oid = t.typnamespace
left join pg_catalog.pg_class c on c.oid = t.typrelid
where t.typtype in ('e','d','r') or (t.typtype = 'c' and c.relkind = 'c')
union all
select 'e/' || e.oid, 'y/' || t.oid, 'enumValue', n.nspname, t.typname, e.enumlabel, null, false
from pg_catalog.pg_enum e join pg_catalog.pg_type t on t.oid = e.enumtypid join user_namespace n on n.oid = t.typnamespace
union all
select 'f/' || f.oid, 'f/' || f.oid, case f.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, n.nspname, null, f.proname,
  array_to_string(array(select pg_catalog.format_type(t.id, null) from unnest(f.proargtypes) with ordinality t (id, place) order by t.place), ', '), false
from pg_catalog.pg_proc f join user_namespace n on n.oid = f.pronamespace
union all
select 'l/' || l.oid, 'l/' || l.oid, 'collation', n.nspname, null, l.collname, null, false
from pg_catalog.pg_collation l join user_namespace n on n.oid = l.collnamespace
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
) identity where $1::text[] is null or root is null or root = any ($1::text[])
`;async function E(n){return ce(await le(n,null))}async function ie(n,e,{changed:t,gone:o}){let a=await le(n,[...t]),r=[...e].filter(([,{root:i}])=>i!==null&&!t.has(i)&&!o.has(i));return new Map([...r,...ce(a)])}async function le(n,e){let{rows:t}=await n.query({name:"sluice-identities",text:Pe,values:[e]});return t}function ce(n){return new Map(n.map(({id:e,kind:t,...o})=>[e,{...o,kind:Ne[t]??t}]))}function R({kind:n,schema:e,table:t,name:o,arguments:a}){return Be.includes(n)?JSON.stringify(["relation",e,o]):Te.includes(n)?JSON.stringify(["routine",e,o,a]):JSON.stringify([n,e,t,o])}var Te=["function","procedure","aggregate"],Be=["table","view","materializedView","index","sequence","foreignTable","type","domain"];var Ce=[["pg_authid","x.rolname !~ '^pg_'"],["pg_namespace",`x.nspname !~ '^pg_(toast|temp)' and x.nspname <> '${_}'`],["pg_default_acl","true"],["pg_extension","true"],["pg_foreign_data_wrapper","true"],["pg_foreign_server","true"],["pg_user_mapping","true"],["pg_publication","true"],["pg_publication_rel","true"],["pg_publication_namespace","true"],["pg_subscription","x.subdbid = (select oid from pg_catalog.pg_database where datname = current_database())"]],De=["pg_auth_members","pg_seclabel","pg_shseclabel","pg_shdescription","pg_description"],qe=`(select string_agg(md5(row(x.oid, x.evtname, x.evtevent, x.evtowner, x.evtfoid, x.evtenabled, x.evttags)::text), ' ' order by x.oid)
  from pg_catalog.pg_event_trigger x where x.evtname <> all ('{${H.join(",")}}'))`,Le=`(select string_agg(md5(row(x.setdatabase = 0, x.setrole, x.setconfig)::text), ' ' order by x.setdatabase, x.setrole)
  from pg_catalog.pg_db_role_setting x
  where x.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database())))`,d=(n,e)=>`hashint8extended((${n}.xmin::text::bigint << 32) # ${e}::bigint, 0)`,Ve=`
with space as materialized (
  select oid, hashtextextended(nspname, 0) as named from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', '${_}')
), relation as materialized (
  select c.oid, case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end as root, ${d("c","c.oid")} # s.named as version
  from pg_catalog.pg_class c join space s on s.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
), kind as materialized (
  select t.oid, 'y/' || t.oid as root, ${d("t","t.oid")} # s.named as version
  from pg_catalog.pg_type t join space s on s.oid = t.typnamespace
  where t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and exists (select from pg_catalog.pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
), part (catalog, oid, root, version) as materialized (
  select 'pg_class'::regclass::oid, oid, root, version from relation
  union all
  select 'pg_class'::regclass::oid, i.indexrelid, r.root, ${d("i","i.indexrelid")} # ${d("c","c.oid")}
  from pg_catalog.pg_index i join relation r on r.oid = i.indrelid join pg_catalog.pg_class c on c.oid = i.indexrelid
  union all
  select 'pg_constraint'::regclass::oid, k.oid, coalesce(r.root, t.root), ${d("k","k.oid")}
  from pg_catalog.pg_constraint k left join relation r on r.oid = k.conrelid left join kind t on t.oid = k.contypid
  where coalesce(r.root, t.root) is not null
  union all
  select 'pg_trigger'::regclass::oid, t.oid, r.root, ${d("t","t.oid")} from pg_catalog.pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal
  union all
  select 'pg_policy'::regclass::oid, p.oid, r.root, ${d("p","p.oid")} from pg_catalog.pg_policy p join relation r on r.oid = p.polrelid
  union all
  select 'pg_rewrite'::regclass::oid, w.oid, r.root, ${d("w","w.oid")} from pg_catalog.pg_rewrite w join relation r on r.oid = w.ev_class
  union all
  select 'pg_attrdef'::regclass::oid, d.oid, r.root, ${d("d","d.oid")} from pg_catalog.pg_attrdef d join relation r on r.oid = d.adrelid
  union all
  select 'pg_type'::regclass::oid, oid, root, version from kind
  union all
  select 'pg_proc'::regclass::oid, f.oid, 'f/' || f.oid, ${d("f","f.oid")} # s.named from pg_catalog.pg_proc f join space s on s.oid = f.pronamespace
  union all
  select 'pg_collation'::regclass::oid, l.oid, 'l/' || l.oid, ${d("l","l.oid")} # s.named from pg_catalog.pg_collation l join space s on s.oid = l.collnamespace
), row (root, version) as (
  select root, version from part
  union all
  select r.root, ${d("a","a.attnum")} from pg_catalog.pg_attribute a join relation r on r.oid = a.attrelid where a.attnum > 0
  union all
  select r.root, ${d("q","q.seqrelid")} from pg_catalog.pg_sequence q join relation r on r.oid = q.seqrelid
  union all
  select r.root, ${d("h","h.inhparent")} from pg_catalog.pg_inherits h join relation r on r.oid = h.inhrelid
  union all
  select r.root, ${d("t","t.ftrelid")} from pg_catalog.pg_foreign_table t join relation r on r.oid = t.ftrelid
  union all
  -- An identity is told with its column, a publication's member and who runs a function with what they name.
  select r.root, ${d("q","q.seqrelid")} # ${d("c","c.oid")} from pg_catalog.pg_sequence q join pg_catalog.pg_class c on c.oid = q.seqrelid
  join pg_catalog.pg_depend d on d.classid = 'pg_class'::regclass and d.objid = q.seqrelid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
  join relation r on r.oid = d.refobjid
  union all
  select r.root, ${d("m","m.oid")} from pg_catalog.pg_publication_rel m join relation r on r.oid = m.prrelid
  union all
  select p.root, hashtextextended(v.evtname, v.oid::bigint) from pg_catalog.pg_event_trigger v join part p on p.catalog = 'pg_proc'::regclass and p.oid = v.evtfoid
  union all
  select p.root, ${d("w","w.oid")} from pg_catalog.pg_foreign_data_wrapper w
  join part p on p.catalog = 'pg_proc'::regclass and p.oid in (w.fdwhandler, w.fdwvalidator)
  union all
  select t.root, ${d("e","e.oid")} from pg_catalog.pg_enum e join kind t on t.oid = e.enumtypid
  union all
  select t.root, ${d("g","g.rngsubtype")} from pg_catalog.pg_range g join kind t on t.oid = g.rngtypid
  union all
  select 'f/' || g.aggfnoid::oid, ${d("g","g.aggfnoid")} from pg_catalog.pg_aggregate g where g.aggfnoid in (select oid from part)
  union all
  select p.root, ${d("d","d.objsubid")} from pg_catalog.pg_description d join part p on p.catalog = d.classoid and p.oid = d.objoid
  union all
  select p.root, ${d("d","d.objsubid")} from pg_catalog.pg_seclabel d join part p on p.catalog = d.classoid and p.oid = d.objoid
  union all
  select p.root, ${d("d","d.objsubid")} from pg_catalog.pg_init_privs d join part p on p.catalog = d.classoid and p.oid = d.objoid
  union all
  select p.root, ${d("d","d.refobjid")} from pg_catalog.pg_depend d join part p on p.catalog = d.classid and p.oid = d.objid where d.deptype <> 'n'
)
select root, sum(version)::text as version from row group by root
union all
select 'common', concat_ws(' ', ${Ce.map(([n,e])=>`(select concat(count(*), '/', sum(hashint8extended((x.xmin::text::bigint << 32) # x.oid::bigint, 0))) from pg_catalog.${n} x where ${e})`).join(", ")}, ${qe}, ${Le}, ${De.map(n=>`(select concat(count(*), '/', sum(hashint8extended((x.xmin::text::bigint << 32) # hashtext(x.ctid::text), 0))) from pg_catalog.${n} x)`).join(", ")})`;async function D(n){let{rows:e}=await n.query({name:"sluice-row-versions",text:Ve});return new Map(e.map(({root:t,version:o})=>[t,o]))}var b="common";function de(n,e){let t=new Set;for(let[a,r]of e)a!==b&&n.get(a)!==r&&t.add(a);let o=new Set([...n.keys()].filter(a=>!e.has(a)));return{changed:t,gone:o}}var pe=1;function ge({versions:n,identities:e,unmodelled:t},o){let a={format:pe,versions:[...n],identities:[...e].map(ze),unmodelled:[...t],answers:o.rows().filter(([,r])=>Ue(r,JSON.parse(JSON.stringify(r))))};return JSON.stringify(a)}function me(n){let e=n===""?null:JSON.parse(n);if(!We(e))return null;let t=new Map(e.versions);return{moment:{versions:t,identities:new Map(e.identities.map(Je)),unmodelled:new Map(e.unmodelled)},answers:new x().at(t.get(b)).learn(e.answers)}}function ze([n,e]){let{root:t,kind:o,schema:a,table:r,name:i,arguments:c,dependent:s}=e;return[n,t,o,a,r,i,c,s]}function Je(n){let[e,t,o,a,r,i,c,s]=n;return[e,{root:t,kind:o,schema:a,table:r,name:i,arguments:c,dependent:s}]}function We(n){return typeof n=="object"&&n!==null&&"format"in n&&n.format===pe}var N=class{unmodelled;#e;#n=null;constructor(e,t){this.#e=e,this.unmodelled=t}get facts(){return this.#e}grow({rooted:e,edges:t}){let o=this.#e.edges.get("")??[];this.#e={common:this.#e.common,rooted:e,edges:new Map([...t,["",o]])},this.#n=null}get view(){return this.#n??=ue(this.#e,null),this.#n}},P=class extends Q{#e;#n;#t=null;#o=null;constructor(e,t,o,a){super(o,a),this.#e=e,this.#n=t}get view(){if(this.#n===null)return this.#e.view;let e=this.#e.facts;return(this.#t===null||this.#t.of!==e)&&(this.#t={of:e,facts:ue(e,this.#n)}),this.#t.facts}get fingerprint(){return this.#o??=this.#r(),this.#o}#r(){let{view:e}=this,t=z(this.#e.view,e).flatMap(o=>He(o,e));for(let[o,a]of this.unmodelled)this.#e.unmodelled.get(o)?.definition!==a.definition&&t.push(`= ${o} ${a.definition}`);for(let o of this.#e.unmodelled.keys())this.unmodelled.has(o)||t.push(`- ${o}`);return Ge("sha256").update(t.sort().join(`
`)).digest("hex")}};function ue(n,e){let{common:t,rooted:o,edges:a}=e===null?n:e.own,r=[...t],i=[...a.get("")??[]],c=(s,l,g)=>{r.push(...g),i.push(...s.edges.get(l)??[])};if(e!==null)for(let[s,l]of o)c(e.own,s,l);for(let[s,l]of n.rooted)(e===null||!e.replaced.has(s)&&!o.has(s))&&c(n,s,l);return M(U(r,i),$)}function He(n,e){switch(n.verb){case"add":return[`+ ${S(n.fact.id)} ${e.hashOf(n.fact.id)}`];case"remove":return[`- ${S(n.fact.id)}`];case"set":return[`= ${S(n.id)} ${e.hashOf(n.id)}`];case"link":case"unlink":{let{from:t,kind:o,to:a}=n.edge;return o==="depends"?[]:[`${n.verb} ${S(t)} ${o} ${S(a)}`]}}}var Ke=`
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
where m[1] <> r.ev_class::text`;async function fe(n){let{rows:e}=await n.query(Ke),t=new Map(e.map(({from:a,schema:r,table:i})=>[a,`${r}.${i}`])),o=new Map;for(let a of new Set(e.flatMap(({roles:r})=>r))){let r=e.filter(({roles:c})=>c.includes(a)||c.includes("0")),i=new Map;for(let{from:c,to:s}of r)i.set(c,(i.get(c)??new Set).add(s));for(let{policy:c,name:s,schema:l,table:g,from:p,to:m}of r){if(c===null||s===null||!Qe(i,m,p))continue;let u=t.get(m)??`${l}.${g}`;o.set(c,{rule:"policy-recursion",kind:"policy",schema:l,table:g,name:s,detail:u})}}return[...o.values()]}function Qe(n,e,t){let o=new Set,a=[e];for(let r=a.pop();r!==void 0;r=a.pop()){if(r===t)return!0;o.has(r)||(o.add(r),a.push(...n.get(r)??[]))}return!1}var Ye=["anon","authenticated"],he=`
with api_role as (
  select oid, rolname from pg_catalog.pg_roles where rolname = any ($3::text[])
), exposed as (
  select oid, nspname from pg_catalog.pg_namespace where nspname = any ($1::text[]) and nspname <> all ($2::text[])
), member as (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
), relation as (
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
)`,Xe=`${he}
select 'rls-disabled' as rule, 'table' as kind, nspname as schema, null as "table", relname::text as name, '' as detail
from relation where relkind in ('r','p') and not relrowsecurity and reachable
union all
select 'rls-without-policy', 'table', nspname, null, relname, ''
from relation c where relkind in ('r','p') and relrowsecurity and reachable
  and not exists (select 1 from pg_catalog.pg_policy p where p.polrelid = c.oid)
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
) bypassing`,Ze=`${he}, open (policy, command, wish) as (
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
group by n.nspname, c.relname, p.polname`;async function T(n,e){let t=[e,G,Ye],{rows:o}=await n.query(Xe,t),{rows:a}=await n.query(Ze,t);return[...o,...a,...await fe(n)].sort((i,c)=>ye(i)<ye(c)?-1:1)}function ye({rule:n,schema:e,table:t,name:o,detail:a}){return JSON.stringify([n,e,t??"",o,a])}var q=class{#e;#n;#t=new Set;#o=new Map;#r=new x;#s=new x;#i;#a=null;constructor(e,t,o){this.#e=e,this.#n=t,this.#i=o}async read(){return await v(async()=>this.#a===null?await this.#l():await this.#d(this.#a))}async security(e){return await v(()=>h(this.#e,t=>T(t,e)))}async[Symbol.asyncDispose](){await Promise.all([this.#e.end(),this.#n.end()])}async#l(){let{moment:e,answers:t}=this.#i??await this.#c();this.#s=t;let{factBase:o}=await I(this.#e,new Set,t),a=F(o);return this.#r.at(e.versions.get(b)).learn(t.rows()),this.#a={origin:new N(a,e.unmodelled),moment:e},we(e,null,this.#a)}async#c(){let e=await h(this.#n,async t=>({versions:await D(t),identities:await E(t),unmodelled:await O(t,_)}));return{moment:e,answers:new x().at(e.versions.get(b))}}notes(){return this.#a===null?"":ge(this.#a.moment,this.#s)}async#d(e){let{origin:t,moment:o}=e,a=await h(this.#e,m=>en(m,o)),{now:r,touched:i,gone:c,referred:s}=a,l=this.#r.at(r.versions.get(b)),[g]=await Promise.all([I(this.#e,new Set([...i,...s]),l),this.#p(t,o,[...i,...c],a)]),p={own:tn(F(g.factBase),be(i,r)),replaced:be([...i,...c],o)};return we(r,p,e)}async#p(e,{versions:t,identities:o},a,{referred:r,signatures:i}){let c=u=>t.has(u),s=a.filter(c).sort(),l=JSON.stringify([s,[...i]]),g=this.#o.get(l)??await h(this.#n,async u=>{let k=await C(u,s),w=y=>o.get(y)?.kind==="table"||k.has(y)&&k.get(y)===i.get(y);return await te(u,s.filter(y=>!w(y)),s.filter(w))});this.#o.set(l,g);let p=[...g,...r].filter(c);if(p.every(u=>this.#t.has(u)))return;for(let u of p)this.#t.add(u);let{factBase:m}=await I(this.#n,this.#t,this.#s);e.grow(F(m))}},_e="set plan_cache_mode = force_generic_plan";async function Se(n,e,t=""){return new q(j(n,_e),j(e,_e),me(t))}function we({identities:n,unmodelled:e},t,{origin:o}){return new P(o,t,n,e)}async function en(n,e){let t=await D(n),o=de(e.versions,t),a=await ie(n,e.identities,o),r={versions:t,identities:a,unmodelled:await O(n,_)},i=nn(e,r,o.changed),s=i.roots.size+i.columns.size>0?await ne(n,i):[],l=new Set([...o.changed,...[...s].filter(m=>t.has(m))]),g=l.size===0?new Set:await oe(n,l),p=l.size===0?new Map:await C(n,l);return{now:r,touched:l,gone:o.gone,referred:g,signatures:p}}function nn(n,e,t){let o=new Set,a=new Set;for(let[r,{root:i,kind:c,schema:s,name:l,arguments:g}]of e.identities){let p=n.identities.get(r);p===void 0||i===null||!t.has(i)||(r===i||c==="enumValue"||c==="typeAttribute"?p.schema===s&&p.name===l&&p.arguments===g||o.add(i):c==="column"&&p.name!==l&&a.add(r))}return{roots:o,columns:a}}function be(n,{identities:e}){let t=new Set;for(let o of n){let a=e.get(o);a!==void 0&&t.add(Z(a))}return t}function tn({common:n,rooted:e,edges:t},o){return{common:n,rooted:new Map([...e].filter(([a])=>o.has(a))),edges:new Map([...t].filter(([a])=>a===""||o.has(a)))}}var L=class{#e;#n;#t;constructor(e,t,o){this.#e=e,this.#n=t,this.#t=o}async read(){return await v(async()=>{let[e,t]=await h(this.#e,async r=>[await ee(r),await E(r)]),o=this.#t.get(this.#n,e.whole);if(o!==null)return o.elsewhere(t,e.roots);let a=await this.#o(t,e);return this.#t.add(this.#n,e.whole,a),a})}async#o(e,{roots:t}){let{factBase:o}=await J(this.#e,{handlers:W}),a=await h(this.#e,r=>O(r,_));return new Y(M(o,$),e,a,t)}async security(e){return await v(()=>h(this.#e,t=>T(t,e)))}async[Symbol.asyncDispose](){await this.#e.end()}};async function ve(n,e){return new L(j(n),n.user,e)}function Oe(n,e){let t=new Map;for(let[a,r]of e)!n.has(a)&&xe(r)&&t.set(ke(r),{id:a,address:r});if(t.size===0)return[];let o=[];for(let[a,r]of n){if(!xe(r)||e.has(a))continue;let i=t.get(ke(r));i!==void 0&&(r.kind==="column"&&!on(a,i.id)||o.push({verb:"alter",kind:r.kind,schema:r.schema,table:r.table,name:r.name,from:null,details:["dropped and created anew"],destroysData:!0,column:null,unmodelled:null}))}return o}function xe({kind:n,arguments:e}){return n==="table"||n==="column"&&(e==="r"||e==="p")}function ke({kind:n,schema:e,table:t,name:o}){return JSON.stringify([n,e,t,o])}function on(n,e){return n.split("/")[1]===e.split("/")[1]}function Me(n,e){let t=an(n,e);if(t.length===0)return{renames:[],parked:[],steps:[]};let o=new Set(t.map(({goal:s})=>s.name)),a=new Map;for(let[s,l]of e)o.has(l.name)&&a.set(R(l),s);let r=new V(e),i=[],c=[];for(let s of[0,1,2]){let[l,g]=[[],[]];for(let p of t.filter(({is:m})=>sn(m.kind)===s)){let m=a.get(R(p.goal));if(m!==void 0&&m!==p.id&&!n.has(m)){let w=e.get(m);if(w!==void 0){let y={...w,name:r.next()};l.push({from:w,to:y}),c.push(je(rn(y,t),w))}}let u=m!==void 0&&m!==p.id&&n.has(m),k=u?{...p.is,name:r.next()}:p.is;u&&l.push({from:p.is,to:k}),g.push({from:k,to:p.goal})}i.push(...l,...g)}return{renames:t.map(({was:s,is:l})=>je(s,l)),parked:c,steps:i.map(({from:s,to:l})=>({inverse:B(s,l).join(`;
`),forward:B(l,s).join(`;
`)}))}}function an(n,e){let t=new Map;for(let[a,{kind:r,name:i}]of n){let c=r==="schema"?e.get(a):void 0;c!==void 0&&t.set(i,c.name)}let o=[];for(let[a,r]of n){let i=e.get(a);if(i===void 0||i.kind!==r.kind||i.dependent&&i.kind==="column")continue;let s=r.table===null&&r.schema!==null&&!i.dependent&&i.schema!==(t.get(r.schema??"")??r.schema);if(r.name===i.name&&!s)continue;let l=s?t.get(r.schema??"")??r.schema:i.schema;o.push({id:a,was:r,is:i,goal:{...i,schema:l,name:r.name}})}return o.sort((a,r)=>R(a.was)<R(r.was)?-1:1)}function rn(n,e){let t=e.find(({is:a})=>a.name===n.table&&a.schema===n.schema&&a.table===null),o=e.find(({is:a})=>a.kind==="schema"&&a.name===n.schema);return{...n,table:t?.was.name??n.table,schema:t?.was.schema??o?.was.name??n.schema}}function je(n,e){return{kind:e.kind,before:{schema:n.schema,table:n.table,name:Re(n)},after:{schema:e.schema,table:e.table,name:Re(e)}}}function Re({kind:n,name:e,arguments:t}){return["function","procedure","aggregate"].includes(n)?`${e}(${t??""})`:e}function sn(n){return n==="schema"?2:["column","typeAttribute","constraint","trigger","policy","rule","enumValue"].includes(n)?0:1}var V=class{#e;#n=0;constructor(e){this.#e=new Set([...e.values()].map(({name:t})=>t))}next(){do this.#n+=1;while(this.#e.has(`sluice_meanwhile_${this.#n}`));return`sluice_meanwhile_${this.#n}`}};function ct(){let n=new A;return{open:e=>ve(e,n),openBeside:Se,renames:(e,t)=>Me(f(e).identities,f(t).identities),compare:(e,t)=>X(f(e),f(t)),recreated:(e,t)=>Oe(f(e).identities,f(t).identities),planSql:(e,t)=>K(f(e),f(t)),diagram:(e,t,o)=>re(f(e).view,f(t).view,o)}}export{ct as createSchemaPort};
