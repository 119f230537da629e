import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var je=(...all)=>(je=require("node:crypto").createHash)(...all);var Le=(...all)=>(Le=require("node:fs/promises").mkdir)(...all);var w=(...all)=>(w=require("node:fs/promises").open)(...all);var ae=(...all)=>(ae=require("node:fs/promises").rm)(...all);var{dirname:L,join:v,resolve:qe}=require("node:path");var{Transform:Ae}=require("node:stream");var q=(...all)=>(q=require("node:stream/promises").pipeline)(...all);
import{a as k}from"./pg-lib-client.js";import{a as u,b as f,va as I,wa as R,xa as O}from"./manifest.js";async function Be(e,t){let n=await e.query(t.join(`;
`));return Array.isArray(n)?n:[n]}function Q(e,{sql:t}){let n=Number(e.position);if(Number.isInteger(n)&&n>=1)return P(t,n);let{internalQuery:s="",internalPosition:a,where:o=""}=e,i=s===""?-1:t.indexOf(s);if(i!==-1)return i+P(s,Math.max(1,Number(a)||1));let r=/\binline_code_block line (\d+)/u.exec(o)?.[1];return r===void 0?0:le(t,Number(r))}function P(e,t){return[...e].slice(0,t-1).join("").length}function le(e,t){let n=/\$[\p{L}_\d]*\$|'/u.exec(e);if(n===null)return 0;let s=n.index;for(let a=1;a<t;a+=1){let o=e.indexOf(`
`,s);if(o===-1)return 0;s=o+1}return s+(/^[ \t]*/u.exec(e.slice(s))?.[0].length??0)}function Ye(e,{statements:t}){let n=e instanceof k.DatabaseError?e.table:void 0,s=a=>a.data?.table===n||a.data?.inside.some(o=>o.table===n)===!0;return(n===void 0?void 0:t.findLast(s))??t.at(-1)}function C(e){return e instanceof k.DatabaseError}function tt(e,t,n,s){if(e instanceof u)return e;if(!C(e))return new u("connection-failed",{message:`The connection broke while ${t.file} line ${n.line} ran: ${f(e)}`,remedy:"Run again. If it happens at the same statement each time, the server probably crashes on it.",cause:e});let a=e.code??"XX000",o=n.start+Q(e,n),{line:i,column:r}=O(t.sql,o),c={file:t.file,line:i,column:r},p=I(a,e.message,t.sql.slice(0,n.start)),d=de(e,n);return d!==null?new u("extension-unavailable",{...me(s,d,c),location:c,excerpt:R(t.sql,o),sqlState:a,cause:e}):new u("sql-failed",{message:`${t.file}:${i}: ${M(e.message,D)} (SQLSTATE ${a})${ce(e)}`,...p.likelyCause===null?{}:{likelyCause:p.likelyCause},remedy:p.remedy,location:c,excerpt:R(t.sql,o),sqlState:a,cause:e})}function ce({detail:e,hint:t,where:n}){let s=n===void 0?void 0:`In: ${ue(n)}`;return[e,t,s].filter(a=>a!==void 0&&a!=="").map(a=>`
${M(a??"",D)}`).join("")}var D=2e3,U=6,G=2;function ue(e){let t=e.split(`
`),n=t.length-U-G;return n<2?e:[...t.slice(0,U),`… ${n} more lines …`,...t.slice(-G)].join(`
`)}function M(e,t){return e.length>t?`${e.slice(0,t)}…`:e}function de(e,t){return(e.code==="0A000"||e.code==="58P01")&&/extension .* is not available|could not open extension control file/u.test(e.message)?t.extension??"":null}function me(e,t,{file:n,line:s}){return e==="shadow"?{message:`${n}:${s}: the engine has neither the extension "${t}" nor a stand-in for it.`,remedy:"Use an engine that has it: --engine supabase where Docker runs, or --engine url with the address of a PostgreSQL server."}:{message:`${n}:${s}: the server of this database does not have the extension "${t}".`,remedy:"Take one that it has (select name from pg_available_extensions), or have it installed on the server first."}}function nt(e,t){return e instanceof u?e:C(e)?new u("database-failed",{message:`PostgreSQL refused while ${t}: ${e.message} (SQLSTATE ${e.code??"unknown"})`,remedy:"Check the rights of the role and the state of the server.",...e.code===void 0?{}:{sqlState:e.code},cause:e}):new u("connection-failed",{message:`The database could not be reached while ${t}: ${f(e)}`,remedy:"Check host, port and network, and run again.",cause:e})}function l(e){if(e===null)return"null";let t=`'${e.replaceAll("'","''")}'`;return e.includes("\\")?` E${t.replaceAll("\\","\\\\")}`:t}function g(e){return`array[${e.map(l).join(",")}]::pg_catalog.text[]`}function st(e){return e===null?"null":`pg_catalog.decode('${Buffer.from(e).toString("base64")}', 'base64')`}function ot(e){return`${l(JSON.stringify(e))}::pg_catalog.jsonb`}var it=`
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;`,lt=`
create table if not exists supabase_migrations.sluice_deployments (
  id bigint generated always as identity primary key,
  run uuid not null,
  kind text not null,
  outcome text not null,
  recorded_at timestamptz not null default pg_catalog.clock_timestamp(),
  role text not null default session_user,
  actor text,
  source text,
  commit_id text,
  tool text not null,
  plan_digest text,
  head_before text,
  head_after text,
  versions text[] not null default '{}',
  error text,
  milliseconds bigint,
  fingerprint text,
  snapshot bytea,
  details jsonb not null default '{}',
  unique (run, outcome)
);
create index if not exists sluice_deployments_fingerprint on supabase_migrations.sluice_deployments (fingerprint) where snapshot is not null;
create table if not exists supabase_migrations.sluice_segments (
  id bigint generated always as identity primary key,
  run uuid not null,
  version text not null,
  segment integer not null,
  segments integer not null,
  state text not null,
  digest text not null,
  file_digest text not null,
  session jsonb,
  details jsonb not null default '{}',
  recorded_at timestamptz not null default pg_catalog.clock_timestamp(),
  unique (run, version, segment, state)
);
create index if not exists sluice_segments_version on supabase_migrations.sluice_segments (version, id);`,ct="supabase_migrations.schema_migrations",ut="supabase_migrations.sluice_deployments",dt="supabase_migrations.sluice_segments";async function gt(e,t){let n=await fe(e,t),s=[];for(let a of t){let o=["enum","domain","composite"].includes(a.rule.kind)?await be(e,a):ge(a,n);s.push(await pe(e,o))}return s}async function pe(e,t){let n=0;for(let s of t)try{let{rows:a}=await e.query(s);n+=Number(a[0]?.rows??0)}catch(a){return{rows:n,unknown:f(a)}}return{rows:n,unknown:null}}async function fe(e,t){let n=t.flatMap(({live:a,references:o})=>[a,...o===null?[]:[o]]),{rows:s}=await e.query(`select distinct n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned,
       (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
     from unnest($1::text[], $2::text[]) as w(schema, name) join pg_namespace n on n.nspname = w.schema
     join pg_class c on c.relnamespace = n.oid and c.relname = w.name and c.relkind in ('r', 'p')`,[n.map(({schema:a})=>a),n.map(({name:a})=>a)]);return new Map(s.map(({schema:a,name:o,partitioned:i,columns:r})=>[JSON.stringify([a,o]),{partitioned:i,columns:new Set(r??[])}]))}function ge({rule:e,live:t,references:n},s){let a=s.get(JSON.stringify([t.schema,t.name]));if(a===void 0)return[];let o=F(e.columns,t,a);switch(e.kind){case"not-null":return[`select count(*)::text as rows from ${o} as t where ${e.keys.map(i=>`t.${m(i)} is null`).join(" or ")}`];case"check":return e.expression===null?[]:[`select count(*)::text as rows from ${o} as t where (${e.expression}) is false`];case"unique":return[he(e,o)];case"foreign-key":{let i=n===null||e.references===null?null:{references:n,rule:e},r=i===null?void 0:s.get(JSON.stringify([i.references.schema,i.references.name])),c=r===void 0||n===null||e.references===null?null:F(e.references.columns,n,r);return[ye(e,o,c)]}default:return[]}}function F(e,t,n){let s=e.map(({name:o,type:i,default:r})=>{let c=t.columns.get(o)??null;return`${c!==null&&n.columns.has(c)?`(x.${m(c)})::${i}`:`(${r===null||/\bnextval\(/u.test(r)?`null::${i}`:r})`} as ${m(o)}`}),a=`${n.partitioned?"":"only "}${m(t.schema)}.${m(t.name)}`;return`(select ${s.join(", ")} from ${a} as x)`}function he({keys:e,predicate:t,nullsDistinct:n},s){let a=[...t===null?[]:[`(${t})`],...n?e.map(r=>`(${r}) is not null`):[]],o=a.length===0?"":` where ${a.join(" and ")}`,i=e.map(r=>`(${r})`).join(", ");return`select coalesce(sum(copies), 0)::text as rows from (select count(*) as copies from ${s} as t${o} group by ${i} having count(*) > 1) as d`}function ye({keys:e,references:t},n,s){let a=e.map(r=>`t.${m(r)} is not null`).join(" and "),o=e.map((r,c)=>`r.${m(t?.keys[c]??r)} = t.${m(r)}`),i=s===null?"false":`exists (select from ${s} as r where ${o.join(" and ")})`;return`select count(*)::text as rows from ${n} as t where ${a} and not ${i}`}async function be(e,{rule:t,live:n}){let{rows:s}=await e.query(`select case c.relkind when 'p' then '' else 'only ' end || format('%I.%I', cn.nspname, c.relname) as relation, format('%I', a.attname) as column, t.typelem <> 0 and t.typcategory = 'A' as array,
       (select array_agg(m.attname::text order by m.attnum) from pg_attribute m where b.typtype = 'c' and m.attrelid = b.typrelid and m.attnum > 0 and not m.attisdropped) as attributes
     from pg_type b join pg_namespace n on n.oid = b.typnamespace join pg_type t on t.oid = b.oid or t.oid = b.typarray
     join pg_attribute a on a.atttypid = t.oid and a.attnum > 0 and not a.attisdropped join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
     join pg_namespace cn on cn.oid = c.relnamespace where n.nspname = $1 and b.typname = $2`,[n.schema,n.name]);return s.flatMap(({relation:a,column:o,array:i,attributes:r})=>{let c=i?`(select unnest(${o}) as value from ${a})`:`(select ${o} as value from ${a})`;if(t.kind==="composite"){let d=new Set(n.columns.values()),b=(r??[]).filter(_=>!d.has(_));return b.length===0?[]:[`select count(*)::text as rows from ${c} as t where ${b.map(_=>`(value).${m(_)} is not null`).join(" or ")}`]}let p=t.kind==="enum"?`value::text <> all(${g(t.keys)})`:t.expression===null?"value is null":`(${t.expression}) is false`;return[`select count(*)::text as rows from ${c} as t where ${p}`]})}function m(e){return`"${e.replaceAll('"','""')}"`}function T({kept:e}){return g(e.map(({schema:t,table:n})=>`${m(t)}.${m(n)}`))}function W(e,t){return`${t===void 0?"tableoid":`${t}.tableoid`} <> all (array(select t.relid::oid from unnest(${e}) as k(name) cross join lateral pg_partition_tree(to_regclass(k.name)) as t))`}var _e=`alter table sluice_quarantine.saved add column if not exists source text, add column if not exists file text, add column if not exists sha256 text, add column if not exists bytes bigint, add column if not exists kept text[] not null default '{}',
      add column if not exists segment int not null default 0, add column if not exists shows text, add column if not exists digest text, add column if not exists former text[], add column if not exists there boolean, add column if not exists clashing text;`,B=`
    create schema if not exists sluice_quarantine;
    create table if not exists sluice_quarantine.saved (
      id bigint generated always as identity primary key,
      chain uuid not null,
      step text not null,
      kind text not null,
      object text not null,
      schema_name text not null,
      table_name text not null,
      column_name text,
      place text,
      keys text[],
      unsteady text[] not null default '{}',
      rows bigint not null default 0,
      last_value bigint,
      is_called boolean,
      saved_at timestamptz not null default pg_catalog.clock_timestamp(),
      restored_at timestamptz,
      restored_rows bigint
    );
    ${_e}`,H={search_path:"pg_catalog",row_security:"off",datestyle:"ISO, MDY",intervalstyle:"postgres",timezone:"UTC",extra_float_digits:"1",bytea_output:"hex",xmloption:"content",lc_monetary:"C",array_nulls:"on"};function wt(){return`select ${V()}`}function V(){return Object.entries(H).map(([e,t])=>`pg_catalog.set_config('${e}', '${t}', true)`).join(", ")}var j=`
    perform ${V()};`,Y=`settings jsonb := pg_catalog.jsonb_build_object(${Object.keys(H).map(e=>`'${e}', pg_catalog.current_setting('${e}')`).join(", ")});`,J=`
    perform pg_catalog.set_config(key, value, true) from pg_catalog.jsonb_each_text(settings);`,z="exists (select from pg_catalog.pg_attribute where attrelid = pg_catalog.to_regclass('sluice_quarantine.saved') and attname = 'clashing')";function K(e,t){return`(select k.names from (
          select i.indexrelid, i.indisprimary, (
            select array_agg(a.attname::text order by u.n) from unnest(i.indkey::int2[]) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and a.attnotnull and a.attname <> all(${t}) where u.n <= i.indnkeyatts
          ) as names, i.indnkeyatts from pg_index i
          where i.indrelid = ${e} and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        ) k where cardinality(k.names) = k.indnkeyatts order by k.indisprimary desc, k.indexrelid limit 1)`}var X="('json', 'xml', 'point', 'box', 'path', 'polygon', 'line', 'lseg', 'circle')";var Z="SL001",vt="SL002";function Et(e,t){return e.map((n,s)=>we(n,t,Te(n,t,s)))}function Rt({chain:e,step:t,segment:n}){return`do $sluice_forget$
  declare
    one record;
    again text;
  begin
    if not ${z} then return; end if;${j}
    for one in
      select id, object, place, shows, digest from sluice_quarantine.saved
      where chain = ${l(e)} and step = ${l(t)} and segment = ${n} and digest is not null
    loop
      begin
        execute format(${ee}, one.shows) into again;
      exception when others then
        again := null;
      end;
      if again = one.digest then
        execute format('drop table sluice_quarantine.%I', one.place);
        delete from sluice_quarantine.saved s where s.id = one.id or (s.kind = 'sequence' and s.object = one.object
          and s.chain = ${l(e)} and s.step = ${l(t)} and s.segment = ${n});
      end if;
    end loop;
  end $sluice_forget$`}var ee="'select count(*) || '' '' || coalesce(sum(hashtextextended(sluice_all::text, 0)), 0) from (%s) as sluice_all'";function we(e,t,n){let{kind:s,object:a,allowed:o}=e;return`do $sluice_guard$
  declare
    ${Y}
    relation regclass;
    only_it text;
    listed text;
    lost text;
    told text[];
    held bigint;
    one record;
    reached bigint;
    called boolean;
    query text;
    known text;
  begin${j}
    select c.oid, case c.relkind when 'p' then '' else 'only ' end into relation, only_it
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${l(e.schema)} and c.relname = ${l(e.table)} and c.relkind in ('r', 'p')${e.column===null?"":`
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${l(e.column)} and not a.attisdropped)`};
    if relation is not null then
      execute format('lock table %s in access exclusive mode', relation);
${$e(e)}
      if held > 0 then
${o?ve(e,t,n):`        raise exception using errcode = '${Z}', message = format('%s of %s would be lost.', ${l(xe[s])}, ${l(a)}), detail = held::text;`}
      end if;
    end if;${J}
  end $sluice_guard$`}var xe={table:"Rows",column:"Values",values:"Values"};function $e(e){let{kind:t,column:n,type:s,object:a}=e;switch(t){case"table":return`      execute format('select count(*) from %s%s where %s', only_it, relation, ${h(e)}) into held;`;case"column":return`      select ${Se(e)} into lost from pg_attribute a where a.attrelid = relation and a.attname = ${l(n)};
      execute format('select count(*) from %s%s where (%s) and %s', only_it, relation, lost, ${h(e)}) into held;`;case"values":return`      select ${ke(s??"")} into lost
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${l(n)};
      begin
        execute format('select count(*) from %s%s where (%s) and %s', only_it, relation, lost, ${h(e)}) into held;
      exception when data_exception then
        raise exception using errcode = '${Z}', message = format('%s cannot become %s: %s.', ${l(a)}, ${l(s)}, sqlerrm), detail = '1';
      end;`}}function Se({ignoresFill:e=!1}){let t="format('%I is not null', a.attname)";return e?`case when a.atthasmissing then format('%1$I is not null and %1$I::text is distinct from %2$L', a.attname, (a.attmissingval::text::text[])[1]) else ${t} end`:t}function te(e){return`format('((%I)::%s)::%s', a.attname, ${l(e)}, format_type(a.atttypid, a.atttypmod))`}function ke(e){let t=te(e);return`case when t.typnamespace = 'pg_catalog'::regnamespace and t.typname not in ${X}
        then format('%s is distinct from %I', ${t}, a.attname)
        else format('(%s)::text is distinct from (%I)::text', ${t}, a.attname) end`}function h(e){return l(W(T(e)))}function ve(e,{chain:t,step:n,segment:s,isLast:a,store:o},i){let{kind:r,schema:c,table:p,column:d,object:b,unsteady:_,former:S}=e,re=`chain = ${l(t)} and step = ${l(n)} and object = ${l(b)} and segment = ${s}`,N=`${l(t)}, ${l(n)}, ${s}, ${l(b)}, ${l(c)}, ${l(p)}`,ie=[S.schema,S.table,...S.column===null?[]:[S.column]];return`${B.replaceAll(`
`,`
    `)}
        delete from sluice_quarantine.saved where ${re};
        execute format('drop table if exists sluice_quarantine.%I', ${l(i)});
${r==="table"?Ee(e):Re(e)}
${a?"":`        execute format(${ee}, query) into known;
`}        execute format('create table sluice_quarantine.%I as %s%s', ${l(i)}, query, ${o==="files"?"' with no data'":"''"});
        insert into sluice_quarantine.saved (chain, step, segment, object, schema_name, table_name, kind, column_name, place, keys, unsteady, kept, former, rows, source, shows, digest)
        values (${N}, ${l(r)}, ${l(d)}, ${l(i)}, told, ${g(_)}, ${T(e)}, ${g(ie)}, held, ${o==="files"?"query":"null"}, query, known);
        for one in
          select d.objid::regclass as sequence, a.attname from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
          where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = relation and d.deptype in ('a', 'i')${d===null?"":` and a.attname = ${l(d)}`}
        loop
          execute format('select last_value, is_called from %s', one.sequence) into reached, called;
          insert into sluice_quarantine.saved (chain, step, segment, object, schema_name, table_name, kind, column_name, last_value, is_called)
          values (${N}, 'sequence', one.attname, reached, called);
        end loop;`}var ne=e=>`case when t.typnamespace = 'pg_catalog'::regnamespace then format('%I', ${e}) else format('%1$I::text as %1$I', ${e}) end`;function Ee(e){return`        select coalesce(string_agg(${ne("a.attname")}, ', ' order by a.attnum), '') into listed
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
        query := format('select %s from %s%s where %s', listed, only_it, relation, ${h(e)});`}function Re(e){let{kind:t,column:n,type:s,unsteady:a}=e,o=g(a),i=t==="values"?`|| format(', (%s)::text as sluice_left', ${te(s??"")})`:"";return`        told := ${K("relation",o)};
        select format('(%I)%s as sluice_value', a.attname, case when t.typnamespace = 'pg_catalog'::regnamespace then '' else '::text' end)${i} into lost
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${l(n)};
        if told is null then
          query := format('select (to_jsonb(sluice_one) - %L::text[])::text as sluice_row, %s from %s%s as sluice_one where %s', ${o}, lost, only_it, relation, ${h(e)});
        else
          select string_agg(${ne("a.attname")}, ', ') into listed
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = any(told);
          query := format('select %s, %s from %s%s where %s', listed, lost, only_it, relation, ${h(e)});
        end if;`}function Te({object:e},{chain:t,step:n,segment:s},a){let o=e.toLowerCase().replaceAll(/[^a-z0-9]+/gu,"_"),i=n.replaceAll(/\D+/gu,"").slice(-14),r=s===0?`${a+1}`:`${a+1}_${s+1}`;return`${n===i?"u":"r"}${t.slice(0,8)}_${i}_${r}_${o}`.slice(0,63)}var se=class{path;constructor(t){this.path=qe(t)}async write(t,n,s){let a=v(this.path,t),o=new A,i=oe(n,()=>o.failed!==null);try{let r=await Le(this.path,{recursive:!0,mode:448}),c=await w(a,"wx",384);s();let p=await o.all(c,n).catch(async d=>{throw await ae(a,{force:!0}),d});for(let d of Ie(this.path,r))await Oe(d);return p}catch(r){throw r===i()?r:new u("rows-not-saved",{message:`Rows could not be written to ${a}: ${f(o.failed??r)}. The step was rolled back, and nothing of it is left.`,remedy:"See that the folder can be written to and has room, or name another one with --saved-rows, and run again with the same plan.",cause:r})}}async read(t,{sha256:n},s){let a=v(this.path,t),o=oe(s,()=>!1),i=r=>r.sha256===n?null:"it was changed since";try{let r=await w(a,"r");await q(r.createReadStream(),new x(i),Ne);let c=await w(a,"r");await q(c.createReadStream(),new x(i),s)}catch(r){throw r===o()?r:(s.destroy(),new u("rows-unreadable",{message:`The saved rows in ${a} cannot be brought back: ${f(r)}. The transaction was rolled back.`,remedy:"Name the folder that holds the file as it was written with --saved-rows, and run again.",cause:r}))}}async remove(t){await ae(v(this.path,t),{force:!0})}async missing(t){let n=[];for(let s of t){let a=await w(v(this.path,s),"r").catch(()=>null);a===null&&n.push(s),await a?.close()}return n}};function oe(e,t){let n=null;return e.once("error",s=>{t()||(n=s)}),()=>n}async function Ne(e){for await(let t of e);}var x=class extends Ae{#e=je("sha256");#t;#n=0;constructor(t){super(),this.#t=t}_transform(t,n,s){this.#e.update(t),this.#n+=t.length,s(null,t)}_flush(t){let n=this.#t({sha256:this.#e.digest("hex"),bytes:this.#n});t(n===null?null:new Error(n))}},A=class{failed=null;async all(t,n){let s={sha256:"",bytes:0},a=new x(o=>(s=o,null));try{return await q(n,a,async o=>{for await(let i of o)await this.#e(t,i)}),await t.sync(),s}finally{await t.close()}}async#e(t,n){try{await t.writeFile(n)}catch(s){throw this.failed=s,s}}};function Ie(e,t){let n=[e],s=t===void 0?e:L(t);for(let a=e;a!==s;a=L(a))n.push(L(a));return n}async function Oe(e){let t=await w(e,"r").catch(()=>null);if(t!==null)try{await t.sync()}catch(n){let s=n instanceof Error&&"code"in n?n.code:null;if(s!=="EPERM"&&s!=="EINVAL")throw n}finally{await t.close()}}var Pe=["user","password","host","port","dbname","sslmode","sslrootcert","application_name","options","connect_timeout","pgbouncer"],Qe=["channel_binding","client_encoding","connection_limit","connection_timeout","fallback_application_name","gssencmode","keepalives","keepalives_count","keepalives_idle","keepalives_interval","pool_timeout","schema","sslcompression","sslnegotiation","supa","target_session_attrs","tcp_user_timeout","uselibpqcompat","workaround"],Ue=/^(?<host>\[[0-9a-fA-F:.%]+\]|%2[fF][^/@:?#]*|[\w.-]*)(?::(?<port>\d*))?(?:\/(?<database>[^/?#@]*))?(?:\?(?<query>[^#]*))?$/u;function Ge(e){let t=/^postgres(?:ql)?:\/\/(.*)$/su.exec(e.trim())?.[1];if(t===void 0)throw E("The database URL does not begin with postgresql://.","Write postgresql://user:password@host:5432/postgres.");for(let[n,s]of Ce(t)){let a=Ue.exec(s)?.groups;if(a===void 0)continue;let o=Me(a.query??"");if(o===null)continue;let{name:i,written:r}=De(n);return{user:o.get("user")??i,password:o.get("password")??(r===null?null:y(r)),writtenPassword:r,host:o.get("host")??Fe(a.host??""),port:We(o.get("port")??a.port??""),database:o.get("dbname")??$(y(a.database??"")),parameters:o}}throw t.includes(",")?E("The database URL cannot be read; it seems to name more than one host.","Name the one host to deploy to."):E("The database URL cannot be read.","Write postgresql://user:password@host:5432/postgres, with special characters of the password percent-encoded (@ as %40, # as %23, / as %2F), and with no parameters but those of libpq.")}function*Ce(e){e.includes("@")||(yield["",e]);for(let t=e.indexOf("@");t!==-1;t=e.indexOf("@",t+1))yield[e.slice(0,t),e.slice(t+1)]}function De(e){let t=e.indexOf(":");return t===-1?{name:$(y(e)),written:null}:{name:$(y(e.slice(0,t))),written:$(e.slice(t+1))}}function Me(e){let t=new Map;for(let n of e.split("&")){if(n==="")continue;let[s="",...a]=n.split("="),o=Pe.find(i=>i===s);if(o!==void 0)t.set(o,y(a.join("=")));else if(s==="ssl")t.set("sslmode",a[0]==="true"?"require":"disable");else if(!Qe.some(i=>i===s))return null}return t}function y(e){try{return decodeURIComponent(e)}catch{return e}}function Fe(e){return $(y(e.replace(/^\[|\]$/gu,"")))}function $(e){return e===""?null:e}function We(e){if(e==="")return null;let t=Number(e);if(Number.isInteger(t)&&t>0&&t<65536)return t;throw E("The port of the database URL is no port number.","Write a number from 1 to 65535.")}function E(e,t){return new u("connection-url-invalid",{message:e,remedy:t})}function Qt(e){try{let{password:t,writtenPassword:n}=Ge(e);return[...new Set([e,t??"",n??""])].filter(s=>s!=="")}catch{return[e]}}export{Ge as a,Qt as b,Be as c,Ye as d,C as e,tt as f,nt as g,l as h,g as i,st as j,ot as k,it as l,lt as m,ct as n,ut as o,dt as p,_e as q,wt as r,j as s,Y as t,J as u,K as v,gt as w,m as x,T as y,W as z,Z as A,vt as B,Et as C,Rt as D,Se as E,ke as F,se as G};
