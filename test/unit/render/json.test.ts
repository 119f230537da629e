import { describe, expect, test } from '@jest/globals';
import { renderJson } from '../../../src/render/json.ts';
import { HOSTILE_NAMES, hostileReport, randomNames } from '../../support/hostile-names.ts';
import { blockedReport, emptyReport, typicalReport } from '../../support/report-samples.ts';

/** The same value with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

test.each([
  { name: 'typical', sample: typicalReport() },
  { name: 'blocked', sample: blockedReport() },
  { name: 'empty', sample: emptyReport() },
])('the $name report reads back as it was', ({ sample }) => {
  expect(JSON.parse(renderJson(sample))).toEqual(sample);
});

test('the fields of the contract come in one order, two spaces deep', () => {
  const keys = renderJson(typicalReport()).match(/^ {2}"\w+"/gmu);
  expect(keys?.map((key) => key.trim().slice(1, -1))).toEqual([
    'schema',
    'command',
    'verdict',
    'project',
    'migrations',
    'changes',
    'findings',
    'reversal',
    'plan',
    'head',
    'base',
    'engine',
    'diagram',
    'differenceSql',
    'timings',
  ]);
});

test('the order in which a report was built does not show', () => {
  const typical = typicalReport();
  const backwards = { ...typical, ...Object.fromEntries(Object.entries(typical).reverse()) };
  const rebuilt = Object.assign({}, reversed(typical), { schema: typical.schema });
  expect(renderJson({ ...typical, ...backwards })).toBe(renderJson(typical));
  expect(renderJson(Object.assign(typicalReport(), rebuilt))).toBe(renderJson(typical));
});

describe('hostile names', () => {
  test('read back exactly, but for halves of characters', () => {
    for (const name of [...HOSTILE_NAMES, ...randomNames(5, 60)]) {
      const sample = hostileReport(name);
      expect(JSON.parse(renderJson(sample))).toEqual(sample);
    }
  });

  test('give a workflow log nothing to obey', () => {
    for (const name of ['##[add-mask]x', '::error::x', '\n::set-output name=a::b', '\r::debug::']) {
      for (const line of renderJson(hostileReport(name)).split(/\r\n?|\n/u)) {
        expect(line).not.toMatch(/^\s*::|##\[/u);
      }
    }
  });
});
