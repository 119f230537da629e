import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../../src/core/errors.ts';
import { readTargets } from '../../../src/project/targets.ts';

const FILE = 'supabase/targets.toml';

function remedyOf(text: string): string {
  try {
    readTargets(FILE, text);
  } catch (thrown) {
    if (thrown instanceof SluiceError) return `${thrown.code}: ${thrown.message}\n${thrown.remedy}`;
    throw thrown;
  }
  throw new Error('it was read');
}

function target(change: Readonly<Record<string, string>> = {}): string {
  const all = { name: '"eu"', environment: '"production"', secret: '"EU_DB_URL"', wave: '0', ...change };
  const lines = Object.entries(all).filter(([, value]) => value !== '');
  return ['[[target]]', ...lines.map(([key, value]) => `${key} = ${value}`), ''].join('\n');
}

describe('a file of targets', () => {
  test('is read in its order; a target without a wave comes behind the canary', () => {
    const text = `${target()}${target({ name: '"us"', secret: '"US_DB_URL"', wave: '' })}`;
    expect(readTargets(FILE, text)).toEqual([
      { name: 'eu', environment: 'production', secret: 'EU_DB_URL', wave: 0 },
      { name: 'us', environment: 'production', secret: 'US_DB_URL', wave: 1 },
    ]);
  });

  test('may name the secret of a role that only reads', () => {
    expect(readTargets(FILE, target({ plan_secret: '"EU_PLAN"' }))).toEqual([
      { name: 'eu', environment: 'production', secret: 'EU_DB_URL', planSecret: 'EU_PLAN', wave: 0 },
    ]);
  });

  test('may use the same name of a secret in two environments', () => {
    const other = target({ name: '"us"', environment: '"production-us"' });
    expect(readTargets(FILE, `${target()}${other}`)).toHaveLength(2);
  });

  test.each([
    ['that is empty', '', 'There is no [[target]].'],
    ['that is no TOML', '[[target', 'is not valid TOML'],
    ['with a single table', '[target]\nname = "x"\n', 'There is no [[target]].'],
    ['with something else in it', `title = "x"\n${target()}`, 'title is unknown'],
    ['without a secret', target({ secret: '' }), 'target eu: secret is missing'],
    ['with a URL as the secret', target({ secret: '"postgresql://u:p@h/d"' }), 'the name of the secret'],
    ['with a secret of GitHub itself', target({ secret: '"GITHUB_TOKEN"' }), 'secret cannot be used'],
    ['with a name that no artifact can have', target({ name: '"a/b"' }), 'name cannot be used'],
    ['with a wave before the first', target({ wave: '-1' }), 'wave cannot be used'],
    ['with half a wave', target({ wave: '0.5' }), 'wave cannot be used'],
    ['with a URL for a plan', target({ plan_secret: '"postgresql://h"' }), 'plan_secret cannot be used'],
    ['with a key that is misspelt', target({ waves: '1' }), 'target eu: waves is unknown'],
    ['with a name twice', `${target()}${target({ name: '"EU"', secret: '"X"' })}`, 'the name is taken'],
    ['with a database twice', `${target()}${target({ name: '"us"' })}`, 'is that of eu too'],
    [
      'with a database twice, in other letters',
      `${target()}${target({ name: '"us"', environment: '"Production"', secret: '"eu_db_url"' })}`,
      'is that of eu too',
    ],
  ])('%s is refused', (_case, text, says) => {
    const remedy = remedyOf(text);
    expect(remedy).toContain('config-invalid');
    expect(remedy).toContain(says);
  });

  test('is told everything at once, and repeats no value', () => {
    const remedy = remedyOf(`${target({ secret: '"postgresql://u:secret@h/d"' })}${target({ wave: '-1' })}`);
    expect(remedy).toContain('secret cannot be used');
    expect(remedy).toContain('wave cannot be used');
    expect(remedy).not.toContain('u:secret');
  });
});
