import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../src/core/errors.ts';
import type { Shadow, ShadowDatabase, ShadowPort } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { deployTo, type Files } from '../support/deploy.ts';
import { driftOf } from '../support/drift.ts';
import { BASE_FILE, HEAD_FILE, reviewThrough } from '../support/review.ts';
import { rollbackOn } from '../support/rollback.ts';
import { type FreshDatabase, sharedPlainShadow } from '../support/shadow.ts';

/** `--engine auto` with an engine that lacks something of the platform, and with one that has it or none at all. */

const shared = sharedPlainShadow();
const OF_THE_PLATFORM = 'create function extensions.only_there() returns int language sql return 7';
const FILES: Files = {
  '20240101000000_orders.sql': 'create table public.orders (id int primary key);',
  '20240102000000_rates.sql': 'create table public.rates (rate int default extensions.only_there());',
};

async function platformDatabase(): Promise<FreshDatabase> {
  const database = await shared.freshDatabase();
  await database.asAdministrator.query(OF_THE_PLATFORM);
  return database;
}

/** What `auto` finds: the embedded engine, and the full stack where `stack` says that there is one. */
function engines(stack: 'with Docker' | 'without Docker'): ShadowPort & { readonly asked: string[] } {
  const asked: string[] = [];
  const lent = (engine: Shadow['engine']['name'], createDatabase: () => Promise<ShadowDatabase>): Shadow => ({
    engine: { ...shared.shadow.engine, name: engine },
    standIns: new Map(),
    createDatabase,
    async [Symbol.asyncDispose]() {},
  });
  return {
    asked,
    notes: async () => null,
    async open({ engine }) {
      asked.push(engine);
      if (engine !== 'supabase') return lent('embedded', () => shared.shadow.createDatabase());
      if (stack === 'with Docker') return lent('supabase', platformDatabase);
      throw new SluiceError('engine-unavailable', {
        message: 'Docker does not answer',
        remedy: 'Start Docker.',
      });
    },
  };
}

function told(report: Report): readonly string[] {
  return report.findings.map(({ code, level, file }) => `${level} ${code} ${file ?? '-'}`);
}

const RATES = 'supabase/migrations/20240102000000_rates.sql';
const AUTO = { engine: 'auto' } as const;

describe('what the embedded engine lacks', () => {
  test('is judged by the full stack in a review, of the base as well', async () => {
    const scenario = { base: FILES[RATES.slice(20)] ?? '', head: 'create table public.more ()' };
    const shadow = engines('with Docker');
    const report = await reviewThrough(shadow, scenario, AUTO);
    expect(shadow.asked).toEqual(['auto', 'supabase']);
    expect(report.engine?.name).toBe('supabase');
    expect(report.changes[0]?.kind).toBe('table');
    expect(told(report)).toContain(`note engine-fell-back supabase/migrations/${BASE_FILE}`);
    expect(renderTerminal(report, { width: 120, colours: false })).toContain('Engine    Supabase PostgreSQL');
  });

  test('is judged by the full stack in a deployment, a look for drift, and a plan to go back', async () => {
    const shadow = engines('with Docker');
    const live = await platformDatabase();
    const note = `note engine-fell-back ${RATES}`;
    const deployed = await deployTo(live.migrator, shared.shadow, FILES, AUTO, { shadow });
    expect(deployed.deployment).toMatchObject({
      outcome: 'succeeded',
      verification: { status: 'matches' },
    });
    expect(told(deployed)).toContain(note);
    expect(deployed.engine?.name).toBe('supabase');

    const request = { ...AUTO, against: 'repo' } as const;
    const drifted = await driftOf(live.migrator, shared.shadow, FILES, request, { shadow });
    expect(drifted.drift?.outcome).toBe('none');
    expect(told(drifted)).toEqual([note]);
    expect(drifted.engine?.name).toBe('supabase');

    const project = { files: FILES };
    const to = '20240101000000';
    const back = await rollbackOn(
      live.migrator,
      shared.shadow,
      project,
      { ...AUTO, plan: true, to },
      { shadow },
    );
    expect(back.rollback?.steps.map(({ versions }) => versions)).toEqual([['20240102000000']]);
    expect(told(back)).toContain(note);
    expect(back.engine?.name).toBe('supabase');

    expect(shadow.asked.filter((engine) => engine === 'supabase')).toHaveLength(3);
  });

  test('is an error with the ways out where there is no Docker, and nothing is deployed', async () => {
    const shadow = engines('without Docker');
    const review = await reviewThrough(shadow, { head: FILES[RATES.slice(20)] ?? '' }, AUTO);
    const live = await platformDatabase();
    const deployed = await deployTo(live.migrator, shared.shadow, FILES, AUTO, { shadow });
    for (const report of [review, deployed]) {
      const [failed] = report.findings;
      expect(failed).toMatchObject({ code: 'sql-failed', level: 'error' });
      expect(failed?.message).toContain('extensions.only_there');
      expect(failed?.remedy).toContain('could not be asked: Docker does not answer');
      expect(report.engine?.name).not.toBe('supabase');
    }
    expect(deployed.deployment?.outcome).toBe('refused');
    const { rows } = await live.asMigrator.query("select to_regclass('public.orders') as made");
    expect(rows).toEqual([{ made: null }]);
  });

  test('stops a run that asked for the embedded engine by name', async () => {
    const shadow = engines('with Docker');
    const report = await reviewThrough(shadow, { head: FILES[RATES.slice(20)] ?? '' });
    expect(shadow.asked).toEqual(['embedded']);
    expect(told(report)).toEqual([`error sql-failed supabase/migrations/${HEAD_FILE}`]);
  });
});
