import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{createHash:P}=require("node:crypto");var{mkdir:B,open:m,rm:S}=require("node:fs/promises");var{dirname:h,join:u,resolve:H}=require("node:path");var{Transform:Y}=require("node:stream");var{pipeline:E}=require("node:stream/promises");
import{a as p,b as f}from"./manifest.js";function s(t){if(t===null)return"null";let e=`'${t.replaceAll("'","''")}'`;return t.includes("\\")?` E${e.replaceAll("\\","\\\\")}`:e}function _(t){return`array[${t.map(s).join(",")}]::pg_catalog.text[]`}function C(t){return t===null?"null":`pg_catalog.decode('${Buffer.from(t).toString("base64")}', 'base64')`}function F(t){return`${s(JSON.stringify(t))}::pg_catalog.jsonb`}var K=`
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;`,X=`
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
create index if not exists sluice_segments_version on supabase_migrations.sluice_segments (version, id);`,Z="supabase_migrations.schema_migrations",tt="supabase_migrations.sluice_deployments",et="supabase_migrations.sluice_segments";var x=`
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
    alter table sluice_quarantine.saved add column if not exists source text, add column if not exists file text, add column if not exists sha256 text, add column if not exists bytes bigint;`,d={search_path:"pg_catalog",row_security:"off",datestyle:"ISO, MDY",intervalstyle:"postgres",timezone:"UTC",extra_float_digits:"1",bytea_output:"hex",xmloption:"content"};function at(){return`select ${Object.entries(d).map(([t,e])=>`pg_catalog.set_config('${t}', '${e}', true)`).join(", ")}`}var w="('json', 'xml', 'point', 'box', 'path', 'polygon', 'line', 'lseg', 'circle')";var $="SL001",rt="SL002";function lt(t,e,n){return t.guards.map((a,o)=>I(a,t.chain,e,G(a,t.chain,e,o),n))}var L=`pg_catalog.jsonb_build_object(${Object.keys(d).map(t=>`'${t}', pg_catalog.current_setting('${t}')`).join(", ")})`,q=`
    perform ${Object.entries(d).map(([t,e])=>`pg_catalog.set_config('${t}', '${e}', true)`).join(", ")};`,A=`
    perform pg_catalog.set_config(key, value, true) from pg_catalog.jsonb_each_text(former);`;function I(t,e,n,a,o){let{kind:i,object:l,allowed:r}=t;return`do $sluice_guard$
  declare
    former jsonb := ${L};
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
  begin${q}
    select c.oid, case c.relkind when 'p' then '' else 'only ' end into relation, only_it
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${s(t.schema)} and c.relname = ${s(t.table)} and c.relkind in ('r', 'p')${t.column===null?"":`
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${s(t.column)} and not a.attisdropped)`};
    if relation is not null then
      execute format('lock table %s in access exclusive mode', relation);
${N(t)}
      if held > 0 then
${r?Q(t,e,n,a,o):`        raise exception using errcode = '${$}', message = format('%s of %s would be lost.', ${s(O[i])}, ${s(l)}), detail = held::text;`}
      end if;
    end if;${A}
  end $sluice_guard$`}var O={table:"Rows",column:"Values",values:"Values"};function N({kind:t,column:e,type:n,object:a}){switch(t){case"table":return"      execute format('select count(*) from %s%s', only_it, relation) into held;";case"column":return`      execute format('select count(%I) from %s%s', ${s(e)}, only_it, relation) into held;`;case"values":return`      select ${W(n??"")} into lost
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${s(e)};
      begin
        execute format('select count(*) from %s%s where %s', only_it, relation, lost) into held;
      exception when data_exception then
        raise exception using errcode = '${$}', message = format('%s cannot become %s: %s.', ${s(a)}, ${s(n)}, sqlerrm), detail = '1';
      end;`}}function W(t){let e=`format('((%I)::%s)::%s', a.attname, ${s(t)}, format_type(a.atttypid, a.atttypmod))`;return`case when t.typnamespace = 'pg_catalog'::regnamespace and t.typname not in ${w}
        then format('%s is distinct from %I', ${e}, a.attname)
        else format('(%s)::text is distinct from (%I)::text', ${e}, a.attname) end`}function Q(t,e,n,a,o){let{kind:i,schema:l,table:r,column:c,object:y,unsteady:T}=t,R=`chain = ${s(e)} and step = ${s(n)} and object = ${s(y)}`,b=`${s(e)}, ${s(n)}, ${s(y)}, ${s(l)}, ${s(r)}`;return`${x.replaceAll(`
`,`
    `)}
        delete from sluice_quarantine.saved where ${R};
        execute format('drop table if exists sluice_quarantine.%I', ${s(a)});
${i==="table"?U():D(t)}
        execute format('create table sluice_quarantine.%I as %s%s', ${s(a)}, query, ${o==="files"?"' with no data'":"''"});
        insert into sluice_quarantine.saved (chain, step, object, schema_name, table_name, kind, column_name, place, keys, unsteady, rows, source)
        values (${b}, ${s(i)}, ${s(c)}, ${s(a)}, told, ${_(T)}, held, ${o==="files"?"query":"null"});
        for one in
          select d.objid::regclass as sequence, a.attname from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
          where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = relation and d.deptype in ('a', 'i')${c===null?"":` and a.attname = ${s(c)}`}
        loop
          execute format('select last_value, is_called from %s', one.sequence) into reached, called;
          insert into sluice_quarantine.saved (chain, step, object, schema_name, table_name, kind, column_name, last_value, is_called)
          values (${b}, 'sequence', one.attname, reached, called);
        end loop;`}var k=t=>`case when t.typnamespace = 'pg_catalog'::regnamespace then format('%I', ${t}) else format('%1$I::text as %1$I', ${t}) end`;function U(){return`        select coalesce(string_agg(${k("a.attname")}, ', ' order by a.attnum), '') into listed
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
        query := format('select %s from %s%s', listed, only_it, relation);`}function D({column:t,unsteady:e}){let n=_(e);return`        select k.names into told from (
          select i.indexrelid, i.indisprimary, (
            select array_agg(a.attname::text order by u.n) from unnest(i.indkey::int2[]) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and a.attnotnull and a.attname <> all(${n}) where u.n <= i.indnkeyatts
          ) as names, i.indnkeyatts from pg_index i
          where i.indrelid = relation and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        ) k where cardinality(k.names) = k.indnkeyatts order by k.indisprimary desc, k.indexrelid limit 1;
        select format('(%I)%s as sluice_value', a.attname, case when t.typnamespace = 'pg_catalog'::regnamespace then '' else '::text' end) into lost
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${s(t)};
        if told is null then
          query := format('select (to_jsonb(r) - %L::text[])::text as sluice_row, %s from %s%s as r', ${n}, lost, only_it, relation);
        else
          select string_agg(${k("a.attname")}, ', ') into listed
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = any(told);
          query := format('select %s, %s from %s%s', listed, lost, only_it, relation);
        end if;`}function G({object:t},e,n,a){let o=t.toLowerCase().replaceAll(/[^a-z0-9]+/gu,"_"),i=n.replaceAll(/\D+/gu,"").slice(-14);return`r${e.slice(0,8)}_${i}_${a+1}_${o}`.slice(0,63)}var v=class{path;constructor(e){this.path=H(e)}async write(e,n){let a=u(this.path,e),o=j(n);try{let i=await B(this.path,{recursive:!0,mode:448}),l=await m(a,"wx",384),r=await z(l,n).catch(async c=>{throw await S(a,{force:!0}),c});for(let c of J(this.path,i))await V(c);return r}catch(i){throw i===o()?i:new p("rows-not-saved",{message:`Rows could not be written to ${a}: ${f(i)}. The step was rolled back, and nothing of it is left.`,remedy:"See that the folder can be written to and has room, or name another one with --saved-rows, and run again with the same plan.",cause:i})}}async read(e,{sha256:n},a){let o=u(this.path,e),i=j(a),l=new g(r=>r.sha256===n?null:"it was changed since");try{let r=await m(o,"r");await E(r.createReadStream(),l,a)}catch(r){throw r===i()?r:(a.destroy(),new p("rows-unreadable",{message:`The saved rows in ${o} cannot be brought back: ${f(r)}. The transaction was rolled back.`,remedy:"Name the folder that holds the file as it was written with --saved-rows, and run again.",cause:r}))}}async remove(e){await S(u(this.path,e),{force:!0})}async missing(e){let n=[];for(let a of e){let o=await m(u(this.path,a),"r").catch(()=>null);o===null&&n.push(a),await o?.close()}return n}};function j(t){let e=null;return t.once("error",n=>{e=n}),()=>e}var g=class extends Y{#t=P("sha256");#e;#n=0;constructor(e){super(),this.#e=e}_transform(e,n,a){this.#t.update(e),this.#n+=e.length,a(null,e)}_flush(e){let n=this.#e({sha256:this.#t.digest("hex"),bytes:this.#n});e(n===null?null:new Error(n))}};async function z(t,e){let n={sha256:"",bytes:0},a=new g(o=>(n=o,null));try{return await E(e,a,o=>t.writeFile(o)),await t.sync(),n}finally{await t.close()}}function J(t,e){let n=[t],a=e===void 0?t:h(e);for(let o=t;o!==a;o=h(o))n.push(h(o));return n}async function V(t){let e=await m(t,"r").catch(()=>null);if(e!==null)try{await e.sync()}catch(n){let a=n instanceof Error&&"code"in n?n.code:null;if(a!=="EPERM"&&a!=="EINVAL")throw n}finally{await e.close()}}export{s as a,_ as b,C as c,F as d,K as e,X as f,Z as g,tt as h,et as i,d as j,at as k,$ as l,rt as m,lt as n,W as o,v as p};
