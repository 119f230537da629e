import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../../src/core/report.ts';
import { renderSummary } from '../../../src/render/markdown.ts';
import { visibleName } from '../../../src/render/visible.ts';
import { HOSTILE_NAMES } from '../../support/hostile-names.ts';
import { LIVE_TEXT, nodesOf, parseMarkdown, plainTexts } from '../../support/markdown-tree.ts';
import { report } from '../../support/report-samples.ts';

/** Every tag that the summary writes itself. */
const OUR_HTML =
  /^(?:<!-- sluice:run -->|<\/?sub>|<\/details>|<details><summary>How this was checked<\/summary>)$/u;

function driftOf(environment: string): Report {
  const drift = {
    environment,
    target: 'postgres@localhost/postgres',
    serverVersion: '17.6',
    against: 'record',
    outcome: 'none',
    record: null,
    backSql: '',
    loses: [],
    migrationSql: '',
    written: `supabase/migrations/20250101000000_${environment}.sql`,
    recorded: null,
    unseen: [],
    waiting: [],
  } as const;
  return { ...report({ command: 'drift' }), drift };
}

function statusOf(name: string): Report {
  const environment = (called: string) => ({
    name: called,
    target: null,
    serverVersion: null,
    problem: null,
    applied: 1,
    pending: 0,
    newest: '20250101000000',
    unfinished: 0,
  });
  const status = {
    environments: [environment(name), environment('staging')],
    versions: [],
    leads: [{ ahead: name, behind: 'staging', versions: ['20250101000000'] }],
  };
  return { ...report({ command: 'status' }), status };
}

describe('the name of an environment', () => {
  const cases = HOSTILE_NAMES.filter((name) => name !== '').map((name) => ({
    title: visibleName(name, 40),
    name,
  }));

  test.each(cases)('stays a name in a summary: $title', ({ name }) => {
    for (const told of [driftOf(name), statusOf(name)]) {
      const root = parseMarkdown(renderSummary(told, { linkBase: null, summaryUrl: null }));
      for (const { value } of nodesOf(root, 'html')) expect(value).toMatch(OUR_HTML);
      for (const type of ['link', 'image', 'emphasis', 'strong', 'definition'] as const) {
        expect(nodesOf(root, type)).toEqual([]);
      }
      for (const text of plainTexts(root)) expect(text).not.toMatch(LIVE_TEXT);
    }
  });
});
