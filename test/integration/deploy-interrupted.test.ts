import { describe, expect, test } from '@jest/globals';
import { applyAll, openLive, runEnd, runStart } from '../support/live.ts';
import { type FreshDatabase, sharedPlainShadow } from '../support/shadow.ts';

/**
 * Statements that run outside any transaction can be interrupted half-way, or be done without anybody having heard of it. The
 * deployment runs once; then the database is brought into the state that an interruption leaves, and it runs again.
 */

const shared = sharedPlainShadow();
const FILE = '20240101000000_lone.sql';

const SETUP = `create table public.t (a int, b int);
insert into t select n, n from generate_series(1, 20) n;
create index t_old on t (a);
create table public.parted (id int) partition by list (id);
create table public.part_1 partition of parted for values in (1);
create table public.part_10 partition of parted for values in (10);
`;

/** As if the process had been killed before it could write that the statement was done. */
const FORGET = `delete from supabase_migrations.schema_migrations;
delete from supabase_migrations.sluice_segments where segment > 0 and state = 'committed';`;

const STATE = `select jsonb_build_object(
  'indexes', (select coalesce(jsonb_agg(indexrelid::regclass::text || ' ' || indisvalid order by indexrelid::regclass::text), '[]') from pg_index where indrelid = 't'::regclass),
  'parts', (select coalesce(jsonb_agg(inhrelid::regclass::text || ' ' || inhdetachpending order by inhrelid::regclass::text), '[]') from pg_inherits where inhparent = 'parted'::regclass),
  'history', (select jsonb_agg(version) from supabase_migrations.schema_migrations)
) as state`;

async function state({ asAdministrator }: FreshDatabase): Promise<unknown> {
  await asAdministrator.query("set search_path = 'public'");
  return (await asAdministrator.query<{ state: unknown }>(STATE)).rows[0]?.state;
}

const INVALID = (index: string): string =>
  `update pg_index set indisvalid = false where indexrelid = 'public.${index}'::regclass`;

describe('a statement that was interrupted', () => {
  test.each<{ name: string; sql: string; left: string }>([
    { name: 'an index that was built', sql: 'create index concurrently t_new on t (b)', left: 'select 1' },
    {
      name: 'an index that is INVALID',
      sql: 'create index concurrently t_new on t (b)',
      left: INVALID('t_new'),
    },
    {
      name: 'an index that was not begun',
      sql: 'create index concurrently t_new on t (b)',
      left: 'drop index public.t_new',
    },
    {
      name: 'an index without a name that was built',
      sql: 'create index concurrently on t (b)',
      left: 'select 1',
    },
    {
      name: 'an index without a name that is INVALID',
      sql: 'create index concurrently on t (b)',
      left: INVALID('t_b_idx'),
    },
    {
      name: 'an index with IF NOT EXISTS that is INVALID',
      sql: 'create index concurrently if not exists t_new on t (b)',
      left: INVALID('t_new'),
    },
    {
      name: 'a unique index that is INVALID',
      sql: 'create unique index concurrently t_new on public.t (b)',
      left: INVALID('t_new'),
    },
    { name: 'an index that was dropped', sql: 'drop index concurrently t_old', left: 'select 1' },
    {
      name: 'an index that is still there',
      sql: 'drop index concurrently t_old',
      left: 'create index t_old on public.t (a)',
    },
    {
      name: 'an index that is half dropped',
      sql: 'drop index concurrently t_old',
      left: `create index t_old on public.t (a); ${INVALID('t_old')}`,
    },
    {
      name: 'a partition that was detached',
      sql: 'alter table parted detach partition part_1 concurrently',
      left: 'select 1',
    },
    {
      name: 'a partition that is still attached',
      sql: 'alter table parted detach partition part_1 concurrently',
      left: 'alter table public.parted attach partition public.part_1 for values in (1)',
    },
    {
      name: 'a partition that is half detached',
      sql: 'alter table public.parted detach partition public.part_1 concurrently',
      left: "alter table public.parted attach partition public.part_1 for values in (1); update pg_inherits set inhdetachpending = true where inhrelid = 'public.part_1'::regclass",
    },
    { name: 'a REINDEX', sql: 'reindex index concurrently t_old', left: 'select 1' },
    {
      name: 'a REINDEX that left a copy behind',
      sql: 'reindex index concurrently t_old',
      left: `create index t_old_ccnew on public.t (a); ${INVALID('t_old_ccnew')}`,
    },
    { name: 'a VACUUM', sql: 'vacuum t', left: 'select 1' },
  ])('is finished, not repeated: $name', async ({ sql, left }) => {
    const live = await shared.freshDatabase();
    const files = { [FILE]: `${SETUP}${sql};` };
    await applyAll(live.migrator, files);
    const whole = await state(live);
    await live.asAdministrator.query(`${FORGET} ${left}`);
    await applyAll(live.migrator, files);
    expect(await state(live)).toEqual(whole);
    expect(await state(live)).toMatchObject({ history: ['20240101000000'] });
  });

  test('an INVALID index of a build that others began is not ours to drop', async () => {
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, { [FILE]: SETUP });
    await live.asMigrator.query('create index t_other on t (b)');
    await live.asAdministrator.query(INVALID('t_other'));
    const files = {
      [FILE]: SETUP,
      '20240102000000_new.sql': 'select 1; create index concurrently t_new on t (b);',
    };
    await applyAll(live.migrator, files);
    await live.asAdministrator.query(
      `delete from supabase_migrations.schema_migrations where version = '20240102000000';
       delete from supabase_migrations.sluice_segments where segment = 1 and state = 'committed'; ${INVALID('t_new')}`,
    );
    await applyAll(live.migrator, files);
    const { rows } = await live.asMigrator.query(
      "select indisvalid from pg_index where indexrelid = 't_other'::regclass",
    );
    expect(rows).toEqual([{ indisvalid: false }]);
  });

  test('an index that somebody else has built meanwhile is not taken for ours', async () => {
    const live = await shared.freshDatabase();
    const files = { [FILE]: `${SETUP}create index concurrently t_new on t (b);` };
    await applyAll(live.migrator, files);
    await live.asAdministrator.query(
      `${FORGET} drop index public.t_new; create index t_other on public.t (b)`,
    );
    await applyAll(live.migrator, files);
    expect(await state(live)).toMatchObject({ indexes: ['t_new true', 't_old true', 't_other true'] });
  });
});

describe('a deployment that loses its lock after its last migration', () => {
  /** The outcomes of the journal, in their order. */
  async function outcomes({ asAdministrator }: FreshDatabase): Promise<readonly string[]> {
    const { rows } = await asAdministrator.query<{ outcome: string }>(
      'select outcome from supabase_migrations.sluice_deployments order by id',
    );
    return rows.map(({ outcome }) => outcome);
  }

  /** Begins a run and ends the session that holds its lock. */
  async function beginAndLose(live: FreshDatabase) {
    const lost = await openLive(live.migrator);
    await lost.lock({ wait: 1_000, waiting: () => {} });
    await lost.prepare();
    const start = runStart();
    await lost.begin(start);
    await live.asAdministrator.query(
      `select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    // It hears of its end with the next question at the latest.
    await expect(lost.state()).rejects.toThrow();
    return { lost, start };
  }

  test('records its success where nobody else has begun', async () => {
    const live = await shared.freshDatabase();
    const { lost, start } = await beginAndLose(live);
    await lost.finish(runEnd(start.run));
    expect(await outcomes(live)).toEqual(['running', 'succeeded']);
  });

  test('does not record an older schema behind what another one has left', async () => {
    const live = await shared.freshDatabase();
    const { lost, start } = await beginAndLose(live);
    await applyAll(live.migrator, { [FILE]: SETUP });
    await expect(lost.finish(runEnd(start.run))).rejects.toThrow();
    expect(await outcomes(live)).toEqual(['running', 'interrupted', 'running', 'succeeded']);
  });
});
