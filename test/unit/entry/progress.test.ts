import { describe, expect, test } from '@jest/globals';
import { terminalProgress } from '../../../src/entry/terminal-progress.ts';
import { FakeHost } from '../../support/fake-host.ts';

/** What stands on the screen after the writes: `\r` and "erase line" replace the current line. */
function screen(written: string): readonly string[] {
  return written
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\u001b[2K') + (line.includes('\u001b[2K') ? 4 : 0)));
}

describe('progress in a terminal', () => {
  test('is one line that is rewritten, and nothing at the end', () => {
    const host = new FakeHost({ terminal: true });
    const progress = terminalProgress(host.stderr, false);
    const end = progress.step('Replaying');
    expect(screen(host.err)).toEqual(['… Replaying']);
    end();
    expect(screen(host.err)).toEqual(['']);
  });

  test('keeps lines of their own above it', () => {
    const host = new FakeHost({ terminal: true });
    const progress = terminalProgress(host.stderr, false);
    progress.step('Replaying');
    progress.info('Taken from the cache.');
    progress.warn('It is old.');
    expect(screen(host.err)).toEqual(['Taken from the cache.', 'warning: It is old.', '… Replaying']);
  });

  test('shows the newest of several steps, and again the older one when that ends', () => {
    const host = new FakeHost({ terminal: true });
    const progress = terminalProgress(host.stderr, false);
    progress.step('Starting');
    const end = progress.step('Parsing');
    expect(screen(host.err)).toEqual(['… Parsing']);
    end();
    expect(screen(host.err)).toEqual(['… Starting']);
  });

  test('fits the line into the terminal, and no name moves the cursor', () => {
    const host = new FakeHost({ terminal: true });
    terminalProgress(host.stderr, false).step(`\u001b[2J${'x'.repeat(500)}\n`);
    expect(screen(host.err)).toHaveLength(1);
    expect(screen(host.err)[0]?.length).toBeLessThan(80);
    expect(host.err).not.toContain('\u001b[2J');
  });
});

describe('progress in a file', () => {
  test('is a line a step, without control characters', () => {
    const host = new FakeHost();
    const progress = terminalProgress(host.stderr, true);
    progress.step('Replaying')();
    progress.warn('It is \u001b[2Jold.');
    expect(host.err).toMatch(/^Replaying\nwarning: It is .*old\.\n$/u);
    expect(host.err).not.toContain('\u001b');
  });

  test('tells a known amount by quarters', () => {
    const host = new FakeHost();
    const amount = terminalProgress(host.stderr, false).amount('Fetching', 100);
    for (let done = 0; done <= 100; done += 5) amount.advance(done);
    amount.finish();
    expect(host.err).toBe('Fetching: 25%\nFetching: 50%\nFetching: 75%\nFetching: 100%\n');
  });

  test('what ends before it is whole is not called done', () => {
    const host = new FakeHost();
    const amount = terminalProgress(host.stderr, false).amount('Fetching', 100);
    amount.advance(30);
    amount.finish();
    expect(host.err).toBe('Fetching: 25%\n');
  });
});
