import { expect, test } from '@jest/globals';
import { sqlName, sqlQualifiedName } from '../../../src/core/sql-names.ts';

test.each([
  ['orders', 'orders'],
  ['order_items_2', 'order_items_2'],
  ['Orders', '"Orders"'],
  ['order', '"order"'],
  ['user', '"user"'],
  ['two words', '"two words"'],
  ['say "hi"', '"say ""hi"""'],
  ['1st', '"1st"'],
  ['größe', '"größe"'],
  ['', '""'],
])('%s is written %s', (name, sql) => {
  expect(sqlName(name)).toBe(sql);
});

test('a schema comes before it, if there is one', () => {
  expect(sqlQualifiedName('public', 'user')).toBe('public."user"');
  expect(sqlQualifiedName(null, 'orders')).toBe('orders');
});
