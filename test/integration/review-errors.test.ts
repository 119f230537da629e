import { describe, expect, test } from '@jest/globals';
import { finding } from '../../src/core/finding-codes.ts';
import type { Finding } from '../../src/core/report.ts';
import { BASE_FILE, HEAD_FILE, type ReviewScenario, reviewOn } from '../support/review.ts';
import { sharedPlainShadow } from '../support/shadow.ts';

interface ErrorCase extends ReviewScenario {
  readonly name: string;
  readonly finding: Partial<Finding>;
  /** What the message must hold. */
  readonly says?: RegExp;
  readonly advises?: RegExp;
}

const HEAD = `supabase/migrations/${HEAD_FILE}`;
const BASE = `supabase/migrations/${BASE_FILE}`;
const NINE = Array.from({ length: 9 }, (_, index) =>
  index === 6 ? 'alter table public.missing add column x integer;' : `create table public.t${index} ();`,
).join('\n');

const CASES: readonly ErrorCase[] = [
  {
    name: 'a table that is not there, in statement 7 of 9',
    head: NINE,
    finding: {
      code: 'sql-failed',
      file: HEAD,
      line: 7,
      sqlState: '42P01',
      excerpt: 'LINE 7: alter table public.missing add column x integer;\n        ^',
    },
    says: /relation "public\.missing" does not exist \(SQLSTATE 42P01\)/u,
    advises: /Qualify the name with its schema, or add a migration before this one/u,
  },
  {
    name: 'in the base, where nothing can be reviewed before it is repaired',
    base: 'create table public.a ();\ncreate table public.a ();',
    head: 'select 1;',
    finding: { code: 'sql-failed', file: BASE, line: 2, sqlState: '42P07' },
    says: /^The base itself cannot be replayed: relation "a" already exists/u,
    advises: /Remove the second CREATE/u,
  },
  {
    name: 'at the place in the line that PostgreSQL names, behind letters of several bytes',
    head: "\n\nselect 'Grüße 😀', nowhere\nfrom (select 1) x;",
    finding: {
      line: 3,
      column: 20,
      sqlState: '42703',
      excerpt: "LINE 3: select 'Grüße 😀', nowhere\n                           ^",
    },
  },
  {
    name: 'in a file with Windows line ends',
    head: 'create table public.a ();\r\n\r\ncreate table public.a ();\r\n',
    finding: { line: 3, excerpt: 'LINE 3: create table public.a ();\n        ^' },
  },
  {
    name: 'inside a DO block, at the inner statement',
    head: `create table public.a ();
do $block$
begin
  create table public.b ();
  alter table public.a
    add column x nonsense;
end $block$;`,
    finding: {
      line: 6,
      sqlState: '42704',
      excerpt: 'LINE 6:     add column x nonsense;\n                         ^',
    },
  },
  {
    name: 'raised inside a DO block, at its line',
    head: "select 1;\ndo $$\nbegin\n  raise exception 'no way';\nend $$;",
    finding: {
      line: 4,
      sqlState: 'P0001',
      excerpt: "LINE 4:   raise exception 'no way';\n          ^",
    },
    says: /^no way/u,
  },
  {
    name: 'inside a function when it is called, with where it happened',
    head: `create function public.broken() returns void language plpgsql as $$
begin
  insert into public.missing values (1);
end $$;
select public.broken();`,
    finding: { line: 5, sqlState: '42P01' },
    says: /In: PL\/pgSQL function broken\(\) line 3 at SQL statement/u,
  },
  {
    name: 'a deferred constraint that speaks up at the end, at the statement that wrote its table',
    head: `create table public.parents (id integer primary key);
create table public.children (parent integer references public.parents deferrable initially deferred);
insert into public.children values (1);
create table public.later ();`,
    finding: { line: 3, sqlState: '23503' },
    says: /Key \(parent\)=\(1\) is not present in table "parents"/u,
    advises: /supabase\/seed\.sql/u,
  },
  {
    name: 'an extension that nobody has',
    head: 'create table public.a ();\ncreate extension no_such_thing;',
    finding: {
      code: 'extension-unavailable',
      line: 2,
      excerpt: 'LINE 2: create extension no_such_thing;\n        ^',
    },
    says: /"no_such_thing"/u,
  },
  {
    name: 'what only a superuser may do',
    head: 'select 1;\ncreate table vault.mine ();',
    finding: { line: 2, sqlState: '42501' },
    advises: /a schema of your own/u,
  },
  {
    name: 'what the platform lets postgres do, in a block',
    head: 'do $$ begin create publication everything for all tables; end $$;',
    finding: { line: 1, sqlState: '42501' },
    advises: /as a statement of its own, or let the full stack judge: --engine supabase/u,
  },
  {
    name: 'a type that needs USING',
    base: "create table public.a (x text default 'y');",
    head: 'alter table public.a alter column x type integer;',
    finding: { line: 1, sqlState: '42804' },
    advises: /using/u,
  },
  {
    name: 'a new enum value used before it is committed',
    base: "create type public.mood as enum ('good');",
    head: "begin;\nalter type public.mood add value 'bad';\nselect 'bad'::public.mood;\ncommit;",
    finding: { line: 3, sqlState: '55P04' },
    advises: /ADD VALUE/u,
  },
  {
    name: 'what cannot run in a transaction, between BEGIN and COMMIT',
    base: 'create table public.a (x integer);',
    head: 'begin;\ncreate index concurrently i on public.a (x);\ncommit;',
    finding: { code: 'transaction-escape', line: 2 },
  },
  {
    name: 'a ROLLBACK, which would leave less than the file says',
    head: 'begin;\ncreate table public.a ();\nrollback;',
    finding: { code: 'transaction-escape', line: 3 },
  },
  {
    name: 'a BEGIN that never ends',
    head: 'create table public.a ();\nbegin;\ncreate table public.b ();',
    finding: { code: 'transaction-escape', line: 2 },
  },
];

const shared = sharedPlainShadow();

describe('an error of PostgreSQL is one finding:', () => {
  test.each(CASES)('$name', async (one) => {
    const report = await reviewOn(shared.shadow, one);
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({ level: 'error', ...one.finding });
    if (one.says !== undefined) expect(report.findings[0]?.message).toMatch(one.says);
    if (one.advises !== undefined) expect(report.findings[0]?.remedy).toMatch(one.advises);
    expect(report).toMatchObject({ verdict: 'blocked', changes: [], reversal: null });
  });
});

test('errors of syntax are found in all files at once, before any of them runs', async () => {
  const report = await reviewOn(shared.shadow, {
    base: 'create table public.a (x integer',
    head: {
      '20240201000000_one.sql': 'create table public.b ();\ncreate tabel public.c ();',
      '20240202000000_two.sql': "select 1;\nselect 'open",
      '20240203000000_three.sql': 'select 1;',
    },
  });
  expect(
    report.findings.map(({ code, file, line, sqlState, excerpt }) => ({
      code,
      file,
      line,
      sqlState,
      excerpt,
    })),
  ).toEqual([
    {
      code: 'sql-syntax',
      file: BASE,
      line: 1,
      sqlState: '42601',
      excerpt: 'LINE 1: create table public.a (x integer\n                                       ^',
    },
    {
      code: 'sql-syntax',
      file: 'supabase/migrations/20240201000000_one.sql',
      line: 2,
      sqlState: '42601',
      excerpt: 'LINE 2: create tabel public.c ();\n               ^',
    },
    {
      code: 'sql-syntax',
      file: 'supabase/migrations/20240202000000_two.sql',
      line: 2,
      sqlState: '42601',
      excerpt: "LINE 2: select 'open\n               ^",
    },
  ]);
  expect(report.engine).toBe(null);
});

test('a recursion without end is told by its first and last calls', async () => {
  const { findings } = await reviewOn(shared.shadow, {
    head: `create function public.f(x integer) returns integer language plpgsql as $$ begin
  return public.f(x + 1); end $$;
select public.f(1);`,
  });
  expect(findings).toMatchObject([{ code: 'sql-failed', sqlState: '54001', line: 3 }]);
  expect(findings[0]?.message).toMatch(/… \d+ more lines …\n/u);
  expect(findings[0]?.message.length).toBeLessThan(2_000);
});

test('what only psql understands is told once, beside other errors of syntax', async () => {
  const psql = { ...finding('migration-psql-command', { file: HEAD, line: 2, message: '', remedy: '' }) };
  const report = await reviewOn(shared.shadow, {
    head: {
      [HEAD_FILE]: 'select 1;\n\\i other.sql\n',
      '20240202000000_two.sql': 'selct 1;',
    },
    findings: [psql],
  });
  expect(report.findings.map(({ code, file }) => [code, file])).toEqual([
    ['migration-psql-command', HEAD],
    ['sql-syntax', 'supabase/migrations/20240202000000_two.sql'],
  ]);
});
