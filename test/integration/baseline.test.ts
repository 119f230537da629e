import { describe, expect, test } from '@jest/globals';
import { closedDefaultPrivilegesSql } from '../../src/shadow/baseline/index.ts';
import { replayText } from '../support/replay-text.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

interface MigrationCase {
  readonly name: string;
  readonly migration: string;
  /** A query of one value, run as the superuser afterwards. */
  readonly query: string;
  readonly answer: unknown;
}

const notes = `
CREATE TABLE public.notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), author uuid REFERENCES auth.users ON DELETE CASCADE, body text);
ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;`;

const migrations: readonly MigrationCase[] = [
  {
    name: 'a trigger on auth.users that makes a profile',
    migration: `
      CREATE TABLE public.profiles (id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE, nickname text);
      CREATE FUNCTION public.welcome() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
      BEGIN
        INSERT INTO public.profiles (id, nickname) VALUES (NEW.id, NEW.raw_user_meta_data ->> 'nickname');
        RETURN NEW;
      END $$;
      CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.welcome();
      INSERT INTO auth.users (id, email, raw_user_meta_data)
        VALUES ('00000000-0000-0000-0000-000000000001', 'ada@example.com', '{"nickname": "ada"}');`,
    query: 'SELECT nickname FROM public.profiles',
    answer: 'ada',
  },
  {
    name: 'a trigger on auth.users dropped again',
    migration: `
      CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
      CREATE TRIGGER mine AFTER UPDATE ON auth.users FOR EACH ROW EXECUTE FUNCTION public.f();
      DROP TRIGGER mine ON auth.users;`,
    query: "SELECT count(*)::int FROM pg_trigger WHERE tgrelid = 'auth.users'::regclass AND NOT tgisinternal",
    answer: 0,
  },
  {
    name: 'policies on storage.objects by folder and owner',
    migration: `
      INSERT INTO storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
        VALUES ('avatars', 'avatars', true, 1048576, ARRAY['image/png']) ON CONFLICT (id) DO NOTHING;
      CREATE POLICY "own folder" ON storage.objects FOR INSERT TO authenticated
        WITH CHECK (bucket_id = 'avatars' AND (storage.foldername(name))[1] = (SELECT auth.uid()::text)
          AND storage.extension(name) = 'png' AND storage.filename(name) <> '');`,
    query: "SELECT count(*)::int FROM pg_policies WHERE schemaname = 'storage' AND tablename = 'objects'",
    answer: 1,
  },
  {
    name: 'policies on storage.objects made inside a DO block',
    migration: `
      DO $$
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_policies WHERE tablename = 'objects' AND policyname = 'anyone reads') THEN
          CREATE POLICY "anyone reads" ON storage.objects FOR SELECT USING (bucket_id = 'public');
        END IF;
      END $$;
      DROP POLICY "anyone reads" ON storage.objects;`,
    query: "SELECT count(*)::int FROM pg_policies WHERE tablename = 'objects'",
    answer: 0,
  },
  {
    name: 'buckets and objects deleted, as older migrations do',
    migration: `
      INSERT INTO storage.buckets (id, name) VALUES ('old', 'old');
      DELETE FROM storage.objects WHERE bucket_id = 'old';
      DELETE FROM storage.buckets WHERE id = 'old';`,
    query: 'SELECT count(*)::int FROM storage.buckets',
    answer: 0,
  },
  {
    name: 'prefix triggers that storage had in 2025, as a pull wrote them',
    migration: `
      CREATE TRIGGER objects_delete_delete_prefix AFTER DELETE ON storage.objects
        FOR EACH ROW EXECUTE FUNCTION storage.delete_prefix_hierarchy_trigger();
      GRANT SELECT ON TABLE storage.prefixes TO anon;`,
    query: "SELECT count(*)::int FROM pg_trigger WHERE tgname = 'objects_delete_delete_prefix'",
    answer: 1,
  },
  {
    name: 'a table added to the publication of Realtime',
    migration: `${notes} ALTER PUBLICATION supabase_realtime ADD TABLE public.notes; ALTER TABLE public.notes REPLICA IDENTITY FULL;`,
    query: "SELECT tablename FROM pg_publication_tables WHERE pubname = 'supabase_realtime'",
    answer: 'notes',
  },
  {
    name: 'the publication of Realtime dropped and made anew',
    migration: `
      BEGIN;
      DROP PUBLICATION IF EXISTS supabase_realtime;
      CREATE PUBLICATION supabase_realtime;
      COMMIT;
      ${notes}
      ALTER PUBLICATION supabase_realtime ADD TABLE public.notes;`,
    query: "SELECT pubowner::regrole::text FROM pg_publication WHERE pubname = 'supabase_realtime'",
    answer: 'postgres',
  },
  {
    name: 'a publication of all tables',
    migration: 'CREATE PUBLICATION everything FOR ALL TABLES;',
    query: "SELECT pubowner::regrole::text FROM pg_publication WHERE pubname = 'everything'",
    answer: 'postgres',
  },
  {
    name: 'a publication of a schema',
    migration: 'CREATE SCHEMA app; CREATE PUBLICATION apps; ALTER PUBLICATION apps ADD TABLES IN SCHEMA app;',
    query: 'SELECT count(*)::int FROM pg_publication_namespace',
    answer: 1,
  },
  {
    name: 'a policy on realtime.messages by topic',
    migration: `
      CREATE POLICY "members listen" ON realtime.messages FOR SELECT TO authenticated
        USING (realtime.topic() = 'room:' || auth.uid() AND extension IN ('broadcast', 'presence'));`,
    query: "SELECT count(*)::int FROM pg_policies WHERE schemaname = 'realtime'",
    answer: 1,
  },
  {
    name: 'a trigger that broadcasts changes',
    migration: `${notes}
      CREATE FUNCTION public.tell() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        PERFORM realtime.broadcast_changes('notes:' || NEW.id, TG_OP, TG_OP, TG_TABLE_NAME, TG_TABLE_SCHEMA, NEW, OLD);
        PERFORM realtime.send(to_jsonb(NEW), 'made', 'notes', false);
        RETURN NULL;
      END $$;
      CREATE TRIGGER tell AFTER INSERT ON public.notes FOR EACH ROW EXECUTE FUNCTION public.tell();
      INSERT INTO public.notes (body) VALUES ('hello');`,
    query: 'SELECT body FROM public.notes',
    answer: 'hello',
  },
  {
    name: 'an auth hook that only Auth may call',
    migration: `
      CREATE FUNCTION public.claims_hook(event jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$ SELECT event $$;
      GRANT USAGE ON SCHEMA public TO supabase_auth_admin;
      GRANT EXECUTE ON FUNCTION public.claims_hook(jsonb) TO supabase_auth_admin;
      REVOKE EXECUTE ON FUNCTION public.claims_hook(jsonb) FROM authenticated, anon, public;`,
    query: "SELECT has_function_privilege('anon', 'public.claims_hook(jsonb)', 'EXECUTE')",
    answer: false,
  },
  {
    name: 'settings of the API kept at its role',
    migration: `
      ALTER ROLE authenticator SET pgrst.db_schemas = 'public, app';
      ALTER ROLE authenticator SET pgrst.db_aggregates_enabled = 'true';
      ALTER ROLE anon SET statement_timeout = '2s';
      NOTIFY pgrst, 'reload config';
      ALTER ROLE authenticator RESET pgrst.db_schemas;
      ALTER ROLE authenticator RESET pgrst.db_aggregates_enabled;
      ALTER ROLE anon SET statement_timeout = '3s';`,
    query: "SELECT array_to_string(rolconfig, ',') FROM pg_roles WHERE rolname = 'anon'",
    answer: 'statement_timeout=3s',
  },
  {
    name: 'a function in the schema auth, as older migrations made them',
    migration: `
      CREATE FUNCTION auth.is_admin() RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT coalesce(auth.jwt() -> 'app_metadata' ->> 'admin', 'false')::boolean $$;
      GRANT EXECUTE ON FUNCTION auth.is_admin() TO anon, authenticated;
      ${notes}
      CREATE POLICY admins ON public.notes USING (auth.is_admin());`,
    query: "SELECT count(*)::int FROM pg_policies WHERE policyname = 'admins'",
    answer: 1,
  },
  {
    name: 'a user with a hashed password and an identity',
    migration: `
      INSERT INTO auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data,
        raw_user_meta_data, created_at, updated_at, confirmation_token, recovery_token, email_change_token_new, email_change)
      VALUES ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000002', 'authenticated', 'authenticated',
        'bob@example.com', crypt('secret', gen_salt('bf')), now(), '{"provider": "email"}', '{}', now(), now(), '', '', '', '');
      INSERT INTO auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
      SELECT id, id, jsonb_build_object('sub', id, 'email', email), 'email', now(), now(), now() FROM auth.users;`,
    query: 'SELECT email FROM auth.identities',
    answer: 'bob@example.com',
  },
  {
    name: 'a secret in the vault, read by a function',
    migration: `
      SELECT vault.create_secret('s3cret', 'api_key', 'for the mailer');
      CREATE FUNCTION public.api_key() RETURNS text LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
        SELECT decrypted_secret FROM vault.decrypted_secrets WHERE name = 'api_key' $$;`,
    query: 'SELECT public.api_key()',
    answer: 's3cret',
  },
  {
    name: 'a webhook as the dashboard makes it',
    migration: `${notes}
      CREATE TRIGGER "to mailer" AFTER INSERT ON public.notes FOR EACH ROW
        EXECUTE FUNCTION supabase_functions.http_request('https://example.com', 'POST', '{"Content-Type":"application/json"}', '{}', '1000');
      INSERT INTO public.notes (body) VALUES ('hello');`,
    query: 'SELECT hook_name FROM supabase_functions.hooks',
    answer: 'to mailer',
  },
  {
    name: 'an event trigger that switches on row level security',
    migration: `
      CREATE FUNCTION public.secure_tables() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      DECLARE made record;
      BEGIN
        FOR made IN SELECT * FROM pg_event_trigger_ddl_commands() WHERE command_tag = 'CREATE TABLE' LOOP
          EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', made.object_identity);
        END LOOP;
      END $$;
      CREATE EVENT TRIGGER secure_tables ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.secure_tables();
      ALTER EVENT TRIGGER secure_tables OWNER TO postgres;
      CREATE TABLE public.secured (id int);`,
    query: `SELECT relrowsecurity::text || ' ' || evtowner::regrole FROM pg_class, pg_event_trigger
      WHERE relname = 'secured' AND evtname = 'secure_tables'`,
    answer: 'true postgres',
  },
  {
    name: 'an event trigger switched off and dropped',
    migration: `
      CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
      CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION public.watch();
      ALTER EVENT TRIGGER watch DISABLE;
      DROP EVENT TRIGGER watch;`,
    query: "SELECT count(*)::int FROM pg_event_trigger WHERE evtname = 'watch'",
    answer: 0,
  },
  {
    name: 'a server of another PostgreSQL',
    migration: `
      CREATE EXTENSION postgres_fdw WITH SCHEMA extensions;
      CREATE SERVER archive FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'archive.example.com', dbname 'archive');
      CREATE USER MAPPING FOR postgres SERVER archive OPTIONS (user 'reader', password 'x');
      CREATE FOREIGN TABLE public.archived (id bigint, body text) SERVER archive OPTIONS (schema_name 'public');`,
    query: 'SELECT srvowner::regrole::text FROM pg_foreign_server',
    answer: 'postgres',
  },
  {
    name: 'rows loaded with triggers switched off',
    migration: `
      CREATE TABLE public.parents (id int PRIMARY KEY);
      CREATE TABLE public.children (parent int REFERENCES public.parents);
      SET session_replication_role = replica;
      INSERT INTO public.children VALUES (1);
      SET session_replication_role = DEFAULT;`,
    query: 'SELECT count(*)::int FROM public.children',
    answer: 1,
  },
  {
    name: 'functions of the fresh project’s extensions without their schema',
    migration: `CREATE TABLE public.tokens (id uuid DEFAULT uuid_generate_v4(), token text DEFAULT encode(gen_random_bytes(8), 'hex'));
      INSERT INTO public.tokens DEFAULT VALUES;`,
    query: 'SELECT length(token) FROM public.tokens',
    answer: 16,
  },
  {
    name: 'an extension moved out of public, as the linter asks for',
    migration: 'CREATE EXTENSION citext; ALTER EXTENSION citext SET SCHEMA extensions;',
    query: "SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'citext'",
    answer: 'extensions',
  },
  {
    name: 'an extension of the fresh project dropped and put back',
    migration: `
      DROP EXTENSION IF EXISTS pg_graphql;
      CREATE EXTENSION IF NOT EXISTS pg_graphql WITH SCHEMA graphql;
      COMMENT ON EXTENSION pgcrypto IS 'cryptography';`,
    query: "SELECT count(*)::int FROM pg_extension WHERE extname = 'pg_graphql'",
    answer: 1,
  },
  {
    name: 'privileges that new tables get, changed for the API',
    migration: `
      ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM anon;
      ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC, anon;
      ${notes}`,
    query: "SELECT has_table_privilege('anon', 'public.notes', 'SELECT')",
    answer: false,
  },
  {
    name: 'a policy that asks for a second factor',
    migration: `${notes}
      CREATE POLICY "second factor" ON public.notes AS RESTRICTIVE TO authenticated
        USING (ARRAY[(SELECT auth.jwt() ->> 'aal')] <@ (
          SELECT CASE WHEN count(id) > 0 THEN ARRAY['aal2'] ELSE ARRAY['aal1', 'aal2'] END
          FROM auth.mfa_factors WHERE user_id = auth.uid() AND status = 'verified'));`,
    query: "SELECT permissive FROM pg_policies WHERE policyname = 'second factor'",
    answer: 'RESTRICTIVE',
  },
  {
    name: 'the schema public dropped and made anew',
    migration: `
      DROP SCHEMA public CASCADE;
      CREATE SCHEMA public;
      GRANT USAGE ON SCHEMA public TO postgres, anon, authenticated, service_role;
      GRANT ALL ON ALL TABLES IN SCHEMA public TO postgres, service_role;`,
    query: "SELECT has_schema_privilege('anon', 'public', 'USAGE')",
    answer: true,
  },
];

describe('a migration of a Supabase project replays', () => {
  test.each(migrations)('$name', async ({ migration, query, answer }) => {
    const database = await shared.freshDatabase();
    await replayText(database, migration);
    const { rows } = await database.asAdministrator.query<unknown[]>({ text: query, rowMode: 'array' });
    expect(rows[0]?.[0]).toBe(answer);
  });
});

describe('a role of a Supabase project', () => {
  test('postgres is no superuser, also after statements that need one', async () => {
    const database = await shared.freshDatabase();
    await replayText(database, 'CREATE PUBLICATION everything FOR ALL TABLES;');
    const { rows } = await database.asMigrator.query(
      'SELECT usesuper FROM pg_user WHERE usename = CURRENT_USER',
    );
    expect(rows).toEqual([{ usesuper: false }]);
  });

  test.each([
    [
      'the validator of a foreign data wrapper',
      `CREATE FUNCTION public.check_it(text[], oid) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$;
      CREATE FOREIGN DATA WRAPPER mine VALIDATOR public.check_it OPTIONS (a 'b');`,
      '42501',
    ],
    [
      'a validator that a wrapper gets later',
      `CREATE FUNCTION public.check_it(text[], oid) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$;
      CREATE FOREIGN DATA WRAPPER mine;
      SET search_path = public;
      ALTER FOREIGN DATA WRAPPER mine VALIDATOR "check_it" OPTIONS (a 'b');`,
      '42501',
    ],
    [
      'a function that hides one of PostgreSQL’s own',
      `CREATE FUNCTION public.format(text, text, name) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$;
      SET search_path = public, pg_catalog;
      CREATE PUBLICATION everything FOR ALL TABLES;
      SELECT 1 / 0;`,
      '22012',
    ],
  ])('a migration’s own routine never runs as the superuser: %s', async (_what, migration, sqlState) => {
    const database = await shared.freshDatabase();
    await expect(replayText(database, migration)).rejects.toMatchObject({ sqlState });
  });

  test('a role made by a migration can be given to the API', async () => {
    const database = await shared.freshDatabase();
    try {
      await replayText(
        database,
        'CREATE ROLE reporter NOLOGIN; GRANT anon TO reporter; GRANT reporter TO authenticator; GRANT reporter TO postgres;',
      );
      const { rows } = await database.asMigrator.query(
        "SELECT pg_has_role('authenticator', 'reporter', 'MEMBER') AS may",
      );
      expect(rows).toEqual([{ may: true }]);
    } finally {
      await database.asAdministrator.query('DROP ROLE IF EXISTS reporter');
    }
  });

  test.each([
    ['anon', 'storage.objects', "INSERT INTO storage.objects (bucket_id, name) VALUES ('b', 'x')", '42501'],
    ['anon', 'auth.users', 'SELECT * FROM auth.users', '42501'],
    ['authenticated', 'vault.secrets', 'SELECT * FROM vault.secrets', '42501'],
    ['authenticated', 'a table of the platform’s history', 'SELECT * FROM auth.schema_migrations', '42501'],
  ])('%s is refused at %s', async (role, _where, sql, code) => {
    const { asMigrator } = await shared.freshDatabase();
    await asMigrator.query("INSERT INTO storage.buckets (id, name) VALUES ('b', 'b')");
    await asMigrator.query(`SET ROLE ${role}`);
    await expect(asMigrator.query(sql)).rejects.toMatchObject({ code });
  });

  test('the claims of a request are seen by the functions of auth', async () => {
    const { asMigrator } = await shared.freshDatabase();
    const claims = {
      sub: '00000000-0000-0000-0000-000000000003',
      role: 'authenticated',
      email: 'eve@example.com',
    };
    await asMigrator.query("SELECT set_config('request.jwt.claims', $1, false)", [JSON.stringify(claims)]);
    await asMigrator.query('SET ROLE authenticated');
    const { rows } = await asMigrator.query(
      "SELECT auth.uid(), auth.role(), auth.email(), auth.jwt() ->> 'sub' AS sub",
    );
    expect(rows).toEqual([{ uid: claims.sub, role: claims.role, email: claims.email, sub: claims.sub }]);
  });
});

describe('a fresh database', () => {
  test.each([
    ['a new table is open to the API', '', true],
    ['a new table is closed where the project keeps the API closed', closedDefaultPrivilegesSql, false],
  ])('%s', async (_name, before, open) => {
    const { asAdministrator, asMigrator } = await shared.freshDatabase();
    await asAdministrator.query(before);
    await asMigrator.query('CREATE TABLE public.fresh (id int)');
    const { rows } = await asMigrator.query(
      "SELECT has_table_privilege('anon', 'public.fresh', 'SELECT') AS open",
    );
    expect(rows).toEqual([{ open }]);
  });

  test('finds names in public and extensions', async () => {
    const { asMigrator } = await shared.freshDatabase();
    const { rows } = await asMigrator.query('SHOW search_path');
    expect(rows).toEqual([{ search_path: '"\\$user", public, extensions' }]);
  });

  test.each([
    ['auth', 'supabase_auth_admin'],
    ['storage', 'supabase_storage_admin'],
    ['supabase_functions', 'supabase_functions_admin'],
    ['supabase_migrations', 'postgres'],
  ])('the tables of %s belong to %s', async (schema, owner) => {
    const { asMigrator } = await shared.freshDatabase();
    const { rows } = await asMigrator.query(
      'SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = $1',
      [schema],
    );
    expect(rows).toEqual([{ tableowner: owner }]);
  });

  test('keeps the event triggers of the platform, of which only one acts', async () => {
    const { asMigrator } = await shared.freshDatabase();
    const { rows } = await asMigrator.query("SELECT evtname FROM pg_event_trigger WHERE evtenabled <> 'D'");
    expect(rows).toEqual([{ evtname: 'issue_foreign_data_wrapper_access' }]);
  });
});
