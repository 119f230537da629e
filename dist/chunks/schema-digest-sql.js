import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{createHash:Ot}=require("node:crypto");var{createHash:Le}=require("node:crypto");
import{b as _,c as l,d as m,e as oe,f as $,g as ae,h as se,i as ie,j as h,k as v,l as j,q as ce,r as de,s as pe,t as ge,u as ue,v as me}from"./supabase-pg-delta-dist-plan-internal.js";import{D as le,E as B,L as fe,N as _e,Q as ye,f as x,i as ee,j as te,l as ne}from"./supabase-pg-delta-dist-extract-dependencies.js";import{a as re}from"./pg-lib-client.js";import{a as b,b as Z}from"./manifest.js";function we(e,t){let n=t.get(e);return n===void 0?[]:He(n,t).map(_).filter(r=>r!=="")}function He({id:e,payload:t},n){switch(e.kind){case"table":return Qe({id:e,payload:t},n);case"foreignTable":return[he(e,n)];case"column":return We({id:e,payload:t},n);case"constraint":return[l(t.def)];case"index":return[Ge(l(t.def))];case"policy":return ze(t);case"trigger":return[l(t.def).replace(/^CREATE (CONSTRAINT )?TRIGGER .*? (?=BEFORE|AFTER|INSTEAD OF)/u,"")];case"function":case"procedure":return Ye(t);case"view":case"materializedView":return m(t.reloptions);case"type":return Ke({id:e,payload:t},n);case"domain":return[l(t.baseType)+(t.notNull===!0?" NOT NULL":""),...k(e,"constraint",n).filter(r=>r.payload.type!=="n").map(r=>l(r.payload.def))];case"publication":return[...k(e,"publicationRel",n).flatMap(r=>r.id.kind==="publicationRel"?[`${r.id.schema}.${r.id.table}`]:[]),t.allTables===!0?"all tables":""];case"extensionIntent":return["schedule","command"].map(r=>l(t[r]));case"eventTrigger":return[`on ${l(t.event)}`,`runs ${l(t.functionSchema)}.${l(t.functionName)}`];default:return[]}}function Qe({id:e,payload:t},n){let r=v(t.parentTable);if(r!==""){let a=l(t.partitionBound);return[a===""?`inherits ${r}`:`partition of ${r} ${a}`]}let o=l(t.partitionKey);return[he(e,n),o===""?"":`partitioned by ${o}`,t.persistence==="u"?"unlogged":""]}function he(e,t){let n=k(e,"column",t).length;return n===1?"1 column":`${n} columns`}function k(e,t,n){return n.childrenOf(e).filter(r=>r.id.kind===t)}function We({id:e,payload:t},n){if(e.kind!=="column")return[];let r=l(n.get({...e,kind:"default"})?.payload.expr),o=l(t.generatedExpr);return[l(t.type)+(t.notNull===!0?" NOT NULL":""),h(t.identity),r===""?"":`default ${r}`,o===""?"":`generated as ${o}`]}function Ge(e){let t=/^CREATE (UNIQUE )?INDEX .*? USING (.*)$/su.exec(e);return t===null?e:`${t[1]??""}${t[2]??""}`}function ze(e){let[t,n]=[l(e.usingExpr),l(e.checkExpr)];return[`${j(e.cmd)} to ${m(e.roles).join(", ")}${e.permissive===!1?", restrictive":""}`,t===""?"":`USING ${t}`,n===""?"":`WITH CHECK ${n}`]}function Ye(e){let[t=""]=l(e.def).split(/\nAS \$/u),n=l(e.returnType);return[n===""?"":`returns ${n}`,l(e.language),/\bSECURITY DEFINER\b/u.test(t)?"SECURITY DEFINER":""]}function Ke({id:e,payload:t},n){switch(t.variant){case"enum":return[m(t.values).map(r=>`'${r}'`).join(", ")];case"composite":return[k(e,"typeAttribute",n).map(r=>`${"name"in r.id?r.id.name:""} ${l(r.payload.type)}`).join(", ")];default:return[l(t.subtype)]}}function M(e,t,n,r){let[o,a]=Xe(e,r),s=a.filter(p=>!o.includes(p)).map(p=>`+${p}`),i=o.filter(p=>!a.includes(p)).map(p=>`−${p}`),c=t===""?"PUBLIC":t;if(s.length+i.length===0)return e.verb==="set"&&e.attr==="grantable"?`${c}: grant option`:null;let d=n===null?"":` on column ${n}`;return`${c}: ${[...s,...i].join(" ")}${d}`}function Xe(e,t){let n=r=>t?m(r._revokedDefault):[];switch(e.verb){case"add":return[n(e.fact.payload),m(e.fact.payload.privileges)];case"remove":return[m(e.fact.payload.privileges),n(e.fact.payload)];case"set":return e.attr==="privileges"?[m(e.from),m(e.to)]:[[],[]];default:return[[],[]]}}var Ve=/\b(IMMUTABLE|STABLE|WINDOW|STRICT|SECURITY DEFINER|LEAKPROOF|PARALLEL (?:SAFE|RESTRICTED|UNSAFE)|COST [\d.]+|ROWS [\d.]+|SUPPORT \S+)/gu;function xe(e,t){let[n,r]=[be(e),be(t)],o=$(n.clauses,r.clauses),a=[n.body===r.body?"":"body",o].filter(s=>s!=="");return a.length===0?null:a.join(", ")}function be(e){let t=e.search(/\n(?:AS \$|AS '|RETURN |BEGIN ATOMIC)/u),r=(t===-1?e:e.slice(0,t)).split(`
`).slice(1).flatMap(o=>{let a=o.trim();return a.startsWith("SET ")?[a]:a.startsWith("RETURNS ")?[]:a.match(Ve)??[]});return{body:t===-1?"":e.slice(t),clauses:r}}function Se(e,t,n,r){let o=e.verb==="add";switch(t.kind){case"acl":return M(e,t.grantee,t.column??null,!0);case"defaultPrivilege":return M(e,t.grantee,null,t.schema===null);case"comment":return e.verb==="remove"?"comment removed":"comment";case"securityLabel":return"security label";case"publicationRel":return e.verb==="set"?`${t.schema}.${t.table}: other columns or rows`:`${o?"+":"−"} ${t.schema}.${t.table}`;case"publicationSchema":return`${o?"+":"−"} schema ${t.schema}`;case"typeAttribute":return e.verb==="set"?`${t.name}: ${L(e,n,r)??""}`:`${o?"+":"−"} ${t.name}`;case"default":return Ze(e);case"constraint":return et(t,n,r)?tt(e,t):L(e,n,r);default:return L(e,n,r)}}function Ze(e){return e.verb==="add"?_(`default ${l(e.fact.payload.expr)}`):e.verb==="remove"?_(`default ${l(e.fact.payload.expr)} removed`):e.verb==="set"?E("default",l(e.from),l(e.to)):null}function et(e,t,n){return(n.get(e)??t.get(e))?.parent?.kind==="domain"}function tt(e,t){let n="name"in t?t.name:"";return e.verb==="set"?e.attr==="def"?`constraint ${n} ${l(e.to)}`:null:e.verb!=="add"&&e.verb!=="remove"||e.fact.payload.type==="n"?null:_(`${e.verb==="add"?"+":"−"} constraint ${n} ${l(e.fact.payload.def)}`)}var nt={notNull:["NOT NULL added","NOT NULL removed"],rowSecurity:["row level security enabled","row level security disabled"],forceRowSecurity:["row level security forced for the owner","row level security not forced any more"],validated:["validated","not validated any more"],permissive:["permissive","restrictive"]},rt={enabled:e=>typeof e=="boolean"?e?"enabled":"disabled":se(e),persistence:ae,replicaIdentity:ie,identity:h,cmd:j,parentTable:v},$e={usingExpr:"USING",checkExpr:"WITH CHECK",def:"definition",cmd:"for",enabled:"",persistence:"",identity:"",generatedExpr:"generated as",replicaIdentity:"replica identity",parentTable:"parent",partitionBound:"bounds"};function L(e,t,n){if(e.verb==="link")return ot(e.edge.to);if(e.verb!=="set")return null;let{attr:r,from:o,to:a,id:s}=e,i=nt[r];if(i!==void 0&&typeof a=="boolean")return a?i[0]:i[1];if(r==="def")return at(s,l(o),l(a));if(r==="values")return $(m(o).map(Oe),m(a).map(Oe))||"order of values";if(r==="identity"&&h(o)===h(a))return"options of the identity";if(r==="identity"&&a===null)return"identity removed";if(r==="ownedBy")return E("owned by",Re(o),Re(a));if(r==="returnType"&&st(s,t,n))return null;if(Array.isArray(o)||Array.isArray(a))return`${$e[r]??lt(r)} ${$(m(o),m(a))}`.trim();let c=rt[r]??it;return E($e[r]??ve(r),c(o),c(a))}function ot(e){return`owner → ${"name"in e?e.name:""}`}function at(e,t,n){return e.kind==="function"||e.kind==="procedure"?xe(t,n):t.replace(/ NOT VALID$/u,"")===n.replace(/ NOT VALID$/u,"")?null:t.includes(`
`)||n.includes(`
`)||t.length+n.length>240?"definition":E("definition",t,n)}function st(e,t,n){return t.get(e)?.payload.def===n.get(e)?.payload.def}function Re(e){return oe(e)?`${l(e.schema)}.${l(e.table)}.${l(e.column)}`:""}function E(e,t,n){return`${e} ${_(t)||"—"} → ${_(n)||"—"}`.trim()}function Oe(e){return`'${e}'`}function it(e){return e==null?"":typeof e=="string"?e:JSON.stringify(e)}function lt(e){return e==="reloptions"?"options":ve(e)}function ve(e){return e.replace(/([a-z])([A-Z])/gu,"$1 $2").toLowerCase()}var je=e=>`
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
`,ct=je(!1),dt=je(!0);async function an(e,t){let{rows:n}=await e.query({name:"sluice-unmodelled",text:ct,values:[t]});return Ee(n)}async function sn(e,t,n,r,o){let{rows:a}=await e.query({name:"sluice-narrowed-unmodelled",text:dt,values:[t,[...r]]}),s=new Set(o.map(({schema:c,name:d})=>JSON.stringify([c,d]))),i=[...n].filter(([,{kind:c,schema:d,table:p}])=>c===ke&&!s.has(JSON.stringify([d,p])));return new Map([...i,...Ee(a)])}var ke="column setting";function Ee(e){return new Map(e.map(({create_sql:t,drop_sql:n,definition:r,...o})=>[JSON.stringify([o.kind,o.schema,o.table,o.name]),{...o,definition:r??"",createSql:t??[],dropSql:n===null?[]:[n]}]))}function Ne(e,t){let n=[];for(let[r,o]of t){let a=e.get(r);a===void 0?n.push(U("create",o,o.definition)):a.definition!==o.definition&&n.push(U("alter",o,`${a.definition} → ${o.definition}`))}for(let[r,o]of e)t.has(r)||n.push(U("drop",o,o.definition));return n}function U(e,t,n){let{kind:r,schema:o,table:a,name:s}=t,i=r===ke;return{verb:i?"alter":e,kind:i?"column":r,schema:o,table:a,name:s,from:null,details:[_(i&&e!=="alter"?`${e==="create"?"set":"reset"} ${n}`:n)],destroysData:!1,column:null,unmodelled:null}}function mn(e,t){let n=e.identities.size===0||t.identities.size===0,[r,o]=n?[e.managed,t.managed]:[e.view,t.view],s=[...pt(r,o).filter(i=>!_t(i,e,t)),...Ne(e.unmodelled,t.unmodelled)];return yt(s)}function pt(e,t){let n=te(e,t),r=new Map;for(let a of n)a.verb==="add"?r.set(x(a.fact.id),"create"):a.verb==="remove"&&r.set(x(a.fact.id),"drop");let o=new Map;for(let a of n){let s=ut(a);if(s===null)continue;let i=ce(s,a,e,t);if(de(i,r,e,t))continue;let c=x(i),d=i.kind==="defaultPrivilege"?"alter":r.get(c)??"alter";if(d!=="alter"&&x(s)!==c)continue;let p=o.get(c)??{verb:d,id:i,details:[],minor:[],losesParts:!1},f=d==="alter"?Se(a,s,e,t):null,g=gt(s,a)?p.minor:p.details;f!==null&&!g.includes(f)&&g.push(f),s.kind==="typeAttribute"&&a.verb==="remove"&&(p.losesParts=!0),o.set(c,p)}return[...o.values()].filter(({verb:a,details:s,minor:i})=>a!=="alter"||s.length+i.length>0).map(a=>mt(a,e,t))}function gt(e,t){return t.verb==="link"||e.kind==="acl"||e.kind==="comment"||e.kind==="securityLabel"}function ut(e){switch(e.verb){case"add":case"remove":return e.fact.id;case"set":return e.id;case"link":case"unlink":return e.edge.kind==="owner"?e.edge.from:null}}function mt(e,t,n){let{verb:r,id:o}=e;return{verb:r,kind:pe(o),schema:ge(o),table:me(o,t,n),name:ue(o),from:null,details:r==="alter"?[...e.details,...e.minor]:we(o,r==="create"?n:t),destroysData:e.losesParts||r==="drop"&&ft(o,t),column:o.kind==="column"?{before:Ie(o,t),after:Ie(o,n)}:null,unmodelled:null}}function ft(e,t){let n=t.get(e);switch(e.kind){case"table":return!0;case"sequence":return n?.payload.ownedBy===null;case"column":return n?.parent?.kind==="table"&&(n.payload.generatedExpr??null)===null;default:return!1}}function Ie(e,t){let n=t.get(e);if(n===void 0||e.kind!=="column"||n.parent?.kind!=="table")return null;let{type:r,notNull:o,identity:a,generatedExpr:s}=n.payload,i=(a??null)!==null;return{type:typeof r=="string"?r:"",notNull:o===!0,hasDefault:t.has({...e,kind:"default"}),generated:i||(s??null)!==null,identity:i}}function _t({kind:e,verb:t,schema:n,table:r,name:o},a,s){if(e!=="column"||t==="alter")return!1;let[i,c]=t==="create"?[s,a]:[a,s],d=i.columnId(n,r,o);return d!==null&&c.identities.get(d)?.name===o}function yt(e){let t=new Map;for(let n of e){let{kind:r,schema:o,table:a,name:s}=n,i=JSON.stringify([r,o,a,s]),c=t.get(i);c===void 0?t.set(i,n):c.verb==="alter"&&t.set(i,{...c,details:[...c.details,...n.details]})}return[...t.values()]}function wn(e,t=""){let n=o=>o.query(`set search_path = ''; ${t}`),r=new re.Pool({...e,max:1,idleTimeoutMillis:0,onConnect:n});return r.on("error",()=>{}),r}async function R(e,t){let n=await e.connect();try{return await t(n)}finally{n.release()}}async function hn(e){try{return await e()}catch(t){throw t instanceof b?t:new b("schema-unreadable",{message:`The catalog of the database could not be read: ${Z(t)}`,remedy:"Run again; if it stays, report it with the migrations that lead there.",cause:t})}}function S(e){let t=new Map([..."cfyl"].map(r=>[r,[]]));for(let r of e)t.get(r.slice(0,1))?.push(r.slice(2));let n=r=>t.get(r)??[];return{relations:n("c"),routines:n("f"),types:n("y"),collations:n("l")}}var De=["pg_class","pg_constraint","pg_trigger","pg_policy","pg_rewrite","pg_attrdef","pg_type","pg_proc","pg_collation"].map(e=>`pg_catalog.${e}`),J=["pg_extension","pg_publication","pg_publication_rel","pg_publication_namespace","pg_subscription","pg_event_trigger","pg_foreign_data_wrapper","pg_foreign_server","pg_user_mapping","pg_default_acl"].map(e=>`pg_catalog.${e}`),O=`
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
  union select 'pg_collation'::regclass, id from unnest($4::oid[]) id`,wt=`case x.catalog
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
  when 'pg_collation'::regclass then 'l/' || x.oid end`,N=`
select distinct ${wt} as root from neighbour x`,Te=`
  cross join lateral (
    select d.classid, d.objid
    union all
    select 'pg_class'::regclass, w.ev_class from pg_catalog.pg_rewrite w where d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
  ) step (catalog, oid)`,Ae=e=>`
  select step.catalog, step.oid from ${e} base
  cross join lateral (select * from pg_catalog.pg_depend where refclassid = base.catalog and refobjid = base.oid offset 0) d
${Te}`,Fe=e=>`
  select d.refclassid, d.refobjid from ${e} base
  cross join lateral (select * from pg_catalog.pg_depend where classid = base.catalog and objid = base.oid offset 0) d`,ht=`
with recursive own as materialized (${O}
), reached (catalog, oid) as (
  select catalog, oid from own
  union ${Ae("reached")}
), other as materialized (${O.replaceAll("$1","$5").replaceAll("$2","$6").replaceAll("$3","'{}'").replaceAll("$4","'{}'")}
), involved as (select catalog, oid from reached union select catalog, oid from other
), neighbour as (
  select catalog, oid from involved
  union${Fe("involved")}
  where d.refclassid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_collation'::regclass, 'pg_constraint'::regclass)
)${N}`,bt=`
with own as materialized (${O}
), neighbour as (
  select catalog, oid from own
  union${Fe("own")}
)${N}`,xt=`
with neighbour as (
  select d.refclassid as catalog, d.refobjid as oid from pg_catalog.pg_depend d where d.classid = any ('{${J.join(",")}}'::regclass[])
)${N}`,$t=`
with own as materialized (${O}
), neighbour (catalog, oid) as (${Ae("own")}
  union
  select step.catalog, step.oid from unnest($5::oid[], $6::integer[]) renamed (relation, number)
  join pg_catalog.pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = renamed.relation and d.refobjsubid = renamed.number
${Te}
)${N}`;async function xn(e,{roots:t,columns:n}){let r=[...n].map(o=>o.split("/"));return await I(e,{name:"sluice-readers",text:$t},[...D(t),r.map(([,o=""])=>o),r.map(([,,o=""])=>o)])}async function $n(e,t,n){let{relations:r,routines:o}=S(n);return await I(e,{name:"sluice-neighbours",text:ht},[...D(t),[...r],[...o]])}async function Rn(e,t){let{rows:n}=await e.query({name:"sluice-signatures",text:Rt,values:[[...S(t).routines]]});return new Map(n.map(({root:r,signature:o})=>[r,o]))}var Rt=`
select 'f/' || f.oid as root, concat_ws('|', f.prokind, f.prolang, pg_catalog.pg_get_function_arguments(f.oid),
  case when f.prokind <> 'a' then pg_catalog.pg_get_function_result(f.oid) else f.oid::text || f.xmin end) as signature
from pg_catalog.pg_proc f where f.oid = any ($1::oid[])`;async function H(e,t){return await I(e,{name:"sluice-references",text:bt},D(t))}async function Ce(e){return await I(e,{name:"sluice-held",text:xt},[])}async function qe(e,t){let{rows:n}=await e.query({name:"sluice-own-objects",text:`select distinct oid::text from (${O}) own`,values:D(t)});return n.map(({oid:r})=>r)}async function I(e,t,n){let{rows:r}=await e.query({...t,values:[...n]});return new Set(r.flatMap(({root:o})=>o===null?[]:[o]))}function D(e){let{relations:t,routines:n,types:r,collations:o}=S(e);return[t,n,r,o].map(a=>[...a])}var St=[[/\bFROM pg_class c\s+JOIN pg_namespace n\b/u,"relations","c.oid"],[/\bFROM pg_attribute a\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_constraint con\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_index i\s+JOIN pg_class ic\b/u,"relations","c.oid"],[/\bFROM pg_sequence s\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_trigger t\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_rewrite rw\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_policy pol\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_foreign_table ft\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_proc p\s+JOIN pg_(?:namespace|aggregate)\b/u,"routines","p.oid"],[/\bFROM pg_constraint con\s+JOIN pg_type t\b/u,"types","t.oid"],[/\bFROM pg_range rng\s+JOIN pg_type t\b/u,"types","t.oid"],[/\bFROM pg_type t\s+JOIN pg_(?:namespace|class)\b/u,"types","t.oid"],[/\bFROM pg_collation c\s+JOIN pg_namespace n\b/u,"collations","c.oid"]],vt="n.nspname NOT IN ('pg_catalog', 'information_schema')",Q="WHERE cc.relkind IN ('r', 'p')",Pe="WHERE pc.conindid = i.indexrelid",W="WHERE d.deptype IN ('n', 'a')",jt=/\bFROM pg_(?:roles r\b|auth_members m\b|default_acl d\b|namespace n\s+JOIN pg_roles|extension e\s+JOIN pg_namespace n ON n\.oid = e\.extnamespace\s+WHERE e\.extname <>|event_trigger e\b|foreign_data_wrapper f\b|foreign_server s\b|user_mappings? [uv]\b|publication p\b|subscription s\b)|has_(?:table|column)_privilege\('pg|EXISTS \(SELECT 1 FROM pg_seclabel\)|current_setting\('server_version'\)/u,kt="SELECT 'cast'::text AS kind",G={command:"SELECT",rowCount:0,oid:0,fields:[],rows:[]},Et=500,T=class{#n=null;#e=new Map;#t=new Map;at(t){return(t===void 0||t!==this.#n)&&(this.#e.clear(),this.#t.clear()),this.#n=t??null,this}async answer(t,n){let r=this.#e.get(t)??n();this.#e.set(t,r);let o=await r;return this.#t.set(t,o.rows),o}rows(){return[...this.#t]}learn(t){for(let[n,r]of t)this.#e.set(n,Promise.resolve({...G,rowCount:r.length,rows:[...r]}));return this}};async function Be(e,t,n,r="of-roots"){let o=await R(e,s=>qe(s,t));return await ne(Nt(e,s=>Tt(s,S(t),o,r),n),{handlers:le})}function Nt(e,t,n){return new Proxy(e,{get:(r,o)=>o==="connect"?async()=>It(await r.connect(),t,n):Reflect.get(r,o)})}function It(e,t,n){return new Proxy(e,{get(r,o){if(o==="query")return s=>Dt(r,s,t(s),n);let a=Reflect.get(r,o);return typeof a=="function"?a.bind(r):a}})}async function Dt(e,t,n,r){if(n===null){if(t.startsWith(kt))return G;let s=async()=>await e.query(t);return jt.test(t)?await r.answer(t,s):await s()}let{ids:o}=n;if(o.length===0&&n.only)return G;if(o.length>Et)return await e.query(n.text,[o]);let a=Ot("sha256").update(n.text).digest("hex").slice(0,32);return await e.query({name:a,text:n.text,values:[o]})}function Tt(e,t,n,r="of-roots"){if(e.includes(W)){let d=`d.classid = ANY ('{${De.join(",")}}'::regclass[]) AND d.objid = ANY ($1::oid[])`,p=r==="of-roots",f=p?d:`(${d} OR d.classid = ANY ('{${J.join(",")}}'::regclass[]))`;return{text:e.replace(W,`${W} AND ${f}`),ids:n,only:p}}if(e.includes(Q)&&e.includes("FROM pg_inherits i"))return{text:e.replace(Q,`${Q} AND cc.oid = ANY ($1::oid[])`),ids:t.relations,only:!0};let o=e.lastIndexOf(vt);if(o===-1||/\bFROM pg_(?:namespace n|seclabel sl)\b/u.test(e))return null;let a=St.find(([d])=>d.test(e));if(a===void 0)throw new b("internal",{message:`pg-delta asks a question that is not known here: ${e.trim().slice(0,200)}`,remedy:"Report this with the version of Sluice."});let[,s,i]=a;return{text:`${e.slice(0,o)}${i} = ANY ($1::oid[]) AND ${e.slice(o)}`.replace(Pe,`${Pe} AND pc.conrelid = i.indrelid`),ids:t[s],only:!0}}var At=JSON.stringify(["extension","pg_partman"]),Ft=`
select 'c/' || c.oid as id from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = any ($1) and (exists (select from pg_catalog.pg_policy p where p.polrelid = c.oid)
  or exists (select from pg_catalog.pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal))`;async function Bn(e,t,n){let r=n===null||t.all.objects.has(At)?null:ye(n.snapshot).rooted,o=[...t.ids].filter(([g])=>!Pt(g)),a=r===null?new Set:await R(e,Ce),s=(g,y)=>r?.rooted.has(g)===!0&&!a.has(y)&&Ct(g,t,n),i=new Map(o.filter(([g,y])=>s(g,y))),c=o.filter(([g])=>!i.has(g)).map(([,g])=>g),d=await R(e,async g=>{let{rows:y}=await g.query(Ft,[B]),q=[...c,...y.map(({id:P})=>P)],X=q.length===0?[]:[...q,...await H(g,q)];if(i.size===0)return new Set(X);let V=new Set(i.values()),Je=await H(g,V);return new Set([...X,...[...Je].filter(P=>!V.has(P))])}),{factBase:p,diagnostics:f}=await Be(e,d,new T,"of-all");return{factBase:r===null?p:qt(p,i.keys(),r),diagnostics:f}}function Ct(e,{all:t},n){if(n===null||n.digests.version!==t.version)return!1;let[r,o]=[t.objects.get(e),n.digests.objects.get(e)];return r?.definition===o?.definition&&r?.grants===o?.grants}function qt(e,t,n){let r=fe(e).rooted,o=[...t].filter(i=>!r.has(i)),a=o.flatMap(i=>n.rooted.get(i)??[]),s=o.flatMap(i=>n.edges.get(i)??[]);return ee([...e.facts(),...a],[...e.edges,...s],e.source)}function Pt(e){return B.includes(Bt(e))}function Bt(e){let t=JSON.parse(e),n=Array.isArray(t)&&t.length>2?t[1]:null;return typeof n=="string"?n:""}var u=(e,t,n="0")=>`(select x.description from pg_description x where x.objoid = ${t} and x.classoid = 'pg_catalog.${e}'::regclass and x.objsubid = ${n})`,w=(e,t,n)=>`(select string_agg(g::text, ',' order by g::text) from unnest(coalesce(${e}, acldefault(${t}, ${n}))) g)`,z="case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end",A=e=>`encode(substr(${e}, 1, 12), 'base64')`,F=(e,t)=>`(select string_agg(${e}, ',' order by ${e}) from ${t})`,Me=(e,t)=>`exists (select 1 from pg_depend d where d.classid = '${e}'::regclass and d.objid = ${t} and d.deptype = 'e')`,Mt=`
select ${z} as root, 'relation' as kind, c.oid::regclass::text as name, row(c.relkind, c.relowner::regrole, c.relpersistence, c.relrowsecurity,
  c.relforcerowsecurity, c.relreplident, c.reloptions, (select amname from pg_am where pg_am.oid = c.relam), pg_get_expr(c.relpartbound, c.oid),
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end, ${F("i.inhparent::regclass::text","pg_inherits i where i.inhrelid = c.oid")},
  ${u("pg_class","c.oid")}, case when c.relkind in ('v', 'm') and not ${Me("pg_class","c.oid")} then pg_get_viewdef(c.oid) end)::text as definition,
  ${w("c.relacl",`case c.relkind when 'S' then 's'::"char" else 'r'::"char" end`,"c.relowner")} as grants
from pg_class c join space n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
union all
select ${z}, 'column', c.oid::regclass::text || '.' || a.attname, row(format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
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
  c.relpersistence, ${u("pg_class","c.oid")})::text, ${w("c.relacl","'s'","c.relowner")}
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
select 'c/' || p.polrelid, 'policy', p.polrelid::regclass || '.' || p.polname, row(p.polcmd, p.polpermissive, ${F("r::regrole::text","unnest(p.polroles) r")},
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), ${u("pg_policy","p.oid")})::text, null from pg_policy p
union all
select 'c/' || r.ev_class, 'rule', r.ev_class::regclass || '.' || r.rulename, row(pg_get_ruledef(r.oid), r.ev_enabled, ${u("pg_rewrite","r.oid")})::text, null
from pg_rewrite r join pg_class c on c.oid = r.ev_class join space n on n.oid = c.relnamespace where r.rulename <> '_RETURN'
union all
select null, 'statistics', n.nspname || '.' || s.stxname, row(pg_get_statisticsobjdef(s.oid), s.stxowner::regrole, ${u("pg_statistic_ext","s.oid")})::text, null
from pg_statistic_ext s join space n on n.oid = s.stxnamespace`,Lt=`
select 'f/' || f.oid, 'routine', f.oid::regprocedure::text, row(f.prokind, f.proowner::regrole, ${u("pg_proc","f.oid")},
  case when f.prokind <> 'a' and not ${Me("pg_proc","f.oid")} then pg_get_functiondef(f.oid) end, f.prosupport,
  (select row(g.aggkind, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn,
     g.aggsortop::regoperator, g.aggtranstype::regtype, g.aggmtranstype::regtype, g.agginitval, g.aggminitval, g.aggfinalmodify)::text from pg_aggregate g where g.aggfnoid = f.oid))::text,
  ${w("f.proacl","'f'","f.proowner")}
from pg_proc f join space n on n.oid = f.pronamespace
union all
-- A base type is no root: whoever compares reads it each time.
select case when t.typtype <> 'b' then 'y/' || t.oid end, 'type', t.oid::regtype::text, row(t.typtype, t.typowner::regrole, ${u("pg_type","t.oid")},
  t.typnotnull, nullif(t.typbasetype, 0)::regtype, t.typtypmod, t.typdefault, t.typcollation::regcollation,
  (select string_agg(quote_literal(e.enumlabel), ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
  (select row(r.rngsubtype::regtype, r.rngcollation::regcollation, r.rngcanonical, r.rngsubdiff, r.rngmultitypid::regtype)::text from pg_range r where r.rngtypid = t.oid))::text,
  ${w("t.typacl","'T'","t.typowner")}
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
from pg_ts_dict d join space n on n.oid = d.dictnamespace`,Ut=`
select null, 'schema', n.nspname, row(s.nspowner::regrole, ${u("pg_namespace","n.oid")})::text, ${w("s.nspacl","'n'","s.nspowner")}
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
  ${F("concat_ws(' ', r.prrelid::regclass::text, r.prattrs::text, pg_get_expr(r.prqual, r.prrelid))","pg_publication_rel r where r.prpubid = p.oid")},
  ${F("s.pnnspid::regnamespace::text","pg_publication_namespace s where s.pnpubid = p.oid")}, ${u("pg_publication","p.oid")})::text, null from pg_publication p
union all
select null, 'event trigger', e.evtname, row(e.evtevent, e.evtowner::regrole, e.evtfoid::regprocedure, e.evtenabled, e.evttags, ${u("pg_event_trigger","e.oid")})::text, null
from pg_event_trigger e where e.evtname !~ '^sluice_observe_'
union all
select null, 'foreign data wrapper', w.fdwname, row(w.fdwowner::regrole, nullif(w.fdwhandler, 0)::regprocedure, nullif(w.fdwvalidator, 0)::regprocedure, w.fdwoptions,
  ${u("pg_foreign_data_wrapper","w.oid")})::text, ${w("w.fdwacl","'F'","w.fdwowner")} from pg_foreign_data_wrapper w
union all
select null, 'server', s.srvname, row(s.srvowner::regrole, (select fdwname from pg_foreign_data_wrapper w where w.oid = s.srvfdw), s.srvtype, s.srvversion, s.srvoptions,
  ${u("pg_foreign_server","s.oid")})::text, ${w("s.srvacl","'S'","s.srvowner")} from pg_foreign_server s
union all
select null, 'user mapping', u.srvname || ' for ' || u.usename, u.umoptions::text, null from pg_user_mappings u
union all
select 'c/' || f.ftrelid, 'foreign table', f.ftrelid::regclass::text, row((select srvname from pg_foreign_server s where s.oid = f.ftserver), f.ftoptions)::text, null from pg_foreign_table f
union all
select null, 'language', l.lanname, row(l.lanowner::regrole, l.lanpltrusted)::text, ${w("l.lanacl","'l'","l.lanowner")} from pg_language l
union all
select null, 'security label', row(l.provider, pg_identify_object(l.classoid, l.objoid, l.objsubid))::text, l.label, null from pg_seclabel l
union all
select null, 'security label', row(l.provider, pg_identify_object(l.classoid, l.objoid, 0))::text, l.label, null from pg_shseclabel l`,Jt=`
select ${z} as id, case c.relkind when 'v' then 'view' when 'm' then 'materializedView' when 'f' then 'foreignTable' when 'S' then 'sequence' when 'c' then 'type' else 'table' end as kind,
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
select 'l/' || l.oid, 'collation', n.nspname, l.collname, null from pg_collation l join space n on n.oid = l.collnamespace`,Y=`
with space as materialized (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'supabase_migrations', 'sluice_quarantine')
), fact (root, kind, name, definition, grants) as (${Mt}
union all${Lt}
union all${Ut}
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
  select json_agg(json_build_array(r.id, r.kind, r.schema, r.name, r.arguments, ${A("d.definition")}, ${A("d.grants")}))
  from (${Jt}) r join digested d on d.root = r.id
) end as roots, case when digest is distinct from $1 then (
  select json_agg(json_build_array(d.kind, d.name, ${A("d.definition")}, ${A("d.grants")})) from digested d where d.root is null
) end as others from whole`,K=[{table:"cron.job",sql:"select jobname, schedule, command, username, active from cron.job"},{table:"public.part_config",sql:"select * from public.part_config"},{table:"partman.part_config",sql:"select * from partman.part_config"},{table:"extensions.part_config",sql:"select * from extensions.part_config"}];var C=Le("sha256").update(Y).digest("hex").slice(0,8);async function Ht(e,t=null){await e.query("begin isolation level repeatable read read only; set local search_path = ''; set local jit = off");try{let n=await Gt(e),r=n.length===0?"":`-${Wt(n.flat().join(`
`))}`,{rows:o}=await e.query(Y,[t===null?null:Qt(t,r)]),[a]=o,s=`${C}-${a?.digest??""}${r}`;return{whole:s,roots:s===t?null:Ue(a?.roots??[],a?.others??[],n)}}finally{await e.query("rollback")}}async function Qn(e){let{roots:t}=await Ht(e);return t??Ue([],[],[])}function Qt(e,t){let[n,r="",...o]=e.split("-");return n===C&&["",...o].join("-")===t?r:null}function Ue(e,t,n){let r=new Map,o=new Map,a=new Map;for(let[s,i,c,d,p,f,g]of e){let y=_e({kind:i,schema:c,name:d,arguments:p});r.set(y,`${f}${g}`),o.set(y,s),a.set(y,{definition:f,grants:g})}for(let[s,i,c,d]of t)a.set(JSON.stringify([s,i]),{definition:c,grants:d});for(let s of n)a.set(JSON.stringify(s),{definition:"",grants:""});return{version:C,digests:r,ids:o,all:{version:C,objects:a}}}function Wt(e){return Le("sha256").update(e).digest("hex")}async function Gt(e){let{rows:t}=await e.query("select array(select to_regclass(name)::text from unnest($1::text[]) with ordinality t (name, place) order by place) as there",[K.map(({table:o})=>o)]),n=t[0]?.there??[],r=[];for(let[o,{table:a,sql:s}]of K.entries()){if((n[o]??null)===null)continue;let{rows:i}=await e.query(`select to_jsonb(state)::text as row from (${s}) state order by 1`);r.push(...i.map(({row:c})=>[a,c]))}return r}export{an as a,sn as b,mn as c,wn as d,R as e,hn as f,Ht as g,Qn as h,S as i,De as j,xn as k,$n as l,Rn as m,H as n,D as o,T as p,Be as q,Bn as r,Pt as s};
