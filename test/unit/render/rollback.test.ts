import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../../src/core/report.ts';
import type { RollbackSummary } from '../../../src/core/rollback-report.ts';
import { renderSummary } from '../../../src/render/markdown.ts';
import { revertBody, revertTitle } from '../../../src/render/revert-request.ts';
import { renderTerminal } from '../../../src/render/terminal.ts';
import { visibleName } from '../../../src/render/visible.ts';
import { HOSTILE_NAMES, randomNames } from '../../support/hostile-names.ts';
import { LIVE_TEXT, nodesOf, parseMarkdown, plainTexts } from '../../support/markdown-tree.ts';
import { report } from '../../support/report-samples.ts';

const OPTIONS = { linkBase: null, summaryUrl: null };
const RUN_URL = 'https://github.com/acme/shop/actions/runs/7';

function rolledBack(
  name: string,
  changes: Partial<RollbackSummary> = {},
): Report & {
  readonly rollback: RollbackSummary;
} {
  const rollback: RollbackSummary = {
    mode: 'rollback',
    outcome: 'succeeded',
    run: '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
    from: '20242',
    to: '20241',
    reason: name,
    steps: [
      {
        versions: ['20242'],
        source: 'authored',
        file: `supabase/rollbacks/20242_${name}.sql`,
        sql: `drop table "${name}";`,
        done: false,
        losses: [{ kind: 'table', object: `public.${name}`, rows: 3, allowed: true }],
        remarks: [`Going back fails if a value of ${name} no longer fits.`],
      },
    ],
    versions: ['20242'],
    saved: [
      {
        kind: 'table',
        object: `public.${name}`,
        rows: 3,
        table: `sluice_quarantine.r_${name}`,
        file: null,
        restored: null,
        clashing: null,
      },
    ],
    drift: { status: 'none', differences: [] },
    verification: { status: 'matches', differences: [] },
    ...changes,
  };
  return {
    ...report({ command: 'rollback', plan: { digest: '1-0', target: `postgres@${name}/postgres` } }),
    rollback,
  };
}

/** A rollback that would lose rows which nobody has named. */
function refused(name: string): Report {
  const told = rolledBack(name);
  const steps = told.rollback.steps.map((step) => ({
    ...step,
    losses: step.losses.map((loss) => ({ ...loss, allowed: false })),
  }));
  return { ...told, rollback: { ...told.rollback, outcome: 'refused', steps, saved: [] } };
}

describe('a rollback', () => {
  test('tells in the terminal what it took away, and what to do next', () => {
    const text = renderTerminal(rolledBack('orders'), { width: 100, colours: false });
    expect(text).toContain('rolled back · 20242 → 20241 · rows of 1 object saved');
    expect(text).toContain('public.orders: 3 rows, saved first');
    expect(text).toContain('Deploys of what was rolled back are refused until the');
    expect(text).toMatch(/^Plan {6}1-0$/mu);
  });

  test('tells in its plan the statements, and in the summary too', () => {
    const planned = rolledBack('orders', { outcome: 'planned' });
    expect(renderTerminal(planned, { width: 100, colours: false })).toContain('drop table "orders";');
    const summary = renderSummary(planned, OPTIONS);
    expect(summary).toContain('drop table "orders";');
    expect(summary).toContain('public.orders: 3 rows, saved first');
  });

  test('shows in the summary the whole words to copy, however many objects there are', () => {
    const told = rolledBack('orders');
    const losses = Array.from({ length: 40 }, (_, index) => ({
      kind: 'table' as const,
      object: `public.__a_long_name_of_a_table_${index}__`,
      rows: 3,
      allowed: false,
    }));
    const steps = told.rollback.steps.map((step) => ({ ...step, losses }));
    const report = { ...told, rollback: { ...told.rollback, outcome: 'refused', steps } } as const;
    const spans = nodesOf(parseMarkdown(renderSummary(report, OPTIONS)), 'inlineCode');
    expect(spans.map(({ value }) => value)).toContain(
      `--allow-data-loss ${losses.map(({ object }) => object).join(',')}`,
    );
  });

  test('shows in the summary what stands in angle brackets', () => {
    const saved = rolledBack('orders').rollback.saved.map((one) => ({ ...one, file: 'orders.csv' }));
    const root = parseMarkdown(renderSummary(rolledBack('orders', { saved }), OPTIONS));
    expect(nodesOf(root, 'inlineCode').map(({ value }) => value)).toContain(
      '--undo --saved-rows <their folder>',
    );
  });

  const names = [...HOSTILE_NAMES, ...randomNames(11, 20)].filter((name) => name !== '');
  const cases = names.map((name) => ({ title: visibleName(name, 40), name }));

  test.each(cases)('lets nothing out of a name, in the summary or the pull request: $title', ({ name }) => {
    const told = rolledBack(name);
    const texts = [
      renderSummary(told, OPTIONS),
      renderSummary(refused(name), OPTIONS),
      revertBody(told, { environment: name, runUrl: RUN_URL }),
    ];
    for (const text of texts) {
      const root = parseMarkdown(text);
      for (const { value } of nodesOf(root, 'html')) {
        expect(value).toMatch(
          /^(?:<details><summary>[A-Za-z ]+<\/summary>|<\/details>|<!-- sluice:run -->|<\/?sub>|<br>)$/u,
        );
      }
      for (const { url } of nodesOf(root, 'link')) expect(url).toBe(RUN_URL);
      for (const type of ['image', 'imageReference', 'linkReference', 'definition', 'emphasis'] as const) {
        expect(nodesOf(root, type)).toEqual([]);
      }
      for (const plain of plainTexts(root)) expect(plain).not.toMatch(LIVE_TEXT);
    }
  });

  test('has a title of one line, whatever the environment is called', () => {
    expect(revertTitle({ versions: ['1', '2'] }, 'pro\nduction')).toBe(
      'Revert 2 migrations, rolled back from pro duction',
    );
  });
});
