import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';

/** What a room may import besides itself: other rooms, libraries, and whether modules of Node that do I/O. */
interface Walls {
  readonly rooms: readonly string[];
  readonly libraries: readonly string[];
  readonly io: boolean;
}

const ROOMS: Readonly<Record<string, Walls>> = {
  core: { rooms: [], libraries: [], io: false },
  render: { rooms: ['core'], libraries: ['markdown-table', 'string-width'], io: false },
  commands: { rooms: ['core', 'render'], libraries: [], io: false },
  sql: { rooms: ['core', 'render'], libraries: ['libpg-query', '@pgsql/types'], io: false },
  schema: { rooms: ['core', 'render'], libraries: ['@supabase/pg-delta', 'pg'], io: true },
  database: {
    rooms: ['core', 'render'],
    libraries: ['pg', 'pg-connection-string', 'p-retry', 'pg-copy-streams'],
    io: true,
  },
  shadow: { rooms: ['core', 'render'], libraries: ['pg', 'tar'], io: true },
  project: { rooms: ['core', 'render'], libraries: ['smol-toml', 'yaml'], io: true },
  archive: { rooms: ['core', 'render'], libraries: ['age-encryption', 'valibot'], io: true },
  github: {
    rooms: ['core', 'render'],
    libraries: [
      '@actions/core',
      '@actions/github',
      '@octokit/plugin-retry',
      '@octokit/plugin-throttling',
      'bottleneck',
      'valibot',
    ],
    io: true,
  },
  entry: {
    rooms: [
      'core',
      'render',
      'commands',
      'sql',
      'schema',
      'database',
      'shadow',
      'project',
      'archive',
      'github',
      'manifest.ts',
    ],
    libraries: ['commander', 'cli-progress'],
    io: true,
  },
  'manifest.ts': { rooms: [], libraries: [], io: false },
};

/** Modules of Node that only compute. */
const PURE = ['node:crypto', 'node:path', 'node:path/posix', 'node:util', 'node:url', 'node:buffer'];

const FILES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort();

function roomOf(file: string): string {
  return file.split('/', 1)[0] ?? file;
}

/** The code of a file without its comments. */
function codeOf(file: string): string {
  return readFileSync(join('src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, '');
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join('src', file), 'utf8');
  const found: string[] = [];
  for (const item of parseSync(text, { syntax: 'typescript', target: 'es2023' }).body) {
    const declares = item.type === 'ImportDeclaration' || item.type === 'ExportAllDeclaration';
    if (declares) found.push(item.source.value);
    if (item.type === 'ExportNamedDeclaration' && item.source != null) found.push(item.source.value);
  }
  return [...found, ...[...text.matchAll(/\bimport\(\s*'([^']+)'/gu)].map(([, name = '']) => name)];
}

/** Why an import is not allowed there; null where it is. */
function breach(file: string, target: string): string | null {
  const walls = ROOMS[roomOf(file)];
  if (walls === undefined) return `${file}: the room ${roomOf(file)} is unknown`;
  if (target.startsWith('.')) {
    const room = roomOf(normalize(join(file, '..', target)));
    return room === roomOf(file) || walls.rooms.includes(room) ? null : `${file} reaches into ${room}`;
  }
  if (isBuiltin(target)) {
    if (!target.startsWith('node:')) return `${file} imports ${target} without node:`;
    return walls.io || PURE.includes(target) ? null : `${file} does I/O with ${target}`;
  }
  const library = target.split('/', target.startsWith('@') ? 2 : 1).join('/');
  return walls.libraries.includes(library) ? null : `${file} uses the library ${library}`;
}

describe('the walls between the rooms', () => {
  test('stand: every import is one that its room may make', () => {
    const breaches = FILES.flatMap((file) => importsOf(file).map((target) => breach(file, target)));
    expect(breaches.filter((found) => found !== null)).toEqual([]);
  });

  test.each([
    ['an adapter that reaches into another one', 'schema/read.ts', '../shadow/index.ts'],
    ['an adapter that reaches into a command', 'project/index.ts', '../commands/review.ts'],
    ['a command that does I/O', 'commands/review.ts', 'node:fs'],
    ['a command that uses a library', 'commands/review.ts', 'pg'],
    ['a value that reaches into an adapter', 'core/report.ts', '../database/replay.ts'],
    ['a room that nobody knows', 'helpers/index.ts', '../core/report.ts'],
    ['a library at home elsewhere', 'project/index.ts', '@actions/core'],
  ])('are seen where they are broken: %s', (_case, file, target) => {
    expect(breach(file, target)).not.toBeNull();
  });

  test('only the entry knows the process', () => {
    const readers = FILES.filter((file) => roomOf(file) !== 'entry').filter((file) =>
      /\bprocess\.(?:env|argv|exit|cwd|stdout|stderr|on)\b/u.test(codeOf(file)),
    );
    expect(readers).toEqual([]);
  });

  test('only the entry asks for the time or for chance', () => {
    const readers = FILES.filter((file) => roomOf(file) !== 'entry').filter((file) =>
      /\b(?:Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\()/u.test(codeOf(file)),
    );
    expect(readers).toEqual([]);
  });
});
