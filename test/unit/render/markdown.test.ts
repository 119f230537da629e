import { describe, expect, test } from '@jest/globals';
import { COMMENT_LIMIT, renderComment, renderSummary } from '../../../src/render/markdown.ts';
import { nodesOf, parseMarkdown } from '../../support/markdown-tree.ts';
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

const LINK_BASE = 'https://github.com/acme/shop/blob/1a2b3c4d';
const SUMMARY = 'https://github.com/acme/shop/actions/runs/77';
const OPTIONS = { linkBase: LINK_BASE, summaryUrl: SUMMARY };

function verdictLine(markdown: string): string | undefined {
  return markdown.split('\n').find((line) => line.startsWith('### '));
}

function tableRows(markdown: string): string[] {
  return markdown.split('\n').filter((line) => line.startsWith('| '));
}

describe('the verdict line', () => {
  test.each([
    {
      name: 'typical',
      sample: typicalReport(),
      expected:
        '### 🔴 2 migrations · 1 destructive · 1 table rewrite · 1 blocking lock · 1 may fail on rows · 2 warnings · rollback: lossy',
    },
    { name: 'blocked by an SQL error', sample: blockedReport(), expected: '### 🔴 1 migration · 1 error' },
    { name: 'nothing to review', sample: emptyReport(), expected: '### ⚪ no migrations to review' },
    { name: 'safe', sample: safeReport(), expected: '### 🟢 1 migration · rollback: reversible' },
    {
      name: 'of many',
      sample: hugeReport(),
      expected: '### 🟡 2 migrations · 50 table rewrites · 60 warnings · rollback: irreversible',
    },
    {
      name: 'of a project folder',
      sample: { ...safeReport(), project: 'apps/web' },
      expected: '### 🟢 `apps/web` · 1 migration · rollback: reversible',
    },
  ])('$name', ({ sample, expected }) => {
    expect(verdictLine(renderComment(sample, OPTIONS))).toBe(expected);
  });

  test('is followed by what is lost', () => {
    expect(renderComment(typicalReport(), OPTIONS)).toContain(
      'Deploying this deletes data for good: `public.orders.internal_note`. Approve only if that is meant.',
    );
  });
});

describe('the comment', () => {
  const comment = renderComment(typicalReport(), OPTIONS);

  test('has its parts in the order of a reader', () => {
    const parts = [
      '<!-- sluice:review:. digest:',
      '### 🔴',
      '20250602090000_orders_in_cents.sql',
      '#### Needs a person',
      '#### Changes',
      '#### Touched tables',
      'The difference as SQL',
      'The way back: <b>lossy</b>',
      '1 note',
      'How this was checked',
      'Full report',
    ];
    const places = parts.map((part) => comment.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((left, right) => left - right));
  });

  test('links a finding to its file and line and says how to fix it', () => {
    expect(comment).toContain(
      `**Warning** · [\`supabase/migrations/20250602090000_orders_in_cents.sql:14\`](${LINK_BASE}/supabase/migrations/20250602090000_orders_in_cents.sql#L14) · \`rls-missing\``,
    );
    expect(comment).toContain(
      '**Fix:** Add `ALTER TABLE public.order_events ENABLE ROW LEVEL SECURITY;` to the migration.',
    );
  });

  test('puts errors before warnings', () => {
    const mixed = renderComment(
      report({
        verdict: 'blocked',
        findings: [
          finding({ level: 'warning', message: 'later' }),
          finding({ level: 'error', message: 'sooner' }),
        ],
      }),
      OPTIONS,
    );
    expect(mixed.indexOf('sooner')).toBeLessThan(mixed.indexOf('later'));
  });

  test('shows the SQL with its caret in the place where PostgreSQL stopped', () => {
    const [excerpt] = nodesOf(parseMarkdown(renderComment(blockedReport(), OPTIONS)), 'code');
    expect(excerpt?.value).toBe(blockedReport().findings[0]?.excerpt);
  });

  test('lists the parts of a table under it, the worst first', () => {
    const objects = tableRows(comment).map((row) => row.split(' | ')[0]);
    expect(objects.slice(2, 6)).toEqual([
      '| **table** `public.orders`',
      '| ↳ column `internal_note`',
      '| ↳ constraint `orders_total_check`',
      '| ↳ column `total`',
    ]);
  });

  test('names in one row what comes with a new table', () => {
    expect(comment).toContain(
      '| **table** `public.order_events`<br>4 columns: `id`, `order_id`, `kind`, `happened_at`<br>policy: `Customers read their own events` |',
    );
  });

  test('says locks in human words, with the mode', () => {
    expect(comment).toContain('| blocks&nbsp;reads and&nbsp;writes<br><sub>ACCESS&nbsp;EXCLUSIVE</sub> |');
    expect(comment).toContain('| no&nbsp;blocking<br><sub>SHARE&nbsp;UPDATE EXCLUSIVE</sub> |');
    expect(comment).toContain(
      '| blocks&nbsp;writes on `public.orders`<br><sub>SHARE&nbsp;ROW EXCLUSIVE</sub> |',
    );
  });

  test('does not say in the table what a finding has said', () => {
    const typical = typicalReport();
    const [told] = typical.changes.flatMap((entry) => entry.hazards);
    const findings = [finding({ code: 'rewrite', level: 'warning', message: told?.detail ?? '' })];
    expect(renderComment({ ...typical, findings }, OPTIONS)).toContain(
      '| **table rewrite**<br>**blocking lock** |',
    );
  });

  test('puts a table of which only one part changes into one row', () => {
    const single = report({
      changes: [change({ verb: 'data', kind: 'statement', table: 'settings', name: 'INSERT' })],
    });
    expect(renderComment(single, OPTIONS)).toContain(
      '| **table** `public.settings`<br>↳ `INSERT` | [rows changed](',
    );
  });

  test('says the former name of what was renamed', () => {
    expect(comment).toMatch(/↳ column `customer_id` \| \[renamed\]\(\S+#L9\) from `user_id`/u);
  });

  test('says how the way back was proven and what it drops again', () => {
    expect(comment).toContain(
      '- Down: the schema equals the base again.\n- Up again: the schema equals the head again.',
    );
    expect(comment).toMatch(/Dropped again on the way back[^\n]+\n- `public\.order_events`/u);
  });

  test('names the stand-ins and the head', () => {
    expect(comment).toContain(
      '- Stand-in for `pg_net`: no request leaves the database; responses stay empty',
    );
    expect(comment).toContain(`- Head: \`${typicalReport().head}\``);
  });

  test('is not shortened when it fits', () => {
    expect(comment).not.toContain('Shortened');
  });

  test('has no links to files without a base', () => {
    const links = nodesOf(
      parseMarkdown(renderComment(typicalReport(), { linkBase: null, summaryUrl: null })),
      'link',
    );
    expect(links).toEqual([]);
  });

  test('has no line break inside a paragraph, which comments and summaries show differently', () => {
    const texts = nodesOf(parseMarkdown(comment), 'paragraph').flatMap((node) => nodesOf(node, 'text'));
    expect(texts.filter((text) => text.value.includes('\n'))).toEqual([]);
  });

  test('of an empty review is short', () => {
    const empty = renderComment(emptyReport(), OPTIONS);
    expect(empty).toContain('The head brings no migration that the base does not have.');
    expect(empty).not.toContain('####');
  });

  test('shows the life of the change when it is told', () => {
    const told = renderComment(typicalReport(), {
      ...OPTIONS,
      life: [
        { stage: 'reviewed', state: 'done', link: SUMMARY, when: null },
        { stage: 'staging', state: 'done', link: SUMMARY, when: '2025-06-03 12:00 UTC' },
        { stage: 'production', state: 'waiting', link: null, when: null },
      ],
    });
    expect(told).toContain(
      `**Life of this change:** [reviewed ✓](${SUMMARY}) → [staging ✓](${SUMMARY}) (\`2025-06-03\` \`12:00\` UTC) → production waiting for approval`,
    );
  });
});

describe('a report that is too long', () => {
  const limits = [COMMENT_LIMIT, 20_000, 8_000, 3_500];
  const samples = [
    { name: 'four hundred changes', sample: hugeReport() },
    {
      name: 'endless wide names',
      sample: {
        ...hugeReport(),
        migrations: Array.from({ length: 500 }, (_, index) => ({
          version: String(index),
          name: '漢'.repeat(500),
          file: `supabase/migrations/${index}_${'漢'.repeat(120)}.sql`,
          statements: 1,
          reversal: 'lossy' as const,
        })),
        changes: Array.from({ length: 25 }, (_, index) =>
          change({
            verb: 'drop',
            kind: 'column',
            table: `表${index}`.repeat(90),
            name: '😀'.repeat(900),
            details: Array.from({ length: 20 }, () => '詳'.repeat(300)),
            hazards: Array.from({ length: 20 }, () => ({
              kind: 'data-loss' as const,
              detail: '\u202e '.repeat(800),
            })),
          }),
        ),
        findings: Array.from({ length: 60 }, () =>
          finding({
            level: 'error',
            message: '\u200b '.repeat(3_000),
            remedy: '漢 '.repeat(3_000),
            excerpt: 'x\n'.repeat(5_000),
          }),
        ),
      },
    },
  ];
  const cases = samples.flatMap(({ name, sample }) => limits.map((limit) => ({ name, sample, limit })));

  test.each(cases)('$name keeps to $limit bytes, stays whole and says so', ({ sample, limit }) => {
    const comment = renderComment(sample, { ...OPTIONS, limit });
    expect(Buffer.byteLength(comment, 'utf8')).toBeLessThanOrEqual(limit);
    expect(comment.length).toBeLessThanOrEqual(limit);
    expect(comment).toContain('**Shortened to fit.** Left out here: ');
    expect(comment).toContain(`[Full report](${SUMMARY})`);
    const root = parseMarkdown(comment);
    const tags = nodesOf(root, 'html').map((node) => node.value);
    expect(tags.filter((tag) => tag.startsWith('<details>')).length).toBe(
      tags.filter((tag) => tag.startsWith('</details>')).length,
    );
    expect(root.children.at(-1)?.type).toBe('paragraph');
    expect(verdictLine(comment)).toBe(verdictLine(renderComment(sample, OPTIONS)));
  });

  const without =
    (part: string): ((comment: string) => boolean) =>
    (comment) =>
      !comment.includes(part);

  test.each([
    {
      first: 'the difference',
      gone: without('The difference as SQL</summary>'),
      before: 'the way back as SQL',
      kept: 'DROP TABLE "public"."order_events"',
    },
    {
      first: 'the way back as SQL',
      gone: without('DROP TABLE "public"."order_events"'),
      before: 'the diagram',
      kept: '```mermaid',
    },
    { first: 'the diagram', gone: without('```mermaid'), before: 'the notes', kept: '1 note</summary>' },
    {
      first: 'the notes',
      gone: without('1 note</summary>'),
      before: 'changes without hazards',
      kept: 'public.order_total(bigint)` |',
    },
    {
      first: 'changes without hazards',
      gone: without('public.order_total(bigint)` |'),
      before: 'hazards',
      kept: '**data loss**',
    },
    { first: 'hazards', gone: without('**data loss**'), before: 'the last finding', kept: '**Warning**' },
  ])('loses $first before $before', ({ gone, kept }) => {
    const sizes = Array.from({ length: 70 }, (_, index) => 12_000 - index * 140);
    const first = sizes.map((limit) => renderComment(typicalReport(), { ...OPTIONS, limit })).find(gone);
    expect(first).toContain(kept);
  });

  test('leaves out the steps of the time when they are too many, not the whole of it', () => {
    const steps = Array.from({ length: 30 }, (_, index) => ({
      step: `${index}${'長'.repeat(40)}`,
      milliseconds: 100,
    }));
    const slow = { ...typicalReport(), timings: steps };
    const room = Buffer.byteLength(renderComment({ ...slow, timings: [] }, OPTIONS), 'utf8') + 2_100;
    const comment = renderComment(slow, { ...OPTIONS, limit: room });
    expect(comment).not.toContain('Shortened');
    expect(comment).toContain('took 3.0 s</sub>');
  });

  test('says how many changes and findings are not shown', () => {
    const comment = renderComment(hugeReport(), { ...OPTIONS, limit: 20_000 });
    const shown = comment.split('\n').filter((line) => line.startsWith('**Warning**')).length;
    expect(comment).toContain(`…and ${60 - shown} more findings, see the job summary.`);
    expect(comment).toMatch(/…and \d+ more changes, see the job summary\./u);
  });

  test('is whole in the job summary', () => {
    const summary = renderSummary(hugeReport(), OPTIONS);
    expect(summary).not.toContain('Shortened');
    expect(summary).toContain('`public.table_049`');
    expect(Buffer.byteLength(summary, 'utf8')).toBeGreaterThan(COMMENT_LIMIT);
  });
});

describe('the job summary', () => {
  test('that is itself too long points to the JSON report', () => {
    const summary = renderSummary(hugeReport(), { ...OPTIONS, limit: 20_000 });
    expect(summary).toContain('The full report is in the JSON report.');
    expect(summary).toMatch(/…and \d+ more findings, see the JSON report\./u);
    expect(summary).not.toContain('see the job summary');
  });

  test('has no marker of a sticky comment', () => {
    expect(renderSummary(typicalReport(), OPTIONS)).not.toContain('sluice:review');
  });

  test('otherwise says what the comment says', () => {
    const [, ...comment] = renderComment(typicalReport(), OPTIONS).split('\n');
    expect(renderSummary(typicalReport(), OPTIONS)).toBe(comment.join('\n'));
  });
});
