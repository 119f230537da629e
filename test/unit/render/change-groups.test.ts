import { describe, expect, test } from '@jest/globals';
import type { Hazard } from '../../../src/core/report.ts';
import { groupChanges } from '../../../src/render/change-groups.ts';
import { type ChangedObject, changedObjects, hazardNotes } from '../../../src/render/changed-object.ts';
import { change } from '../../support/report-samples.ts';

const loss = [{ kind: 'data-loss' as const, detail: 'gone' }];
const rewrite = [{ kind: 'rewrite' as const, detail: 'slow' }];

describe('changes are grouped', () => {
  test('under their table, wherever in the report it comes', () => {
    const groups = groupChanges([
      change({ verb: 'create', kind: 'index', table: 'orders', name: 'i' }),
      change({ verb: 'create', kind: 'function', name: 'f()' }),
      change({ verb: 'alter', kind: 'table', name: 'orders' }),
    ]);
    expect(
      groups.map((group) => [
        group.name,
        group.own?.changes[0]?.verb ?? null,
        group.parts.map((part) => part.name),
      ]),
    ).toEqual([
      ['orders', 'alter', ['i']],
      ['f()', 'create', []],
    ]);
  });

  test('values of an enum under their type, and not under a table of that name', () => {
    const groups = groupChanges([
      change({ verb: 'rename', kind: 'enumValue', table: 'mood', name: 'glad', from: 'happy' }),
      change({ verb: 'alter', kind: 'type', name: 'mood' }),
      change({ verb: 'create', kind: 'column', table: 'mood', name: 'id' }),
    ]);
    expect(groups.map(({ kind, parts }) => [kind, parts.map((part) => part.name)])).toEqual([
      ['type', ['glad']],
      ['table', ['id']],
    ]);
  });

  test('by schema: tables of the same name do not mix', () => {
    const groups = groupChanges([
      change({ verb: 'alter', kind: 'column', schema: 'a', table: 't', name: 'x' }),
      change({ verb: 'alter', kind: 'column', schema: 'b', table: 't', name: 'x' }),
    ]);
    expect(groups.map((group) => group.schema)).toEqual(['a', 'b']);
  });

  test('by kind: a function does not become the part of a table of its name', () => {
    const groups = groupChanges([
      change({ verb: 'create', kind: 'type', name: 'orders' }),
      change({ verb: 'create', kind: 'table', name: 'orders' }),
    ]);
    expect(groups.map((group) => group.own?.kind)).toEqual(['type', 'table']);
  });

  test('with the parts of a view under the view', () => {
    const [group, ...others] = groupChanges([
      change({ verb: 'create', kind: 'materialized_view', name: 'totals' }),
      change({ verb: 'alter', kind: 'index', table: 'totals', name: 'totals_idx' }),
    ]);
    expect(others).toEqual([]);
    expect(group?.own?.kind).toBe('materialized_view');
    expect(group?.parts.map((part) => part.name)).toEqual(['totals_idx']);
  });

  test('the worst first, otherwise in the order of the report', () => {
    const groups = groupChanges([
      change({ verb: 'create', kind: 'view', name: 'a' }),
      change({ verb: 'alter', kind: 'column', table: 'b', name: 'x', hazards: rewrite }),
      change({ verb: 'create', kind: 'view', name: 'c' }),
      change({ verb: 'drop', kind: 'column', table: 'd', name: 'x', hazards: loss }),
    ]);
    expect(groups.map((group) => group.name)).toEqual(['d', 'b', 'a', 'c']);
  });
});

describe('one object in several changes', () => {
  const [group] = groupChanges([
    change({
      verb: 'rename',
      kind: 'column',
      table: 't',
      name: 'b',
      from: 'a',
      lock: 'AccessExclusive',
      lockedRelations: ['public.t'],
    }),
    change({
      verb: 'alter',
      kind: 'column',
      table: 't',
      name: 'b',
      hazards: rewrite,
      lock: 'Share',
      lockedRelations: ['public.t', 'public.u'],
    }),
    change({ verb: 'alter', kind: 'index', table: 't', name: 'b' }),
    change({ verb: 'rename', kind: 'table', name: 't', from: 's' }),
    change({ verb: 'alter', kind: 'table', name: 't' }),
  ]);

  test('is one part, an object of another kind with its name another', () => {
    expect(group?.parts.map((part) => [part.kind, part.changes.map((each) => each.verb)])).toEqual([
      ['column', ['rename', 'alter']],
      ['index', ['alter']],
    ]);
  });

  test('has all hazards, the strongest lock and every locked relation', () => {
    expect(group?.parts[0]).toMatchObject({
      hazards: rewrite,
      lock: 'AccessExclusive',
      lockedRelations: ['public.t', 'public.u'],
    });
  });

  test('may be the table itself', () => {
    expect(group?.own?.changes.map((each) => each.verb)).toEqual(['rename', 'alter']);
  });
});

describe('a hazard is told once', () => {
  const object = (hazards: Hazard[]): ChangedObject => {
    const [only] = changedObjects([change({ verb: 'alter', kind: 'table', name: 't', hazards })]);
    if (only === undefined) throw new Error('one change is one object');
    return only;
  };
  const lock = { kind: 'blocking-lock' as const, detail: 'waits' };

  test.each([
    {
      name: 'with its sentence',
      hazards: rewrite,
      told: [],
      expected: [{ kind: 'rewrite', detail: 'slow' }],
    },
    {
      name: 'without, where a finding says it',
      hazards: rewrite,
      told: ['slow'],
      expected: [{ kind: 'rewrite', detail: null }],
    },
    {
      name: 'a lock without, beside what it is held for',
      hazards: [lock, ...rewrite],
      told: [],
      expected: [
        { kind: 'rewrite', detail: 'slow' },
        { kind: 'blocking-lock', detail: null },
      ],
    },
    { name: 'a lock alone with its sentence', hazards: [lock], told: [], expected: [lock] },
    { name: 'even if it comes twice', hazards: [lock, lock], told: [], expected: [lock] },
  ])('$name', ({ hazards, told, expected }) => {
    expect(hazardNotes(object(hazards), new Set(told))).toEqual(expected);
  });
});

describe('what comes with a new table', () => {
  test('is folded into its row, unless it has a hazard', () => {
    const [group] = groupChanges([
      change({ verb: 'create', kind: 'table', name: 't' }),
      change({ verb: 'create', kind: 'column', table: 't', name: 'quiet' }),
      change({ verb: 'create', kind: 'constraint', table: 't', name: 'loud', hazards: rewrite }),
    ]);
    expect(group?.folded.map((part) => part.name)).toEqual(['quiet']);
    expect(group?.parts.map((part) => part.name)).toEqual(['loud']);
  });

  test('is folded when it goes with a dropped table, whose own hazard says it', () => {
    const [group] = groupChanges([
      change({ verb: 'drop', kind: 'table', name: 't', hazards: loss }),
      change({ verb: 'drop', kind: 'column', table: 't', name: 'x', hazards: loss }),
    ]);
    expect(group?.folded.map((part) => part.name)).toEqual(['x']);
  });

  test('is not folded when the table was there before', () => {
    const [group] = groupChanges([
      change({ verb: 'alter', kind: 'table', name: 't' }),
      change({ verb: 'create', kind: 'column', table: 't', name: 'x' }),
    ]);
    expect(group?.parts.map((part) => part.name)).toEqual(['x']);
  });
});
