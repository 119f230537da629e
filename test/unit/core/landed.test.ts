import { describe, expect, test } from '@jest/globals';
import { landedDifferences, landedOtherwise } from '../../../src/core/landed.ts';
import type { ObjectDifference } from '../../../src/core/ports.ts';

function difference(verb: ObjectDifference['verb'], name: string, details: string[] = []): ObjectDifference {
  return {
    verb,
    kind: 'table',
    schema: 'public',
    table: null,
    name,
    from: null,
    details,
    destroysData: false,
    column: null,
    unmodelled: null,
  };
}

describe('what landed', () => {
  test.each<[string, ObjectDifference[], ObjectDifference[], string[]]>([
    ['nothing, as expected', [], [], []],
    [
      'what was expected, in another order',
      [difference('create', 'a'), difference('drop', 'b')],
      [difference('drop', 'b'), difference('create', 'a')],
      [],
    ],
    [
      'with details in another order',
      [difference('alter', 'a', ['x', 'y'])],
      [difference('alter', 'a', ['y', 'x'])],
      [],
    ],
    ['less', [difference('create', 'a')], [], ['did not happen: create table public.a']],
    ['more', [], [difference('drop', 'a')], ['was not expected: drop table public.a']],
    [
      'otherwise',
      [difference('alter', 'a', ['x'])],
      [difference('alter', 'a', ['y'])],
      ['happened otherwise: alter table public.a: y; expected: alter table public.a: x'],
    ],
    [
      'the opposite',
      [difference('create', 'a')],
      [difference('drop', 'a')],
      ['did not happen: create table public.a', 'was not expected: drop table public.a'],
    ],
  ])('%s', (_name, expected, actual, lines) => {
    expect(landedDifferences(expected, actual)).toEqual(lines);
  });

  test.each<[string, ObjectDifference[], string[]]>([
    ['nothing where both are the same now', [], []],
    [
      'the object that is another one now',
      [difference('alter', 'a')],
      ['happened otherwise: alter table public.a: y; expected: alter table public.a: x'],
    ],
    ['not an object that is only different now', [difference('alter', 'c')], []],
  ])('counts %s', (_name, apart, lines) => {
    const expected = [difference('alter', 'a', ['x'])];
    const actual = [difference('alter', 'a', ['y']), difference('alter', 'b')];
    expect(landedDifferences(expected, actual, apart)).toEqual(lines);
  });

  test('counts what was made by somebody else, however alike it is', () => {
    expect(landedDifferences([difference('create', 'a')], [], [])).toEqual([
      'did not happen: create table public.a',
    ]);
  });
});

test('an object that the migrations lead to and nobody finds is missing', () => {
  expect(landedOtherwise(['["table","public","a"]'], [difference('drop', 'a')])).toEqual([
    'is missing: table public.a',
  ]);
});
