import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../src/core/errors.ts';
import { applyAll, NO_EVENTS, openLive, QUICK } from '../support/live.ts';
import { type FreshDatabase, sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();

const BASE = '20240101000000_base.sql';
const NEXT = '20240102000000_next.sql';

async function failureOf(work: Promise<unknown>): Promise<SluiceError> {
  const thrown: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof SluiceError)) throw new Error(`expected a SluiceError, got ${String(thrown)}`);
  return thrown;
}

async function versions({ asMigrator }: FreshDatabase): Promise<string[]> {
  const { rows } = await asMigrator.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations order by version',
  );
  return rows.map(({ version }) => version);
}

async function selected({ asMigrator }: FreshDatabase, sql: string): Promise<unknown> {
  const { rows } = await asMigrator.query<{ value: unknown }>(`select (${sql}) as value`);
  return rows[0]?.value;
}

describe('what a migration leaves in the database', () => {
  test('runs each file once and records it as the Supabase CLI does', async () => {
    const live = await shared.freshDatabase();
    const files = {
      [BASE]: '-- people\ncreate table people (id int);\ninsert into people values (1);\n-- end\n',
      [NEXT]: "alter table people add column note text default 'a;b\\c';",
    };
    await applyAll(live.migrator, files);
    await applyAll(live.migrator, files);
    const { rows } = await live.asMigrator.query(
      'select version, name, statements from supabase_migrations.schema_migrations order by version',
    );
    expect(rows).toEqual([
      {
        version: '20240101000000',
        name: 'base',
        statements: ['-- people\ncreate table people (id int)', 'insert into people values (1)', '-- end'],
      },
      {
        version: '20240102000000',
        name: 'next',
        statements: ["alter table people add column note text default 'a;b\\c'"],
      },
    ]);
    expect((await live.asMigrator.query('select * from people')).rows).toEqual([{ id: 1, note: 'a;b\\c' }]);
  });

  test.each([
    { name: 'a search path', sql: 'set search_path = nowhere', setting: 'search_path' },
    {
      name: 'a search path by function',
      sql: "select set_config('search_path', '', false)",
      setting: 'search_path',
    },
    { name: 'a role', sql: 'set role authenticated', setting: 'role' },
    {
      name: 'a session role for replication',
      sql: 'set session_replication_role = replica',
      setting: 'session_replication_role',
    },
    { name: 'a lock timeout', sql: 'set lock_timeout = 1', setting: 'lock_timeout' },
    { name: 'a setting of its own', sql: "set app.tenant = 'x'", setting: 'app.tenant' },
    {
      name: 'a read-only default',
      sql: 'set default_transaction_read_only = off',
      setting: 'default_transaction_read_only',
    },
    {
      name: 'check_function_bodies',
      sql: 'set check_function_bodies = off',
      setting: 'check_function_bodies',
    },
  ])('$name that a file sets does not reach the next file', async ({ sql, setting }) => {
    const live = await shared.freshDatabase();
    const look = `create table public.seen as select current_setting('${setting}', true) as value;`;
    await applyAll(live.migrator, { [BASE]: look });
    const before = await selected(live, 'select value from seen');
    await live.asMigrator.query('drop table seen');
    await applyAll(live.migrator, {
      [BASE]: look,
      [NEXT]: `${sql};`,
      '20240103000000_look.sql': look,
    });
    expect(await selected(live, 'select value from seen')).toBe(before === null ? '' : before);
    expect(await versions(live)).toHaveLength(3);
  });

  test('a file that takes on a role without rights is recorded all the same', async () => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, { [BASE]: 'create table t (id int); set role anon; reset all;' });
    expect(await versions(live)).toEqual(['20240101000000']);
  });

  test('a login that begins in the role of the owner writes history and journal in that role', async () => {
    const { migrator, asAdministrator } = await shared.freshDatabase();
    await asAdministrator.query(`drop schema supabase_migrations cascade; create role keeper; grant create on database "${migrator.database}" to keeper;
      create role visitor login noinherit in role keeper; alter role visitor set role = keeper`);
    await applyAll({ ...migrator, user: 'visitor' }, { [BASE]: 'create schema app; set role none' });
    const { rows } = await asAdministrator.query(
      "select version, nspowner::regrole::text as owner from supabase_migrations.schema_migrations, pg_namespace where nspname = 'app'",
    );
    expect(rows).toEqual([{ version: '20240101000000', owner: 'keeper' }]);
  });

  test('a file may choose its isolation level and reset all settings', async () => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, {
      [BASE]: 'set transaction isolation level serializable; create table t (id int); reset all;',
    });
    expect(await versions(live)).toEqual(['20240101000000']);
  });
});

describe('what a file sets for its session', () => {
  test.each([
    { name: 'its encoding', sql: "set client_encoding = 'LATIN1'" },
    { name: 'how it writes strings', sql: 'set standard_conforming_strings = off' },
    { name: 'that its transactions only read', sql: 'set default_transaction_read_only = on' },
    { name: 'how they are isolated', sql: "set default_transaction_isolation = 'serializable'" },
  ])('does not change how the next one is read and run: $name', async ({ sql }) => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, {
      [BASE]: `create table t (value text, isolation text); ${sql};`,
      [NEXT]: `insert into t values ('Größe\\n', current_setting('transaction_isolation'));`,
    });
    expect(await selected(live, 'select value from t')).toBe('Größe\\n');
    expect(await selected(live, 'select isolation from t')).toBe('read committed');
  });

  test('holds for what it has deferred, which runs before we write that it is done', async () => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, {
      [BASE]: `create table t (id int); create table log (id int);
        create function note() returns trigger language plpgsql as $$ begin insert into log values (new.id); return null; end $$;
        create constraint trigger note after insert on t initially deferred for each row execute function note();`,
      [NEXT]: 'insert into t values (7);',
    });
    expect(await selected(live, 'select id from log')).toBe(7);
  });
});

describe('statements outside of transactions', () => {
  const CONCURRENT = `
create table t (a int, b int);
insert into t select n, n from generate_series(1, 100) n;
create index concurrently t_a on t (a);
create index concurrently on t (b);
alter type mood add value 'sad';
insert into moods values ('sad');`;
  const MOOD = `create type mood as enum ('ok'); create table moods (mood mood);`;

  test('run alone, between transactions, each once', async () => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, { [BASE]: MOOD, [NEXT]: CONCURRENT });
    expect(
      await selected(
        live,
        "select count(*)::int from pg_index where indrelid = 't'::regclass and indisvalid",
      ),
    ).toBe(2);
    expect(await selected(live, 'select count(*)::int from moods')).toBe(1);
    expect(
      await selected(
        live,
        "select array_agg(segment || ' ' || state order by id) from supabase_migrations.sluice_segments where version = '20240102000000'",
      ),
    ).toEqual([
      '0 committed',
      '1 began',
      '1 committed',
      '2 began',
      '2 committed',
      '3 committed',
      '4 committed',
    ]);
  });

  test('a search path of the file holds in its later segments', async () => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, {
      [BASE]:
        'create schema app; set search_path = app; create table t (a int); create index concurrently t_a on t (a);',
    });
    expect(await selected(live, "select to_regclass('app.t_a')::text")).toBe('app.t_a');
  });

  test('an index that cannot be built leaves nothing behind, and the migration can be taken up when it can', async () => {
    const live = await shared.freshDatabase();
    const files = {
      [BASE]:
        'create table t (a int); insert into t values (1), (1); create unique index concurrently t_a on t (a); insert into t values (2);',
    };
    const failure = await failureOf(applyAll(live.migrator, files));
    expect(failure).toMatchObject({ code: 'sql-failed', sqlState: '23505', location: { line: 1 } });
    expect(await selected(live, "select count(*)::int from pg_index where indrelid = 't'::regclass")).toBe(0);
    expect(await versions(live)).toEqual([]);
    await live.asMigrator.query('delete from t where ctid = (select min(ctid) from t)');
    await applyAll(live.migrator, files);
    expect(
      await selected(
        live,
        "select count(*)::int from pg_index where indrelid = 't'::regclass and indisvalid",
      ),
    ).toBe(1);
    expect(await selected(live, 'select array_agg(a order by a) from t')).toEqual([1, 2]);
  });

  test('an INVALID index of somebody else is not skipped in silence', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query('create table t (a int); insert into t values (1), (1)');
    await live.asMigrator.query('create unique index concurrently t_a on t (a)').catch(() => {});
    const failure = await failureOf(
      applyAll(live.migrator, { [BASE]: 'create index concurrently if not exists t_a on t (a);' }),
    );
    expect(failure.message).toContain('INVALID');
    expect(failure.remedy).toContain('drop index concurrently t_a');
  });
});

describe('a transaction that somebody wants to end', () => {
  test.each([
    {
      name: 'COMMIT in a DO block',
      sql: 'do $$ begin insert into t values (1); commit; insert into t values (2); end $$;',
    },
    { name: 'ROLLBACK in a DO block', sql: 'do $$ begin insert into t values (1); rollback; end $$;' },
    {
      name: 'COMMIT in a procedure',
      sql: 'create procedure p() language plpgsql as $$ begin insert into t values (1); commit; end $$; call p();',
    },
    {
      name: 'COMMIT in dynamic SQL',
      sql: "do $$ begin insert into t values (1); execute 'commit'; end $$;",
    },
  ])('$name is refused, and nothing of the file is left', async ({ sql }) => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, { [BASE]: 'create table t (id int);' });
    const failure = await failureOf(
      applyAll(live.migrator, {
        [BASE]: 'create table t (id int);',
        [NEXT]: `insert into t values (0); ${sql}`,
      }),
    );
    expect(failure.code).toBe('sql-failed');
    expect(await selected(live, 'select count(*)::int from t')).toBe(0);
    expect(await versions(live)).toEqual(['20240101000000']);
  });
});

describe('errors', () => {
  test('a constraint that speaks up at the end points at the statement that wrote the row', async () => {
    const live = await shared.freshDatabase();
    const failure = await failureOf(
      applyAll(live.migrator, {
        [BASE]:
          'create table p (id int primary key); create table c (p int references p initially deferred);',
        [NEXT]: 'create table before ();\ninsert into c values (1);\ncreate table behind ();',
      }),
    );
    expect(failure).toMatchObject({ code: 'sql-failed', sqlState: '23503', location: { line: 2 } });
    expect(await versions(live)).toHaveLength(1);
  });

  test('a syntax error in statement 500 of 1,000 runs nothing and points at its line', async () => {
    const live = await shared.freshDatabase();
    const statements = Array.from({ length: 1_000 }, (_, at) => `insert into t values (${at});`);
    statements[0] = 'create table t (id int);';
    // What the parser lets pass and the server does not.
    statements[499] = 'insert into t values (1) returning nothing;';
    const failure = await failureOf(applyAll(live.migrator, { [BASE]: statements.join('\n') }));
    expect(failure).toMatchObject({
      code: 'sql-failed',
      sqlState: '42703',
      location: { line: 500, column: 36 },
    });
    expect(failure.excerpt).toContain('returning nothing');
    expect(await selected(live, "select to_regclass('t') is null")).toBe(true);
  });

  test.each([
    {
      name: 'a place after letters of several bytes',
      sql: "select '🦀é';\nselect 'ü', nix;",
      line: 2,
      column: 13,
    },
    { name: 'a run-time error without a place', sql: 'select 1;\n\n  select 1/0;', line: 3, column: 3 },
    {
      name: 'a constraint that is checked at the end',
      sql: 'create table p (id int primary key);\ncreate table c (id int references p deferrable initially deferred);\ninsert into c values (1);',
      line: 3,
      column: 1,
    },
  ])('$name', async ({ sql, line, column }) => {
    const live = await shared.freshDatabase();
    const failure = await failureOf(applyAll(live.migrator, { [BASE]: sql }));
    expect(failure.location).toEqual({ file: `supabase/migrations/${BASE}`, line, column });
  });

  test('a full disk is named as such, and nothing is left', async () => {
    const live = await shared.freshDatabase();
    const failure = await failureOf(
      applyAll(live.migrator, {
        [BASE]: `create table t (id int); do $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;`,
      }),
    );
    expect(failure).toMatchObject({ code: 'sql-failed', sqlState: '53100' });
    expect(failure.likelyCause).toMatch(/disk/iu);
    expect(await selected(live, "select to_regclass('t') is null")).toBe(true);
  });
});

describe('locks', () => {
  test('a table that somebody holds is tried again, given up in time, and the holder is named', async () => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, { [BASE]: 'create table orders (id int);' });
    const other = await shared.connect(live.migrator);
    await other.query("set application_name = 'report'; begin; select count(*) from orders");
    const retried: string[] = [];
    const files = {
      [BASE]: 'create table orders (id int);',
      [NEXT]: 'create table left_over (); alter table orders add column note text;',
    };
    const failure = await failureOf(
      applyAll(
        live.migrator,
        files,
        { lockTimeout: 100, statementTimeout: null, lockRetries: 2 },
        {
          ...NO_EVENTS,
          retrying: ({ version }) => retried.push(version),
        },
      ),
    );
    expect(failure).toMatchObject({ code: 'sql-failed', sqlState: '55P03', location: { line: 1 } });
    expect(failure.message).toContain('report');
    expect(failure.message).toContain('select count(*) from orders');
    expect(failure.message).toContain('orders');
    expect(retried).toEqual(['20240102000000', '20240102000000']);
    expect(await selected(live, "select to_regclass('left_over') is null")).toBe(true);
    await other.query('rollback');
    await applyAll(live.migrator, files);
    expect(await versions(live)).toHaveLength(2);
  });

  test('a deadlock is tried again', async () => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, {
      [BASE]: 'create table a (id int); create table b (id int); create sequence tries;',
    });
    const retried: string[] = [];
    // The first try fails as a deadlock does; what it had done is rolled back, but for the sequence.
    await applyAll(
      live.migrator,
      {
        [BASE]: '',
        [NEXT]: `insert into a values (1); do $$ begin if nextval('tries') = 1 then raise exception 'deadlock detected' using errcode = '40P01'; end if; end $$;`,
      },
      QUICK,
      { ...NO_EVENTS, retrying: (_migration, why) => retried.push(why) },
    );
    expect(retried).toEqual(['deadlock detected']);
    expect(await selected(live, 'select count(*)::int from a')).toBe(1);
  });

  test('an index is built although a deployment waits for the lock', async () => {
    const live = await shared.freshDatabase();
    const files = { [BASE]: 'create table t (a int); create index concurrently t_a on t (a);' };
    await Promise.all([applyAll(live.migrator, files), applyAll(live.migrator, files)]);
    expect(await versions(live)).toEqual(['20240101000000']);
  });

  test('who holds the lock of the deployment is said', async () => {
    const live = await shared.freshDatabase();
    await using holder = await openLive(live.migrator);
    await holder.lock({ wait: 0, waiting: () => {} });
    await using other = await openLive(live.migrator);
    const told: string[] = [];
    const failure = await failureOf(other.lock({ wait: 50, waiting: (who) => told.push(who) }));
    expect(failure.code).toBe('deploy-locked');
    expect(failure.message).toMatch(/session \d+ \(postgres, sluice/u);
    expect(failure.remedy).toMatch(/pg_terminate_backend\(\d+\)/u);
    expect(told).toHaveLength(1);
  });

  test('a lost lock stops the deployment before its next segment', async () => {
    const live = await shared.freshDatabase();
    const failure = await failureOf(
      applyAll(live.migrator, {
        [BASE]: `create table first (id int);`,
        [NEXT]: `create table second (id int);
          select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 1 and pid <> pg_backend_pid();
          select pg_sleep(0.1);`,
        '20240103000000_never.sql': 'create table third (id int);',
      }),
    );
    expect(failure.code).toBe('deploy-lock-lost');
    expect(await versions(live)).toEqual(['20240101000000']);
    expect(
      await selected(live, "select to_regclass('second') is null and to_regclass('third') is null"),
    ).toBe(true);
  });

  test('somebody who records the version meanwhile wins, and nothing is done twice', async () => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, { [BASE]: 'create table t (id int);' });
    const failure = await failureOf(
      applyAll(live.migrator, {
        [BASE]: '',
        [NEXT]:
          "insert into t values (1); insert into supabase_migrations.schema_migrations (version) values ('20240102000000');",
      }),
    );
    expect(failure.code).toBe('history-moved');
    expect(await selected(live, 'select count(*)::int from t')).toBe(0);
  });
});

describe('twenty at once', () => {
  test('one works, the others wait, and each migration runs once', async () => {
    const live = await shared.freshDatabase();
    const files = Object.fromEntries(
      Array.from({ length: 5 }, (_, at) => [
        `2024010${at + 1}000000_step.sql`,
        `${at === 0 ? 'create table log (step int);' : ''} insert into log values (${at});`,
      ]),
    );
    await Promise.all(Array.from({ length: 20 }, () => applyAll(live.migrator, files)));
    expect(await selected(live, 'select array_agg(step order by step) from log')).toEqual([0, 1, 2, 3, 4]);
    expect(await versions(live)).toHaveLength(5);
  });
});

describe('a lot', () => {
  test('10,000 pending migrations', async () => {
    const live = await shared.freshDatabase();
    const files = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, at) => [
        `${20_240_101_000_000 + at}_step.sql`,
        at === 0 ? 'create table steps (step int);' : `insert into steps values (${at});`,
      ]),
    );
    await applyAll(live.migrator, files);
    expect(await selected(live, 'select count(distinct step)::int from steps')).toBe(9_999);
    expect(await versions(live)).toHaveLength(10_000);
  });

  test('a migration of 50 MB', async () => {
    const live = await shared.freshDatabase();
    const row = `('${'x'.repeat(990)}')`;
    const insert = `insert into rows values ${Array.from({ length: 1_000 }, () => row).join(',')};\n`;
    await applyAll(live.migrator, { [BASE]: `create table rows (text text);\n${insert.repeat(50)}` });
    expect(await selected(live, 'select count(*)::int from rows')).toBe(50_000);
    expect(
      await selected(
        live,
        'select sum(length(s))::int > 49e6 from supabase_migrations.schema_migrations, unnest(statements) s',
      ),
    ).toBe(true);
  });
});

describe('quick migrations that go to the server together', () => {
  const files = (count: number, sql: (step: number) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, step) => [`202401010000${10 + step}_step.sql`, sql(step)]),
    );

  test('are told one by one, in their order, as soon as they are committed', async () => {
    const live = await shared.freshDatabase();
    const told: string[] = [];
    const times: number[] = [];
    const done = ({ version }: { readonly version: string }, milliseconds: number): void => {
      told.push(version);
      times.push(milliseconds);
    };
    await applyAll(
      live.migrator,
      files(9, (step) => `create table t${step} ()`),
      QUICK,
      { ...NO_EVENTS, done },
    );
    expect(told).toEqual(await versions(live));
    expect(told).toHaveLength(9);
    expect(times.every((time) => Number.isFinite(time) && time >= 0)).toBe(true);
  });

  test('stop at the first that fails, whose own failure is told, with everything before it committed and nothing behind it', async () => {
    const live = await shared.freshDatabase();
    const sql = (step: number): string =>
      step === 5 ? 'create table t5 ();\ninsert into nowhere values (1)' : `create table t${step} ()`;
    const failure = await failureOf(applyAll(live.migrator, files(9, sql)));
    expect(failure).toMatchObject({ code: 'sql-failed', sqlState: '42P01', location: { line: 2 } });
    expect(failure.message).toContain('20240101000015_step.sql');
    expect(await versions(live)).toHaveLength(5);
    expect(await selected(live, "to_regclass('t5') is null and to_regclass('t6') is null")).toBe(true);
  });

  test('find what those before them have written older than themselves', async () => {
    const live = await shared.freshDatabase();
    const sql = (step: number): string =>
      step === 0
        ? 'create table t (step int, at timestamptz default now(), older int default 0)'
        : `insert into t (step) values (${step}); update t set older = older + 1 where at < now()`;
    await applyAll(live.migrator, files(5, sql));
    expect(await selected(live, 'select array_agg(older order by step) from t')).toEqual([3, 2, 1, 0]);
  });

  test('begin as one that is by itself does, also behind one that lets its session only read', async () => {
    const live = await shared.freshDatabase();
    const sql = (step: number): string =>
      step === 2 ? 'set default_transaction_read_only = on' : `create table t${step} ()`;
    await applyAll(live.migrator, files(9, sql));
    expect(await versions(live)).toHaveLength(9);
  });

  test('leave neither role nor settings to those behind them in the message', async () => {
    const live = await shared.freshDatabase();
    const sql = (step: number): string =>
      step % 2 === 0
        ? `set role authenticated; set search_path = nowhere; set lock_timeout = 1; reset role; set session_replication_role = replica; set role authenticated`
        : `create table public.seen${step} as select current_user::text || current_setting('search_path') || current_setting('lock_timeout') || current_setting('session_replication_role') as value`;
    await applyAll(live.migrator, files(8, sql));
    const values = await selected(
      live,
      'select count(distinct value)::int from (table seen1 union all table seen3 union all table seen5 union all table seen7) seen',
    );
    expect(values).toBe(1);
    expect(await selected(live, 'select value from seen1')).not.toContain('authenticated');
  });
});
