import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const NOT_OURS = ['.git', 'node_modules', 'coverage', 'build', '.cache'];

/** Every text file of the repository. */
function files(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (NOT_OURS.includes(name)) return [];
    if (statSync(path).isDirectory()) return files(path);
    return /\.(?:png|wasm|gz|tgz)$/u.test(name) ? [] : [path];
  });
}

const ALL = files('.').map((file) => [file, readFileSync(file, 'utf8')] as const);

function holders(pattern: RegExp, except: readonly string[] = []): readonly string[] {
  return ALL.filter(([file, text]) => !except.includes(file) && pattern.test(text)).map(([file]) => file);
}

describe('no file of the repository', () => {
  test('names a place on the machine of whoever wrote it', () => {
    const places = [
      homedir(),
      process.cwd(),
      ['', 'work', 'main'].join('/'),
      ['', 'work', 'shared'].join('/'),
    ]
      // Root's home is everybody's word.
      .filter((place) => place !== '/root' && place !== '/')
      .map((place) => place.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
    expect(holders(new RegExp(`(?:${places.join('|')})(?:/|\\b)`, 'u'))).toEqual([]);
  });

  test('speaks of the plan behind it instead of what is there', () => {
    expect(
      holders(/\b(?:part|issue) (?:1|2|one|two) of\b|\bDESIGN §|\bthe reference document\b/iu, [
        'test/guards/words.test.ts',
      ]),
    ).toEqual([]);
  });

  test('holds a private key or a token', () => {
    expect(
      holders(/-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{30,}|\bsbp_[0-9a-f]{40}/u),
    ).toEqual([]);
  });

  test('holds what is left of a merge', () => {
    expect(holders(/^(?:<{7}|>{7}) /mu)).toEqual([]);
  });
});

describe('no test', () => {
  test('is skipped or runs alone', () => {
    expect(
      holders(/\b(?:test|it|describe)\.(?:skip|only|todo|failing)\b|\bx(?:test|it|describe)\(/u, [
        'test/guards/words.test.ts',
      ]),
    ).toEqual([]);
  });
});

describe('no code', () => {
  test('silences the compiler', () => {
    const silenced = ALL.filter(([file]) => /^(?:src|scripts)\//u.test(file)).filter(([, text]) =>
      /@ts-(?:ignore|expect-error|nocheck)|\bas any[;,)\]]|\bas unknown as\b/u.test(text),
    );
    expect(silenced.map(([file]) => file)).toEqual([]);
  });
});
