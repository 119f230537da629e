import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/core/report.ts';
import {
  GENERATED_KINDS,
  type GeneratedMigration,
  generatedMigrations,
} from '../support/generated-migrations.ts';
import { applyAll } from '../support/live.ts';
import { reviewOn } from '../support/review.ts';
import { planAndRun, rollbackOn } from '../support/rollback.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { type FreshDatabase, sharedPlainShadow } from '../support/shadow.ts';

const SEED = 20_240_704;
const COUNT = 104;
const SAMPLE = 4;

const shared = sharedPlainShadow();
/** No run of the command has recorded a schema, and drift is not looked for: then only what changes is read of each version. */
const LEAN = { drift: 'ignore' } as const;

/** A generated migration in a schema of its own. */
interface Placed extends GeneratedMigration {
  readonly schema: string;
  readonly baseFile: string;
  readonly headFile: string;
}

const placed: readonly Placed[] = generatedMigrations(SEED, COUNT).map((one, index) => {
  const schema = `g${String(index).padStart(3, '0')}`;
  const own = (sql: string): string => sql.replaceAll(/\bapp\b/gu, schema);
  return {
    kind: one.kind,
    base: `create schema ${schema}; ${own(one.base)}`,
    baseRows: own(one.baseRows),
    up: own(one.up),
    rows: own(one.rows),
    shows: { base: own(one.shows.base), head: own(one.shows.head) },
    schema,
    baseFile: `1${String(index).padStart(13, '0')}_base.sql`,
    headFile: `2${String(index).padStart(13, '0')}_${one.kind.replaceAll(' ', '_')}.sql`,
  };
});

let review: Report;

beforeAll(async () => {
  review = await reviewOn(shared.shadow, { base: baseFiles(placed), head: headFiles(placed) });
});

function baseFiles(cases: readonly Placed[]): Record<string, string> {
  return Object.fromEntries(cases.map(({ baseFile, base }) => [baseFile, base]));
}

function headFiles(cases: readonly Placed[]): Record<string, string> {
  return Object.fromEntries(cases.map(({ headFile, up }) => [headFile, up]));
}

function filesOf(cases: readonly Placed[]): Record<string, string> {
  return { ...baseFiles(cases), ...headFiles(cases) };
}

/** What the review says of a case. */
function verdictOf({ headFile }: Placed): string | null {
  return review.migrations.find(({ file }) => file.endsWith(headFile))?.reversal ?? null;
}

function promised(isIrreversible: boolean): readonly Placed[] {
  return placed.filter((one) => (verdictOf(one) === 'irreversible') === isIrreversible);
}

async function deployed(cases: readonly Placed[]): Promise<FreshDatabase> {
  const live = await shared.freshDatabase();
  await applyAll(live.migrator, baseFiles(cases));
  await live.asMigrator.query(cases.map(({ baseRows }) => baseRows).join('\n'));
  await applyAll(live.migrator, headFiles(cases));
  for (const { rows, kind } of cases) {
    await live.asMigrator.query(rows).catch((thrown: unknown) => {
      throw new Error(`${kind}: ${rows}`, { cause: thrown });
    });
  }
  return live;
}

/** Rows of each case by its schema, asked in words of the one or the other schema. */
async function shown(
  { asAdministrator }: FreshDatabase,
  cases: readonly Placed[],
  side: 'base' | 'head',
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const { schema, kind, shows } of cases) {
    const { rows } = await asAdministrator.query<{ rows: unknown }>(
      `select jsonb_agg(to_jsonb(r) order by to_jsonb(r)::text) as rows from (${shows[side]}) r`,
    );
    found[`${schema} ${kind}`] = rows[0]?.rows;
  }
  return found;
}

/** Every row of every table of the cases. */
async function everything({ asAdministrator }: FreshDatabase): Promise<Record<string, unknown>> {
  const { rows: tables } = await asAdministrator.query<{ name: string }>(
    "select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname ~ '^g[0-9]' and c.relkind = 'r' order by 1",
  );
  const { rows } = await asAdministrator.query<{ all: Record<string, unknown> }>(
    `select jsonb_object_agg(name, content) as all from (${tables
      .map(
        ({ name }) =>
          `select '${name}' as name, (select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) from ${name} t) as content`,
      )
      .join(' union all ')}) as tables`,
  );
  return rows[0]?.all ?? {};
}

function sampled(): readonly Placed[] {
  const random = seededRandom(SEED);
  return placed
    .map((one) => ({ one, rank: random() }))
    .sort((left, right) => left.rank - right.rank)
    .slice(0, SAMPLE)
    .map(({ one }) => one);
}

/** Takes one migration back and looks at everything; false where the plan refuses it for more than rows written since. */
async function wentBackAlone(one: Placed): Promise<boolean> {
  const live = await deployed([one]);
  const project = { files: filesOf([one]) };
  const to = one.baseFile.split('_')[0] ?? '';
  const before = await shown(live, [one], 'head');
  const careful = await rollbackOn(live.migrator, shared.shadow, project, { ...LEAN, to, plan: true });
  const errors = careful.findings.filter(({ level }) => level === 'error');
  if (errors.some(({ code }) => code !== 'rollback-loses')) return false;
  const allowDataLoss =
    careful.rollback?.steps.flatMap(({ losses }) => losses.map(({ object }) => object)) ?? [];
  const run =
    errors.length === 0
      ? await rollbackOn(live.migrator, shared.shadow, project, {
          ...LEAN,
          to,
          expectPlan: careful.plan?.digest ?? null,
        })
      : (await planAndRun(live.migrator, shared.shadow, project, { ...LEAN, to, allowDataLoss })).run;
  expect(run.findings.filter(({ level }) => level === 'error')).toEqual([]);
  expect(run.rollback).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
  expect(await shown(live, [one], 'base')).toEqual(before);
  return true;
}

describe(`${COUNT} generated migrations of ${GENERATED_KINDS} kinds`, () => {
  test('what the review calls reversible or lossy, the rollback leads back, and every row with it; the undo brings all of it again', async () => {
    const cases = promised(false);
    const live = await deployed(cases);
    const to = cases.at(-1)?.baseFile.split('_')[0] ?? '';
    const project = { files: filesOf(cases) };
    const before = { shown: await shown(live, cases, 'head'), all: await everything(live) };

    const careful = await rollbackOn(live.migrator, shared.shadow, project, { ...LEAN, to, plan: true });
    // Nothing but rows that are written since stands in the way.
    expect(careful.findings.filter(({ code }) => code !== 'rollback-loses')).toEqual([]);
    const allowDataLoss =
      careful.rollback?.steps.flatMap(({ losses }) => losses.map(({ object }) => object)) ?? [];
    expect(allowDataLoss.length).toBeGreaterThan(10);

    const { run } = await planAndRun(live.migrator, shared.shadow, project, { ...LEAN, to, allowDataLoss });
    expect(run.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(run.rollback).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
    expect(await shown(live, cases, 'base')).toEqual(before.shown);

    const back = await planAndRun(live.migrator, shared.shadow, project, { ...LEAN, mode: 'undo' });
    expect(back.run.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(back.run.rollback).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
    expect(await everything(live)).toEqual(before.all);
  });

  test.each(sampled().map((one) => [one.headFile, one] as const))(
    'alone in a database of its own, %s does as the review has said',
    async (_name, one) => {
      expect(await wentBackAlone(one)).toBe(verdictOf(one) !== 'irreversible');
    },
  );

  test('what the review calls irreversible, the rollback refuses, each by name', async () => {
    const cases = promised(true);
    expect(cases.length).toBeGreaterThan(4);
    const live = await deployed(cases);
    const to = cases.at(-1)?.baseFile.split('_')[0] ?? '';
    const plan = await rollbackOn(
      live.migrator,
      shared.shadow,
      { files: filesOf(cases) },
      { ...LEAN, to, plan: true },
    );
    const named = plan.findings
      .filter(({ level }) => level === 'error')
      .map(({ object }) => object?.split('.')[0]);
    expect(new Set(named)).toEqual(new Set(cases.map(({ schema }) => schema)));
    expect(plan.rollback?.outcome).toBe('refused');
  });
});
