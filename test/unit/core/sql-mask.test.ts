import { describe, expect, test } from '@jest/globals';
import { maskSql } from '../../../src/core/sql-mask.ts';
import { pick, seededRandom } from '../../support/seeded-random.ts';

describe('what is blanked, and where it ends', () => {
  test.each([
    ['a string', "a 'b' c", 'a     c'],
    ['a string with a doubled quote', "a 'b''c' d", 'a        d'],
    ['a backslash in a plain string is a character', "'\\' a '", '    a  '],
    ['a backslash in an escape string protects the quote', "E'\\'' a", '      a'],
    ['a small e too', "e'\\\\' a", '      a'],
    ['a word that ends in e is no escape string', "type'\\' a", 'type    a'],
    ['a quoted name', 'a "b""c" d', 'a        d'],
    ['a line comment', 'a -- b\nc', 'a     \nc'],
    ['a quote in a line comment', "-- it's\na", '       \na'],
    ['a comment', 'a /* b */ c', 'a         c'],
    ['a comment in a comment', '/* a /* b */ c */ d', '                  d'],
    ['a body', 'do $$ a $$ b', 'do         b'],
    ['a body with a tag', "$x$ ' $$ $x$ a", '             a'],
    ['a body in a body', '$a$ $b$ $b$ $a$ c', '                c'],
    ['a tag in another script', '$é$ a $é$ b', '          b'],
    ['a parameter is no body', '$1 a $2', '$1 a $2'],
    ['dollars in a name are no body', 'a$b$ c$b$', 'a$b$ c$b$'],
    ['a line break in a string is kept', "'a\nb' c", '  \n   c'],
    ['a string that never ends', "a 'b\nc", 'a   \n '],
    ['a comment that never ends', 'a /* b', 'a     '],
    ['a body that never ends', 'a $$ b', 'a     '],
    ['nothing', '', ''],
  ])('%s', (_, sql, masked) => {
    expect(maskSql(sql)).toBe(masked);
  });
});

test('lengths and line breaks stay for any text', () => {
  const random = seededRandom(7);
  const pieces = [
    "'",
    '"',
    '$$',
    '$a$',
    '--',
    '/*',
    '*/',
    '\\',
    '\n',
    '\r\n',
    'e',
    'E',
    'a',
    ' ',
    ';',
    '🚰',
    'é',
    '$',
  ] as const;
  for (let round = 0; round < 2_000; round += 1) {
    const sql = Array.from({ length: 1 + Math.floor(random() * 30) }, () => pick(random, pieces)).join('');
    const masked = maskSql(sql);
    expect(masked).toHaveLength(sql.length);
    expect([...masked.matchAll(/\n/gu)].map(({ index }) => index)).toEqual(
      [...sql.matchAll(/\n/gu)].map(({ index }) => index),
    );
  }
});
