import { describe, expect, test } from '@jest/globals';
import type { ObjectDifference } from '../../../src/core/ports.ts';
import type { RepairProposal } from '../../../src/core/repair.ts';
import { evidenceOf, type ReplayStage } from '../../../src/core/repair-evidence.ts';
import { migrationOf } from '../../support/live.ts';

/** `create table a` or `alter column a.x`. */
function difference(words: string): ObjectDifference {
  const [, verb, kind = '', table = null, name = ''] = /^(\w+) (\w+) (?:(\w+)\.)?(\w+)$/u.exec(words) ?? [];
  return {
    verb: verb === 'create' || verb === 'drop' ? verb : 'alter',
    ...{ kind, schema: 'public', table, name, from: null, details: [], destroysData: false },
    ...{ column: null, unmodelled: null },
  };
}

function proposal(kind: RepairProposal['step']['kind'], version: string): RepairProposal {
  const migration = migrationOf(`${version}_x.sql`, '');
  const step = { kind, version, from: kind === 'mark' ? null : version, file: migration.file, why: '' };
  return { step, migration, sameText: false };
}

type Stage = readonly [who: 'mark' | 'rewrite' | 'applied', changes: string[], since?: string[]];

describe('what a look at the live schema says of migrations', () => {
  test.each<[string, Stage[], string[], string[]]>([
    ['what is left at the end', [['mark', ['create table a'], ['create table a']]], [], ['there']],
    ['what differs', [['mark', ['create table a'], ['create table a']]], ['create table a'], ['not there']],
    [
      'a part of it that differs',
      [['mark', ['create table a'], ['create table a']]],
      ['drop column a.x'],
      ['not there'],
    ],
    ['rows alone', [['mark', []]], [], ['changes no schema']],
    [
      'what the next one takes away again',
      [
        ['mark', ['create table a']],
        ['mark', ['drop table a'], ['drop table a']],
      ],
      [],
      ['changes no schema', 'changes no schema'],
    ],
    [
      'what one renames that is there',
      [
        ['mark', ['create table a']],
        ['mark', ['drop table a', 'create table b'], ['drop table a', 'create table b']],
      ],
      [],
      ['there', 'there'],
    ],
    [
      'a part that the next one takes away',
      [
        ['mark', ['create table a'], ['create table a']],
        ['mark', ['drop column a.x'], ['drop column a.x']],
      ],
      [],
      ['there', 'there'],
    ],
    [
      'what an applied one takes away again',
      [
        ['mark', ['create table a']],
        ['applied', ['drop table a']],
      ],
      [],
      ['there'],
    ],
    [
      'the end of what a row of the history has made',
      [
        ['rewrite', ['create table a', 'create table b'], ['create table b']],
        ['mark', ['drop table a'], ['drop table a']],
      ],
      [],
      ['there', 'there'],
    ],
    [
      'a kind that the role does not see',
      [['mark', ['create job a'], ['create job a']]],
      [],
      ['changes no schema'],
    ],
  ])('%s', (_name, stages, differing, expected) => {
    const replayed = stages.map(
      ([who, changes, since = []], place): ReplayStage => ({
        proposal: who === 'applied' ? null : proposal(who, `2024010${place}000000`),
        changes: changes.map(difference),
        since: since.map(difference),
      }),
    );
    const found = evidenceOf(replayed, differing.map(difference), new Set(['job']));
    const told = replayed.flatMap((stage) => (stage.proposal === null ? [] : [found.get(stage.proposal)]));
    expect(told).toEqual(expected);
  });
});
