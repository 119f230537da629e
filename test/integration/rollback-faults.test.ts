import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import {
  childProcesses,
  type DisturbedWork,
  FAULTS,
  faultPlans,
  wrongOnes,
} from '../support/disturbed-work.ts';
import { applyAll } from '../support/live.ts';
import { rollScenarioBack, SCENARIO, SCENARIO_ROWS } from '../support/rollback-scenario.ts';
import { sharedPlainShadow } from '../support/shadow.ts';

/**
 * Something breaks at an exact byte of a rollback's conversation with PostgreSQL. Then it is taken up, undisturbed, and everything
 * must be as if nothing had happened: the schema, the history, the journal, and every row that was saved.
 */
const STATE_SQL = `select jsonb_pretty(jsonb_build_object(
  'log', (select jsonb_agg(step order by step) from app.log),
  'columns', (select jsonb_agg(table_name || '.' || column_name || ' ' || data_type order by table_name, column_name) from information_schema.columns where table_schema = 'app'),
  'indexes', (select jsonb_agg(pg_get_indexdef(indexrelid) || ' ' || indisvalid order by pg_get_indexdef(indexrelid)) from pg_index where indrelid::regclass::text like 'app.%'),
  'history', (select jsonb_agg(jsonb_build_array(version, name, statements) order by version) from supabase_migrations.schema_migrations),
  'kept history', (select jsonb_agg(details->'history' order by version) from supabase_migrations.sluice_segments where details ? 'history'),
  'segments', (select jsonb_agg(version || ' ' || segment order by version, segment) from supabase_migrations.sluice_segments where state = 'committed' and version like 'rollback:%'),
  'saved', (select jsonb_agg(jsonb_build_array(object, kind, rows, place) order by object) from sluice_quarantine.saved),
  'rows', (select jsonb_agg(query_to_xml('select * from sluice_quarantine.' || quote_ident(place) || ' order by 1', true, true, '')::text order by place) from sluice_quarantine.saved where place is not null),
  'tables', (select count(*) from pg_class where relnamespace = 'sluice_quarantine'::regnamespace and relkind = 'r'),
  'open runs', (select count(*) from (select run from supabase_migrations.sluice_deployments group by run having count(*) <> 2) as open)
)) as state`;

const startChild = childProcesses('rollback-child.ts');

const WORK: DisturbedWork = {
  shared: sharedPlainShadow(),
  stateSql: STATE_SQL,
  reset: async (admin, { migrator }) => {
    await admin.query(
      'set client_min_messages = warning; drop schema if exists app, supabase_migrations, sluice_quarantine cascade',
    );
    await applyAll(migrator, SCENARIO);
    await admin.query(SCENARIO_ROWS);
    // The server of tests may forget its last commits in a crash; these are not what is tried here.
    await admin.query('checkpoint');
  },
  run: (target) => rollScenarioBack(target),
  spawn: (target) => startChild({ target, savedRows: null }),
};

/** The same with rows in files: whatever the database says of a file must be on the disk, to the byte. */
function withFiles(folder: string): DisturbedWork {
  const check = async (target: ConnectionTarget): Promise<void> => {
    const client = new pg.Client({ ...target });
    await client.connect();
    const { rows } = await client.query<{ file: string; sha256: string }>(
      'select file, sha256 from sluice_quarantine.saved where place is not null',
    );
    await client.end();
    const wrong = rows.filter(
      ({ file, sha256 }) =>
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex') !== sha256,
    );
    if (rows.length !== 3 || wrong.length > 0)
      throw new Error(`wrong files: ${JSON.stringify([rows, wrong])}`);
  };
  return {
    ...WORK,
    stateSql: STATE_SQL.replace('rows, place)', 'rows, place, sha256, bytes)'),
    run: (target) => rollScenarioBack(target, folder),
    check,
    spawn: (target) => startChild({ target, savedRows: folder }),
  };
}

describe('a rollback that is disturbed', () => {
  test('20 broken connections and ended sessions, anywhere', async () => {
    const { wrong, ends } = await wrongOnes(WORK, faultPlans(20_240_701, 20, FAULTS), 4);
    expect(wrong).toEqual([]);
    // Some survive the break, some have to stop; a test that only ever saw one of them would test little.
    expect([...ends]).toEqual(expect.arrayContaining(['done', 'deploy-lock-lost']));
  });

  test('10 broken connections and 2 kills of the process, while rows go to files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-rows-'));
    const work = withFiles(folder);
    const broken = await wrongOnes(work, faultPlans(20_240_704, 10, FAULTS), 4);
    const killed = await wrongOnes(work, faultPlans(20_240_705, 2, ['kill the process']), 2);
    rmSync(folder, { recursive: true });
    expect([...broken.wrong, ...killed.wrong]).toEqual([]);
    expect([...broken.ends, ...killed.ends]).toEqual(
      expect.arrayContaining(['done', 'deploy-lock-lost', 'SIGKILL']),
    );
  });

  test('3 kills of the process, anywhere', async () => {
    const { wrong, ends } = await wrongOnes(WORK, faultPlans(20_240_702, 3, ['kill the process']), 3);
    expect(wrong).toEqual([]);
    expect(ends).toContain('SIGKILL');
  });

  test('2 crashes of the server, anywhere', async () => {
    // One at a time: a crash takes everybody's sessions along.
    const { wrong } = await wrongOnes(WORK, faultPlans(20_240_703, 2, ['crash the server']), 1);
    expect(wrong).toEqual([]);
  });
});
