import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{createHash:be}=require("node:crypto");var{createHash:mt}=require("node:crypto");
import{b as m,c as i,d as g,e as Q,f as h,g as H,h as G,i as z,j as _,k as $,l as v,q as V,r as X,s as K,t as Z,u as ee,v as te}from"./supabase-pg-delta-dist-plan-internal.js";import{c as ne}from"./schema-rooted-facts.js";import{D as Y,f as w,j as U,l as J}from"./supabase-pg-delta-dist-extract-dependencies.js";import{a as W}from"./pg-lib-client.js";import{a as y,b as L}from"./manifest.js";function re(e,t){let n=t.get(e);return n===void 0?[]:Ee(n,t).map(m).filter(r=>r!=="")}function Ee({id:e,payload:t},n){switch(e.kind){case"table":return je({id:e,payload:t},n);case"foreignTable":return[oe(e,n)];case"column":return Ne({id:e,payload:t},n);case"constraint":return[i(t.def)];case"index":return[Ie(i(t.def))];case"policy":return Te(t);case"trigger":return[i(t.def).replace(/^CREATE (CONSTRAINT )?TRIGGER .*? (?=BEFORE|AFTER|INSTEAD OF)/u,"")];case"function":case"procedure":return De(t);case"view":case"materializedView":return g(t.reloptions);case"type":return Fe({id:e,payload:t},n);case"domain":return[i(t.baseType)+(t.notNull===!0?" NOT NULL":""),...R(e,"constraint",n).filter(r=>r.payload.type!=="n").map(r=>i(r.payload.def))];case"publication":return[...R(e,"publicationRel",n).flatMap(r=>r.id.kind==="publicationRel"?[`${r.id.schema}.${r.id.table}`]:[]),t.allTables===!0?"all tables":""];case"extensionIntent":return["schedule","command"].map(r=>i(t[r]));case"eventTrigger":return[`on ${i(t.event)}`,`runs ${i(t.functionSchema)}.${i(t.functionName)}`];default:return[]}}function je({id:e,payload:t},n){let r=$(t.parentTable);if(r!==""){let a=i(t.partitionBound);return[a===""?`inherits ${r}`:`partition of ${r} ${a}`]}let o=i(t.partitionKey);return[oe(e,n),o===""?"":`partitioned by ${o}`,t.persistence==="u"?"unlogged":""]}function oe(e,t){let n=R(e,"column",t).length;return n===1?"1 column":`${n} columns`}function R(e,t,n){return n.childrenOf(e).filter(r=>r.id.kind===t)}function Ne({id:e,payload:t},n){if(e.kind!=="column")return[];let r=i(n.get({...e,kind:"default"})?.payload.expr),o=i(t.generatedExpr);return[i(t.type)+(t.notNull===!0?" NOT NULL":""),_(t.identity),r===""?"":`default ${r}`,o===""?"":`generated as ${o}`]}function Ie(e){let t=/^CREATE (UNIQUE )?INDEX .*? USING (.*)$/su.exec(e);return t===null?e:`${t[1]??""}${t[2]??""}`}function Te(e){let[t,n]=[i(e.usingExpr),i(e.checkExpr)];return[`${v(e.cmd)} to ${g(e.roles).join(", ")}${e.permissive===!1?", restrictive":""}`,t===""?"":`USING ${t}`,n===""?"":`WITH CHECK ${n}`]}function De(e){let[t=""]=i(e.def).split(/\nAS \$/u),n=i(e.returnType);return[n===""?"":`returns ${n}`,i(e.language),/\bSECURITY DEFINER\b/u.test(t)?"SECURITY DEFINER":""]}function Fe({id:e,payload:t},n){switch(t.variant){case"enum":return[g(t.values).map(r=>`'${r}'`).join(", ")];case"composite":return[R(e,"typeAttribute",n).map(r=>`${"name"in r.id?r.id.name:""} ${i(r.payload.type)}`).join(", ")];default:return[i(t.subtype)]}}function j(e,t,n,r){let[o,a]=qe(e,r),s=a.filter(u=>!o.includes(u)).map(u=>`+${u}`),l=o.filter(u=>!a.includes(u)).map(u=>`−${u}`),c=t===""?"PUBLIC":t;if(s.length+l.length===0)return e.verb==="set"&&e.attr==="grantable"?`${c}: grant option`:null;let p=n===null?"":` on column ${n}`;return`${c}: ${[...s,...l].join(" ")}${p}`}function qe(e,t){let n=r=>t?g(r._revokedDefault):[];switch(e.verb){case"add":return[n(e.fact.payload),g(e.fact.payload.privileges)];case"remove":return[g(e.fact.payload.privileges),n(e.fact.payload)];case"set":return e.attr==="privileges"?[g(e.from),g(e.to)]:[[],[]];default:return[[],[]]}}var Ae=/\b(IMMUTABLE|STABLE|WINDOW|STRICT|SECURITY DEFINER|LEAKPROOF|PARALLEL (?:SAFE|RESTRICTED|UNSAFE)|COST [\d.]+|ROWS [\d.]+|SUPPORT \S+)/gu;function se(e,t){let[n,r]=[ae(e),ae(t)],o=h(n.clauses,r.clauses),a=[n.body===r.body?"":"body",o].filter(s=>s!=="");return a.length===0?null:a.join(", ")}function ae(e){let t=e.search(/\n(?:AS \$|AS '|RETURN |BEGIN ATOMIC)/u),r=(t===-1?e:e.slice(0,t)).split(`
`).slice(1).flatMap(o=>{let a=o.trim();return a.startsWith("SET ")?[a]:a.startsWith("RETURNS ")?[]:a.match(Ae)??[]});return{body:t===-1?"":e.slice(t),clauses:r}}function de(e,t,n,r){let o=e.verb==="add";switch(t.kind){case"acl":return j(e,t.grantee,t.column??null,!0);case"defaultPrivilege":return j(e,t.grantee,null,t.schema===null);case"comment":return e.verb==="remove"?"comment removed":"comment";case"securityLabel":return"security label";case"publicationRel":return e.verb==="set"?`${t.schema}.${t.table}: other columns or rows`:`${o?"+":"−"} ${t.schema}.${t.table}`;case"publicationSchema":return`${o?"+":"−"} schema ${t.schema}`;case"typeAttribute":return e.verb==="set"?`${t.name}: ${N(e,n,r)??""}`:`${o?"+":"−"} ${t.name}`;case"default":return Ce(e);case"constraint":return Pe(t,n,r)?Me(e,t):N(e,n,r);default:return N(e,n,r)}}function Ce(e){return e.verb==="add"?m(`default ${i(e.fact.payload.expr)}`):e.verb==="remove"?m(`default ${i(e.fact.payload.expr)} removed`):e.verb==="set"?O("default",i(e.from),i(e.to)):null}function Pe(e,t,n){return(n.get(e)??t.get(e))?.parent?.kind==="domain"}function Me(e,t){let n="name"in t?t.name:"";return e.verb==="set"?e.attr==="def"?`constraint ${n} ${i(e.to)}`:null:e.verb!=="add"&&e.verb!=="remove"||e.fact.payload.type==="n"?null:m(`${e.verb==="add"?"+":"−"} constraint ${n} ${i(e.fact.payload.def)}`)}var Be={notNull:["NOT NULL added","NOT NULL removed"],rowSecurity:["row level security enabled","row level security disabled"],forceRowSecurity:["row level security forced for the owner","row level security not forced any more"],validated:["validated","not validated any more"],permissive:["permissive","restrictive"]},Le={enabled:e=>typeof e=="boolean"?e?"enabled":"disabled":G(e),persistence:H,replicaIdentity:z,identity:_,cmd:v,parentTable:$},ie={usingExpr:"USING",checkExpr:"WITH CHECK",def:"definition",cmd:"for",enabled:"",persistence:"",identity:"",generatedExpr:"generated as",replicaIdentity:"replica identity",parentTable:"parent",partitionBound:"bounds"};function N(e,t,n){if(e.verb==="link")return Ue(e.edge.to);if(e.verb!=="set")return null;let{attr:r,from:o,to:a,id:s}=e,l=Be[r];if(l!==void 0&&typeof a=="boolean")return a?l[0]:l[1];if(r==="def")return Je(s,i(o),i(a));if(r==="values")return h(g(o).map(ce),g(a).map(ce))||"order of values";if(r==="identity"&&_(o)===_(a))return"options of the identity";if(r==="identity"&&a===null)return"identity removed";if(r==="ownedBy")return O("owned by",le(o),le(a));if(r==="returnType"&&We(s,t,n))return null;if(Array.isArray(o)||Array.isArray(a))return`${ie[r]??He(r)} ${h(g(o),g(a))}`.trim();let c=Le[r]??Qe;return O(ie[r]??pe(r),c(o),c(a))}function Ue(e){return`owner → ${"name"in e?e.name:""}`}function Je(e,t,n){return e.kind==="function"||e.kind==="procedure"?se(t,n):t.replace(/ NOT VALID$/u,"")===n.replace(/ NOT VALID$/u,"")?null:t.includes(`
`)||n.includes(`
`)||t.length+n.length>240?"definition":O("definition",t,n)}function We(e,t,n){return t.get(e)?.payload.def===n.get(e)?.payload.def}function le(e){return Q(e)?`${i(e.schema)}.${i(e.table)}.${i(e.column)}`:""}function O(e,t,n){return`${e} ${m(t)||"—"} → ${m(n)||"—"}`.trim()}function ce(e){return`'${e}'`}function Qe(e){return e==null?"":typeof e=="string"?e:JSON.stringify(e)}function He(e){return e==="reloptions"?"options":pe(e)}function pe(e){return e.replace(/([a-z])([A-Z])/gu,"$1 $2").toLowerCase()}var ge=e=>`
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
`,Ge=ge(!1),ze=ge(!0);async function qt(e,t){let{rows:n}=await e.query({name:"sluice-unmodelled",text:Ge,values:[t]});return me(n)}async function At(e,t,n,r,o){let{rows:a}=await e.query({name:"sluice-narrowed-unmodelled",text:ze,values:[t,[...r]]}),s=new Set(o.map(({schema:c,name:p})=>JSON.stringify([c,p]))),l=[...n].filter(([,{kind:c,schema:p,table:u}])=>c===ue&&!s.has(JSON.stringify([p,u])));return new Map([...l,...me(a)])}var ue="column setting";function me(e){return new Map(e.map(({create_sql:t,drop_sql:n,definition:r,...o})=>[JSON.stringify([o.kind,o.schema,o.table,o.name]),{...o,definition:r??"",createSql:t??[],dropSql:n===null?[]:[n]}]))}function fe(e,t){let n=[];for(let[r,o]of t){let a=e.get(r);a===void 0?n.push(I("create",o,o.definition)):a.definition!==o.definition&&n.push(I("alter",o,`${a.definition} → ${o.definition}`))}for(let[r,o]of e)t.has(r)||n.push(I("drop",o,o.definition));return n}function I(e,t,n){let{kind:r,schema:o,table:a,name:s}=t,l=r===ue;return{verb:l?"alter":e,kind:l?"column":r,schema:o,table:a,name:s,from:null,details:[m(l&&e!=="alter"?`${e==="create"?"set":"reset"} ${n}`:n)],destroysData:!1,column:null,unmodelled:null}}function Jt(e,t){let n=e.identities.size===0||t.identities.size===0,[r,o]=n?[e.managed,t.managed]:[e.view,t.view],s=[...Ye(r,o).filter(l=>!et(l,e,t)),...fe(e.unmodelled,t.unmodelled)];return tt(s)}function Ye(e,t){let n=U(e,t),r=new Map;for(let a of n)a.verb==="add"?r.set(w(a.fact.id),"create"):a.verb==="remove"&&r.set(w(a.fact.id),"drop");let o=new Map;for(let a of n){let s=Xe(a);if(s===null)continue;let l=V(s,a,e,t);if(X(l,r,e,t))continue;let c=w(l),p=l.kind==="defaultPrivilege"?"alter":r.get(c)??"alter";if(p!=="alter"&&w(s)!==c)continue;let u=o.get(c)??{verb:p,id:l,details:[],minor:[],losesParts:!1},E=p==="alter"?de(a,s,e,t):null,B=Ve(s,a)?u.minor:u.details;E!==null&&!B.includes(E)&&B.push(E),s.kind==="typeAttribute"&&a.verb==="remove"&&(u.losesParts=!0),o.set(c,u)}return[...o.values()].filter(({verb:a,details:s,minor:l})=>a!=="alter"||s.length+l.length>0).map(a=>Ke(a,e,t))}function Ve(e,t){return t.verb==="link"||e.kind==="acl"||e.kind==="comment"||e.kind==="securityLabel"}function Xe(e){switch(e.verb){case"add":case"remove":return e.fact.id;case"set":return e.id;case"link":case"unlink":return e.edge.kind==="owner"?e.edge.from:null}}function Ke(e,t,n){let{verb:r,id:o}=e;return{verb:r,kind:K(o),schema:Z(o),table:te(o,t,n),name:ee(o),from:null,details:r==="alter"?[...e.details,...e.minor]:re(o,r==="create"?n:t),destroysData:e.losesParts||r==="drop"&&Ze(o,t),column:o.kind==="column"?{before:_e(o,t),after:_e(o,n)}:null,unmodelled:null}}function Ze(e,t){let n=t.get(e);switch(e.kind){case"table":return!0;case"sequence":return n?.payload.ownedBy===null;case"column":return n?.parent?.kind==="table"&&(n.payload.generatedExpr??null)===null;default:return!1}}function _e(e,t){let n=t.get(e);if(n===void 0||e.kind!=="column"||n.parent?.kind!=="table")return null;let{type:r,notNull:o,identity:a,generatedExpr:s}=n.payload,l=(a??null)!==null;return{type:typeof r=="string"?r:"",notNull:o===!0,hasDefault:t.has({...e,kind:"default"}),generated:l||(s??null)!==null,identity:l}}function et({kind:e,verb:t,schema:n,table:r,name:o},a,s){if(e!=="column"||t==="alter")return!1;let[l,c]=t==="create"?[s,a]:[a,s],p=l.columnId(n,r,o);return p!==null&&c.identities.get(p)?.name===o}function tt(e){let t=new Map;for(let n of e){let{kind:r,schema:o,table:a,name:s}=n,l=JSON.stringify([r,o,a,s]),c=t.get(l);c===void 0?t.set(l,n):c.verb==="alter"&&t.set(l,{...c,details:[...c.details,...n.details]})}return[...t.values()]}function Gt(e,t=""){let n=o=>o.query(`set search_path = ''; ${t}`),r=new W.Pool({...e,max:1,idleTimeoutMillis:0,onConnect:n});return r.on("error",()=>{}),r}async function ye(e,t){let n=await e.connect();try{return await t(n)}finally{n.release()}}async function zt(e){try{return await e()}catch(t){throw t instanceof y?t:new y("schema-unreadable",{message:`The catalog of the database could not be read: ${L(t)}`,remedy:"Run again; if it stays, report it with the migrations that lead there.",cause:t})}}var d=(e,t)=>`pg_catalog.obj_description(${t}, '${e}')`,f=(e,t,n)=>`(select string_agg(g::text, ',' order by g::text) from unnest(coalesce(${e}, acldefault(${t}, ${n}))) g)`,T="case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end",S=(e,t)=>`(select string_agg(${e}, ',' order by ${e}) from ${t})`,we=(e,t)=>`exists (select 1 from pg_depend d where d.classid = '${e}'::regclass and d.objid = ${t} and d.deptype = 'e')`,nt=`
select ${T} as root, 'relation' as kind, c.oid::regclass::text as name, row(c.relkind, c.relowner::regrole, c.relpersistence, c.relrowsecurity,
  c.relforcerowsecurity, c.relreplident, c.reloptions, (select amname from pg_am where pg_am.oid = c.relam), pg_get_expr(c.relpartbound, c.oid),
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end, ${S("i.inhparent::regclass::text","pg_inherits i where i.inhrelid = c.oid")},
  ${f("c.relacl",`case c.relkind when 'S' then 's'::"char" else 'r'::"char" end`,"c.relowner")}, ${d("pg_class","c.oid")},
  case when c.relkind in ('v', 'm') and not ${we("pg_class","c.oid")} then pg_get_viewdef(c.oid) end)::text as definition
from pg_class c join space n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
union all
select ${T}, 'column', c.oid::regclass::text || '.' || a.attname, row(format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
  a.attgenerated, a.attcollation::regcollation, a.attstorage, a.attcompression, a.attstattarget, a.attislocal, a.attinhcount, a.attoptions, a.attfdwoptions,
  (select string_agg(g::text, ',' order by g::text) from unnest(a.attacl) g), col_description(c.oid, a.attnum),
  (select pg_get_expr(e.adbin, e.adrelid) from pg_attrdef e where e.adrelid = c.oid and e.adnum = a.attnum))::text
from pg_attribute a join pg_class c on c.oid = a.attrelid join space n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and a.attnum > 0 and not a.attisdropped
union all
select 'c/' || s.seqrelid, 'sequence', s.seqrelid::regclass::text, row(s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle,
  (select d.refobjid::regclass || '.' || a.attname from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
   where d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.deptype in ('a', 'i') limit 1))::text
from pg_sequence s join pg_class c on c.oid = s.seqrelid join space n on n.oid = c.relnamespace
union all
-- The sequence of an identity is told with the column.
select 'c/' || d.refobjid, 'identity', c.oid::regclass::text, row(s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmax, s.seqmin, s.seqcache, s.seqcycle, c.relowner::regrole,
  c.relpersistence, ${f("c.relacl","'s'","c.relowner")}, ${d("pg_class","c.oid")})::text
from pg_sequence s join pg_class c on c.oid = s.seqrelid join space n on n.oid = c.relnamespace
join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
union all
select coalesce('c/' || nullif(k.conrelid, 0), 'y/' || nullif(k.contypid, 0)), 'constraint', concat_ws('.', nullif(k.conrelid, 0)::regclass::text, nullif(k.contypid, 0)::regtype::text, k.conname),
  row(pg_get_constraintdef(k.oid), k.convalidated, k.conislocal, k.coninhcount, ${d("pg_constraint","k.oid")})::text
from pg_constraint k join space n on n.oid = k.connamespace
union all
select 'c/' || i.indrelid, 'index', i.indexrelid::regclass::text, row(pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered, i.indisreplident,
  ${d("pg_class","i.indexrelid")}, (select x.reloptions from pg_class x where x.oid = i.indexrelid))::text
from pg_index i join pg_class c on c.oid = i.indrelid join space n on n.oid = c.relnamespace
union all
select 'c/' || t.tgrelid, 'trigger', t.tgrelid::regclass || '.' || t.tgname, row(pg_get_triggerdef(t.oid), t.tgenabled, ${d("pg_trigger","t.oid")})::text
from pg_trigger t where not t.tgisinternal
union all
select 'c/' || p.polrelid, 'policy', p.polrelid::regclass || '.' || p.polname, row(p.polcmd, p.polpermissive, ${S("r::regrole::text","unnest(p.polroles) r")},
  pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), ${d("pg_policy","p.oid")})::text from pg_policy p
union all
select 'c/' || r.ev_class, 'rule', r.ev_class::regclass || '.' || r.rulename, row(pg_get_ruledef(r.oid), r.ev_enabled, ${d("pg_rewrite","r.oid")})::text
from pg_rewrite r join pg_class c on c.oid = r.ev_class join space n on n.oid = c.relnamespace where r.rulename <> '_RETURN'
union all
select null, 'statistics', n.nspname || '.' || s.stxname, row(pg_get_statisticsobjdef(s.oid), s.stxowner::regrole, ${d("pg_statistic_ext","s.oid")})::text
from pg_statistic_ext s join space n on n.oid = s.stxnamespace`,rt=`
select 'f/' || f.oid, 'routine', f.oid::regprocedure::text, row(f.prokind, f.proowner::regrole, ${f("f.proacl","'f'","f.proowner")}, ${d("pg_proc","f.oid")},
  case when f.prokind <> 'a' and not ${we("pg_proc","f.oid")} then pg_get_functiondef(f.oid) end, f.prosupport,
  (select row(g.aggkind, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn,
     g.aggsortop::regoperator, g.aggtranstype::regtype, g.aggmtranstype::regtype, g.agginitval, g.aggminitval, g.aggfinalmodify)::text from pg_aggregate g where g.aggfnoid = f.oid))::text
from pg_proc f join space n on n.oid = f.pronamespace
union all
select 'y/' || t.oid, 'type', t.oid::regtype::text, row(t.typtype, t.typowner::regrole, ${f("t.typacl","'T'","t.typowner")}, ${d("pg_type","t.oid")},
  t.typnotnull, nullif(t.typbasetype, 0)::regtype, t.typtypmod, t.typdefault, t.typcollation::regcollation,
  (select string_agg(quote_literal(e.enumlabel), ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
  (select row(r.rngsubtype::regtype, r.rngcollation::regcollation, r.rngcanonical, r.rngsubdiff, r.rngmultitypid::regtype)::text from pg_range r where r.rngtypid = t.oid))::text
from pg_type t join space n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
where t.typtype in ('e', 'd', 'r', 'b') and t.typelem = 0 or t.typtype = 'c' and c.relkind = 'c'
union all
select 'l/' || l.oid, 'collation', n.nspname || '.' || l.collname, row(l.collprovider, l.collisdeterministic, l.collcollate, l.collctype, l.collowner::regrole,
  ${d("pg_collation","l.oid")})::text from pg_collation l join space n on n.oid = l.collnamespace
union all
select null, 'cast', k.castsource::regtype || ' as ' || k.casttarget::regtype, row(nullif(k.castfunc, 0)::regprocedure, k.castcontext, k.castmethod)::text
from pg_cast k where k.oid >= 16384
union all
select null, 'operator', o.oid::regoperator::text, row(o.oprowner::regrole, o.oprcode::regprocedure, nullif(o.oprcom, 0)::regoperator, nullif(o.oprnegate, 0)::regoperator,
  o.oprcanmerge, o.oprcanhash, o.oprrest::regproc, o.oprjoin::regproc)::text from pg_operator o join space n on n.oid = o.oprnamespace
union all
select null, 'operator class', n.nspname || '.' || o.opcname || '.' || o.opcmethod, row(o.opcowner::regrole, o.opcintype::regtype, o.opcdefault)::text
from pg_opclass o join space n on n.oid = o.opcnamespace
union all
select null, 'text search configuration', n.nspname || '.' || g.cfgname, row(g.cfgowner::regrole,
  (select string_agg(m.maptokentype || ':' || m.mapdict::regdictionary, ',' order by m.maptokentype, m.mapseqno) from pg_ts_config_map m where m.mapcfg = g.oid))::text
from pg_ts_config g join space n on n.oid = g.cfgnamespace
union all
select null, 'text search dictionary', n.nspname || '.' || d.dictname, row(d.dictowner::regrole, d.dictinitoption)::text
from pg_ts_dict d join space n on n.oid = d.dictnamespace`,ot=`
select null, 'schema', n.nspname, row(s.nspowner::regrole, ${f("s.nspacl","'n'","s.nspowner")}, ${d("pg_namespace","n.oid")})::text
from space n join pg_namespace s on s.oid = n.oid
union all
select null, 'extension', e.extname, row(e.extversion, e.extnamespace::regnamespace, ${d("pg_extension","e.oid")})::text from pg_extension e
union all
select null, 'role', r.rolname, row(r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolreplication, r.rolbypassrls, r.rolconnlimit,
  r.rolvaliduntil, shobj_description(r.oid, 'pg_authid'))::text from pg_roles r where r.rolname !~ '^pg_'
union all
select null, 'membership', m.member::regrole || ' in ' || m.roleid::regrole, (to_jsonb(m) - 'oid' - 'grantor')::text from pg_auth_members m
union all
select null, 'setting', concat_ws(' in ', nullif(s.setrole, 0)::regrole::text, (select datname from pg_database where pg_database.oid = s.setdatabase)), s.setconfig::text
from pg_db_role_setting s where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
union all
select null, 'default privilege', concat_ws(' ', a.defaclrole::regrole, nullif(a.defaclnamespace, 0)::regnamespace::text, a.defaclobjtype),
  (select string_agg(g::text, ',' order by g::text) from unnest(a.defaclacl) g) from pg_default_acl a
union all
select null, 'publication', p.pubname, row(p.pubowner::regrole, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot,
  ${S("concat_ws(' ', r.prrelid::regclass::text, r.prattrs::text, pg_get_expr(r.prqual, r.prrelid))","pg_publication_rel r where r.prpubid = p.oid")},
  ${S("s.pnnspid::regnamespace::text","pg_publication_namespace s where s.pnpubid = p.oid")}, ${d("pg_publication","p.oid")})::text from pg_publication p
union all
select null, 'event trigger', e.evtname, row(e.evtevent, e.evtowner::regrole, e.evtfoid::regprocedure, e.evtenabled, e.evttags, ${d("pg_event_trigger","e.oid")})::text
from pg_event_trigger e where e.evtname !~ '^sluice_observe_'
union all
select null, 'foreign data wrapper', w.fdwname, row(w.fdwowner::regrole, nullif(w.fdwhandler, 0)::regprocedure, nullif(w.fdwvalidator, 0)::regprocedure, w.fdwoptions,
  ${f("w.fdwacl","'F'","w.fdwowner")}, ${d("pg_foreign_data_wrapper","w.oid")})::text from pg_foreign_data_wrapper w
union all
select null, 'server', s.srvname, row(s.srvowner::regrole, (select fdwname from pg_foreign_data_wrapper w where w.oid = s.srvfdw), s.srvtype, s.srvversion, s.srvoptions,
  ${f("s.srvacl","'S'","s.srvowner")}, ${d("pg_foreign_server","s.oid")})::text from pg_foreign_server s
union all
select null, 'user mapping', u.srvname || ' for ' || u.usename, u.umoptions::text from pg_user_mappings u
union all
select 'c/' || f.ftrelid, 'foreign table', f.ftrelid::regclass::text, row((select srvname from pg_foreign_server s where s.oid = f.ftserver), f.ftoptions)::text from pg_foreign_table f
union all
select null, 'language', l.lanname, row(l.lanowner::regrole, l.lanpltrusted, ${f("l.lanacl","'l'","l.lanowner")})::text from pg_language l
union all
select null, 'security label', row(l.objtype, l.objname, l.provider)::text, l.label from pg_seclabels l`,at=`
select ${T} as id, case c.relkind when 'v' then 'view' when 'm' then 'materializedView' when 'f' then 'foreignTable' when 'S' then 'sequence' when 'c' then 'type' else 'table' end as kind,
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
select 'l/' || l.oid, 'collation', n.nspname, l.collname, null from pg_collation l join space n on n.oid = l.collnamespace`,D=`
with space as materialized (
  select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'supabase_migrations', 'sluice_quarantine')
), fact (root, kind, name, definition) as (${nt}
union all${rt}
union all${ot}
), digested as materialized (
  select root, sha256(convert_to(string_agg(line, E'\\n' order by line collate "C"), 'UTF8')) as digest
  from (select root, concat_ws(E'\\n', kind, name, definition) as line from fact) lines group by root
), whole as materialized (
  select encode(sha256(coalesce(string_agg(digest, ''::bytea order by digest), ''::bytea)), 'hex') as digest from digested
)
select digest, case when digest is distinct from $1 then (
  select json_agg(json_build_array(r.id, r.kind, r.schema, r.name, r.arguments, encode(substr(d.digest, 1, 12), 'base64')))
  from (${at}) r join digested d on d.root = r.id
) end as roots from whole`,he=[{table:"cron.job",sql:"select jobname, schedule, command, username, active from cron.job"},{table:"public.part_config",sql:"select * from public.part_config"},{table:"partman.part_config",sql:"select * from partman.part_config"},{table:"extensions.part_config",sql:"select * from extensions.part_config"}];var F=be("sha256").update(D).digest("hex").slice(0,8);async function en(e,t=null){await e.query("begin isolation level repeatable read read only; set local search_path = ''; set local jit = off");try{let n=await lt(e),r=n===""?"":`-${be("sha256").update(n).digest("hex")}`,{rows:o}=await e.query(D,[t===null?null:st(t,r)]),[a]=o,s=`${F}-${a?.digest??""}${r}`;return{whole:s,roots:s===t?null:it(a?.roots??[])}}finally{await e.query("rollback")}}function st(e,t){let[n,r="",...o]=e.split("-");return n===F&&["",...o].join("-")===t?r:null}function it(e){let t=new Map,n=new Map;for(let[r,o,a,s,l,c]of e){let p=ne({kind:o,schema:a,name:s,arguments:l});t.set(p,c),n.set(p,r)}return{version:F,digests:t,ids:n}}async function lt(e){let t=[];for(let{table:n,sql:r}of he){let{rows:o}=await e.query("select to_regclass($1) is not null as there",[n]);if(o[0]?.there!==!0)continue;let{rows:a}=await e.query(`select to_jsonb(state)::text as row from (${r}) state order by 1`);t.push(n,...a.map(({row:s})=>s))}return t.join(`
`)}function x(e){let t=new Map([..."cfyl"].map(r=>[r,[]]));for(let r of e)t.get(r.slice(0,1))?.push(r.slice(2));let n=r=>t.get(r)??[];return{relations:n("c"),routines:n("f"),types:n("y"),collations:n("l")}}var xe=["pg_class","pg_constraint","pg_trigger","pg_policy","pg_rewrite","pg_attrdef","pg_type","pg_proc","pg_collation"].map(e=>`pg_catalog.${e}`),b=`
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
  union select 'pg_collation'::regclass, id from unnest($4::oid[]) id`,ct=`case x.catalog
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
  when 'pg_collation'::regclass then 'l/' || x.oid end`,q=`
select distinct ${ct} as root from neighbour x`,$e=`
  cross join lateral (
    select d.classid, d.objid
    union all
    select 'pg_class'::regclass, w.ev_class from pg_catalog.pg_rewrite w where d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
  ) step (catalog, oid)`,ve=e=>`
  select step.catalog, step.oid from ${e} base
  cross join lateral (select * from pg_catalog.pg_depend where refclassid = base.catalog and refobjid = base.oid offset 0) d
${$e}`,Re=e=>`
  select d.refclassid, d.refobjid from ${e} base
  cross join lateral (select * from pg_catalog.pg_depend where classid = base.catalog and objid = base.oid offset 0) d`,dt=`
with recursive own as materialized (${b}
), reached (catalog, oid) as (
  select catalog, oid from own
  union ${ve("reached")}
), other as materialized (${b.replaceAll("$1","$5").replaceAll("$2","$6").replaceAll("$3","'{}'").replaceAll("$4","'{}'")}
), involved as (select catalog, oid from reached union select catalog, oid from other
), neighbour as (
  select catalog, oid from involved
  union${Re("involved")}
  where d.refclassid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_collation'::regclass, 'pg_constraint'::regclass)
)${q}`,pt=`
with own as materialized (${b}
), neighbour as (
  select catalog, oid from own
  union${Re("own")}
)${q}`,gt=`
with own as materialized (${b}
), neighbour (catalog, oid) as (${ve("own")}
  union
  select step.catalog, step.oid from unnest($5::oid[], $6::integer[]) renamed (relation, number)
  join pg_catalog.pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = renamed.relation and d.refobjsubid = renamed.number
${$e}
)${q}`;async function nn(e,{roots:t,columns:n}){let r=[...n].map(o=>o.split("/"));return await A(e,{name:"sluice-readers",text:gt},[...k(t),r.map(([,o=""])=>o),r.map(([,,o=""])=>o)])}async function rn(e,t,n){let{relations:r,routines:o}=x(n);return await A(e,{name:"sluice-neighbours",text:dt},[...k(t),[...r],[...o]])}async function on(e,t){let{rows:n}=await e.query({name:"sluice-signatures",text:ut,values:[[...x(t).routines]]});return new Map(n.map(({root:r,signature:o})=>[r,o]))}var ut=`
select 'f/' || f.oid as root, concat_ws('|', f.prokind, f.prolang, pg_catalog.pg_get_function_arguments(f.oid),
  case when f.prokind <> 'a' then pg_catalog.pg_get_function_result(f.oid) else f.oid::text || f.xmin end) as signature
from pg_catalog.pg_proc f where f.oid = any ($1::oid[])`;async function an(e,t){return await A(e,{name:"sluice-references",text:pt},k(t))}async function Oe(e,t){let{rows:n}=await e.query({name:"sluice-own-objects",text:`select distinct oid::text from (${b}) own`,values:k(t)});return n.map(({oid:r})=>r)}async function A(e,t,n){let{rows:r}=await e.query({...t,values:[...n]});return new Set(r.flatMap(({root:o})=>o===null?[]:[o]))}function k(e){let{relations:t,routines:n,types:r,collations:o}=x(e);return[t,n,r,o].map(a=>[...a])}var ft=[[/\bFROM pg_class c\s+JOIN pg_namespace n\b/u,"relations","c.oid"],[/\bFROM pg_attribute a\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_constraint con\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_index i\s+JOIN pg_class ic\b/u,"relations","c.oid"],[/\bFROM pg_sequence s\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_trigger t\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_rewrite rw\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_policy pol\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_foreign_table ft\s+JOIN pg_class c\b/u,"relations","c.oid"],[/\bFROM pg_proc p\s+JOIN pg_(?:namespace|aggregate)\b/u,"routines","p.oid"],[/\bFROM pg_constraint con\s+JOIN pg_type t\b/u,"types","t.oid"],[/\bFROM pg_range rng\s+JOIN pg_type t\b/u,"types","t.oid"],[/\bFROM pg_type t\s+JOIN pg_(?:namespace|class)\b/u,"types","t.oid"],[/\bFROM pg_collation c\s+JOIN pg_namespace n\b/u,"collations","c.oid"]],_t="n.nspname NOT IN ('pg_catalog', 'information_schema')",C="WHERE cc.relkind IN ('r', 'p')",Se="WHERE pc.conindid = i.indexrelid",P="WHERE d.deptype IN ('n', 'a')",yt=/\bFROM pg_(?:roles r\b|auth_members m\b|default_acl d\b|namespace n\s+JOIN pg_roles|extension e\s+JOIN pg_namespace n ON n\.oid = e\.extnamespace\s+WHERE e\.extname <>|event_trigger e\b|foreign_data_wrapper f\b|foreign_server s\b|user_mappings? [uv]\b|publication p\b|subscription s\b)|has_(?:table|column)_privilege\('pg|EXISTS \(SELECT 1 FROM pg_seclabel\)|current_setting\('server_version'\)/u,wt="SELECT 'cast'::text AS kind",M={command:"SELECT",rowCount:0,oid:0,fields:[],rows:[]},ht=500,ke=class{#n=null;#e=new Map;#t=new Map;at(t){return(t===void 0||t!==this.#n)&&(this.#e.clear(),this.#t.clear()),this.#n=t??null,this}async answer(t,n){let r=this.#e.get(t)??n();this.#e.set(t,r);let o=await r;return this.#t.set(t,o.rows),o}rows(){return[...this.#t]}learn(t){for(let[n,r]of t)this.#e.set(n,Promise.resolve({...M,rowCount:r.length,rows:[...r]}));return this}};async function mn(e,t,n){let r=await ye(e,a=>Oe(a,t));return await J(bt(e,a=>vt(a,x(t),r),n),{handlers:Y})}function bt(e,t,n){return new Proxy(e,{get:(r,o)=>o==="connect"?async()=>xt(await r.connect(),t,n):Reflect.get(r,o)})}function xt(e,t,n){return new Proxy(e,{get(r,o){if(o==="query")return s=>$t(r,s,t(s),n);let a=Reflect.get(r,o);return typeof a=="function"?a.bind(r):a}})}async function $t(e,t,n,r){if(n===null){if(t.startsWith(wt))return M;let s=async()=>await e.query(t);return yt.test(t)?await r.answer(t,s):await s()}let{ids:o}=n;if(o.length===0)return M;if(o.length>ht)return await e.query(n.text,[o]);let a=mt("sha256").update(n.text).digest("hex").slice(0,32);return await e.query({name:a,text:n.text,values:[o]})}function vt(e,t,n){if(e.includes(P)){let c=`d.classid = ANY ('{${xe.join(",")}}'::regclass[]) AND d.objid = ANY ($1::oid[])`;return{text:e.replace(P,`${P} AND ${c}`),ids:n}}if(e.includes(C)&&e.includes("FROM pg_inherits i"))return{text:e.replace(C,`${C} AND cc.oid = ANY ($1::oid[])`),ids:t.relations};let r=e.lastIndexOf(_t);if(r===-1||/\bFROM pg_(?:namespace n|seclabel sl)\b/u.test(e))return null;let o=ft.find(([c])=>c.test(e));if(o===void 0)throw new y("internal",{message:`pg-delta asks a question that is not known here: ${e.trim().slice(0,200)}`,remedy:"Report this with the version of Sluice."});let[,a,s]=o;return{text:`${e.slice(0,r)}${s} = ANY ($1::oid[]) AND ${e.slice(r)}`.replace(Se,`${Se} AND pc.conrelid = i.indrelid`),ids:t[a]}}export{qt as a,At as b,Jt as c,Gt as d,ye as e,zt as f,en as g,x as h,xe as i,nn as j,rn as k,on as l,an as m,k as n,ke as o,mn as p};
