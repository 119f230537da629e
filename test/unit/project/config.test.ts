import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../../src/core/errors.ts';
import { readConfig } from '../../../src/project/config.ts';

const FILE = 'supabase/config.toml';

function failureOf(text: string, env: Record<string, string> = {}): SluiceError {
  try {
    readConfig(FILE, text, env);
  } catch (thrown) {
    if (thrown instanceof SluiceError) return thrown;
  }
  throw new Error('it was accepted');
}

describe('what is accepted', () => {
  test.each([
    [
      'an empty file',
      '',
      { majorVersion: 17, exposedSchemas: ['public', 'graphql_public'], autoExposeNewTables: true },
    ],
    ['the major version', '[db]\nmajor_version = 15', { majorVersion: 15 }],
    ['the newest major version', '[db]\nmajor_version = 18', { majorVersion: 18 }],
    [
      'the major version as text, as the Supabase CLI takes it',
      '[db]\nmajor_version = "17"',
      { majorVersion: 17 },
    ],
    [
      'the exposed schemas',
      '[api]\nschemas = ["api", "public", "api"]',
      { exposedSchemas: ['api', 'public'] },
    ],
    [
      'new tables that are not for the API',
      '[api]\nauto_expose_new_tables = false',
      { autoExposeNewTables: false },
    ],
    ['no exposed schema', '[api]\nschemas = []', { exposedSchemas: [] }],
    [
      'schemas as text, as the Supabase CLI takes them',
      '[api]\nschemas = "public, api"',
      { exposedSchemas: ['public', 'api'] },
    ],
    [
      'keys with dots',
      'db.major_version = 15\napi.schemas = ["a"]',
      { majorVersion: 15, exposedSchemas: ['a'] },
    ],
    ['inline tables', 'db = { major_version = 15 }', { majorVersion: 15 }],
    [
      'keys that are the business of others',
      'project_id = "x"\n[auth.email]\nenable_signup = true\n[db.pooler]\nport = 1',
      {},
    ],
    ['dates and times, in any place', 'a = 2025-01-01\n[db]\nb = 07:32:00\nc = 1979-05-27T07:32:00Z', {}],
    ['a number that JavaScript cannot hold, in a key of others', 'a = 9999999999999999', {}],
    ['CRLF', '[db]\r\nmajor_version = 15\r\n', { majorVersion: 15 }],
    ['names of JavaScript', '__proto__ = 1\n[constructor]\ndb = 2', { majorVersion: 17 }],
  ])('%s', (_, text, expected) => {
    expect(readConfig(FILE, text, {})).toMatchObject({ config: expected, findings: [] });
  });

  test('values from the environment', () => {
    const env = { MAJOR: '15', SCHEMA: 'api', ON: 'true' };
    const text =
      '[db]\nmajor_version = "env(MAJOR)"\n[api]\nschemas = ["env(SCHEMA)"]\n[db.migrations]\nenabled = "env(ON)"\n[storage]\nenabled = false';
    expect(readConfig(FILE, text, env)).toEqual({
      config: {
        majorVersion: 15,
        exposedSchemas: ['api'],
        autoExposeNewTables: true,
        platformServices: { auth: true, storage: false, realtime: true },
      },
      findings: [],
    });
  });

  test('migrations that are turned off are a warning at their line', () => {
    expect(readConfig(FILE, '[db]\n\n[db.migrations]\nenabled = false', {}).findings).toEqual([
      expect.objectContaining({ code: 'migrations-disabled', level: 'warning', file: FILE, line: 4 }),
    ]);
  });
});

describe('what is refused', () => {
  test.each([
    ['an unsupported version', '[db]\nmajor_version = 14', 'db.major_version is 14', 'Upgrade', 2],
    [
      'a version that does not exist',
      '# x\n[db]\n  major_version = 16',
      'db.major_version is 16',
      '15, 17 or 18',
      3,
    ],
    ['a version that is no number', '[db]\nmajor_version = "seventeen"', 'is "seventeen"', '15, 17 or 18', 2],
    ['a huge version', '[db]\nmajor_version = 9999999999999999', 'is 9999999999999999', '15, 17 or 18', 2],
    ['a version with a point', '[db]\nmajor_version = 17.1', 'is 17.1', '15, 17 or 18', 2],
    [
      'a variable that is not set',
      '[db]\nmajor_version = "env(MAJOR)"',
      'is "env(MAJOR)"',
      'variable MAJOR',
      2,
    ],
    [
      'a variable that is empty',
      '[db]\nmajor_version = "env(EMPTY)"',
      'is "env(EMPTY)"',
      'variable EMPTY',
      2,
    ],
    ['schemas that are no list', '[api]\nschemas = 3', 'api.schemas is 3', 'list of names', 2],
    ['a schema that is no name', '[api]\nschemas = ["a", 3]', 'api.schemas holds 3', 'string', 2],
    [
      'a schema from a variable that is not set',
      '[api]\nschemas = ["env(S)"]',
      'holds "env(S)"',
      'variable S',
      2,
    ],
    ['a section that is a value', 'db = 3', 'db is not a table', '[db]', 1],
    [
      'a section within that is a value',
      '[db]\nmigrations = true',
      'db.migrations is not a table',
      '[db.migrations]',
      2,
    ],
    ['a section that is a list', '[[api]]\nschemas = ["a"]', 'api is not a table', '[api]', undefined],
    [
      'neither on nor off',
      '[db.migrations]\nenabled = "maybe"',
      'db.migrations.enabled is "maybe"',
      'true or false',
      2,
    ],
  ])('%s', (_, text, message, remedy, line) => {
    const failure = failureOf(text, { EMPTY: '' });
    expect(failure.code).toBe('config-invalid');
    expect(failure.message).toContain(message);
    expect(failure.remedy).toContain(remedy);
    expect(failure.location?.line).toBe(line);
  });

  test('invalid TOML: the line, the column and a caret', () => {
    const failure = failureOf('[db]\nmajor_version = \n');
    expect(failure).toMatchObject({
      code: 'config-invalid',
      location: { file: FILE, line: 2, column: expect.any(Number) },
    });
    expect(failure.excerpt).toContain('major_version =');
    expect(failure.excerpt).toContain('^');
  });

  test('every problem at once', () => {
    const { message } = failureOf(
      '[db]\nmajor_version = 9\n[api]\nschemas = 1\n[db.migrations]\nenabled = 2',
    );
    expect(message).toContain('db.major_version');
    expect(message).toContain('api.schemas');
    expect(message).toContain('db.migrations.enabled');
  });

  test('a caret under the value', () => {
    expect(failureOf('[db]\nmajor_version = 9').excerpt).toBe(
      'LINE 2: major_version = 9\n                        ^',
    );
  });
});
