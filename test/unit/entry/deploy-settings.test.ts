import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../../src/core/errors.ts';
import { parseDeploySettings } from '../../../src/entry/deploy-settings.ts';
import { milliseconds } from '../../../src/entry/setting-checks.ts';
import type { GivenInputs } from '../../../src/entry/settings.ts';

const URL_GIVEN = { 'db-url': 'postgresql://me:p@ss/w#rd@h/app' };

function problems(given: GivenInputs, env: Readonly<Record<string, string>> = {}): string {
  try {
    parseDeploySettings(given, env, 'cli');
    return '';
  } catch (error) {
    if (error instanceof SluiceError) return `${error.message}\n${error.remedy}`;
    throw error;
  }
}

describe('the settings of deploy', () => {
  test('have careful defaults', () => {
    expect(parseDeploySettings(URL_GIVEN, {}, 'cli')).toMatchObject({
      source: { kind: 'url', url: 'postgresql://me:p@ss/w#rd@h/app' },
      plan: false,
      expectPlan: null,
      requireVerified: null,
      adopt: null,
      allowOutOfOrder: false,
      drift: 'fail',
      verify: true,
      lockWait: 60_000,
      limits: { lockTimeout: 5_000, statementTimeout: null, lockRetries: 10 },
    });
  });

  test('are read', () => {
    const settings = parseDeploySettings(
      {
        ...URL_GIVEN,
        plan: 'true',
        verify: 'false',
        drift: 'warn',
        'lock-wait': '5min',
        'lock-timeout': '250ms',
        'lock-retries': '0',
        'statement-timeout': '0',
      },
      {},
      'cli',
    );
    expect(settings).toMatchObject({
      plan: true,
      verify: false,
      drift: 'warn',
      lockWait: 300_000,
      limits: { lockTimeout: 250, statementTimeout: 0, lockRetries: 0 },
    });
  });

  test.each<[string, GivenInputs, Record<string, string>, object]>([
    ['a variable', {}, { SLUICE_DB_URL: 'postgres://v' }, { kind: 'url', url: 'postgres://v' }],
    [
      'another variable',
      { 'db-url': 'env:MINE' },
      { MINE: 'postgres://m' },
      { kind: 'url', url: 'postgres://m' },
    ],
    [
      'what Supabase teams keep',
      {},
      { SUPABASE_PROJECT_ID: 'abc', SUPABASE_DB_PASSWORD: 'p w', SUPABASE_ACCESS_TOKEN: 't' },
      { kind: 'project', projectRef: 'abc', password: 'p w', accessToken: 't' },
    ],
    [
      'a URL beside such variables',
      URL_GIVEN,
      { SUPABASE_PROJECT_ID: 'abc', SUPABASE_ACCESS_TOKEN: 't' },
      { kind: 'url' },
    ],
  ])('take the database from %s', (_name, given, env, source) => {
    expect(parseDeploySettings(given, env, 'cli').source).toMatchObject(source);
  });

  test.each<[string, GivenInputs, string[]]>([
    ['no database', {}, ['--db-url is missing']],
    [
      'a project without the rest',
      { 'project-ref': 'abc' },
      ['--db-password is needed', '--access-token is needed'],
    ],
    ['two databases', { ...URL_GIVEN, 'project-ref': 'abc' }, ['cannot be combined']],
    ['no URL', { 'db-url': 'hunter2' }, ['--db-url is no address']],
    [
      'everything at once',
      {
        ...URL_GIVEN,
        'lock-wait': 'soon',
        'lock-retries': '-1',
        'expect-plan': 'X!',
        'require-verified': 'abc',
        adopt: 'v1',
        drift: 'no',
      },
      [
        '--lock-wait "soon"',
        '--lock-retries "-1"',
        '--expect-plan "X!"',
        '--require-verified "abc"',
        '--adopt "v1"',
        '--drift "no"',
      ],
    ],
    ['an engine without its server', { ...URL_GIVEN, engine: 'url' }, ['--shadow-url is needed']],
  ])('that cannot be used are all named: %s', (_name, given, texts) => {
    const said = problems(given);
    for (const text of texts) expect(said).toContain(text);
    expect(said).not.toContain('hunter2');
  });

  test.each<[string, number | null]>([
    ['0', 0],
    ['500ms', 500],
    ['5s', 5_000],
    ['5 s', 5_000],
    ['2min', 120_000],
    ['1h', 3_600_000],
    ['5', null],
    ['5m', null],
    ['-1s', null],
    ['1.5s', null],
    ['', null],
    ['999999h', null],
  ])('know %j as a length of time: %s', (text, expected) => {
    expect(milliseconds(text)).toBe(expected);
  });
});
