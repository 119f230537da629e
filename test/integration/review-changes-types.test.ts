import { type ChangeCase, testChanges } from '../support/change-cases.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

const MOOD = "create type app.mood as enum ('happy', 'sad');";
const ADDRESS = 'create type app.address as (street text, zip text);';
const EMAIL = "create domain app.email as text check (value ~ '@');";
const EVENTS = 'create table app.events (id integer not null, at date not null) partition by range (at);';
const BOUNDS = "for values from ('2024-01-01') to ('2025-01-01')";
const PARTITIONED = `${EVENTS} create table app.events_2024 partition of app.events ${BOUNDS};`;
const PARENT = 'create table app.orders (id integer, note text);';
const SAME = `create function app.same(integer, text) returns boolean language sql immutable set search_path = '' as $$ select true $$;`;

const TYPES: readonly ChangeCase[] = [
  {
    name: 'an enum',
    head: MOOD,
    changes: ['create type app.mood :1'],
    details: ["'happy', 'sad'"],
  },
  {
    name: 'a new value of an enum',
    base: MOOD,
    head: "alter type app.mood add value 'angry' after 'happy';",
    changes: ['alter type app.mood :1'],
    details: ["+ 'angry'"],
  },
  {
    name: 'a renamed value of an enum',
    base: MOOD,
    head: "alter type app.mood rename value 'sad' to 'blue';",
    changes: ['rename enumValue app.mood.blue from sad :1'],
  },
  {
    name: 'a renamed enum, and one that goes',
    base: `${MOOD} create type app.state as enum ('on');`,
    head: 'alter type app.mood rename to feeling;\ndrop type app.state;',
    changes: ['rename type app.feeling from mood :1', 'drop type app.state :2'],
  },
  {
    name: 'a composite type',
    head: ADDRESS,
    changes: ['create type app.address :1'],
    details: ['street text, zip text'],
  },
  {
    name: 'attributes of a composite type',
    base: ADDRESS,
    head: 'alter type app.address add attribute city text, drop attribute zip;',
    changes: ['alter type app.address :1'],
    details: ['+ city', '− zip'],
  },
  {
    name: 'a renamed attribute',
    base: ADDRESS,
    head: 'alter type app.address rename attribute zip to postcode;',
    changes: ['rename typeAttribute app.address.postcode from zip :1'],
  },
  {
    name: 'a domain, with its check',
    head: EMAIL,
    changes: ['create domain app.email :1'],
    details: ['text', "CHECK ((VALUE ~ '@'::text))"],
  },
  {
    name: 'rules of a domain',
    base: EMAIL,
    head: `alter domain app.email set default 'a@b';
alter domain app.email add constraint long check (length(value) > 3);
alter domain app.email set not null;`,
    changes: ['alter domain app.email :3'],
    details: ['+ constraint long CHECK ((length(VALUE) > 3))', "default — → 'a@b'::text", 'NOT NULL added'],
  },
  {
    name: 'a renamed domain and a renamed rule of it',
    base: EMAIL,
    head: 'alter domain app.email rename to mail;\nalter domain app.mail rename constraint email_check to has_at;',
    changes: [
      'rename domain app.mail from email :1',
      'rename constraint app.mail.has_at from email_check :2',
    ],
  },
  {
    name: 'a dropped domain',
    base: EMAIL,
    head: 'drop domain app.email;',
    changes: ['drop domain app.email :1'],
  },
  {
    name: 'a range type, without what it makes for itself',
    head: 'create type app.span as range (subtype = float8);',
    changes: ['create type app.span :1'],
  },
];

const HIERARCHIES: readonly ChangeCase[] = [
  {
    name: 'a partitioned table',
    head: EVENTS,
    changes: ['create table app.events :1'],
    details: ['2 columns', 'partitioned by RANGE (at)'],
  },
  {
    name: 'a new partition',
    base: EVENTS,
    head: `create table app.events_2024 partition of app.events ${BOUNDS};`,
    changes: ['create table app.events_2024 :1'],
    details: ["partition of app.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"],
  },
  {
    name: 'a table that becomes a partition keeps its columns',
    base: `${EVENTS} create table app.events_2024 (id integer not null, at date not null);`,
    head: `alter table app.events attach partition app.events_2024 ${BOUNDS};`,
    changes: ['alter table app.events_2024 :1'],
    details: ['parent — → app.events', "bounds — → FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"],
  },
  {
    name: 'a partition that leaves',
    base: PARTITIONED,
    head: 'alter table app.events detach partition app.events_2024;',
    changes: ['alter table app.events_2024 :1'],
    details: ['parent app.events → —', "bounds FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') → —"],
  },
  {
    name: 'a partition that leaves without a transaction, and the check that remains',
    base: PARTITIONED,
    head: 'alter table app.events detach partition app.events_2024 concurrently;',
    changes: ['alter table app.events_2024 :1', 'create constraint app.events_2024.events_2024_at_check :1'],
  },
  {
    name: 'what a partitioned table gets is not told again for its partitions',
    base: PARTITIONED,
    head: `alter table app.events add column kind text;
create index events_kind on app.events (kind);
alter table app.events add primary key (id, at);
alter table app.events rename column kind to sort;`,
    changes: [
      'create column app.events.sort :1',
      'create index app.events.events_kind :2',
      'create constraint app.events.events_pkey :3',
    ],
  },
  {
    name: 'type and name of a column of a partitioned table',
    base: PARTITIONED,
    head: 'alter table app.events alter column id type bigint;\nalter table app.events rename column id to number;',
    changes: ['alter column app.events.number :1', 'rename column app.events.number from id :2'],
  },
  {
    name: 'a table that inherits',
    base: PARENT,
    head: 'create table app.special (extra integer) inherits (app.orders);',
    changes: ['create table app.special :1'],
    details: ['inherits app.orders'],
  },
  {
    name: 'a column of the parent is told once',
    base: `${PARENT} create table app.special (extra integer) inherits (app.orders);`,
    head: 'alter table app.orders add column amount integer;',
    changes: ['create column app.orders.amount :1'],
  },
  {
    name: 'a child that leaves keeps its columns',
    base: `${PARENT} create table app.special (extra integer) inherits (app.orders);`,
    head: 'alter table app.special no inherit app.orders;',
    changes: ['alter table app.special :1'],
    details: ['parent app.orders → —'],
  },
];

const RARE: readonly ChangeCase[] = [
  {
    name: 'statistics over two columns',
    base: PARENT,
    head: 'create statistics app.together (dependencies) on id, note from app.orders;',
    changes: ['create statistics app.together :1'],
  },
  {
    name: 'renamed and dropped statistics',
    base: `${PARENT} create statistics app.one (ndistinct) on id, note from app.orders; create statistics app.two (mcv) on id, note from app.orders;`,
    head: 'alter statistics app.one rename to first;\ndrop statistics app.two;',
    changes: ['rename statistics app.first from one :1', 'drop statistics app.two :2'],
  },
  {
    name: 'a cast',
    base: `create type app.coins as (amount integer);
create function app.count(app.coins) returns integer language sql immutable set search_path = '' as $$ select ($1).amount $$;`,
    head: 'create cast (app.coins as integer) with function app.count(app.coins) as assignment;',
    changes: ['create cast app.coins as integer :1'],
    details: ['with function app.count(app.coins) as assignment'],
  },
  {
    name: 'an operator',
    base: SAME,
    head: 'create operator app.=== (leftarg = integer, rightarg = text, function = app.same);',
    changes: ['create operator app.=== (integer, text) :1'],
  },
  {
    name: 'a dropped operator',
    base: `${SAME} create operator app.=== (leftarg = integer, rightarg = text, function = app.same);`,
    head: 'drop operator app.=== (integer, text);',
    changes: ['drop operator app.=== (integer, text) :1'],
  },
  {
    name: 'a text search configuration with its own mapping',
    head: `create text search configuration app.german (copy = pg_catalog.german);
alter text search configuration app.german alter mapping for word with simple;`,
    changes: ['create text search configuration app.german :1'],
  },
  {
    name: 'a text search dictionary',
    head: "create text search dictionary app.words (template = simple, stopwords = 'english');",
    changes: ['create text search dictionary app.words :1'],
  },
  {
    name: 'a renamed collation',
    base: "create collation app.de (provider = icu, locale = 'de');",
    head: 'alter collation app.de rename to german;',
    changes: ['rename collation app.german from de :1'],
  },
];

testChanges(shared, { types: TYPES, 'partitions and inheritance': HIERARCHIES, 'rarer kinds': RARE });
