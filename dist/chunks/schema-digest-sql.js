import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{createHash:Nt}=require("node:crypto");var{createHash:Ge}=require("node:crypto");
import{b as y,c as l,d as m,e as se,f as S,g as ie,h as le,i as ce,j as b,k as E,l as N,q as ue,r as me,s as fe,t as _e,u as ye,v as we}from"./supabase-pg-delta-dist-plan-internal.js";import{A as oe,D as de,E as U,G as pe,J as ge,L as he,N as be,Q as xe,R as $e,f as O,i as te,j as ne,l as re}from"./supabase-pg-delta-dist-extract-dependencies.js";import{a as ae}from"./pg-lib-client.js";import{a as R,b as ee}from"./manifest.js";function Re(e,t){let n=t.get(e);return n===void 0?[]:Ye(n,t).map(y).filter(r=>r!=="")}function Ye({id:e,payload:t},n){switch(e.kind){case"table":return Ke({id:e,payload:t},n);case"foreignTable":return[Oe(e,n)];case"column":return Xe({id:e,payload:t},n);case"constraint":return[l(t.def)];case"index":return[Ve(l(t.def))];case"policy":return Ze(t);case"trigger":return[l(t.def).replace(/^CREATE (CONSTRAINT )?TRIGGER .*? (?=BEFORE|AFTER|INSTEAD OF)/u,"")];case"function":case"procedure":return et(t);case"view":case"materializedView":return m(t.reloptions);case"type":return tt({id:e,payload:t},n);case"domain":return[l(t.baseType)+(t.notNull===!0?" NOT NULL":""),...I(e,"constraint",n).filter(r=>r.payload.type!=="n").map(r=>l(r.payload.def))];case"publication":return[...I(e,"publicationRel",n).flatMap(r=>r.id.kind==="publicationRel"?[`${r.id.schema}.${r.id.table}`]:[]),t.allTables===!0?"all tables":""];case"extensionIntent":return["schedule","command"].map(r=>l(t[r]));case"eventTrigger":return[`on ${l(t.event)}`,`runs ${l(t.functionSchema)}.${l(t.functionName)}`];default:return[]}}function Ke({id:e,payload:t},n){let r=E(t.parentTable);if(r!==""){let a=l(t.partitionBound);return[a===""?`inherits ${r}`:`partition of ${r} ${a}`]}let o=l(t.partitionKey);return[Oe(e,n),o===""?"":`partitioned by ${o}`,t.persistence==="u"?"unlogged":""]}function Oe(e,t){let n=I(e,"column",t).length;return n===1?"1 column":`${n} columns`}function I(e,t,n){return n.childrenOf(e).filter(r=>r.id.kind===t)}function Xe({id:e,payload:t},n){if(e.kind!=="column")return[];let r=l(n.get({...e,kind:"default"})?.payload.expr),o=l(t.generatedExpr);return[l(t.type)+(t.notNull===!0?" NOT NULL":""),b(t.identity),r===""?"":`default ${r}`,o===""?"":`generated as ${o}`]}function Ve(e){let t=/^CREATE (UNIQUE )?INDEX .*? USING (.*)$/su.exec(e);return t===null?e:`${t[1]??""}${t[2]??""}`}function Ze(e){let[t,n]=[l(e.usingExpr),l(e.checkExpr)];return[`${N(e.cmd)} to ${m(e.roles).join(", ")}${e.permissive===!1?", restrictive":""}`,t===""?"":`USING ${t}`,n===""?"":`WITH CHECK ${n}`]}function et(e){let[t=""]=l(e.def).split(/\nAS \$/u),n=l(e.returnType);return[n===""?"":`returns ${n}`,l(e.language),/\bSECURITY DEFINER\b/u.test(t)?"SECURITY DEFINER":""]}function tt({id:e,payload:t},n){switch(t.variant){case"enum":return[m(t.values).map(r=>`'${r}'`).join(", ")];case"composite":return[I(e,"typeAttribute",n).map(r=>`${"name"in r.id?r.id.name:""} ${l(r.payload.type)}`).join(", ")];default:return[l(t.subtype)]}}function J(e,t,n,r){let[o,a]=nt(e,r),s=a.filter(g=>!o.includes(g)).map(g=>`+${g}`),i=o.filter(g=>!a.includes(g)).map(g=>`−${g}`),c=t===""?"PUBLIC":t;if(s.length+i.length===0)return e.verb==="set"&&e.attr==="grantable"?`${c}: grant option`:null;let p=n===null?"":` on column ${n}`;return`${c}: ${[...s,...i].join(" ")}${p}`}function nt(e,t){let n=r=>t?m(r._revokedDefault):[];switch(e.verb){case"add":return[n(e.fact.payload),m(e.fact.payload.privileges)];case"remove":return[m(e.fact.payload.privileges),n(e.fact.payload)];case"set":return e.attr==="privileges"?[m(e.from),m(e.to)]:[[],[]];default:return[[],[]]}}var rt=/\b(IMMUTABLE|STABLE|WINDOW|STRICT|SECURITY DEFINER|LEAKPROOF|PARALLEL (?:SAFE|RESTRICTED|UNSAFE)|COST [\d.]+|ROWS [\d.]+|SUPPORT \S+)/gu;function ve(e,t){let[n,r]=[Se(e),Se(t)],o=S(n.clauses,r.clauses),a=[n.body===r.body?"":"body",o].filter(s=>s!=="");return a.length===0?null:a.join(", ")}function Se(e){let t=e.search(/\n(?:AS \$|AS '|RETURN |BEGIN ATOMIC)/u),r=(t===-1?e:e.slice(0,t)).split(`
`).slice(1).flatMap(o=>{let a=o.trim();return a.startsWith("SET ")?[a]:a.startsWith("RETURNS ")?[]:a.match(rt)??[]});return{body:t===-1?"":e.slice(t),clauses:r}}function Ne(e,t,n,r){let o=e.verb==="add";switch(t.kind){case"acl":return J(e,t.grantee,t.column??null,!0);case"defaultPrivilege":return J(e,t.grantee,null,t.schema===null);case"comment":return e.verb==="remove"?"comment removed":"comment";case"securityLabel":return"security label";case"publicationRel":return e.verb==="set"?`${t.schema}.${t.table}: other columns or rows`:`${o?"+":"−"} ${t.schema}.${t.table}`;case"publicationSchema":return`${o?"+":"−"} schema ${t.schema}`;case"typeAttribute":return e.verb==="set"?`${t.name}: ${H(e,n,r)??""}`:`${o?"+":"−"} ${t.name}`;case"default":return ot(e);case"constraint":return at(t,n,r)?st(e,t):H(e,n,r);default:return H(e,n,r)}}function ot(e){return e.verb==="add"?y(`default ${l(e.fact.payload.expr)}`):e.verb==="remove"?y(`default ${l(e.fact.payload.expr)} removed`):e.verb==="set"?D("default",l(e.from),l(e.to)):null}function at(e,t,n){return(n.get(e)??t.get(e))?.parent?.kind==="domain"}function st(e,t){let n="name"in t?t.name:"";return e.verb==="set"?e.attr==="def"?`constraint ${n} ${l(e.to)}`:null:e.verb!=="add"&&e.verb!=="remove"||e.fact.payload.type==="n"?null:y(`${e.verb==="add"?"+":"−"} constraint ${n} ${l(e.fact.payload.def)}`)}var it={notNull:["NOT NULL added","NOT NULL removed"],rowSecurity:["row level security enabled","row level security disabled"],forceRowSecurity:["row level security forced for the owner","row level security not forced any more"],validated:["validated","not validated any more"],permissive:["permissive","restrictive"]},lt={enabled:e=>typeof e=="boolean"?e?"enabled":"disabled":le(e),persistence:ie,replicaIdentity:ce,identity:b,cmd:N,parentTable:E},ke={usingExpr:"USING",checkExpr:"WITH CHECK",def:"definition",cmd:"for",enabled:"",persistence:"",identity:"",generatedExpr:"generated as",replicaIdentity:"replica identity",parentTable:"parent",partitionBound:"bounds"};function H(e,t,n){if(e.verb==="link")return ct(e.edge.to);if(e.verb!=="set")return null;let{attr:r,from:o,to:a,id:s}=e,i=it[r];if(i!==void 0&&typeof a=="boolean")return a?i[0]:i[1];if(r==="def")return dt(s,l(o),l(a));if(r==="values")return S(m(o).map(Ee),m(a).map(Ee))||"order of values";if(r==="identity"&&b(o)===b(a))return"options of the identity";if(r==="identity"&&a===null)return"identity removed";if(r==="ownedBy")return D("owned by",je(o),je(a));if(r==="returnType"&&pt(s,t,n))return null;if(Array.isArray(o)||Array.isArray(a))return`${ke[r]??ut(r)} ${S(m(o),m(a))}`.trim();let c=lt[r]??gt;return D(ke[r]??Ie(r),c(o),c(a))}function ct(e){return`owner → ${"name"in e?e.name:""}`}function dt(e,t,n){return e.kind==="function"||e.kind==="procedure"?ve(t,n):t.replace(/ NOT VALID$/u,"")===n.replace(/ NOT VALID$/u,"")?null:t.includes(`
`)||n.includes(`
`)||t.length+n.length>240?"definition":D("definition",t,n)}function pt(e,t,n){return t.get(e)?.payload.def===n.get(e)?.payload.def}function je(e){return se(e)?`${l(e.schema)}.${l(e.table)}.${l(e.column)}`:""}function D(e,t,n){return`${e} ${y(t)||"—"} → ${y(n)||"—"}`.trim()}function Ee(e){return`'${e}'`}function gt(e){return e==null?"":typeof e=="string"?e:JSON.stringify(e)}function ut(e){return e==="reloptions"?"options":Ie(e)}function Ie(e){return e.replace(/([a-z])([A-Z])/gu,"$1 $2").toLowerCase()}var De=e=>`
with user_namespace as (
  select oid, nspname, quote_ident(nspname) as quoted from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> $1
)
select 'column setting' as kind, n.nspname as schema, c.relname as "table", a.attname as name,
  concat_ws(', ',
    case when a.attstorage <> t.typstorage then 'storage ' || case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end,
    case when a.attcompression <> '' then 'compression ' || case a.attcompression when 'p' then 'pglz' else 'lz4' end end,
    case when coalesce(a.attstattarget, -1) >= 0 then 'statistics ' || a.attstattarget end) as definition,
  null::text[] as create_sql, case t.typstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end as drop_sql
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r','p','m')
join user_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_type t on t.oid = a.atttypid
where a.attnum > 0 and not a.attisdropped
  and (a.attstorage <> t.typstorage or a.attcompression <> '' or coalesce(a.attstattarget, -1) >= 0)${e?" and a.attrelid = any ($2::oid[])":""}
union all
select 'statistics', n.nspname, null, s.stxname, pg_catalog.pg_get_statisticsobjdef(s.oid),
  array[pg_catalog.pg_get_statisticsobjdef(s.oid)], 'drop statistics ' || n.quoted || '.' || quote_ident(s.stxname)
from pg_catalog.pg_statistic_ext s join user_namespace n on n.oid = s.stxnamespace
union all
select 'cast', null, null, k.signature, k.body, array['create cast (' || k.signature || ') ' || k.body], 'drop cast (' || k.signature || ')'
from (select pg_catalog.format_type(castsource, null) || ' as ' || pg_catalog.format_type(casttarget, null) as signature,
  concat_ws(' ', case castmethod when 'f' then 'with function ' || castfunc::regprocedure when 'i' then 'with inout' else 'without function' end,
    case castcontext when 'a' then 'as assignment' when 'i' then 'as implicit' end) as body
  from pg_catalog.pg_cast c where oid >= 16384
    and not exists (select 1 from pg_catalog.pg_depend owned where owned.classid = 'pg_catalog.pg_cast'::regclass and owned.objid = c.oid and owned.deptype in ('e', 'i'))) k
union all
select 'operator', o.nspname, null, o.signature, o.body,
  array['create operator ' || o.quoted || '.' || o.oprname || ' (' || o.body || ')'], 'drop operator ' || o.quoted || '.' || o.signature
from (select n.nspname, n.quoted, p.oprname,
  p.oprname || ' (' || case when p.oprleft = 0 then 'none' else pg_catalog.format_type(p.oprleft, null) end || ', ' || pg_catalog.format_type(p.oprright, null) || ')' as signature,
  concat_ws(', ', 'function = ' || p.oprcode::regproc, case when p.oprleft <> 0 then 'leftarg = ' || pg_catalog.format_type(p.oprleft, null) end,
    'rightarg = ' || pg_catalog.format_type(p.oprright, null),
    case when c.oid is not null then 'commutator = operator(' || c.oprnamespace::regnamespace || '.' || c.oprname || ')' end,
    case when g.oid is not null then 'negator = operator(' || g.oprnamespace::regnamespace || '.' || g.oprname || ')' end,
    case when p.oprrest <> 0 then 'restrict = ' || p.oprrest::regproc end, case when p.oprjoin <> 0 then 'join = ' || p.oprjoin::regproc end,
    case when p.oprcanhash then 'hashes' end, case when p.oprcanmerge then 'merges' end) as body
  from pg_catalog.pg_operator p join user_namespace n on n.oid = p.oprnamespace
  left join pg_catalog.pg_operator c on c.oid = p.oprcom
  left join pg_catalog.pg_operator g on g.oid = p.oprnegate
  where p.oprcode <> 0 and not exists (select 1 from pg_catalog.pg_depend owned where owned.classid = 'pg_catalog.pg_operator'::regclass and owned.objid = p.oid and owned.deptype in ('e', 'i'))) o
union all
select 'text search dictionary', n.nspname, null, d.dictname, concat_ws(', ', 'template = ' || t.quoted, d.dictinitoption),
  array['create text search dictionary ' || n.quoted || '.' || quote_ident(d.dictname) || ' (' || concat_ws(', ', 'template = ' || t.quoted, d.dictinitoption) || ')'],
  'drop text search dictionary ' || n.quoted || '.' || quote_ident(d.dictname)
from pg_catalog.pg_ts_dict d join user_namespace n on n.oid = d.dictnamespace,
  lateral (select tmplnamespace::regnamespace || '.' || quote_ident(tmplname) as quoted from pg_catalog.pg_ts_template where oid = d.dicttemplate) t
where not exists (select 1 from pg_catalog.pg_depend owned where owned.classid = 'pg_catalog.pg_ts_dict'::regclass and owned.objid = d.oid and owned.deptype in ('e', 'i'))
union all
select 'text search configuration', n.nspname, null, g.cfgname, concat_ws('; ', 'parser ' || p.quoted, m.definition),
  array['create text search configuration ' || n.quoted || '.' || quote_ident(g.cfgname) || ' (parser = ' || p.quoted || ')'] || m.statements,
  'drop text search configuration ' || n.quoted || '.' || quote_ident(g.cfgname)
from pg_catalog.pg_ts_config g join user_namespace n on n.oid = g.cfgnamespace,
  lateral (select prsnamespace::regnamespace || '.' || quote_ident(prsname) as quoted from pg_catalog.pg_ts_parser where oid = g.cfgparser) p,
  lateral (select string_agg(alias || ' → ' || dictionaries, '; ' order by alias) as definition,
      array_agg('alter text search configuration ' || n.quoted || '.' || quote_ident(g.cfgname) || ' add mapping for ' || alias || ' with ' || dictionaries order by alias) as statements
    from (select t.alias, string_agg(x.mapdict::regdictionary::text, ', ' order by x.mapseqno) as dictionaries
      from pg_catalog.pg_ts_config_map x join pg_catalog.ts_token_type(g.cfgparser) t on t.tokid = x.maptokentype
      where x.mapcfg = g.oid group by t.alias) mapped) m
where not exists (select 1 from pg_catalog.pg_depend owned where owned.classid = 'pg_catalog.pg_ts_config'::regclass and owned.objid = g.oid and owned.deptype in ('e', 'i'))
`,mt=De(!1),ft=De(!0);async function Te(e,t){let{rows:n}=await e.query({name:"sluice-unmodelled",text:mt,values:[t]});return Fe(n)}async function fn(e,t,n,r,o){let{rows:a}=await e.query({name:"sluice-narrowed-unmodelled",text:ft,values:[t,[...r]]}),s=new Set(o.map(({schema:c,name:p})=>JSON.stringify([c,p]))),i=[...n].filter(([,{kind:c,schema:p,table:g}])=>c===Ae&&!s.has(JSON.stringify([p,g])));return new Map([...i,...Fe(a)])}var Ae="column setting";function Fe(e){return new Map(e.map(({create_sql:t,drop_sql:n,definition:r,...o})=>[JSON.stringify([o.kind,o.schema,o.table,o.name]),{...o,definition:r??"",createSql:t??[],dropSql:n===null?[]:[n]}]))}function Ce(e,t){let n=[];for(let[r,o]of t){let a=e.get(r);a===void 0?n.push(W("create",o,o.definition)):a.definition!==o.definition&&n.push(W("alter",o,`${a.definition} → ${o.definition}`))}for(let[r,o]of e)t.has(r)||n.push(W("drop",o,o.definition));return n}function W(e,t,n){let{kind:r,schema:o,table:a,name:s}=t,i=r===Ae;return{verb:i?"alter":e,kind:i?"column":r,schema:o,table:a,name:s,from:null,details:[y(i&&e!=="alter"?`${e==="create"?"set":"reset"} ${n}`:n)],destroysData:!1,column:null,unmodelled:null}}function $n(e,t){let n=e.identities.size===0||t.identities.size===0,[r,o]=n?[e.managed,t.managed]:[e.view,t.view],s=[..._t(r,o).filter(i=>!xt(i,e,t)),...Ce(e.unmodelled,t.unmodelled)];return $t(s)}function _t(e,t){let n=ne(e,t),r=new Map;for(let a of n)a.verb==="add"?r.set(O(a.fact.id),"create"):a.verb==="remove"&&r.set(O(a.fact.id),"drop");let o=new Map;for(let a of n){let s=wt(a);if(s===null)continue;let i=ue(s,a,e,t);if(me(i,r,e,t))continue;let c=O(i),p=i.kind==="defaultPrivilege"?"alter":r.get(c)??"alter";if(p!=="alter"&&O(s)!==c)continue;let g=o.get(c)??{verb:p,id:i,details:[],minor:[],losesParts:!1},_=p==="alter"?Ne(a,s,e,t):null,d=yt(s,a)?g.minor:g.details;_!==null&&!d.includes(_)&&d.push(_),s.kind==="typeAttribute"&&a.verb==="remove"&&(g.losesParts=!0),o.set(c,g)}return[...o.values()].filter(({verb:a,details:s,minor:i})=>a!=="alter"||s.length+i.length>0).map(a=>ht(a,e,t))}function yt(e,t){return t.verb==="link"||e.kind==="acl"||e.kind==="comment"||e.kind==="securityLabel"}function wt(e){switch(e.verb){case"add":case"remove":return e.fact.id;case"set":return e.id;case"link":case"unlink":return e.edge.kind==="owner"?e.edge.from:null}}function ht(e,t,n){let{verb:r,id:o}=e;return{verb:r,kind:fe(o),schema:_e(o),table:we(o,t,n),name:ye(o),from:null,details:r==="alter"?[...e.details,...e.minor]:Re(o,r==="create"?n:t),destroysData:e.losesParts||r==="drop"&&bt(o,t),column:o.kind==="column"?{before:Pe(o,t),after:Pe(o,n)}:null,unmodelled:null}}function bt(e,t){let n=t.get(e);switch(e.kind){case"table":return!0;case"sequence":return n?.payload.ownedBy===null;case"column":return n?.parent?.kind==="table"&&(n.payload.generatedExpr??null)===null;default:return!1}}function Pe(e,t){let n=t.get(e);if(n===void 0||e.kind!=="column"||n.parent?.kind!=="table")return null;let{type:r,notNull:o,identity:a,generatedExpr:s}=n.payload,i=(a??null)!==null;return{type:typeof r=="string"?r:"",notNull:o===!0,hasDefault:t.has({...e,kind:"default"}),generated:i||(s??null)!==null,identity:i}}function xt({kind:e,verb:t,schema:n,table:r,name:o},a,s){if(e!=="column"||t==="alter")return!1;let[i,c]=t==="create"?[s,a]:[a,s],p=i.columnId(n,r,o);return p!==null&&c.identities.get(p)?.name===o}function $t(e){let t=new Map;for(let n of e){let{kind:r,schema:o,table:a,name:s}=n,i=JSON.stringify([r,o,a,s]),c=t.get(i);c===void 0?t.set(i,n):c.verb==="alter"&&t.set(i,{...c,details:[...c.details,...n.details]})}return[...t.values()]}function vn(e,t=""){let n=o=>o.query(`set search_path = ''; ${t}`),r=new ae.Pool({...e,max:1,idleTimeoutMillis:0,onConnect:n});return r.on("error",()=>{}),r}async function x(e,t){let n=await e.connect();try{return await t(n)}finally{n.release()}}async function kn(e){try{return await e()}catch(t){throw t instanceof R?t:new R("schema-unreadable",{message:`The catalog of the database could not be read: ${ee(t)}`,remedy:"Run again; if it stays, report it with the migrations that lead there.",cause:t})}}function k(e){let t=new Map([..."cfyl"].map(r=>[r,[]]));for(let r of e)t.get(r.slice(0,1))?.push(r.slice(2));let n=r=>t.get(r)??[];return{relations:n("c"),routines:n("f"),types:n("y"),collations:n("l")}}var qe=["pg_class","pg_constraint","pg_trigger","pg_policy","pg_rewrite","pg_attrdef","pg_type","pg_proc","pg_collation"].map(e=>`pg_catalog.${e}`),Q=["pg_extension","pg_publication","pg_publication_rel","pg_publication_namespace","pg_subscription","pg_event_trigger","pg_foreign_data_wrapper","pg_foreign_server","pg_user_mapping","pg_default_acl"].map(e=>`pg_catalog.${e}`),v=`
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
  when 'pg_collation'::regclass then 'l/' || x.oid end`,T=`
select distinct ${Rt} as root from neighbour x`,Be=`
  cross join lateral (
    select d.classid, d.objid
    union all
    select 'pg_class'::regclass, w.ev_class from pg_catalog.pg_rewrite w where d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
  ) step (catalog, oid)`,Me=e=>`
  select step.catalog, step.oid from ${e} base
  cross join lateral (select * from pg_catalog.pg_depend where refclassid = base.catalog and refobjid = base.oid offset 0) d
${Be}`,Le=e=>`
  select d.refclassid, d.refobjid from ${e} base
  cross join lateral (select * from pg_catalog.pg_depend where classid = base.catalog and objid = base.oid offset 0) d`,Ot=`
with recursive own as materialized (${v}
), reached (catalog, oid) as (
  select catalog, oid from own
  union ${Me("reached")}
), other as materialized (${v.replaceAll("$1","$5").replaceAll("$2","$6").replaceAll("$3","'{}'").replaceAll("$4","'{}'")}
), involved as (select catalog, oid from reached union select catalog, oid from other
), neighbour as (
  select catalog, oid from involved
  union${Le("involved")}
  where d.refclassid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_collation'::regclass, 'pg_constraint'::regclass)
)${T}`,St=`
with own as materialized (${v}
), neighbour as (
  select catalog, oid from own
  union${Le("own")}
)${T}`,vt=`
with neighbour as (
  select d.refclassid as catalog, d.refobjid as oid from pg_catalog.pg_depend d where d.classid = any ('{${Q.join(",")}}'::regclass[])
)${T}`,kt=`
with own as materialized (${v}
), neighbour (catalog, oid) as (${Me("own")}
  union
  select step.catalog, step.oid from unnest($5::oid[], $6::integer[]) renamed (relation, number)
  join pg_catalog.pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = renamed.relation and d.refobjsubid = renamed.number
${Be}
)${T}`;async function En(e,{roots:t,columns:n}){let r=[...n].map(o=>o.split("/"));return await A(e,{name:"sluice-readers",text:kt},[...F(t),r.map(([,o=""])=>o),r.map(([,,o=""])=>o)])}async function Nn(e,t,n){let{relations:r,routines:o}=k(n);return await A(e,{name:"sluice-neighbours",text:Ot},[...F(t),[...r],[...o]])}async function In(e,t){let{rows:n}=await e.query({name:"sluice-signatures",text:jt,values:[[...k(t).routines]]});return new Map(n.map(({root:r,signature:o})=>[r,o]))}var jt=`
select 'f/' || f.oid as root, concat_ws('|', f.prokind, f.prolang, pg_catalog.pg_get_function_arguments(f.oid),
  case when f.prokind <> 'a' then pg_catalog.pg_get_function_result(f.oid) else f.oid::text || f.xmin end) as signature
from pg_catalog.pg_proc f where f.oid = any ($1::oid[])`;async function G(e,t){return await A(e,{name:"sluice-references",text:St},F(t))}async function Ue(e){return await A(e,{name:"sluice-held",text:vt},[])}async function Je(e,t){let{rows:n}=await e.query({name:"sluice-own-objects",text:Et,values:F(t)}),[{ids:r,roots:o,kinds:a}={ids:null,roots:null,kinds:null}]=n;return{ids:r??[],kinds:new Map((o??[]).map((s,i)=>[s,a?.[i]??""]))}}var Et=`
with kind (root, letter) as (
  select 'c/' || oid, relkind::text from pg_catalog.pg_class where oid = any ($1::oid[])
  union all select 'f/' || oid, prokind::text from pg_catalog.pg_proc where oid = any ($2::oid[])
  union all select 'y/' || oid, typtype::text from pg_catalog.pg_type where oid = any ($3::oid[])
)
select (select array_agg(distinct oid::text) from (${v}) own) as ids,
  (select array_agg(root order by root) from kind) as roots, (select array_agg(letter order by root) from kind) as kinds`;async function A(e,t,n){let{rows:r}=await e.query({...t,values:[...n]});return new Set(r.flatMap(({root:o})=>o===null?[]:[o]))}function F(e){let{relations:t,routines:n,types:r,collations:o}=k(e);return[t,n,r,o].map(a=>[...a])}var It=[[/\bFROM pg_class c\s+JOIN pg_namespace n\b/u,"relations","c.oid"],[/\bFROM pg_attribute a\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_constraint con\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_index i\s+JOIN pg_class ic\b/u,"relations","c.oid"],[/\bFROM pg_sequence s\s+JOIN pg_class c\b/u,"relations","c.oid","S"],[/\bFROM pg_trigger t\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_rewrite rw\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_policy pol\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_foreign_table ft\s+JOIN pg_class c\b/u,"relations","c.oid","f"],[/\bFROM pg_proc p\s+JOIN pg_(?:namespace|aggregate)\b/u,"routines","p.oid"],[/\bFROM pg_constraint con\s+JOIN pg_type t\b/u,"types","t.oid"],[/\bFROM pg_range rng\s+JOIN pg_type t\b/u,"types","t.oid"],[/\bFROM pg_type t\s+JOIN pg_(?:namespace|class)\b/u,"types","t.oid"],[/\bFROM pg_collation c\s+JOIN pg_namespace n\b/u,"collations","c.oid"]],Dt="n.nspname NOT IN ('pg_catalog', 'information_schema')",Tt=/\bWHERE [cpt]\.(?:relkind|prokind|typtype) (?:IN \(([^()]+)\)|= ('\w')) AND\s*$/u,At={relations:"c",routines:"f",types:"y",collations:"l"},Ft={relations:"r",routines:"f",types:"e",collations:""},z="WHERE cc.relkind IN ('r', 'p')",He="WHERE pc.conindid = i.indexrelid",Y="WHERE d.deptype IN ('n', 'a')",Ct=/\bFROM pg_(?:roles r\b|auth_members m\b|default_acl d\b|namespace n\s+JOIN pg_roles|extension e\s+JOIN pg_namespace n ON n\.oid = e\.extnamespace\s+WHERE e\.extname <>|event_trigger e\b|foreign_data_wrapper f\b|foreign_server s\b|user_mappings? [uv]\b|publication p\b|subscription s\b)|has_(?:table|column)_privilege\('pg|EXISTS \(SELECT 1 FROM pg_seclabel\)|current_setting\('server_version'\)/u,Pt="SELECT 'cast'::text AS kind",K={command:"SELECT",rowCount:0,oid:0,fields:[],rows:[]},qt=500,C=class{#n=null;#e=new Map;#t=new Map;at(t){return(t===void 0||t!==this.#n)&&(this.#e.clear(),this.#t.clear()),this.#n=t??null,this}async answer(t,n){let r=this.#e.get(t)??n();this.#e.set(t,r);let o=await r;return this.#t.set(t,o.rows),o}rows(){return[...this.#t]}learn(t){for(let[n,r]of t)this.#e.set(n,Promise.resolve({...K,rowCount:r.length,rows:[...r]}));return this}};async function We(e,t,n,r="of-roots"){let o=await x(e,s=>Je(s,t));return await re(Bt(e,s=>Ut(s,k(t),o,r),n),{handlers:de})}function Bt(e,t,n){return new Proxy(e,{get:(r,o)=>o==="connect"?async()=>Mt(await r.connect(),t,n):Reflect.get(r,o)})}function Mt(e,t,n){return new Proxy(e,{get(r,o){if(o==="query")return s=>Lt(r,s,t(s),n);let a=Reflect.get(r,o);return typeof a=="function"?a.bind(r):a}})}async function Lt(e,t,n,r){if(n===null){if(t.startsWith(Pt))return K;let s=async()=>await e.query(t);return Ct.test(t)?await r.answer(t,s):await s()}let{ids:o}=n;if(o.length===0&&n.only)return K;if(o.length>qt)return await e.query(n.text,[o]);let a=Nt("sha256").update(n.text).digest("hex").slice(0,32);return await e.query({name:a,text:n.text,values:[o]})}function Ut(e,t,n,r="of-roots"){if(e.includes(Y)){let w=`d.classid = ANY ('{${qe.join(",")}}'::regclass[]) AND d.objid = ANY ($1::oid[])`,$=r==="of-roots",M=$?w:`(${w} OR d.classid = ANY ('{${Q.join(",")}}'::regclass[]))`;return{text:e.replace(Y,`${Y} AND ${M}`),ids:n.ids,only:$}}if(e.includes(z)&&e.includes("FROM pg_inherits i"))return{text:e.replace(z,`${z} AND cc.oid = ANY ($1::oid[])`),ids:t.relations,only:!0};let o=e.lastIndexOf(Dt);if(o===-1||/\bFROM pg_(?:namespace n|seclabel sl)\b/u.test(e))return null;let a=It.find(([w])=>w.test(e));if(a===void 0)throw new R("internal",{message:`pg-delta asks a question that is not known here: ${e.trim().slice(0,200)}`,remedy:"Report this with the version of Sluice."});let[,s,i,c]=a,p=e.slice(0,o),[,g,_]=Tt.exec(p)??[],d=c??g??_,f=w=>d?.includes(n.kinds.get(`${At[s]}/${w}`)??Ft[s])!==!1;return{text:`${p}${i} = ANY ($1::oid[]) AND ${e.slice(o)}`.replace(He,`${He} AND pc.conrelid = i.indrelid`),ids:t[s].filter(f),only:!0}}var Jt=JSON.stringify(["extension","pg_partman"]),Ht=`
select 'c/' || c.oid as id from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = any ($1) and (exists (select from pg_catalog.pg_policy p where p.polrelid = c.oid)
  or exists (select from pg_catalog.pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal))`;async function Kn(e,t,n){let r=n===null||t.all.objects.has(Jt)?null:xe(n.snapshot).rooted,o=[...t.ids].filter(([d])=>!Gt(d)),a=r===null?new Set:await x(e,Ue),s=(d,f)=>r?.rooted.has(d)===!0&&!a.has(f)&&Wt(d,t,n),i=new Map(o.filter(([d,f])=>s(d,f))),c=o.filter(([d])=>!i.has(d)).map(([,d])=>d),p=await x(e,async d=>{let{rows:f}=await d.query(Ht,[U]),j=[...c,...f.map(({id:L})=>L)],w=j.length===0?[]:[...j,...await G(d,j)];if(i.size===0)return new Set(w);let $=new Set(i.values()),M=await G(d,$);return new Set([...w,...[...M].filter(L=>!$.has(L))])}),{factBase:g,diagnostics:_}=await We(e,p,new C,"of-all");return{factBase:r===null?g:Qt(g,i.keys(),r),diagnostics:_}}function Wt(e,{all:t},n){if(n===null||n.digests.version!==t.version)return!1;let[r,o]=[t.objects.get(e),n.digests.objects.get(e)];return r?.definition===o?.definition&&r?.grants===o?.grants}function Qt(e,t,n){let r=he(e).rooted,o=[...t].filter(i=>!r.has(i)),a=o.flatMap(i=>n.rooted.get(i)??[]),s=o.flatMap(i=>n.edges.get(i)??[]);return te([...e.facts(),...a],[...e.edges,...s],e.source)}async function Xn(e,t,n){let r=await x(e,o=>Te(o,pe));return new $e(oe(t,ge),r,n)}function Gt(e){return U.includes(zt(e))}function zt(e){let t=JSON.parse(e),n=Array.isArray(t)&&t.length>2?t[1]:null;return typeof n=="string"?n:""}var u=(e,t,n="0")=>`(select x.description from pg_description x where x.objoid = ${t} and x.classoid = 'pg_catalog.${e}'::regclass and x.objsubid = ${n})`,h=(e,t,n)=>`(select string_agg(g::text, ',' order by g::text) from unnest(coalesce(${e}, acldefault(${t}, ${n}))) g)`,X="case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end",P=e=>`encode(substr(${e}, 1, 12), 'base64')`,q=(e,t)=>`(select string_agg(${e}, ',' order by ${e}) from ${t})`,Qe=(e,t)=>`exists (select 1 from pg_depend d where d.classid = '${e}'::regclass and d.objid = ${t} and d.deptype = 'e')`,Yt=`
select ${X} as root, 'relation' as kind, c.oid::regclass::text as name, row(c.relkind, c.relowner::regrole, c.relpersistence, c.relrowsecurity,
  c.relforcerowsecurity, c.relreplident, c.reloptions, (select amname from pg_am where pg_am.oid = c.relam), pg_get_expr(c.relpartbound, c.oid),
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end, ${q("i.inhparent::regclass::text","pg_inherits i where i.inhrelid = c.oid")},
  ${u("pg_class","c.oid")}, case when c.relkind in ('v', 'm') and not ${Qe("pg_class","c.oid")} then pg_get_viewdef(c.oid) end)::text as definition,
  ${h("c.relacl",`case c.relkind when 'S' then 's'::"char" else 'r'::"char" end`,"c.relowner")} as grants
from pg_class c join space n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
union all
select ${X}, 'column', c.oid::regclass::text || '.' || a.attname, row(format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
  a.attgenerated, a.attcollation::regcollation, a.attstorage, a.attcompression, a.attstattarget, a.attislocal, a.attinhcount, a.attoptions, a.attfdwoptions,
  ${u("pg_class","c.oid","a.attnum")}, (select pg_get_expr(e.adbin, e.adrelid) from pg_attrdef e where e.adrelid = c.oid and e.adnum = a.attnum))::text,
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
  c.relpersistence, ${u("pg_class","c.oid")})::text, ${h("c.relacl","'s'","c.relowner")}
from pg_sequence s join pg_class c on c.oid = s.seqrelid join space n on n.oid = c.relnamespace
join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
union all
select coalesce('c/' || nullif(k.conrelid, 0), 'y/' || nullif(k.contypid, 0)), 'constraint', concat_ws('.', nullif(k.conrelid, 0)::regclass::text, nullif(k.contypid, 0)::regtype::text, k.conname),
  row(pg_get_constraintdef(k.oid), k.convalidated, k.conislocal, k.coninhcount, ${u("pg_constraint","k.oid")})::text, null
from pg_constraint k join space n on n.oid = k.connamespace
union all
select 'c/' || i.indrelid, 'index', i.indexrelid::regclass::text, row(pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered, i.indisreplident,
  ${u("pg_class","i.indexrelid")}, (select x.reloptions from pg_class x where x.oid = i.indexrelid))::text, null
from pg_index i join pg_class c on c.oid = i.indrelid join space n on n.oid = c.relnamespace
union all
select 'c/' || t.tgrelid, 'trigger', t.tgrelid::regclass || '.' || t.tgname, row(pg_get_triggerdef(t.oid), t.tgenabled, ${u("pg_trigger","t.oid")})::text, null
from pg_trigger t where not t.tgisinternal
union all
select 'c/' || p.polrelid, 'policy', p.polrelid::regclass || '.' || p.polname, row(p.polcmd, p.polpermissive, ${q("r::regrole::text","unnest(p.polroles) r")},
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), ${u("pg_policy","p.oid")})::text, null from pg_policy p
union all
select 'c/' || r.ev_class, 'rule', r.ev_class::regclass || '.' || r.rulename, row(pg_get_ruledef(r.oid), r.ev_enabled, ${u("pg_rewrite","r.oid")})::text, null
from pg_rewrite r join pg_class c on c.oid = r.ev_class join space n on n.oid = c.relnamespace where r.rulename <> '_RETURN'
union all
select null, 'statistics', n.nspname || '.' || s.stxname, row(pg_get_statisticsobjdef(s.oid), s.stxowner::regrole, ${u("pg_statistic_ext","s.oid")})::text, null
from pg_statistic_ext s join space n on n.oid = s.stxnamespace`,Kt=`
select 'f/' || f.oid, 'routine', f.oid::regprocedure::text, row(f.prokind, f.proowner::regrole, ${u("pg_proc","f.oid")},
  case when f.prokind <> 'a' and not ${Qe("pg_proc","f.oid")} then pg_get_functiondef(f.oid) end, f.prosupport,
  (select row(g.aggkind, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn,
     g.aggsortop::regoperator, g.aggtranstype::regtype, g.aggmtranstype::regtype, g.agginitval, g.aggminitval, g.aggfinalmodify)::text from pg_aggregate g where g.aggfnoid = f.oid))::text,
  ${h("f.proacl","'f'","f.proowner")}
from pg_proc f join space n on n.oid = f.pronamespace
union all
-- A base type is no root: whoever compares reads it each time.
select case when t.typtype <> 'b' then 'y/' || t.oid end, 'type', t.oid::regtype::text, row(t.typtype, t.typowner::regrole, ${u("pg_type","t.oid")},
  t.typnotnull, nullif(t.typbasetype, 0)::regtype, t.typtypmod, t.typdefault, t.typcollation::regcollation,
  (select string_agg(quote_literal(e.enumlabel), ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
  (select row(r.rngsubtype::regtype, r.rngcollation::regcollation, r.rngcanonical, r.rngsubdiff, r.rngmultitypid::regtype)::text from pg_range r where r.rngtypid = t.oid))::text,
  ${h("t.typacl","'T'","t.typowner")}
from pg_type t join space n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
where t.typtype in ('e', 'd', 'r', 'b') and t.typelem = 0 or t.typtype = 'c' and c.relkind = 'c'
union all
select 'l/' || l.oid, 'collation', n.nspname || '.' || l.collname, row(l.collprovider, l.collisdeterministic, l.collcollate, l.collctype, l.collowner::regrole,
  ${u("pg_collation","l.oid")})::text, null from pg_collation l join space n on n.oid = l.collnamespace
union all
select null, 'cast', k.castsource::regtype || ' as ' || k.casttarget::regtype, row(nullif(k.castfunc, 0)::regprocedure, k.castcontext, k.castmethod)::text, null
from pg_cast k where k.oid >= 16384
union all
select null, 'operator', o.oid::regoperator::text, row(o.oprowner::regrole, o.oprcode::regprocedure, nullif(o.oprcom, 0)::regoperator, nullif(o.oprnegate, 0)::regoperator,
  o.oprcanmerge, o.oprcanhash, o.oprrest::regproc, o.oprjoin::regproc)::text, null from pg_operator o join space n on n.oid = o.oprnamespace
union all
select null, 'operator class', n.nspname || '.' || o.opcname || '.' || o.opcmethod, row(o.opcowner::regrole, o.opcintype::regtype, o.opcdefault)::text, null
from pg_opclass o join space n on n.oid = o.opcnamespace
union all
select null, 'text search configuration', n.nspname || '.' || g.cfgname, row(g.cfgowner::regrole,
  (select string_agg(m.maptokentype || ':' || m.mapdict::regdictionary, ',' order by m.maptokentype, m.mapseqno) from pg_ts_config_map m where m.mapcfg = g.oid))::text, null
from pg_ts_config g join space n on n.oid = g.cfgnamespace
union all
select null, 'text search dictionary', n.nspname || '.' || d.dictname, row(d.dictowner::regrole, d.dictinitoption)::text, null
from pg_ts_dict d join space n on n.oid = d.dictnamespace`,Xt=`
select null, 'schema', n.nspname, row(s.nspowner::regrole, ${u("pg_namespace","n.oid")})::text, ${h("s.nspacl","'n'","s.nspowner")}
from space n join pg_namespace s on s.oid = n.oid
union all
select null, 'extension', e.extname, row(e.extversion, e.extnamespace::regnamespace, ${u("pg_extension","e.oid")})::text, null from pg_extension e
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
  ${q("concat_ws(' ', r.prrelid::regclass::text, r.prattrs::text, pg_get_expr(r.prqual, r.prrelid))","pg_publication_rel r where r.prpubid = p.oid")},
  ${q("s.pnnspid::regnamespace::text","pg_publication_namespace s where s.pnpubid = p.oid")}, ${u("pg_publication","p.oid")})::text, null from pg_publication p
union all
select null, 'event trigger', e.evtname, row(e.evtevent, e.evtowner::regrole, e.evtfoid::regprocedure, e.evtenabled, e.evttags, ${u("pg_event_trigger","e.oid")})::text, null
from pg_event_trigger e where e.evtname !~ '^sluice_observe_'
union all
select null, 'foreign data wrapper', w.fdwname, row(w.fdwowner::regrole, nullif(w.fdwhandler, 0)::regprocedure, nullif(w.fdwvalidator, 0)::regprocedure, w.fdwoptions,
  ${u("pg_foreign_data_wrapper","w.oid")})::text, ${h("w.fdwacl","'F'","w.fdwowner")} from pg_foreign_data_wrapper w
union all
select null, 'server', s.srvname, row(s.srvowner::regrole, (select fdwname from pg_foreign_data_wrapper w where w.oid = s.srvfdw), s.srvtype, s.srvversion, s.srvoptions,
  ${u("pg_foreign_server","s.oid")})::text, ${h("s.srvacl","'S'","s.srvowner")} from pg_foreign_server s
union all
select null, 'user mapping', u.srvname || ' for ' || u.usename, u.umoptions::text, null from pg_user_mappings u
union all
select 'c/' || f.ftrelid, 'foreign table', f.ftrelid::regclass::text, row((select srvname from pg_foreign_server s where s.oid = f.ftserver), f.ftoptions)::text, null from pg_foreign_table f
union all
select null, 'language', l.lanname, row(l.lanowner::regrole, l.lanpltrusted)::text, ${h("l.lanacl","'l'","l.lanowner")} from pg_language l
union all
select null, 'security label', row(l.provider, pg_identify_object(l.classoid, l.objoid, l.objsubid))::text, l.label, null from pg_seclabel l
union all
select null, 'security label', row(l.provider, pg_identify_object(l.classoid, l.objoid, 0))::text, l.label, null from pg_shseclabel l`,Vt=`
select ${X} as id, case c.relkind when 'v' then 'view' when 'm' then 'materializedView' when 'f' then 'foreignTable' when 'S' then 'sequence' when 'c' then 'type' else 'table' end as kind,
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
select 'l/' || l.oid, 'collation', n.nspname, l.collname, null from pg_collation l join space n on n.oid = l.collnamespace`,V=`
with space as materialized (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'supabase_migrations', 'sluice_quarantine')
), fact (root, kind, name, definition, grants) as (${Yt}
union all${Kt}
union all${Xt}
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
  select json_agg(json_build_array(r.id, r.kind, r.schema, r.name, r.arguments, ${P("d.definition")}, ${P("d.grants")}))
  from (${Vt}) r join digested d on d.root = r.id
) end as roots, case when digest is distinct from $1 then (
  select json_agg(json_build_array(d.kind, d.name, ${P("d.definition")}, ${P("d.grants")})) from digested d where d.root is null
) end as others from whole`,Z=[{table:"cron.job",sql:"select jobname, schedule, command, username, active from cron.job"},{table:"public.part_config",sql:"select * from public.part_config"},{table:"partman.part_config",sql:"select * from partman.part_config"},{table:"extensions.part_config",sql:"select * from extensions.part_config"}];var B=Ge("sha256").update(V).digest("hex").slice(0,8);async function Zt(e,t=null){await e.query("begin isolation level repeatable read read only; set local search_path = ''; set local jit = off");try{let n=await nn(e),r=n.length===0?"":`-${tn(n.flat().join(`
`))}`,{rows:o}=await e.query(V,[t===null?null:en(t,r)]),[a]=o,s=`${B}-${a?.digest??""}${r}`;return{whole:s,roots:s===t?null:ze(a?.roots??[],a?.others??[],n)}}finally{await e.query("rollback")}}async function rr(e){let{roots:t}=await Zt(e);return t??ze([],[],[])}function en(e,t){let[n,r="",...o]=e.split("-");return n===B&&["",...o].join("-")===t?r:null}function ze(e,t,n){let r=new Map,o=new Map,a=new Map;for(let[s,i,c,p,g,_,d]of e){let f=be({kind:i,schema:c,name:p,arguments:g});r.set(f,`${_}${d}`),o.set(f,s),a.set(f,{definition:_,grants:d})}for(let[s,i,c,p]of t)a.set(JSON.stringify([s,i]),{definition:c,grants:p});for(let s of n)a.set(JSON.stringify(s),{definition:"",grants:""});return{version:B,digests:r,ids:o,all:{version:B,objects:a}}}function tn(e){return Ge("sha256").update(e).digest("hex")}async function nn(e){let{rows:t}=await e.query("select array(select to_regclass(name)::text from unnest($1::text[]) with ordinality t (name, place) order by place) as there",[Z.map(({table:o})=>o)]),n=t[0]?.there??[],r=[];for(let[o,{table:a,sql:s}]of Z.entries()){if((n[o]??null)===null)continue;let{rows:i}=await e.query(`select to_jsonb(state)::text as row from (${s}) state order by 1`);r.push(...i.map(({row:c})=>[a,c]))}return r}export{Te as a,fn as b,$n as c,vn as d,x as e,kn as f,Zt as g,rr as h,k as i,qe as j,En as k,Nn as l,In as m,G as n,F as o,C as p,We as q,Kn as r,Xn as s,Gt as t};
