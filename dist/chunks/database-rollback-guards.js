import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{createHash:X}=require("node:crypto");var{mkdir:Z,open:_,rm:q}=require("node:fs/promises");var{dirname:k,join:h,resolve:tt}=require("node:path");var{Transform:et}=require("node:stream");var{pipeline:I}=require("node:stream/promises");
import{a as x,b as f}from"./manifest.js";function i(t){if(t===null)return"null";let e=`'${t.replaceAll("'","''")}'`;return t.includes("\\")?` E${e.replaceAll("\\","\\\\")}`:e}function d(t){return`array[${t.map(i).join(",")}]::pg_catalog.text[]`}function ot(t){return t===null?"null":`pg_catalog.decode('${Buffer.from(t).toString("base64")}', 'base64')`}function rt(t){return`${i(JSON.stringify(t))}::pg_catalog.jsonb`}var lt=`
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;`,ct=`
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
create index if not exists sluice_segments_version on supabase_migrations.sluice_segments (version, id);`,ut="supabase_migrations.schema_migrations",dt="supabase_migrations.sluice_deployments",mt="supabase_migrations.sluice_segments";async function yt(t,e){let n=await Q(t,e),s=[];for(let a of e){let o=["enum","domain","composite"].includes(a.rule.kind)?await C(t,a):P(a,n);s.push(await O(t,o))}return s}async function O(t,e){let n=0;for(let s of e)try{let{rows:a}=await t.query(s);n+=Number(a[0]?.rows??0)}catch(a){return{rows:n,unknown:f(a)}}return{rows:n,unknown:null}}async function Q(t,e){let n=e.flatMap(({live:a,references:o})=>[a,...o===null?[]:[o]]),{rows:s}=await t.query(`select distinct n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned,
       (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
     from unnest($1::text[], $2::text[]) as w(schema, name) join pg_namespace n on n.nspname = w.schema
     join pg_class c on c.relnamespace = n.oid and c.relname = w.name and c.relkind in ('r', 'p')`,[n.map(({schema:a})=>a),n.map(({name:a})=>a)]);return new Map(s.map(({schema:a,name:o,partitioned:l,columns:r})=>[JSON.stringify([a,o]),{partitioned:l,columns:new Set(r??[])}]))}function P({rule:t,live:e,references:n},s){let a=s.get(JSON.stringify([e.schema,e.name]));if(a===void 0)return[];let o=j(t.columns,e,a);switch(t.kind){case"not-null":return[`select count(*)::text as rows from ${o} as t where ${t.keys.map(l=>`t.${u(l)} is null`).join(" or ")}`];case"check":return t.expression===null?[]:[`select count(*)::text as rows from ${o} as t where (${t.expression}) is false`];case"unique":return[W(t,o)];case"foreign-key":{let l=n===null||t.references===null?null:{references:n,rule:t},r=l===null?void 0:s.get(JSON.stringify([l.references.schema,l.references.name])),c=r===void 0||n===null||t.references===null?null:j(t.references.columns,n,r);return[G(t,o,c)]}default:return[]}}function j(t,e,n){let s=t.map(({name:o,type:l,default:r})=>{let c=e.columns.get(o)??null;return`${c!==null&&n.columns.has(c)?`(x.${u(c)})::${l}`:`(${r===null||/\bnextval\(/u.test(r)?`null::${l}`:r})`} as ${u(o)}`}),a=`${n.partitioned?"":"only "}${u(e.schema)}.${u(e.name)}`;return`(select ${s.join(", ")} from ${a} as x)`}function W({keys:t,predicate:e,nullsDistinct:n},s){let a=[...e===null?[]:[`(${e})`],...n?t.map(r=>`(${r}) is not null`):[]],o=a.length===0?"":` where ${a.join(" and ")}`,l=t.map(r=>`(${r})`).join(", ");return`select coalesce(sum(copies), 0)::text as rows from (select count(*) as copies from ${s} as t${o} group by ${l} having count(*) > 1) as d`}function G({keys:t,references:e},n,s){let a=t.map(r=>`t.${u(r)} is not null`).join(" and "),o=t.map((r,c)=>`r.${u(e?.keys[c]??r)} = t.${u(r)}`),l=s===null?"false":`exists (select from ${s} as r where ${o.join(" and ")})`;return`select count(*)::text as rows from ${n} as t where ${a} and not ${l}`}async function C(t,{rule:e,live:n}){let{rows:s}=await t.query(`select case c.relkind when 'p' then '' else 'only ' end || format('%I.%I', cn.nspname, c.relname) as relation, format('%I', a.attname) as column, t.typelem <> 0 and t.typcategory = 'A' as array,
       (select array_agg(m.attname::text order by m.attnum) from pg_attribute m where b.typtype = 'c' and m.attrelid = b.typrelid and m.attnum > 0 and not m.attisdropped) as attributes
     from pg_type b join pg_namespace n on n.oid = b.typnamespace join pg_type t on t.oid = b.oid or t.oid = b.typarray
     join pg_attribute a on a.atttypid = t.oid and a.attnum > 0 and not a.attisdropped join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
     join pg_namespace cn on cn.oid = c.relnamespace where n.nspname = $1 and b.typname = $2`,[n.schema,n.name]);return s.flatMap(({relation:a,column:o,array:l,attributes:r})=>{let c=l?`(select unnest(${o}) as value from ${a})`:`(select ${o} as value from ${a})`;if(e.kind==="composite"){let b=new Set(n.columns.values()),g=(r??[]).filter(m=>!b.has(m));return g.length===0?[]:[`select count(*)::text as rows from ${c} as t where ${g.map(m=>`(value).${u(m)} is not null`).join(" or ")}`]}let p=e.kind==="enum"?`value::text <> all(${d(e.keys)})`:e.expression===null?"value is null":`(${e.expression}) is false`;return[`select count(*)::text as rows from ${c} as t where ${p}`]})}function u(t){return`"${t.replaceAll('"','""')}"`}function $({kept:t}){return d(t.map(({schema:e,table:n})=>`${u(e)}.${u(n)}`))}function v(t){return`tableoid <> all (array(select t.relid::oid from unnest(${t}) as k(name) cross join lateral pg_partition_tree(to_regclass(k.name)) as t))`}var S=`
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
    alter table sluice_quarantine.saved add column if not exists source text, add column if not exists file text, add column if not exists sha256 text, add column if not exists bytes bigint, add column if not exists kept text[] not null default '{}';`,y={search_path:"pg_catalog",row_security:"off",datestyle:"ISO, MDY",intervalstyle:"postgres",timezone:"UTC",extra_float_digits:"1",bytea_output:"hex",xmloption:"content"};function xt(){return`select ${Object.entries(y).map(([t,e])=>`pg_catalog.set_config('${t}', '${e}', true)`).join(", ")}`}var R="('json', 'xml', 'point', 'box', 'path', 'polygon', 'line', 'lseg', 'circle')";var T="SL001",St="SL002";function Rt(t,e,n){return t.guards.map((s,a)=>M(s,t.chain,e,K(s,t.chain,e,a),n))}var U=`pg_catalog.jsonb_build_object(${Object.keys(y).map(t=>`'${t}', pg_catalog.current_setting('${t}')`).join(", ")})`,V=`
    perform ${Object.entries(y).map(([t,e])=>`pg_catalog.set_config('${t}', '${e}', true)`).join(", ")};`,D=`
    perform pg_catalog.set_config(key, value, true) from pg_catalog.jsonb_each_text(former);`;function M(t,e,n,s,a){let{kind:o,object:l,allowed:r}=t;return`do $sluice_guard$
  declare
    former jsonb := ${U};
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
  begin${V}
    select c.oid, case c.relkind when 'p' then '' else 'only ' end into relation, only_it
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${i(t.schema)} and c.relname = ${i(t.table)} and c.relkind in ('r', 'p')${t.column===null?"":`
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${i(t.column)} and not a.attisdropped)`};
    if relation is not null then
      execute format('lock table %s in access exclusive mode', relation);
${H(t)}
      if held > 0 then
${r?Y(t,e,n,s,a):`        raise exception using errcode = '${T}', message = format('%s of %s would be lost.', ${i(B[o])}, ${i(l)}), detail = held::text;`}
      end if;
    end if;${D}
  end $sluice_guard$`}var B={table:"Rows",column:"Values",values:"Values"};function H(t){let{kind:e,column:n,type:s,object:a}=t;switch(e){case"table":return`      execute format('select count(*) from %s%s where %s', only_it, relation, ${E(t)}) into held;`;case"column":return`      execute format('select count(%I) from %s%s', ${i(n)}, only_it, relation) into held;`;case"values":return`      select ${J(s??"")} into lost
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${i(n)};
      begin
        execute format('select count(*) from %s%s where %s', only_it, relation, lost) into held;
      exception when data_exception then
        raise exception using errcode = '${T}', message = format('%s cannot become %s: %s.', ${i(a)}, ${i(s)}, sqlerrm), detail = '1';
      end;`}}function J(t){let e=`format('((%I)::%s)::%s', a.attname, ${i(t)}, format_type(a.atttypid, a.atttypmod))`;return`case when t.typnamespace = 'pg_catalog'::regnamespace and t.typname not in ${R}
        then format('%s is distinct from %I', ${e}, a.attname)
        else format('(%s)::text is distinct from (%I)::text', ${e}, a.attname) end`}function E(t){return i(v($(t)))}function Y(t,e,n,s,a){let{kind:o,schema:l,table:r,column:c,object:p,unsteady:b}=t,g=`chain = ${i(e)} and step = ${i(n)} and object = ${i(p)}`,m=`${i(e)}, ${i(n)}, ${i(p)}, ${i(l)}, ${i(r)}`;return`${S.replaceAll(`
`,`
    `)}
        delete from sluice_quarantine.saved where ${g};
        execute format('drop table if exists sluice_quarantine.%I', ${i(s)});
${o==="table"?z(t):F(t)}
        execute format('create table sluice_quarantine.%I as %s%s', ${i(s)}, query, ${a==="files"?"' with no data'":"''"});
        insert into sluice_quarantine.saved (chain, step, object, schema_name, table_name, kind, column_name, place, keys, unsteady, kept, rows, source)
        values (${m}, ${i(o)}, ${i(c)}, ${i(s)}, told, ${d(b)}, ${$(t)}, held, ${a==="files"?"query":"null"});
        for one in
          select d.objid::regclass as sequence, a.attname from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
          where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = relation and d.deptype in ('a', 'i')${c===null?"":` and a.attname = ${i(c)}`}
        loop
          execute format('select last_value, is_called from %s', one.sequence) into reached, called;
          insert into sluice_quarantine.saved (chain, step, object, schema_name, table_name, kind, column_name, last_value, is_called)
          values (${m}, 'sequence', one.attname, reached, called);
        end loop;`}var L=t=>`case when t.typnamespace = 'pg_catalog'::regnamespace then format('%I', ${t}) else format('%1$I::text as %1$I', ${t}) end`;function z(t){return`        select coalesce(string_agg(${L("a.attname")}, ', ' order by a.attnum), '') into listed
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
        query := format('select %s from %s%s where %s', listed, only_it, relation, ${E(t)});`}function F({column:t,unsteady:e}){let n=d(e);return`        select k.names into told from (
          select i.indexrelid, i.indisprimary, (
            select array_agg(a.attname::text order by u.n) from unnest(i.indkey::int2[]) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and a.attnotnull and a.attname <> all(${n}) where u.n <= i.indnkeyatts
          ) as names, i.indnkeyatts from pg_index i
          where i.indrelid = relation and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        ) k where cardinality(k.names) = k.indnkeyatts order by k.indisprimary desc, k.indexrelid limit 1;
        select format('(%I)%s as sluice_value', a.attname, case when t.typnamespace = 'pg_catalog'::regnamespace then '' else '::text' end) into lost
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${i(t)};
        if told is null then
          query := format('select (to_jsonb(r) - %L::text[])::text as sluice_row, %s from %s%s as r', ${n}, lost, only_it, relation);
        else
          select string_agg(${L("a.attname")}, ', ') into listed
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = any(told);
          query := format('select %s, %s from %s%s', listed, lost, only_it, relation);
        end if;`}function K({object:t},e,n,s){let a=t.toLowerCase().replaceAll(/[^a-z0-9]+/gu,"_"),o=n.replaceAll(/\D+/gu,"").slice(-14);return`r${e.slice(0,8)}_${o}_${s+1}_${a}`.slice(0,63)}var A=class{path;constructor(e){this.path=tt(e)}async write(e,n){let s=h(this.path,e),a=N(n);try{let o=await Z(this.path,{recursive:!0,mode:448}),l=await _(s,"wx",384),r=await nt(l,n).catch(async c=>{throw await q(s,{force:!0}),c});for(let c of at(this.path,o))await st(c);return r}catch(o){throw o===a()?o:new x("rows-not-saved",{message:`Rows could not be written to ${s}: ${f(o)}. The step was rolled back, and nothing of it is left.`,remedy:"See that the folder can be written to and has room, or name another one with --saved-rows, and run again with the same plan.",cause:o})}}async read(e,{sha256:n},s){let a=h(this.path,e),o=N(s),l=new w(r=>r.sha256===n?null:"it was changed since");try{let r=await _(a,"r");await I(r.createReadStream(),l,s)}catch(r){throw r===o()?r:(s.destroy(),new x("rows-unreadable",{message:`The saved rows in ${a} cannot be brought back: ${f(r)}. The transaction was rolled back.`,remedy:"Name the folder that holds the file as it was written with --saved-rows, and run again.",cause:r}))}}async remove(e){await q(h(this.path,e),{force:!0})}async missing(e){let n=[];for(let s of e){let a=await _(h(this.path,s),"r").catch(()=>null);a===null&&n.push(s),await a?.close()}return n}};function N(t){let e=null;return t.once("error",n=>{e=n}),()=>e}var w=class extends et{#t=X("sha256");#e;#n=0;constructor(e){super(),this.#e=e}_transform(e,n,s){this.#t.update(e),this.#n+=e.length,s(null,e)}_flush(e){let n=this.#e({sha256:this.#t.digest("hex"),bytes:this.#n});e(n===null?null:new Error(n))}};async function nt(t,e){let n={sha256:"",bytes:0},s=new w(a=>(n=a,null));try{return await I(e,s,a=>t.writeFile(a)),await t.sync(),n}finally{await t.close()}}function at(t,e){let n=[t],s=e===void 0?t:k(e);for(let a=t;a!==s;a=k(a))n.push(k(a));return n}async function st(t){let e=await _(t,"r").catch(()=>null);if(e!==null)try{await e.sync()}catch(n){let s=n instanceof Error&&"code"in n?n.code:null;if(s!=="EPERM"&&s!=="EINVAL")throw n}finally{await e.close()}}export{i as a,d as b,ot as c,rt as d,lt as e,ct as f,ut as g,dt as h,mt as i,yt as j,u as k,$ as l,v as m,y as n,xt as o,T as p,St as q,Rt as r,J as s,A as t};
