import { describe, expect, test } from '@jest/globals';
import {
  type GivenInputs,
  parseCommentSettings,
  parseReviewSettings,
  type ReviewSettings,
} from '../../../src/entry/settings.ts';

const DEFAULTS: ReviewSettings = {
  projectDir: '.',
  base: null,
  head: null,
  since: null,
  engine: 'auto',
  shadowUrl: null,
  cache: true,
  statementLimit: 300_000,
  failOn: 'error',
  format: 'text',
  report: null,
  color: true,
  comment: true,
  summary: true,
  annotations: true,
  githubToken: null,
};

const URL = 'postgresql://postgres:hunter2@localhost:5432/postgres';

function parse(
  given: GivenInputs,
  env: Readonly<Record<string, string>> = {},
  door: 'cli' | 'action' = 'cli',
) {
  return parseReviewSettings(given, env, door);
}

/** Everything that the error says, as one text. */
function refusal(
  given: GivenInputs,
  env: Readonly<Record<string, string>> = {},
  door: 'cli' | 'action' = 'cli',
) {
  try {
    parse(given, env, door);
  } catch (error) {
    expect(error).toMatchObject({ code: 'settings-invalid', exit: 2 });
    if (error instanceof Error && 'remedy' in error) return `${error.message}\n${String(error.remedy)}`;
  }
  throw new Error('nothing was refused');
}

describe('settings of a review', () => {
  test('have a default each', () => {
    expect(parse({})).toEqual(DEFAULTS);
  });

  test.each<[string, GivenInputs, Partial<ReviewSettings>]>([
    ['a project folder', { 'project-dir': 'apps/shop' }, { projectDir: 'apps/shop' }],
    ['refs', { base: 'origin/main', head: 'v1.2.0' }, { base: 'origin/main', head: 'v1.2.0' }],
    ['a commit', { base: 'a'.repeat(40) }, { base: 'a'.repeat(40) }],
    ['a step back in history', { base: 'HEAD~2' }, { base: 'HEAD~2' }],
    ['a version', { since: '20250301000000' }, { since: '20250301000000' }],
    ['all migrations', { since: '0' }, { since: '0' }],
    ['a level', { 'fail-on': 'never' }, { failOn: 'never' }],
    ['a format', { format: 'json' }, { format: 'json' }],
    ['a report file', { report: 'out/review.json' }, { report: 'out/review.json' }],
    ['an engine', { engine: 'embedded' }, { engine: 'embedded' }],
    ['a server', { engine: 'url', 'shadow-url': URL }, { engine: 'url', shadowUrl: URL }],
    ['no colours', { color: 'false' }, { color: false }],
    ['empty values as absent ones', { base: '', engine: '', 'project-dir': '' }, {}],
  ])('take %s', (_case, given, expected) => {
    expect(parse(given)).toEqual({ ...DEFAULTS, ...expected });
  });

  test.each([
    ['false', false],
    ['False', false],
    ['FALSE', false],
    ['true', true],
    ['True', true],
    ['TRUE', true],
  ])('read %s as a flag of the action', (text, value) => {
    expect(parse({ comment: text, summary: text, annotations: text }, {}, 'action')).toMatchObject({
      comment: value,
      summary: value,
      annotations: value,
    });
  });

  test.each<[string, GivenInputs, Record<string, string>, Partial<ReviewSettings>]>([
    [
      'env:NAME',
      { engine: 'url', 'shadow-url': 'env:MINE' },
      { MINE: URL },
      { engine: 'url', shadowUrl: URL },
    ],
    [
      'the variable of the setting',
      { engine: 'url' },
      { SLUICE_SHADOW_URL: URL },
      { engine: 'url', shadowUrl: URL },
    ],
    ['NO_COLOR', {}, { NO_COLOR: '1' }, { color: false }],
  ])('read %s from the environment', (_case, given, env, expected) => {
    expect(parse(given, env)).toEqual({ ...DEFAULTS, ...expected });
  });

  test('leave a variable alone that the chosen engine does not use', () => {
    expect(parse({ engine: 'embedded' }, { SLUICE_SHADOW_URL: URL }).engine).toBe('embedded');
  });

  test('do not take secrets for inputs of the command line that are none there', () => {
    expect(parse({ 'github-token': 'secret' }).githubToken).toBeNull();
    expect(parse({ 'github-token': 'secret' }, {}, 'action').githubToken).toBe('secret');
  });
});

describe('a setting that cannot be used', () => {
  test.each<[string, GivenInputs, string]>([
    [
      'an unknown engine',
      { engine: 'docker' },
      '--engine "docker" is unknown: write auto, embedded, supabase or url',
    ],
    ['an unknown level', { 'fail-on': 'maybe' }, 'write error, warning or never'],
    ['an unknown format', { format: 'yaml' }, 'write text, markdown or json'],
    ['a ref that git would take for an option', { base: '--upload-pack=x' }, 'looks like an option'],
    ['a range', { base: 'main..feature' }, 'is no git ref'],
    ['a ref with a line break', { head: 'a\nb' }, '"a\\nb" is no git ref'],
    ['a version with letters', { since: 'yesterday' }, 'write the digits before the first _'],
    ['a version and a ref', { since: '1', base: 'main' }, '--since cannot be combined with --base'],
    ['a version and a head', { since: '1', head: 'main' }, '--since cannot be combined with --head'],
    ['a path with a NUL', { 'project-dir': 'a\0b' }, 'holds control characters'],
    ['a server without the engine', { 'shadow-url': URL }, 'is only used when --engine is url'],
    ['the engine without a server', { engine: 'url' }, 'write --shadow-url env:NAME'],
    ['a server that is no URL', { engine: 'url', 'shadow-url': 'localhost' }, '--shadow-url is no URL'],
    [
      'a server that is no Postgres',
      { engine: 'url', 'shadow-url': 'https://u:hunter2@h' },
      'is no address of a Postgres server',
    ],
    [
      'a variable that is not set',
      { engine: 'url', 'shadow-url': 'env:MINE' },
      'names the environment variable "MINE", which is not set',
    ],
  ])('%s is refused with what to write instead', (_case, given, expected) => {
    expect(refusal(given)).toContain(expected);
  });

  test('a flag of the action that is neither yes nor no is refused', () => {
    expect(refusal({ comment: 'maybe' }, {}, 'action')).toContain('comment: "maybe" is neither yes nor no');
  });

  test('all are named at once', () => {
    const text = refusal({ engine: 'docker', 'fail-on': 'maybe', since: 'x', format: 'yaml' });
    expect(text).toContain('4 settings cannot be used');
    for (const name of ['engine', 'fail-on', 'since', 'format']) expect(text).toContain(`--${name} `);
  });

  test('a secret is never repeated', () => {
    expect(refusal({ engine: 'url', 'shadow-url': 'hunter2 is my password' })).not.toContain('hunter2');
    expect(refusal({ engine: 'url', 'shadow-url': 'mysql://u:hunter2@h/db' })).not.toContain('hunter2');
    expect(refusal({ 'github-token': 'hunter2 x' }, {}, 'action')).not.toContain('hunter2');
  });

  test('a long value is cut where it is repeated', () => {
    expect(refusal({ engine: 'x'.repeat(5_000) }).length).toBeLessThan(300);
  });
});

describe('settings of a comment', () => {
  test('are the report and the token', () => {
    expect(parseCommentSettings({ report: 'reports', 'github-token': 't' }, {}, 'action')).toEqual({
      report: 'reports',
      githubToken: 't',
    });
  });

  test('are both needed', () => {
    expect(() => parseCommentSettings({}, {}, 'action')).toThrow('2 settings cannot be used');
  });
});
