import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{isDeepStrictEqual:Le}=require("node:util");var{createHash:Je}=require("node:crypto");
import{a as j,b as K,c as O,d as h,e as S,f as Z,g as ee,h as ne,i as B,j as te,k as x,l as I}from"./schema-digest-sql.js";import{a as T,o as H}from"./supabase-pg-delta-dist-plan-internal.js";import{a as F,c as X}from"./schema-rooted-facts.js";import{A as M,D as J,F as W,H as _,I as G,J as $,K as Q,L as Y,M as f,f as v,i as V,j as U,l as z}from"./supabase-pg-delta-dist-extract-dependencies.js";import"./pg-lib-client.js";import"./manifest.js";import"./runtime.js";function ae(n,e,t){let a=new Map;for(let{kind:i,schema:l,table:g,name:p,verb:m}of t){let u=i==="table"?p:g;l===null||u===null||m==="data"||a.set(JSON.stringify([l,u]),{schema:l,name:u})}let o=[...a.values()].flatMap(({schema:i,name:l})=>{let g={kind:"table",schema:i,name:l};return e.has(g)||n.has(g)?[Re(g,i,l,n,e)]:[]});if(o.length===0)return null;let r=o.flatMap(({schema:i,name:l})=>Ie(e,i,l)),s=new Set(o.map(({schema:i,name:l})=>JSON.stringify([i,l]))),c=r.flatMap(({to:i})=>{let l=JSON.stringify([i.schema,i.table]);return s.has(l)?[]:(s.add(l),[{schema:i.schema,name:i.table,change:"unchanged",columns:[]}])});return{tables:[...o,...c],relations:r}}function Re(n,e,t,a,o){let r=a.has(n)?o.has(n)?"altered":"dropped":"created";return{schema:e,name:t,change:r,columns:Me(n,a,o)}}function Me(n,e,t){let a=Fe(n,t.has(n)?t:e),o=t.has(n)?[t,e]:[e],r=new Set;return o.flatMap(s=>s.childrenOf(n).filter(c=>c.id.kind==="column").sort((c,i)=>oe(c.payload)-oe(i.payload)).flatMap(c=>{if(c.id.kind!=="column"||r.has(c.id.name))return[];r.add(c.id.name);let{type:i}=c.payload;return[{name:c.id.name,type:typeof i=="string"?i:"",key:a.get(c.id.name)??null,change:$e(c.id,e,t)}]}))}function oe(n){let e=n._position;return typeof e=="number"?e:0}function $e(n,e,t){return e.has(n)?t.has(n)?e.rollupOf(n)===t.rollupOf(n)?"unchanged":"altered":"dropped":"created"}function Fe(n,e){let t=new Map;for(let a of e.childrenOf(n)){let o=a.id.kind==="constraint"?a.payload.type:null;if(!(o!=="p"&&o!=="f"))for(let r of e.outgoingEdges(a.id))r.to.kind!=="column"||!("name"in n)||r.to.table!==n.name||t.get(r.to.name)!=="primary"&&t.set(r.to.name,o==="p"?"primary":"foreign")}return t}function Ie(n,e,t){let a={kind:"table",schema:e,name:t};return n.childrenOf(a).flatMap(o=>{if(o.id.kind!=="constraint"||o.payload.type!=="f")return[];let r=n.outgoingEdges(o.id).flatMap(({to:l})=>l.kind==="column"?[l]:[]),s=r.filter(l=>l.schema===e&&l.table===t),i=r.find(l=>l.schema!==e||l.table!==t)??s[0];return i===void 0?[]:[{from:{schema:e,table:t},to:{schema:i.schema,table:i.table},name:o.id.name,optional:s.some(l=>n.get(l)?.payload.notNull!==!0)}]})}var Ae={r:"table",p:"table",v:"view",m:"materializedView",i:"index",I:"index",S:"sequence",f:"foreignTable"},Ee=`
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
`;async function A(n){return se(await ie(n,null))}async function re(n,e,{changed:t,gone:a}){let o=await ie(n,[...t]),r=[...e].filter(([,{root:s}])=>s!==null&&!t.has(s)&&!a.has(s));return new Map([...r,...se(o)])}async function ie(n,e){let{rows:t}=await n.query({name:"sluice-identities",text:Ee,values:[e]});return t}function se(n){return new Map(n.map(({id:e,kind:t,...a})=>[e,{...a,kind:Ae[t]??t}]))}function R({kind:n,schema:e,table:t,name:a,arguments:o}){return Pe.includes(n)?JSON.stringify(["relation",e,a]):Ne.includes(n)?JSON.stringify(["routine",e,a,o]):JSON.stringify([n,e,t,a])}var Ne=["function","procedure","aggregate"],Pe=["table","view","materializedView","index","sequence","foreignTable","type","domain"];var Te=[["pg_authid","x.rolname !~ '^pg_'"],["pg_namespace",`x.nspname !~ '^pg_(toast|temp)' and x.nspname <> '${_}'`],["pg_default_acl","true"],["pg_extension","true"],["pg_foreign_data_wrapper","true"],["pg_foreign_server","true"],["pg_user_mapping","true"],["pg_publication","true"],["pg_publication_rel","true"],["pg_publication_namespace","true"],["pg_subscription","x.subdbid = (select oid from pg_catalog.pg_database where datname = current_database())"]],Be=["pg_auth_members","pg_seclabel","pg_shseclabel","pg_shdescription","pg_description"],Ce=`(select string_agg(md5(row(x.oid, x.evtname, x.evtevent, x.evtowner, x.evtfoid, x.evtenabled, x.evttags)::text), ' ' order by x.oid)
  from pg_catalog.pg_event_trigger x where x.evtname <> all ('{${G.join(",")}}'))`,De=`(select string_agg(md5(row(x.setdatabase = 0, x.setrole, x.setconfig)::text), ' ' order by x.setdatabase, x.setrole)
  from pg_catalog.pg_db_role_setting x
  where x.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database())))`,d=(n,e)=>`hashint8extended((${n}.xmin::text::bigint << 32) # ${e}::bigint, 0)`,qe=`
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
select 'common', concat_ws(' ', ${Te.map(([n,e])=>`(select concat(count(*), '/', sum(hashint8extended((x.xmin::text::bigint << 32) # x.oid::bigint, 0))) from pg_catalog.${n} x where ${e})`).join(", ")}, ${Ce}, ${De}, ${Be.map(n=>`(select concat(count(*), '/', sum(hashint8extended((x.xmin::text::bigint << 32) # hashtext(x.ctid::text), 0))) from pg_catalog.${n} x)`).join(", ")})`;async function C(n){let{rows:e}=await n.query({name:"sluice-row-versions",text:qe});return new Map(e.map(({root:t,version:a})=>[t,a]))}var b="common";function le(n,e){let t=new Set;for(let[o,r]of e)o!==b&&n.get(o)!==r&&t.add(o);let a=new Set([...n.keys()].filter(o=>!e.has(o)));return{changed:t,gone:a}}var ce=1;function de({versions:n,identities:e,unmodelled:t},a){let o={format:ce,versions:[...n],identities:[...e].map(Ve),unmodelled:[...t],answers:a.rows().filter(([,r])=>Le(r,JSON.parse(JSON.stringify(r))))};return JSON.stringify(o)}function pe(n){let e=n===""?null:JSON.parse(n);if(!ze(e))return null;let t=new Map(e.versions);return{moment:{versions:t,identities:new Map(e.identities.map(Ue)),unmodelled:new Map(e.unmodelled)},answers:new x().at(t.get(b)).learn(e.answers)}}function Ve([n,e]){let{root:t,kind:a,schema:o,table:r,name:s,arguments:c,dependent:i}=e;return[n,t,a,o,r,s,c,i]}function Ue(n){let[e,t,a,o,r,s,c,i]=n;return[e,{root:t,kind:a,schema:o,table:r,name:s,arguments:c,dependent:i}]}function ze(n){return typeof n=="object"&&n!==null&&"format"in n&&n.format===ce}var E=class{unmodelled;#e;#n=null;constructor(e,t){this.#e=e,this.unmodelled=t}get facts(){return this.#e}grow({rooted:e,edges:t}){let a=this.#e.edges.get("")??[];this.#e={common:this.#e.common,rooted:e,edges:new Map([...t,["",a]])},this.#n=null}get view(){return this.#n??=ge(this.#e,null),this.#n}},N=class extends Q{#e;#n;#t=null;#a=null;constructor(e,t,a,o){super(a,o),this.#e=e,this.#n=t}get view(){if(this.#n===null)return this.#e.view;let e=this.#e.facts;return(this.#t===null||this.#t.of!==e)&&(this.#t={of:e,facts:ge(e,this.#n)}),this.#t.facts}get fingerprint(){return this.#a??=this.#r(),this.#a}#r(){let{view:e}=this,t=U(this.#e.view,e).flatMap(a=>We(a,e));for(let[a,o]of this.unmodelled)this.#e.unmodelled.get(a)?.definition!==o.definition&&t.push(`= ${a} ${o.definition}`);for(let a of this.#e.unmodelled.keys())this.unmodelled.has(a)||t.push(`- ${a}`);return Je("sha256").update(t.sort().join(`
`)).digest("hex")}};function ge(n,e){let{common:t,rooted:a,edges:o}=e===null?n:e.own,r=[...t],s=[...o.get("")??[]],c=(i,l,g)=>{r.push(...g),s.push(...i.edges.get(l)??[])};if(e!==null)for(let[i,l]of a)c(e.own,i,l);for(let[i,l]of n.rooted)(e===null||!e.replaced.has(i)&&!a.has(i))&&c(n,i,l);return M(V(r,s),$)}function We(n,e){switch(n.verb){case"add":return[`+ ${v(n.fact.id)} ${e.hashOf(n.fact.id)}`];case"remove":return[`- ${v(n.fact.id)}`];case"set":return[`= ${v(n.id)} ${e.hashOf(n.id)}`];case"link":case"unlink":{let{from:t,kind:a,to:o}=n.edge;return a==="depends"?[]:[`${n.verb} ${v(t)} ${a} ${v(o)}`]}}}var Ge=`
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
where m[1] <> r.ev_class::text`;async function me(n){let{rows:e}=await n.query(Ge),t=new Map(e.map(({from:o,schema:r,table:s})=>[o,`${r}.${s}`])),a=new Map;for(let o of new Set(e.flatMap(({roles:r})=>r))){let r=e.filter(({roles:c})=>c.includes(o)||c.includes("0")),s=new Map;for(let{from:c,to:i}of r)s.set(c,(s.get(c)??new Set).add(i));for(let{policy:c,name:i,schema:l,table:g,from:p,to:m}of r){if(c===null||i===null||!He(s,m,p))continue;let u=t.get(m)??`${l}.${g}`;a.set(c,{rule:"policy-recursion",kind:"policy",schema:l,table:g,name:i,detail:u})}}return[...a.values()]}function He(n,e,t){let a=new Set,o=[e];for(let r=o.pop();r!==void 0;r=o.pop()){if(r===t)return!0;a.has(r)||(a.add(r),o.push(...n.get(r)??[]))}return!1}var Qe=["anon","authenticated"],fe=`
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
)`,Ye=`${fe}
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
) bypassing`,Ke=`${fe}, open (policy, command, wish) as (
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
group by n.nspname, c.relname, p.polname`;async function P(n,e){let t=[e,W,Qe],{rows:a}=await n.query(Ye,t),{rows:o}=await n.query(Ke,t);return[...a,...o,...await me(n)].sort((s,c)=>ue(s)<ue(c)?-1:1)}function ue({rule:n,schema:e,table:t,name:a,detail:o}){return JSON.stringify([n,e,t??"",a,o])}var D=class{#e;#n;#t=new Set;#a=new Map;#r=new x;#i=new x;#s;#o=null;constructor(e,t,a){this.#e=e,this.#n=t,this.#s=a}async read(){return await S(async()=>this.#o===null?await this.#l():await this.#d(this.#o))}async security(e){return await S(()=>h(this.#e,t=>P(t,e)))}async[Symbol.asyncDispose](){await Promise.all([this.#e.end(),this.#n.end()])}async#l(){let{moment:e,answers:t}=this.#s??await this.#c();this.#i=t;let{factBase:a}=await I(this.#e,new Set,t),o=F(a);return this.#r.at(e.versions.get(b)).learn(t.rows()),this.#o={origin:new E(o,e.unmodelled),moment:e},he(e,null,this.#o)}async#c(){let e=await h(this.#n,async t=>({versions:await C(t),identities:await A(t),unmodelled:await j(t,_)}));return{moment:e,answers:new x().at(e.versions.get(b))}}notes(){return this.#o===null?"":de(this.#o.moment,this.#i)}async#d(e){let{origin:t,moment:a}=e,o=await h(this.#e,m=>Xe(m,a)),{now:r,touched:s,gone:c,referred:i}=o,l=this.#r.at(r.versions.get(b)),[g]=await Promise.all([I(this.#e,new Set([...s,...i]),l),this.#p(t,a,[...s,...c],o)]),p={own:en(F(g.factBase),_e(s,r)),replaced:_e([...s,...c],a)};return he(r,p,e)}async#p(e,{versions:t,identities:a},o,{referred:r,signatures:s}){let c=u=>t.has(u),i=o.filter(c).sort(),l=JSON.stringify([i,[...s]]),g=this.#a.get(l)??await h(this.#n,async u=>{let k=await B(u,i),w=y=>a.get(y)?.kind==="table"||k.has(y)&&k.get(y)===s.get(y);return await ne(u,i.filter(y=>!w(y)),i.filter(w))});this.#a.set(l,g);let p=[...g,...r].filter(c);if(p.every(u=>this.#t.has(u)))return;for(let u of p)this.#t.add(u);let{factBase:m}=await I(this.#n,this.#t,this.#i);e.grow(F(m))}},ye="set plan_cache_mode = force_generic_plan";async function we(n,e,t=""){return new D(O(n,ye),O(e,ye),pe(t))}function he({identities:n,unmodelled:e},t,{origin:a}){return new N(a,t,n,e)}async function Xe(n,e){let t=await C(n),a=le(e.versions,t),o=await re(n,e.identities,a),r={versions:t,identities:o,unmodelled:await j(n,_)},s=Ze(e,r,a.changed),i=s.roots.size+s.columns.size>0?await ee(n,s):[],l=new Set([...a.changed,...[...i].filter(m=>t.has(m))]),g=l.size===0?new Set:await te(n,l),p=l.size===0?new Map:await B(n,l);return{now:r,touched:l,gone:a.gone,referred:g,signatures:p}}function Ze(n,e,t){let a=new Set,o=new Set;for(let[r,{root:s,kind:c,schema:i,name:l,arguments:g}]of e.identities){let p=n.identities.get(r);p===void 0||s===null||!t.has(s)||(r===s||c==="enumValue"||c==="typeAttribute"?p.schema===i&&p.name===l&&p.arguments===g||a.add(s):c==="column"&&p.name!==l&&o.add(r))}return{roots:a,columns:o}}function _e(n,{identities:e}){let t=new Set;for(let a of n){let o=e.get(a);o!==void 0&&t.add(X(o))}return t}function en({common:n,rooted:e,edges:t},a){return{common:n,rooted:new Map([...e].filter(([o])=>a.has(o))),edges:new Map([...t].filter(([o])=>o===""||a.has(o)))}}var q=class{#e;#n=new Map;constructor(e){this.#e=e}async read(){return await S(async()=>{let[e,t]=await h(this.#e,async o=>[await Z(o),await A(o)]),a=this.#n.get(e.whole)??await this.#t(t,e);return this.#n.set(e.whole,a),a.withIdentities(t)})}async#t(e,{roots:t}){let{factBase:a}=await z(this.#e,{handlers:J}),o=await h(this.#e,r=>j(r,_));return new Y(M(a,$),e,o,t)}async security(e){return await S(()=>h(this.#e,t=>P(t,e)))}async[Symbol.asyncDispose](){await this.#e.end()}};async function be(n){return new q(O(n))}function xe(n,e){let t=new Map;for(let[o,r]of e)!n.has(o)&&ve(r)&&t.set(Se(r),{id:o,address:r});if(t.size===0)return[];let a=[];for(let[o,r]of n){if(!ve(r)||e.has(o))continue;let s=t.get(Se(r));s!==void 0&&(r.kind==="column"&&!nn(o,s.id)||a.push({verb:"alter",kind:r.kind,schema:r.schema,table:r.table,name:r.name,from:null,details:["dropped and created anew"],destroysData:!0,column:null,unmodelled:null}))}return a}function ve({kind:n,arguments:e}){return n==="table"||n==="column"&&(e==="r"||e==="p")}function Se({kind:n,schema:e,table:t,name:a}){return JSON.stringify([n,e,t,a])}function nn(n,e){return n.split("/")[1]===e.split("/")[1]}function Oe(n,e){let t=tn(n,e);if(t.length===0)return{renames:[],parked:[],steps:[]};let a=new Set(t.map(({goal:i})=>i.name)),o=new Map;for(let[i,l]of e)a.has(l.name)&&o.set(R(l),i);let r=new L(e),s=[],c=[];for(let i of[0,1,2]){let[l,g]=[[],[]];for(let p of t.filter(({is:m})=>an(m.kind)===i)){let m=o.get(R(p.goal));if(m!==void 0&&m!==p.id&&!n.has(m)){let w=e.get(m);if(w!==void 0){let y={...w,name:r.next()};l.push({from:w,to:y}),c.push(ke(on(y,t),w))}}let u=m!==void 0&&m!==p.id&&n.has(m),k=u?{...p.is,name:r.next()}:p.is;u&&l.push({from:p.is,to:k}),g.push({from:k,to:p.goal})}s.push(...l,...g)}return{renames:t.map(({was:i,is:l})=>ke(i,l)),parked:c,steps:s.map(({from:i,to:l})=>({inverse:T(i,l).join(`;
`),forward:T(l,i).join(`;
`)}))}}function tn(n,e){let t=new Map;for(let[o,{kind:r,name:s}]of n){let c=r==="schema"?e.get(o):void 0;c!==void 0&&t.set(s,c.name)}let a=[];for(let[o,r]of n){let s=e.get(o);if(s===void 0||s.kind!==r.kind||s.dependent&&s.kind==="column")continue;let i=r.table===null&&r.schema!==null&&!s.dependent&&s.schema!==(t.get(r.schema??"")??r.schema);if(r.name===s.name&&!i)continue;let l=i?t.get(r.schema??"")??r.schema:s.schema;a.push({id:o,was:r,is:s,goal:{...s,schema:l,name:r.name}})}return a.sort((o,r)=>R(o.was)<R(r.was)?-1:1)}function on(n,e){let t=e.find(({is:o})=>o.name===n.table&&o.schema===n.schema&&o.table===null),a=e.find(({is:o})=>o.kind==="schema"&&o.name===n.schema);return{...n,table:t?.was.name??n.table,schema:t?.was.schema??a?.was.name??n.schema}}function ke(n,e){return{kind:e.kind,before:{schema:n.schema,table:n.table,name:je(n)},after:{schema:e.schema,table:e.table,name:je(e)}}}function je({kind:n,name:e,arguments:t}){return["function","procedure","aggregate"].includes(n)?`${e}(${t??""})`:e}function an(n){return n==="schema"?2:["column","typeAttribute","constraint","trigger","policy","rule","enumValue"].includes(n)?0:1}var L=class{#e;#n=0;constructor(e){this.#e=new Set([...e.values()].map(({name:t})=>t))}next(){do this.#n+=1;while(this.#e.has(`sluice_meanwhile_${this.#n}`));return`sluice_meanwhile_${this.#n}`}};function rt(){return{open:be,openBeside:we,renames:(n,e)=>Oe(f(n).identities,f(e).identities),compare:(n,e)=>K(f(n),f(e)),recreated:(n,e)=>xe(f(n).identities,f(e).identities),planSql:(n,e)=>H(f(n),f(e)),diagram:(n,e,t)=>ae(f(n).view,f(e).view,t)}}export{rt as createSchemaPort};
