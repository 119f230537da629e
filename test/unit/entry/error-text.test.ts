import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../../src/core/errors.ts';
import { asSluiceError, errorText } from '../../../src/entry/error-text.ts';

describe('an error as people read it', () => {
  test('says first what matters, then cause, remedy, place and the piece of SQL', () => {
    const error = new SluiceError('sql-failed', {
      message: 'relation "orders" does not exist',
      likelyCause: 'An earlier migration dropped it.',
      remedy: 'Write the migration again.',
      location: { file: 'supabase/migrations/1_a.sql', line: 3, column: 7 },
      excerpt: 'LINE 3: alter table orders\n                    ^',
      sqlState: '42P01',
    });
    expect(errorText(error)).toBe(
      [
        'error: relation "orders" does not exist (SQLSTATE 42P01)',
        '  cause: An earlier migration dropped it.',
        '  fix: Write the migration again.',
        '  at: supabase/migrations/1_a.sql:3:7',
        '  LINE 3: alter table orders',
        '                      ^',
        '  [sql-failed]',
        '',
      ].join('\n'),
    );
  });

  test('keeps several remedies below each other', () => {
    const error = new SluiceError('settings-invalid', { message: 'Two.', remedy: 'one\ntwo' });
    expect(errorText(error)).toContain('  fix: one\n       two\n');
  });

  test('cannot be made to move the cursor', () => {
    const error = new SluiceError('sql-failed', { message: 'a\u001b[2Jb', remedy: '\u0007' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being looked for
    expect(errorText(error)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/u);
  });

  test('of no family of ours is a defect, told with its stack', () => {
    const error = asSluiceError(new TypeError('x is not a function'));
    expect(error).toMatchObject({ code: 'internal', exit: 3 });
    expect(errorText(error)).toContain('TypeError: x is not a function');
  });
});
