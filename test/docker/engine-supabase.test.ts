import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/core/report.ts';
import { TemporaryFolder } from '../support/git-repository.ts';
import { urlOf } from '../support/live.ts';
import { bundle } from '../support/run-action.ts';
import { type FreshDatabase, sharedShadow } from '../support/shadow.ts';
import { CLI_ENVIRONMENT, ONLY_IN_IMAGE, requireImage } from './postgres-image.ts';
import { freePort, writeSampleOnImage } from './sample-on-image.ts';

/** The real `supabase db start` of the npm CLI, on an image that is built here. */

const BINARY = resolve('node_modules/.bin/supabase');
const ENVIRONMENT = {
  ...process.env,
  ...CLI_ENVIRONMENT,
  PATH: [resolve('node_modules/.bin'), process.env['PATH']].join(delimiter),
};
const OURS = 'sluice-shadow';
const BYSTANDER = 'sluice-test-bystander';

function sluice(
  folder: TemporaryFolder,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve(bundle(), 'cli/index.js'), ...args, '--format', 'json'],
    { cwd: folder.path, env: { ...ENVIRONMENT, ...env }, encoding: 'utf8' },
  );
  if (status === null || status > 1) throw new Error(stderr);
  const report: Report = JSON.parse(stdout);
  return { report, stderr };
}

/** All that a report says but who judged, which stand-ins took part, and how long it took. */
function told({ timings: _timings, engine: _engine, ...rest }: Report) {
  return rest;
}

/** What is left of shadows: containers, volumes, networks, and folders. */
function remains(): readonly string[] {
  const label = 'com.supabase.cli.project';
  const listed = (['ps --all', 'volume ls', 'network ls'] as const).flatMap((what) => {
    const format = what === 'ps --all' ? `{{.Label "${label}"}}` : '{{.Labels}}';
    const { stdout } = spawnSync(
      'docker',
      [...what.split(' '), '--filter', `label=${label}`, '--format', format],
      { encoding: 'utf8' },
    );
    return stdout.split('\n').filter((line) => line.includes(OURS));
  });
  return [
    ...listed,
    ...readdirSync(tmpdir()).filter((name) => /^sluice-shadow-[0-9a-f]{6}-\d+-/u.test(name)),
  ];
}

describe.each([17, 15] as const)('the full stack of Supabase on PostgreSQL %i', (major) => {
  const live = sharedShadow(major);
  let folder: TemporaryFolder;
  let database: FreshDatabase;

  beforeAll(async () => {
    await requireImage(major, BINARY);
    folder = new TemporaryFolder();
    writeSampleOnImage(folder.path, { major });
  });

  afterAll(() => folder[Symbol.dispose]());

  async function deployed(): Promise<Readonly<Record<string, string>>> {
    database = await live.freshDatabase();
    const env = { SLUICE_DB_URL: urlOf(database.migrator) };
    const { report } = sluice(folder, ['deploy', '--no-verify', '--engine', 'embedded'], env);
    expect(report.deployment?.outcome).toBe('succeeded');
    return env;
  }

  function bothEngines(args: readonly string[], env: Readonly<Record<string, string>> = {}): Report {
    const { report: embedded } = sluice(folder, [...args, '--engine', 'embedded'], env);
    const { report: full } = sluice(folder, [...args, '--engine', 'supabase'], env);
    expect(embedded.engine).toMatchObject({ name: 'embedded', major });
    expect(full.engine).toMatchObject({ name: 'supabase', major, standIns: [] });
    expect(told(full)).toEqual(told(embedded));
    return full;
  }

  test('gives the report of a review that embedded gives, with the way back rehearsed', () => {
    const report = bothEngines(['review', '--since', '20250301000000', '--no-cache']);
    expect(report.findings.filter(({ code }) => code === 'sql-failed')).toEqual([]);
    expect(report.changes.length).toBeGreaterThan(10);
    expect(report.reversal).not.toBeNull();
    expect(report.migrations.map(({ reversal }) => reversal)).not.toContain(null);
  });

  test('finds the drift that embedded finds, and the same ways out', async () => {
    const env = await deployed();
    await database.asMigrator.query('create table public.by_hand (id int primary key)');
    const report = bothEngines(['drift', '--against', 'repo'], env);
    expect(report.drift?.outcome).toBe('found');
    expect(report.drift?.backSql).toContain('DROP TABLE "public"."by_hand"');
  });

  test('proves the way down that embedded proves', async () => {
    const env = await deployed();
    const report = bothEngines(['rollback', '--plan', '--drift', 'ignore', '--to', '20250301000000'], env);
    expect(report.rollback?.steps.length).toBeGreaterThan(1);
    expect(report.findings.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('leaves nothing behind', () => {
    expect(remains()).toEqual([]);
  });
});

function supabase(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(BINARY, args, { env: ENVIRONMENT, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

// Debian 12 has the pg_dump of major 15, and the CLI takes the one of the image.
describe('a backup by supabase db dump, of PostgreSQL 15', () => {
  const project = 'sluice-test-backup';
  const stop = (): void => supabase('stop', '--no-backup', '--project-id', project);

  afterAll(stop);

  test('restores into an empty project', async () => {
    await requireImage(15, BINARY);
    using folder = new TemporaryFolder();
    const port = await freePort();
    writeSampleOnImage(folder.path, { major: 15, project, ports: [port, await freePort()] });
    const env = { SLUICE_DB_URL: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres` };
    // The CLI would apply them itself.
    const migrations = folder.at('supabase/migrations');
    renameSync(migrations, folder.at('aside'));
    stop();
    supabase('db', 'start', '--workdir', folder.path);
    renameSync(folder.at('aside'), migrations);
    expect(sluice(folder, ['deploy', '--no-verify'], env).report.deployment?.outcome).toBe('succeeded');
    const made = sluice(folder, ['backup', '--way', 'supabase', '--out', folder.at('backup')], env);
    renameSync(migrations, folder.at('aside'));
    stop();
    supabase('db', 'start', '--workdir', folder.path);
    const { report } = sluice(folder, ['restore', '--from', folder.at('backup')], env);
    expect(report.findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(report.restore).toMatchObject({ outcome: 'restored', tables: made.report.backup?.tables });
    expect(made.report.backup?.tables).toHaveLength(11);
  });
});

describe('an engine in Docker', () => {
  const EXTENSION = '20240102000000_extension.sql';
  let folder: TemporaryFolder;
  let bystander: TemporaryFolder;

  beforeAll(async () => {
    await requireImage(17, BINARY);
    folder = new TemporaryFolder();
    const config = 'project_id = "shop"\n[db]\nmajor_version = 17\n';
    const off = ['auth', 'storage', 'realtime'].map((name) => `[${name}]\nenabled = false\n`).join('');
    folder.write('supabase/config.toml', `${config}${off}`);
    folder.write('supabase/migrations/20240101000000_orders.sql', 'create table public.orders (id int);\n');
    folder.write(
      `supabase/migrations/${EXTENSION}`,
      `create extension ${ONLY_IN_IMAGE} schema extensions;\ncreate table public.rates (rate int default extensions.only_there());\n`,
    );
    // A stack that somebody runs, perhaps left by a run of this test that was killed.
    bystander = new TemporaryFolder();
    supabase('stop', '--no-backup', '--project-id', BYSTANDER);
    bystander.write(
      'supabase/config.toml',
      `project_id = "${BYSTANDER}"\n[db]\nport = ${await freePort()}\nmajor_version = 17\n${off}`,
    );
    supabase('db', 'start', '--workdir', bystander.path);
  });

  afterAll(() => {
    supabase('stop', '--no-backup', '--project-id', BYSTANDER);
    bystander[Symbol.dispose]();
    folder[Symbol.dispose]();
  });

  test('is what auto asks for an extension that the embedded engine lacks, and the report says who judged', () => {
    const { report } = sluice(folder, ['review', '--since', '20240101000000', '--no-cache']);
    expect(report.engine).toMatchObject({ name: 'supabase', standIns: [] });
    expect(report.findings.map(({ code }) => code)).toContain('engine-fell-back');
    expect(report.changes).toContainEqual(
      expect.objectContaining({ verb: 'create', kind: 'extension', name: ONLY_IN_IMAGE }),
    );
    expect(report.changes).toContainEqual(expect.objectContaining({ kind: 'table', name: 'rates' }));
  });

  test('is an error with the ways out where Docker does not answer', () => {
    const env = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
    const { report } = sluice(folder, ['review', '--since', '20240101000000', '--no-cache'], env);
    expect(report.engine?.name).toBe('embedded');
    const [failed] = report.findings;
    expect(failed).toMatchObject({ code: 'extension-unavailable', file: `supabase/migrations/${EXTENSION}` });
    expect(failed?.message).toContain(ONLY_IN_IMAGE);
    expect(failed?.remedy).toMatch(/--engine url.* could not be asked: .*Docker/u);
  });

  test.each([
    ['is stopped with a run that is interrupted', 'SIGINT'],
    ['is stopped by the next run where one was killed', 'SIGKILL'],
  ] as const)('%s', async (_title, signal) => {
    const args = ['review', '--since', '20240101000000', '--no-cache', '--engine', 'supabase'];
    const running = spawn(process.execPath, [resolve(bundle(), 'cli/index.js'), ...args], {
      cwd: folder.path,
      env: ENVIRONMENT,
      stdio: 'ignore',
    });
    const ended = once(running, 'exit');
    await started(`supabase_db_${OURS}-`, ended);
    running.kill(signal);
    const [exit] = await ended;
    if (signal === 'SIGINT') expect(exit).toBe(130);
    else {
      expect(remains()).not.toEqual([]);
      sluice(folder, args);
    }
    expect(remains()).toEqual([]);
  });

  test('leaves a stack that somebody else runs alone', () => {
    const { stdout } = spawnSync(
      'docker',
      ['inspect', '--format', '{{.State.Status}} {{.RestartCount}}', `supabase_db_${BYSTANDER}`],
      { encoding: 'utf8' },
    );
    expect(stdout.trim()).toBe('running 0');
  });
});

/** Waits until Docker has started a container whose name begins like this; an error where `ended` comes first. */
async function started(prefix: string, ended: Promise<unknown>): Promise<void> {
  const filters = ['--filter', 'type=container', '--filter', 'event=start'];
  const events = spawn('docker', ['events', ...filters, '--format', '{{.Actor.Attributes.name}}'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = (): boolean => events.kill();
  ended.then(stop, stop);
  try {
    for await (const name of createInterface(events.stdout)) if (name.startsWith(prefix)) return;
    throw new Error(`no container ${prefix}… was started`);
  } finally {
    events.kill();
  }
}
