import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);var{createHash:ut}=require("node:crypto");var{mkdir:dt,open:_,rm:W}=require("node:fs/promises");var{dirname:v,join:x,resolve:mt}=require("node:path");var{Transform:pt}=require("node:stream");var{pipeline:j}=require("node:stream/promises");
import{a as b,b as y}from"./manifest.js";function i(t){if(t===null)return"null";let e=`'${t.replaceAll("'","''")}'`;return t.includes("\\")?` E${e.replaceAll("\\","\\\\")}`:e}function m(t){return`array[${t.map(i).join(",")}]::pg_catalog.text[]`}function yt(t){return t===null?"null":`pg_catalog.decode('${Buffer.from(t).toString("base64")}', 'base64')`}function _t(t){return`${i(JSON.stringify(t))}::pg_catalog.jsonb`}var $t=`
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
create index if not exists sluice_segments_version on supabase_migrations.sluice_segments (version, id);`,bt="supabase_migrations.schema_migrations",kt="supabase_migrations.sluice_deployments",St="supabase_migrations.sluice_segments";async function Et(t,e){let n=await F(t,e),a=[];for(let s of e){let o=["enum","domain","composite"].includes(s.rule.kind)?await Z(t,s):z(s,n);a.push(await J(t,o))}return a}async function J(t,e){let n=0;for(let a of e)try{let{rows:s}=await t.query(a);n+=Number(s[0]?.rows??0)}catch(s){return{rows:n,unknown:y(s)}}return{rows:n,unknown:null}}async function F(t,e){let n=e.flatMap(({live:s,references:o})=>[s,...o===null?[]:[o]]),{rows:a}=await t.query(`select distinct n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned,
       (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
     from unnest($1::text[], $2::text[]) as w(schema, name) join pg_namespace n on n.nspname = w.schema
     join pg_class c on c.relnamespace = n.oid and c.relname = w.name and c.relkind in ('r', 'p')`,[n.map(({schema:s})=>s),n.map(({name:s})=>s)]);return new Map(a.map(({schema:s,name:o,partitioned:l,columns:r})=>[JSON.stringify([s,o]),{partitioned:l,columns:new Set(r??[])}]))}function z({rule:t,live:e,references:n},a){let s=a.get(JSON.stringify([e.schema,e.name]));if(s===void 0)return[];let o=T(t.columns,e,s);switch(t.kind){case"not-null":return[`select count(*)::text as rows from ${o} as t where ${t.keys.map(l=>`t.${u(l)} is null`).join(" or ")}`];case"check":return t.expression===null?[]:[`select count(*)::text as rows from ${o} as t where (${t.expression}) is false`];case"unique":return[K(t,o)];case"foreign-key":{let l=n===null||t.references===null?null:{references:n,rule:t},r=l===null?void 0:a.get(JSON.stringify([l.references.schema,l.references.name])),c=r===void 0||n===null||t.references===null?null:T(t.references.columns,n,r);return[X(t,o,c)]}default:return[]}}function T(t,e,n){let a=t.map(({name:o,type:l,default:r})=>{let c=e.columns.get(o)??null;return`${c!==null&&n.columns.has(c)?`(x.${u(c)})::${l}`:`(${r===null||/\bnextval\(/u.test(r)?`null::${l}`:r})`} as ${u(o)}`}),s=`${n.partitioned?"":"only "}${u(e.schema)}.${u(e.name)}`;return`(select ${a.join(", ")} from ${s} as x)`}function K({keys:t,predicate:e,nullsDistinct:n},a){let s=[...e===null?[]:[`(${e})`],...n?t.map(r=>`(${r}) is not null`):[]],o=s.length===0?"":` where ${s.join(" and ")}`,l=t.map(r=>`(${r})`).join(", ");return`select coalesce(sum(copies), 0)::text as rows from (select count(*) as copies from ${a} as t${o} group by ${l} having count(*) > 1) as d`}function X({keys:t,references:e},n,a){let s=t.map(r=>`t.${u(r)} is not null`).join(" and "),o=t.map((r,c)=>`r.${u(e?.keys[c]??r)} = t.${u(r)}`),l=a===null?"false":`exists (select from ${a} as r where ${o.join(" and ")})`;return`select count(*)::text as rows from ${n} as t where ${s} and not ${l}`}async function Z(t,{rule:e,live:n}){let{rows:a}=await t.query(`select case c.relkind when 'p' then '' else 'only ' end || format('%I.%I', cn.nspname, c.relname) as relation, format('%I', a.attname) as column, t.typelem <> 0 and t.typcategory = 'A' as array,
       (select array_agg(m.attname::text order by m.attnum) from pg_attribute m where b.typtype = 'c' and m.attrelid = b.typrelid and m.attnum > 0 and not m.attisdropped) as attributes
     from pg_type b join pg_namespace n on n.oid = b.typnamespace join pg_type t on t.oid = b.oid or t.oid = b.typarray
     join pg_attribute a on a.atttypid = t.oid and a.attnum > 0 and not a.attisdropped join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
     join pg_namespace cn on cn.oid = c.relnamespace where n.nspname = $1 and b.typname = $2`,[n.schema,n.name]);return a.flatMap(({relation:s,column:o,array:l,attributes:r})=>{let c=l?`(select unnest(${o}) as value from ${s})`:`(select ${o} as value from ${s})`;if(e.kind==="composite"){let d=new Set(n.columns.values()),g=(r??[]).filter(h=>!d.has(h));return g.length===0?[]:[`select count(*)::text as rows from ${c} as t where ${g.map(h=>`(value).${u(h)} is not null`).join(" or ")}`]}let p=e.kind==="enum"?`value::text <> all(${m(e.keys)})`:e.expression===null?"value is null":`(${e.expression}) is false`;return[`select count(*)::text as rows from ${c} as t where ${p}`]})}function u(t){return`"${t.replaceAll('"','""')}"`}function k({kept:t}){return m(t.map(({schema:e,table:n})=>`${u(e)}.${u(n)}`))}function L(t,e){return`${e===void 0?"tableoid":`${e}.tableoid`} <> all (array(select t.relid::oid from unnest(${t}) as k(name) cross join lateral pg_partition_tree(to_regclass(k.name)) as t))`}var tt=`alter table sluice_quarantine.saved add column if not exists source text, add column if not exists file text, add column if not exists sha256 text, add column if not exists bytes bigint, add column if not exists kept text[] not null default '{}',
      add column if not exists segment int not null default 0, add column if not exists shows text, add column if not exists digest text, add column if not exists former text[], add column if not exists there boolean, add column if not exists clashing text;`,q=`
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
    ${tt}`,A={search_path:"pg_catalog",row_security:"off",datestyle:"ISO, MDY",intervalstyle:"postgres",timezone:"UTC",extra_float_digits:"1",bytea_output:"hex",xmloption:"content",lc_monetary:"C",array_nulls:"on"};function Nt(){return`select ${N()}`}function N(){return Object.entries(A).map(([t,e])=>`pg_catalog.set_config('${t}', '${e}', true)`).join(", ")}var S=`
    perform ${N()};`,I=`settings jsonb := pg_catalog.jsonb_build_object(${Object.keys(A).map(t=>`'${t}', pg_catalog.current_setting('${t}')`).join(", ")});`,O=`
    perform pg_catalog.set_config(key, value, true) from pg_catalog.jsonb_each_text(settings);`,G="exists (select from pg_catalog.pg_attribute where attrelid = pg_catalog.to_regclass('sluice_quarantine.saved') and attname = 'clashing')";function Q(t,e){return`(select k.names from (
          select i.indexrelid, i.indisprimary, (
            select array_agg(a.attname::text order by u.n) from unnest(i.indkey::int2[]) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and a.attnotnull and a.attname <> all(${e}) where u.n <= i.indnkeyatts
          ) as names, i.indnkeyatts from pg_index i
          where i.indrelid = ${t} and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        ) k where cardinality(k.names) = k.indnkeyatts order by k.indisprimary desc, k.indexrelid limit 1)`}var P="('json', 'xml', 'point', 'box', 'path', 'polygon', 'line', 'lseg', 'circle')";var U="SL001",Pt="SL002";function Ut(t,e){return t.map((n,a)=>et(n,e,ct(n,e,a)))}function Ct({chain:t,step:e,segment:n}){return`do $sluice_forget$
  declare
    one record;
    again text;
  begin
    if not ${G} then return; end if;${S}
    for one in
      select id, object, place, shows, digest from sluice_quarantine.saved
      where chain = ${i(t)} and step = ${i(e)} and segment = ${n} and digest is not null
    loop
      begin
        execute format(${C}, one.shows) into again;
      exception when others then
        again := null;
      end;
      if again = one.digest then
        execute format('drop table sluice_quarantine.%I', one.place);
        delete from sluice_quarantine.saved s where s.id = one.id or (s.kind = 'sequence' and s.object = one.object
          and s.chain = ${i(t)} and s.step = ${i(e)} and s.segment = ${n});
      end if;
    end loop;
  end $sluice_forget$`}var C="'select count(*) || '' '' || coalesce(sum(hashtextextended(sluice_all::text, 0)), 0) from (%s) as sluice_all'";function et(t,e,n){let{kind:a,object:s,allowed:o}=t;return`do $sluice_guard$
  declare
    ${I}
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
  begin${S}
    select c.oid, case c.relkind when 'p' then '' else 'only ' end into relation, only_it
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${i(t.schema)} and c.relname = ${i(t.table)} and c.relkind in ('r', 'p')${t.column===null?"":`
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${i(t.column)} and not a.attisdropped)`};
    if relation is not null then
      execute format('lock table %s in access exclusive mode', relation);
${at(t)}
      if held > 0 then
${o?rt(t,e,n):`        raise exception using errcode = '${U}', message = format('%s of %s would be lost.', ${i(nt[a])}, ${i(s)}), detail = held::text;`}
      end if;
    end if;${O}
  end $sluice_guard$`}var nt={table:"Rows",column:"Values",values:"Values"};function at(t){let{kind:e,column:n,type:a,object:s}=t;switch(e){case"table":return`      execute format('select count(*) from %s%s where %s', only_it, relation, ${f(t)}) into held;`;case"column":return`      select ${st(t)} into lost from pg_attribute a where a.attrelid = relation and a.attname = ${i(n)};
      execute format('select count(*) from %s%s where (%s) and %s', only_it, relation, lost, ${f(t)}) into held;`;case"values":return`      select ${ot(a??"")} into lost
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${i(n)};
      begin
        execute format('select count(*) from %s%s where (%s) and %s', only_it, relation, lost, ${f(t)}) into held;
      exception when data_exception then
        raise exception using errcode = '${U}', message = format('%s cannot become %s: %s.', ${i(s)}, ${i(a)}, sqlerrm), detail = '1';
      end;`}}function st({ignoresFill:t=!1}){let e="format('%I is not null', a.attname)";return t?`case when a.atthasmissing then format('%1$I is not null and %1$I::text is distinct from %2$L', a.attname, (a.attmissingval::text::text[])[1]) else ${e} end`:e}function D(t){return`format('((%I)::%s)::%s', a.attname, ${i(t)}, format_type(a.atttypid, a.atttypmod))`}function ot(t){let e=D(t);return`case when t.typnamespace = 'pg_catalog'::regnamespace and t.typname not in ${P}
        then format('%s is distinct from %I', ${e}, a.attname)
        else format('(%s)::text is distinct from (%I)::text', ${e}, a.attname) end`}function f(t){return i(L(k(t)))}function rt(t,{chain:e,step:n,segment:a,isLast:s,store:o},l){let{kind:r,schema:c,table:p,column:d,object:g,unsteady:h,former:$}=t,V=`chain = ${i(e)} and step = ${i(n)} and object = ${i(g)} and segment = ${a}`,E=`${i(e)}, ${i(n)}, ${a}, ${i(g)}, ${i(c)}, ${i(p)}`,Y=[$.schema,$.table,...$.column===null?[]:[$.column]];return`${q.replaceAll(`
`,`
    `)}
        delete from sluice_quarantine.saved where ${V};
        execute format('drop table if exists sluice_quarantine.%I', ${i(l)});
${r==="table"?it(t):lt(t)}
${s?"":`        execute format(${C}, query) into known;
`}        execute format('create table sluice_quarantine.%I as %s%s', ${i(l)}, query, ${o==="files"?"' with no data'":"''"});
        insert into sluice_quarantine.saved (chain, step, segment, object, schema_name, table_name, kind, column_name, place, keys, unsteady, kept, former, rows, source, shows, digest)
        values (${E}, ${i(r)}, ${i(d)}, ${i(l)}, told, ${m(h)}, ${k(t)}, ${m(Y)}, held, ${o==="files"?"query":"null"}, query, known);
        for one in
          select d.objid::regclass as sequence, a.attname from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
          where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = relation and d.deptype in ('a', 'i')${d===null?"":` and a.attname = ${i(d)}`}
        loop
          execute format('select last_value, is_called from %s', one.sequence) into reached, called;
          insert into sluice_quarantine.saved (chain, step, segment, object, schema_name, table_name, kind, column_name, last_value, is_called)
          values (${E}, 'sequence', one.attname, reached, called);
        end loop;`}var M=t=>`case when t.typnamespace = 'pg_catalog'::regnamespace then format('%I', ${t}) else format('%1$I::text as %1$I', ${t}) end`;function it(t){return`        select coalesce(string_agg(${M("a.attname")}, ', ' order by a.attnum), '') into listed
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
        query := format('select %s from %s%s where %s', listed, only_it, relation, ${f(t)});`}function lt(t){let{kind:e,column:n,type:a,unsteady:s}=t,o=m(s),l=e==="values"?`|| format(', (%s)::text as sluice_left', ${D(a??"")})`:"";return`        told := ${Q("relation",o)};
        select format('(%I)%s as sluice_value', a.attname, case when t.typnamespace = 'pg_catalog'::regnamespace then '' else '::text' end)${l} into lost
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${i(n)};
        if told is null then
          query := format('select (to_jsonb(sluice_one) - %L::text[])::text as sluice_row, %s from %s%s as sluice_one where %s', ${o}, lost, only_it, relation, ${f(t)});
        else
          select string_agg(${M("a.attname")}, ', ') into listed
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = any(told);
          query := format('select %s, %s from %s%s where %s', listed, lost, only_it, relation, ${f(t)});
        end if;`}function ct({object:t},{chain:e,step:n,segment:a},s){let o=t.toLowerCase().replaceAll(/[^a-z0-9]+/gu,"_"),l=n.replaceAll(/\D+/gu,"").slice(-14),r=a===0?`${s+1}`:`${s+1}_${a+1}`;return`${n===l?"u":"r"}${e.slice(0,8)}_${l}_${r}_${o}`.slice(0,63)}var B=class{path;constructor(e){this.path=mt(e)}async write(e,n,a){let s=x(this.path,e),o=new R,l=H(n,()=>o.failed!==null);try{let r=await dt(this.path,{recursive:!0,mode:448}),c=await _(s,"wx",384);a();let p=await o.all(c,n).catch(async d=>{throw await W(s,{force:!0}),d});for(let d of gt(this.path,r))await ht(d);return p}catch(r){throw r===l()?r:new b("rows-not-saved",{message:`Rows could not be written to ${s}: ${y(o.failed??r)}. The step was rolled back, and nothing of it is left.`,remedy:"See that the folder can be written to and has room, or name another one with --saved-rows, and run again with the same plan.",cause:r})}}async read(e,{sha256:n},a){let s=x(this.path,e),o=H(a,()=>!1),l=r=>r.sha256===n?null:"it was changed since";try{let r=await _(s,"r");await j(r.createReadStream(),new w(l),ft);let c=await _(s,"r");await j(c.createReadStream(),new w(l),a)}catch(r){throw r===o()?r:(a.destroy(),new b("rows-unreadable",{message:`The saved rows in ${s} cannot be brought back: ${y(r)}. The transaction was rolled back.`,remedy:"Name the folder that holds the file as it was written with --saved-rows, and run again.",cause:r}))}}async remove(e){await W(x(this.path,e),{force:!0})}async missing(e){let n=[];for(let a of e){let s=await _(x(this.path,a),"r").catch(()=>null);s===null&&n.push(a),await s?.close()}return n}};function H(t,e){let n=null;return t.once("error",a=>{e()||(n=a)}),()=>n}async function ft(t){for await(let e of t);}var w=class extends pt{#t=ut("sha256");#e;#n=0;constructor(e){super(),this.#e=e}_transform(e,n,a){this.#t.update(e),this.#n+=e.length,a(null,e)}_flush(e){let n=this.#e({sha256:this.#t.digest("hex"),bytes:this.#n});e(n===null?null:new Error(n))}},R=class{failed=null;async all(e,n){let a={sha256:"",bytes:0},s=new w(o=>(a=o,null));try{return await j(n,s,async o=>{for await(let l of o)await this.#t(e,l)}),await e.sync(),a}finally{await e.close()}}async#t(e,n){try{await e.writeFile(n)}catch(a){throw this.failed=a,a}}};function gt(t,e){let n=[t],a=e===void 0?t:v(e);for(let s=t;s!==a;s=v(s))n.push(v(s));return n}async function ht(t){let e=await _(t,"r").catch(()=>null);if(e!==null)try{await e.sync()}catch(n){let a=n instanceof Error&&"code"in n?n.code:null;if(a!=="EPERM"&&a!=="EINVAL")throw n}finally{await e.close()}}export{i as a,m as b,yt as c,_t as d,$t as e,xt as f,bt as g,kt as h,St as i,tt as j,Nt as k,S as l,I as m,O as n,Q as o,Et as p,u as q,k as r,L as s,U as t,Pt as u,Ut as v,Ct as w,st as x,ot as y,B as z};
