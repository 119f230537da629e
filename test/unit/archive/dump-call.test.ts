import { describe, expect, test } from '@jest/globals';
import { connectionVariables, pgDumpCall, supabaseCall } from '../../../src/archive/dump-call.ts';
import type { ConnectionTarget, Environment } from '../../../src/core/ports.ts';

const PASSWORD = "p@ss 'word";
const TARGET = {
  host: 'db.example.com',
  port: 5432,
  user: 'postgres.ref',
  database: 'post gres',
  password: PASSWORD,
  ssl: false,
} satisfies ConnectionTarget;
const CONTENTS = {
  tables: [],
  ownTables: { before: [], after: [] },
  sequences: [],
  emptyViews: [],
  leftOut: [],
  encoding: 'UTF8',
  searchPath: '',
};

describe('the command line of pg_dump', () => {
  const call = pgDumpCall(
    'data',
    {
      target: TARGET,
      snapshot: '00000003-0000001B-1',
      platformSchemas: ['auth', 'Odd "one"'],
      contents: CONTENTS,
    },
    null,
  );

  test('holds no password and reads the moment of the backup', () => {
    expect(call.args).toEqual([
      '--format=plain',
      '--section=data',
      '--snapshot=00000003-0000001B-1',
      '--encoding=UTF8',
      '--no-password',
      '--no-blobs',
      '--no-subscriptions',
      '--quote-all-identifiers',
      '--exclude-schema="auth"',
      '--exclude-schema="Odd ""one"""',
    ]);
    expect(call.env).toMatchObject({
      PGPASSWORD: PASSWORD,
      PGHOST: 'db.example.com',
      PGDATABASE: 'post gres',
    });
  });
});

describe('the command line of supabase db dump', () => {
  test.each([
    ['schema', ['--keep-comments']],
    ['data', ['--data-only', '--use-copy']],
  ] as const)('for the %s holds no password', (part, flags) => {
    const { args, env } = supabaseCall(
      part,
      { ...TARGET, ssl: { rejectUnauthorized: false } },
      ['public', 'app'],
      null,
    );
    expect(args).toEqual([
      'db',
      'dump',
      '--remote=postgresql://postgres.ref@db.example.com:5432/post%20gres?sslmode=require',
      '--schema',
      'public,app',
      ...flags,
    ]);
    expect(env).toEqual({ PGPASSWORD: PASSWORD });
    expect(args.join(' ')).not.toContain('p@ss');
  });
});

describe('how a connection is secured', () => {
  test.each<[string, ConnectionTarget['ssl'], string | null, Environment]>([
    ['without TLS', false, null, { PGSSLMODE: 'disable' }],
    ['unverified', { rejectUnauthorized: false }, null, { PGSSLMODE: 'require' }],
    [
      'by a root certificate',
      { rejectUnauthorized: true, ca: 'PEM' },
      '/tmp/root.crt',
      { PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/tmp/root.crt' },
    ],
    [
      'by a root certificate and any name',
      { rejectUnauthorized: true, ca: 'PEM', checkServerIdentity: () => undefined },
      '/tmp/root.crt',
      { PGSSLMODE: 'verify-ca', PGSSLROOTCERT: '/tmp/root.crt' },
    ],
  ])('is handed on: %s', (_name, ssl, certificate, expected) => {
    expect(connectionVariables({ ...TARGET, ssl }, certificate)).toMatchObject(expected);
  });
});
