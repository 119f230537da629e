import { EventEmitter, once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Report } from '../../src/core/report.ts';
import { parseDevSettings } from '../../src/entry/dev-settings.ts';
import { runDevWatch } from '../../src/entry/run-dev.ts';
import { freePort, LocalProjects } from '../support/local-projects.ts';
import { SILENT } from '../support/shadow-requests.ts';

const FIRST = 'supabase/migrations/20240101000000_orders.sql';
const NEWEST = 'supabase/migrations/20240102000000_items.sql';

let projects: LocalProjects;
let port: number;
let rounds: AsyncGenerator<Report>;
const stop = new AbortController();
/** Tells of each look at the seeds, also of one that finds nothing new. */
const looks = new EventEmitter();

beforeAll(async () => {
  projects = new LocalProjects();
  port = await freePort();
  projects.make('shop', port, {
    [FIRST]: 'create table public.orders (id bigint primary key);\n',
    [NEWEST]: 'create table public.items (id bigint);\ncreate role shop_writer;\n',
  });
  const { host } = projects.host('shop');
  const settings = parseDevSettings({ task: 'start', watch: 'true' }, host.env);
  rounds = runDevWatch(settings, { ...host, progress: { ...SILENT, step: looking }, signal: stop.signal });
});

afterAll(async () => {
  stop.abort();
  await rounds.return(undefined);
  await projects[Symbol.asyncDispose]();
});

function looking(title: string): () => void {
  return () => void (title === 'Reading the seed files' && looks.emit('look'));
}

async function nextRound(): Promise<Report> {
  const { value } = await rounds.next();
  if (value === undefined) throw new Error('the watch has ended');
  return value;
}

async function query(sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({
    connectionString: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
  });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

/** Saves a file while the watch waits, and returns the round that follows. */
async function save(file: string, text: string): Promise<Report> {
  const round = nextRound();
  projects.write('shop', file, text);
  return await round;
}

const COLUMNS = "select column_name from information_schema.columns where table_name = 'items' order by 1";

describe('sluice dev --watch', () => {
  test('begins with what is pending', async () => {
    expect(await nextRound()).toMatchObject({
      dev: { task: 'watch', did: 'created', migrations: 2 },
      findings: [],
    });
  });

  test('applies the newest file again and again on the state before it, with the rows of then', async () => {
    await query('insert into public.orders values (1)');
    const edited = await save(
      NEWEST,
      'create table public.items (id bigint, note text);\ncreate role shop_writer;\n',
    );
    expect(edited).toMatchObject({ findings: [], dev: { applied: [{ version: '20240102000000' }] } });
    expect(edited.dev?.rows).toContain('rows that were written since are gone');
    expect(await query(COLUMNS)).toEqual(['id', 'note']);
    expect(await query('select count(*)::int from public.orders')).toEqual([0]);
  });

  test('shows the place of an error, and goes on at the next save', async () => {
    const broken = await save(NEWEST, 'create table public.items (\n  id bigint,\n  note txt\n);\n');
    expect(broken.findings).toMatchObject([
      { code: 'sql-failed', line: 3, excerpt: expect.stringContaining('^') },
    ]);
    const unreadable = await save(NEWEST, 'create tabel public.items (id bigint);\n');
    expect(unreadable.findings).toMatchObject([{ code: 'sql-syntax', line: 1 }]);
    const repaired = await save(NEWEST, 'create table public.items (id bigint, total numeric);\n');
    expect(repaired).toMatchObject({ findings: [], dev: { applied: [{ version: '20240102000000' }] } });
    expect(await query(COLUMNS)).toEqual(['id', 'total']);
  });

  test('keeps the rows of before where a new file is edited, and takes back one that is deleted', async () => {
    const file = 'supabase/migrations/20240103000000_notes.sql';
    await query('insert into public.items values (7, 1)');
    expect(await save(file, 'create table public.notes (id int);\n')).toMatchObject({ findings: [] });
    expect(await save(file, 'create table public.notes (id int, t text);\n')).toMatchObject({ findings: [] });
    expect(await query('select id from public.items')).toEqual(['7']);
    const round = nextRound();
    projects.remove('shop', file);
    expect(await round).toMatchObject({ findings: [], dev: { migrations: 2 } });
    expect(await query("select to_regclass('public.notes')")).toEqual([null]);
  });

  test('loads the seeds again that went with the rows of an edited migration', async () => {
    const file = 'supabase/migrations/20240103000000_notes.sql';
    projects.write('shop', 'supabase/seed.sql', 'insert into public.notes values (5);\n');
    const loaded = { findings: [], seed: { outcome: 'succeeded', files: [{ path: 'supabase/seed.sql' }] } };
    expect(await save(file, 'create table public.notes (id int);\n')).toMatchObject(loaded);
    expect(await save(file, 'create table public.notes (id int, t text);\n')).toMatchObject(loaded);
    expect(await query('select id from public.notes')).toEqual([5]);
    projects.remove('shop', 'supabase/seed.sql');
    const round = nextRound();
    projects.remove('shop', file);
    expect(await round).toMatchObject({ findings: [], dev: { migrations: 2 } });
  });

  test('loads a seed again that is saved, and waits where config.toml cannot be used', async () => {
    const config = 'supabase/config.toml';
    const text = readFileSync(projects.path('shop', config), 'utf8');
    expect(await save(config, `${text}[db.seed]\nsql_paths = 7\n`)).toMatchObject({
      findings: [{ code: 'config-invalid', file: config }],
      dev: { state: 'running' },
    });
    await save(config, `${text}[db.seed]\nsql_paths = ["./seeds/*.sql"]\n`);
    const loaded = { findings: [], seed: { files: [{ path: 'supabase/seeds/1.sql', result: 'loaded' }] } };
    expect(await save('supabase/seeds/1.sql', 'insert into public.orders values (21);\n')).toMatchObject(
      loaded,
    );
    expect(await save('supabase/seeds/1.sql', 'insert into public.orders values (22);\n')).toMatchObject(
      loaded,
    );
    expect(await query('select id::int from public.orders where id > 20 order by 1')).toEqual([21, 22]);
    const refused = await save('supabase/seeds/1.sql', '\ninsert into public.orders values (22);\n');
    expect(refused.findings).toMatchObject([{ code: 'seed-failed', line: 2, sqlState: '23505' }]);
    await save(config, text);
  });

  test('loads a seed from a folder that was made meanwhile', async () => {
    const config = 'supabase/config.toml';
    const text = readFileSync(projects.path('shop', config), 'utf8');
    mkdirSync(projects.path('shop', 'supabase/more'));
    await save(config, `${text}[db.seed]\nsql_paths = ["./more"]\n`);
    const round = nextRound();
    const looked = once(looks, 'look');
    mkdirSync(projects.path('shop', 'supabase/more/inside'));
    await looked;
    projects.write('shop', 'supabase/more/inside/1.sql', 'select 1;\n');
    expect((await round).seed?.files).toMatchObject([
      { path: 'supabase/more/inside/1.sql', result: 'loaded' },
    ]);
    await save(config, text);
  }, 60_000);

  test('says what only a reset can bring where an older file was edited', async () => {
    const { findings } = await save(FIRST, 'create table public.orders (id int primary key);\n');
    expect(findings).toMatchObject([
      { code: 'history-edited', remedy: expect.stringContaining('sluice dev reset') },
    ]);
  });

  test('ends with its signal, and the database runs on', async () => {
    const last = rounds.next();
    stop.abort();
    expect((await last).done).toBe(true);
    expect((await projects.run('shop', ['dev', 'url'])).exit).toBe(0);
  });
});
