import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../src/core/errors.ts';
import { connect } from '../../src/database/connect.ts';
import { connectionProblem } from '../../src/database/connection-problems.ts';
import { liveAddress } from '../../src/database/live-address.ts';
import { sessionPoolerUrl } from '../../src/database/management-api.ts';
import { livePort, urlOf } from '../support/live.ts';
import { type Answer, PretendedServer } from '../support/pretended-server.ts';
import { processVariable } from '../support/process-variable.ts';
import { SILENT, sharedShadow } from '../support/shadow.ts';
import { TcpDoor } from '../support/tcp-door.ts';

const SECRET = 'Geheim!s3';

async function failureOf(work: Promise<unknown>): Promise<SluiceError> {
  const thrown: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (thrown instanceof SluiceError) return thrown;
  throw new Error(`expected a SluiceError, got ${String(thrown)}`);
}

async function addressOf(url: string) {
  return await liveAddress(url, { env: {}, readFile: async () => null });
}

function texts({ message, likelyCause = '', remedy, excerpt = '' }: SluiceError): string {
  return [message, likelyCause, remedy, excerpt].join('\n');
}

const signal = new AbortController().signal;

describe('a server that refuses', () => {
  test.each<{ name: string; answer: Answer; query?: string; code: string; says: string }>([
    {
      name: 'a wrong password',
      answer: { code: '28P01', message: 'password authentication failed for user "me"' },
      code: 'authentication-failed',
      says: 'percent-encoded',
    },
    {
      name: 'a user that the pooler does not know',
      answer: { code: 'XX000', message: 'Tenant or user not found' },
      code: 'authentication-failed',
      says: 'postgres.<project ref>',
    },
    {
      name: 'a pooler that has seen too many wrong passwords',
      answer: { code: 'XX000', message: 'Circuit breaker open: Too many authentication errors' },
      code: 'authentication-failed',
      says: 'password',
    },
    {
      name: 'a network that is not allowed',
      answer: {
        code: '28000',
        message: 'no pg_hba.conf entry for host "1.2.3.4", user "me", database "app"',
      },
      code: 'authentication-failed',
      says: 'Network restrictions',
    },
    {
      name: 'a server that wants TLS',
      answer: {
        code: '28000',
        message: 'no pg_hba.conf entry for host "1.2.3.4", user "me", database "app", no encryption',
      },
      code: 'authentication-failed',
      says: 'sslmode=require',
    },
    {
      name: 'a database that does not exist',
      answer: { code: '3D000', message: 'database "app" does not exist' },
      code: 'database-failed',
      says: '/postgres',
    },
    {
      name: 'no connection left',
      answer: { code: '53300', message: 'sorry, too many clients already' },
      code: 'connection-failed',
      says: 'no connection left',
    },
    {
      name: 'a full pool',
      answer: {
        code: 'XX000',
        message:
          'MaxClientsInSessionMode: max clients reached - in Session mode max clients are limited to pool_size',
      },
      code: 'connection-failed',
      says: 'pool size',
    },
    {
      name: 'a server that starts',
      answer: { code: '57P03', message: 'the database system is starting up' },
      code: 'connection-failed',
      says: 'starting up',
    },
    {
      name: 'no TLS',
      answer: 'no TLS',
      query: '?sslmode=require',
      code: 'connection-failed',
      says: 'sslmode=disable',
    },
    { name: 'a line that breaks', answer: 'hang up', code: 'connection-failed', says: 'cannot be reached' },
  ])('is explained, without the password: $name', async ({ answer, query = '', code, says }) => {
    await using server = await PretendedServer.open(answer);
    const address = await addressOf(`postgresql://me:${SECRET}@127.0.0.1:${server.port}/app${query}`);
    const failure = await failureOf(connect(address, { signal, retries: 1 }));
    expect(failure.code).toBe(code);
    expect(texts(failure)).toContain(says);
    expect(texts(failure)).not.toContain(SECRET);
  });

  test('or does not answer keeps nobody who stops the run', async () => {
    await using server = await PretendedServer.open('silence');
    const stop = new AbortController();
    const address = await addressOf(`postgresql://me@127.0.0.1:${server.port}/app?connect_timeout=90`);
    const connecting = connect(address, { signal: stop.signal, retries: 0 });
    await server.met;
    stop.abort(new Error('enough'));
    await expect(connecting).rejects.toThrow('enough');
  }, 60_000);

  test('the password in the brackets of the dashboard gets the hint at them', async () => {
    await using server = await PretendedServer.open({
      code: '28P01',
      message: 'password authentication failed',
    });
    const address = await addressOf(`postgresql://me:[${SECRET}]@127.0.0.1:${server.port}/app`);
    const failure = await failureOf(connect(address, { signal, retries: 0 }));
    expect(failure.likelyCause).toContain('brackets');
    expect(texts(failure)).not.toContain(SECRET);
  });

  test('no password where the server asks for one', async () => {
    const address = await addressOf('postgresql://me@127.0.0.1/app');
    const thrown = new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string');
    expect(connectionProblem(thrown, address)).toMatchObject({
      code: 'authentication-failed',
      likelyCause: 'The URL holds no password.',
    });
  });

  test('nobody there', async () => {
    const server = await PretendedServer.open('hang up');
    await server[Symbol.asyncDispose]();
    const address = await addressOf(`postgresql://me:${SECRET}@127.0.0.1:${server.port}/app`);
    const failure = await failureOf(connect(address, { signal, retries: 1 }));
    expect(failure.message).toContain('ECONNREFUSED');
    expect(texts(failure)).not.toContain(SECRET);
  });

  test.each(['ENOTFOUND', 'ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT'])(
    'the direct host of a project without IPv4 gets the hint at the pooler: %s',
    async (code) => {
      const address = await addressOf(
        `postgresql://postgres:${SECRET}@db.abcdefgh.supabase.co:5432/postgres`,
      );
      const failure = connectionProblem(Object.assign(new Error('connect failed'), { code }), address);
      expect(failure.likelyCause).toContain('IPv6');
      expect(failure.remedy).toContain(
        'postgresql://postgres.abcdefgh:[password]@aws-0-[region].pooler.supabase.com:5432/postgres',
      );
    },
  );

  test('several attempts of one connect count too', async () => {
    const address = await addressOf('postgresql://postgres@db.abcdefgh.supabase.co:5432/postgres');
    const attempts = [Object.assign(new Error('six'), { code: 'ENETUNREACH' })];
    expect(connectionProblem(new AggregateError(attempts), address).remedy).toContain(
      'pooler.supabase.com:5432',
    );
  });

  test.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'CERT_HAS_EXPIRED',
  ])('a certificate that is not accepted: %s', async (code) => {
    const failure = connectionProblem(
      Object.assign(new Error('certificate'), { code }),
      await addressOf('postgresql://me@h/app'),
    );
    expect(failure.remedy).toContain('sslrootcert');
  });
});

describe('a real server', () => {
  const shared = sharedShadow();

  test('a role that does not exist', async () => {
    const { migrator } = await shared.freshDatabase();
    const url = `postgresql://nobody@/${migrator.database}?host=${encodeURIComponent(migrator.host)}&port=${migrator.port}`;
    const failure = await failureOf(livePort().open({ kind: 'url', url }, { signal, progress: SILENT }));
    expect(failure).toMatchObject({ code: 'authentication-failed', sqlState: '28000' });
  });

  test.each([
    ['prefer', true],
    ['disable', true],
    ['require', false],
  ])('without TLS and sslmode=%s', async (mode, opens) => {
    const { migrator } = await shared.freshDatabase();
    await using door = await TcpDoor.open(migrator);
    const opening = livePort().open(
      { kind: 'url', url: `${door.url}?sslmode=${mode}` },
      { signal, progress: SILENT },
    );
    if (opens) {
      await using database = await opening;
      expect(database.target.ssl).toBe(false);
      expect((await database.identity()).user).toBe('postgres');
    } else expect((await failureOf(opening)).message).toContain('offers no TLS');
  });

  test.each(['prefer', 'disable'])(
    'without TLS, where PGSSLMODE asks for it and the URL says sslmode=%s',
    async (mode) => {
      using _mode = processVariable('PGSSLMODE', 'require');
      const { migrator } = await shared.freshDatabase();
      await using door = await TcpDoor.open(migrator);
      const source = { kind: 'url', url: `${door.url}?sslmode=${mode}` } as const;
      await using database = await livePort().open(source, { signal, progress: SILENT });
      expect((await database.identity()).user).toBe('postgres');
    },
  );

  test('a database that takes no writes, as one on a full disk of the platform, is told so', async () => {
    const { migrator } = await shared.freshDatabase();
    const url = `${urlOf(migrator)}&options=${encodeURIComponent('-c default_transaction_read_only=on')}`;
    await using database = await livePort().open({ kind: 'url', url }, { signal, progress: SILENT });
    const failure = await failureOf(database.prepare());
    expect(failure).toMatchObject({ code: 'database-failed', sqlState: '25006' });
    expect(failure.remedy).toContain('disk is full');
  });

  test('a role that may not read the history is told so', async () => {
    const live = await shared.freshDatabase();
    const url = `postgresql://pgbouncer@/${live.migrator.database}?host=${encodeURIComponent(live.migrator.host)}&port=${live.migrator.port}`;
    await using database = await livePort().open({ kind: 'url', url }, { signal, progress: SILENT });
    const failure = await failureOf(database.state());
    expect(failure).toMatchObject({ code: 'database-failed', sqlState: '42501' });
    expect(failure.message).toContain('reading the history');
  });
});

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

async function withApi<Result>(
  handler: Handler,
  work: (baseUrl: string) => Promise<Result>,
): Promise<Result> {
  let count = 0;
  const server = createServer((request, response) => {
    count += 1;
    handler(request, response, count);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    return await work(
      `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const POOLERS = [
  {
    identifier: 'replica',
    database_type: 'READ_REPLICA',
    db_user: 'postgres.abc',
    db_host: 'other.pooler.supabase.com',
    db_port: 6543,
    db_name: 'postgres',
    pool_mode: 'transaction',
  },
  {
    identifier: 'abc',
    database_type: 'PRIMARY',
    db_user: 'postgres.abc',
    db_host: 'aws-0-eu-central-1.pooler.supabase.com',
    db_port: 6543,
    db_name: 'postgres',
    pool_mode: 'transaction',
  },
];

describe('the Management API', () => {
  const credentials = { projectRef: 'abc', password: 'p@ss:w/rd', accessToken: 'sbp_token' };
  const ask = (baseUrl: string) => sessionPoolerUrl(credentials, { baseUrl, fetch, signal });

  test('gives the session pooler of the primary database', async () => {
    const asked: string[] = [];
    const url = await withApi((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      json(response, 200, POOLERS);
    }, ask);
    expect(url).toBe(
      'postgresql://postgres.abc:p%40ss%3Aw%2Frd@aws-0-eu-central-1.pooler.supabase.com:5432/postgres',
    );
    expect(asked).toEqual(['GET /v1/projects/abc/config/database/pooler Bearer sbp_token']);
    expect((await addressOf(url)).target).toMatchObject({
      password: 'p@ss:w/rd',
      user: 'postgres.abc',
      port: 5432,
    });
  });

  test('is asked again where it stumbles', async () => {
    const url = await withApi((_request, response, count) => {
      if (count < 3) json(response, count === 1 ? 503 : 429, {});
      else json(response, 200, POOLERS);
    }, ask);
    expect(url).toContain('aws-0-eu-central-1.pooler.supabase.com:5432');
  });

  test.each([
    [401, 'https://supabase.com/dashboard/account/tokens'],
    [403, 'database_pooling_config_read'],
    [404, 'project ref'],
    [400, 'status.supabase.com'],
  ])('that answers %i is explained, without token and password', async (status, says) => {
    const failure = await withApi(
      (_request, response) => json(response, status, { message: 'no' }),
      (base) => failureOf(ask(base)),
    );
    expect(failure.code).toBe('management-api-failed');
    expect(texts(failure)).toContain(says);
    expect(texts(failure)).not.toMatch(/sbp_token|p@ss/u);
  });

  test.each([
    ['nothing', []],
    ['no host', [{ database_type: 'PRIMARY', db_user: 'postgres.abc' }]],
    [
      'a host that would lead the password elsewhere',
      [{ database_type: 'PRIMARY', db_user: 'x', db_host: 'evil.example.com/@' }],
    ],
  ])('that knows no pooler is an error: %s', async (_name, body) => {
    const failure = await withApi(
      (_request, response) => json(response, 200, body),
      (base) => failureOf(ask(base)),
    );
    expect(failure.message).toContain('names no pooler');
  });

  test('is not asked about a ref that is none', async () => {
    const failure = await failureOf(
      sessionPoolerUrl(
        { ...credentials, projectRef: '../admin' },
        { baseUrl: 'http://127.0.0.1:1', fetch, signal },
      ),
    );
    expect(failure.message).toContain('../admin');
  });
});
