import { describe, expect, test } from '@jest/globals';
import { createSchemaPort } from '../../src/schema/index.ts';
import { replayText } from '../support/replay-text.ts';
import { type FreshDatabase, type SharedShadow, sharedShadow } from '../support/shadow.ts';

/** A routine that leaves a role behind where a superuser runs it. */
function trap(signature: string, returns: string, result: string): string {
  return `CREATE FUNCTION public.${signature} RETURNS ${returns} LANGUAGE plpgsql AS $trap$
  BEGIN
    IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN CREATE ROLE trapped; END IF;
    RETURN ${result};
  END $trap$;`;
}

const TRIGGER_TRAP = trap('trap()', 'trigger', 'new');
const EVENT_TRAP = `CREATE FUNCTION public.trap() RETURNS event_trigger LANGUAGE plpgsql AS $trap$
  BEGIN
    IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN CREATE ROLE trapped; END IF;
  END $trap$;`;

/** Whether a superuser has run into the trap, which is set again. */
async function isTrapped({ asAdministrator }: FreshDatabase): Promise<boolean> {
  const { rows } = await asAdministrator.query<{ trapped: boolean }>(
    "SELECT to_regrole('trapped') IS NOT NULL AS trapped",
  );
  await asAdministrator.query('DROP ROLE IF EXISTS trapped');
  return rows[0]?.trapped === true;
}

const postgres17 = sharedShadow();
const postgres15 = sharedShadow(15);
const shadows: readonly (readonly [number, SharedShadow])[] = [
  [15, postgres15],
  [17, postgres17],
];

describe('a routine of a migration is not run by the superuser', () => {
  test.each([
    [
      'as a trigger on the jobs of pg_cron',
      `CREATE EXTENSION pg_cron; ${TRIGGER_TRAP}
      CREATE TRIGGER trap BEFORE INSERT ON cron.job FOR EACH ROW EXECUTE FUNCTION public.trap();
      SELECT cron.schedule('nightly', '0 3 * * *', 'select 1');`,
    ],
    [
      'as a trigger on the secrets of the vault',
      `${TRIGGER_TRAP}
      CREATE TRIGGER trap BEFORE INSERT ON vault.secrets FOR EACH ROW EXECUTE FUNCTION public.trap();
      SELECT vault.create_secret('secret', 'name');`,
    ],
    [
      'as a trigger on the requests of pg_net',
      `CREATE EXTENSION pg_net; ${TRIGGER_TRAP}
      CREATE TRIGGER trap BEFORE INSERT ON net.http_request_queue FOR EACH ROW EXECUTE FUNCTION public.trap();
      SELECT net.http_get('https://example.com');`,
    ],
    [
      'as a trigger on the keys of pgsodium',
      `CREATE EXTENSION pgsodium; ${TRIGGER_TRAP}
      CREATE TRIGGER trap BEFORE INSERT ON pgsodium.key FOR EACH ROW EXECUTE FUNCTION public.trap();
      SELECT pgsodium.create_key();`,
    ],
    [
      'as a trigger on what pg_tle has installed',
      `CREATE EXTENSION pg_tle; ${TRIGGER_TRAP}
      CREATE TRIGGER trap BEFORE INSERT ON pgtle.installed FOR EACH ROW EXECUTE FUNCTION public.trap();
      SELECT pgtle.install_extension('one', '1', 'words', 'select 1');`,
    ],
    [
      'under the name of a function that pg_graphql calls',
      `${trap('nextval(text)', 'bigint', '1')}
      CREATE EVENT TRIGGER trap ON ddl_command_end EXECUTE FUNCTION graphql.increment_schema_version();
      CREATE TABLE public.notes (id int);`,
    ],
  ])('%s', async (_where, migration) => {
    const database = await postgres17.freshDatabase();
    await replayText(database, migration);
    expect(await isTrapped(database)).toBe(false);
  });

  test.each(shadows)(
    'as an event trigger on what the scripts of extensions make, with PostgreSQL %i',
    async (_major, shadow) => {
      const database = await shadow.freshDatabase();
      const migration = `${EVENT_TRAP}
      CREATE EVENT TRIGGER trap ON ddl_command_end EXECUTE FUNCTION public.trap();
      ALTER EVENT TRIGGER trap ENABLE ALWAYS;
      CREATE EXTENSION hstore;`;
      await replayText(database, migration);
      expect(await isTrapped(database)).toBe(false);
    },
  );

  test.each(shadows)(
    'as an event trigger on what routines of the platform do, with PostgreSQL %i',
    async (_major, shadow) => {
      const database = await shadow.freshDatabase();
      const migration = `CREATE EXTENSION dblink; CREATE EXTENSION postgis; ${EVENT_TRAP}
      CREATE EVENT TRIGGER trap ON ddl_command_end EXECUTE FUNCTION public.trap();
      ALTER EVENT TRIGGER trap ENABLE ALWAYS;
      CREATE EVENT TRIGGER grants ON ddl_command_end EXECUTE FUNCTION extensions.grant_foreign_data_wrapper_access();
      CREATE TABLE public.places (at geometry(Point, 4711));`;
      await replayText(database, migration);
      expect(await isTrapped(database)).toBe(false);
    },
  );

  test('as a trigger in the place of the table in which the review writes down what it sees', async () => {
    const database = await postgres17.freshDatabase();
    const migration = `DO $$ BEGIN
        DROP TABLE supabase_migrations.sluice_observed;
        CREATE TABLE supabase_migrations.sluice_observed
          (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, verb text, names text[]);
      END $$;
      ${TRIGGER_TRAP}
      CREATE TRIGGER trap BEFORE INSERT ON supabase_migrations.sluice_observed FOR EACH ROW EXECUTE FUNCTION public.trap();
      CREATE TABLE public.notes (id int);`;
    await replayText(database, migration, true);
    expect(await isTrapped(database)).toBe(false);
  });

  test('when the superuser logs in', async () => {
    const database = await postgres17.freshDatabase();
    await replayText(
      database,
      `${EVENT_TRAP} CREATE EVENT TRIGGER trap ON login EXECUTE FUNCTION public.trap();`,
    );
    expect(await isTrapped(database)).toBe(false);
  });

  test.each([
    [
      'a view in the place of an extension’s table',
      `${trap('trap()', 'text', "''")} CREATE SCHEMA cron;
      CREATE VIEW cron.job AS SELECT 1::bigint AS jobid, public.trap() AS jobname, '' AS schedule, '' AS command,
        current_database()::text AS database, 'postgres' AS username, true AS active;`,
    ],
    [
      'a type of its own in a table in that place',
      `CREATE TYPE public.mood AS ENUM ('happy'); ${trap('trap(public.mood)', 'json', "'{}'")}
      CREATE CAST (public.mood AS json) WITH FUNCTION public.trap(public.mood);
      CREATE TABLE public.part_config (mood public.mood);
      INSERT INTO public.part_config VALUES ('happy');`,
    ],
  ])('when the schema is read: %s', async (_where, migration) => {
    const database = await postgres17.freshDatabase();
    await replayText(database, migration);
    await using reader = await createSchemaPort().open(database.administrator);
    // Where the trap is sprung, reading may fail in it: the transaction is read-only.
    await expect(reader.read()).resolves.toBeDefined();
    expect(await isTrapped(database)).toBe(false);
  });
});

describe('a migration is refused', () => {
  test.each([
    [
      'a place in pg_catalog for a function of its own',
      `CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1';
      ALTER FUNCTION public.mine() SET SCHEMA pg_catalog;`,
    ],
    [
      'the same by way of an extension',
      `CREATE EXTENSION hstore WITH SCHEMA public;
      CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1';
      ALTER EXTENSION hstore ADD FUNCTION public.mine();
      ALTER EXTENSION hstore SET SCHEMA pg_catalog;`,
    ],
  ])('%s', async (_what, migration) => {
    const database = await postgres17.freshDatabase();
    await expect(replayText(database, migration)).rejects.toMatchObject({ sqlState: '42501' });
  });

  test.each(['pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files'])(
    'membership of %s',
    async (role) => {
      for (const [, shadow] of shadows) {
        const database = await shadow.freshDatabase();
        await expect(replayText(database, `GRANT ${role} TO postgres;`)).rejects.toMatchObject({
          sqlState: '42501',
        });
      }
    },
  );

  test.each(shadows)(
    'a library outside of PostgreSQL as an output plugin, with PostgreSQL %i',
    async (_major, shadow) => {
      const database = await shadow.freshDatabase();
      const migration = "SELECT pg_create_logical_replication_slot('slot', '/proc/self/exe');";
      await expect(replayText(database, migration)).rejects.toThrow('could not access file "exe"');
    },
  );

  test.each(shadows)(
    'a connection to the shadow itself as the superuser, with PostgreSQL %i',
    async (_major, shadow) => {
      const database = await shadow.freshDatabase();
      const migration = `CREATE EXTENSION dblink WITH SCHEMA extensions;
      SELECT extensions.dblink_connect('host=${database.administrator.host} user=supabase_admin password=guessed dbname=postgres');`;
      await expect(replayText(database, migration)).rejects.toThrow('password authentication failed');
    },
  );

  test('a connection with a password that it does not know', async () => {
    const database = await postgres17.freshDatabase();
    const migration = `CREATE EXTENSION dblink WITH SCHEMA extensions;
      SELECT extensions.dblink_connect_u('host=${database.migrator.host} user=authenticator dbname=postgres');`;
    await expect(replayText(database, migration)).rejects.toMatchObject({ sqlState: '2F003' });
  });
});

test('a replication slot with a plugin of PostgreSQL is made', async () => {
  const database = await postgres17.freshDatabase();
  await replayText(database, "SELECT pg_create_logical_replication_slot('slot', 'pgoutput');");
  const { rows } = await database.asAdministrator.query('SELECT plugin FROM pg_replication_slots');
  expect(rows).toEqual([{ plugin: 'pgoutput' }]);
  await database.asAdministrator.query("SELECT pg_drop_replication_slot('slot')");
});

test.each(shadows)(
  'a trigger fires behind the script of an extension, with PostgreSQL %i',
  async (_major, shadow) => {
    const database = await shadow.freshDatabase();
    await replayText(
      database,
      `CREATE TABLE public.told (what text);
    CREATE FUNCTION public.tell() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.told VALUES (tg_tag); END $$;
    CREATE EVENT TRIGGER tell ON ddl_command_end EXECUTE FUNCTION public.tell();
    CREATE EXTENSION hstore;
    CREATE TABLE public.notes (id int);`,
    );
    const { rows } = await database.asAdministrator.query('SELECT what FROM public.told');
    expect(rows).toEqual([{ what: 'CREATE EXTENSION' }, { what: 'CREATE TABLE' }]);
  },
);
