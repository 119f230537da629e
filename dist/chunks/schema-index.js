import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{createHash:Pe}=require("node:crypto");
import{e as x,f as z,g as j,h as y,i as v,j as J,k as H,l as T,m as Y,n as B,o as M,p as D,q as ne,r as te}from"./schema-digest-sql.js";import"./pg-lib-client.js";import{A as R,D as G,F as Q,H as h,I as K,J as O,K as X,L as Z,M as f,N as $,P as ee,f as b,i as V,j as U,l as W}from"./supabase-pg-delta-dist-extract-dependencies.js";import"./manifest.js";import"./runtime.js";function ae(n,e,t){let a=new Map;for(let{kind:i,schema:c,table:d,name:p,verb:u}of t){let m=i==="table"?p:d;c===null||m===null||u==="data"||a.set(JSON.stringify([c,m]),{schema:c,name:m})}let o=[...a.values()].flatMap(({schema:i,name:c})=>{let d={kind:"table",schema:i,name:c};return e.has(d)||n.has(d)?[je(d,i,c,n,e)]:[]});if(o.length===0)return null;let r=o.flatMap(({schema:i,name:c})=>Me(e,i,c)),s=new Set(o.map(({schema:i,name:c})=>JSON.stringify([i,c]))),l=r.flatMap(({to:i})=>{let c=JSON.stringify([i.schema,i.table]);return s.has(c)?[]:(s.add(c),[{schema:i.schema,name:i.table,change:"unchanged",columns:[]}])});return{tables:[...o,...l],relations:r}}function je(n,e,t,a,o){let r=a.has(n)?o.has(n)?"altered":"dropped":"created";return{schema:e,name:t,change:r,columns:ke(n,a,o)}}function ke(n,e,t){let a=Oe(n,t.has(n)?t:e),o=t.has(n)?[t,e]:[e],r=new Set;return o.flatMap(s=>s.childrenOf(n).filter(l=>l.id.kind==="column").sort((l,i)=>oe(l.payload)-oe(i.payload)).flatMap(l=>{if(l.id.kind!=="column"||r.has(l.id.name))return[];r.add(l.id.name);let{type:i}=l.payload;return[{name:l.id.name,type:typeof i=="string"?i:"",key:a.get(l.id.name)??null,change:Re(l.id,e,t)}]}))}function oe(n){let e=n._position;return typeof e=="number"?e:0}function Re(n,e,t){return e.has(n)?t.has(n)?e.rollupOf(n)===t.rollupOf(n)?"unchanged":"altered":"dropped":"created"}function Oe(n,e){let t=new Map;for(let a of e.childrenOf(n)){let o=a.id.kind==="constraint"?a.payload.type:null;if(!(o!=="p"&&o!=="f"))for(let r of e.outgoingEdges(a.id))r.to.kind!=="column"||!("name"in n)||r.to.table!==n.name||t.get(r.to.name)!=="primary"&&t.set(r.to.name,o==="p"?"primary":"foreign")}return t}function Me(n,e,t){let a={kind:"table",schema:e,name:t};return n.childrenOf(a).flatMap(o=>{if(o.id.kind!=="constraint"||o.payload.type!=="f")return[];let r=n.outgoingEdges(o.id).flatMap(({to:c})=>c.kind==="column"?[c]:[]),s=r.filter(c=>c.schema===e&&c.table===t),i=r.find(c=>c.schema!==e||c.table!==t)??s[0];return i===void 0?[]:[{from:{schema:e,table:t},to:{schema:i.schema,table:i.table},name:o.id.name,optional:s.some(c=>n.get(c)?.payload.notNull!==!0)}]})}var $e={r:"table",p:"table",v:"view",m:"materializedView",i:"index",I:"index",S:"sequence",f:"foreignTable"},Ie=`
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
`;async function I(n){return se(await ie(n,null))}async function re(n,e,{changed:t,gone:a}){let o=await ie(n,[...t]),r=[...e].filter(([,{root:s}])=>s!==null&&!t.has(s)&&!a.has(s));return new Map([...r,...se(o)])}async function ie(n,e){let{rows:t}=await n.query({name:"sluice-identities",text:Ie,values:[e]});return t}function se(n){return new Map(n.map(({id:e,kind:t,...a})=>[e,{...a,kind:$e[t]??t}]))}function k({kind:n,schema:e,table:t,name:a,arguments:o}){return Ee.includes(n)?JSON.stringify(["relation",e,a]):Fe.includes(n)?JSON.stringify(["routine",e,a,o]):JSON.stringify([n,e,t,a])}var Fe=["function","procedure","aggregate"],Ee=["table","view","materializedView","index","sequence","foreignTable","type","domain"];var F=class{unmodelled;#e;#n=null;constructor(e,t){this.#e=e,this.unmodelled=t}get facts(){return this.#e}grow({rooted:e,edges:t}){let a=this.#e.edges.get("")??[];this.#e={common:this.#e.common,rooted:e,edges:new Map([...t,["",a]])},this.#n=null}get view(){return this.#n??=le(this.#e,null),this.#n}},E=class extends X{#e;#n;#t=null;#o=null;constructor(e,t,a,o){super(a,o),this.#e=e,this.#n=t}get view(){if(this.#n===null)return this.#e.view;let e=this.#e.facts;return(this.#t===null||this.#t.of!==e)&&(this.#t={of:e,facts:le(e,this.#n)}),this.#t.facts}get fingerprint(){return this.#o??=this.#a(),this.#o}#a(){let{view:e}=this,t=U(this.#e.view,e).flatMap(a=>Ae(a,e));for(let[a,o]of this.unmodelled)this.#e.unmodelled.get(a)?.definition!==o.definition&&t.push(`= ${a} ${o.definition}`);for(let a of this.#e.unmodelled.keys())this.unmodelled.has(a)||t.push(`- ${a}`);return Pe("sha256").update(t.sort().join(`
`)).digest("hex")}};function le(n,e){let{common:t,rooted:a,edges:o}=e===null?n:e.own,r=[...t],s=[...o.get("")??[]],l=(i,c,d)=>{r.push(...d),s.push(...i.edges.get(c)??[])};if(e!==null)for(let[i,c]of a)l(e.own,i,c);for(let[i,c]of n.rooted)(e===null||!e.replaced.has(i)&&!a.has(i))&&l(n,i,c);return R(V(r,s),O)}function Ae(n,e){switch(n.verb){case"add":return[`+ ${b(n.fact.id)} ${e.hashOf(n.fact.id)}`];case"remove":return[`- ${b(n.fact.id)}`];case"set":return[`= ${b(n.id)} ${e.hashOf(n.id)}`];case"link":case"unlink":{let{from:t,kind:a,to:o}=n.edge;return a==="depends"?[]:[`${n.verb} ${b(t)} ${a} ${b(o)}`]}}}var Te=[["pg_authid","x.rolname !~ '^pg_'"],["pg_namespace",`x.nspname !~ '^pg_(toast|temp)' and x.nspname <> '${h}'`],["pg_default_acl","true"],["pg_extension","true"],["pg_foreign_data_wrapper","true"],["pg_foreign_server","true"],["pg_user_mapping","true"],["pg_publication","true"],["pg_publication_rel","true"],["pg_publication_namespace","true"],["pg_subscription","x.subdbid = (select oid from pg_catalog.pg_database where datname = current_database())"]],Be=["pg_auth_members","pg_db_role_setting","pg_seclabel","pg_shseclabel","pg_shdescription","pg_description"],De=`(select string_agg(md5(row(x.oid, x.evtname, x.evtevent, x.evtowner, x.evtfoid, x.evtenabled, x.evttags)::text), ' ' order by x.oid)
  from pg_catalog.pg_event_trigger x where x.evtname <> all ('{${K.join(",")}}'))`,g=(n,e)=>`hashint8extended((${n}.xmin::text::bigint << 32) # ${e}::bigint, 0)`,Ce=`
with space as materialized (
  select oid, hashtextextended(nspname, 0) as named from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', '${h}')
), relation as materialized (
  select c.oid, case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end as root, ${g("c","c.oid")} # s.named as version
  from pg_catalog.pg_class c join space s on s.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
), kind as materialized (
  select t.oid, 'y/' || t.oid as root, ${g("t","t.oid")} # s.named as version
  from pg_catalog.pg_type t join space s on s.oid = t.typnamespace
  where t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and exists (select from pg_catalog.pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
), part (catalog, oid, root, version) as materialized (
  select 'pg_class'::regclass::oid, oid, root, version from relation
  union all
  select 'pg_class'::regclass::oid, i.indexrelid, r.root, ${g("i","i.indexrelid")} # ${g("c","c.oid")}
  from pg_catalog.pg_index i join relation r on r.oid = i.indrelid join pg_catalog.pg_class c on c.oid = i.indexrelid
  union all
  select 'pg_constraint'::regclass::oid, k.oid, coalesce(r.root, t.root), ${g("k","k.oid")}
  from pg_catalog.pg_constraint k left join relation r on r.oid = k.conrelid left join kind t on t.oid = k.contypid
  where coalesce(r.root, t.root) is not null
  union all
  select 'pg_trigger'::regclass::oid, t.oid, r.root, ${g("t","t.oid")} from pg_catalog.pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal
  union all
  select 'pg_policy'::regclass::oid, p.oid, r.root, ${g("p","p.oid")} from pg_catalog.pg_policy p join relation r on r.oid = p.polrelid
  union all
  select 'pg_rewrite'::regclass::oid, w.oid, r.root, ${g("w","w.oid")} from pg_catalog.pg_rewrite w join relation r on r.oid = w.ev_class
  union all
  select 'pg_attrdef'::regclass::oid, d.oid, r.root, ${g("d","d.oid")} from pg_catalog.pg_attrdef d join relation r on r.oid = d.adrelid
  union all
  select 'pg_type'::regclass::oid, oid, root, version from kind
  union all
  select 'pg_proc'::regclass::oid, f.oid, 'f/' || f.oid, ${g("f","f.oid")} # s.named from pg_catalog.pg_proc f join space s on s.oid = f.pronamespace
  union all
  select 'pg_collation'::regclass::oid, l.oid, 'l/' || l.oid, ${g("l","l.oid")} # s.named from pg_catalog.pg_collation l join space s on s.oid = l.collnamespace
), row (root, version) as (
  select root, version from part
  union all
  select r.root, ${g("a","a.attnum")} from pg_catalog.pg_attribute a join relation r on r.oid = a.attrelid where a.attnum > 0
  union all
  select r.root, ${g("q","q.seqrelid")} from pg_catalog.pg_sequence q join relation r on r.oid = q.seqrelid
  union all
  select r.root, ${g("h","h.inhparent")} from pg_catalog.pg_inherits h join relation r on r.oid = h.inhrelid
  union all
  select r.root, ${g("t","t.ftrelid")} from pg_catalog.pg_foreign_table t join relation r on r.oid = t.ftrelid
  union all
  -- An identity is told with its column, a publication's member and who runs a function with what they name.
  select r.root, ${g("q","q.seqrelid")} # ${g("c","c.oid")} from pg_catalog.pg_sequence q join pg_catalog.pg_class c on c.oid = q.seqrelid
  join pg_catalog.pg_depend d on d.classid = 'pg_class'::regclass and d.objid = q.seqrelid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
  join relation r on r.oid = d.refobjid
  union all
  select r.root, ${g("m","m.oid")} from pg_catalog.pg_publication_rel m join relation r on r.oid = m.prrelid
  union all
  select p.root, hashtextextended(v.evtname, v.oid::bigint) from pg_catalog.pg_event_trigger v join part p on p.catalog = 'pg_proc'::regclass and p.oid = v.evtfoid
  union all
  select p.root, ${g("w","w.oid")} from pg_catalog.pg_foreign_data_wrapper w
  join part p on p.catalog = 'pg_proc'::regclass and p.oid in (w.fdwhandler, w.fdwvalidator)
  union all
  select t.root, ${g("e","e.oid")} from pg_catalog.pg_enum e join kind t on t.oid = e.enumtypid
  union all
  select t.root, ${g("g","g.rngsubtype")} from pg_catalog.pg_range g join kind t on t.oid = g.rngtypid
  union all
  select 'f/' || g.aggfnoid::oid, ${g("g","g.aggfnoid")} from pg_catalog.pg_aggregate g where g.aggfnoid in (select oid from part)
  union all
  select p.root, ${g("d","d.objsubid")} from pg_catalog.pg_description d join part p on p.catalog = d.classoid and p.oid = d.objoid
  union all
  select p.root, ${g("d","d.objsubid")} from pg_catalog.pg_seclabel d join part p on p.catalog = d.classoid and p.oid = d.objoid
  union all
  select p.root, ${g("d","d.objsubid")} from pg_catalog.pg_init_privs d join part p on p.catalog = d.classoid and p.oid = d.objoid
  union all
  select p.root, ${g("d","d.refobjid")} from pg_catalog.pg_depend d join part p on p.catalog = d.classid and p.oid = d.objid where d.deptype <> 'n'
)
select root, sum(version)::text as version from row group by root
union all
select 'common', concat_ws(' ', ${Te.map(([n,e])=>`(select concat(count(*), '/', sum(hashint8extended((x.xmin::text::bigint << 32) # x.oid::bigint, 0))) from pg_catalog.${n} x where ${e})`).join(", ")}, ${De}, ${Be.map(n=>`(select concat(count(*), '/', sum(hashint8extended((x.xmin::text::bigint << 32) # hashtext(x.ctid::text), 0))) from pg_catalog.${n} x)`).join(", ")})`;async function C(n){let{rows:e}=await n.query({name:"sluice-row-versions",text:Ce});return new Map(e.map(({root:t,version:a})=>[t,a]))}var P="common";function ce(n,e){let t=new Set;for(let[o,r]of e)o!==P&&n.get(o)!==r&&t.add(o);let a=new Set([...n.keys()].filter(o=>!e.has(o)));return{changed:t,gone:a}}var Ne=`
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
where m[1] <> r.ev_class::text`;async function de(n){let{rows:e}=await n.query(Ne),t=new Map(e.map(({from:o,schema:r,table:s})=>[o,`${r}.${s}`])),a=new Map;for(let o of new Set(e.flatMap(({roles:r})=>r))){let r=e.filter(({roles:l})=>l.includes(o)||l.includes("0")),s=new Map;for(let{from:l,to:i}of r)s.set(l,(s.get(l)??new Set).add(i));for(let{policy:l,name:i,schema:c,table:d,from:p,to:u}of r){if(l===null||i===null||!qe(s,u,p))continue;let m=t.get(u)??`${c}.${d}`;a.set(l,{rule:"policy-recursion",kind:"policy",schema:c,table:d,name:i,detail:m})}}return[...a.values()]}function qe(n,e,t){let a=new Set,o=[e];for(let r=o.pop();r!==void 0;r=o.pop()){if(r===t)return!0;a.has(r)||(a.add(r),o.push(...n.get(r)??[]))}return!1}var Le=["anon","authenticated"],ge=`
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
)`,Ve=`${ge}
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
) bypassing`,Ue=`${ge}, open (policy, command, wish) as (
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
group by n.nspname, c.relname, p.polname`;async function A(n,e){let t=[e,Q,Le],{rows:a}=await n.query(Ve,t),{rows:o}=await n.query(Ue,t);return[...a,...o,...await de(n)].sort((s,l)=>pe(s)<pe(l)?-1:1)}function pe({rule:n,schema:e,table:t,name:a,detail:o}){return JSON.stringify([n,e,t??"",a,o])}var N=class{#e;#n;#t=new Set;#o=new Map;#a=new B;#i=new B;#r=null;constructor(e,t){this.#e=e,this.#n=t}async read(){return await v(async()=>this.#r===null?await this.#s():await this.#l(this.#r))}async security(e){return await v(()=>y(this.#e,t=>A(t,e)))}async[Symbol.asyncDispose](){await Promise.all([this.#e.end(),this.#n.end()])}async#s(){let e=await y(this.#n,async r=>({versions:await C(r),identities:await I(r),unmodelled:await x(r,h)})),t=this.#a.at(e.versions.get(P)),{factBase:a}=await M(this.#e,new Set,t),o=$(a);return this.#r={origin:new F(o,e.unmodelled),moment:e},ue(e,null,this.#r)}async#l(e){let{origin:t,moment:a}=e,o=await y(this.#e,u=>ze(u,a)),{now:r,touched:s,gone:l,referred:i}=o,c=this.#a.at(r.versions.get(P)),[d]=await Promise.all([M(this.#e,new Set([...s,...i]),c),this.#c(t,a,[...s,...l],o)]),p={own:Je($(d.factBase),fe(s,r)),replaced:fe([...s,...l],a)};return ue(r,p,e)}async#c(e,{versions:t,identities:a},o,{referred:r,signatures:s}){let l=m=>t.has(m),i=o.filter(l).sort(),c=JSON.stringify([i,[...s]]),d=this.#o.get(c)??await y(this.#n,async m=>{let _=await T(m,i),S=w=>a.get(w)?.kind==="table"||_.has(w)&&_.get(w)===s.get(w);return await H(m,i.filter(w=>!S(w)),i.filter(S))});this.#o.set(c,d);let p=[...d,...r].filter(l);if(p.every(m=>this.#t.has(m)))return;for(let m of p)this.#t.add(m);let{factBase:u}=await M(this.#n,this.#t,this.#i);e.grow($(u))}},me="set plan_cache_mode = force_generic_plan";async function ye(n,e){return new N(j(n,me),j(e,me))}function ue({identities:n,unmodelled:e},t,{origin:a}){return new E(a,t,n,e)}async function ze(n,e){let t=await C(n),a=ce(e.versions,t),o=await re(n,e.identities,a),r={versions:t,identities:o,unmodelled:await x(n,h)},s=We(e,r,a.changed),i=s.roots.size+s.columns.size>0?await J(n,s):[],c=new Set([...a.changed,...[...i].filter(u=>t.has(u))]),d=c.size===0?new Set:await Y(n,c),p=c.size===0?new Map:await T(n,c);return{now:r,touched:c,gone:a.gone,referred:d,signatures:p}}function We(n,e,t){let a=new Set,o=new Set;for(let[r,{root:s,kind:l,schema:i,name:c,arguments:d}]of e.identities){let p=n.identities.get(r);p===void 0||s===null||!t.has(s)||(r===s||l==="enumValue"||l==="typeAttribute"?p.schema===i&&p.name===c&&p.arguments===d||a.add(s):l==="column"&&p.name!==c&&o.add(r))}return{roots:a,columns:o}}function fe(n,{identities:e}){let t=new Set;for(let a of n){let o=e.get(a);o!==void 0&&t.add(ee(o))}return t}function Je({common:n,rooted:e,edges:t},a){return{common:n,rooted:new Map([...e].filter(([o])=>a.has(o))),edges:new Map([...t].filter(([o])=>o===""||a.has(o)))}}var q=class{#e;#n=new Map;constructor(e){this.#e=e}async read(){return await v(async()=>{let[e,t]=await y(this.#e,async o=>[await te(o),await I(o)]),a=this.#n.get(e.whole)??await this.#t(t,e);return this.#n.set(e.whole,a),a.withIdentities(t)})}async#t(e,{roots:t}){let{factBase:a}=await W(this.#e,{handlers:G}),o=await y(this.#e,r=>x(r,h));return new Z(R(a,O),e,o,t)}async security(e){return await v(()=>y(this.#e,t=>A(t,e)))}async[Symbol.asyncDispose](){await this.#e.end()}};async function he(n){return new q(j(n))}function be(n,e){let t=new Map;for(let[o,r]of e)_e(r)&&t.set(we(r),{id:o,address:r});let a=[];for(let[o,r]of n){if(!_e(r)||e.has(o))continue;let s=t.get(we(r));s===void 0||n.has(s.id)||r.kind==="column"&&!He(o,s.id)||a.push({verb:"alter",kind:r.kind,schema:r.schema,table:r.table,name:r.name,from:null,details:["dropped and created anew"],destroysData:!0,column:null,unmodelled:null})}return a}function _e({kind:n,arguments:e}){return n==="table"||n==="column"&&(e==="r"||e==="p")}function we({kind:n,schema:e,table:t,name:a}){return JSON.stringify([n,e,t,a])}function He(n,e){return n.split("/")[1]===e.split("/")[1]}function xe(n,e){let t=Ye(n,e),a=new Map([...e].map(([l,i])=>[k(i),l])),o=new L(e),r=[],s=[];for(let l of[0,1,2]){let[i,c]=[[],[]];for(let d of t.filter(({is:p})=>Qe(p.kind)===l)){let p=a.get(k(d.goal));if(p!==void 0&&p!==d.id&&!n.has(p)){let _=e.get(p);if(_!==void 0){let S={..._,name:o.next()};i.push({from:_,to:S}),s.push(ve(Ge(S,t),_))}}let u=p!==void 0&&p!==d.id&&n.has(p),m=u?{...d.is,name:o.next()}:d.is;u&&i.push({from:d.is,to:m}),c.push({from:m,to:d.goal})}r.push(...i,...c)}return{renames:t.map(({was:l,is:i})=>ve(l,i)),parked:s,steps:r.map(({from:l,to:i})=>({inverse:D(l,i).join(`;
`),forward:D(i,l).join(`;
`)}))}}function Ye(n,e){let t=new Map;for(let[o,{kind:r,name:s}]of n){let l=r==="schema"?e.get(o):void 0;l!==void 0&&t.set(s,l.name)}let a=[];for(let[o,r]of n){let s=e.get(o);if(s===void 0||s.kind!==r.kind||s.dependent&&s.kind==="column")continue;let i=r.table===null&&r.schema!==null&&!s.dependent&&s.schema!==(t.get(r.schema??"")??r.schema);if(r.name===s.name&&!i)continue;let c=i?t.get(r.schema??"")??r.schema:s.schema;a.push({id:o,was:r,is:s,goal:{...s,schema:c,name:r.name}})}return a.sort((o,r)=>k(o.was)<k(r.was)?-1:1)}function Ge(n,e){let t=e.find(({is:o})=>o.name===n.table&&o.schema===n.schema&&o.table===null),a=e.find(({is:o})=>o.kind==="schema"&&o.name===n.schema);return{...n,table:t?.was.name??n.table,schema:t?.was.schema??a?.was.name??n.schema}}function ve(n,e){return{kind:e.kind,before:{schema:n.schema,table:n.table,name:Se(n)},after:{schema:e.schema,table:e.table,name:Se(e)}}}function Se({kind:n,name:e,arguments:t}){return["function","procedure","aggregate"].includes(n)?`${e}(${t??""})`:e}function Qe(n){return n==="schema"?2:["column","typeAttribute","constraint","trigger","policy","rule","enumValue"].includes(n)?0:1}var L=class{#e;#n=0;constructor(e){this.#e=new Set([...e.values()].map(({name:t})=>t))}next(){do this.#n+=1;while(this.#e.has(`sluice_meanwhile_${this.#n}`));return`sluice_meanwhile_${this.#n}`}};function Jn(){return{open:he,openBeside:ye,renames:(n,e)=>xe(f(n).identities,f(e).identities),compare:(n,e)=>z(f(n),f(e)),recreated:(n,e)=>be(f(n).identities,f(e).identities),planSql:(n,e)=>ne(f(n),f(e)),diagram:(n,e,t)=>ae(f(n).view,f(e).view,t)}}export{Jn as createSchemaPort};
