import { describe, expect, test } from '@jest/globals';
import { openPool } from '../../src/schema/catalog-pool.ts';
import { readDigest } from '../../src/schema/digest.ts';
import { GROUND } from '../support/schema-changes.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

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
