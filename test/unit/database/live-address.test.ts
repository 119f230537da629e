import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../../src/core/errors.ts';
import { liveAddress } from '../../../src/database/live-address.ts';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n';
const FILES: Readonly<Record<string, string>> = {
  '/ca.crt': CERTIFICATE,
  '/home/me/.postgresql/root.crt': CERTIFICATE,
  '/empty.crt': 'nothing',
};

async function addressOf(url: string, env: Readonly<Record<string, string>> = { HOME: '/home/me' }) {
  return await liveAddress(url, { env, readFile: async (path) => FILES[path] ?? null });
}

async function failureOf(url: string, env?: Readonly<Record<string, string>>): Promise<SluiceError> {
  const thrown: unknown = await addressOf(url, env).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (thrown instanceof SluiceError) return thrown;
  throw new Error('expected a SluiceError');
}

const REMOTE = 'postgresql://me:pw@db.example.com/app';

describe('the security of a connection', () => {
  const verified = { rejectUnauthorized: true, ca: CERTIFICATE };
  const named = { ...verified, checkServerIdentity: expect.any(Function) };

  test.each<[string, string, unknown, boolean]>([
    ['a remote host', REMOTE, { rejectUnauthorized: false }, false],
    ['loopback', 'postgresql://me@localhost/app', false, false],
    ['a loopback address', 'postgresql://me@127.0.0.1/app', false, false],
    ['IPv6 loopback', 'postgresql://me@[::1]/app', false, false],
    ['no host', 'postgresql:///app', false, false],
    ['a socket, whatever is asked', 'postgresql://me@/app?host=/run&sslmode=require', false, false],
    ['disable', `${REMOTE}?sslmode=disable`, false, false],
    ['prefer', `${REMOTE}?sslmode=prefer`, { rejectUnauthorized: false }, true],
    ['allow', `${REMOTE}?sslmode=allow`, { rejectUnauthorized: false }, true],
    ['require', `${REMOTE}?sslmode=require`, { rejectUnauthorized: false }, false],
    [
      'require on loopback',
      'postgresql://me@localhost/app?sslmode=require',
      { rejectUnauthorized: false },
      false,
    ],
    ['require with a root certificate', `${REMOTE}?sslmode=require&sslrootcert=/ca.crt`, named, false],
    ['a root certificate alone', `${REMOTE}?sslrootcert=/ca.crt`, named, false],
    ['verify-ca', `${REMOTE}?sslmode=verify-ca&sslrootcert=/ca.crt`, named, false],
    ['verify-ca with the usual file', `${REMOTE}?sslmode=verify-ca`, named, false],
    ['verify-full', `${REMOTE}?sslmode=verify-full&sslrootcert=/ca.crt`, verified, false],
    ['certificates of the system', `${REMOTE}?sslrootcert=system`, { rejectUnauthorized: true }, false],
    ['ssl=true of other drivers', `${REMOTE}?ssl=true`, { rejectUnauthorized: false }, false],
  ])('%s', async (_name, url, ssl, mayFallBack) => {
    const address = await addressOf(url);
    expect(address.target.ssl).toEqual(ssl);
    expect(address.mayFallBack).toBe(mayFallBack);
  });

  test('verify-full checks the name, verify-ca does not', async () => {
    expect(
      (await addressOf(`${REMOTE}?sslmode=verify-full&sslrootcert=/ca.crt`)).target.ssl,
    ).not.toHaveProperty('checkServerIdentity');
  });

  test('the variables of libpq hold where the URL says nothing', async () => {
    const { target } = await addressOf(REMOTE, { PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/ca.crt' });
    expect(target.ssl).toEqual(verified);
    expect((await addressOf(`${REMOTE}?sslmode=disable`, { PGSSLMODE: 'verify-full' })).target.ssl).toBe(
      false,
    );
  });

  test.each([
    ['an unknown mode', `${REMOTE}?sslmode=maybe`, 'sslmode'],
    [
      'a certificate that is missing',
      `${REMOTE}?sslmode=verify-full&sslrootcert=/none.crt`,
      '/none.crt cannot be read',
    ],
    ['a certificate that is none', `${REMOTE}?sslrootcert=/empty.crt`, '/empty.crt holds no certificate'],
    ['system without verify-full', `${REMOTE}?sslmode=require&sslrootcert=system`, 'sslrootcert=system'],
  ])('is refused: %s', async (_name, url, says) => {
    const failure = await failureOf(url);
    expect(failure.code).toBe('connection-url-invalid');
    expect(failure.message).toContain(says);
  });
});

describe('a pooler in transaction mode', () => {
  test.each([
    [
      'port 6543 of a pooler',
      'postgresql://postgres.abc:se-cret@aws-0-eu-west-1.pooler.supabase.com:6543/postgres',
      'postgresql://postgres.abc:[password]@aws-0-eu-west-1.pooler.supabase.com:5432/postgres',
    ],
    [
      'port 6543 of a project',
      'postgresql://postgres:se-cret@db.abc.supabase.co:6543/postgres',
      'postgresql://postgres:[password]@db.abc.supabase.co:5432/postgres',
    ],
    [
      'pgbouncer=true',
      'postgresql://postgres.abc:se-cret@aws-0-eu-west-1.pooler.supabase.com:5432/postgres?pgbouncer=true',
      'postgresql://postgres.abc:[password]@aws-0-eu-west-1.pooler.supabase.com:5432/postgres',
    ],
    [
      'pgbouncer=true elsewhere',
      'postgresql://me:se-cret@pool.example.com:6432/app?pgbouncer=true',
      'without pgbouncer=true',
    ],
  ])('is refused with what to write: %s', async (_name, url, remedy) => {
    const failure = await failureOf(url);
    expect(failure.code).toBe('pooler-unsuitable');
    expect(failure.remedy).toContain(remedy);
    expect(failure.message + failure.remedy).not.toContain('se-cret');
  });

  test.each([
    ['session mode', 'postgresql://postgres.abc:pw@aws-0-eu-west-1.pooler.supabase.com:5432/postgres'],
    ['the same port elsewhere', 'postgresql://me:pw@db.example.com:6543/app'],
    ['pgbouncer=false', 'postgresql://me:pw@db.example.com/app?pgbouncer=false'],
  ])('is not: %s', async (_name, url) => {
    await expect(addressOf(url)).resolves.toHaveProperty('target');
  });
});

test('an address is shown without its password, and says its name to the server', async () => {
  const { shown, target } = await addressOf('postgresql://me:pw@db.example.com/app?connect_timeout=3');
  expect(shown).toBe('me@db.example.com:5432/app');
  expect((await addressOf('postgresql://me@[2001:db8::1]/app')).shown).toBe('me@[2001:db8::1]:5432/app');
  expect(target).toMatchObject({ application_name: 'sluice', connectionTimeoutMillis: 3_000 });
});
