import { describe, expect, test } from '@jest/globals';
import {
  beginsAlike,
  changedNames,
  changedUnlike,
  type DigestChange,
} from '../../../src/core/landed-digests.ts';
import type { ObjectDigests } from '../../../src/core/ports.ts';

/** `definition/grants` of each object. */
function digests(objects: Readonly<Record<string, string>>, version = '1'): ObjectDigests {
  const entries = Object.entries(objects).map(([name, digest]) => {
    const [definition = '', grants = ''] = digest.split('/');
    return [name, { definition, grants }] as const;
  });
  return { version, objects: new Map(entries) };
}

function change(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): DigestChange {
  return { before: digests(before), after: digests(after) };
}

const DEFAULT = '["default privilege","postgres public r"]';

describe('whether digests can tell if the reviewed change has landed', () => {
  test.each<{ name: string; expected: DigestChange; live: ObjectDigests; can: boolean }>([
    {
      name: 'a new object that nobody has',
      expected: change({}, { a: '1/x' }),
      live: digests({}),
      can: true,
    },
    {
      name: 'a new object that is there already',
      expected: change({}, { a: '1/x' }),
      live: digests({ a: '1/x' }),
      can: false,
    },
    {
      name: 'an object that begins the same',
      expected: change({ a: '1/x' }, { a: '2/x' }),
      live: digests({ a: '1/x' }),
      can: true,
    },
    {
      name: 'an object that begins otherwise',
      expected: change({ a: '1/x' }, { a: '2/x' }),
      live: digests({ a: '3/x' }),
      can: false,
    },
    {
      name: 'other grants on what keeps its grants',
      expected: change({ a: '1/x' }, { a: '2/x' }),
      live: digests({ a: '1/y' }),
      can: true,
    },
    {
      name: 'other grants on what gets others',
      expected: change({ a: '1/x' }, { a: '1/z' }),
      live: digests({ a: '1/y' }),
      can: false,
    },
    {
      name: 'what differs and does not change',
      expected: change({ b: '1' }, { b: '1', a: '1' }),
      live: digests({ b: '2', c: '1' }),
      can: true,
    },
    { name: 'digests of another version', expected: change({}, {}), live: digests({}, '2'), can: false },
  ])('$name: $can', ({ expected, live, can }) => {
    expect(beginsAlike(expected, live)).toBe(can);
  });
});

describe('which objects have changed otherwise than on the shadow', () => {
  test.each<{ name: string; expected: DigestChange; live: DigestChange; unlike: readonly string[] }>([
    {
      name: 'nothing',
      expected: change({ a: '1' }, { a: '2' }),
      live: change({ a: '1' }, { a: '2' }),
      unlike: [],
    },
    {
      name: 'what did not happen',
      expected: change({ a: '1' }, { a: '2' }),
      live: change({ a: '1' }, { a: '1' }),
      unlike: ['a'],
    },
    { name: 'what was not expected', expected: change({}, {}), live: change({}, { a: '1' }), unlike: ['a'] },
    {
      name: 'what went and should not',
      expected: change({ a: '1' }, { a: '1' }),
      live: change({ a: '1' }, {}),
      unlike: ['a'],
    },
    {
      name: 'what became something else',
      expected: change({}, { a: '1' }),
      live: change({}, { a: '2' }),
      unlike: ['a'],
    },
    {
      name: 'what differed before and still does',
      expected: change({ a: '1' }, { a: '1' }),
      live: change({ a: '2' }, { a: '2' }),
      unlike: [],
    },
    {
      name: 'grants of what is new, where default privileges are the same',
      expected: change({ [DEFAULT]: '1' }, { [DEFAULT]: '1', a: '1/x' }),
      live: change({ [DEFAULT]: '1' }, { [DEFAULT]: '1', a: '1/y' }),
      unlike: ['a'],
    },
    {
      name: 'grants of what is new, where default privileges are others',
      expected: change({ [DEFAULT]: '1' }, { [DEFAULT]: '1', a: '1/x' }),
      live: change({ [DEFAULT]: '2' }, { [DEFAULT]: '2', a: '1/y' }),
      unlike: [],
    },
    {
      name: 'grants of what is gone',
      expected: change({ a: '1/x' }, {}),
      live: change({ a: '1/y' }, {}),
      unlike: [],
    },
    {
      name: 'grants that changed otherwise',
      expected: change({ a: '1/x' }, { a: '1/y' }),
      live: change({ a: '1/x' }, { a: '1/z' }),
      unlike: ['a'],
    },
    {
      name: 'a definition under other grants',
      expected: change({ a: '1/x' }, { a: '2/x' }),
      live: change({ a: '1/y' }, { a: '2/y' }),
      unlike: [],
    },
  ])('$name', ({ expected, live, unlike }) => {
    expect(changedUnlike(expected, live)).toEqual(unlike);
  });

  test('names what a change touches', () => {
    expect(changedNames(change({ a: '1', b: '1', c: '1/x' }, { b: '1', c: '1/y', d: '1' }))).toEqual([
      'a',
      'c',
      'd',
    ]);
  });
});
