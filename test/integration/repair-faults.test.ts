import { describe, expect, test } from '@jest/globals';
import {
  childProcesses,
  type DisturbedWork,
  FAULTS,
  faultPlans,
  wrongOnes,
} from '../support/disturbed-work.ts';
import { repairScenario, WRONG_HISTORY } from '../support/repair-scenario.ts';
import { sharedPlainShadow } from '../support/shadow.ts';

/**
 * Something breaks at an exact byte of a repair's conversation with PostgreSQL. Then it is run again, undisturbed: the history is
 * repaired once, by one run, or was not touched by the first try at all; nothing of other tools is lost.
 */
const STATE_SQL = `select jsonb_pretty(jsonb_build_object(
  'history', (select jsonb_agg(to_jsonb(m) order by version) from supabase_migrations.schema_migrations m),
  'segments', (select jsonb_agg(version || ' ' || segment || ' ' || state order by version) from supabase_migrations.sluice_segments),
  'runs', (select jsonb_agg(kind || ' ' || outcome order by id) from supabase_migrations.sluice_deployments)
)) as state`;

const startChild = childProcesses('repair-child.ts');

const WORK: DisturbedWork = {
  shared: sharedPlainShadow(),
  stateSql: STATE_SQL,
  reset: async (admin, { migrator }) => {
    await admin.query(
      'set client_min_messages = warning; drop schema if exists supabase_migrations cascade; reset role',
    );
    await admin.query(`set role "${migrator.user}"; ${WRONG_HISTORY}; reset role; checkpoint`);
  },
  run: repairScenario,
  spawn: (target) => startChild({ target }),
};

describe('a repair that is disturbed', () => {
  test('15 broken connections and ended sessions, anywhere', async () => {
    const { wrong, ends } = await wrongOnes(WORK, faultPlans(20_240_801, 15, FAULTS), 4);
    expect(wrong).toEqual([]);
    expect(ends.size).toBeGreaterThan(1);
  });

  test('3 kills of the process, anywhere', async () => {
    const { wrong, ends } = await wrongOnes(WORK, faultPlans(20_240_802, 3, ['kill the process']), 2);
    expect(wrong).toEqual([]);
    expect(ends).toContain('SIGKILL');
  });
});
