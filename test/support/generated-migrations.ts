import { pick, seededRandom } from './seeded-random.ts';

/** A migration with the tables and rows that it meets. Everything lives in the schema that it calls `app`. */
export interface GeneratedMigration {
  readonly kind: string;
  /** What is there before. */
  readonly base: string;
  /** Rows that are in it when the migration comes. */
  readonly baseRows: string;
  readonly up: string;
  /** Rows written behind the deployment. */
  readonly rows: string;
  /** Rows that must be the same in the former schema and, asked in words of the new one, before the way back. */
  readonly shows: { readonly base: string; readonly head: string };
}

type Random = () => number;

/** A type with two values of it. */
type TypeCase = readonly [string, string, string];

const TYPES: readonly [TypeCase, ...TypeCase[]] = [
  ['int', '7', '8'],
  ['bigint', '5000000000', '1'],
  ['text', "'it''s'", "''"],
  ['numeric(8, 2)', '12.50', '-3'],
  ['boolean', 'true', 'false'],
  ['timestamptz', "'2024-02-29 12:00+00'", "'epoch'"],
  ['uuid', "'00000000-0000-0000-0000-00000000000a'", "'ffffffff-0000-0000-0000-00000000000a'"],
  ['jsonb', '\'{"a": [1, null]}\'', "'{}'"],
  ['bytea', "'\\x00ff'", "''"],
  ['int[]', "'{1,2,null}'", "'{}'"],
  ['date', "'2024-01-01'", "'infinity'"],
  ['varchar(20)', "'short'", "'longer than that'"],
];

const BASE = `create table app.items (id int primary key, name text not null, amount int, price numeric(8, 2), at timestamptz default '2024-01-01');`;
const BASE_ROWS = `insert into app.items values (1, 'one', 10, 1.50, default), (2, 'two', null, null, null);`;
const MORE = `insert into app.items (id, name, amount) values (3, 'three', 30); update app.items set amount = 11 where id = 1;`;
const SAME = 'select * from app.items';

function plain(kind: string, up: string, changes: Partial<GeneratedMigration> = {}): GeneratedMigration {
  return {
    kind,
    base: BASE,
    baseRows: BASE_ROWS,
    up,
    rows: MORE,
    shows: { base: SAME, head: SAME },
    ...changes,
  };
}

const COLUMNS = 'id, name, amount, price, at';

const GENERATORS: readonly ((random: Random, number: number) => GeneratedMigration)[] = [
  (random) => {
    const columns = Array.from({ length: 1 + Math.floor(random() * 5) }, () => pick(random, TYPES));
    const listed = columns.map(([type], index) => `c${index} ${type}${random() < 0.3 ? ' not null' : ''}`);
    const values = columns.map(([, one, other]) => (random() < 0.5 ? one : other));
    const key = random() < 0.5 ? 'id int primary key' : 'id bigint generated always as identity primary key';
    const names = columns.map((_column, index) => `c${index}`).join(', ');
    const id = key.startsWith('id int') ? ['id, ', '1, '] : ['', ''];
    return plain('table', `create table app.fresh (${[key, ...listed].join(', ')});`, {
      rows: `${MORE} insert into app.fresh (${id[0]}${names}) values (${id[1]}${values.join(', ')});`,
    });
  },
  (random) => {
    const [type, value] = pick(random, TYPES);
    const rest = pick(random, ['', ` default ${value}`, ` not null default ${value}`]);
    return plain('column', `alter table app.items add column added ${type}${rest};`, {
      rows: `${MORE} update app.items set added = ${value} where id = 2;`,
      shows: { base: SAME, head: `select ${COLUMNS} from app.items` },
    });
  },
  (random) =>
    plain(
      'column default',
      `alter table app.items alter column amount set default ${Math.floor(random() * 9)};`,
    ),
  (random) => {
    const column = pick(random, ['amount', 'price', 'at']);
    return plain('dropped column', `alter table app.items drop column ${column};`, {
      rows: "insert into app.items (id, name) values (3, 'three');",
      shows: { base: 'select id, name from app.items', head: 'select id, name from app.items' },
    });
  },
  (random) => {
    const [before, after] = pick<readonly [string, string]>(random, [
      ['amount', 'bigint'],
      ['amount', 'numeric'],
      ['price', 'numeric(12, 4)'],
      ['name', 'varchar(200)'],
    ]);
    return plain('column type', `alter table app.items alter column ${before} type ${after};`, {
      shows: {
        base: 'select id, name::text, amount, price, at from app.items',
        head: 'select id, name::text, amount::int, price::numeric(8, 2), at from app.items',
      },
    });
  },
  (random) =>
    plain(
      'rename',
      pick(random, [
        'alter table app.items rename column amount to quantity;',
        'alter table app.items rename column amount to quantity; alter table app.items add column amount text;',
      ]),
      {
        rows: "insert into app.items (id, name, quantity) values (3, 'three', 30);",
        shows: {
          base: 'select id, name, amount, price, at from app.items',
          head: 'select id, name, quantity as amount, price, at from app.items',
        },
      },
    ),
  () =>
    plain('table rename', 'alter table app.items rename to goods;', {
      rows: "insert into app.goods (id, name) values (3, 'three');",
      shows: { base: SAME, head: 'select * from app.goods' },
    }),
  (random) =>
    plain(
      'NOT NULL',
      pick(random, [
        'alter table app.items alter column name drop not null;',
        'alter table app.items alter column at set default now();',
      ]),
    ),
  (random) => {
    const labels = ['calm', 'wild', 'odd'].slice(0, 1 + Math.floor(random() * 3));
    return plain(
      'enum',
      `create type app.mood as enum (${labels.map((one) => `'${one}'`).join(', ')}); alter table app.items add column mood app.mood;`,
      {
        rows: `${MORE} update app.items set mood = 'calm' where id = 1;`,
        shows: { base: SAME, head: `select ${COLUMNS} from app.items` },
      },
    );
  },
  (random) =>
    plain(
      'enum value',
      `alter type app.mood add value 'new'${pick(random, ['', " before 'calm'", " after 'calm'"])};`,
      {
        base: `create type app.mood as enum ('calm', 'wild'); ${BASE} alter table app.items add column mood app.mood default 'wild';`,
        rows: "insert into app.items (id, name, mood) values (3, 'three', 'calm');",
      },
    ),
  (random) =>
    plain(
      'domain',
      pick(random, [
        "create domain app.code as text check (value <> ''); alter table app.items add column code app.code;",
        'create type app.pair as (a int, b text); alter table app.items add column code app.pair;',
      ]),
      { shows: { base: SAME, head: `select ${COLUMNS} from app.items` } },
    ),
  (random) =>
    plain(
      'constraint',
      pick(random, [
        'alter table app.items add constraint positive check (amount > 0);',
        'alter table app.items add constraint only_name unique (name);',
        'alter table app.items add constraint self foreign key (id) references app.items (id) not valid;',
        'alter table app.items add constraint apart exclude (amount with =);',
        'alter table app.items add constraint later unique (name) deferrable initially deferred;',
      ]),
    ),
  (random) =>
    plain(
      'dropped constraint',
      pick(random, [
        'alter table app.items drop constraint positive;',
        'alter table app.items drop constraint only_name;',
        'alter table app.items drop constraint items_parent;',
      ]),
      {
        base: `${BASE} alter table app.items add constraint positive check (amount > 0), add constraint only_name unique (name), add constraint items_parent foreign key (id) references app.items (id);`,
      },
    ),
  (random) =>
    plain(
      'index',
      pick(random, [
        'create index items_name on app.items (name);',
        'create unique index items_lower on app.items (lower(name));',
        'create index items_some on app.items (amount desc nulls last) where price is not null;',
        "create index items_gin on app.items using gin (to_tsvector('simple', name));",
        'create index items_wide on app.items (name) include (amount);',
      ]),
    ),
  (random) =>
    plain(
      'dropped index',
      pick(random, [
        'drop index app.items_name;',
        'drop index app.items_name; create index items_name on app.items (amount);',
      ]),
      {
        base: `${BASE} create unique index items_name on app.items (name);`,
      },
    ),
  (random) =>
    plain(
      'view',
      pick(random, [
        'create view app.cheap as select id, name from app.items where price < 5;',
        'create view app.cheap with (security_invoker = true) as select * from app.items;',
        'create materialized view app.cheap as select name, count(*) from app.items group by name; create unique index on app.cheap (name);',
      ]),
    ),
  (random) =>
    plain(
      'replaced view',
      `create or replace view app.seen as select id, name, amount * ${2 + Math.floor(random() * 5)} as twice from app.items;`,
      {
        base: `${BASE} create view app.seen as select id, name, amount as twice from app.items;`,
      },
    ),
  (random) =>
    plain(
      'function',
      pick(random, [
        'create function app.total(a int, b int default 1) returns int language sql immutable as $$ select a + b $$;',
        'create function app.rows() returns setof app.items language sql stable as $$ select * from app.items $$;',
        'create procedure app.work(inout n int) language plpgsql as $$ begin n := n + 1; end $$;',
        "create or replace function app.known(n int) returns int language plpgsql security definer set search_path = '' as $$ begin return n * 2; end $$;",
      ]),
      { base: `${BASE} create function app.known(n int) returns int language sql as $$ select n $$;` },
    ),
  (random) =>
    plain(
      'trigger',
      `create function app.touch() returns trigger language plpgsql as $$ begin new.at := '2030-01-01'; return new; end $$;
      create trigger touched before ${pick(random, ['insert', 'insert or update', 'update of amount'])} on app.items for each row execute function app.touch();`,
    ),
  (random) =>
    plain(
      'policy',
      `alter table app.items enable row level security; create policy mine on app.items ${pick(random, ['for select', 'for all', 'as restrictive for update'])} to ${pick(random, ['authenticated', 'anon, authenticated', 'public'])} using (amount > 0);`,
    ),
  (random) =>
    plain(
      'dropped policy',
      pick(random, [
        'drop policy mine on app.items;',
        'alter policy mine on app.items using (false);',
        'alter table app.items disable row level security;',
      ]),
      {
        base: `${BASE} alter table app.items enable row level security; create policy mine on app.items for select to authenticated using (true);`,
      },
    ),
  (random) =>
    plain(
      'grant',
      pick(random, [
        'grant select, insert on app.items to authenticated;',
        'grant usage on schema app to anon; grant select (id, name) on app.items to anon;',
        'grant select on app.items to service_role with grant option;',
        'alter default privileges in schema app grant select on tables to authenticated;',
      ]),
    ),
  (random) =>
    plain(
      'sequence',
      pick(random, [
        "create sequence app.numbers start 5 increment 3; alter table app.items alter column amount set default nextval('app.numbers');",
        'alter table app.items alter column id add generated by default as identity;',
        'create sequence app.numbers as int cycle maxvalue 9;',
      ]),
    ),
  (random) =>
    plain(
      'partition',
      pick(random, [
        "create table app.parts_2025 partition of app.parts for values from ('2025-01-01') to ('2026-01-01');",
        'create table app.parts_rest partition of app.parts default;',
        'create table app.other (id int, day date) partition by hash (id); create table app.other_0 partition of app.other for values with (modulus 1, remainder 0);',
      ]),
      {
        base: `${BASE} create table app.parts (id int, day date) partition by range (day); create table app.parts_2024 partition of app.parts for values from ('2024-01-01') to ('2025-01-01');`,
        baseRows: `${BASE_ROWS} insert into app.parts values (1, '2024-05-05');`,
        rows: `${MORE} insert into app.parts values (2, '2024-06-06');`,
        shows: {
          base: "select 'part' as word, id from app.parts union all select name, id from app.items",
          head: "select 'part' as word, id from app.parts union all select name, id from app.items",
        },
      },
    ),
  (_random, number) => {
    const names = [
      'citext',
      'hstore',
      'pg_trgm',
      'ltree',
      'intarray',
      'cube',
      'unaccent',
      'btree_gist',
      'fuzzystrmatch',
      'tablefunc',
    ] as const;
    const name = names[number % names.length] ?? 'citext';
    return plain('extension', `create extension ${name} with schema extensions;`);
  },
  (random, number) =>
    plain(
      'publication',
      `create publication pub_${number} for table app.items${pick(random, ['', ' (id, name)', ' where (id > 1)'])};`,
    ),
  (random) =>
    plain(
      'comment',
      pick(random, [
        "comment on table app.items is 'things; with '' quotes';",
        "comment on column app.items.name is null; comment on column app.items.amount is 'how many';",
      ]),
    ),
  (random) => {
    const [type] = pick(random, TYPES);
    return plain('dropped table', `drop table app.old;`, {
      base: `${BASE} create table app.old (id int primary key, value ${type}, item int references app.items);`,
      baseRows: `${BASE_ROWS} insert into app.old (id, item) values (1, 1);`,
    });
  },
  (random) =>
    plain(
      'several',
      `alter table app.items add column total int; create table app.lines (id int primary key, item int references app.items); create index on app.lines (item); create view app.both as select i.name, l.id from app.items i join app.lines l on l.item = i.id; ${pick(random, ['grant select on app.both to anon;', 'alter table app.lines enable row level security;', ''])}`,
      {
        rows: `${MORE} insert into app.lines values (1, 1), (2, 3); update app.items set total = 5 where id = 1;`,
        shows: { base: SAME, head: `select ${COLUMNS} from app.items` },
      },
    ),
  // What only a person can write a way back for.
  (random) =>
    plain(
      'data',
      pick(random, [
        'update app.items set name = upper(name);',
        'delete from app.items where id = 2;',
        "insert into app.items (id, name) values (9, 'shipped');",
      ]),
      {
        rows: '',
      },
    ),
  () =>
    plain('dropped NOT NULL column', 'alter table app.items drop column name;', {
      rows: '',
      shows: { base: 'select id from app.items', head: 'select id from app.items' },
    }),
];

export const GENERATED_KINDS = GENERATORS.length;

/** Migrations of every kind in turn, each drawn from a seed. */
export function generatedMigrations(seed: number, count: number): GeneratedMigration[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_none, index) => {
    const generator = GENERATORS[index % GENERATORS.length] ?? GENERATORS[0];
    if (generator === undefined) throw new Error('there is no generator');
    return generator(random, Math.floor(index / GENERATORS.length));
  });
}
