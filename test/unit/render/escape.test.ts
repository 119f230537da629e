import { describe, expect, test } from '@jest/globals';
import type { Root } from 'mdast';
import { cell, code, commentValue, fence, fileUrl, link, phrase, prose } from '../../../src/render/escape.ts';
import { visibleName } from '../../../src/render/visible.ts';
import { HOSTILE_NAMES, randomNames } from '../../support/hostile-names.ts';
import { allNodes, LIVE_TEXT, nodesOf, parseMarkdown, plainTexts } from '../../support/markdown-tree.ts';

const NAMES = [...HOSTILE_NAMES, ...randomNames(20250601, 150)];

function blockTypes(root: Root): string[] {
  return root.children.map((child) => child.type);
}

describe('a name as a code span', () => {
  test.each([
    { name: 'orders', expected: '`orders`' },
    { name: 'a`b', expected: '``a`b``' },
    { name: '`', expected: '`` ` ``' },
    { name: '', expected: '`""`' },
    { name: 'two\nlines', expected: '`two↵lines`' },
    { name: 'right\u202eto left', expected: '`right⟨U+202E⟩to left`' },
    { name: 'zero\u200bwidth', expected: '`zero⟨U+200B⟩width`' },
    { name: '\u001b[31mred', expected: '`⟨U+001B⟩[31mred`' },
    { name: '\ud800', expected: '`⟨U+D800⟩`' },
    { name: '漢字', expected: '`漢字`' },
  ])('becomes $expected', ({ name, expected }) => {
    expect(code(name)).toBe(expected);
  });

  test('of 10,000 characters loses its middle and keeps both ends', () => {
    const shown = code(`first_${'x'.repeat(10_000)}_last`);
    expect(shown).toMatch(/^`first_x+…x+_last`$/u);
    expect(shown.length).toBeLessThan(80);
  });

  test('holds exactly the visible name, whatever the name', () => {
    for (const name of NAMES) {
      const [paragraph] = parseMarkdown(`before ${code(name)} after`).children;
      const children = paragraph?.type === 'paragraph' ? paragraph.children : [];
      expect(children.map((child) => child.type)).toEqual(['text', 'inlineCode', 'text']);
      const shown = children[1]?.type === 'inlineCode' ? children[1].value : null;
      const visible = visibleName(name).replace(/`{41,}/gu, (run) => `⟨${run.length} backticks⟩`);
      // The one thing that a code span cannot tell apart: blanks at its ends.
      expect({ name, shown: shown?.trim() }).toEqual({ name, shown: name === '' ? '""' : visible.trim() });
    }
  });
});

describe('a table cell', () => {
  test('keeps its row at four cells, whatever the name', () => {
    for (const name of NAMES) {
      const row = [
        'left',
        code(name),
        prose(`The values of ${name} go`),
        link(code(name), 'https://example.org/a'),
      ];
      const root = parseMarkdown(
        `| A | B | C | D |\n| - | - | - | - |\n| ${row.map(cell).join(' | ')} |\n\nafter`,
      );
      expect({ name, blocks: blockTypes(root) }).toEqual({ name, blocks: ['table', 'paragraph'] });
      const [, body] = nodesOf(root, 'tableRow');
      expect({ name, cells: body?.children.length }).toEqual({ name, cells: 4 });
      expect(body?.children[1]?.children.map((child) => child.type)).toEqual(['inlineCode']);
    }
  });

  test.each([
    { inline: '`a|b`', expected: '`a\\|b`' },
    { inline: '`a\\|b`', expected: '`a∖\\|b`' },
    { inline: '`a\\`', expected: '`a\\`' },
  ])('$inline is written $expected', ({ inline, expected }) => {
    expect(cell(inline)).toBe(expected);
  });
});

describe('a sentence', () => {
  test.each([
    { sentence: 'Every row is written anew.', expected: 'Every row is written anew.' },
    { sentence: "It doesn't wait (much), says 'x'.", expected: "It doesn't wait (much), says 'x'." },
    { sentence: 'Table public.orders has no key.', expected: 'Table `public.orders` has no key.' },
    { sentence: 'Function public.total(integer), too', expected: 'Function `public.total(integer)`, too' },
    { sentence: "Add `SET search_path = ''` to it", expected: "Add `SET search_path = ''` to it" },
    { sentence: 'type integer → bigint', expected: 'type integer → bigint' },
    { sentence: 'mentions @team here', expected: 'mentions `@team` here' },
    { sentence: 'see #12 and GH-12', expected: 'see `#12` and `GH-12`' },
    { sentence: 'commit 0a1b2c3 and defaced', expected: 'commit `0a1b2c3` and `defaced`' },
    { sentence: 'go to www.example.org!', expected: 'go to `www.example.org`!' },
    { sentence: 'an <img> tag', expected: 'an `<img>` tag' },
    { sentence: 'this & that', expected: 'this &amp; that' },
    { sentence: 'a `b``c` d', expected: 'a `b` `c` d' },
    { sentence: '17.10 of 1,000 rows', expected: '17.10 of 1,000 rows' },
    { sentence: 'two\nlines', expected: 'two lines' },
    { sentence: '1. item', expected: '`1.` item' },
    { sentence: '- item - it is', expected: '`-` item - it is' },
    { sentence: ' \n', expected: '–' },
  ])('becomes $expected', ({ sentence, expected }) => {
    expect(prose(sentence)).toBe(expected);
  });

  test('is one paragraph of text and code without anything live, whatever the names in it', () => {
    for (const name of NAMES) {
      const root = parseMarkdown(
        `What: ${prose(`Table ${name} and "${name}" or (${name}), \`${name}\`: ${name}`)}`,
      );
      const types = new Set(allNodes(root).map((node) => node.type));
      for (const allowed of ['root', 'paragraph', 'text', 'inlineCode'] as const) types.delete(allowed);
      expect({ name, types: [...types] }).toEqual({ name, types: [] });
      for (const text of plainTexts(root))
        expect({ name, text }).toEqual({ name, text: expect.not.stringMatching(LIVE_TEXT) });
    }
  });

  test('begins no block of its own in a list', () => {
    for (const name of NAMES) {
      const root = parseMarkdown(`Why:\n- ${prose(name)}\n- last`);
      const [list] = nodesOf(root, 'list');
      expect({ name, blocks: blockTypes(root) }).toEqual({ name, blocks: ['paragraph', 'list'] });
      expect({ name, item: list?.children[0]?.children.map((child) => child.type) }).toEqual({
        name,
        item: ['paragraph'],
      });
    }
  });

  test('links no www. that has nothing behind it', () => {
    expect(prose('visit www. today')).toBe('visit `www`. today');
  });

  test('is cut where it is endless', () => {
    expect(prose('word '.repeat(10_000)).length).toBeLessThan(1_000);
  });
});

describe('a phrase', () => {
  test.each([
    { text: 'type integer → bigint', expected: 'type integer → bigint' },
    { text: 'CHECK (total >= 0)', expected: '`CHECK (total >= 0)`' },
  ])('$text becomes $expected', ({ text, expected }) => {
    expect(phrase(text)).toBe(expected);
  });
});

describe('a code fence', () => {
  test.each([
    { name: 'plain', sql: 'SELECT 1;' },
    { name: 'with a fence inside', sql: 'SELECT 1;\n```\n<b>out</b>\n```' },
    { name: 'with a longer fence inside', sql: '``````\n@team\n`````' },
    { name: 'with a tilde fence', sql: '~~~\nx\n~~~' },
    { name: 'that closes a section', sql: '</details>\n\n# Approved' },
    { name: 'that ends a comment', sql: '-->\n<img src=x>' },
    { name: 'with empty lines', sql: 'a\n\n\nb' },
  ])('$name stays one block', ({ sql }) => {
    const root = parseMarkdown(`before\n\n${fence(sql, 'sql')}\n\nafter`);
    expect(blockTypes(root)).toEqual(['paragraph', 'code', 'paragraph']);
    expect(nodesOf(root, 'code')[0]).toMatchObject({ lang: 'sql', value: sql });
  });

  test('stays one block, whatever is in it', () => {
    for (const name of NAMES) {
      const root = parseMarkdown(`before\n\n${fence(`DROP TABLE ${name};\n${name}`, 'sql')}\n\nafter`);
      expect({ name, blocks: blockTypes(root) }).toEqual({
        name,
        blocks: ['paragraph', 'code', 'paragraph'],
      });
    }
  });

  test('tells very long runs of backticks by their number, as renderers lose count of them', () => {
    expect(fence('`'.repeat(300), 'sql')).toBe('```sql\n⟨300 backticks⟩\n```');
    expect(code('`'.repeat(60))).toBe('`⟨60 backticks⟩`');
  });

  test('spells out what would turn or hide the text', () => {
    expect(fence('a\u202eb\u0000', 'sql')).toBe('```sql\na⟨U+202E⟩b⟨U+0000⟩\n```');
  });
});

describe('the address of a file', () => {
  const base = 'https://github.com/acme/shop/blob/1a2b3c';

  test.each([
    { file: 'supabase/migrations/1_a.sql', line: 12, expected: `${base}/supabase/migrations/1_a.sql#L12` },
    { file: 'a b/ü.sql', line: null, expected: `${base}/a%20b/%C3%BC.sql` },
    { file: 'x)](y)<z>"\'.sql', line: 1, expected: `${base}/x%29%5D%28y%29%3Cz%3E%22%27.sql#L1` },
    { file: 'a#b?c.sql', line: 1, expected: `${base}/a%23b%3Fc.sql#L1` },
    { file: '\ud800.sql', line: 1, expected: `${base}/%EF%BF%BD.sql#L1` },
  ])('is $expected', ({ file, line, expected }) => {
    expect(fileUrl(base, file, line)).toBe(expected);
  });

  test.each(['javascript:alert(1)', 'https://x.org/a) [b](c', 'https://x.org/<a>', ''])(
    'has no base %s',
    (bad) => {
      expect(fileUrl(bad, 'a.sql', 1)).toBeNull();
      expect(link('text', bad)).toBe('text');
    },
  );
});

describe('text inside an HTML comment', () => {
  test('cannot end the comment, whatever it is', () => {
    for (const name of NAMES) expect(commentValue(name)).toMatch(/^(?:(?!--)[\w.%/-])*$/u);
  });
});
