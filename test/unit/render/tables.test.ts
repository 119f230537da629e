import { describe, expect, test } from '@jest/globals';
import type { TargetResult } from '../../../src/core/targets.ts';
import { renderSummary } from '../../../src/render/markdown.ts';
import { targetsSummary } from '../../../src/render/targets-markdown.ts';
import { visibleName } from '../../../src/render/visible.ts';
import { HOSTILE_NAMES } from '../../support/hostile-names.ts';
import { nodesOf, parseMarkdown } from '../../support/markdown-tree.ts';
import { report } from '../../support/report-samples.ts';

function failedTarget(text: string): TargetResult {
  return {
    target: { name: 'eu', environment: text, secret: 'EU_DB_URL', wave: 1 },
    result: {
      kind: 'deployment',
      plan: '1-0',
      outcome: 'failed',
      applied: 0,
      pending: 1,
      verified: false,
      milliseconds: 3,
      problem: text,
    },
  };
}

function backupOf(name: string): string {
  const backup = {
    target: 'postgres@localhost/postgres',
    serverVersion: '17.6',
    folder: 'backup',
    way: 'copy',
    why: 'No program is needed.',
    program: null,
    encryption: null,
    tables: [{ schema: 'public', name, rows: 3 }],
    files: [],
    leftOut: [],
    restoreCommand: 'psql',
    run: null,
  } as const;
  return renderSummary({ ...report({ command: 'backup' }), backup }, { linkBase: null, summaryUrl: null });
}

/** How many cells each row of the only table has. */
function rowsOf(markdown: string): readonly number[] {
  return nodesOf(parseMarkdown(markdown), 'tableRow').map(({ children }) => children.length);
}

describe('a table of a job summary', () => {
  const cases = HOSTILE_NAMES.map((name) => ({ title: visibleName(name, 40), name }));

  test.each(cases)('of targets keeps its columns: $title', ({ name }) => {
    expect(rowsOf(targetsSummary([failedTarget(name)]))).toEqual([7, 7]);
  });

  test.each(cases)('of backed up tables keeps its columns: $title', ({ name }) => {
    expect(rowsOf(backupOf(name))).toEqual([2, 2]);
  });
});
