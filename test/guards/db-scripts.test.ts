import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseCommandLine } from '../../src/entry/flags.ts';

const manifest: { scripts: Record<string, string>; devDependencies: Record<string, string> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const scripts = Object.entries(manifest.scripts).filter(([name]) => name.startsWith('db:'));

/** The table of docs/LOCAL.md: a name, what it runs, and whether that needs Docker. */
const told = [
  ...readFileSync('docs/LOCAL.md', 'utf8').matchAll(/^\| `(db:[a-z:]+)` +\| `([^`]+)` +\| (yes|no) /gmu),
];

/** What the shell asks before, and what it puts in: the URL of the local database, and the time. */
const ASKS_URL = 'url=$(node dist/cli/index.js dev url) && ';
const LOCAL_URL = '"$url"';
const NOW = '$(date -u +%Y%m%d%H%M%S)';

describe('npm run db:*', () => {
  test('are those that docs/LOCAL.md explains', () => {
    const explained = told.map(([, name, command]) => [name, command]);
    const there = scripts.map(([name, script]) => [
      name,
      script.replace(/node dist\/cli\/index\.js/gu, 'sluice'),
    ]);
    expect(explained.sort()).toEqual(there.sort());
  });

  test.each(scripts)('%s runs a command that exists', (_name, script) => {
    const [program = '', ...words] = script
      .replace(ASKS_URL, '')
      .replace(LOCAL_URL, 'postgresql://local')
      .replace(NOW, '1')
      .split(' ');
    if (program === 'supabase') {
      expect(Object.keys(manifest.devDependencies)).toContain('supabase');
      return;
    }
    expect([program, words[0]]).toEqual(['node', 'dist/cli/index.js']);
    expect(parseCommandLine(words.slice(1), '0.0.0', 80)).toMatchObject({ kind: 'run' });
  });
});
