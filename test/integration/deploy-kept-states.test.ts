import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { DeployRequest } from '../../src/commands/deploy-request.ts';
import type { ConnectionTarget, ShadowPort } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { createShadowPort } from '../../src/shadow/index.ts';
import { deployTo, type Files } from '../support/deploy.ts';
import { PLAIN_BASELINE } from '../support/plain-baseline.ts';
import { machine, sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();

/** Of this run alone, so that no state of another one is there. */
const word = randomBytes(6).toString('hex');
const FILES: Files = {
  '20250101000000_ships.sql': `create table ships_${word} (id int primary key, name text); alter table ships_${word} enable row level security;`,
  '20250102000000_crew.sql': `create table crew (ship int references ships_${word}); create function count_crew() returns bigint language sql as 'select count(*) from crew';`,
  '20250103000000_cabins.sql': `alter table ships_${word} add column cabins int not null default 1; drop function count_crew(); create view full_ships as select name from ships_${word};`,
};

/** How many migrations the shadows that were opened had behind them, one after the other; null: they knew of no states. */
const restored: (number | null)[] = [];

const shadow: ShadowPort = {
  async open(request) {
    const opened = await createShadowPort(machine(), PLAIN_BASELINE).open(request);
    restored.push(opened.states?.restored ?? null);
    return opened;
  },
};

async function deployFirst(
  count: number,
  target: ConnectionTarget,
  changes: Partial<DeployRequest>,
): Promise<Report> {
  const files = Object.fromEntries(Object.entries(FILES).slice(0, count));
  return await deployTo(target, shared.shadow, files, changes, { shadow });
}

test('what is applied is replayed once, and a deployment that begins behind it sees, verifies and records the same', async () => {
  const { migrator } = await shared.freshDatabase();
  const outcomes: unknown[] = [];
  for (const count of [1, 2]) {
    const { deployment } = await deployFirst(count, migrator, { cache: true });
    outcomes.push([deployment?.outcome, deployment?.verification.status]);
  }
  expect(outcomes).toEqual([
    ['succeeded', 'matches'],
    ['succeeded', 'matches'],
  ]);
  const planned = async (cache: boolean): Promise<unknown> => {
    const { plan, changes, findings } = await deployFirst(3, migrator, { cache, plan: true });
    return { digest: plan?.digest, changes, findings };
  };
  const replayed = await planned(false);
  // The first of them has one migration still to replay, the second none.
  expect([await planned(true), await planned(true)]).toEqual([replayed, replayed]);
  const { deployment } = await deployFirst(3, migrator, { cache: true });
  expect([deployment?.outcome, deployment?.verification.status]).toEqual(['succeeded', 'matches']);
  expect(restored).toEqual([null, 0, null, 1, 2, 2]);
  // What it recorded is what the live schema is.
  const after = await deployFirst(3, migrator, { cache: true, plan: true });
  expect(after.deployment).toMatchObject({ outcome: 'nothing', drift: { status: 'none' } });
});
