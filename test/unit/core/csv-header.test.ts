import { describe, expect, test } from '@jest/globals';
import { csvHeader, csvTable } from '../../../src/core/csv-header.ts';

describe('the header row', () => {
  test.each([
    ['plain names', 'id,name\n1,a\n', ['id', 'name']],
    ['line ends of Windows', 'id,name\r\n1,a', ['id', 'name']],
    ['no line end at all', 'id,name', ['id', 'name']],
    [
      'quotes, doubled ones, commas and line breaks in them',
      '"a ""b""","c,d","e\nf"\n',
      ['a "b"', 'c,d', 'e\nf'],
    ],
    ['an empty name, which is for others to refuse', 'id,\n', ['id', '']],
    ['a quote that never ends', '"id\n1\n', null],
  ] as const)('%s', (_what, text, names) => {
    expect(csvHeader(text)).toEqual(names);
  });
});

describe('the table that a file name says', () => {
  test.each([
    ['users.csv', { schema: null, table: 'users' }],
    ['public.users.csv', { schema: 'public', table: 'users' }],
    ['01_public.user_roles.csv', { schema: 'public', table: 'user_roles' }],
    ['20250101_users.csv', { schema: null, table: 'users' }],
    ['2fa_codes.csv', { schema: null, table: '2fa_codes' }],
    ['Order Lines.csv', { schema: null, table: 'Order Lines' }],
    ['a.b.c.csv', null],
    ['.csv', null],
    ['users.CSV', null],
  ])('%s', (name, table) => {
    expect(csvTable(name)).toEqual(table);
  });
});
