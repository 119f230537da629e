import { describe, expect, test } from '@jest/globals';
import { caretExcerpt, type Statement } from '../../../src/core/statements.ts';
import { createSqlParser } from '../../../src/sql/parser.ts';

const parser = createSqlParser();

async function cut(sql: string): Promise<readonly Statement[]> {
  const result = await parser.cut(sql);
  if (!result.ok) throw new Error(result.problem.message);
  return result.statements;
}

describe('a file is cut into statements', () => {
  test.each<[name: string, sql: string, statements: readonly [line: number, sql: string][]]>([
    ['nothing', '', []],
    ['white space and comments alone', '  -- nothing here\n/* nor /* nested */ here */\n\n', []],
    ['semicolons alone', ';;\n;', []],
    ['one without a semicolon at the end', 'select 1', [[1, 'select 1']]],
    [
      'two on one line',
      'select 1; select 2;',
      [
        [1, 'select 1'],
        [1, 'select 2'],
      ],
    ],
    [
      'at their first word, behind comments',
      '-- first\n\nselect 1;\n/* a\n/* b */\nc */ select 2;',
      [
        [3, 'select 1'],
        [6, 'select 2'],
      ],
    ],
    [
      'a comment inside stays',
      'select /* one */ 1 -- two\n;\nselect 2;',
      [
        [1, 'select /* one */ 1 -- two'],
        [3, 'select 2'],
      ],
    ],
    [
      'semicolons in strings, names and dollar quotes do not end them',
      `select ';', "a;b" from (select 1 as "a;b") x;\ndo $x$ begin perform 1; end; $x$;\nselect $$;$$;`,
      [
        [1, `select ';', "a;b" from (select 1 as "a;b") x`],
        [2, 'do $x$ begin perform 1; end; $x$'],
        [3, 'select $$;$$'],
      ],
    ],
    [
      'comment signs in strings are none',
      "select '--', '/*';\nselect 2;",
      [
        [1, "select '--', '/*'"],
        [2, 'select 2'],
      ],
    ],
    [
      'letters of several bytes before them',
      "select 'Grüße 😀';\n\nselect 'ñ';",
      [
        [1, "select 'Grüße 😀'"],
        [3, "select 'ñ'"],
      ],
    ],
    [
      'Windows line ends',
      'select 1;\r\n\r\nselect\r\n 2;\r\n',
      [
        [1, 'select 1'],
        [3, 'select\r\n 2'],
      ],
    ],
    [
      'a body in standard SQL',
      'create function f() returns int begin atomic select 1; select 2; end;\nselect 3;',
      [
        [1, 'create function f() returns int begin atomic select 1; select 2; end'],
        [2, 'select 3'],
      ],
    ],
  ])('%s', async (_name, sql, expected) => {
    const statements = await cut(sql);
    expect(statements.map(({ line, sql: text }) => [line, text])).toEqual(expected);
    for (const { start, sql: text } of statements) expect(sql.slice(start, start + text.length)).toBe(text);
  });
});

describe('what is no SQL is a problem with a place', () => {
  test.each<
    [name: string, sql: string, place: [line: number, column: number], message: RegExp, caret: string]
  >([
    [
      'a misspelt word',
      'select 1;\ncreate tabel x ();',
      [2, 8],
      /syntax error at or near "tabel"/u,
      'LINE 2: create tabel x ();\n               ^',
    ],
    [
      'behind letters of several bytes',
      "select 'ü😀', , 1;",
      [1, 15],
      /syntax error at or near ","/u,
      "LINE 1: select 'ü😀', , 1;\n                      ^",
    ],
    [
      'a string that never ends',
      "select 1;\n  select 'open;",
      [2, 10],
      /unterminated quoted string/u,
      "LINE 2:   select 'open;\n                 ^",
    ],
    [
      'a dollar quote that never ends',
      'do $x$ begin',
      [1, 4],
      /unterminated dollar-quoted string/u,
      'LINE 1: do $x$ begin\n           ^',
    ],
    [
      'a comment that never ends',
      'select 1; /* open',
      [1, 11],
      /unterminated \/\* comment/u,
      'LINE 1: select 1; /* open\n                  ^',
    ],
    [
      'an end that comes too early, under the last thing that was written',
      'create table x (\n  a integer\n\n',
      [2, 11],
      /syntax error at end of input/u,
      'LINE 2:   a integer\n                  ^',
    ],
  ])('%s', async (_name, sql, [line, column], message, caret) => {
    const result = await parser.cut(sql);
    if (result.ok) throw new Error('it was read');
    expect(result.problem).toMatchObject({ line, column, message: expect.stringMatching(message) });
    expect(caretExcerpt(sql, result.problem.offset)).toBe(caret);
  });
});

test('a thousand statements keep their lines and offsets', async () => {
  const sql = Array.from({ length: 1000 }, (_, index) => `-- ü ${index}\nselect ${index};`).join('\n');
  const statements = await cut(sql);
  expect(statements).toHaveLength(1000);
  expect(statements.every(({ line }, index) => line === index * 2 + 2)).toBe(true);
  expect(sql.slice(statements[999]?.start)).toBe('select 999;');
});
