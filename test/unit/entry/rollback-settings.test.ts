import { describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../../src/core/errors.ts';
import { parseRevertSettings, parseRollbackSettings } from '../../../src/entry/rollback-settings.ts';
import type { GivenInputs } from '../../../src/entry/settings.ts';

const GIVEN = { 'db-url': 'postgresql://me@h/app', to: '20240101000000', plan: 'true' };

function problems(given: GivenInputs): string {
  try {
    parseRollbackSettings(given, {}, 'cli');
    return '';
  } catch (error) {
    if (error instanceof SluiceError) return `${error.message}\n${error.remedy}`;
    throw error;
  }
}

describe('the settings of rollback', () => {
  test('have careful defaults', () => {
    expect(parseRollbackSettings(GIVEN, {}, 'cli')).toMatchObject({
      mode: 'rollback',
      to: '20240101000000',
      plan: true,
      expectPlan: null,
      allowDataLoss: [],
      reason: null,
      drift: 'fail',
      lockWait: 60_000,
      limits: { lockTimeout: 5_000, statementTimeout: null, lockRetries: 10 },
    });
  });

  test('take a list of losses apart', () => {
    const given = { ...GIVEN, 'allow-data-loss': ' public.orders, public.users.note ,' };
    expect(parseRollbackSettings(given, {}, 'cli').allowDataLoss).toEqual([
      'public.orders',
      'public.users.note',
    ]);
  });

  test.each<[string, GivenInputs, string]>([
    ['undo', { undo: 'true', plan: 'true' }, 'undo'],
    ['resume-deploys', { 'resume-deploys': 'true' }, 'resume-deploys'],
    ['a version', { to: '0', plan: 'true' }, 'rollback'],
    ['the last deployment', { to: 'last-deployment', plan: 'true' }, 'rollback'],
  ])('know what %s asks for', (_name, given, mode) => {
    expect(parseRollbackSettings({ 'db-url': GIVEN['db-url'], ...given }, {}, 'cli').mode).toBe(mode);
  });

  test.each<[string, GivenInputs, RegExp]>([
    ['nothing to do', { plan: 'true' }, /--to is missing/u],
    ['a version that is none', { to: 'yesterday', plan: 'true' }, /--to "yesterday" is no version/u],
    ['a run without a plan', { to: '1' }, /--expect-plan is missing: make the plan first/u],
    ['an undo without a plan', { undo: 'true' }, /--expect-plan is missing/u],
    ['an undo to a version', { undo: 'true', to: '1', plan: 'true' }, /--to cannot be combined with --undo/u],
    [
      'an undo that resumes',
      { undo: 'true', 'resume-deploys': 'true', plan: 'true' },
      /--undo cannot be combined with --resume-deploys/u,
    ],
    ['a plan that is none', { to: '1', 'expect-plan': 'latest!' }, /is no digest of a plan/u],
  ])('refuse %s, and say what to write', (_name, given, says) => {
    expect(problems({ 'db-url': GIVEN['db-url'], ...given })).toMatch(says);
  });
});

test('revert needs an environment, a report and a token', () => {
  expect(() => parseRevertSettings({}, {})).toThrow(
    expect.objectContaining({ code: 'settings-invalid', message: '3 settings cannot be used.' }),
  );
});
