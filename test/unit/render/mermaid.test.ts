import { describe, expect, test } from '@jest/globals';
import type { Diagram, DiagramTable } from '../../../src/core/report.ts';
import { renderMermaid } from '../../../src/render/mermaid.ts';
import { visibleName } from '../../../src/render/visible.ts';
import { HOSTILE_NAMES, hostileReport, randomNames } from '../../support/hostile-names.ts';
import { change, typicalReport } from '../../support/report-samples.ts';

const NOTHING: Diagram = { tables: [], relations: [] };

function table(fields: Partial<DiagramTable>): DiagramTable {
  return { schema: 'public', name: 'orders', change: 'altered', columns: [], ...fields };
}

function column(name: string, type = 'text'): DiagramTable['columns'][number] {
  return { name, type, key: null, change: 'unchanged' };
}

function drawn(...tables: DiagramTable[]): string | null {
  return renderMermaid({ tables, relations: [] });
}

test('a diagram shows tables, columns, keys and what changed', () => {
  expect(renderMermaid(typicalReport().diagram ?? NOTHING, typicalReport().changes)).toBe(
    [
      'erDiagram',
      '  t1["public.orders"] {',
      '    bigint id PK',
      '    uuid customer_id FK "was user_id"',
      '    bigint total "altered"',
      '    text internal_note "dropped"',
      '    timestamptz created_at',
      '  }',
      '  t2["public.order_events (created)"] {',
      '    bigint id PK',
      '    bigint order_id FK',
      '    text kind',
      '    timestamptz happened_at',
      '  }',
      '  t3["auth.users"] {',
      '    uuid id PK',
      '  }',
      '  t1 ||--o{ t2 : "order_events_order_id_fkey"',
      '  t3 |o--o{ t1 : "orders_customer_id_fkey"',
    ].join('\n'),
  );
});

describe('there is no diagram', () => {
  test.each([
    { name: 'of no table', count: 0 },
    { name: 'of more tables than anybody reads', count: 13 },
  ])('$name', ({ count }) => {
    const tables = Array.from({ length: count }, (_, index) => table({ name: `t${index}` }));
    expect(drawn(...tables)).toBeNull();
  });

  test('relation to a table that is not shown', () => {
    const relation = {
      from: { schema: 'public', table: 'orders' },
      to: { schema: 'auth', table: 'users' },
      name: 'fk',
      optional: false,
    };
    expect(renderMermaid({ tables: [table({})], relations: [relation] })).toBe(
      'erDiagram\n  t1["public.orders"]',
    );
  });
});

describe('a type becomes one word', () => {
  test.each([
    { type: 'integer', word: 'integer' },
    { type: 'timestamp with time zone', word: 'timestamptz' },
    { type: 'character varying(255)', word: 'varchar_255' },
    { type: 'numeric(10,2)', word: 'numeric_10_2' },
    { type: 'text[]', word: 'text_array' },
    { type: 'public."Mood"', word: 'public_Mood' },
    { type: '', word: '_' },
  ])('$type → $word', ({ type, word }) => {
    expect(drawn(table({ columns: [column('c', type)] }))).toContain(`    ${word} c\n`);
  });
});

describe('a column name becomes one word', () => {
  test.each([
    { name: 'created_at', word: 'created_at' },
    { name: 'PK', word: '_PK' },
    { name: '1st', word: '_1st' },
    { name: 'straße', word: 'straße' },
    { name: 'a "b" } c', word: 'a__b____c' },
    { name: '漢字', word: '漢字' },
    { name: '😀mood', word: '__mood' },
  ])('$name → $word', ({ name, word }) => {
    expect(drawn(table({ columns: [column(name)] }))).toContain(`    text ${word}\n`);
  });
});

test('a long table shows its changed columns and keys, and how many are left out', () => {
  const columns = Array.from({ length: 60 }, (_, index) => ({
    ...column(`c${index}`),
    change: index === 59 ? ('created' as const) : ('unchanged' as const),
  }));
  const text = drawn(table({ columns })) ?? '';
  expect(text).toContain('    text c59 "created"');
  expect(text).toContain('    more columns_36 "36 more not shown"');
  expect(text.split('\n').length).toBe(28);
});

test('a renamed column is one column with a former name', () => {
  const columns = [
    { ...column('about'), change: 'created' as const },
    { ...column('bio'), change: 'dropped' as const },
    { ...column('bin'), change: 'dropped' as const },
  ];
  const renames = [
    change({ verb: 'rename', kind: 'column', table: 'orders', name: 'about', from: 'bio' }),
    change({ verb: 'rename', kind: 'column', table: 'other', name: 'x', from: 'bin' }),
  ];
  expect(
    renderMermaid({ tables: [table({ columns })], relations: [] }, renames)
      ?.split('\n')
      .slice(2, -1),
  ).toEqual(['    text about "was bio"', '    text bin "dropped"']);
});

describe('no name adds to the diagram', () => {
  const LINE =
    /^(?:erDiagram| {2}t\d+\["[\p{L}\p{N} ._…·-]+(?: \((?:created|dropped)\))?"\](?: \{)?| {4}[A-Za-z_]\w* [_\p{L}][\w\p{L}…]*(?: (?:PK|FK))?(?: "(?:created|altered|dropped|was [\p{L}\p{N} ._…·-]+)")?| {2}\}| {2}t\d+ (?:\|o|\|\|)--o\{ t\d+ : "[\p{L}\p{N} ._…·-]+")$/u;

  test.each(
    [...HOSTILE_NAMES, ...randomNames(11, 60)].map((name) => ({
      title: visibleName(name, 40),
      name,
    })),
  )('$title', ({ name }) => {
    const { diagram, changes } = hostileReport(name);
    const lines = (renderMermaid(diagram ?? NOTHING, changes) ?? '').split('\n');
    for (const line of lines) expect(line).toMatch(LINE);
    expect([9, 10]).toContain(lines.length);
  });
});
