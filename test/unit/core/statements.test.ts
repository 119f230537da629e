import { describe, expect, test } from '@jest/globals';
import { caretExcerpt, placeOf } from '../../../src/core/statements.ts';

describe('the place of an offset', () => {
  test.each([
    ['the beginning', 'abc', 0, 1, 1],
    ['inside a line', 'abc\ndef', 5, 2, 2],
    ['a line break belongs to its line', 'abc\ndef', 3, 1, 4],
    ['the end', 'abc\n', 4, 2, 1],
    ['an empty text', '', 0, 1, 1],
  ])('%s', (_name, sql, offset, line, column) => {
    expect(placeOf(sql, offset)).toMatchObject({ line, column });
  });
});

describe('the line with a caret beneath', () => {
  test.each([
    ['as psql shows it', 'select 1;\nselect x;', 17, 'LINE 2: select x;\n               ^'],
    ['without the line end of Windows', 'select x;\r\n', 7, 'LINE 1: select x;\n               ^'],
    [
      'with tabs as one blank, so that the caret stands right',
      '\tselect\tx;',
      8,
      'LINE 1:  select x;\n                ^',
    ],
    ['with control characters as blanks', 'a\u001b[31mb', 6, 'LINE 1: a [31mb\n              ^'],
    ['at the end of the text', 'select', 6, 'LINE 1: select\n              ^'],
  ])('%s', (_name, sql, offset, excerpt) => {
    expect(caretExcerpt(sql, offset)).toBe(excerpt);
  });

  test('cut around the place where the line is long', () => {
    const sql = `select ${'a, '.repeat(100)}wrong, ${'b, '.repeat(100)}c;`;
    const [line = '', caret = ''] = caretExcerpt(sql, sql.indexOf('wrong')).split('\n');
    expect(line.length).toBeLessThan(125);
    expect(line.slice(caret.indexOf('^'))).toMatch(/^wrong/u);
  });
});
