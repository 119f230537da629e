import { describe, expect, test } from '@jest/globals';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import { openPool } from '../../src/schema/catalog-pool.ts';
import { readDigest } from '../../src/schema/digest.ts';
import { KnownSchemas } from '../../src/schema/known-schemas.ts';
import { openReader } from '../../src/schema/read.ts';
import { GROUND } from '../support/schema-changes.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

/** What a new session sees of a schema: by the server's digest, and read as a whole. */
async function seenBy(target: ConnectionTarget) {
  await using reader = await openReader(target, new KnownSchemas());
  const { fingerprint } = await reader.read();
  return { fingerprint, digests: (await reader.digests('now')).objects };
}

describe('a catalog that is read', () => {
  test('ends nothing but the reading when its connection is ended between two questions', async () => {
    const { migrator, asAdministrator } = await shared.freshDatabase();
    const pool = openPool(migrator);
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = new Promise((resolve) => client.once('end', resolve));
    await asAdministrator.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow();
    client.release(true);
    await pool.end();
  });
});

/** Whatever the catalog writes as a session is set. */
const CONSTANTS = `
create schema app;
create table app.moments (
  at timestamptz not null default '2024-02-03 00:00+00', day date default '2024-02-03', span interval default '1 day 2:03',
  raw bytea default '\\x00', ratio double precision default '0.1234567890123', price money default 12.5, path text default 'a\\b',
  check (at > '2020-01-01 00:00+00'::timestamptz)
) partition by range (at);
create table app.moments_2024 partition of app.moments for values from ('2024-01-01 00:00+00') to ('2025-01-01 00:00+00');`;

describe('what a session begins with', () => {
  test.each([
    ['timezone', 'Asia/Kathmandu'],
    ['datestyle', 'SQL, DMY'],
    ['intervalstyle', 'sql_standard'],
    ['bytea_output', 'escape'],
    ['extra_float_digits', '-5'],
    ['standard_conforming_strings', 'off'],
    ['quote_all_identifiers', 'on'],
  ])('is not taken for a change of the schema: %s', async (name, value) => {
    const { migrator, asAdministrator } = await shared.freshDatabase();
    await asAdministrator.query(CONSTANTS);
    const otherwise = { ...migrator, options: `-c ${name}=${value.replaceAll(' ', '\\ ')}` };
    expect(await seenBy(otherwise)).toEqual(await seenBy(migrator));
  });

  test.each(['statement_timeout', 'idle_in_transaction_session_timeout'])(
    'does not end a look at the schema: %s',
    async (name) => {
      const { migrator } = await shared.freshDatabase();
      await expect(seenBy({ ...migrator, options: `-c ${name}=1ms` })).resolves.toEqual(expect.anything());
    },
  );
});

describe('the digest of a schema', () => {
  test('is the same after the way there and back', async () => {
    const { asAdministrator, asMigrator } = await shared.freshDatabase();
    await asMigrator.query(GROUND);
    const { whole: before } = await readDigest(asAdministrator);
    await asMigrator.query('drop view app.names; create view app.names as select name from app.boats');
    await asMigrator.query(
      'alter table app.boats add column sails integer; alter table app.boats drop column sails',
    );
    await asMigrator.query('grant select on app.boats to anon; revoke select on app.boats from anon');
    expect((await readDigest(asAdministrator)).whole).toBe(before);
  });

  test('does not see rows, but the jobs that an extension keeps in rows', async () => {
    const { asAdministrator, asMigrator } = await shared.freshDatabase();
    await asMigrator.query(`${GROUND}; create extension pg_cron`);
    const { whole: before } = await readDigest(asAdministrator);
    await asMigrator.query("insert into app.owners values (1, 'Ada')");
    expect((await readDigest(asAdministrator)).whole).toBe(before);
    await asMigrator.query("select cron.schedule('nightly', '0 3 * * *', 'select 1')");
    expect((await readDigest(asAdministrator)).whole).not.toBe(before);
  });
});
