import { describe, expect, test } from '@jest/globals';
import type { Root } from 'mdast';
import { renderComment } from '../../../src/render/markdown.ts';
import { visibleName } from '../../../src/render/visible.ts';
import { HOSTILE_NAMES, hostileReport, randomNames } from '../../support/hostile-names.ts';
import { LIVE_TEXT, nodesOf, parseMarkdown, plainTexts } from '../../support/markdown-tree.ts';

const LINK_BASE = 'https://github.com/acme/shop/blob/1a2b3c4d';
const SUMMARY = 'https://github.com/acme/shop/actions/runs/77';

/** Every tag that the comment writes itself. */
const OUR_HTML =
  /^(?:<!-- sluice:review:[\w.%/-]* digest:[0-9a-f]{24} -->|<!-- sluice:run -->|<br>|<\/?sub>|<\/details>|<details><summary>(?:Diagram of the touched tables|The difference as SQL|The way back: <b>irreversible<\/b>|1 note|How this was checked)<\/summary>)$/u;

function rendered(name: string): Root {
  return parseMarkdown(
    renderComment(hostileReport(name), { linkBase: LINK_BASE, summaryUrl: SUMMARY, limit: 1_000_000 }),
  );
}

/** Blocks, headings and the size of tables: what a reader takes for the comment's own structure. */
function skeleton(root: Root): string[] {
  return root.children.map((child) => {
    if (child.type === 'heading') return `heading ${child.depth}`;
    if (child.type === 'table') return `table ${child.children.map((row) => row.children.length).join(' ')}`;
    if (child.type === 'list') return `list ${child.children.length}`;
    return child.type;
  });
}

const expected = skeleton(rendered('orders'));
const names = [...HOSTILE_NAMES, ...randomNames(7, 30)].filter((name) => name !== '');

describe('a comment in which everything has a hostile name', () => {
  const cases = names.map((name) => ({ title: visibleName(name, 40), name }));

  test.each(cases)('keeps its structure, its links and its silence: $title', ({ name }) => {
    const root = rendered(name);
    expect(skeleton(root)).toEqual(expected);
    for (const { value } of nodesOf(root, 'html')) expect(value).toMatch(OUR_HTML);
    for (const { url } of nodesOf(root, 'link')) {
      expect(url === SUMMARY || url.startsWith(`${LINK_BASE}/supabase/migrations/`)).toBe(true);
    }
    for (const type of [
      'image',
      'imageReference',
      'linkReference',
      'definition',
      'footnoteReference',
      'delete',
      'emphasis',
    ] as const) {
      expect(nodesOf(root, type)).toEqual([]);
    }
    for (const text of plainTexts(root)) expect(text).not.toMatch(LIVE_TEXT);
  });
});
