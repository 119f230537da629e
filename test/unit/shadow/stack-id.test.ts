import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { isOrphan, stackId } from '../../../src/shadow/stack-id.ts';

/** The number of a process that is gone. */
function ended(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

function made(machine: string, processId: number): string {
  return stackId({ machine, processId, randomWord: () => '0123456789ab' });
}

describe('a stack of the Supabase CLI', () => {
  test.each([
    ['of a process that is gone', true, () => made('here', ended())],
    ['of a process that lives', false, () => made('here', process.pid)],
    ['of another machine', false, () => made('there', ended())],
    ['of the user', false, () => 'shop'],
    ['of the user with a name like ours', false, () => 'sluice-shadow-shop'],
  ])('%s: left behind is %s', (_name, orphan, id) => {
    expect(isOrphan(id(), { machine: 'here' })).toBe(orphan);
  });

  test('has an id that the CLI takes as it is', () => {
    expect(made('here', 4_194_304)).toMatch(/^[a-z0-9-]{1,40}$/u);
  });
});
