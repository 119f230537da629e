import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { ShadowRequest } from '../../src/core/ports.ts';
import { initialOptions } from '../../src/shadow/cluster.ts';
import type { GuardedFolder } from '../../src/shadow/guard.ts';
import { createShadowPort } from '../../src/shadow/index.ts';
import { preparedEngine } from '../../src/shadow/prepared-engine.ts';
import { openServerFolder } from '../../src/shadow/private-folder.ts';
import { serverAccount } from '../../src/shadow/server-account.ts';
import { serverSettings } from '../../src/shadow/server-settings.ts';
import { SUPABASE_BASELINE } from '../../src/shadow/shadow-baseline.ts';
import { machine, shadowRequest } from '../support/shadow.ts';

let server: GuardedFolder;

/** A server as a user would give it: made by initdb, with the roles of a Supabase project. */
beforeAll(async () => {
  const account = await serverAccount(machine().uid);
  const request = shadowRequest();
  const { engine } = await preparedEngine(
    { request, baseline: SUPABASE_BASELINE, account, distrusted: null },
    machine(),
  );
  server = await openServerFolder(machine(), account);
  await server.guard.initialise(engine, initialOptions(17));
  await appendFile(join(server.folder, 'data/postgresql.conf'), serverSettings(17));
  await server.guard.start(engine);
  await asSuperuser(async (client) => {
    await client.query(SUPABASE_BASELINE.clusterSql(17));
    await client.query('CREATE ROLE ordinary LOGIN CREATEDB');
    await client.query('CREATE DATABASE precious');
  });
});

afterAll(async () => {
  await server.guard[Symbol.asyncDispose]();
});

async function asSuperuser<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ host: server.socketFolder, user: 'supabase_admin', database: 'postgres' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A TCP port that leads to a Unix socket. */
class TcpDoor implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(socketPath: string) {
    this.#server = createServer((outside) => {
      const inside = connect(socketPath);
      for (const socket of [outside, inside]) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
      }
      outside.pipe(inside).pipe(outside);
    });
  }

  static async open(socketPath: string): Promise<TcpDoor> {
    const door = new TcpDoor(socketPath);
    door.#server.listen(0, '127.0.0.1');
    await once(door.#server, 'listening');
    return door;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

async function databases(): Promise<readonly string[]> {
  const { rows } = await asSuperuser((client) =>
    client.query<{ datname: string }>('SELECT datname FROM pg_database ORDER BY datname'),
  );
  return rows.map(({ datname }) => datname);
}

function request(user: string, changes: Partial<ShadowRequest> = {}): ShadowRequest {
  const serverUrl = `postgres://${user}@${encodeURIComponent(server.socketFolder)}/postgres`;
  return shadowRequest({ engine: 'url', serverUrl, ...changes });
}

const UNTOUCHED = ['postgres', 'precious', 'template0', 'template1'];

describe('the url engine', () => {
  test('gives databases with the baseline and drops them in the end', async () => {
    const shadow = await createShadowPort(machine()).open(request('supabase_admin'));
    const { migrator } = await shadow.createDatabase();
    const client = new pg.Client({ ...migrator });
    await client.connect();
    const { rows } = await client.query("SELECT current_user AS who, to_regclass('auth.users') AS users");
    // Left open on purpose: whoever forgets a connection must not keep a database alive.
    client.on('error', () => {});
    const during = await databases();
    await shadow[Symbol.asyncDispose]();
    expect(rows).toEqual([{ who: 'postgres', users: 'auth.users' }]);
    expect(during.filter((name) => name.startsWith('sluice_shadow_'))).toHaveLength(2);
    expect(await databases()).toEqual(UNTOUCHED);
  });

  test('names the server and its version', async () => {
    await using shadow = await createShadowPort(machine()).open(request('supabase_admin'));
    expect(shadow.engine).toEqual({ name: 'url', major: 17, version: expect.stringMatching(/^17\.\d+/u) });
  });

  test('is reached over TCP, without TLS where the server has none and the URL does not ask for it', async () => {
    await using door = await TcpDoor.open(`${server.socketFolder}/.s.PGSQL.5432`);
    const serverUrl = `postgres://supabase_admin:unused@127.0.0.1:${door.port}/postgres`;
    await using shadow = await createShadowPort(machine()).open(shadowRequest({ engine: 'url', serverUrl }));
    const { administrator } = await shadow.createDatabase();
    expect(administrator).toMatchObject({ host: '127.0.0.1', port: door.port, password: 'unused' });
    expect(administrator.ssl).toBe(false);
  });

  test('is not reached without TLS where the URL asks for it', async () => {
    await using door = await TcpDoor.open(`${server.socketFolder}/.s.PGSQL.5432`);
    const serverUrl = `postgres://supabase_admin@127.0.0.1:${door.port}/postgres?sslmode=require`;
    const opening = createShadowPort(machine()).open(shadowRequest({ engine: 'url', serverUrl }));
    await expect(opening).rejects.toMatchObject({
      code: 'connection-failed',
      message: expect.stringContaining('SSL'),
    });
  });

  test('drops what a run left that was killed, and not what a living one uses', async () => {
    const living = await createShadowPort(machine({ randomWord: () => 'living' })).open(
      request('supabase_admin'),
    );
    await asSuperuser(async (client) => {
      await client.query('CREATE DATABASE sluice_shadow_killed');
      await client.query('CREATE DATABASE sluice_shadow_killed_1');
      await client.query('CREATE DATABASE "sluice_shadow_Mine"');
    });
    const next = await createShadowPort(machine({ randomWord: () => 'next' })).open(
      request('supabase_admin'),
    );
    const during = await databases();
    await next[Symbol.asyncDispose]();
    await living[Symbol.asyncDispose]();
    await asSuperuser((client) => client.query('DROP DATABASE "sluice_shadow_Mine"'));
    expect(during.filter((name) => name.startsWith('sluice'))).toEqual([
      'sluice_shadow_Mine',
      'sluice_shadow_living',
      'sluice_shadow_next',
    ]);
  });

  test.each([
    {
      name: 'another major than the project',
      user: 'supabase_admin',
      changes: { major: 15 as const },
      says: /it is PostgreSQL 17, and the project's \[db\] major_version is 15/u,
    },
    { name: 'a user who is no superuser', user: 'ordinary', changes: {}, says: /no superuser/u },
  ])('refuses $name and leaves nothing behind', async ({ user, changes, says }) => {
    const opening = createShadowPort(machine()).open(request(user, changes));
    await expect(opening).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringMatching(says),
    });
    expect(await databases()).toEqual(UNTOUCHED);
  });

  test('makes no roles: a server without those of Supabase is refused with their names', async () => {
    await asSuperuser((client) => client.query('ALTER ROLE anon RENAME TO hidden'));
    try {
      await expect(createShadowPort(machine()).open(request('supabase_admin'))).rejects.toMatchObject({
        code: 'engine-unavailable',
        message: expect.stringContaining('it lacks the roles anon'),
      });
    } finally {
      await asSuperuser((client) => client.query('ALTER ROLE hidden RENAME TO anon'));
    }
  });

  test('says which host does not answer, and never the password', async () => {
    const serverUrl = 'postgres://someone:hunter2@127.0.0.1:1/postgres';
    const failure: unknown = await createShadowPort(machine())
      .open(shadowRequest({ engine: 'url', serverUrl }))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'connection-failed',
      message: expect.stringContaining('127.0.0.1'),
    });
    expect(JSON.stringify(failure)).not.toContain('hunter2');
  });

  test('leaves nothing behind when it is aborted while it opens', async () => {
    const abort = new AbortController();
    const opening = createShadowPort(machine()).open(request('supabase_admin', { signal: abort.signal }));
    abort.abort();
    await expect(opening).rejects.toMatchObject({ code: 'interrupted' });
    expect(await databases()).toEqual(UNTOUCHED);
  });
});
