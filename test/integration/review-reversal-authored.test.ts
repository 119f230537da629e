import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/core/report.ts';
import { type ReviewScenario, reviewOn } from '../support/review.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

const FIRST = '20240201000000_first.sql';
const SECOND = '20240202000000_second.sql';
const THIRD = '20240203000000_third.sql';
const PEOPLE =
  "create table public.people (id integer primary key, name text, state text not null default 'new');";

interface AuthoredCase extends ReviewScenario {
  readonly name: string;
  readonly reversal: Partial<NonNullable<Report['reversal']>>;
  /** The verdict of each migration, in order. */
  readonly verdicts: readonly (string | null)[];
}

const DONE = { downMatchesBase: true, upMatchesHead: true, differences: [] };

const CASES: readonly AuthoredCase[] = [
  {
    name: 'undoes rows that no computed way back could',
    base: PEOPLE,
    head: { [FIRST]: "insert into public.people (id, name) values (1, 'Ada');" },
    rollbacks: { [FIRST]: 'delete from public.people where id = 1;' },
    reversal: { verdict: 'reversible', objects: [], source: 'authored', proof: DONE },
    verdicts: ['reversible'],
  },
  {
    name: 'comes before the computed one and is shown with its file',
    base: PEOPLE,
    head: { [FIRST]: 'alter table public.people add column age integer;' },
    rollbacks: { [FIRST]: '-- by hand\nalter table public.people drop column age;\n' },
    reversal: {
      source: 'authored',
      sql: `-- supabase/rollbacks/${FIRST}\n-- by hand\nalter table public.people drop column age;`,
      proof: DONE,
    },
    verdicts: ['reversible'],
  },
  {
    name: 'may put back what was dropped, from where the migration kept it',
    base: PEOPLE,
    head: {
      [FIRST]: `create table public.former_names as select id, name from public.people;
alter table public.people drop column name;`,
    },
    rollbacks: {
      [FIRST]: `alter table public.people add column name text;
update public.people set name = former.name from public.former_names former where former.id = people.id;
drop table public.former_names;`,
    },
    reversal: {
      verdict: 'reversible',
      objects: [],
      reasons: [`public.people.name gets back what supabase/rollbacks/${FIRST} writes into it.`],
      dropsAgain: ['public.former_names'],
      proof: DONE,
    },
    verdicts: ['reversible'],
  },
  {
    name: 'that puts back the column alone leaves it empty',
    base: PEOPLE,
    head: { [FIRST]: 'alter table public.people drop column name;' },
    rollbacks: { [FIRST]: 'alter table public.people add column name text;' },
    reversal: { verdict: 'lossy', objects: ['public.people.name'], proof: DONE },
    verdicts: ['lossy'],
  },
  {
    name: 'that makes a table anew loses its rows, and that is said',
    base: PEOPLE,
    head: { [FIRST]: 'alter table public.people add column age integer;' },
    rollbacks: { [FIRST]: `drop table public.people;\n${PEOPLE}` },
    reversal: {
      verdict: 'lossy',
      objects: ['public.people'],
      reasons: ['Going back drops public.people and makes it anew: its rows are lost.'],
      proof: DONE,
    },
    verdicts: ['lossy'],
  },
  {
    name: 'that does not come back to the base is caught',
    base: PEOPLE,
    head: { [FIRST]: 'alter table public.people add column age integer, add column height integer;' },
    rollbacks: { [FIRST]: 'alter table public.people drop column age;' },
    reversal: {
      verdict: 'irreversible',
      reasons: ['The rehearsal on the shadow did not come back to the base.'],
      proof: {
        downMatchesBase: false,
        upMatchesHead: null,
        differences: ['create column public.people.height: integer'],
      },
    },
    verdicts: ['irreversible'],
  },
  {
    name: 'that PostgreSQL refuses is caught, with its line',
    base: PEOPLE,
    head: { [FIRST]: 'alter table public.people add column age integer;' },
    rollbacks: { [FIRST]: '\nalter table public.people drop column agee;' },
    reversal: {
      verdict: 'irreversible',
      proof: {
        downMatchesBase: false,
        upMatchesHead: null,
        differences: [
          `supabase/rollbacks/${FIRST}:2: column "agee" of relation "people" does not exist (SQLSTATE 42703)`,
        ],
      },
    },
    verdicts: ['irreversible'],
  },
  {
    name: 'that cannot even be read is caught, with its line',
    base: PEOPLE,
    head: { [FIRST]: 'alter table public.people add column age integer;' },
    rollbacks: { [FIRST]: '\nalter tabel public.people drop column age;' },
    reversal: {
      verdict: 'irreversible',
      proof: {
        downMatchesBase: false,
        upMatchesHead: null,
        differences: [`supabase/rollbacks/${FIRST}:2: syntax error at or near "tabel"`],
      },
    },
    verdicts: ['irreversible'],
  },
  {
    name: 'of a rename loses nothing',
    base: `${PEOPLE} create index by_state on public.people (state);`,
    head: {
      [FIRST]:
        'alter table public.people rename to persons;\nalter table public.persons rename column name to title;',
    },
    rollbacks: {
      [FIRST]:
        'alter table public.persons rename column title to name;\nalter table public.persons rename to people;',
    },
    reversal: { verdict: 'reversible', objects: [], reasons: [], proof: DONE },
    verdicts: ['reversible'],
  },
  {
    name: 'and computed ones take turns, newest first',
    base: PEOPLE,
    head: {
      [FIRST]: 'alter table public.people rename column name to title;',
      [SECOND]: "insert into public.people (id, title) values (1, 'Dr.');",
      [THIRD]:
        'alter table public.people rename column title to salutation;\nalter table public.people drop column state;',
    },
    rollbacks: { [SECOND]: 'delete from public.people where id = 1;' },
    reversal: {
      verdict: 'lossy',
      objects: ['public.people.state'],
      source: 'mixed',
      sql: [
        'alter table "public"."people" rename column "salutation" to "title";',
        `ALTER TABLE "public"."people" ADD COLUMN "state" text NOT NULL DEFAULT 'new'::text;`,
        '',
        `-- supabase/rollbacks/${SECOND}`,
        'delete from public.people where id = 1;',
        '',
        'alter table "public"."people" rename column "title" to "name";',
      ].join('\n'),
      proof: DONE,
    },
    verdicts: ['reversible', 'reversible', 'lossy'],
  },
  {
    name: 'that fails in the middle names the migration that is to blame',
    base: PEOPLE,
    head: {
      [FIRST]: 'alter table public.people add column age integer;',
      [SECOND]: 'alter table public.people add column height integer;',
      [THIRD]: 'alter table public.people add column weight integer;',
    },
    rollbacks: { [SECOND]: 'select 1;' },
    reversal: {
      verdict: 'irreversible',
      source: 'mixed',
      proof: {
        downMatchesBase: false,
        upMatchesHead: null,
        differences: ['create column public.people.height: integer'],
      },
    },
    verdicts: [null, 'irreversible', 'reversible'],
  },
];

describe('an authored rollback', () => {
  test.each(CASES)('$name', async (one) => {
    const report = await reviewOn(shared.shadow, one);
    expect(report.reversal).toMatchObject(one.reversal);
    expect(report.migrations.map(({ reversal }) => reversal)).toEqual(one.verdicts);
  });
});

describe('without one', () => {
  test('rows that stay after the way back do not count as a failed rehearsal', async () => {
    const report = await reviewOn(shared.shadow, {
      base: PEOPLE,
      head: { [FIRST]: "insert into public.people (id, name) values (1, 'Ada');" },
    });
    expect(report.reversal).toMatchObject({
      verdict: 'irreversible',
      objects: ['public.people'],
      proof: { downMatchesBase: true, upMatchesHead: null, differences: [] },
    });
  });

  test('nothing to go back to has a way back of nothing', async () => {
    const report = await reviewOn(shared.shadow, { base: PEOPLE, head: 'select 1;' });
    expect(report.reversal).toMatchObject({
      verdict: 'reversible',
      sql: '',
      proof: { downMatchesBase: true },
    });
  });
});
