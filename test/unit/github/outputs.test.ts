import { describe, expect, test } from '@jest/globals';
import { artifactName, reportOutputs } from '../../../src/github/outputs.ts';
import { OUTPUTS } from '../../../src/manifest.ts';
import { emptyReport, typicalReport } from '../../support/report-samples.ts';

describe('outputs', () => {
  test('count what a report holds', () => {
    const sample = typicalReport();
    expect(reportOutputs(sample)).toMatchObject({
      verdict: 'attention',
      migrations: String(sample.migrations.length),
      changes: String(sample.changes.length),
      findings: String(sample.findings.length),
      reversal: sample.reversal?.verdict,
      head: sample.head,
    });
  });

  test('are zeros and empty where there is nothing', () => {
    expect(reportOutputs(emptyReport())).toMatchObject({ migrations: '0', changes: '0', reversal: '' });
  });

  test('are those of the manifest, with what only the action knows', () => {
    const known = OUTPUTS.map(({ name }) => name);
    const others = [
      'report-path',
      'comment-url',
      'gate',
      'revert-url',
      'approved-by',
      'batches',
      'batch-count',
      'issue-url',
      'cache-key',
    ];
    const made = [...Object.keys(reportOutputs(emptyReport())), ...others];
    expect(made.sort()).toEqual([...known].sort());
  });
});

describe('the name of the artifact', () => {
  test('is plain for the root of the repository', () => {
    expect(artifactName('.')).toBe('sluice-review');
  });

  test.each(['apps/shop', 'a b', '../x', 'x'.repeat(500), '"<>|*?', 'ümlaut', '\n'])(
    'suits GitHub for %j',
    (project) => {
      expect(artifactName(project)).toMatch(/^sluice-review-[A-Za-z0-9-]{8,60}$/u);
    },
  );

  test('differs where folders differ', () => {
    expect(artifactName('apps/shop')).not.toBe(artifactName('apps-shop'));
  });
});
