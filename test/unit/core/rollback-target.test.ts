import { describe, expect, test } from '@jest/globals';
import { beforeDeployment, targetOf } from '../../../src/core/rollback-target.ts';

function history(...versions: readonly string[]) {
  return versions.map((version) => ({ version }));
}

describe('where a rollback goes', () => {
  test.each([
    ['between two', '2', ['1', '2'], ['3', '4']],
    ['before everything', '0', [], ['1', '2', '3', '4']],
    ['the oldest', '1', ['1'], ['2', '3', '4']],
  ])('%s', (_name, to, keep, remove) => {
    expect(targetOf(to, history('1', '2', '3', '4'), [])).toEqual({ keep, remove, findings: [] });
  });

  test.each([
    ['an empty history', '1', [], /history is empty/u],
    ['the present version', '3', ['1', '3'], /newest one already/u],
    ['a version between that never was', '2', ['1', '3'], /never applied a version 2/u],
    ['a newer one', '9', ['1', '3'], /newer than the newest one/u],
  ])('%s is refused', (_name, to, versions, message) => {
    const { remove, findings } = targetOf(to, history(...versions), []);
    expect(remove).toEqual([]);
    expect(findings).toMatchObject([{ code: 'rollback-target', level: 'error' }]);
    expect(findings[0]?.message).toMatch(message);
  });
});

describe('the last deployment', () => {
  test.each<[string, readonly string[] | null, readonly string[], string, number]>([
    ['of two migrations', ['3', '4'], ['1', '2', '3', '4'], '2', 0],
    ['that was the first', ['1', '2'], ['1', '2'], '0', 0],
    ['of which one is gone since', ['3', '4'], ['1', '2', '3'], '2', 0],
    ['with others behind it', ['2'], ['1', '2', '3'], '1', 1],
    ['with others in between', ['2', '4'], ['1', '2', '3', '4'], '1', 1],
    ['that nobody recorded', null, ['1', '2'], '2', 1],
    ['that is rolled back already', ['3'], ['1', '2'], '2', 1],
  ])('%s', (_name, deployed, versions, to, refusals) => {
    const before = beforeDeployment(deployed, history(...versions));
    expect([before.to, before.findings.length]).toEqual([to, refusals]);
  });
});
