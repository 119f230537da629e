import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);
function e(t){if(t===null)return"null";let n=`'${t.replaceAll("'","''")}'`;return t.includes("\\")?` E${n.replaceAll("\\","\\\\")}`:n}function c(t){return`array[${t.map(e).join(",")}]::pg_catalog.text[]`}function E(t){return t===null?"null":`pg_catalog.decode('${Buffer.from(t).toString("base64")}', 'base64')`}function I(t){return`${e(JSON.stringify(t))}::pg_catalog.jsonb`}var A=`
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;`,T=`
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
create index if not exists sluice_segments_version on supabase_migrations.sluice_segments (version, id);`,O="supabase_migrations.schema_migrations",R="supabase_migrations.sluice_deployments",N="supabase_migrations.sluice_segments";var m=`
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
    );`,g="('json', 'xml', 'point', 'box', 'path', 'polygon', 'line', 'lseg', 'circle')";var p="SL001",z="SL002";function B(t,n){return t.guards.map((a,s)=>h(a,t.chain,n,S(a,t.chain,n,s)))}var b=`
    perform pg_catalog.set_config('search_path', 'pg_catalog', true), pg_catalog.set_config('row_security', 'off', true);`,y=`
    perform pg_catalog.set_config('search_path', former_path, true), pg_catalog.set_config('row_security', former_security, true);`;function h(t,n,a,s){let{kind:i,object:o,allowed:r}=t;return`do $sluice_guard$
  declare
    former_path text := pg_catalog.current_setting('search_path');
    former_security text := pg_catalog.current_setting('row_security');
    relation regclass;
    only_it text;
    listed text;
    lost text;
    told text[];
    held bigint;
    one record;
    reached bigint;
    called boolean;
  begin${b}
    select c.oid, case c.relkind when 'p' then '' else 'only ' end into relation, only_it
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${e(t.schema)} and c.relname = ${e(t.table)} and c.relkind in ('r', 'p')${t.column===null?"":`
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${e(t.column)} and not a.attisdropped)`};
    if relation is not null then
      execute format('lock table %s in access exclusive mode', relation);
${w(t)}
      if held > 0 then
${r?j(t,n,a,s):`        raise exception using errcode = '${p}', message = format('%s of %s would be lost.', ${e($[i])}, ${e(o)}), detail = held::text;`}
      end if;
    end if;${y}
  end $sluice_guard$`}var $={table:"Rows",column:"Values",values:"Values"};function w({kind:t,column:n,type:a,object:s}){switch(t){case"table":return"      execute format('select count(*) from %s%s', only_it, relation) into held;";case"column":return`      execute format('select count(%I) from %s%s', ${e(n)}, only_it, relation) into held;`;case"values":return`      select ${k(a??"")} into lost
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${e(n)};
      begin
        execute format('select count(*) from %s%s where %s', only_it, relation, lost) into held;
      exception when data_exception then
        raise exception using errcode = '${p}', message = format('%s cannot become %s: %s.', ${e(s)}, ${e(a)}, sqlerrm), detail = '1';
      end;`}}function k(t){let n=`format('((%I)::%s)::%s', a.attname, ${e(t)}, format_type(a.atttypid, a.atttypmod))`;return`case when t.typnamespace = 'pg_catalog'::regnamespace and t.typname not in ${g}
        then format('%s is distinct from %I', ${n}, a.attname)
        else format('(%s)::text is distinct from (%I)::text', ${n}, a.attname) end`}function j(t,n,a,s){let{kind:i,schema:o,table:r,column:l,object:d,unsteady:f}=t,x=`chain = ${e(n)} and step = ${e(a)} and object = ${e(d)}`,u=`${e(n)}, ${e(a)}, ${e(d)}, ${e(o)}, ${e(r)}`;return`${m.replaceAll(`
`,`
    `)}
        delete from sluice_quarantine.saved where ${x};
        execute format('drop table if exists sluice_quarantine.%I', ${e(s)});
${i==="table"?L(s):v(t,s)}
        insert into sluice_quarantine.saved (chain, step, object, schema_name, table_name, kind, column_name, place, keys, unsteady, rows)
        values (${u}, ${e(i)}, ${e(l)}, ${e(s)}, told, ${c(f)}, held);
        for one in
          select d.objid::regclass as sequence, a.attname from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
          where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = relation and d.deptype in ('a', 'i')${l===null?"":` and a.attname = ${e(l)}`}
        loop
          execute format('select last_value, is_called from %s', one.sequence) into reached, called;
          insert into sluice_quarantine.saved (chain, step, object, schema_name, table_name, kind, column_name, last_value, is_called)
          values (${u}, 'sequence', one.attname, reached, called);
        end loop;`}var _=t=>`case when t.typnamespace = 'pg_catalog'::regnamespace then format('%I', ${t}) else format('%1$I::text as %1$I', ${t}) end`;function L(t){return`        select coalesce(string_agg(${_("a.attname")}, ', ' order by a.attnum), '') into listed
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
        execute format('create table sluice_quarantine.%I as select %s from %s%s', ${e(t)}, listed, only_it, relation);`}function v({column:t,unsteady:n},a){let s=c(n);return`        select k.names into told from (
          select i.indexrelid, i.indisprimary, (
            select array_agg(a.attname::text order by u.n) from unnest(i.indkey::int2[]) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and a.attnotnull and a.attname <> all(${s}) where u.n <= i.indnkeyatts
          ) as names, i.indnkeyatts from pg_index i
          where i.indrelid = relation and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        ) k where cardinality(k.names) = k.indnkeyatts order by k.indisprimary desc, k.indexrelid limit 1;
        select format('(%I)%s as sluice_value', a.attname, case when t.typnamespace = 'pg_catalog'::regnamespace then '' else '::text' end) into lost
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${e(t)};
        if told is null then
          execute format('create table sluice_quarantine.%I as select (to_jsonb(r) - %L::text[])::text as sluice_row, %s from %s%s as r', ${e(a)}, ${s}, lost, only_it, relation);
        else
          select string_agg(${_("a.attname")}, ', ') into listed
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = any(told);
          execute format('create table sluice_quarantine.%I as select %s, %s from %s%s where %I is not null', ${e(a)}, listed, lost, only_it, relation, ${e(t)});
        end if;`}function S({object:t},n,a,s){let i=t.toLowerCase().replaceAll(/[^a-z0-9]+/gu,"_"),o=a.replaceAll(/\D+/gu,"").slice(-14);return`r${n.slice(0,8)}_${o}_${s+1}_${i}`.slice(0,63)}export{e as a,c as b,E as c,I as d,A as e,T as f,O as g,R as h,N as i,p as j,z as k,B as l,k as m};
