import { expect, test } from '@jest/globals';
import type { Change, Finding, Level, Verdict } from '../../../src/core/report.ts';
import { verdictOf } from '../../../src/core/verdict.ts';

function findings(...levels: Level[]): Finding[] {
  return levels.map((level) => ({ code: 'x', level, file: null, line: null, message: '', remedy: '' }));
}

function change(hazards: Change['hazards']): Change {
  return {
    verb: 'create',
    kind: 'table',
    schema: 'public',
    table: null,
    name: 'orders',
    from: null,
    details: [],
    hazards,
    lock: null,
    lockedRelations: [],
    migration: null,
    file: null,
    line: null,
  };
}

test.each<[name: string, migrations: number, changes: Change[], findings: Finding[], verdict: Verdict]>([
  ['no migrations', 0, [], [], 'nothing'],
  ['a migration that changes nothing', 1, [], [], 'safe'],
  ['a change without hazards', 1, [change([])], [], 'safe'],
  ['a note', 1, [], findings('note'), 'safe'],
  ['a hazard', 1, [change([{ kind: 'non-transactional', detail: '' }])], [], 'attention'],
  ['a warning', 1, [], findings('note', 'warning'), 'attention'],
  ['an error', 1, [], findings('warning', 'error'), 'blocked'],
  ['an error without migrations', 0, [], findings('error'), 'blocked'],
  ['a warning without migrations', 0, [], findings('warning'), 'attention'],
])('%s', (_name, migrations, changes, found, verdict) => {
  expect(verdictOf(migrations, changes, found)).toBe(verdict);
});
