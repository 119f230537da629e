import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{createHash:B}=require("node:crypto");var{mkdir:J,open:$,rm:E}=require("node:fs/promises");var{dirname:k,join:x,resolve:z}=require("node:path");var{Transform:F}=require("node:stream");var{pipeline:A}=require("node:stream/promises");
import{a as b,b as h}from"./manifest.js";function i(e){if(e===null)return"null";let t=`'${e.replaceAll("'","''")}'`;return e.includes("\\")?` E${t.replaceAll("\\","\\\\")}`:t}function d(e){return`array[${e.map(i).join(",")}]::pg_catalog.text[]`}function ge(e){return e===null?"null":`pg_catalog.decode('${Buffer.from(e).toString("base64")}', 'base64')`}function he(e){return`${i(JSON.stringify(e))}::pg_catalog.jsonb`}var ye=`
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;`,xe=`
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
create index if not exists sluice_segments_version on supabase_migrations.sluice_segments (version, id);`,$e="supabase_migrations.schema_migrations",we="supabase_migrations.sluice_deployments",be="supabase_migrations.sluice_segments";var R=class{path;constructor(t){this.path=z(t)}async write(t,n){let s=x(this.path,t),a=T(n);try{let o=await J(this.path,{recursive:!0,mode:448}),l=await $(s,"wx",384),r=await K(l,n).catch(async c=>{throw await E(s,{force:!0}),c});for(let c of X(this.path,o))await Z(c);return r}catch(o){throw o===a()?o:new b("rows-not-saved",{message:`Rows could not be written to ${s}: ${h(o)}. The step was rolled back, and nothing of it is left.`,remedy:"See that the folder can be written to and has room, or name another one with --saved-rows, and run again with the same plan.",cause:o})}}async read(t,{sha256:n},s){let a=x(this.path,t),o=T(s),l=new w(r=>r.sha256===n?null:"it was changed since");try{let r=await $(a,"r");await A(r.createReadStream(),l,s)}catch(r){throw r===o()?r:(s.destroy(),new b("rows-unreadable",{message:`The saved rows in ${a} cannot be brought back: ${h(r)}. The transaction was rolled back.`,remedy:"Name the folder that holds the file as it was written with --saved-rows, and run again.",cause:r}))}}async remove(t){await E(x(this.path,t),{force:!0})}async missing(t){let n=[];for(let s of t){let a=await $(x(this.path,s),"r").catch(()=>null);a===null&&n.push(s),await a?.close()}return n}};function T(e){let t=null;return e.once("error",n=>{t=n}),()=>t}var w=class extends F{#e=B("sha256");#t;#n=0;constructor(t){super(),this.#t=t}_transform(t,n,s){this.#e.update(t),this.#n+=t.length,s(null,t)}_flush(t){let n=this.#t({sha256:this.#e.digest("hex"),bytes:this.#n});t(n===null?null:new Error(n))}};async function K(e,t){let n={sha256:"",bytes:0},s=new w(a=>(n=a,null));try{return await A(t,s,a=>e.writeFile(a)),await e.sync(),n}finally{await e.close()}}function X(e,t){let n=[e],s=t===void 0?e:k(t);for(let a=e;a!==s;a=k(a))n.push(k(a));return n}async function Z(e){let t=await $(e,"r").catch(()=>null);if(t!==null)try{await t.sync()}catch(n){let s=n instanceof Error&&"code"in n?n.code:null;if(s!=="EPERM"&&s!=="EINVAL")throw n}finally{await t.close()}}async function Ne(e,t){let n=await te(e,t),s=[];for(let a of t){let o=["enum","domain","composite"].includes(a.rule.kind)?await oe(e,a):ne(a,n);s.push(await ee(e,o))}return s}async function ee(e,t){let n=0;for(let s of t)try{let{rows:a}=await e.query(s);n+=Number(a[0]?.rows??0)}catch(a){return{rows:n,unknown:h(a)}}return{rows:n,unknown:null}}async function te(e,t){let n=t.flatMap(({live:a,references:o})=>[a,...o===null?[]:[o]]),{rows:s}=await e.query(`select distinct n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned,
       (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
     from unnest($1::text[], $2::text[]) as w(schema, name) join pg_namespace n on n.nspname = w.schema
     join pg_class c on c.relnamespace = n.oid and c.relname = w.name and c.relkind in ('r', 'p')`,[n.map(({schema:a})=>a),n.map(({name:a})=>a)]);return new Map(s.map(({schema:a,name:o,partitioned:l,columns:r})=>[JSON.stringify([a,o]),{partitioned:l,columns:new Set(r??[])}]))}function ne({rule:e,live:t,references:n},s){let a=s.get(JSON.stringify([t.schema,t.name]));if(a===void 0)return[];let o=L(e.columns,t,a);switch(e.kind){case"not-null":return[`select count(*)::text as rows from ${o} as t where ${e.keys.map(l=>`t.${u(l)} is null`).join(" or ")}`];case"check":return e.expression===null?[]:[`select count(*)::text as rows from ${o} as t where (${e.expression}) is false`];case"unique":return[ae(e,o)];case"foreign-key":{let l=n===null||e.references===null?null:{references:n,rule:e},r=l===null?void 0:s.get(JSON.stringify([l.references.schema,l.references.name])),c=r===void 0||n===null||e.references===null?null:L(e.references.columns,n,r);return[se(e,o,c)]}default:return[]}}function L(e,t,n){let s=e.map(({name:o,type:l,default:r})=>{let c=t.columns.get(o)??null;return`${c!==null&&n.columns.has(c)?`(x.${u(c)})::${l}`:`(${r===null||/\bnextval\(/u.test(r)?`null::${l}`:r})`} as ${u(o)}`}),a=`${n.partitioned?"":"only "}${u(t.schema)}.${u(t.name)}`;return`(select ${s.join(", ")} from ${a} as x)`}function ae({keys:e,predicate:t,nullsDistinct:n},s){let a=[...t===null?[]:[`(${t})`],...n?e.map(r=>`(${r}) is not null`):[]],o=a.length===0?"":` where ${a.join(" and ")}`,l=e.map(r=>`(${r})`).join(", ");return`select coalesce(sum(copies), 0)::text as rows from (select count(*) as copies from ${s} as t${o} group by ${l} having count(*) > 1) as d`}function se({keys:e,references:t},n,s){let a=e.map(r=>`t.${u(r)} is not null`).join(" and "),o=e.map((r,c)=>`r.${u(t?.keys[c]??r)} = t.${u(r)}`),l=s===null?"false":`exists (select from ${s} as r where ${o.join(" and ")})`;return`select count(*)::text as rows from ${n} as t where ${a} and not ${l}`}async function oe(e,{rule:t,live:n}){let{rows:s}=await e.query(`select case c.relkind when 'p' then '' else 'only ' end || format('%I.%I', cn.nspname, c.relname) as relation, format('%I', a.attname) as column, t.typelem <> 0 and t.typcategory = 'A' as array,
       (select array_agg(m.attname::text order by m.attnum) from pg_attribute m where b.typtype = 'c' and m.attrelid = b.typrelid and m.attnum > 0 and not m.attisdropped) as attributes
     from pg_type b join pg_namespace n on n.oid = b.typnamespace join pg_type t on t.oid = b.oid or t.oid = b.typarray
     join pg_attribute a on a.atttypid = t.oid and a.attnum > 0 and not a.attisdropped join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
     join pg_namespace cn on cn.oid = c.relnamespace where n.nspname = $1 and b.typname = $2`,[n.schema,n.name]);return s.flatMap(({relation:a,column:o,array:l,attributes:r})=>{let c=l?`(select unnest(${o}) as value from ${a})`:`(select ${o} as value from ${a})`;if(t.kind==="composite"){let p=new Set(n.columns.values()),f=(r??[]).filter(g=>!p.has(g));return f.length===0?[]:[`select count(*)::text as rows from ${c} as t where ${f.map(g=>`(value).${u(g)} is not null`).join(" or ")}`]}let _=t.kind==="enum"?`value::text <> all(${d(t.keys)})`:t.expression===null?"value is null":`(${t.expression}) is false`;return[`select count(*)::text as rows from ${c} as t where ${_}`]})}function u(e){return`"${e.replaceAll('"','""')}"`}function S({kept:e}){return d(e.map(({schema:t,table:n})=>`${u(t)}.${u(n)}`))}function q(e,t){return`${t===void 0?"tableoid":`${t}.tableoid`} <> all (array(select t.relid::oid from unnest(${e}) as k(name) cross join lateral pg_partition_tree(to_regclass(k.name)) as t))`}var re=`alter table sluice_quarantine.saved add column if not exists source text, add column if not exists file text, add column if not exists sha256 text, add column if not exists bytes bigint, add column if not exists kept text[] not null default '{}',
      add column if not exists segment int not null default 0, add column if not exists shows text, add column if not exists digest text, add column if not exists former text[], add column if not exists there boolean, add column if not exists clashing text;`,N=`
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
    ${re}`,I={search_path:"pg_catalog",row_security:"off",datestyle:"ISO, MDY",intervalstyle:"postgres",timezone:"UTC",extra_float_digits:"1",bytea_output:"hex",xmloption:"content"};function Pe(){return`select ${O()}`}function O(){return Object.entries(I).map(([e,t])=>`pg_catalog.set_config('${e}', '${t}', true)`).join(", ")}var v=`
    perform ${O()};`,G=`settings jsonb := pg_catalog.jsonb_build_object(${Object.keys(I).map(e=>`'${e}', pg_catalog.current_setting('${e}')`).join(", ")});`,Q=`
    perform pg_catalog.set_config(key, value, true) from pg_catalog.jsonb_each_text(settings);`,P="exists (select from pg_catalog.pg_attribute where attrelid = pg_catalog.to_regclass('sluice_quarantine.saved') and attname = 'clashing')";function U(e,t){return`(select k.names from (
          select i.indexrelid, i.indisprimary, (
            select array_agg(a.attname::text order by u.n) from unnest(i.indkey::int2[]) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and a.attnotnull and a.attname <> all(${t}) where u.n <= i.indnkeyatts
          ) as names, i.indnkeyatts from pg_index i
          where i.indrelid = ${e} and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        ) k where cardinality(k.names) = k.indnkeyatts order by k.indisprimary desc, k.indexrelid limit 1)`}var D="('json', 'xml', 'point', 'box', 'path', 'polygon', 'line', 'lseg', 'circle')";var C="SL001",Me="SL002";function Ve(e,t){return e.map((n,s)=>ie(n,t,fe(n,t,s)))}function Ye({chain:e,step:t,segment:n}){return`do $sluice_forget$
  declare
    one record;
    again text;
  begin
    if not ${P} then return; end if;${v}
    for one in
      select id, object, place, shows, digest from sluice_quarantine.saved
      where chain = ${i(e)} and step = ${i(t)} and segment = ${n} and digest is not null
    loop
      begin
        execute format(${W}, one.shows) into again;
      exception when others then
        again := null;
      end;
      if again = one.digest then
        execute format('drop table sluice_quarantine.%I', one.place);
        delete from sluice_quarantine.saved s where s.id = one.id or (s.kind = 'sequence' and s.object = one.object
          and s.chain = ${i(e)} and s.step = ${i(t)} and s.segment = ${n});
      end if;
    end loop;
  end $sluice_forget$`}var W="'select count(*) || '' '' || coalesce(sum(hashtextextended(sluice_all::text, 0)), 0) from (%s) as sluice_all'";function ie(e,t,n){let{kind:s,object:a,allowed:o}=e;return`do $sluice_guard$
  declare
    ${G}
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
  begin${v}
    select c.oid, case c.relkind when 'p' then '' else 'only ' end into relation, only_it
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${i(e.schema)} and c.relname = ${i(e.table)} and c.relkind in ('r', 'p')${e.column===null?"":`
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${i(e.column)} and not a.attisdropped)`};
    if relation is not null then
      execute format('lock table %s in access exclusive mode', relation);
${ce(e)}
      if held > 0 then
${o?de(e,t,n):`        raise exception using errcode = '${C}', message = format('%s of %s would be lost.', ${i(le[s])}, ${i(a)}), detail = held::text;`}
      end if;
    end if;${Q}
  end $sluice_guard$`}var le={table:"Rows",column:"Values",values:"Values"};function ce(e){let{kind:t,column:n,type:s,object:a}=e;switch(t){case"table":return`      execute format('select count(*) from %s%s where %s', only_it, relation, ${m(e)}) into held;`;case"column":return`      execute format('select count(%I) from %s%s where %s', ${i(n)}, only_it, relation, ${m(e)}) into held;`;case"values":return`      select ${ue(s??"")} into lost
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${i(n)};
      begin
        execute format('select count(*) from %s%s where (%s) and %s', only_it, relation, lost, ${m(e)}) into held;
      exception when data_exception then
        raise exception using errcode = '${C}', message = format('%s cannot become %s: %s.', ${i(a)}, ${i(s)}, sqlerrm), detail = '1';
      end;`}}function M(e){return`format('((%I)::%s)::%s', a.attname, ${i(e)}, format_type(a.atttypid, a.atttypmod))`}function ue(e){let t=M(e);return`case when t.typnamespace = 'pg_catalog'::regnamespace and t.typname not in ${D}
        then format('%s is distinct from %I', ${t}, a.attname)
        else format('(%s)::text is distinct from (%I)::text', ${t}, a.attname) end`}function m(e){return i(q(S(e)))}function de(e,{chain:t,step:n,segment:s,isLast:a,store:o},l){let{kind:r,schema:c,table:_,column:p,object:f,unsteady:g,former:y}=e,Y=`chain = ${i(t)} and step = ${i(n)} and object = ${i(f)} and segment = ${s}`,j=`${i(t)}, ${i(n)}, ${s}, ${i(f)}, ${i(c)}, ${i(_)}`,H=[y.schema,y.table,...y.column===null?[]:[y.column]];return`${N.replaceAll(`
`,`
    `)}
        delete from sluice_quarantine.saved where ${Y};
        execute format('drop table if exists sluice_quarantine.%I', ${i(l)});
${r==="table"?me(e):pe(e)}
${a?"":`        execute format(${W}, query) into known;
`}        execute format('create table sluice_quarantine.%I as %s%s', ${i(l)}, query, ${o==="files"?"' with no data'":"''"});
        insert into sluice_quarantine.saved (chain, step, segment, object, schema_name, table_name, kind, column_name, place, keys, unsteady, kept, former, rows, source, shows, digest)
        values (${j}, ${i(r)}, ${i(p)}, ${i(l)}, told, ${d(g)}, ${S(e)}, ${d(H)}, held, ${o==="files"?"query":"null"}, query, known);
        for one in
          select d.objid::regclass as sequence, a.attname from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
          where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = relation and d.deptype in ('a', 'i')${p===null?"":` and a.attname = ${i(p)}`}
        loop
          execute format('select last_value, is_called from %s', one.sequence) into reached, called;
          insert into sluice_quarantine.saved (chain, step, segment, object, schema_name, table_name, kind, column_name, last_value, is_called)
          values (${j}, 'sequence', one.attname, reached, called);
        end loop;`}var V=e=>`case when t.typnamespace = 'pg_catalog'::regnamespace then format('%I', ${e}) else format('%1$I::text as %1$I', ${e}) end`;function me(e){return`        select coalesce(string_agg(${V("a.attname")}, ', ' order by a.attnum), '') into listed
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
        query := format('select %s from %s%s where %s', listed, only_it, relation, ${m(e)});`}function pe(e){let{kind:t,column:n,type:s,unsteady:a}=e,o=d(a),l=t==="values"?`|| format(', (%s)::text as sluice_left', ${M(s??"")})`:"";return`        told := ${U("relation",o)};
        select format('(%I)%s as sluice_value', a.attname, case when t.typnamespace = 'pg_catalog'::regnamespace then '' else '::text' end)${l} into lost
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${i(n)};
        if told is null then
          query := format('select (to_jsonb(sluice_one) - %L::text[])::text as sluice_row, %s from %s%s as sluice_one where %s', ${o}, lost, only_it, relation, ${m(e)});
        else
          select string_agg(${V("a.attname")}, ', ') into listed
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = any(told);
          query := format('select %s, %s from %s%s where %s', listed, lost, only_it, relation, ${m(e)});
        end if;`}function fe({object:e},{chain:t,step:n,segment:s},a){let o=e.toLowerCase().replaceAll(/[^a-z0-9]+/gu,"_"),l=n.replaceAll(/\D+/gu,"").slice(-14),r=s===0?`${a+1}`:`${a+1}_${s+1}`;return`${n===l?"u":"r"}${t.slice(0,8)}_${l}_${r}_${o}`.slice(0,63)}export{i as a,d as b,ge as c,he as d,ye as e,xe as f,$e as g,we as h,be as i,re as j,Pe as k,v as l,G as m,Q as n,U as o,R as p,Ne as q,u as r,S as s,q as t,C as u,Me as v,Ve as w,Ye as x,ue as y};
