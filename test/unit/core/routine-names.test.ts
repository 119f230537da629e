import { expect, test } from '@jest/globals';
import { routineName } from '../../../src/core/routine-names.ts';

test.each<[text: string, name: string, types: readonly string[]]>([
  ['total()', 'total', []],
  ['total(integer)', 'total', ['integer']],
  ['total(integer, public.mood)', 'total', ['integer', 'mood']],
  ['total(timestamp with time zone, text[])', 'total', ['timestamp with time zone', 'text[]']],
  ['F (x)(numeric)', 'F (x)', ['numeric']],
  ['f(x)()', 'f(x)', []],
  ['say "no(numeric)', 'say "no', ['numeric']],
  ['f("Weird (Type)")', 'f', ['Weird (Type)']],
  ['f(app."a, b", "c.d".e)', 'f', ['a, b', 'e']],
  ['f("say ""hi"""[])', 'f', ['say "hi"[]']],
  ['===', '===', []],
])('%s', (text, name, types) => {
  expect(routineName(text)).toEqual({ name, arguments: types });
});
