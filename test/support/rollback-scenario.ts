import { randomUUID } from 'node:crypto';
import type { DeployedMigration } from '../../src/core/deploy-ports.ts';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import { stepLabel } from '../../src/core/rollback-work.ts';
import { applySteps, guardOf, stepDown } from './rollback-steps.ts';

/** Migrations, and rows behind them, that a rollback takes out again in two steps of several segments. */
export const SCENARIO = {
  '20240101000000_start.sql': `create schema app; create table app.log (step text); create table app.t (a int primary key, b int); insert into app.t select n, n from generate_series(1, 50) n;`,
  '20240102000000_grow.sql': `alter table app.t add column c text; create type app.mood as enum ('ok'); create table app.moods (id int primary key, mood app.mood);`,
  '20240103000000_index.sql': `create index concurrently t_b on app.t (b); create table app.late (id int);`,
};

export const SCENARIO_ROWS = `update app.t set c = 'value ' || a where a <= 10; insert into app.moods values (1, 'ok'), (2, null); insert into app.late values (1), (2), (3);`;

const CHAIN = '00000000-0000-4000-8000-00000000c4a1';

async function steps(): Promise<DeployedMigration[]> {
  return [
    await stepDown(
      '20240103000000',
      `insert into app.log values ('late 1'); drop index concurrently app.t_b; drop table app.late; insert into app.log values ('late 2');`,
      [guardOf('table', 'app.late')],
      CHAIN,
    ),
    await stepDown(
      '20240102000000',
      `begin; insert into app.log values ('grow 1'); alter table app.t drop column c; commit; begin; drop table app.moods; drop type app.mood; insert into app.log values ('grow 2'); commit;`,
      [guardOf('table', 'app.moods'), guardOf('column', 'app.t.c')],
      CHAIN,
    ),
  ];
}

/** Rolls the scenario back to its first migration, or does what is left of that; with a folder, rows go to files in it. */
export async function rollScenarioBack(
  target: ConnectionTarget,
  savedRows: string | null = null,
): Promise<void> {
  const all = await steps();
  const due = (versions: ReadonlySet<string>): readonly DeployedMigration[] =>
    all.filter(({ migration }) => [...versions].some((version) => stepLabel(version) === migration.version));
  await applySteps(target, due, randomUUID(), savedRows);
}
