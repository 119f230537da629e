import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../../src/core/errors.ts';
import { cli, type ReviewVerb } from '../../../src/entry/cli.ts';
import { FakeHost } from '../../support/fake-host.ts';

const NEVER: ReviewVerb = () => Promise.reject(new Error('no review was asked for'));

describe('the command line', () => {
  test('prints data on standard output and nothing else there', async () => {
    const host = new FakeHost();
    expect(await cli(['--version'], host, '1.2.3', NEVER)).toBe(0);
    expect(host).toMatchObject({ out: '1.2.3\n', err: '' });
  });

  test('tells all mistakes at once on standard error and ends with 2', async () => {
    const host = new FakeHost();
    expect(await cli(['review', '--bse', 'x', '--since'], host, '1.2.3', NEVER)).toBe(2);
    expect(host.out).toBe('');
    expect(host.err).toContain('did you mean --base?');
    expect(host.err).toContain('--since needs a value');
  });

  test('ends with what the review says', async () => {
    expect(await cli(['review'], new FakeHost(), '1.2.3', async () => 1)).toBe(1);
  });

  test('hands the settings over', async () => {
    let seen: unknown;
    await cli(['review', '--since', '7'], new FakeHost(), '1.2.3', async (settings) => {
      seen = settings;
      return 0;
    });
    expect(seen).toMatchObject({ since: '7', projectDir: '.' });
  });

  test.each([
    [
      'an error of ours',
      new SluiceError('connection-failed', { message: 'gone', remedy: 'try' }),
      3,
      'error: gone',
    ],
    ['a defect', new TypeError('boom'), 3, 'boom'],
  ])('ends with the exit of %s', async (_case, thrown, exit, text) => {
    const host = new FakeHost();
    expect(await cli(['review'], host, '1.2.3', () => Promise.reject(thrown))).toBe(exit);
    expect(host.err).toContain(text);
  });

  test('says that it was stopped, whatever broke because of that', async () => {
    const host = new FakeHost();
    host.stop();
    expect(await cli(['review'], host, '1.2.3', () => Promise.reject(new Error('socket closed')))).toBe(130);
    expect(host.err).toContain('Stopped by SIGTERM');
    expect(host.err).not.toContain('socket closed');
  });

  test.each([
    ['a terminal', true, {}, true],
    ['a terminal under NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a file', false, {}, false],
  ])('colours errors in %s: %s', async (_case, terminal, env, coloured) => {
    const host = new FakeHost({ terminal, env });
    await cli(['review', '--zzz'], host, '1.2.3', NEVER);
    expect(host.err.includes('\u001b[31m')).toBe(coloured);
  });
});
