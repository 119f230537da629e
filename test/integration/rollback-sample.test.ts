import { describe, expect, test } from '@jest/globals';
import { applyAll } from '../support/live.ts';
import { planAndRun, type RollbackProject, rollbackOn } from '../support/rollback.ts';
import { sampleFiles } from '../support/sample-project.ts';
import { SAMPLE_ROWS } from '../support/sample-rows.ts';
import { type FreshDatabase, sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();
/** No run of the command has recorded a schema, and drift is not looked for: then only what changes is read of each version. */
const LEAN = { drift: 'ignore' } as const;

async function sample(): Promise<Required<RollbackProject>> {
  const [migrations, rollbacks] = await Promise.all([sampleFiles('migrations'), sampleFiles('rollbacks')]);
  const named = (files: typeof migrations) =>
    Object.fromEntries(files.map(({ migration: { version, name, sql } }) => [`${version}_${name}.sql`, sql]));
  return { files: named(migrations), rollbacks: named(rollbacks) };
}

/** Every row of every table of the sample. */
async function everything({ asAdministrator }: FreshDatabase): Promise<Record<string, unknown>> {
  const { rows: tables } = await asAdministrator.query<{ name: string }>(
    "select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'private') and c.relkind = 'r' order by 1",
  );
  const found: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await asAdministrator.query<{ content: unknown }>(
      `select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) as content from ${name} t`,
    );
    found[name] = rows[0]?.content;
  }
  return found;
}

function listOf(rows: unknown): unknown[] {
  return Array.isArray(rows) ? rows : [];
}

describe('the migrations of the sample', () => {
  test('are all rolled back, each by its file or as computed, and all brought back with every row', async () => {
    const project = await sample();
    const live = await shared.freshDatabase();
    await applyAll(live.migrator, project.files);
    await live.asMigrator.query(SAMPLE_ROWS);
    const before = await everything(live);

    const plan = await rollbackOn(live.migrator, shared.shadow, project, { ...LEAN, to: '0', plan: true });
    expect(plan.findings.filter(({ code }) => code !== 'rollback-loses')).toEqual([]);
    const versions = plan.rollback?.steps.flatMap((step) => step.versions) ?? [];
    expect(versions).toEqual(
      Object.keys(project.files)
        .map((file) => file.split('_')[0])
        .toReversed(),
    );
    const authored = plan.rollback?.steps.flatMap(({ file }) => (file === null ? [] : [file]));
    expect(authored).toHaveLength(Object.keys(project.rollbacks).length);

    const allowDataLoss =
      plan.rollback?.steps.flatMap(({ losses }) => losses.map(({ object }) => object)) ?? [];
    const down = await planAndRun(live.migrator, shared.shadow, project, { ...LEAN, to: '0', allowDataLoss });
    expect(down.run.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(down.run.rollback).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
    expect(await everything(live)).toEqual({});

    const up = await planAndRun(live.migrator, shared.shadow, project, { ...LEAN, mode: 'undo' });
    expect(up.run.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(up.run.rollback).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
    // What a migration wrote, and its rollback took back, it writes again; and the audit log keeps account of both.
    const after = await everything(live);
    for (const [table, rows] of Object.entries(before)) {
      const isWritten = ['public.app_settings', 'public.admin_audit_log'].includes(table);
      expect([table, after[table]]).toEqual([table, isWritten ? expect.arrayContaining(listOf(rows)) : rows]);
    }
    expect(Object.keys(after)).toEqual(Object.keys(before));
  });
});
