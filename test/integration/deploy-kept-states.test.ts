import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { DeployRequest } from '../../src/commands/deploy-request.ts';
import type { ConnectionTarget, ShadowPort } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { createShadowPort } from '../../src/shadow/index.ts';
import { deployTo, type Files } from '../support/deploy.ts';
import { PLAIN_BASELINE } from '../support/plain-baseline.ts';
import { rollbackOn } from '../support/rollback.ts';
import { type FreshDatabase, machine, sharedPlainShadow } from '../support/shadow.ts';

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

beforeEach(() => {
  restored.length = 0;
});

const shadow: ShadowPort = {
  async open(request) {
    const opened = await createShadowPort(machine(), PLAIN_BASELINE).open(request);
    restored.push(opened.states?.restored ?? null);
    return opened;
  },
  notes: async (request, about) => await createShadowPort(machine(), PLAIN_BASELINE).notes(request, about),
};

async function deployFirst(
  count: number,
  target: ConnectionTarget,
  changes: Partial<DeployRequest>,
): Promise<Report> {
  return await deployFiles(FILES, count, target, changes, unnoted);
}

/** The first files, on a shadow of their own. */
async function deployFiles(
  files: Files,
  count: number,
  target: ConnectionTarget,
  changes: Partial<DeployRequest>,
  port: ShadowPort = shadow,
): Promise<Report> {
  const some = Object.fromEntries(Object.entries(files).slice(0, count));
  return await deployTo(target, shared.shadow, some, changes, { shadow: port });
}

/** Of which nothing is noted, so that each is opened. */
const unnoted: ShadowPort = { open: async (request) => await shadow.open(request), notes: async () => null };

/** What a report says of a deployment, but for what is of one database or one run. */
function told({ verdict, changes, findings, engine, deployment, plan }: Report): unknown {
  const { outcome, verification, drift } = deployment ?? {};
  const asked = engine === null ? null : { ...engine, earlier: undefined };
  return {
    verdict,
    changes,
    findings,
    engine: asked,
    outcome,
    verification,
    drift,
    segments: plan?.segments,
  };
}

/** The schema that the journal holds, as far as it can be compared with that of another database. */
async function recorded({ asAdministrator }: FreshDatabase): Promise<unknown> {
  const { rows } = await asAdministrator.query<{ fingerprint: string }>(
    'select fingerprint from supabase_migrations.sluice_deployments order by id desc limit 1',
  );
  return rows;
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
  // A way back begins there, too.
  restored.length = 0;
  const back = async (cache: boolean): Promise<unknown> => {
    const changes = { to: '20250102000000', plan: true, cache };
    const report = await rollbackOn(migrator, shared.shadow, { files: FILES }, changes, { shadow: unnoted });
    return { digest: report.plan?.digest, steps: report.rollback?.steps, findings: report.findings };
  };
  const [cached, whole] = [await back(true), await back(false)];
  expect(cached).toEqual(whole);
  expect(cached).toMatchObject({ steps: [{ versions: ['20250103000000'] }], findings: [] });
  expect(restored).toEqual([2, null]);
});

describe('what a shadow has told of the same migrations before', () => {
  /** No database has met them yet; the second one does what rows say. */
  const fresh = (): Files => {
    const own = randomBytes(6).toString('hex');
    return {
      '20250201000000_flags.sql': `create table flags_${own} (name text primary key); create index on flags_${own} (length(name));`,
      '20250202000000_more.sql': `do $$ begin if exists (select from flags_${own}) then create table flagged_${own} (id int); end if; end $$; alter table flags_${own} add column since date; drop index flags_${own}_length_idx;`,
    };
  };

  /** Brings what is applied already, without a shadow. */
  const begin = async (files: Files, { migrator }: FreshDatabase): Promise<void> => {
    await deployFiles(files, 1, migrator, { verify: false, drift: 'warn' });
    restored.length = 0;
  };

  test.each([
    ['the first deployment to a database', 0],
    ['a later one', 1],
  ])('is enough for %s, which then says, verifies and records the same', async (_what, applied) => {
    const files = fresh();
    const outcomes: unknown[] = [];
    const opened: unknown[] = [];
    for (const _database of ['the first', 'the next']) {
      const database = await shared.freshDatabase();
      if (applied > 0) await begin(files, database);
      restored.length = 0;
      const report = await deployFiles(files, applied + 1, database.migrator, { cache: true });
      expect(report.deployment).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
      outcomes.push([told(report), await recorded(database)]);
      opened.push([restored.length, report.engine?.earlier ?? false]);
    }
    expect(opened).toEqual([
      [1, false],
      [0, true],
    ]);
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  test('by a plan, is enough for the deployment that follows', async () => {
    const files = fresh();
    const database = await shared.freshDatabase();
    await begin(files, database);
    const planned = await deployFiles(files, 2, database.migrator, { cache: true, plan: true });
    const { deployment, changes } = await deployFiles(files, 2, database.migrator, { cache: true });
    expect(changes).toEqual(planned.changes);
    expect([deployment?.verification.status, restored.length]).toEqual(['matches', 1]);
  });

  test('is not taken for what a database does otherwise: another shadow is asked, and the difference told', async () => {
    const files = fresh();
    const [known, other] = [await shared.freshDatabase(), await shared.freshDatabase()];
    for (const database of [known, other]) await begin(files, database);
    await deployFiles(files, 2, known.migrator, { cache: true });
    const [table] = /flags_\w+/u.exec(Object.values(files).join(' ')) ?? [];
    await other.asMigrator.query(`insert into ${table} values ('on')`);
    restored.length = 0;
    const { deployment, findings } = await deployFiles(files, 2, other.migrator, { cache: true });
    expect([deployment?.verification.status, findings.map(({ code }) => code)]).toEqual([
      'differs',
      ['landed-differs'],
    ]);
    expect(deployment?.verification.differences.join(' ')).toContain('flagged_');
    expect(restored.length).toBeGreaterThan(0);
  });

  test('is not believed where it does not come true: another shadow is asked', async () => {
    const files = fresh();
    const [known, other] = [await shared.freshDatabase(), await shared.freshDatabase()];
    await deployFiles(files, 1, known.migrator, { cache: true });
    const another: ShadowPort = {
      open: async (request) => await shadow.open(request),
      notes: async (request, about) => {
        const notes = await shadow.notes(request, about);
        return notes === null ? null : { ...notes, text: elsewhere(notes.text) };
      },
    };
    restored.length = 0;
    const { deployment } = await deployFiles(files, 1, other.migrator, { cache: true }, another);
    expect([deployment?.verification.status, restored.length]).toEqual(['matches', 1]);
  });
});

/** Notes of an expectation in which every table becomes something else. */
function elsewhere(text: string): string {
  const notes: { after?: { objects: [string, { definition: string }][] } } = JSON.parse(text || '{}');
  for (const [name, digest] of notes.after?.objects ?? []) {
    if (name.startsWith('["table","public"')) digest.definition = 'elsewhere';
  }
  return JSON.stringify(notes);
}
