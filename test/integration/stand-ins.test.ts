import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { standIns, trustedExtensions } from '../../src/shadow/stand-ins/index.ts';
import { replayText } from '../support/replay-text.ts';
import { sharedShadow } from '../support/shadow.ts';

let session: Promise<pg.Client>;

// Before the hook that stops the server.
afterAll(async () => {
  await (await session).end();
});

const shared = sharedShadow();

/** Runs steps as postgres in a transaction that is rolled back, all of them in one database over one connection. */
async function leavingNothing(steps: (asMigrator: pg.Client) => Promise<void>): Promise<void> {
  const asMigrator = await session;
  await asMigrator.query('BEGIN');
  try {
    await steps(asMigrator);
  } finally {
    await asMigrator.query('ROLLBACK');
  }
}

beforeAll(() => {
  session = shared.shadow.createDatabase().then(async ({ migrator }) => {
    const client = new pg.Client({ ...migrator });
    await client.connect();
    return client;
  });
});

const fixedSchema = (control: string) => /^schema = '(.+)'$/mu.exec(control)?.[1] ?? null;

const installed =
  'SELECT extversion AS version, extnamespace::regnamespace::text AS schema FROM pg_extension WHERE extname = $1';

/** How many objects there are of the kinds that an extension brings. */
const population = `SELECT (SELECT count(*) FROM pg_class) AS relations, (SELECT count(*) FROM pg_proc) AS functions,
  (SELECT count(*) FROM pg_type) AS types, (SELECT count(*) FROM pg_operator) AS operators,
  (SELECT count(*) FROM pg_opclass) AS classes, (SELECT count(*) FROM pg_am) AS methods`;

describe('every stand-in', () => {
  test.each(standIns.map((standIn) => [standIn.name, standIn] as const))(
    '%s is made by postgres, known to the catalog, and dropped without a trace',
    async (name, { version, control }) => {
      await leavingNothing(async (asMigrator) => {
        await asMigrator.query(`DROP EXTENSION IF EXISTS "${name}"`);
        const there = await asMigrator.query('SELECT extname FROM pg_extension');
        const before = await asMigrator.query(population);
        await asMigrator.query(`CREATE EXTENSION "${name}" CASCADE`);
        const made = await asMigrator.query(installed, [name]);
        const added = await asMigrator.query('SELECT extname FROM pg_extension WHERE extname <> ALL ($1)', [
          there.rows.map(({ extname }) => extname),
        ]);
        for (const { extname } of added.rows)
          await asMigrator.query(`DROP EXTENSION IF EXISTS "${extname}" CASCADE`);
        const after = await asMigrator.query(population);
        const schema = fixedSchema(control) ?? (name === 'pg_cron' ? 'pg_catalog' : 'public');
        expect(made.rows).toEqual([{ version, schema }]);
        expect(after.rows).toEqual(before.rows);
      });
    },
  );

  test('leaves what is in its schema as it was', async () => {
    const { asMigrator } = await shared.freshDatabase();
    await asMigrator.query(
      'CREATE TABLE public.mine (id int); CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    );
    const privileges = `SELECT relacl::text AS held FROM pg_class WHERE relname = 'mine'
      UNION ALL SELECT proacl::text FROM pg_proc WHERE proname = 'mine'
      UNION ALL SELECT nspacl::text FROM pg_namespace WHERE nspname = 'public'`;
    const before = await asMigrator.query(privileges);
    for (const { name } of standIns)
      await asMigrator.query(`CREATE EXTENSION IF NOT EXISTS "${name}" CASCADE`);
    const after = await asMigrator.query(privileges);
    expect(after.rows).toEqual(before.rows);
  });

  test.each(standIns.filter(({ control }) => fixedSchema(control) === null).map(({ name }) => name))(
    '%s goes into the schema that is asked for',
    async (name) => {
      await leavingNothing(async (asMigrator) => {
        await asMigrator.query('CREATE SCHEMA elsewhere');
        await asMigrator.query(`DROP EXTENSION IF EXISTS "${name}"`);
        await asMigrator.query(`CREATE EXTENSION "${name}" WITH SCHEMA elsewhere CASCADE`);
        const { rows } = await asMigrator.query(installed, [name]);
        expect(rows).toMatchObject([{ schema: name === 'pg_cron' ? 'pg_catalog' : 'elsewhere' }]);
      });
    },
  );

  test.each(standIns.filter(({ control }) => control.includes('relocatable = true')).map(({ name }) => name))(
    '%s moves to another schema',
    async (name) => {
      const database = await shared.freshDatabase();
      await replayText(
        database,
        `CREATE EXTENSION "${name}" CASCADE; ALTER EXTENSION "${name}" SET SCHEMA extensions;`,
      );
      const { rows } = await database.asMigrator.query(installed, [name]);
      expect(rows).toMatchObject([{ schema: 'extensions' }]);
    },
  );

  test.each(standIns.map(({ name, missing }) => [name, missing] as const))(
    '%s says what it leaves out',
    (_name, missing) => {
      expect(missing).toMatch(/\S{3,}/u);
      expect(missing).not.toMatch(/\.$/u);
    },
  );
});

test.each(trustedExtensions)('postgres may make %s, which the engine has itself', async (name) => {
  await leavingNothing(async (asMigrator) => {
    await asMigrator.query(`CREATE EXTENSION IF NOT EXISTS "${name}" CASCADE`);
    const { rows } = await asMigrator.query(installed, [name]);
    expect(rows).toHaveLength(1);
  });
});

interface Behaviour {
  readonly name: string;
  readonly migration: string;
  /** A query of one value, run as the superuser afterwards. */
  readonly query: string;
  readonly answer: unknown;
}

const vectors = `
CREATE EXTENSION vector WITH SCHEMA extensions;
CREATE TABLE public.passages (id int, embedding vector(3));
INSERT INTO public.passages VALUES (1, '[1,0,0]'), (2, '[0,1,0]'), (3, ARRAY[1, 1, 0]::real[]);`;

const behaviours: readonly Behaviour[] = [
  {
    name: 'vector: the nearest by cosine distance',
    migration: `${vectors}
      CREATE FUNCTION public.nearest(query vector(3), many int) RETURNS SETOF int LANGUAGE sql STABLE AS $$
        SELECT id FROM passages ORDER BY embedding <=> query LIMIT many $$;`,
    query: "SELECT string_agg(n::text, ',') FROM public.nearest('[1,0.9,0]', 2) AS n",
    answer: '3,1',
  },
  {
    name: 'vector: distances by their names',
    migration: vectors,
    query:
      "SELECT l2_distance('[3,4]'::vector, '[0,0]') + inner_product('[1,2]'::vector, '[3,4]') + vector_dims('[1,2,3]'::vector)",
    answer: 19,
  },
  {
    name: 'vector: average and sum',
    migration: vectors,
    query: 'SELECT avg(embedding)::text || sum(embedding) FROM public.passages',
    answer: '[0.6666667,0.6666667,0][2,2,0]',
  },
  {
    name: 'vector: the type is shown with its dimensions',
    migration: vectors,
    query:
      "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'public.passages'::regclass AND attname = 'embedding'",
    answer: 'vector(3)',
  },
  {
    name: 'vector: indexes of both methods, with their options',
    migration: `${vectors}
      CREATE INDEX near ON public.passages USING hnsw (embedding vector_cosine_ops) WITH (m = 16, ef_construction = 64);
      CREATE INDEX CONCURRENTLY lists ON public.passages USING ivfflat (embedding vector_l2_ops) WITH (lists = 100);`,
    query:
      "SELECT string_agg(pg_get_indexdef(oid), ' ' ORDER BY relname DESC) FROM pg_class WHERE relname IN ('near', 'lists')",
    answer:
      "CREATE INDEX near ON public.passages USING hnsw (embedding vector_cosine_ops) WITH (m='16', ef_construction='64') CREATE INDEX lists ON public.passages USING ivfflat (embedding) WITH (lists='100')",
  },
  {
    name: 'vector: options changed, and kept when the column gets other dimensions',
    migration: `${vectors} DELETE FROM public.passages;
      CREATE INDEX near ON public.passages USING hnsw (embedding vector_l1_ops) WITH (m = 16, ef_construction = 64);
      ALTER INDEX public.near SET (m = 24);
      ALTER INDEX near RESET (ef_construction);
      ALTER TABLE public.passages ALTER COLUMN embedding TYPE vector(4);`,
    query: "SELECT pg_get_indexdef('public.near'::regclass)",
    answer: "CREATE INDEX near ON public.passages USING hnsw (embedding vector_l1_ops) WITH (m='24')",
  },
  {
    name: 'vector: an index with options made in a block',
    migration: `${vectors}
      DO $$ BEGIN
        IF to_regclass('public.near') IS NULL THEN
          CREATE INDEX near ON public.passages USING ivfflat ((embedding::vector(3)) vector_ip_ops) WITH (lists = 10);
        END IF;
        EXECUTE 'CREATE INDEX far ON public.passages USING hnsw (embedding vector_ip_ops) WITH (m = 8)';
      END $$;`,
    query:
      "SELECT string_agg(relname || reloptions::text, ' ' ORDER BY relname) FROM pg_class WHERE relname IN ('near', 'far')",
    answer: 'far{m=8} near{lists=10}',
  },
  {
    name: 'vector: half precision and bits in an index',
    migration: `${vectors}
      CREATE INDEX ON public.passages USING hnsw ((embedding::halfvec(3)) halfvec_l2_ops);
      CREATE INDEX ON public.passages USING hnsw ((binary_quantize(embedding)::bit(3)) bit_hamming_ops);`,
    query: 'SELECT (embedding::halfvec(3) <-> embedding)::int FROM public.passages LIMIT 1',
    answer: 0,
  },
  {
    name: 'vector: a function keeps working after the extension has moved',
    migration: `CREATE EXTENSION vector; CREATE TABLE public.t AS SELECT '[1,2]'::vector AS v;
      ALTER EXTENSION vector SET SCHEMA extensions;`,
    query: 'SELECT (v + v)::text || (ARRAY[1,2]::real[]::extensions.vector)::text FROM public.t',
    answer: '[2,4][1,2]',
  },
  {
    name: 'pg_net: a request is queued and numbered',
    migration: `CREATE EXTENSION pg_net WITH SCHEMA extensions;
      SELECT net.http_post(url := 'https://example.com', body := '{"a": 1}'::jsonb, headers := '{}'::jsonb, timeout_milliseconds := 100);`,
    query: 'SELECT url FROM net.http_request_queue',
    answer: 'https://example.com',
  },
  {
    name: 'pg_cron: a job is made, changed and removed by name',
    migration: `CREATE EXTENSION pg_cron WITH SCHEMA pg_catalog;
      SELECT cron.schedule('nightly', '0 3 * * *', 'SELECT 1');
      SELECT cron.schedule('nightly', '30 seconds', $$SELECT 2$$);
      SELECT cron.schedule('weekly', '0 3 * * 0', 'SELECT 1');
      SELECT cron.unschedule('weekly');`,
    query:
      "SELECT string_agg(jobname || ' ' || schedule || ' ' || command || ' ' || username, ',') FROM cron.job",
    answer: 'nightly 30 seconds SELECT 2 postgres',
  },
  {
    name: 'pgmq: messages go through a queue',
    migration: `CREATE EXTENSION pgmq;
      SELECT pgmq.create('mails');
      SELECT pgmq.send('mails', '{"to": "ada"}');
      SELECT pgmq.send_batch('mails', ARRAY['{"to": "bob"}', '{"to": "eve"}']::jsonb[]);
      SELECT pgmq.archive('mails', 1);
      SELECT pgmq.delete('mails', 2);
      ALTER TABLE pgmq.q_mails ENABLE ROW LEVEL SECURITY;
      GRANT SELECT ON pgmq.q_mails, pgmq.a_mails TO service_role;`,
    query:
      "SELECT (SELECT message ->> 'to' FROM pgmq.read('mails', 30, 5)) || (SELECT message ->> 'to' FROM pgmq.a_mails)",
    answer: 'eveada',
  },
  {
    name: 'pgmq: the version that an old migration names, and none of it twice',
    migration: `CREATE SCHEMA pgmq;
      CREATE EXTENSION IF NOT EXISTS "pgmq" WITH SCHEMA pgmq VERSION '1.4.4';
      CREATE EXTENSION IF NOT EXISTS pgmq VERSION '1.0.0';
      SELECT pgmq.create('mails');`,
    query: "SELECT extversion FROM pg_extension WHERE extname = 'pgmq'",
    answer: '1.4.4',
  },
  {
    name: 'vector: updated to a version by name, then to the newest',
    migration: `CREATE EXTENSION vector WITH SCHEMA extensions VERSION '0.4.0';
      ALTER EXTENSION vector UPDATE TO '0.7.0';
      CREATE TABLE public.seen AS SELECT extversion FROM pg_extension WHERE extname = 'vector';
      ALTER EXTENSION "vector" UPDATE;`,
    query:
      "SELECT seen.extversion || ' ' || now.extversion FROM public.seen, pg_extension AS now WHERE extname = 'vector'",
    answer: '0.7.0 0.8.0',
  },
  {
    name: 'pgmq: a queue is dropped with its tables',
    migration: "CREATE EXTENSION pgmq; SELECT pgmq.create('gone'); SELECT pgmq.drop_queue('gone');",
    query: "SELECT count(*)::int FROM pg_tables WHERE schemaname = 'pgmq' AND tablename <> 'meta'",
    answer: 0,
  },
  {
    name: 'pgjwt: a token is signed and verified',
    migration:
      'CREATE EXTENSION pgjwt WITH SCHEMA extensions; CREATE TABLE public.t AS SELECT sign(\'{"sub":"1"}\', \'key\') AS token;',
    query: "SELECT (verify(token, 'key')).valid::text || (verify(token, 'other')).valid::text FROM public.t",
    answer: 'truefalse',
  },
  {
    name: 'http: a request is answered with an empty response',
    migration: `CREATE EXTENSION http WITH SCHEMA extensions;
      CREATE FUNCTION public.fetch() RETURNS int LANGUAGE sql AS $$
        SELECT status FROM extensions.http(('GET', 'https://example.com', ARRAY[extensions.http_header('a', 'b')], NULL, NULL)::extensions.http_request) $$;`,
    query: 'SELECT public.fetch()',
    answer: null,
  },
  {
    name: 'pg_jsonschema: a check constraint',
    migration: `CREATE EXTENSION pg_jsonschema WITH SCHEMA extensions;
      CREATE TABLE public.t (settings json CHECK (json_matches_schema('{"type": "object"}', settings)));
      INSERT INTO public.t VALUES ('{}');`,
    query: 'SELECT count(*)::int FROM public.t',
    answer: 1,
  },
  {
    name: 'wrappers: a foreign table of a service',
    migration: `CREATE EXTENSION wrappers WITH SCHEMA extensions;
      CREATE FOREIGN DATA WRAPPER stripe_wrapper HANDLER stripe_fdw_handler VALIDATOR stripe_fdw_validator;
      CREATE SERVER stripe_server FOREIGN DATA WRAPPER stripe_wrapper OPTIONS (api_key_name 'stripe');
      CREATE SCHEMA stripe;
      CREATE FOREIGN TABLE stripe.customers (id text, email text, attrs jsonb) SERVER stripe_server OPTIONS (object 'customers');`,
    query:
      "SELECT fdwowner::regrole || ' ' || srvowner::regrole FROM pg_foreign_data_wrapper JOIN pg_foreign_server ON srvfdw = pg_foreign_data_wrapper.oid",
    answer: 'postgres postgres',
  },
  {
    name: 'postgis: points within a distance, in metres',
    migration: `CREATE EXTENSION postgis WITH SCHEMA extensions;
      CREATE TABLE public.places (name text, at geography(Point, 4326));
      CREATE INDEX ON public.places USING gist (at);
      INSERT INTO public.places VALUES ('near', st_point(8.54, 47.37)), ('far', 'POINT(7.45 46.95)');`,
    query:
      "SELECT string_agg(name, ',') FROM public.places WHERE st_dwithin(at, st_setsrid(st_makepoint(8.55, 47.37), 4326)::geography, 5000)",
    answer: 'near',
  },
  {
    name: 'postgis: a column is shown with its shape and reference system',
    migration: `CREATE EXTENSION postgis WITH SCHEMA extensions;
      CREATE TABLE public.shapes (a geometry, b geometry(Polygon, 4326), c geometry(PointZ, 2056), d geography(point));`,
    query:
      "SELECT string_agg(format_type(atttypid, atttypmod), ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'public.shapes'::regclass AND attnum > 0",
    answer: 'geometry geometry(Polygon,4326) geometry(PointZ,2056) geography(Point,4326)',
  },
  {
    name: 'postgis: a point there and back',
    migration: 'CREATE EXTENSION postgis WITH SCHEMA extensions;',
    query: `SELECT st_astext(st_geomfromgeojson('{"type":"Point","coordinates":[8.5,47.3]}')) || st_x('SRID=4326;POINT(1 2)'::geometry)`,
    answer: 'POINT(8.5 47.3)1',
  },
  {
    name: 'pgroonga: a search with an index of several columns and options',
    migration: `CREATE EXTENSION pgroonga WITH SCHEMA extensions;
      CREATE TABLE public.memos (id int, title text, body text);
      CREATE INDEX ON public.memos USING pgroonga (title, body) WITH (tokenizer = 'TokenBigram');
      INSERT INTO public.memos VALUES (1, 'Bread', 'flour and water'), (2, 'Soup', 'water');`,
    query: "SELECT count(*)::int FROM public.memos WHERE body &@~ 'Flour'",
    answer: 1,
  },
  {
    name: 'plv8: a function is stored',
    migration:
      'CREATE EXTENSION plv8; CREATE FUNCTION public.twice(n int) RETURNS int LANGUAGE plv8 AS $$ return n * 2; $$;',
    query:
      "SELECT lanname FROM pg_proc JOIN pg_language ON pg_language.oid = prolang WHERE proname = 'twice'",
    answer: 'plv8',
  },
  {
    name: 'pgsodium: a key is made and used',
    migration: `CREATE EXTENSION pgsodium;
      SELECT pgsodium.create_key(name := 'mine');`,
    query: `SELECT convert_from(pgsodium.crypto_aead_det_decrypt(pgsodium.crypto_aead_det_encrypt('x', 'y', id), 'y', id), 'UTF8')
      FROM pgsodium.valid_key WHERE name = 'mine'`,
    answer: 'x',
  },
  {
    name: 'timescaledb: a table becomes a hypertable',
    migration: `CREATE EXTENSION timescaledb WITH SCHEMA extensions;
      CREATE TABLE public.readings (at timestamptz NOT NULL, value real);
      SELECT create_hypertable('public.readings', 'at', if_not_exists => true);`,
    query: 'SELECT hypertable_name::text FROM timescaledb_information.hypertables',
    answer: 'readings',
  },
  {
    name: 'pg_tle: a package is listed',
    migration: "CREATE EXTENSION pg_tle; SELECT pgtle.install_extension('mine', '1.0', 'about', 'SELECT 1');",
    query: 'SELECT name::text FROM pgtle.available_extensions()',
    answer: 'mine',
  },
  {
    name: 'pgtap: a test function that says ok',
    migration: `CREATE EXTENSION pgtap WITH SCHEMA extensions;
      CREATE FUNCTION public.check_it() RETURNS SETOF text LANGUAGE sql AS $$
        SELECT plan(2) UNION ALL SELECT has_table('public'::name, 'x'::name) UNION ALL SELECT is(1, 1, 'same') UNION ALL SELECT * FROM finish() $$;`,
    query: 'SELECT count(*)::int FROM public.check_it()',
    answer: 3,
  },
  {
    name: 'pg_hashids: a number comes back',
    migration: 'CREATE EXTENSION pg_hashids WITH SCHEMA extensions;',
    query: "SELECT (id_decode(id_encode(42, 'salt', 8), 'salt', 8))[1]::int",
    answer: 42,
  },
  {
    name: 'index_advisor: asked, it answers with nothing',
    migration: 'CREATE EXTENSION index_advisor WITH SCHEMA extensions CASCADE;',
    query: "SELECT count(*)::int FROM index_advisor('SELECT 1')",
    answer: 0,
  },
];

describe('what a migration does with an extension works', () => {
  test.each(behaviours)('$name', async ({ migration, query, answer }) => {
    const database = await shared.freshDatabase();
    await replayText(database, migration);
    const { rows } = await database.asAdministrator.query<unknown[]>({ text: query, rowMode: 'array' });
    expect(rows[0]?.[0]).toBe(answer);
  });
});

describe('what the extension itself refuses is refused', () => {
  test.each([
    ['a vector of another length', `${vectors} INSERT INTO public.passages VALUES (4, '[1,2]');`, '22000'],
    [
      'a schedule that is none',
      "CREATE EXTENSION pg_cron; SELECT cron.schedule('x', 'soon', 'SELECT 1');",
      'P0001',
    ],
    ['a job that is not there', "CREATE EXTENSION pg_cron; SELECT cron.unschedule('nothing');", 'P0001'],
    [
      'a second vault secret of the same name',
      "SELECT vault.create_secret('a', 'n'); SELECT vault.create_secret('b', 'n');",
      '23505',
    ],
    [
      'a shape that is none',
      'CREATE EXTENSION postgis; CREATE TABLE public.t (x geometry(Blob, 4326));',
      '22023',
    ],
    ['an extension that nobody has', 'CREATE EXTENSION pg_nothing;', '0A000'],
    ['a version of an extension that is the real one', "CREATE EXTENSION citext VERSION '0.1';", '22023'],
  ])('%s', async (_name, sql, code) => {
    const { asMigrator } = await shared.freshDatabase();
    await expect(asMigrator.query(sql)).rejects.toMatchObject({ code });
  });
});
