import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'smol-toml';
import type { CutMigration } from '../../src/core/ports.ts';
import { replaySample, SAMPLE_FOLDER, sampleFiles } from '../support/sample-project.ts';
import { type FreshDatabase, sharedShadow } from '../support/shadow.ts';

/** Migrations up to this version are the ground; those after it are what the demonstration reviews. */
const SINCE = '20250301000000';

let migrations: readonly CutMigration[] = [];
let rollbacks: readonly CutMigration[] = [];
beforeAll(async () => {
  migrations = await sampleFiles('migrations');
  rollbacks = await sampleFiles('rollbacks');
});

const shared = sharedShadow();

async function migrated(): Promise<FreshDatabase> {
  const database = await shared.freshDatabase();
  await replaySample(database, migrations);
  return database;
}

describe('the files', () => {
  test('every version is a time of 14 digits, and no two are the same', () => {
    const versions = migrations.map(({ migration }) => migration.version);
    const times = versions.map((version) =>
      new Date(version.replace(/(....)(..)(..)(..)(..)(..)/u, '$1-$2-$3T$4:$5:$6Z'))
        .toISOString()
        .replace(/\D|000Z$/gu, ''),
    );
    expect(times).toEqual(versions);
    expect(new Set(versions).size).toBe(versions.length);
  });

  test('at least three are new enough for the demonstration, and the tables are older', () => {
    const newer = migrations.filter(({ migration }) => migration.version > SINCE);
    expect(newer.length).toBeGreaterThanOrEqual(3);
    expect(migrations.length - newer.length).toBeGreaterThanOrEqual(5);
  });

  test('a statement that cannot run in a transaction is alone in its file', () => {
    const lone = migrations.filter(({ statements }) =>
      statements.some((each) => each.transaction === 'alone'),
    );
    expect(lone.map(({ migration, statements }) => [migration.name, statements.length])).toEqual([
      ['index_audit_log_by_target', 1],
    ]);
  });

  test('exactly the migrations that change rows have a rollback of the same name', () => {
    const changingRows = migrations.filter(({ statements }) => statements.some(({ data }) => data !== null));
    const named = (files: readonly CutMigration[]) =>
      files.map(({ migration }) => `${migration.version}_${migration.name}`);
    expect(named(rollbacks)).toEqual(named(changingRows));
    expect(rollbacks).not.toEqual([]);
  });
});

describe('config.toml', () => {
  test('names the project, PostgreSQL 17, the schemas of the API and the seed file', async () => {
    const config = parse(await readFile(`${SAMPLE_FOLDER}/config.toml`, 'utf8'));
    expect(config).toMatchObject({
      project_id: 'sluice-sample',
      api: { schemas: ['public', 'graphql_public'], auto_expose_new_tables: false },
      db: {
        major_version: 17,
        migrations: { enabled: true },
        seed: { enabled: true, sql_paths: ['./seed.sql'] },
      },
    });
  });
});

describe('a database that has every migration', () => {
  test('knows nobody: no user, no admin, no key', async () => {
    const { asMigrator } = await migrated();
    const { rows } = await asMigrator.query(
      `select (select count(*)::int from public.user_roles) as roles,
         (select count(*)::int from public.user_metadata) as profiles,
         (select count(*)::int from public.user_api_keys) as keys`,
    );
    expect(rows).toEqual([{ roles: 0, profiles: 0, keys: 0 }]);
  });

  test('has the default settings', async () => {
    const { asMigrator } = await migrated();
    const { rows } = await asMigrator.query({
      text: 'select setting_key, setting_value, setting_type, is_public from public.app_settings order by 1',
      rowMode: 'array',
    });
    expect(rows).toEqual([
      ['announcements_enabled', 'false', 'boolean', true],
      ['app_description', 'A small project to review migrations on', 'string', true],
      ['app_favicon_url', '', 'string', true],
      ['app_logo_url', '', 'string', true],
      ['app_name', 'Sluice Sample', 'string', true],
      ['maintenance_mode', 'false', 'boolean', true],
      ['max_api_calls_per_hour', '100', 'number', false],
      ['signup_enabled', 'true', 'boolean', false],
    ]);
  });

  test.each([
    {
      rule: 'every table of the API has row level security',
      offenders: `select c.relname from pg_class as c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity`,
    },
    {
      rule: 'every table of the API has a policy',
      offenders: `select c.relname from pg_class as c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and not exists (select from pg_policy as p where p.polrelid = c.oid)`,
    },
    {
      rule: 'every policy names the roles that it is for',
      offenders: "select policyname from pg_policies where schemaname = 'public' and 'public' = any (roles)",
    },
    {
      rule: 'every function has an empty search_path',
      offenders: `select p.oid::regprocedure from pg_proc as p
        where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
          and not coalesce('search_path=""' = any (p.proconfig), false)`,
    },
    {
      rule: 'no function is there for everybody',
      offenders: `select p.oid::regprocedure from pg_proc as p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
        where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
          and (a.grantee = 0 or a.grantee = 'anon'::regrole)`,
    },
    {
      rule: 'no role of the API may truncate, reference or trigger',
      offenders: `select c.relname from pg_class as c, aclexplode(c.relacl) as a
        where c.relnamespace = 'public'::regnamespace
          and a.grantee in ('anon'::regrole, 'authenticated'::regrole, 'service_role'::regrole)
          and a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`,
    },
    {
      rule: 'every foreign key has an index on the side that points',
      offenders: `select k.conname from pg_constraint as k
        where k.contype = 'f' and k.connamespace = 'public'::regnamespace
          and not exists (select from pg_index as i where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1])`,
    },
    {
      rule: 'every index is valid',
      offenders: 'select i.indexrelid::regclass from pg_index as i where not i.indisvalid',
    },
  ])('$rule', async ({ offenders }) => {
    const { asMigrator } = await migrated();
    const { rows } = await asMigrator.query(offenders);
    expect(rows).toEqual([]);
  });

  test('gives nothing to the API roles when a table comes without grants', async () => {
    const { asMigrator } = await migrated();
    await asMigrator.query('create table public.forgotten (id bigint generated by default as identity)');
    const { rows } = await asMigrator.query(
      `select grantee, privilege_type from information_schema.role_table_grants
       where table_name = 'forgotten' and grantee in ('anon', 'authenticated', 'service_role')`,
    );
    expect(rows).toEqual([]);
  });
});

describe('the authored rollbacks', () => {
  test('take back the settings as the migrations left them, and the migrations bring them again', async () => {
    const database = await migrated();
    const settings = async (): Promise<readonly string[]> => {
      const { rows } = await database.asMigrator.query<{ setting_key: string }>(
        'select setting_key from public.app_settings order by 1',
      );
      return rows.map((row) => row.setting_key);
    };
    const before = await settings();

    await replaySample(database, [...rollbacks].reverse());
    expect(await settings()).toEqual([]);

    const changingRows = migrations.filter(({ statements }) => statements.some(({ data }) => data !== null));
    await replaySample(database, changingRows);
    expect(await settings()).toEqual(before);
  });

  test('leave a default setting alone that somebody has changed', async () => {
    const database = await migrated();
    await database.asMigrator.query(
      "update public.app_settings set setting_value = '500' where setting_key = 'max_api_calls_per_hour'",
    );
    await replaySample(database, [...rollbacks].reverse());
    const { rows } = await database.asMigrator.query(
      'select setting_key, setting_value from public.app_settings',
    );
    expect(rows).toEqual([{ setting_key: 'max_api_calls_per_hour', setting_value: '500' }]);
  });
});

describe('the seed', () => {
  test('gives a local database one active admin, and loading it again changes nothing', async () => {
    const { asMigrator } = await migrated();
    const seed = await readFile(`${SAMPLE_FOLDER}/seed.sql`, 'utf8');
    const contents = async (): Promise<unknown> => {
      const { rows } = await asMigrator.query(
        `select jsonb_agg(to_jsonb(r) order by user_id) as roles,
           (select jsonb_agg(to_jsonb(m) order by user_id) from public.user_metadata as m) as profiles,
           (select jsonb_agg(to_jsonb(k) order by user_id) from public.user_api_keys as k) as keys,
           (select jsonb_agg(to_jsonb(s) order by setting_key) from public.app_settings as s) as settings,
           (select jsonb_agg(to_jsonb(a) order by id) from public.announcements as a) as announcements
         from public.user_roles as r`,
      );
      return rows;
    };

    await asMigrator.query(seed);
    const first = await contents();
    const { rows: admins } = await asMigrator.query(
      "select user_id from public.user_roles where role = 'admin' and status = 'active'",
    );
    await asMigrator.query(seed);

    expect(admins).toEqual([{ user_id: 'local_admin' }]);
    expect(await contents()).toEqual(first);
  });

  test('holds the API key that its comment names', async () => {
    const { asMigrator } = await migrated();
    const seed = await readFile(`${SAMPLE_FOLDER}/seed.sql`, 'utf8');
    const secret = /"(sk_[a-z0-9_]+)"/u.exec(seed)?.[1];
    await asMigrator.query(seed);
    const { rows } = await asMigrator.query('select public.verify_api_key($1) as user_id', [secret]);
    expect(rows).toEqual([{ user_id: 'local_user' }]);
  });
});
