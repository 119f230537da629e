import { describe, expect, test } from '@jest/globals';
import {
  childProcesses,
  type DisturbedWork,
  FAULTS,
  faultPlans,
  wrongOnes,
} from '../support/disturbed-work.ts';
import { applyAll } from '../support/live.ts';
import { sharedPlainShadow } from '../support/shadow.ts';

/**
 * Something breaks at an exact byte of a deployment's conversation with PostgreSQL: before, within and after every
 * message, the commits included. Then the deployment runs once more, undisturbed, and everything must be as if nothing had happened.
 */

const MIGRATIONS = {
  '20240101000000_start.sql': `create schema app; create table app.log (step text); create type app.mood as enum ('ok');
create table app.t (a int, b int); insert into app.t select n, n from generate_series(1, 50) n; insert into app.log values ('start');`,
  '20240102000000_grow.sql': `set search_path = app; insert into log values ('grow 1'); alter type mood add value 'sad';
create table moods (mood mood); insert into moods values ('sad'); insert into log values ('grow 2');
create index concurrently on t (b); insert into log values ('grow 3'); create index concurrently t_a on t (a);`,
  '20240103000000_own.sql': `begin; insert into app.log values ('own 1'); commit; begin; insert into app.log values ('own 2'); commit;`,
  // Quick ones, which go to the server together.
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((step) => [
      `2024010350000${step}_quick.sql`,
      `set search_path = app; insert into log values ('quick ${step}'); create table quick_${step} (a int default ${step} check (a > 0)); alter table t add column q${step} text; reset all -- ${step}`,
    ]),
  ),
  '20240104000000_drop.sql': `drop index concurrently app.t_a; insert into app.log values ('drop'); alter table app.t add column c int;`,
};

/** All that the migrations make, and what history and journal say of it. */
const STATE_SQL = `select jsonb_pretty(jsonb_build_object(
  'log', (select jsonb_agg(step order by step) from app.log),
  'moods', (select jsonb_agg(mood) from app.moods),
  'rows', (select count(*) from app.t),
  'columns', (select jsonb_agg(table_name || '.' || column_name || ' ' || data_type order by table_name, column_name) from information_schema.columns where table_schema = 'app'),
  'indexes', (select jsonb_agg(pg_get_indexdef(indexrelid) || ' ' || indisvalid order by pg_get_indexdef(indexrelid)) from pg_index where indrelid::regclass::text like 'app.%'),
  'history', (select jsonb_agg(jsonb_build_array(version, name, statements) order by version) from supabase_migrations.schema_migrations),
  'segments', (select jsonb_agg(version || ' ' || segment order by version, segment) from supabase_migrations.sluice_segments where state = 'committed'),
  'open runs', (select count(*) from (select run from supabase_migrations.sluice_deployments group by run having count(*) <> 2) as open)
)) as state`;

const startChild = childProcesses('deploy-child.ts');

const WORK: DisturbedWork = {
  shared: sharedPlainShadow(),
  stateSql: STATE_SQL,
  reset: async (admin) => {
    await admin.query(
      `set client_min_messages = warning; drop schema if exists app cascade; drop schema if exists supabase_migrations cascade`,
    );
  },
  run: async (target) => await applyAll(target, MIGRATIONS),
  spawn: (target) => startChild({ target, files: MIGRATIONS }),
};

describe('a deployment that is disturbed', () => {
  test('262 broken connections and ended sessions, anywhere', async () => {
    const { wrong, ends } = await wrongOnes(WORK, faultPlans(20_240_601, 262, FAULTS), 4);
    expect(wrong).toEqual([]);
    // Some survive the break, some have to stop; a test that only ever saw one of them would test little.
    expect([...ends]).toEqual(expect.arrayContaining(['done', 'deploy-lock-lost']));
  });

  test('24 kills of the process, anywhere', async () => {
    const { wrong, ends } = await wrongOnes(WORK, faultPlans(20_240_602, 24, ['kill the process']), 3);
    expect(wrong).toEqual([]);
    expect(ends).toContain('SIGKILL');
  });

  test('14 crashes of the server, anywhere', async () => {
    // One at a time: a crash takes everybody's sessions along.
    const { wrong } = await wrongOnes(WORK, faultPlans(20_240_603, 14, ['crash the server']), 1);
    expect(wrong).toEqual([]);
  });
});
