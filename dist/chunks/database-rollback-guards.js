import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{createHash:B}=require("node:crypto");var{mkdir:J,open:x,rm:E}=require("node:fs/promises");var{dirname:k,join:$,resolve:z}=require("node:path");var{Transform:F}=require("node:stream");var{pipeline:L}=require("node:stream/promises");
import{a as b,b as h}from"./manifest.js";function i(t){if(t===null)return"null";let e=`'${t.replaceAll("'","''")}'`;return t.includes("\\")?` E${e.replaceAll("\\","\\\\")}`:e}function d(t){return`array[${t.map(i).join(",")}]::pg_catalog.text[]`}function ht(t){return t===null?"null":`pg_catalog.decode('${Buffer.from(t).toString("base64")}', 'base64')`}function _t(t){return`${i(JSON.stringify(t))}::pg_catalog.jsonb`}var $t=`
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;`,xt=`
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
create index if not exists sluice_segments_version on supabase_migrations.sluice_segments (version, id);`,wt="supabase_migrations.schema_migrations",bt="supabase_migrations.sluice_deployments",kt="supabase_migrations.sluice_segments";var R=class{path;constructor(e){this.path=z(e)}async write(e,n){let s=$(this.path,e),a=T(n);try{let o=await J(this.path,{recursive:!0,mode:448}),l=await x(s,"wx",384),r=await K(l,n).catch(async c=>{throw await E(s,{force:!0}),c});for(let c of X(this.path,o))await Z(c);return r}catch(o){throw o===a()?o:new b("rows-not-saved",{message:`Rows could not be written to ${s}: ${h(o)}. The step was rolled back, and nothing of it is left.`,remedy:"See that the folder can be written to and has room, or name another one with --saved-rows, and run again with the same plan.",cause:o})}}async read(e,{sha256:n},s){let a=$(this.path,e),o=T(s),l=new w(r=>r.sha256===n?null:"it was changed since");try{let r=await x(a,"r");await L(r.createReadStream(),l,s)}catch(r){throw r===o()?r:(s.destroy(),new b("rows-unreadable",{message:`The saved rows in ${a} cannot be brought back: ${h(r)}. The transaction was rolled back.`,remedy:"Name the folder that holds the file as it was written with --saved-rows, and run again.",cause:r}))}}async remove(e){await E($(this.path,e),{force:!0})}async missing(e){let n=[];for(let s of e){let a=await x($(this.path,s),"r").catch(()=>null);a===null&&n.push(s),await a?.close()}return n}};function T(t){let e=null;return t.once("error",n=>{e=n}),()=>e}var w=class extends F{#t=B("sha256");#e;#n=0;constructor(e){super(),this.#e=e}_transform(e,n,s){this.#t.update(e),this.#n+=e.length,s(null,e)}_flush(e){let n=this.#e({sha256:this.#t.digest("hex"),bytes:this.#n});e(n===null?null:new Error(n))}};async function K(t,e){let n={sha256:"",bytes:0},s=new w(a=>(n=a,null));try{return await L(e,s,a=>t.writeFile(a)),await t.sync(),n}finally{await t.close()}}function X(t,e){let n=[t],s=e===void 0?t:k(e);for(let a=t;a!==s;a=k(a))n.push(k(a));return n}async function Z(t){let e=await x(t,"r").catch(()=>null);if(e!==null)try{await e.sync()}catch(n){let s=n instanceof Error&&"code"in n?n.code:null;if(s!=="EPERM"&&s!=="EINVAL")throw n}finally{await e.close()}}async function It(t,e){let n=await et(t,e),s=[];for(let a of e){let o=["enum","domain","composite"].includes(a.rule.kind)?await ot(t,a):nt(a,n);s.push(await tt(t,o))}return s}async function tt(t,e){let n=0;for(let s of e)try{let{rows:a}=await t.query(s);n+=Number(a[0]?.rows??0)}catch(a){return{rows:n,unknown:h(a)}}return{rows:n,unknown:null}}async function et(t,e){let n=e.flatMap(({live:a,references:o})=>[a,...o===null?[]:[o]]),{rows:s}=await t.query(`select distinct n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned,
       (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
     from unnest($1::text[], $2::text[]) as w(schema, name) join pg_namespace n on n.nspname = w.schema
     join pg_class c on c.relnamespace = n.oid and c.relname = w.name and c.relkind in ('r', 'p')`,[n.map(({schema:a})=>a),n.map(({name:a})=>a)]);return new Map(s.map(({schema:a,name:o,partitioned:l,columns:r})=>[JSON.stringify([a,o]),{partitioned:l,columns:new Set(r??[])}]))}function nt({rule:t,live:e,references:n},s){let a=s.get(JSON.stringify([e.schema,e.name]));if(a===void 0)return[];let o=q(t.columns,e,a);switch(t.kind){case"not-null":return[`select count(*)::text as rows from ${o} as t where ${t.keys.map(l=>`t.${u(l)} is null`).join(" or ")}`];case"check":return t.expression===null?[]:[`select count(*)::text as rows from ${o} as t where (${t.expression}) is false`];case"unique":return[at(t,o)];case"foreign-key":{let l=n===null||t.references===null?null:{references:n,rule:t},r=l===null?void 0:s.get(JSON.stringify([l.references.schema,l.references.name])),c=r===void 0||n===null||t.references===null?null:q(t.references.columns,n,r);return[st(t,o,c)]}default:return[]}}function q(t,e,n){let s=t.map(({name:o,type:l,default:r})=>{let c=e.columns.get(o)??null;return`${c!==null&&n.columns.has(c)?`(x.${u(c)})::${l}`:`(${r===null||/\bnextval\(/u.test(r)?`null::${l}`:r})`} as ${u(o)}`}),a=`${n.partitioned?"":"only "}${u(e.schema)}.${u(e.name)}`;return`(select ${s.join(", ")} from ${a} as x)`}function at({keys:t,predicate:e,nullsDistinct:n},s){let a=[...e===null?[]:[`(${e})`],...n?t.map(r=>`(${r}) is not null`):[]],o=a.length===0?"":` where ${a.join(" and ")}`,l=t.map(r=>`(${r})`).join(", ");return`select coalesce(sum(copies), 0)::text as rows from (select count(*) as copies from ${s} as t${o} group by ${l} having count(*) > 1) as d`}function st({keys:t,references:e},n,s){let a=t.map(r=>`t.${u(r)} is not null`).join(" and "),o=t.map((r,c)=>`r.${u(e?.keys[c]??r)} = t.${u(r)}`),l=s===null?"false":`exists (select from ${s} as r where ${o.join(" and ")})`;return`select count(*)::text as rows from ${n} as t where ${a} and not ${l}`}async function ot(t,{rule:e,live:n}){let{rows:s}=await t.query(`select case c.relkind when 'p' then '' else 'only ' end || format('%I.%I', cn.nspname, c.relname) as relation, format('%I', a.attname) as column, t.typelem <> 0 and t.typcategory = 'A' as array,
       (select array_agg(m.attname::text order by m.attnum) from pg_attribute m where b.typtype = 'c' and m.attrelid = b.typrelid and m.attnum > 0 and not m.attisdropped) as attributes
     from pg_type b join pg_namespace n on n.oid = b.typnamespace join pg_type t on t.oid = b.oid or t.oid = b.typarray
     join pg_attribute a on a.atttypid = t.oid and a.attnum > 0 and not a.attisdropped join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
     join pg_namespace cn on cn.oid = c.relnamespace where n.nspname = $1 and b.typname = $2`,[n.schema,n.name]);return s.flatMap(({relation:a,column:o,array:l,attributes:r})=>{let c=l?`(select unnest(${o}) as value from ${a})`:`(select ${o} as value from ${a})`;if(e.kind==="composite"){let p=new Set(n.columns.values()),f=(r??[]).filter(g=>!p.has(g));return f.length===0?[]:[`select count(*)::text as rows from ${c} as t where ${f.map(g=>`(value).${u(g)} is not null`).join(" or ")}`]}let _=e.kind==="enum"?`value::text <> all(${d(e.keys)})`:e.expression===null?"value is null":`(${e.expression}) is false`;return[`select count(*)::text as rows from ${c} as t where ${_}`]})}function u(t){return`"${t.replaceAll('"','""')}"`}function S({kept:t}){return d(t.map(({schema:e,table:n})=>`${u(e)}.${u(n)}`))}function A(t,e){return`${e===void 0?"tableoid":`${e}.tableoid`} <> all (array(select t.relid::oid from unnest(${t}) as k(name) cross join lateral pg_partition_tree(to_regclass(k.name)) as t))`}var rt=`alter table sluice_quarantine.saved add column if not exists source text, add column if not exists file text, add column if not exists sha256 text, add column if not exists bytes bigint, add column if not exists kept text[] not null default '{}',
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
    ${rt}`,I={search_path:"pg_catalog",row_security:"off",datestyle:"ISO, MDY",intervalstyle:"postgres",timezone:"UTC",extra_float_digits:"1",bytea_output:"hex",xmloption:"content"};function Ut(){return`select ${O()}`}function O(){return Object.entries(I).map(([t,e])=>`pg_catalog.set_config('${t}', '${e}', true)`).join(", ")}var v=`
    perform ${O()};`,G=`settings jsonb := pg_catalog.jsonb_build_object(${Object.keys(I).map(t=>`'${t}', pg_catalog.current_setting('${t}')`).join(", ")});`,Q=`
    perform pg_catalog.set_config(key, value, true) from pg_catalog.jsonb_each_text(settings);`,P="exists (select from pg_catalog.pg_attribute where attrelid = pg_catalog.to_regclass('sluice_quarantine.saved') and attname = 'clashing')";function U(t,e){return`(select k.names from (
          select i.indexrelid, i.indisprimary, (
            select array_agg(a.attname::text order by u.n) from unnest(i.indkey::int2[]) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and a.attnotnull and a.attname <> all(${e}) where u.n <= i.indnkeyatts
          ) as names, i.indnkeyatts from pg_index i
          where i.indrelid = ${t} and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        ) k where cardinality(k.names) = k.indnkeyatts order by k.indisprimary desc, k.indexrelid limit 1)`}var D="('json', 'xml', 'point', 'box', 'path', 'polygon', 'line', 'lseg', 'circle')";var C="SL001",Vt="SL002";function Yt(t,e){return t.map((n,s)=>it(n,e,gt(n,e,s)))}function Ht({chain:t,step:e,segment:n}){return`do $sluice_forget$
  declare
    one record;
    again text;
  begin
    if not ${P} then return; end if;${v}
    for one in
      select id, object, place, shows, digest from sluice_quarantine.saved
      where chain = ${i(t)} and step = ${i(e)} and segment = ${n} and digest is not null
    loop
      begin
        execute format(${W}, one.shows) into again;
      exception when others then
        again := null;
      end;
      if again = one.digest then
        execute format('drop table sluice_quarantine.%I', one.place);
        delete from sluice_quarantine.saved s where s.id = one.id or (s.kind = 'sequence' and s.object = one.object
          and s.chain = ${i(t)} and s.step = ${i(e)} and s.segment = ${n});
      end if;
    end loop;
  end $sluice_forget$`}var W="'select count(*) || '' '' || coalesce(sum(hashtextextended(sluice_all::text, 0)), 0) from (%s) as sluice_all'";function it(t,e,n){let{kind:s,object:a,allowed:o}=t;return`do $sluice_guard$
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
    where n.nspname = ${i(t.schema)} and c.relname = ${i(t.table)} and c.relkind in ('r', 'p')${t.column===null?"":`
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${i(t.column)} and not a.attisdropped)`};
    if relation is not null then
      execute format('lock table %s in access exclusive mode', relation);
${ct(t)}
      if held > 0 then
${o?mt(t,e,n):`        raise exception using errcode = '${C}', message = format('%s of %s would be lost.', ${i(lt[s])}, ${i(a)}), detail = held::text;`}
      end if;
    end if;${Q}
  end $sluice_guard$`}var lt={table:"Rows",column:"Values",values:"Values"};function ct(t){let{kind:e,column:n,type:s,object:a}=t;switch(e){case"table":return`      execute format('select count(*) from %s%s where %s', only_it, relation, ${m(t)}) into held;`;case"column":return`      select ${ut(t)} into lost from pg_attribute a where a.attrelid = relation and a.attname = ${i(n)};
      execute format('select count(*) from %s%s where (%s) and %s', only_it, relation, lost, ${m(t)}) into held;`;case"values":return`      select ${dt(s??"")} into lost
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${i(n)};
      begin
        execute format('select count(*) from %s%s where (%s) and %s', only_it, relation, lost, ${m(t)}) into held;
      exception when data_exception then
        raise exception using errcode = '${C}', message = format('%s cannot become %s: %s.', ${i(a)}, ${i(s)}, sqlerrm), detail = '1';
      end;`}}function ut({ignoresFill:t=!1}){let e="format('%I is not null', a.attname)";return t?`case when a.atthasmissing then format('%1$I is not null and %1$I::text is distinct from %2$L', a.attname, (a.attmissingval::text::text[])[1]) else ${e} end`:e}function M(t){return`format('((%I)::%s)::%s', a.attname, ${i(t)}, format_type(a.atttypid, a.atttypmod))`}function dt(t){let e=M(t);return`case when t.typnamespace = 'pg_catalog'::regnamespace and t.typname not in ${D}
        then format('%s is distinct from %I', ${e}, a.attname)
        else format('(%s)::text is distinct from (%I)::text', ${e}, a.attname) end`}function m(t){return i(A(S(t)))}function mt(t,{chain:e,step:n,segment:s,isLast:a,store:o},l){let{kind:r,schema:c,table:_,column:p,object:f,unsteady:g,former:y}=t,Y=`chain = ${i(e)} and step = ${i(n)} and object = ${i(f)} and segment = ${s}`,j=`${i(e)}, ${i(n)}, ${s}, ${i(f)}, ${i(c)}, ${i(_)}`,H=[y.schema,y.table,...y.column===null?[]:[y.column]];return`${N.replaceAll(`
`,`
    `)}
        delete from sluice_quarantine.saved where ${Y};
        execute format('drop table if exists sluice_quarantine.%I', ${i(l)});
${r==="table"?pt(t):ft(t)}
${a?"":`        execute format(${W}, query) into known;
`}        execute format('create table sluice_quarantine.%I as %s%s', ${i(l)}, query, ${o==="files"?"' with no data'":"''"});
        insert into sluice_quarantine.saved (chain, step, segment, object, schema_name, table_name, kind, column_name, place, keys, unsteady, kept, former, rows, source, shows, digest)
        values (${j}, ${i(r)}, ${i(p)}, ${i(l)}, told, ${d(g)}, ${S(t)}, ${d(H)}, held, ${o==="files"?"query":"null"}, query, known);
        for one in
          select d.objid::regclass as sequence, a.attname from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
          where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = relation and d.deptype in ('a', 'i')${p===null?"":` and a.attname = ${i(p)}`}
        loop
          execute format('select last_value, is_called from %s', one.sequence) into reached, called;
          insert into sluice_quarantine.saved (chain, step, segment, object, schema_name, table_name, kind, column_name, last_value, is_called)
          values (${j}, 'sequence', one.attname, reached, called);
        end loop;`}var V=t=>`case when t.typnamespace = 'pg_catalog'::regnamespace then format('%I', ${t}) else format('%1$I::text as %1$I', ${t}) end`;function pt(t){return`        select coalesce(string_agg(${V("a.attname")}, ', ' order by a.attnum), '') into listed
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
        query := format('select %s from %s%s where %s', listed, only_it, relation, ${m(t)});`}function ft(t){let{kind:e,column:n,type:s,unsteady:a}=t,o=d(a),l=e==="values"?`|| format(', (%s)::text as sluice_left', ${M(s??"")})`:"";return`        told := ${U("relation",o)};
        select format('(%I)%s as sluice_value', a.attname, case when t.typnamespace = 'pg_catalog'::regnamespace then '' else '::text' end)${l} into lost
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${i(n)};
        if told is null then
          query := format('select (to_jsonb(sluice_one) - %L::text[])::text as sluice_row, %s from %s%s as sluice_one where %s', ${o}, lost, only_it, relation, ${m(t)});
        else
          select string_agg(${V("a.attname")}, ', ') into listed
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = any(told);
          query := format('select %s, %s from %s%s where %s', listed, lost, only_it, relation, ${m(t)});
        end if;`}function gt({object:t},{chain:e,step:n,segment:s},a){let o=t.toLowerCase().replaceAll(/[^a-z0-9]+/gu,"_"),l=n.replaceAll(/\D+/gu,"").slice(-14),r=s===0?`${a+1}`:`${a+1}_${s+1}`;return`${n===l?"u":"r"}${e.slice(0,8)}_${l}_${r}_${o}`.slice(0,63)}export{i as a,d as b,ht as c,_t as d,$t as e,xt as f,wt as g,bt as h,kt as i,rt as j,Ut as k,v as l,G as m,Q as n,U as o,R as p,It as q,u as r,S as s,A as t,C as u,Vt as v,Yt as w,Ht as x,ut as y,dt as z};
