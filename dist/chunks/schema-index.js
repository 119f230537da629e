import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
import{e as S,f as Z,g as v,h as f,i as x,j as L,k as re,l as ie}from"./schema-digest-sql.js";import"./pg-lib-client.js";import{A as M,D as I,F as ee,H as h,I as ne,J as E,K as te,L as oe,M as _,N,P as ae,f as b,i as K,j as X,l as $}from"./supabase-pg-delta-dist-extract-dependencies.js";import{a as G}from"./core-error-codes.js";import"./runtime.js";function le(e,n,t){let o=new Map;for(let{kind:s,schema:c,table:d,name:p,verb:m}of t){let u=s==="table"?p:d;c===null||u===null||m==="data"||o.set(JSON.stringify([c,u]),{schema:c,name:u})}let a=[...o.values()].flatMap(({schema:s,name:c})=>{let d={kind:"table",schema:s,name:c};return n.has(d)||e.has(d)?[Ae(d,s,c,e,n)]:[]});if(a.length===0)return null;let r=a.flatMap(({schema:s,name:c})=>De(n,s,c)),i=new Set(a.map(({schema:s,name:c})=>JSON.stringify([s,c]))),l=r.flatMap(({to:s})=>{let c=JSON.stringify([s.schema,s.table]);return i.has(c)?[]:(i.add(c),[{schema:s.schema,name:s.table,change:"unchanged",columns:[]}])});return{tables:[...a,...l],relations:r}}function Ae(e,n,t,o,a){let r=o.has(e)?a.has(e)?"altered":"dropped":"created";return{schema:n,name:t,change:r,columns:Ce(e,o,a)}}function Ce(e,n,t){let o=Be(e,t.has(e)?t:n),a=t.has(e)?[t,n]:[n],r=new Set;return a.flatMap(i=>i.childrenOf(e).filter(l=>l.id.kind==="column").sort((l,s)=>se(l.payload)-se(s.payload)).flatMap(l=>{if(l.id.kind!=="column"||r.has(l.id.name))return[];r.add(l.id.name);let{type:s}=l.payload;return[{name:l.id.name,type:typeof s=="string"?s:"",key:o.get(l.id.name)??null,change:Te(l.id,n,t)}]}))}function se(e){let n=e._position;return typeof n=="number"?n:0}function Te(e,n,t){return n.has(e)?t.has(e)?n.rollupOf(e)===t.rollupOf(e)?"unchanged":"altered":"dropped":"created"}function Be(e,n){let t=new Map;for(let o of n.childrenOf(e)){let a=o.id.kind==="constraint"?o.payload.type:null;if(!(a!=="p"&&a!=="f"))for(let r of n.outgoingEdges(o.id))r.to.kind!=="column"||!("name"in e)||r.to.table!==e.name||t.get(r.to.name)!=="primary"&&t.set(r.to.name,a==="p"?"primary":"foreign")}return t}function De(e,n,t){let o={kind:"table",schema:n,name:t};return e.childrenOf(o).flatMap(a=>{if(a.id.kind!=="constraint"||a.payload.type!=="f")return[];let r=e.outgoingEdges(a.id).flatMap(({to:c})=>c.kind==="column"?[c]:[]),i=r.filter(c=>c.schema===n&&c.table===t),s=r.find(c=>c.schema!==n||c.table!==t)??i[0];return s===void 0?[]:[{from:{schema:n,table:t},to:{schema:s.schema,table:s.table},name:a.id.name,optional:i.some(c=>e.get(c)?.payload.notNull!==!0)}]})}var Le={r:"table",p:"table",v:"view",m:"materializedView",i:"index",I:"index",S:"sequence",f:"foreignTable"},Je=`
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
`;async function F(e){return pe(await de(e,null))}async function ce(e,n,{changed:t,gone:o}){let a=await de(e,[...t]),r=[...n].filter(([,{root:i}])=>i!==null&&!t.has(i)&&!o.has(i));return new Map([...r,...pe(a)])}async function de(e,n){let{rows:t}=await e.query({name:"sluice-identities",text:Je,values:[n]});return t}function pe(e){return new Map(e.map(({id:n,kind:t,...o})=>[n,{...o,kind:Le[t]??t}]))}function R({kind:e,schema:n,table:t,name:o,arguments:a}){return Ve.includes(e)?JSON.stringify(["relation",n,o]):qe.includes(e)?JSON.stringify(["routine",n,o,a]):JSON.stringify([e,n,t,o])}var qe=["function","procedure","aggregate"],Ve=["table","view","materializedView","index","sequence","foreignTable","type","domain"];import{createHash as Ge}from"node:crypto";function j(e){let n=new Map([..."cfyl"].map(o=>[o,[]]));for(let o of e)n.get(o.slice(0,1))?.push(o.slice(2));let t=o=>n.get(o)??[];return{relations:t("c"),routines:t("f"),types:t("y"),collations:t("l")}}var O=`
  select 'pg_class'::regclass::oid as catalog, id as oid from unnest($1::oid[]) id
  union select 'pg_class'::regclass, indexrelid from pg_catalog.pg_index where indrelid = any ($1::oid[])
  union select 'pg_constraint'::regclass, oid from pg_catalog.pg_constraint where conrelid = any ($1::oid[]) and conrelid <> 0
  union select 'pg_constraint'::regclass, oid from pg_catalog.pg_constraint where contypid = any ($3::oid[]) and contypid <> 0
  union select 'pg_trigger'::regclass, oid from pg_catalog.pg_trigger where tgrelid = any ($1::oid[]) and not tgisinternal
  union select 'pg_policy'::regclass, oid from pg_catalog.pg_policy where polrelid = any ($1::oid[])
  union select 'pg_rewrite'::regclass, oid from pg_catalog.pg_rewrite where ev_class = any ($1::oid[])
  union select 'pg_attrdef'::regclass, oid from pg_catalog.pg_attrdef where adrelid = any ($1::oid[])
  union select 'pg_type'::regclass, oid from pg_catalog.pg_type where typrelid = any ($1::oid[]) and typrelid <> 0
  union select 'pg_type'::regclass, y.typarray from pg_catalog.pg_type y where y.typrelid = any ($1::oid[]) and y.typrelid <> 0 and y.typarray <> 0
  union select 'pg_type'::regclass, id from unnest($3::oid[]) id
  union select 'pg_type'::regclass, oid from pg_catalog.pg_type where typelem = any ($3::oid[]) and typelem <> 0
  union select 'pg_class'::regclass, typrelid from pg_catalog.pg_type where oid = any ($3::oid[]) and typrelid <> 0
  union select 'pg_proc'::regclass, id from unnest($2::oid[]) id
  union select 'pg_collation'::regclass, id from unnest($4::oid[]) id`,Ue=e=>`
  left join pg_catalog.pg_class rc on ${e}.catalog = 'pg_class'::regclass and rc.oid = ${e}.oid
  left join pg_catalog.pg_index ri on ri.indexrelid = rc.oid
  left join pg_catalog.pg_constraint rk on ${e}.catalog = 'pg_constraint'::regclass and rk.oid = ${e}.oid
  left join pg_catalog.pg_trigger rt on ${e}.catalog = 'pg_trigger'::regclass and rt.oid = ${e}.oid
  left join pg_catalog.pg_policy rp on ${e}.catalog = 'pg_policy'::regclass and rp.oid = ${e}.oid
  left join pg_catalog.pg_rewrite rw on ${e}.catalog = 'pg_rewrite'::regclass and rw.oid = ${e}.oid
  left join pg_catalog.pg_attrdef rd on ${e}.catalog = 'pg_attrdef'::regclass and rd.oid = ${e}.oid
  left join pg_catalog.pg_type ry on ${e}.catalog = 'pg_type'::regclass and ry.oid = ${e}.oid
  left join pg_catalog.pg_type re on re.oid = case when ry.typcategory = 'A' and ry.typelem <> 0 then ry.typelem else ry.oid end
  left join pg_catalog.pg_class rr on rr.oid = re.typrelid`,Qe=`coalesce(
  case when rc.relkind = 'c' then 'y/' || rc.reltype when rc.oid is not null then 'c/' || coalesce(ri.indrelid, rc.oid) end,
  'c/' || coalesce(nullif(rk.conrelid, 0), rt.tgrelid, rp.polrelid, rw.ev_class, rd.adrelid), 'y/' || nullif(rk.contypid, 0),
  case when re.oid is null then null when rr.oid is null or rr.relkind = 'c' then 'y/' || re.oid else 'c/' || rr.oid end)`,J=`
select distinct coalesce(${Qe},
  case x.catalog when 'pg_proc'::regclass then 'f/' || x.oid when 'pg_collation'::regclass then 'l/' || x.oid end) as root
from neighbour x ${Ue("x")}`,ge=`
  cross join lateral (
    select d.classid, d.objid
    union all
    select 'pg_class'::regclass, w.ev_class from pg_catalog.pg_rewrite w where d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
  ) step (catalog, oid)`,me=e=>`
  select step.catalog, step.oid from ${e} base
  join pg_catalog.pg_depend d on d.refclassid = base.catalog and d.refobjid = base.oid
${ge}`,We=`
with recursive own as materialized (${O}
), reached (catalog, oid) as (
  select catalog, oid from own
  union ${me("reached")}
), other as materialized (${O.replaceAll("$1","$5").replaceAll("$2","$6").replaceAll("$3","'{}'").replaceAll("$4","'{}'")}
), involved as (select catalog, oid from reached union select catalog, oid from other
), neighbour as (
  select catalog, oid from involved
  union
  select d.refclassid, d.refobjid from pg_catalog.pg_depend d join involved r on r.catalog = d.classid and r.oid = d.objid
  where d.refclassid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_collation'::regclass, 'pg_constraint'::regclass)
)${J}`,ze=`
with own as materialized (${O}
), neighbour as (
  select catalog, oid from own
  union
  select d.refclassid, d.refobjid from pg_catalog.pg_depend d join own o on o.catalog = d.classid and o.oid = d.objid
)${J}`,He=`
with own as materialized (${O}
), neighbour (catalog, oid) as (${me("own")}
  union
  select step.catalog, step.oid from unnest($5::oid[], $6::integer[]) renamed (relation, number)
  join pg_catalog.pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = renamed.relation and d.refobjsubid = renamed.number
${ge}
)${J}`;async function ue(e,{roots:n,columns:t}){let o=[...t].map(a=>a.split("/"));return await V(e,{name:"sluice-readers",text:He},[...P(n),o.map(([,a=""])=>a),o.map(([,,a=""])=>a)])}async function fe(e,n,t){let{relations:o,routines:a}=j(t);return await V(e,{name:"sluice-neighbours",text:We},[...P(n),[...o],[...a]])}async function q(e,n){let{rows:t}=await e.query({name:"sluice-signatures",text:Ye,values:[[...j(n).routines]]});return new Map(t.map(({root:o,signature:a})=>[o,a]))}var Ye=`
select 'f/' || f.oid as root, concat_ws('|', f.prokind, f.prolang, pg_catalog.pg_get_function_arguments(f.oid),
  case when f.prokind <> 'a' then pg_catalog.pg_get_function_result(f.oid) else f.oid::text || f.xmin end) as signature
from pg_catalog.pg_proc f where f.oid = any ($1::oid[])`;async function _e(e,n){return await V(e,{name:"sluice-references",text:ze},P(n))}async function ye(e,n){let{rows:t}=await e.query({name:"sluice-own-objects",text:`select distinct oid::text from (${O}) own`,values:P(n)});return t.map(({oid:o})=>o)}async function V(e,n,t){let{rows:o}=await e.query({...n,values:[...t]});return new Set(o.flatMap(({root:a})=>a===null?[]:[a]))}function P(e){let{relations:n,routines:t,types:o,collations:a}=j(e);return[n,t,o,a].map(r=>[...r])}var Ke=[[/\bFROM pg_class c\s+JOIN pg_namespace n\b/u,"relations","c.oid"],[/\bFROM pg_attribute a\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_constraint con\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_index i\s+JOIN pg_class ic\b/u,"relations","c.oid"],[/\bFROM pg_sequence s\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_trigger t\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_rewrite rw\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_policy pol\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_foreign_table ft\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_proc p\s+JOIN pg_(?:namespace|aggregate)\b/u,"routines","p.oid"],[/\bFROM pg_constraint con\s+JOIN pg_type t\b/u,"types","t.oid"],[/\bFROM pg_range rng\s+JOIN pg_type t\b/u,"types","t.oid"],[/\bFROM pg_type t\s+JOIN pg_(?:namespace|class)\b/u,"types","t.oid"],[/\bFROM pg_collation c\s+JOIN pg_namespace n\b/u,"collations","c.oid"]],Xe="n.nspname NOT IN ('pg_catalog', 'information_schema')",U="WHERE cc.relkind IN ('r', 'p')",Q="WHERE d.deptype IN ('n', 'a')",Ze=/\bFROM pg_(?:roles r\b|auth_members m\b|default_acl d\b|namespace n\s+JOIN pg_roles|extension e\s+JOIN pg_namespace n ON n\.oid = e\.extnamespace\s+WHERE e\.extname <>|event_trigger e\b|foreign_data_wrapper f\b|foreign_server s\b|user_mappings? [uv]\b|publication p\b|subscription s\b)|has_(?:table|column)_privilege\('pg|EXISTS \(SELECT 1 FROM pg_seclabel\)|current_setting\('server_version'\)/u,en="SELECT 'cast'::text AS kind",he={command:"SELECT",rowCount:0,oid:0,fields:[],rows:[]},nn=500,k=class{#e=null;#n=new Map;at(n){return(n===void 0||n!==this.#e)&&this.#n.clear(),this.#e=n??null,this}async answer(n,t){let o=this.#n.get(n)??t();return this.#n.set(n,o),await o}};async function A(e,n,t){let o=await f(e,i=>ye(i,n)),a=i=>rn(i,j(n),o),{factBase:r}=await $(tn(e,a,t),{handlers:I});return r}function tn(e,n,t){return new Proxy(e,{get:(o,a)=>a==="connect"?async()=>on(await o.connect(),n,t):Reflect.get(o,a)})}function on(e,n,t){return new Proxy(e,{get(o,a){if(a==="query")return i=>an(o,i,n(i),t);let r=Reflect.get(o,a);return typeof r=="function"?r.bind(o):r}})}async function an(e,n,t,o){if(t===null){if(n.startsWith(en))return he;let i=async()=>await e.query(n);return Ze.test(n)?await o.answer(n,i):await i()}let{ids:a}=t;if(a.length===0)return he;if(a.length>nn)return await e.query(t.text,[a]);let r=Ge("sha256").update(t.text).digest("hex").slice(0,32);return await e.query({name:r,text:t.text,values:[a]})}function rn(e,n,t){if(e.includes(Q))return{text:e.replace(Q,`${Q} AND d.objid = ANY ($1::oid[])`),ids:t};if(e.includes(U)&&e.includes("FROM pg_inherits i"))return{text:e.replace(U,`${U} AND cc.oid = ANY ($1::oid[])`),ids:n.relations};let o=e.lastIndexOf(Xe);if(o===-1||/\bFROM pg_(?:namespace n|seclabel sl)\b/u.test(e))return null;let a=Ke.find(([l])=>l.test(e));if(a===void 0)throw new G("internal",{message:`pg-delta asks a question that is not known here: ${e.trim().slice(0,200)}`,remedy:"Report this with the version of Sluice."});let[,r,i]=a;return{text:`${e.slice(0,o)}${i} = ANY ($1::oid[]) AND ${e.slice(o)}`,ids:n[r]}}import{createHash as sn}from"node:crypto";var C=class{unmodelled;#e;#n=null;constructor(n,t){this.#e=n,this.unmodelled=t}get facts(){return this.#e}grow({rooted:n,edges:t}){let o=this.#e.edges.get("")??[];this.#e={common:this.#e.common,rooted:n,edges:new Map([...t,["",o]])},this.#n=null}get view(){return this.#n??=we(this.#e,null),this.#n}},T=class extends te{#e;#n;#t=null;#o=null;constructor(n,t,o,a){super(o,a),this.#e=n,this.#n=t}get view(){if(this.#n===null)return this.#e.view;let n=this.#e.facts;return(this.#t===null||this.#t.of!==n)&&(this.#t={of:n,facts:we(n,this.#n)}),this.#t.facts}get fingerprint(){return this.#o??=this.#a(),this.#o}#a(){let{view:n}=this,t=X(this.#e.view,n).flatMap(o=>ln(o,n));for(let[o,a]of this.unmodelled)this.#e.unmodelled.get(o)?.definition!==a.definition&&t.push(`= ${o} ${a.definition}`);for(let o of this.#e.unmodelled.keys())this.unmodelled.has(o)||t.push(`- ${o}`);return sn("sha256").update(t.sort().join(`
`)).digest("hex")}};function we(e,n){let{common:t,rooted:o,edges:a}=n===null?e:n.own,r=[...t],i=[...a.get("")??[]],l=(s,c,d)=>{r.push(...d),i.push(...s.edges.get(c)??[])};if(n!==null)for(let[s,c]of o)l(n.own,s,c);for(let[s,c]of e.rooted)(n===null||!n.replaced.has(s)&&!o.has(s))&&l(e,s,c);return M(K(r,i),E)}function ln(e,n){switch(e.verb){case"add":return[`+ ${b(e.fact.id)} ${n.hashOf(e.fact.id)}`];case"remove":return[`- ${b(e.fact.id)}`];case"set":return[`= ${b(e.id)} ${n.hashOf(e.id)}`];case"link":case"unlink":{let{from:t,kind:o,to:a}=e.edge;return o==="depends"?[]:[`${e.verb} ${b(t)} ${o} ${b(a)}`]}}}var cn=[["pg_authid","x.rolname !~ '^pg_'"],["pg_namespace",`x.nspname !~ '^pg_(toast|temp)' and x.nspname <> '${h}'`],["pg_default_acl","true"],["pg_extension","true"],["pg_foreign_data_wrapper","true"],["pg_foreign_server","true"],["pg_user_mapping","true"],["pg_publication","true"],["pg_publication_rel","true"],["pg_publication_namespace","true"],["pg_subscription","x.subdbid = (select oid from pg_catalog.pg_database where datname = current_database())"]],dn=["pg_auth_members","pg_db_role_setting","pg_seclabel","pg_shseclabel","pg_shdescription","pg_description"],pn=`(select string_agg(md5(row(x.oid, x.evtname, x.evtevent, x.evtowner, x.evtfoid, x.evtenabled, x.evttags)::text), ' ' order by x.oid)
  from pg_catalog.pg_event_trigger x where x.evtname <> all ('{${ne.join(",")}}'))`,g=(e,n)=>`hashint8extended((${e}.xmin::text::bigint << 32) # ${n}::bigint, 0)`,gn=`
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
select 'common', concat_ws(' ', ${cn.map(([e,n])=>`(select concat(count(*), '/', sum(hashint8extended((x.xmin::text::bigint << 32) # x.oid::bigint, 0))) from pg_catalog.${e} x where ${n})`).join(", ")}, ${pn}, ${dn.map(e=>`(select concat(count(*), '/', sum(hashint8extended((x.xmin::text::bigint << 32) # hashtext(x.ctid::text), 0))) from pg_catalog.${e} x)`).join(", ")})`;async function W(e){let{rows:n}=await e.query({name:"sluice-row-versions",text:gn});return new Map(n.map(({root:t,version:o})=>[t,o]))}var B="common";function be(e,n){let t=new Set;for(let[a,r]of n)a!==B&&e.get(a)!==r&&t.add(a);let o=new Set([...e.keys()].filter(a=>!n.has(a)));return{changed:t,gone:o}}var mn=`
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
where m[1] <> r.ev_class::text`;async function xe(e){let{rows:n}=await e.query(mn),t=new Map(n.map(({from:a,schema:r,table:i})=>[a,`${r}.${i}`])),o=new Map;for(let a of new Set(n.flatMap(({roles:r})=>r))){let r=n.filter(({roles:l})=>l.includes(a)||l.includes("0")),i=new Map;for(let{from:l,to:s}of r)i.set(l,(i.get(l)??new Set).add(s));for(let{policy:l,name:s,schema:c,table:d,from:p,to:m}of r){if(l===null||s===null||!un(i,m,p))continue;let u=t.get(m)??`${c}.${d}`;o.set(l,{rule:"policy-recursion",kind:"policy",schema:c,table:d,name:s,detail:u})}}return[...o.values()]}function un(e,n,t){let o=new Set,a=[n];for(let r=a.pop();r!==void 0;r=a.pop()){if(r===t)return!0;o.has(r)||(o.add(r),a.push(...e.get(r)??[]))}return!1}var fn=["anon","authenticated"],ve=`
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
)`,_n=`${ve}
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
) bypassing`,yn=`${ve}, open (policy, command, wish) as (
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
group by n.nspname, c.relname, p.polname`;async function D(e,n){let t=[n,ee,fn],{rows:o}=await e.query(_n,t),{rows:a}=await e.query(yn,t);return[...o,...a,...await xe(e)].sort((i,l)=>Se(i)<Se(l)?-1:1)}function Se({rule:e,schema:n,table:t,name:o,detail:a}){return JSON.stringify([e,n,t??"",o,a])}var z=class{#e;#n;#t=new Set;#o=new Map;#a=new k;#i=new k;#r=null;constructor(n,t){this.#e=n,this.#n=t}async read(){return await x(async()=>this.#r===null?await this.#s():await this.#l(this.#r))}async security(n){return await x(()=>f(this.#e,t=>D(t,n)))}async[Symbol.asyncDispose](){await Promise.all([this.#e.end(),this.#n.end()])}async#s(){let n=await f(this.#n,async a=>({versions:await W(a),identities:await F(a),unmodelled:await S(a,h)})),t=this.#a.at(n.versions.get(B)),o=N(await A(this.#e,new Set,t));return this.#r={origin:new C(o,n.unmodelled),moment:n},Oe(n,null,this.#r)}async#l(n){let{origin:t,moment:o}=n,a=await f(this.#e,m=>hn(m,o)),{now:r,touched:i,gone:l,referred:s}=a,c=this.#a.at(r.versions.get(B)),[d]=await Promise.all([A(this.#e,new Set([...i,...s]),c).then(N),this.#c(t,o,[...i,...l],a)]),p={own:bn(d,je(i,r)),replaced:je([...i,...l],o)};return Oe(r,p,n)}async#c(n,{versions:t,identities:o},a,{referred:r,signatures:i}){let l=m=>t.has(m),s=a.filter(l).sort(),c=JSON.stringify([s,[...i]]),d=this.#o.get(c)??await f(this.#n,async m=>{let u=await q(m,s),w=y=>o.get(y)?.kind==="table"||u.has(y)&&u.get(y)===i.get(y);return await fe(m,s.filter(y=>!w(y)),s.filter(w))});this.#o.set(c,d);let p=[...d,...r].filter(l);if(!p.every(m=>this.#t.has(m))){for(let m of p)this.#t.add(m);n.grow(N(await A(this.#n,this.#t,this.#i)))}}},Re="set plan_cache_mode = force_generic_plan";async function ke(e,n){return new z(v(e,Re),v(n,Re))}function Oe({identities:e,unmodelled:n},t,{origin:o}){return new T(o,t,e,n)}async function hn(e,n){let t=await W(e),o=be(n.versions,t),a=await ce(e,n.identities,o),r={versions:t,identities:a,unmodelled:await S(e,h)},i=wn(n,r,o.changed),s=i.roots.size+i.columns.size>0?await ue(e,i):[],c=new Set([...o.changed,...[...s].filter(m=>t.has(m))]),d=c.size===0?new Set:await _e(e,c),p=c.size===0?new Map:await q(e,c);return{now:r,touched:c,gone:o.gone,referred:d,signatures:p}}function wn(e,n,t){let o=new Set,a=new Set;for(let[r,{root:i,kind:l,schema:s,name:c,arguments:d}]of n.identities){let p=e.identities.get(r);p===void 0||i===null||!t.has(i)||(r===i||l==="enumValue"||l==="typeAttribute"?p.schema===s&&p.name===c&&p.arguments===d||o.add(i):l==="column"&&p.name!==c&&a.add(r))}return{roots:o,columns:a}}function je(e,{identities:n}){let t=new Set;for(let o of e){let a=n.get(o);a!==void 0&&t.add(ae(a))}return t}function bn({common:e,rooted:n,edges:t},o){return{common:e,rooted:new Map([...n].filter(([a])=>o.has(a))),edges:new Map([...t].filter(([a])=>a===""||o.has(a)))}}var H=class{#e;#n=new Map;constructor(n){this.#e=n}async read(){return await x(async()=>{let[n,t]=await f(this.#e,async a=>[await ie(a),await F(a)]),o=this.#n.get(n.whole)??await this.#t(t,n);return this.#n.set(n.whole,o),o.withIdentities(t)})}async#t(n,{roots:t}){let{factBase:o}=await $(this.#e,{handlers:I}),a=await f(this.#e,r=>S(r,h));return new oe(M(o,E),n,a,t)}async security(n){return await x(()=>f(this.#e,t=>D(t,n)))}async[Symbol.asyncDispose](){await this.#e.end()}};async function $e(e){return new H(v(e))}function Ee(e,n){let t=new Map;for(let[a,r]of n)Me(r)&&t.set(Ie(r),{id:a,address:r});let o=[];for(let[a,r]of e){if(!Me(r)||n.has(a))continue;let i=t.get(Ie(r));i===void 0||e.has(i.id)||r.kind==="column"&&!xn(a,i.id)||o.push({verb:"alter",kind:r.kind,schema:r.schema,table:r.table,name:r.name,from:null,details:["dropped and created anew"],destroysData:!0,column:null,unmodelled:null})}return o}function Me({kind:e,arguments:n}){return e==="table"||e==="column"&&(n==="r"||n==="p")}function Ie({kind:e,schema:n,table:t,name:o}){return JSON.stringify([e,n,t,o])}function xn(e,n){return e.split("/")[1]===n.split("/")[1]}function Pe(e,n){let t=Sn(e,n),o=new Map([...n].map(([l,s])=>[R(s),l])),a=new Y(n),r=[],i=[];for(let l of[0,1,2]){let[s,c]=[[],[]];for(let d of t.filter(({is:p})=>Rn(p.kind)===l)){let p=o.get(R(d.goal));if(p!==void 0&&p!==d.id&&!e.has(p)){let w=n.get(p);if(w!==void 0){let y={...w,name:a.next()};s.push({from:w,to:y}),i.push(Ne(vn(y,t),w))}}let m=p!==void 0&&p!==d.id&&e.has(p),u=m?{...d.is,name:a.next()}:d.is;m&&s.push({from:d.is,to:u}),c.push({from:u,to:d.goal})}r.push(...s,...c)}return{renames:t.map(({was:l,is:s})=>Ne(l,s)),parked:i,steps:r.map(({from:l,to:s})=>({inverse:L(l,s).join(`;
`),forward:L(s,l).join(`;
`)}))}}function Sn(e,n){let t=new Map;for(let[a,{kind:r,name:i}]of e){let l=r==="schema"?n.get(a):void 0;l!==void 0&&t.set(i,l.name)}let o=[];for(let[a,r]of e){let i=n.get(a);if(i===void 0||i.kind!==r.kind||i.dependent&&i.kind==="column")continue;let s=r.table===null&&r.schema!==null&&!i.dependent&&i.schema!==(t.get(r.schema??"")??r.schema);if(r.name===i.name&&!s)continue;let c=s?t.get(r.schema??"")??r.schema:i.schema;o.push({id:a,was:r,is:i,goal:{...i,schema:c,name:r.name}})}return o.sort((a,r)=>R(a.was)<R(r.was)?-1:1)}function vn(e,n){let t=n.find(({is:a})=>a.name===e.table&&a.schema===e.schema&&a.table===null),o=n.find(({is:a})=>a.kind==="schema"&&a.name===e.schema);return{...e,table:t?.was.name??e.table,schema:t?.was.schema??o?.was.name??e.schema}}function Ne(e,n){return{kind:n.kind,before:{schema:e.schema,table:e.table,name:Fe(e)},after:{schema:n.schema,table:n.table,name:Fe(n)}}}function Fe({kind:e,name:n,arguments:t}){return["function","procedure","aggregate"].includes(e)?`${n}(${t??""})`:n}function Rn(e){return e==="schema"?2:["column","typeAttribute","constraint","trigger","policy","rule","enumValue"].includes(e)?0:1}var Y=class{#e;#n=0;constructor(n){this.#e=new Set([...n.values()].map(({name:t})=>t))}next(){do this.#n+=1;while(this.#e.has(`sluice_meanwhile_${this.#n}`));return`sluice_meanwhile_${this.#n}`}};function jt(){return{open:$e,openBeside:ke,renames:(e,n)=>Pe(_(e).identities,_(n).identities),compare:(e,n)=>Z(_(e),_(n)),recreated:(e,n)=>Ee(_(e).identities,_(n).identities),planSql:(e,n)=>re(_(e),_(n)),diagram:(e,n,t)=>le(_(e).view,_(n).view,t)}}export{jt as createSchemaPort};
