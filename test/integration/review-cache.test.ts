import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/core/report.ts';
import { createShadowPort } from '../../src/shadow/index.ts';
import { type ReviewScenario, reviewThrough } from '../support/review.ts';
import { sampleFiles } from '../support/sample-project.ts';
import { GROUND } from '../support/schema-changes.ts';
import { processMachine } from '../support/shadow-requests.ts';

let cache: string;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'review-cache-'));
  await chmod(cache, 0o755);
});

afterAll(async () => {
  await rm(cache, { recursive: true, force: true });
});

async function reviewed(scenario: ReviewScenario, useCache: boolean): Promise<Report> {
  const machine = processMachine({ env: { ...process.env, SLUICE_CACHE_DIR: cache } });
  return await reviewThrough(createShadowPort(machine), scenario, { cache: useCache });
}

/** What a report says of the migrations, without how long it took and what was at hand. */
function answer({ timings: _timings, engine, ...rest }: Report): unknown {
  const { restored: _restored, ...facts } = engine ?? {};
  return { ...rest, engine: facts };
}

const LIBRARY: ReviewScenario = {
  base: {
    '20240101000000_ground.sql': GROUND,
    '20240102000000_more.sql': `
      create extension if not exists pg_net;
      create role librarian; grant librarian to postgres; grant select on app.owners to librarian;
      create function app.purge() returns void language sql as $$ delete from app.owners $$;
      create function app.shorten() returns trigger language plpgsql as $$ begin delete from app.owners where id < 0; return new; end $$;
      create trigger shorten after insert on app.notes for each row execute function app.shorten();`,
    '20240103000000_rows.sql': "insert into app.owners (id, name) values (1, 'Ida')",
  },
  head: {
    '20240201000000_all.sql': `
      drop materialized view if exists app.counts cascade;
      select app.purge();
      insert into app.notes select;
      alter table app.boats rename column name to title;
      alter table app.owners add column age integer not null default 0;
      create table app.trips (owner integer references app.owners (id) on delete cascade, mood app.mood);
      drop table app.notes cascade;`,
  },
};

async function sample(): Promise<ReviewScenario> {
  const files = (await sampleFiles('migrations')).map(({ migration }): [string, string] => [
    `${migration.version}_${migration.name}.sql`,
    migration.sql,
  ]);
  const rollbacks = (await sampleFiles('rollbacks')).map(({ migration }): [string, string] => [
    `${migration.version}_${migration.name}.sql`,
    migration.sql,
  ]);
  return {
    base: Object.fromEntries(files.slice(0, -3)),
    head: Object.fromEntries(files.slice(-3)),
    rollbacks: Object.fromEntries(rollbacks.slice(-3)),
  };
}

describe('the answer is the same with and without the cache', () => {
  test.each<[string, () => Promise<ReviewScenario>]>([
    ['a library with roles, stand-ins, triggers and rows', async () => LIBRARY],
    ['the sample', sample],
  ])('%s', async (_name, scenarioOf) => {
    const scenario = await scenarioOf();
    const base = Object.entries(scenario.base ?? {});
    const without = await reviewed(scenario, false);
    expect(without.changes.length).toBeGreaterThan(3);
    expect(without.engine?.restored).toBeUndefined();

    // Another base, whose state is the beginning of this one's.
    await reviewed(
      { ...scenario, base: Object.fromEntries(base.slice(0, -1)), head: 'create table public.other ()' },
      true,
    );
    const continued = await reviewed(scenario, true);
    expect(continued.engine?.restored).toBe(base.length - 1);
    const restored = await reviewed(scenario, true);
    expect(restored.engine?.restored).toBe(base.length);
    for (const report of [continued, restored]) expect(answer(report)).toEqual(answer(without));
  });

  test('a base that cannot be replayed is told each time', async () => {
    const scenario = {
      base: { '20240101000000_one.sql': 'create table one ()', '20240102000000_bad.sql': 'drop table none' },
      head: 'select 1',
    };
    const first = await reviewed(scenario, true);
    const again = await reviewed(scenario, true);
    expect(first.findings[0]?.message).toMatch(/^The base itself cannot be replayed/u);
    expect(answer(again)).toEqual(answer(first));
    expect(again.engine?.restored).toBe(0);
  });
});
