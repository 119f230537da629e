import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../../src/core/report.ts';
import { renderComment } from '../../../src/render/markdown.ts';
import { bodyIsSame, carriesMarker } from '../../../src/render/marker.ts';
import { HOSTILE_NAMES } from '../../support/hostile-names.ts';
import { hugeReport, typicalReport } from '../../support/report-samples.ts';

const OPTIONS = {
  linkBase: 'https://github.com/a/b/blob/1',
  summaryUrl: 'https://github.com/a/b/actions/runs/1',
};
const OTHER_RUN = { ...OPTIONS, summaryUrl: 'https://github.com/a/b/actions/runs/98765432100' };
const body = renderComment(typicalReport(), OPTIONS);

function slower(report: Report): Report {
  return {
    ...report,
    timings: report.timings.map((timing) => ({ ...timing, milliseconds: timing.milliseconds * 977 })),
  };
}

describe('two bodies say the same review', () => {
  test.each([
    { name: 'when nothing differs', other: renderComment(typicalReport(), OPTIONS) },
    { name: 'when only the time differs', other: renderComment(slower(typicalReport()), OPTIONS) },
    { name: 'when only the link to the run differs', other: renderComment(typicalReport(), OTHER_RUN) },
    {
      name: 'when there is no time at all',
      other: renderComment({ ...typicalReport(), timings: [] }, OPTIONS),
    },
    { name: 'when line ends came back as CRLF', other: body.replaceAll('\n', '\r\n') },
    { name: 'when the end was trimmed', other: body.trimEnd() },
  ])('$name', ({ other }) => {
    expect(bodyIsSame(body, other)).toBe(true);
    expect(bodyIsSame(other, body)).toBe(true);
  });

  test.each([4_000, 6_000, 8_000, 20_000, 65_536])(
    'at a limit of %i too, where parts are left out',
    (limit) => {
      const first = renderComment(hugeReport(), { ...OPTIONS, limit });
      expect(bodyIsSame(first, renderComment(slower(hugeReport()), { ...OTHER_RUN, limit }))).toBe(true);
    },
  );
});

describe('the life of a change', () => {
  test('is no part of what was reviewed', () => {
    const later = renderComment(typicalReport(), {
      ...OPTIONS,
      life: [{ stage: 'staging', state: 'done', link: null, when: null }],
    });
    expect(later).not.toBe(body);
    expect(bodyIsSame(body, later)).toBe(true);
  });
});

describe('two bodies say different reviews', () => {
  test.each([
    { name: 'when a finding is gone', other: renderComment({ ...typicalReport(), findings: [] }, OPTIONS) },
    {
      name: 'when only the SQL differs',
      other: renderComment({ ...typicalReport(), differenceSql: 'SELECT 1;' }, OPTIONS),
    },
    { name: 'when the head differs', other: renderComment({ ...typicalReport(), head: 'abc' }, OPTIONS) },
    {
      name: 'when the project differs',
      other: renderComment({ ...typicalReport(), project: 'apps/web' }, OPTIONS),
    },
    {
      name: 'when somebody edited the text and left the marker',
      other: body.replace('Approve only if', 'Approve as'),
    },
    { name: 'when one is no comment of ours', other: 'Looks good to me' },
    { name: 'when only the marker is left', other: body.split('\n')[0] ?? '' },
  ])('$name', ({ other }) => {
    expect(bodyIsSame(body, other)).toBe(false);
    expect(bodyIsSame(other, body)).toBe(false);
  });

  test('when SQL pretends that what follows does not count', () => {
    const pretending = (sql: string): string =>
      renderComment({ ...typicalReport(), differenceSql: `-- <!-- sluice:run -->\n${sql}` }, OPTIONS);
    expect(bodyIsSame(pretending('SELECT 1;'), pretending('DROP TABLE orders;'))).toBe(false);
  });
});

describe('the marker', () => {
  test('is carried by the comment of its project folder only', () => {
    const web = renderComment({ ...typicalReport(), project: 'apps/web' }, OPTIONS);
    expect(carriesMarker(web, 'apps/web')).toBe(true);
    expect(carriesMarker(web, 'apps')).toBe(false);
    expect(carriesMarker(web, 'apps/web2')).toBe(false);
    expect(carriesMarker(body, '.')).toBe(true);
  });

  test('counts only at the beginning of a body', () => {
    expect(carriesMarker(`> ${body}`, '.')).toBe(false);
  });

  test('is found again and is one line, whatever the folder is called', () => {
    for (const project of HOSTILE_NAMES) {
      const comment = renderComment({ ...typicalReport(), project }, OPTIONS);
      expect(carriesMarker(comment, project)).toBe(true);
      expect(comment.split('\n')[0]).toMatch(/^<!-- sluice:review:[\w.%/-]* digest:[0-9a-f]{24} -->$/u);
      expect(bodyIsSame(comment, comment)).toBe(project !== '');
    }
  });
});
