import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../../src/core/report.ts';
import { FOREIGN_REPORT_LIMIT, parseForeignReport } from '../../../src/github/foreign-report.ts';
import { renderJson } from '../../../src/render/json.ts';
import { HOSTILE_NAMES } from '../../support/hostile-names.ts';
import {
  blockedReport,
  change,
  emptyReport,
  finding,
  hugeReport,
  report,
  safeReport,
  typicalReport,
} from '../../support/report-samples.ts';

function parse(content: unknown) {
  return parseForeignReport(
    new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
  );
}

/** A report in which a name stands wherever names stand. */
function named(name: string): Report {
  return report({
    project: name,
    changes: [
      change({ verb: 'rename', kind: name, schema: name, table: name, name, from: name, details: [name] }),
    ],
    findings: [finding({ level: 'error', message: name, file: name, object: name })],
    differenceSql: name,
  });
}

function advised(): Report {
  const hazard = {
    kind: 'breaks-clients',
    detail: 'Code that says bio fails.',
    remedy: 'Keep both filled for a while.',
  } as const;
  return report({ changes: [change({ verb: 'rename', kind: 'column', name: 'about', hazards: [hazard] })] });
}

describe('a report of another run', () => {
  test.each([
    ['a typical one', typicalReport()],
    ['a blocked one', blockedReport()],
    ['an empty one', emptyReport()],
    ['a safe one', safeReport()],
    ['a huge one', hugeReport()],
    ['one with advice about a hazard', advised()],
    ...HOSTILE_NAMES.map((name) => [`one of ${JSON.stringify(name).slice(0, 40)}`, named(name)] as const),
  ])('comes back as it was written: %s', (_case, original) => {
    expect(parse(renderJson(original))).toEqual(JSON.parse(JSON.stringify(original)));
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['nothing', 'null'],
    ['another schema', { ...report(), schema: 2 }],
    ['a verb that has no comment', { ...report(), command: 'deploy' }],
    ['an unknown verdict', { ...report(), verdict: 'fine' }],
    ['a field more', { ...report(), html: '<b>' }],
    ['a field less', { ...report(), changes: undefined }],
    ['a nested field more', { ...report(), base: { ...report().base, html: '<b>' } }],
    ['a prototype', '{"__proto__":{"schema":1}}'],
    ['a head that is no digest', { ...report(), head: 'latest' }],
    ['a version that is no number', { ...report(), base: { ref: null, version: '1; drop' } }],
    ['a code with blanks', { ...report(), findings: [{ ...blockedReport().findings[0], code: 'a b' }] }],
    ['a line that is no number', { ...report(), findings: [{ ...blockedReport().findings[0], line: '1' }] }],
    ['a negative line', { ...report(), findings: [{ ...blockedReport().findings[0], line: -1 }] }],
    ['a time that never ends', { ...report(), timings: [{ step: 'x', milliseconds: -1 }] }],
    ['a name of megabytes', { ...report(), project: 'x'.repeat(30_000) }],
  ])('is refused with %s', (_case, content) => {
    expect(() => parse(content)).toThrow(expect.objectContaining({ code: 'report-invalid' }));
  });

  test('is refused where it is too large to be one', () => {
    expect(() => parseForeignReport(new Uint8Array(FOREIGN_REPORT_LIMIT + 1))).toThrow('larger than 8 MiB');
  });

  test('does not repeat what it holds in the error', () => {
    expect(() => parse({ ...report(), verdict: '::error::pwned' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('pwned') }),
    );
  });
});
