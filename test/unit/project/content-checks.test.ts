import { describe, expect, test } from '@jest/globals';
import { checkSqlText } from '../../../src/project/content-checks.ts';

function briefly(sql: string): readonly string[] {
  return checkSqlText(sql).map(({ code, line, column }) => `${code} ${line}:${column ?? '-'}`);
}

describe('text that is fine', () => {
  test.each([
    ['a statement', 'select 1;'],
    ['a backslash in a string', "select '\\d', E'\\n';"],
    ['a backslash in a body', "create function a() returns text language sql as $$ select '\\i' $$;"],
    ['a psql command in a comment', '-- \\i other.sql\n/*\n\\c other\n*/\nselect 1;'],
    ['a row of equals signs in a comment', '/*\n=======\n*/ select 1;'],
    ['arrows of seven in a line', "select '>>>>>>> x';"],
    ['COPY from a file', "copy a from '/tmp/a.csv';"],
    ['COPY to stdout', 'copy a to stdout;'],
    ['stdin in a comment or a string', "-- copy a from stdin\nselect 'copy a from stdin';"],
    ['a column that is called stdin', 'create table a (stdin text);'],
    ['a comment before the statement', '-- why\nselect 1;'],
    ['a statement without a semicolon', 'select 1'],
  ])('%s', (_, sql) => {
    expect(checkSqlText(sql)).toEqual([]);
  });
});

describe('text that is not', () => {
  test.each([
    ['a psql command', '\\c other', ['migration-psql-command 1:1']],
    ['an indented one', 'select 1;\n  \\echo done', ['migration-psql-command 2:3']],
    ['one behind a statement', 'select 1 \\gexec', ['migration-psql-command 1:10']],
    ['two on a line count once', '\\set a 1 \\set b 2', ['migration-psql-command 1:1']],
    [
      'psql commands of capitals and signs',
      '\\C x\n\\! ls\n\\?',
      [1, 2, 3].map((line) => `migration-psql-command ${line}:1`),
    ],
    ['COPY from stdin', 'copy a from stdin;\n1\n\\.\n', ['migration-copy-stdin 1:1']],
    [
      'COPY in capitals, over several lines, with options',
      'select 1;\nCOPY a\n(b)\nFROM STDIN\nWITH (FORMAT csv);\n1\n\\.',
      ['migration-copy-stdin 2:1'],
    ],
    ['COPY of a quoted name', 'copy "from"."a;b" from stdin;', ['migration-copy-stdin 1:1']],
    [
      'a command before COPY is told, the rows after it are not',
      '\\set a\ncopy a from stdin;\n\\N\n\\.\n',
      ['migration-psql-command 1:1', 'migration-copy-stdin 2:1'],
    ],
    ['the beginning of a conflict', 'a\n<<<<<<< HEAD\nb', ['migration-conflict 2:1']],
    ['the end of a conflict', 'a\r\n>>>>>>> 0123abc\r\nb', ['migration-conflict 2:1']],
    ['the middle of a conflict of three', 'a\n||||||| base\nb', ['migration-conflict 2:1']],
    ['a conflict inside a body', '$$\n<<<<<<< HEAD\n$$', ['migration-conflict 2:1']],
    ['white space', ' \n\t\r\n', ['migration-empty 1:-']],
    ['semicolons', ';;', ['migration-empty 1:-']],
    ['comments', '-- a\n/* b */', ['migration-empty 1:-']],
  ])('%s', (_, sql, expected) => {
    expect(briefly(sql)).toEqual(expected);
  });

  test('a place comes with the line and a caret', () => {
    expect(checkSqlText('select 1;\n\\i x.sql')[0]?.excerpt).toBe('LINE 2: \\i x.sql\n        ^');
  });

  test('the two lines that newer versions of pg_dump write have a remedy of their own', () => {
    const [first, second] = checkSqlText('\\restrict abc\nselect 1;\n\\unrestrict abc\n');
    expect(first?.remedy).toContain('pg_dump');
    expect(second?.remedy).toBe(first?.remedy);
  });

  test('a file full of commands is told about twenty times', () => {
    expect(checkSqlText('\\echo a\n'.repeat(1_000))).toHaveLength(20);
  });
});
