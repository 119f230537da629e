import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../../src/core/errors.ts';
import { parseConnectionUrl, secretsOf } from '../../../src/database/connection-url.ts';

function parsed(url: string) {
  const { user, password, host, port, database, parameters } = parseConnectionUrl(url);
  return { user, password, host, port, database, parameters: Object.fromEntries(parameters) };
}

describe('a connection string', () => {
  test.each<[string, string, Partial<ReturnType<typeof parsed>>]>([
    [
      'whole',
      'postgresql://me:pw@db.example.com:5433/app',
      { user: 'me', password: 'pw', host: 'db.example.com', port: 5433, database: 'app' },
    ],
    ['with the short scheme', 'postgres://me@h/app', { user: 'me', password: null, host: 'h', port: null }],
    [
      'of a pooler',
      'postgresql://postgres.abcdefghij:pw@aws-0-eu-central-1.pooler.supabase.com:5432/postgres',
      { user: 'postgres.abcdefghij', host: 'aws-0-eu-central-1.pooler.supabase.com' },
    ],
    ['without a user', 'postgresql://h:5432/app', { user: null, host: 'h' }],
    ['without anything', 'postgresql://', { user: null, host: null, database: null }],
    [
      'with an IPv6 address',
      'postgresql://me:pw@[2001:db8::1]:5432/app',
      { host: '2001:db8::1', port: 5432 },
    ],
    [
      'of a Unix socket',
      'postgresql://me@/app?host=%2Frun%2Fpostgresql&port=5433',
      { host: '/run/postgresql', port: 5433, database: 'app' },
    ],
    ['of a Unix socket as host', 'postgresql://me@%2Frun%2Fpostgresql/app', { host: '/run/postgresql' }],
    ['with white space around it', '  postgresql://me:pw@h/app\n', { host: 'h', database: 'app' }],
    [
      'with parameters',
      'postgresql://me@h/app?sslmode=verify-full&sslrootcert=ca%20file.crt&application_name=x',
      { parameters: { sslmode: 'verify-full', sslrootcert: 'ca file.crt', application_name: 'x' } },
    ],
    [
      'with a user and password as parameters',
      'postgresql://h/app?user=me&password=a%26b',
      { user: 'me', password: 'a&b' },
    ],
    [
      'with what other drivers write',
      'postgresql://me@h/app?schema=public&connection_limit=1&sslmode=require',
      { parameters: { sslmode: 'require' } },
    ],
    [
      'with an @ in a parameter',
      'postgresql://me:pw@h/app?options=-c%20x=a@b',
      { host: 'h', password: 'pw', parameters: { options: '-c x=a@b' } },
    ],
  ])('%s', (_name, url, expected) => {
    expect(parsed(url)).toMatchObject(expected);
  });

  test.each([
    'plain',
    'p@ss',
    '@',
    'a@b@c',
    'p:w',
    ':::',
    'with/slash',
    '//',
    'a#b',
    'a?b',
    'a?b=c',
    'sslmode=x',
    'a&b',
    '100%',
    '50%off',
    'a b',
    'ü€😀',
    '[x]',
    'x@y/z',
    'x@y/z?w=1',
    '$(rm -rf)',
    '\'"`\\',
    '{}|^~<>',
    'p@host:5432/db',
  ])('knows the password %j as it stands', (password) => {
    expect(parsed(`postgresql://me:${password}@db.example.com:5432/app?sslmode=require`)).toEqual({
      user: 'me',
      password,
      host: 'db.example.com',
      port: 5432,
      database: 'app',
      parameters: { sslmode: 'require' },
    });
  });

  test.each(['p@ss', 'a:b', 'a/b', 'a#b?c', '100%', '50%off', '%41', 'ü€😀', ' '])(
    'knows the password %j percent-encoded',
    (password) => {
      expect(parsed(`postgresql://me:${encodeURIComponent(password)}@h:1/app`)).toMatchObject({
        password,
        host: 'h',
        port: 1,
      });
    },
  );

  test.each([
    ['another scheme', 'mysql://me:hunter2@h/app'],
    ['no scheme', 'me:hunter2@h/app'],
    ['a port that is none', 'postgresql://me:hunter2@h:99999/app'],
    ['several hosts', 'postgresql://me:hunter2@h1,h2/app'],
    ['an unknown parameter', 'postgresql://me:hunter2@h/app?hunter2=1'],
    ['a host with spaces', 'postgresql://me:hunter2@h h/app'],
  ])('is refused without repeating anything of it: %s', (_name, url) => {
    let thrown: unknown = null;
    try {
      parseConnectionUrl(url);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(SluiceError);
    expect(thrown).toMatchObject({ code: 'connection-url-invalid' });
    const { message, remedy } = thrown instanceof SluiceError ? thrown : { message: '', remedy: '' };
    expect(message + remedy).not.toContain('hunter2');
  });

  test.each([
    ['postgresql://me:p%40ss@h/app', ['postgresql://me:p%40ss@h/app', 'p@ss', 'p%40ss']],
    ['postgresql://me:p@ss@h/app', ['postgresql://me:p@ss@h/app', 'p@ss']],
    ['postgresql://me@h/app', ['postgresql://me@h/app']],
    ['nonsense', ['nonsense']],
  ])('says what of it must be masked: %s', (url, secrets) => {
    expect(secretsOf(url)).toEqual(secrets);
  });
});
