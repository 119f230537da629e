import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{createHash:jt}=require("node:crypto");var{isDeepStrictEqual:It}=require("node:util");var{createHash:We}=require("node:crypto");
import{A as $e,b as _,c,d as u,e as re,f as S,g as oe,h as se,i as ae,j as x,k,l as N,n as de,q as ge,u as pe,v as ue,w as fe,x as me,y as ye,z as _e}from"./schema-unmodelled-sql.js";import{A as te,D as ie,F as B,H as le,K as ce,M as we,P as he,S as be,T as xe,f as O,i as V,j as Z,l as ee}from"./supabase-pg-delta-dist-extract-dependencies.js";import{a as ne}from"./pg-lib-client.js";import{a as R,b as X}from"./manifest.js";function Re(e,t){let n=t.get(e);return n===void 0?[]:Ye(n,t).map(_).filter(r=>r!=="")}function Ye({id:e,payload:t},n){switch(e.kind){case"table":return Xe({id:e,payload:t},n);case"foreignTable":return[Oe(e,n)];case"column":return Ve({id:e,payload:t},n);case"constraint":return[c(t.def)];case"index":return[Ze(c(t.def))];case"policy":return et(t);case"trigger":return[c(t.def).replace(/^CREATE (CONSTRAINT )?TRIGGER .*? (?=BEFORE|AFTER|INSTEAD OF)/u,"")];case"function":case"procedure":return tt(t);case"view":case"materializedView":return u(t.reloptions);case"type":return nt({id:e,payload:t},n);case"domain":return[c(t.baseType)+(t.notNull===!0?" NOT NULL":""),...j(e,"constraint",n).filter(r=>r.payload.type!=="n").map(r=>c(r.payload.def))];case"publication":return[...j(e,"publicationRel",n).flatMap(r=>r.id.kind==="publicationRel"?[`${r.id.schema}.${r.id.table}`]:[]),t.allTables===!0?"all tables":""];case"extensionIntent":return["schedule","command"].map(r=>c(t[r]));case"eventTrigger":return[`on ${c(t.event)}`,`runs ${c(t.functionSchema)}.${c(t.functionName)}`];default:return[]}}function Xe({id:e,payload:t},n){let r=k(t.parentTable);if(r!==""){let s=c(t.partitionBound);return[s===""?`inherits ${r}`:`partition of ${r} ${s}`]}let o=c(t.partitionKey);return[Oe(e,n),o===""?"":`partitioned by ${o}`,t.persistence==="u"?"unlogged":""]}function Oe(e,t){let n=j(e,"column",t).length;return n===1?"1 column":`${n} columns`}function j(e,t,n){return n.childrenOf(e).filter(r=>r.id.kind===t)}function Ve({id:e,payload:t},n){if(e.kind!=="column")return[];let r=c(n.get({...e,kind:"default"})?.payload.expr),o=c(t.generatedExpr);return[c(t.type)+(t.notNull===!0?" NOT NULL":""),x(t.identity),r===""?"":`default ${r}`,o===""?"":`generated as ${o}`]}function Ze(e){let t=/^CREATE (UNIQUE )?INDEX .*? USING (.*)$/su.exec(e);return t===null?e:`${t[1]??""}${t[2]??""}`}function et(e){let[t,n]=[c(e.usingExpr),c(e.checkExpr)];return[`${N(e.cmd)} to ${u(e.roles).join(", ")}${e.permissive===!1?", restrictive":""}`,t===""?"":`USING ${t}`,n===""?"":`WITH CHECK ${n}`]}function tt(e){let[t=""]=c(e.def).split(/\nAS \$/u),n=c(e.returnType);return[n===""?"":`returns ${n}`,c(e.language),/\bSECURITY DEFINER\b/u.test(t)?"SECURITY DEFINER":""]}function nt({id:e,payload:t},n){switch(t.variant){case"enum":return[u(t.values).map(r=>`'${r}'`).join(", ")];case"composite":return[j(e,"typeAttribute",n).map(r=>`${"name"in r.id?r.id.name:""} ${c(r.payload.type)}`).join(", ")];default:return[c(t.subtype)]}}function L(e,t,n,r){let[o,s]=rt(e,r),a=s.filter(d=>!o.includes(d)).map(d=>`+${d}`),i=o.filter(d=>!s.includes(d)).map(d=>`−${d}`),l=t===""?"PUBLIC":t;if(a.length+i.length===0)return e.verb==="set"&&e.attr==="grantable"?`${l}: grant option`:null;let p=n===null?"":` on column ${n}`;return`${l}: ${[...a,...i].join(" ")}${p}`}function rt(e,t){let n=r=>t?u(r._revokedDefault):[];switch(e.verb){case"add":return[n(e.fact.payload),u(e.fact.payload.privileges)];case"remove":return[u(e.fact.payload.privileges),n(e.fact.payload)];case"set":return e.attr==="privileges"?[u(e.from),u(e.to)]:[[],[]];default:return[[],[]]}}var ot=/\b(IMMUTABLE|STABLE|WINDOW|STRICT|SECURITY DEFINER|LEAKPROOF|PARALLEL (?:SAFE|RESTRICTED|UNSAFE)|COST [\d.]+|ROWS [\d.]+|SUPPORT \S+)/gu;function ve(e,t){let[n,r]=[Se(e),Se(t)],o=S(n.clauses,r.clauses),s=[n.body===r.body?"":"body",o].filter(a=>a!=="");return s.length===0?null:s.join(", ")}function Se(e){let t=e.search(/\n(?:AS \$|AS '|RETURN |BEGIN ATOMIC)/u),r=(t===-1?e:e.slice(0,t)).split(`
`).slice(1).flatMap(o=>{let s=o.trim();return s.startsWith("SET ")?[s]:s.startsWith("RETURNS ")?[]:s.match(ot)??[]});return{body:t===-1?"":e.slice(t),clauses:r}}function je(e,t,n,r){let o=e.verb==="add";switch(t.kind){case"acl":return L(e,t.grantee,t.column??null,!0);case"defaultPrivilege":return L(e,t.grantee,null,t.schema===null);case"comment":return e.verb==="remove"?"comment removed":"comment";case"securityLabel":return"security label";case"publicationRel":return e.verb==="set"?`${t.schema}.${t.table}: other columns or rows`:`${o?"+":"−"} ${t.schema}.${t.table}`;case"publicationSchema":return`${o?"+":"−"} schema ${t.schema}`;case"typeAttribute":return e.verb==="set"?`${t.name}: ${q(e,n,r)??""}`:`${o?"+":"−"} ${t.name}`;case"default":return st(e);case"constraint":return at(t,n,r)?it(e,t):q(e,n,r);default:return q(e,n,r)}}function st(e){return e.verb==="add"?_(`default ${c(e.fact.payload.expr)}`):e.verb==="remove"?_(`default ${c(e.fact.payload.expr)} removed`):e.verb==="set"?I("default",c(e.from),c(e.to)):null}function at(e,t,n){return(n.get(e)??t.get(e))?.parent?.kind==="domain"}function it(e,t){let n="name"in t?t.name:"";return e.verb==="set"?e.attr==="def"?`constraint ${n} ${c(e.to)}`:null:e.verb!=="add"&&e.verb!=="remove"||e.fact.payload.type==="n"?null:_(`${e.verb==="add"?"+":"−"} constraint ${n} ${c(e.fact.payload.def)}`)}var lt={notNull:["NOT NULL added","NOT NULL removed"],rowSecurity:["row level security enabled","row level security disabled"],forceRowSecurity:["row level security forced for the owner","row level security not forced any more"],validated:["validated","not validated any more"],permissive:["permissive","restrictive"]},ct={enabled:e=>typeof e=="boolean"?e?"enabled":"disabled":se(e),persistence:oe,replicaIdentity:ae,identity:x,cmd:N,parentTable:k},Ee={usingExpr:"USING",checkExpr:"WITH CHECK",def:"definition",cmd:"for",enabled:"",persistence:"",identity:"",generatedExpr:"generated as",replicaIdentity:"replica identity",parentTable:"parent",partitionBound:"bounds"};function q(e,t,n){if(e.verb==="link")return dt(e.edge.to);if(e.verb!=="set")return null;let{attr:r,from:o,to:s,id:a}=e,i=lt[r];if(i!==void 0&&typeof s=="boolean")return s?i[0]:i[1];if(r==="def")return gt(a,c(o),c(s));if(r==="values")return S(u(o).map(Ne),u(s).map(Ne))||"order of values";if(r==="identity"&&x(o)===x(s))return"options of the identity";if(r==="identity"&&s===null)return"identity removed";if(r==="ownedBy")return I("owned by",ke(o),ke(s));if(r==="returnType"&&pt(a,t,n))return null;if(Array.isArray(o)||Array.isArray(s))return`${Ee[r]??ft(r)} ${S(u(o),u(s))}`.trim();let l=ct[r]??ut;return I(Ee[r]??Ie(r),l(o),l(s))}function dt(e){return`owner → ${"name"in e?e.name:""}`}function gt(e,t,n){return e.kind==="function"||e.kind==="procedure"?ve(t,n):t.replace(/ NOT VALID$/u,"")===n.replace(/ NOT VALID$/u,"")?null:t.includes(`
`)||n.includes(`
`)||t.length+n.length>240?"definition":I("definition",t,n)}function pt(e,t,n){return t.get(e)?.payload.def===n.get(e)?.payload.def}function ke(e){return re(e)?`${c(e.schema)}.${c(e.table)}.${c(e.column)}`:""}function I(e,t,n){return`${e} ${_(t)||"—"} → ${_(n)||"—"}`.trim()}function Ne(e){return`'${e}'`}function ut(e){return e==null?"":typeof e=="string"?e:JSON.stringify(e)}function ft(e){return e==="reloptions"?"options":Ie(e)}function Ie(e){return e.replace(/([a-z])([A-Z])/gu,"$1 $2").toLowerCase()}function Rn(e,t){let n=e.identities.size===0||t.identities.size===0,[r,o]=n?[e.managed,t.managed]:[e.view,t.view],a=[...mt(r,o).filter(i=>!bt(i,e,t)),...ge(e.unmodelled,t.unmodelled)];return xt(a)}function mt(e,t){let n=Z(e,t),r=new Map;for(let s of n)s.verb==="add"?r.set(O(s.fact.id),"create"):s.verb==="remove"&&r.set(O(s.fact.id),"drop");let o=new Map;for(let s of n){let a=_t(s);if(a===null)continue;let i=pe(a,s,e,t);if(ue(i,r,e,t))continue;let l=O(i),p=i.kind==="defaultPrivilege"?"alter":r.get(l)??"alter";if(p!=="alter"&&O(a)!==l)continue;let d=o.get(l)??{verb:p,id:i,details:[],minor:[],losesParts:!1},f=p==="alter"?je(s,a,e,t):null,m=yt(a,s)?d.minor:d.details;f!==null&&!m.includes(f)&&m.push(f),a.kind==="typeAttribute"&&s.verb==="remove"&&(d.losesParts=!0),o.set(l,d)}return[...o.values()].filter(({verb:s,details:a,minor:i})=>s!=="alter"||a.length+i.length>0).map(s=>wt(s,e,t))}function yt(e,t){return t.verb==="link"||e.kind==="acl"||e.kind==="comment"||e.kind==="securityLabel"}function _t(e){switch(e.verb){case"add":case"remove":return e.fact.id;case"set":return e.id;case"link":case"unlink":return e.edge.kind==="owner"?e.edge.from:null}}function wt(e,t,n){let{verb:r,id:o}=e;return{verb:r,kind:fe(o),schema:me(o),table:_e(o,t,n),name:ye(o),from:null,details:r==="alter"?[...e.details,...e.minor]:Re(o,r==="create"?n:t),destroysData:e.losesParts||r==="drop"&&ht(o,t),column:o.kind==="column"?{before:De(o,t),after:De(o,n)}:null,unmodelled:null}}function ht(e,t){let n=t.get(e);switch(e.kind){case"table":return!0;case"sequence":return n?.payload.ownedBy===null;case"column":return n?.parent?.kind==="table"&&(n.payload.generatedExpr??null)===null;default:return!1}}function De(e,t){let n=t.get(e);if(n===void 0||e.kind!=="column"||n.parent?.kind!=="table")return null;let{type:r,notNull:o,identity:s,generatedExpr:a}=n.payload,i=(s??null)!==null;return{type:typeof r=="string"?r:"",notNull:o===!0,hasDefault:t.has({...e,kind:"default"}),generated:i||(a??null)!==null,identity:i}}function bt({kind:e,verb:t,schema:n,table:r,name:o},s,a){if(e!=="column"||t==="alter")return!1;let[i,l]=t==="create"?[a,s]:[s,a],p=i.columnId(n,r,o);return p!==null&&l.identities.get(p)?.name===o}function xt(e){let t=new Map;for(let n of e){let{kind:r,schema:o,table:s,name:a}=n,i=JSON.stringify([r,o,s,a]),l=t.get(i);l===void 0?t.set(i,n):l.verb==="alter"&&t.set(i,{...l,details:[...l.details,...n.details]})}return[...t.values()]}var $t=6e4;function En(e,t=""){let n=o=>o.query(`set search_path = ''; ${t}`),r=new ne.Pool({...e,max:1,idleTimeoutMillis:$t,onConnect:n});return r.on("error",()=>{}),r.on("connect",o=>o.on("error",()=>{})),r}var kn="set plan_cache_mode = force_generic_plan";async function $(e,t){let n=await e.connect();try{return await t(n)}finally{n.release()}}async function Nn(e){try{return await e()}catch(t){throw t instanceof R?t:new R("schema-unreadable",{message:`The catalog of the database could not be read: ${X(t)}`,remedy:"Run again; if it stays, report it with the migrations that lead there.",cause:t})}}function E(e){let t=new Map([..."cfyl"].map(r=>[r,[]]));for(let r of e)t.get(r.slice(0,1))?.push(r.slice(2));let n=r=>t.get(r)??[];return{relations:n("c"),routines:n("f"),types:n("y"),collations:n("l")}}var Te=["pg_class","pg_constraint","pg_trigger","pg_policy","pg_rewrite","pg_attrdef","pg_type","pg_proc","pg_collation"].map(e=>`pg_catalog.${e}`),H=["pg_extension","pg_publication","pg_publication_rel","pg_publication_namespace","pg_subscription","pg_event_trigger","pg_foreign_data_wrapper","pg_foreign_server","pg_user_mapping","pg_default_acl"].map(e=>`pg_catalog.${e}`),v=`
  select 'pg_class'::regclass::oid as catalog, id as oid from unnest($1::oid[]) id
  union select 'pg_class'::regclass, indexrelid from pg_catalog.pg_index where indrelid = any ($1::oid[])
  union select 'pg_constraint'::regclass, oid from pg_catalog.pg_constraint where conrelid = any ($1::oid[]) and conrelid <> 0
  union select 'pg_constraint'::regclass, oid from pg_catalog.pg_constraint where contypid = any ($3::oid[]) and contypid <> 0
  union select 'pg_trigger'::regclass, oid from pg_catalog.pg_trigger where tgrelid = any ($1::oid[]) and not tgisinternal
  union select 'pg_policy'::regclass, oid from pg_catalog.pg_policy where polrelid = any ($1::oid[])
  union select 'pg_rewrite'::regclass, oid from pg_catalog.pg_rewrite where ev_class = any ($1::oid[])
  union select 'pg_attrdef'::regclass, oid from pg_catalog.pg_attrdef where adrelid = any ($1::oid[])
  union select 'pg_type'::regclass, reltype from pg_catalog.pg_class where oid = any ($1::oid[]) and reltype <> 0
  union select 'pg_type'::regclass, y.typarray from pg_catalog.pg_class c join pg_catalog.pg_type y on y.oid = c.reltype where c.oid = any ($1::oid[]) and y.typarray <> 0
  union select 'pg_type'::regclass, id from unnest($3::oid[]) id
  union select 'pg_type'::regclass, oid from pg_catalog.pg_type where typelem = any ($3::oid[]) and typelem <> 0
  union select 'pg_class'::regclass, typrelid from pg_catalog.pg_type where oid = any ($3::oid[]) and typrelid <> 0
  union select 'pg_proc'::regclass, id from unnest($2::oid[]) id
  union select 'pg_collation'::regclass, id from unnest($4::oid[]) id`,Rt=`case x.catalog
  when 'pg_class'::regclass then (select case when c.relkind = 'c' then 'y/' || c.reltype else 'c/' || coalesce(i.indrelid, c.oid) end
    from pg_catalog.pg_class c left join pg_catalog.pg_index i on i.indexrelid = c.oid where c.oid = x.oid)
  when 'pg_constraint'::regclass then (select coalesce('c/' || nullif(conrelid, 0), 'y/' || nullif(contypid, 0)) from pg_catalog.pg_constraint where oid = x.oid)
  when 'pg_trigger'::regclass then (select 'c/' || tgrelid from pg_catalog.pg_trigger where oid = x.oid)
  when 'pg_policy'::regclass then (select 'c/' || polrelid from pg_catalog.pg_policy where oid = x.oid)
  when 'pg_rewrite'::regclass then (select 'c/' || ev_class from pg_catalog.pg_rewrite where oid = x.oid)
  when 'pg_attrdef'::regclass then (select 'c/' || adrelid from pg_catalog.pg_attrdef where oid = x.oid)
  when 'pg_type'::regclass then (select case when c.oid is null or c.relkind = 'c' then 'y/' || e.oid else 'c/' || c.oid end
    from pg_catalog.pg_type t
    join pg_catalog.pg_type e on e.oid = case when t.typcategory = 'A' and t.typelem <> 0 then t.typelem else t.oid end
    left join pg_catalog.pg_class c on c.oid = e.typrelid where t.oid = x.oid)
  when 'pg_proc'::regclass then 'f/' || x.oid
  when 'pg_collation'::regclass then 'l/' || x.oid end`,D=`
select distinct ${Rt} as root from neighbour x`,Ae=`
  cross join lateral (
    select d.classid, d.objid
    union all
    select 'pg_class'::regclass, w.ev_class from pg_catalog.pg_rewrite w where d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
  ) step (catalog, oid)`,Pe=e=>`
  select step.catalog, step.oid from ${e} base
  cross join lateral (select * from pg_catalog.pg_depend where refclassid = base.catalog and refobjid = base.oid offset 0) d
${Ae}`,Ce=e=>`
  select d.refclassid, d.refobjid from ${e} base
  cross join lateral (select * from pg_catalog.pg_depend where classid = base.catalog and objid = base.oid offset 0) d`,Ot=`
with recursive own as materialized (${v}
), reached (catalog, oid) as (
  select catalog, oid from own
  union ${Pe("reached")}
), other as materialized (${v.replaceAll("$1","$5").replaceAll("$2","$6").replaceAll("$3","'{}'").replaceAll("$4","'{}'")}
), involved as (select catalog, oid from reached union select catalog, oid from other
), neighbour as (
  select catalog, oid from involved
  union${Ce("involved")}
  where d.refclassid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_collation'::regclass, 'pg_constraint'::regclass)
)${D}`,St=`
with own as materialized (${v}
), neighbour as (
  select catalog, oid from own
  union${Ce("own")}
)${D}`,vt=`
with neighbour as (
  select d.refclassid as catalog, d.refobjid as oid from pg_catalog.pg_depend d where d.classid = any ('{${H.join(",")}}'::regclass[])
)${D}`,Et=`
with own as materialized (${v}
), neighbour (catalog, oid) as (${Pe("own")}
  union
  select step.catalog, step.oid from unnest($5::oid[], $6::integer[]) renamed (relation, number)
  join pg_catalog.pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = renamed.relation and d.refobjsubid = renamed.number
${Ae}
)${D}`;async function In(e,{roots:t,columns:n}){let r=[...n].map(o=>o.split("/"));return await T(e,{name:"sluice-readers",text:Et},[...A(t),r.map(([,o=""])=>o),r.map(([,,o=""])=>o)])}async function Dn(e,t,n){let{relations:r,routines:o}=E(n);return await T(e,{name:"sluice-neighbours",text:Ot},[...A(t),[...r],[...o]])}async function Tn(e,t){let{rows:n}=await e.query({name:"sluice-signatures",text:kt,values:[[...E(t).routines]]});return new Map(n.map(({root:r,signature:o})=>[r,o]))}var kt=`
select 'f/' || f.oid as root, concat_ws('|', f.prokind, f.prolang, pg_catalog.pg_get_function_arguments(f.oid),
  case when f.prokind <> 'a' then pg_catalog.pg_get_function_result(f.oid) else f.oid::text || f.xmin end) as signature
from pg_catalog.pg_proc f where f.oid = any ($1::oid[])`;async function U(e,t){return await T(e,{name:"sluice-references",text:St},A(t))}async function Fe(e){return await T(e,{name:"sluice-held",text:vt},[])}async function Me(e,t){let{rows:n}=await e.query({name:"sluice-own-objects",text:Nt,values:A(t)}),[{ids:r,roots:o,kinds:s}={ids:null,roots:null,kinds:null}]=n;return{ids:r??[],kinds:new Map((o??[]).map((a,i)=>[a,s?.[i]??""]))}}var Nt=`
with kind (root, letter) as (
  select 'c/' || oid, relkind::text from pg_catalog.pg_class where oid = any ($1::oid[])
  union all select 'f/' || oid, prokind::text from pg_catalog.pg_proc where oid = any ($2::oid[])
  union all select 'y/' || oid, typtype::text from pg_catalog.pg_type where oid = any ($3::oid[])
)
select (select array_agg(distinct oid::text) from (${v}) own) as ids,
  (select array_agg(root order by root) from kind) as roots, (select array_agg(letter order by root) from kind) as kinds`;async function T(e,t,n){let{rows:r}=await e.query({...t,values:[...n]});return new Set(r.flatMap(({root:o})=>o===null?[]:[o]))}function A(e){let{relations:t,routines:n,types:r,collations:o}=E(e);return[t,n,r,o].map(s=>[...s])}var Dt=[[/\bFROM pg_class c\s+JOIN pg_namespace n\b/u,"relations","c.oid"],[/\bFROM pg_attribute a\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_constraint con\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_index i\s+JOIN pg_class ic\b/u,"relations","c.oid"],[/\bFROM pg_sequence s\s+JOIN pg_class c\b/u,"relations","c.oid","S"],[/\bFROM pg_trigger t\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_rewrite rw\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_policy pol\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_foreign_table ft\s+JOIN pg_class c\b/u,"relations","c.oid","f"],[/\bFROM pg_proc p\s+JOIN pg_(?:namespace|aggregate)\b/u,"routines","p.oid"],[/\bFROM pg_constraint con\s+JOIN pg_type t\b/u,"types","t.oid"],[/\bFROM pg_range rng\s+JOIN pg_type t\b/u,"types","t.oid"],[/\bFROM pg_type t\s+JOIN pg_(?:namespace|class)\b/u,"types","t.oid"],[/\bFROM pg_collation c\s+JOIN pg_namespace n\b/u,"collations","c.oid"]],Tt="n.nspname NOT IN ('pg_catalog', 'information_schema')",At=/\bWHERE [cpt]\.(?:relkind|prokind|typtype) (?:IN \(([^()]+)\)|= ('\w')) AND\s*$/u,Pt={relations:"c",routines:"f",types:"y",collations:"l"},Ct={relations:"r",routines:"f",types:"e",collations:""},J="WHERE cc.relkind IN ('r', 'p')",Be="WHERE pc.conindid = i.indexrelid",W="WHERE d.deptype IN ('n', 'a')",Ft=[["WHERE rc.relkind IN ('r','p','f','v','m','i','I','S')","rc.oid"],["AND con.conindid <> 0","con.conindid"],["WHERE att.attnum > 0 AND NOT att.attisdropped","att.attrelid"],["WHERE con.conrelid <> 0","con.oid"],["WHERE base.typtype IN ('d', 'e', 'c', 'r')","tt.oid"],["WHERE cc.relkind = 'c'","cc.oid"]],Mt=/\bFROM pg_(?:roles r\b|auth_members m\b|default_acl d\b|namespace n\s+JOIN pg_roles|extension e\s+JOIN pg_namespace n ON n\.oid = e\.extnamespace\s+WHERE e\.extname <>|event_trigger e\b|foreign_data_wrapper f\b|foreign_server s\b|user_mappings? [uv]\b|publication p\b|subscription s\b)|has_(?:table|column)_privilege\('pg|EXISTS \(SELECT 1 FROM pg_seclabel\)|current_setting\('server_version'\)/u,Bt="SELECT 'cast'::text AS kind",Q={command:"SELECT",rowCount:0,oid:0,fields:[],rows:[]},Lt=5e3,P=class{#e=null;#t=new Map;#n=new Map;at(t){return(t===void 0||t!==this.#e)&&(this.#t.clear(),this.#n.clear()),this.#e=t??null,this}async answer(t,n){let r=this.#t.get(t)??n();this.#t.set(t,r);let o=await r;return this.#n.set(t,o.rows),o}rows(){return[...this.#n].filter(([,t])=>It(t,JSON.parse(JSON.stringify(t))))}learn(t){for(let[n,r]of t)this.#t.set(n,Promise.resolve({...Q,rowCount:r.length,rows:[...r]}));return this}};async function Le(e,t,n,r="of-roots"){let o=await $(e,a=>Me(a,t));return await ee(qt(e,a=>Jt(a,E(t),o,r),n),{handlers:ie})}function qt(e,t,n){return new Proxy(e,{get:(r,o)=>o==="connect"?async()=>Ht(await r.connect(),t,n):Reflect.get(r,o)})}function Ht(e,t,n){return new Proxy(e,{get(r,o){if(o==="query")return a=>Ut(r,a,t(a),n);let s=Reflect.get(r,o);return typeof s=="function"?s.bind(r):s}})}async function Ut(e,t,n,r){if(n===null){if(t.startsWith(Bt))return Q;let a=async()=>await e.query(t);return Mt.test(t)?await r.answer(t,a):await a()}let{ids:o}=n;if(o.length===0&&n.only)return Q;if(o.length>Lt)return await e.query(n.text,[o]);let s=jt("sha256").update(n.text).digest("hex").slice(0,32);return await e.query({name:s,text:n.text,values:[o]})}function Jt(e,t,n,r="of-roots"){if(e.includes(W)){let b=`d.classid = ANY ('{${Te.join(",")}}'::regclass[]) AND d.objid = ANY ($1::oid[])`,Y=r==="of-roots",ze=Y?b:`(${b} OR d.classid = ANY ('{${H.join(",")}}'::regclass[]))`,Ke=e.replace(W,`${W} AND ${ze}`);return{text:Ft.reduce(Wt,Ke),ids:n.ids,only:Y}}if(e.includes(J)&&e.includes("FROM pg_inherits i"))return{text:e.replace(J,`${J} AND cc.oid = ANY ($1::oid[])`),ids:t.relations,only:!0};let o=e.lastIndexOf(Tt);if(o===-1||/\bFROM pg_(?:namespace n|seclabel sl)\b/u.test(e))return null;let s=Dt.find(([b])=>b.test(e));if(s===void 0)throw qe(e);let[,a,i,l]=s,p=e.slice(0,o),[,d,f]=At.exec(p)??[],m=l??d??f,h=b=>m?.includes(n.kinds.get(`${Pt[a]}/${b}`)??Ct[a])!==!1;return{text:`${p}${i} = ANY ($1::oid[]) AND ${e.slice(o)}`.replace(Be,`${Be} AND pc.conrelid = i.indrelid`),ids:t[a].filter(h),only:!0}}function Wt(e,[t,n]){if(!e.includes(t))throw qe(e);return e.replace(t,`${t} AND ${n} IN (SELECT objid FROM endpoints)`)}function qe(e){return new R("internal",{message:`pg-delta asks a question that is not known here: ${e.trim().slice(0,200)}`,remedy:"Report this with the version of Sluice."})}var Qt=JSON.stringify(["extension","pg_partman"]),Gt=`
select 'c/' || c.oid as id from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = any ($1) and (exists (select from pg_catalog.pg_policy p where p.polrelid = c.oid)
  or exists (select from pg_catalog.pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal))`,He=class{#e;answers;constructor(t,n=new P){this.#e=t,this.answers=n}async read(t,n){let r=t.all.objects.has(Qt)?[]:n.map(zt),{same:o,roots:s}=await Kt(this.#e,t,r),a=this.answers.at(t.common);return{...await Le(this.#e,s,a,"of-all"),same:o}}};function zt({snapshot:e,digests:t}){return{roots:be(e).roots,digests:t}}async function Kt(e,t,n){let r=[...t.ids].filter(([l])=>!Vt(l)),o=n.length===0?new Set:await $(e,Fe),s=new Map;for(let[l,p]of r){if(o.has(p))continue;let d=n.find(({roots:f,digests:m})=>f.has(l)&&Yt(l,t,m));d!==void 0&&s.set(l,{id:p,roots:d.roots})}let a=r.filter(([l])=>!s.has(l)).map(([,l])=>l),i=await $(e,async l=>{let{rows:p}=await l.query(Gt,[B]),d=[...a,...p.map(({id:y})=>y)],f=d.length===0?[]:[...d,...await U(l,d)];if(s.size===0)return new Set(f);let m=new Set([...s.values()].map(({id:y})=>y)),h=await U(l,m);return new Set([...f,...[...h].filter(y=>!m.has(y))])});return{same:s,roots:i}}function Yt(e,{all:t},n){if(n.version!==t.version)return!1;let[r,o]=[t.objects.get(e),n.objects.get(e)];return r?.definition===o?.definition&&r?.grants===o?.grants}function Xt(e,t){if(t.size===0)return e;let n=we(e),r=[...t].flatMap(([o,{roots:s}])=>n.has(o)?[]:[s.part(o)]);return V([...e.facts(),...r.flatMap(({facts:o})=>o)],[...e.edges,...r.flatMap(({edges:o})=>o)],e.source,new Set([...e.referenceOnly,...r.flatMap(({referenceOnly:o})=>o)]),{allowDangling:()=>!0})}async function er(e,{factBase:t,same:n},r){let o=await $(e,a=>de(a,le)),s=Xt(te(t,ce),n);return new xe(s,o,r,$e(t))}function Vt(e){return B.includes(Zt(e))}function Zt(e){let t=JSON.parse(e),n=Array.isArray(t)&&t.length>2?t[1]:null;return typeof n=="string"?n:""}var g=(e,t,n="0")=>`(select x.description from pg_description x where x.objoid = ${t} and x.classoid = 'pg_catalog.${e}'::regclass and x.objsubid = ${n})`,w=(e,t,n)=>`(select string_agg(g::text, ',' order by g::text) from unnest(coalesce(${e}, acldefault(${t}, ${n}))) g)`,G="case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end",C=e=>`encode(substr(${e}, 1, 12), 'base64')`,F=(e,t)=>`(select string_agg(${e}, ',' order by ${e}) from ${t})`,Ue=(e,t)=>`exists (select 1 from pg_depend d where d.classid = '${e}'::regclass and d.objid = ${t} and d.deptype = 'e')`,en=`
select ${G} as root, 'relation' as kind, c.oid::regclass::text as name, row(c.relkind, c.relowner::regrole, c.relpersistence, c.relrowsecurity,
  c.relforcerowsecurity, c.relreplident, c.reloptions, (select amname from pg_am where pg_am.oid = c.relam), pg_get_expr(c.relpartbound, c.oid),
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end, ${F("i.inhparent::regclass::text","pg_inherits i where i.inhrelid = c.oid")},
  (select x.reloptions from pg_class x where x.oid = c.reltoastrelid), ${g("pg_class","c.oid")}, case when c.relkind in ('v', 'm') and not ${Ue("pg_class","c.oid")} then pg_get_viewdef(c.oid) end)::text as definition,
  ${w("c.relacl",`case c.relkind when 'S' then 's'::"char" else 'r'::"char" end`,"c.relowner")} as grants
from pg_class c join space n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
union all
select ${G}, 'column', c.oid::regclass::text || '.' || a.attname, row(format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
  a.attgenerated, a.attcollation::regcollation, a.attstorage, a.attcompression, a.attstattarget, a.attislocal, a.attinhcount, a.attoptions, a.attfdwoptions,
  ${g("pg_class","c.oid","a.attnum")}, (select pg_get_expr(e.adbin, e.adrelid) from pg_attrdef e where e.adrelid = c.oid and e.adnum = a.attnum))::text,
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
  c.relpersistence, ${g("pg_class","c.oid")})::text, ${w("c.relacl","'s'","c.relowner")}
from pg_sequence s join pg_class c on c.oid = s.seqrelid join space n on n.oid = c.relnamespace
join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
union all
select coalesce('c/' || nullif(k.conrelid, 0), 'y/' || nullif(k.contypid, 0)), 'constraint', concat_ws('.', nullif(k.conrelid, 0)::regclass::text, nullif(k.contypid, 0)::regtype::text, k.conname),
  row(pg_get_constraintdef(k.oid), k.convalidated, k.conislocal, k.coninhcount, ${g("pg_constraint","k.oid")})::text, null
from pg_constraint k join space n on n.oid = k.connamespace
union all
select 'c/' || i.indrelid, 'index', i.indexrelid::regclass::text, row(pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered, i.indisreplident,
  ${g("pg_class","i.indexrelid")}, (select x.reloptions from pg_class x where x.oid = i.indexrelid))::text, null
from pg_index i join pg_class c on c.oid = i.indrelid join space n on n.oid = c.relnamespace
union all
select 'c/' || t.tgrelid, 'trigger', t.tgrelid::regclass || '.' || t.tgname, row(pg_get_triggerdef(t.oid), t.tgenabled, ${g("pg_trigger","t.oid")})::text, null
from pg_trigger t where not t.tgisinternal
union all
select 'c/' || p.polrelid, 'policy', p.polrelid::regclass || '.' || p.polname, row(p.polcmd, p.polpermissive, ${F("r::regrole::text","unnest(p.polroles) r")},
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), ${g("pg_policy","p.oid")})::text, null from pg_policy p
union all
select 'c/' || r.ev_class, 'rule', r.ev_class::regclass || '.' || r.rulename, row(pg_get_ruledef(r.oid), r.ev_enabled, ${g("pg_rewrite","r.oid")})::text, null
from pg_rewrite r join pg_class c on c.oid = r.ev_class join space n on n.oid = c.relnamespace where r.rulename <> '_RETURN'
union all
select null, 'statistics', n.nspname || '.' || s.stxname, row(pg_get_statisticsobjdef(s.oid), s.stxstattarget, s.stxowner::regrole, ${g("pg_statistic_ext","s.oid")})::text, null
from pg_statistic_ext s join space n on n.oid = s.stxnamespace`,tn=`
select 'f/' || f.oid, 'routine', f.oid::regprocedure::text, row(f.prokind, f.proowner::regrole, ${g("pg_proc","f.oid")},
  case when f.prokind <> 'a' and not ${Ue("pg_proc","f.oid")} then pg_get_functiondef(f.oid) end, f.prosupport,
  (select row(g.aggkind, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn,
     g.aggsortop::regoperator, g.aggtranstype::regtype, g.aggmtranstype::regtype, g.agginitval, g.aggminitval, g.aggfinalmodify)::text from pg_aggregate g where g.aggfnoid = f.oid))::text,
  ${w("f.proacl","'f'","f.proowner")}
from pg_proc f join space n on n.oid = f.pronamespace
union all
-- A base type is no root: whoever compares reads it each time.
select case when t.typtype <> 'b' then 'y/' || t.oid end, 'type', t.oid::regtype::text, row(t.typtype, t.typowner::regrole, ${g("pg_type","t.oid")},
  t.typnotnull, nullif(t.typbasetype, 0)::regtype, t.typtypmod, t.typdefault, t.typcollation::regcollation,
  (select string_agg(quote_literal(e.enumlabel), ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
  (select row(r.rngsubtype::regtype, r.rngcollation::regcollation, r.rngcanonical, r.rngsubdiff, r.rngmultitypid::regtype)::text from pg_range r where r.rngtypid = t.oid))::text,
  ${w("t.typacl","'T'","t.typowner")}
from pg_type t join space n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
where t.typtype in ('e', 'd', 'r', 'b') and t.typelem = 0 or t.typtype = 'c' and c.relkind = 'c'
union all
select 'l/' || l.oid, 'collation', n.nspname || '.' || l.collname, row(l.collprovider, l.collisdeterministic, l.collcollate, l.collctype, l.collowner::regrole,
  ${g("pg_collation","l.oid")})::text, null from pg_collation l join space n on n.oid = l.collnamespace
union all
select null, 'cast', k.castsource::regtype || ' as ' || k.casttarget::regtype, row(nullif(k.castfunc, 0)::regprocedure, k.castcontext, k.castmethod, ${g("pg_cast","k.oid")})::text, null
from pg_cast k where k.oid >= 16384
union all
select null, 'operator', o.oid::regoperator::text, row(o.oprowner::regrole, o.oprcode::regprocedure, nullif(o.oprcom, 0)::regoperator, nullif(o.oprnegate, 0)::regoperator,
  o.oprcanmerge, o.oprcanhash, o.oprrest::regproc, o.oprjoin::regproc, ${g("pg_operator","o.oid")})::text, null from pg_operator o join space n on n.oid = o.oprnamespace
union all
select null, 'operator class', n.nspname || '.' || o.opcname || '.' || o.opcmethod, row(o.opcowner::regrole, o.opcintype::regtype, o.opcdefault)::text, null
from pg_opclass o join space n on n.oid = o.opcnamespace
union all
select null, 'text search configuration', n.nspname || '.' || g.cfgname, row(g.cfgowner::regrole,
  (select string_agg(m.maptokentype || ':' || m.mapdict::regdictionary, ',' order by m.maptokentype, m.mapseqno) from pg_ts_config_map m where m.mapcfg = g.oid), ${g("pg_ts_config","g.oid")})::text, null
from pg_ts_config g join space n on n.oid = g.cfgnamespace
union all
select null, 'text search dictionary', n.nspname || '.' || d.dictname, row(d.dictowner::regrole, d.dictinitoption, ${g("pg_ts_dict","d.oid")})::text, null
from pg_ts_dict d join space n on n.oid = d.dictnamespace`,nn=`
select null, 'schema', n.nspname, row(s.nspowner::regrole, ${g("pg_namespace","n.oid")})::text, ${w("s.nspacl","'n'","s.nspowner")}
from space n join pg_namespace s on s.oid = n.oid
union all
select null, 'extension', e.extname, row(e.extversion, e.extnamespace::regnamespace, ${g("pg_extension","e.oid")})::text, null from pg_extension e
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
select null, 'publication', p.pubname, row(p.pubowner::regrole, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot,
  ${F("concat_ws(' ', r.prrelid::regclass::text, r.prattrs::text, pg_get_expr(r.prqual, r.prrelid))","pg_publication_rel r where r.prpubid = p.oid")},
  ${F("s.pnnspid::regnamespace::text","pg_publication_namespace s where s.pnpubid = p.oid")}, ${g("pg_publication","p.oid")})::text, null from pg_publication p
union all
-- The connection is hidden from all but superusers.
select null, 'subscription', s.subname, row(s.subowner::regrole, s.subenabled, s.subslotname, s.subpublications, s.subsynccommit, s.subbinary)::text, null
from pg_subscription s where s.subdbid = (select oid from pg_database where datname = current_database())
union all
select null, 'event trigger', e.evtname, row(e.evtevent, e.evtowner::regrole, e.evtfoid::regprocedure, e.evtenabled, e.evttags, ${g("pg_event_trigger","e.oid")})::text, null
from pg_event_trigger e where e.evtname !~ '^sluice_observe_'
union all
select null, 'foreign data wrapper', w.fdwname, row(w.fdwowner::regrole, nullif(w.fdwhandler, 0)::regprocedure, nullif(w.fdwvalidator, 0)::regprocedure, w.fdwoptions,
  ${g("pg_foreign_data_wrapper","w.oid")})::text, ${w("w.fdwacl","'F'","w.fdwowner")} from pg_foreign_data_wrapper w
union all
select null, 'server', s.srvname, row(s.srvowner::regrole, (select fdwname from pg_foreign_data_wrapper w where w.oid = s.srvfdw), s.srvtype, s.srvversion, s.srvoptions,
  ${g("pg_foreign_server","s.oid")})::text, ${w("s.srvacl","'S'","s.srvowner")} from pg_foreign_server s
union all
select null, 'user mapping', u.srvname || ' for ' || u.usename, u.umoptions::text, null from pg_user_mappings u
union all
select 'c/' || f.ftrelid, 'foreign table', f.ftrelid::regclass::text, row((select srvname from pg_foreign_server s where s.oid = f.ftserver), f.ftoptions)::text, null from pg_foreign_table f
union all
select null, 'language', l.lanname, row(l.lanowner::regrole, l.lanpltrusted)::text, ${w("l.lanacl","'l'","l.lanowner")} from pg_language l
union all
select null, 'security label', row(l.provider, pg_identify_object(l.classoid, l.objoid, l.objsubid))::text, l.label, null from pg_seclabel l
union all
select null, 'security label', row(l.provider, pg_identify_object(l.classoid, l.objoid, 0))::text, l.label, null from pg_shseclabel l`,rn=`
select ${G} as id, case c.relkind when 'v' then 'view' when 'm' then 'materializedView' when 'f' then 'foreignTable' when 'S' then 'sequence' when 'c' then 'type' else 'table' end as kind,
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
select 'l/' || l.oid, 'collation', n.nspname, l.collname, null from pg_collation l join space n on n.oid = l.collnamespace`,z=`
with space as materialized (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'supabase_migrations', 'sluice_quarantine')
), fact (root, kind, name, definition, grants) as (${en}
union all${tn}
union all${nn}
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
  select json_agg(json_build_array(r.id, r.kind, r.schema, r.name, r.arguments, ${C("d.definition")}, ${C("d.grants")}))
  from (${rn}) r join digested d on d.root = r.id
) end as roots, case when digest is distinct from $1 then (
  select json_agg(json_build_array(d.kind, d.name, ${C("d.definition")}, ${C("d.grants")})) from digested d where d.root is null
) end as others from whole`,K=[{table:"cron.job",sql:"select jobname, schedule, command, nullif(database, current_database()) as database, username, active from cron.job"},{table:"public.part_config",sql:"select * from public.part_config"},{table:"partman.part_config",sql:"select * from partman.part_config"},{table:"extensions.part_config",sql:"select * from extensions.part_config"}];var M=We("sha256").update(z).digest("hex").slice(0,8);async function on(e,t=null){await e.query("begin isolation level repeatable read read only; set local search_path = ''; set local jit = off");try{let n=t===null?Je(e,null):null;n?.catch(()=>{});let r=await an(e),o=r.length===0?"":`-${Ge(r.flat().join(`
`))}`,s=await(n??Je(e,t===null?null:sn(t,o))),a=`${M}-${s?.digest??""}${o}`;return{whole:a,roots:a===t?null:Qe(s?.roots??[],s?.others??[],r)}}finally{await e.query("rollback")}}async function Je(e,t){let{rows:n}=await e.query({name:"sluice-digest",text:z,values:[t]});return n[0]}async function ar(e){let{roots:t}=await on(e);return t??Qe([],[],[])}function sn(e,t){let[n,r="",...o]=e.split("-");return n===M&&["",...o].join("-")===t?r:null}function Qe(e,t,n){let r=new Map,o=new Map,s=new Map;for(let[i,l,p,d,f,m,h]of e){let y=he({kind:l,schema:p,name:d,arguments:f});r.set(y,`${m}${h}`),o.set(y,i),s.set(y,{definition:m,grants:h})}for(let[i,l,p,d]of t)s.set(JSON.stringify([i,l]),{definition:p,grants:d});for(let i of n)s.set(JSON.stringify(i),{definition:"",grants:""});let a=Ge([...t,...n].map(i=>JSON.stringify(i)).sort().join(`
`));return{version:M,digests:r,ids:o,all:{version:M,objects:s},common:a}}function Ge(e){return We("sha256").update(e).digest("hex")}async function an(e){let{rows:t}=await e.query("select array(select to_regclass(name)::text from unnest($1::text[]) with ordinality t (name, place) order by place) as there",[K.map(({table:o})=>o)]),n=t[0]?.there??[],r=[];for(let[o,{table:s,sql:a}]of K.entries()){if((n[o]??null)===null)continue;let{rows:i}=await e.query(`select to_jsonb(state)::text as row from (${a}) state order by 1`);r.push(...i.map(({row:l})=>[s,l]))}return r}export{Rn as a,En as b,kn as c,$ as d,Nn as e,M as f,on as g,ar as h,E as i,Te as j,In as k,Dn as l,Tn as m,U as n,A as o,P as p,Le as q,He as r,er as s,Vt as t};
