import { describe, expect, test } from '@jest/globals';
import { piecesOf, samePieces, sameTokens } from '../../../src/core/pieces.ts';
import { createSqlParser } from '../../../src/sql/parser.ts';
import { createSqlScanner } from '../../../src/sql/scanner.ts';

const parser = createSqlParser();
const scanner = createSqlScanner();

async function pieces(sql: string): Promise<readonly string[]> {
  const cut = await parser.cut(sql);
  if (!cut.ok) throw new Error(cut.problem.message);
  return piecesOf(sql, cut.statements);
}

describe('the pieces that the history records', () => {
  test.each<[string, string, string[]]>([
    ['statements', 'select 1; select 2;', ['select 1', 'select 2']],
    ['without a last semicolon', 'select 1;\nselect 2', ['select 1', 'select 2']],
    [
      'comments with what follows them',
      '-- one\nselect 1; /* two */ select 2;',
      ['-- one\nselect 1', '/* two */ select 2'],
    ],
    ['what comes last', 'select 1;\n-- the end\n', ['select 1', '-- the end']],
    ['a semicolon in a literal', "select ';';", ["select ';'"]],
    ['transaction control', 'begin; select 1; commit;', ['begin', 'select 1', 'commit']],
    ['a comment alone', '-- nothing', ['-- nothing']],
    ['nothing', ' \n', []],
    ['empty statements', ';;select 1;;; select 2', ['select 1', 'select 2']],
  ])('%s', async (_name, sql, expected) => {
    expect(await pieces(sql)).toEqual(expected);
  });

  test.each([
    'select 1; select 2;',
    '-- one\nselect $$;$$;\r\n\r\nselect 2',
    'select 1;;;\n;',
    '',
    "select 'a  b';",
  ])('are those of their file: %j', async (sql) => {
    expect(samePieces(sql, await pieces(sql))).toBe(true);
  });

  test.each([
    ['other line ends', 'select 1\n+ 1;', ['select 1\r\n+ 1'], true],
    ['cut otherwise', 'select 1; select 2;', ['select 1; select 2'], true],
    ['another statement', 'select 1;', ['select 2'], false],
    ['one more', 'select 1; select 2;', ['select 1'], false],
    ['one fewer', 'select 1;', ['select 1', 'select 2'], false],
    ['white space in a literal', "select 'a b';", ["select 'ab'"], false],
    ['nothing recorded', 'select 1;', [], false],
    ['nothing at all', '\n', [], true],
  ])('are held against a file: %s', (_name, sql, recorded, same) => {
    expect(samePieces(sql, recorded)).toBe(same);
  });
});

describe('tokens', () => {
  test.each([
    ['layout', 'select 1;', 'select\n\t1 ;', true],
    ['comments', 'select 1;', '/* a /* b */ */ select -- c\n 1', true],
    ['semicolons', 'select 1; select 2', 'select 1\n;\nselect 2;', true],
    ['a literal', "select 'a b'", "select 'ab'", false],
    ['a dollar quote', 'do $$ begin end $$', 'do $$ begin  end $$', false],
    ['a name', 'select a', 'select "a"', false],
    ['letters of several bytes', "select 'ü😀'", "select 'ü😁'", false],
  ])('tell what counts: %s', async (_name, left, right, same) => {
    const [one, other] = [await scanner.tokens(left), await scanner.tokens(right)];
    expect(one !== null && other !== null && sameTokens(one, other)).toBe(same);
  });

  test('of what cannot be cut there are none', async () => {
    expect(await scanner.tokens("select 'open")).toBeNull();
  });
});
