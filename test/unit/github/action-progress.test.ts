import { expect, jest, test } from '@jest/globals';
import { createActionIo } from '../../../src/github/action-io.ts';

function logOf(work: () => void): string {
  let log = '';
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    log += String(text);
    return true;
  });
  try {
    work();
  } finally {
    write.mockRestore();
  }
  return log;
}

test.each([
  { reached: 100, lines: ['Fetching: 100%'] },
  { reached: 30, lines: ['Fetching: 25%'] },
  { reached: 0, lines: [] },
])('an amount that ends at $reached of 100 says how far it came, and never that it is done', (given) => {
  const log = logOf(() => {
    const amount = createActionIo({}, { now: () => 0 }).progress.amount('Fetching', 100);
    amount.advance(given.reached);
    amount.finish();
  });
  expect(log.split(/\r?\n/u).filter((line) => line !== '')).toEqual(given.lines);
});
