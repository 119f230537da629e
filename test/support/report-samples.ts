import type { Change, Diagram, Finding, Report } from '../../src/core/report.ts';

/** Reports as a review would make them, for tests and for looking at what the renderers make of them. */

const HEAD = '5f0d3c1f0e6a0c0b6a2b5b1d9a3f8e7c4d2b1a0f9e8d7c6b5a4f3e2d1c0b9a8f';
const MONEY = 'supabase/migrations/20250602090000_orders_in_cents.sql';
const LOOKUP = 'supabase/migrations/20250603110000_order_lookup.sql';

export function change(fields: Partial<Change> & Pick<Change, 'verb' | 'kind' | 'name'>): Change {
  return {
    schema: 'public',
    table: null,
    from: null,
    details: [],
    hazards: [],
    lock: null,
    lockedRelations: [],
    migration: '20250602090000',
    file: MONEY,
    line: 1,
    ...fields,
  };
}

export function finding(fields: Partial<Finding> & Pick<Finding, 'level' | 'message'>): Finding {
  return { code: 'sample', file: MONEY, line: 1, remedy: 'Repair it.', ...fields };
}

export function report(fields: Partial<Report> = {}): Report {
  return {
    schema: 1,
    command: 'review',
    verdict: 'safe',
    project: '.',
    migrations: [],
    changes: [],
    findings: [],
    reversal: null,
    plan: null,
    head: HEAD,
    base: { ref: 'main', version: '20250520083000' },
    engine: { name: 'embedded', major: 17, version: '17.10', standIns: [] },
    diagram: null,
    differenceSql: '',
    timings: [
      { step: 'engine', milliseconds: 212 },
      { step: 'baseline', milliseconds: 148 },
      { step: 'replay', milliseconds: 391 },
      { step: 'snapshot', milliseconds: 260 },
      { step: 'difference', milliseconds: 188 },
      { step: 'reversal', milliseconds: 540 },
    ],
    ...fields,
  };
}

/** Two migrations of a shop: a type change that rewrites, a dropped column, a policy, an index built concurrently. */
export function typicalReport(): Report {
  return report({
    verdict: 'attention',
    migrations: [
      {
        version: '20250602090000',
        name: 'orders_in_cents',
        file: MONEY,
        statements: 7,
        reversal: 'lossy',
      },
      {
        version: '20250603110000',
        name: 'order_lookup',
        file: LOOKUP,
        statements: 3,
        reversal: 'reversible',
      },
    ],
    changes: [
      change({
        verb: 'alter',
        kind: 'column',
        table: 'orders',
        name: 'total',
        details: ['type integer → bigint'],
        hazards: [
          {
            kind: 'rewrite',
            detail:
              'Every row of public.orders is written anew; nobody reads or writes it until that is done.',
          },
          { kind: 'blocking-lock', detail: 'Queries on public.orders wait while the table is rewritten.' },
        ],
        lock: 'AccessExclusive',
        lockedRelations: ['public.orders'],
        line: 4,
      }),
      change({
        verb: 'drop',
        kind: 'column',
        table: 'orders',
        name: 'internal_note',
        hazards: [
          { kind: 'data-loss', detail: 'The values of public.orders.internal_note are gone for good.' },
        ],
        lock: 'AccessExclusive',
        lockedRelations: ['public.orders'],
        line: 7,
      }),
      change({
        verb: 'rename',
        kind: 'column',
        table: 'orders',
        name: 'customer_id',
        from: 'user_id',
        lock: 'AccessExclusive',
        lockedRelations: ['public.orders'],
        line: 9,
      }),
      change({
        verb: 'create',
        kind: 'constraint',
        table: 'orders',
        name: 'orders_total_check',
        details: ['CHECK (total >= 0)'],
        hazards: [
          { kind: 'fails-on-rows', detail: 'Fails if a row of public.orders has a total below zero.' },
        ],
        lock: 'AccessExclusive',
        lockedRelations: ['public.orders'],
        line: 11,
      }),
      change({ verb: 'create', kind: 'table', name: 'order_events', line: 14 }),
      change({ verb: 'create', kind: 'column', table: 'order_events', name: 'id', line: 14 }),
      change({ verb: 'create', kind: 'column', table: 'order_events', name: 'order_id', line: 14 }),
      change({ verb: 'create', kind: 'column', table: 'order_events', name: 'kind', line: 14 }),
      change({ verb: 'create', kind: 'column', table: 'order_events', name: 'happened_at', line: 14 }),
      change({
        verb: 'create',
        kind: 'constraint',
        table: 'order_events',
        name: 'order_events_order_id_fkey',
        details: ['FOREIGN KEY (order_id) REFERENCES orders(id)'],
        hazards: [
          { kind: 'blocking-lock', detail: 'Writes to public.orders wait while the foreign key is added.' },
        ],
        lock: 'ShareRowExclusive',
        lockedRelations: ['public.orders'],
        line: 14,
      }),
      change({
        verb: 'create',
        kind: 'policy',
        table: 'order_events',
        name: 'Customers read their own events',
        line: 24,
      }),
      change({
        verb: 'create',
        kind: 'index',
        table: 'orders',
        name: 'orders_customer_id_idx',
        hazards: [
          {
            kind: 'non-transactional',
            detail: 'Runs outside a transaction; if it fails, it leaves an invalid index behind.',
          },
        ],
        lock: 'ShareUpdateExclusive',
        lockedRelations: ['public.orders'],
        migration: '20250603110000',
        file: LOOKUP,
        line: 2,
      }),
      change({
        verb: 'create',
        kind: 'function',
        name: 'order_total(bigint)',
        migration: '20250603110000',
        file: LOOKUP,
        line: 5,
      }),
      change({
        verb: 'data',
        kind: 'statement',
        table: 'orders',
        name: 'UPDATE',
        details: ['every row'],
        lock: 'RowExclusive',
        lockedRelations: ['public.orders'],
        line: 12,
      }),
    ],
    findings: [
      finding({
        code: 'rls-missing',
        level: 'warning',
        line: 14,
        column: 1,
        object: 'public.order_events',
        message:
          'Table public.order_events is in the exposed schema public without row level security: anyone with the anon key reads and writes it.',
        remedy: 'Add `ALTER TABLE public.order_events ENABLE ROW LEVEL SECURITY;` to the migration.',
      }),
      finding({
        code: 'search-path-missing',
        level: 'warning',
        file: LOOKUP,
        line: 5,
        object: 'public.order_total(bigint)',
        message:
          'Function public.order_total(bigint) is SECURITY DEFINER without a fixed search_path: a caller can slip in objects of their own.',
        remedy: "Add `SET search_path = ''` to the function and write every name with its schema.",
        excerpt: 'LINE 5: CREATE FUNCTION public.order_total(order_id bigint) RETURNS bigint\n        ^',
      }),
      finding({
        code: 'data-statement',
        level: 'note',
        line: 12,
        message:
          'UPDATE changes every row of public.orders; its effect on rows cannot be undone by computed SQL.',
        remedy: 'Write supabase/rollbacks/20250602090000_orders_in_cents.sql if the old values matter.',
      }),
    ],
    reversal: {
      verdict: 'lossy',
      objects: ['public.orders.internal_note'],
      reasons: ['The column public.orders.internal_note comes back empty: its values are not kept anywhere.'],
      dropsAgain: ['public.order_events'],
      source: 'computed',
      proof: { downMatchesBase: true, upMatchesHead: true, differences: [] },
      sql: [
        'DROP TABLE "public"."order_events";',
        'ALTER TABLE "public"."orders" DROP CONSTRAINT "orders_total_check";',
        'ALTER TABLE "public"."orders" RENAME COLUMN "customer_id" TO "user_id";',
        'ALTER TABLE "public"."orders" ADD COLUMN "internal_note" text;',
        'ALTER TABLE "public"."orders" ALTER COLUMN "total" TYPE integer;',
      ].join('\n'),
    },
    engine: {
      name: 'embedded',
      major: 17,
      version: '17.10',
      standIns: [{ extension: 'pg_net', missing: 'no request leaves the database; responses stay empty' }],
    },
    diagram: typicalDiagram(),
    differenceSql: [
      'ALTER TABLE "public"."orders" ALTER COLUMN "total" TYPE bigint;',
      'ALTER TABLE "public"."orders" DROP COLUMN "internal_note";',
      'ALTER TABLE "public"."orders" RENAME COLUMN "user_id" TO "customer_id";',
      'CREATE TABLE "public"."order_events" (\n  "id" bigint GENERATED ALWAYS AS IDENTITY,\n  "order_id" bigint NOT NULL\n);',
    ].join('\n\n'),
  });
}

function typicalDiagram(): Diagram {
  return {
    tables: [
      {
        schema: 'public',
        name: 'orders',
        change: 'altered',
        columns: [
          { name: 'id', type: 'bigint', key: 'primary', change: 'unchanged' },
          { name: 'customer_id', type: 'uuid', key: 'foreign', change: 'altered' },
          { name: 'total', type: 'bigint', key: null, change: 'altered' },
          { name: 'internal_note', type: 'text', key: null, change: 'dropped' },
          { name: 'created_at', type: 'timestamp with time zone', key: null, change: 'unchanged' },
        ],
      },
      {
        schema: 'public',
        name: 'order_events',
        change: 'created',
        columns: [
          { name: 'id', type: 'bigint', key: 'primary', change: 'created' },
          { name: 'order_id', type: 'bigint', key: 'foreign', change: 'created' },
          { name: 'kind', type: 'text', key: null, change: 'created' },
          { name: 'happened_at', type: 'timestamp with time zone', key: null, change: 'created' },
        ],
      },
      {
        schema: 'auth',
        name: 'users',
        change: 'unchanged',
        columns: [{ name: 'id', type: 'uuid', key: 'primary', change: 'unchanged' }],
      },
    ],
    relations: [
      {
        from: { schema: 'public', table: 'order_events' },
        to: { schema: 'public', table: 'orders' },
        name: 'order_events_order_id_fkey',
        optional: false,
      },
      {
        from: { schema: 'public', table: 'orders' },
        to: { schema: 'auth', table: 'users' },
        name: 'orders_customer_id_fkey',
        optional: true,
      },
    ],
  };
}

/** PostgreSQL refused a statement: nothing could be compared. */
export function blockedReport(): Report {
  return report({
    verdict: 'blocked',
    migrations: [
      { version: '20250602090000', name: 'orders_in_cents', file: MONEY, statements: 4, reversal: null },
    ],
    findings: [
      finding({
        code: 'sql-failed',
        level: 'error',
        line: 8,
        column: 34,
        sqlState: '42703',
        message: 'column "custmer_id" of relation "orders" does not exist',
        remedy:
          'Did you mean customer_id? PostgreSQL sees the columns as the migrations before this one left them.',
        excerpt:
          'LINE 8: CREATE INDEX ON public.orders (custmer_id);\n                                       ^',
      }),
    ],
  });
}

/** A pull request that touches no migration. */
export function emptyReport(): Report {
  return report({ verdict: 'nothing', engine: null, timings: [{ step: 'files', milliseconds: 12 }] });
}

/** New tables only: nothing to fear. */
export function safeReport(): Report {
  const typical = typicalReport();
  return report({
    verdict: 'safe',
    migrations: typical.migrations.slice(1),
    changes: typical.changes
      .filter((entry) => entry.table === 'order_events' || entry.name === 'order_events')
      .map((entry) => ({ ...entry, hazards: [], lock: null, lockedRelations: [] })),
    reversal: {
      verdict: 'reversible',
      objects: [],
      reasons: [],
      dropsAgain: ['public.order_events'],
      sql: 'DROP TABLE public.order_events;',
      source: 'computed',
      proof: { downMatchesBase: true, upMatchesHead: true, differences: [] },
    },
  });
}

/** A rewrite of half a product: 400 changes, 90 findings, SQL far longer than a comment. */
export function hugeReport(): Report {
  const changes = Array.from({ length: 400 }, (_, index) => {
    const table = `table_${String(Math.floor(index / 8)).padStart(3, '0')}`;
    if (index % 8 === 0) return change({ verb: 'create', kind: 'table', name: table, line: index + 1 });
    return change({
      verb: index % 8 === 7 ? 'alter' : 'create',
      kind: index % 8 === 6 ? 'index' : 'column',
      table,
      name: `part_${index}`,
      line: index + 1,
      details: index % 8 === 7 ? ['type integer → bigint'] : [],
      hazards:
        index % 8 === 7
          ? [{ kind: 'rewrite', detail: `Every row of public.${table} is written anew under a lock.` }]
          : [],
      lock: index % 8 === 7 ? 'AccessExclusive' : null,
      lockedRelations: index % 8 === 7 ? [`public.${table}`] : [],
    });
  });
  const findings = Array.from({ length: 90 }, (_, index) =>
    finding({
      code: 'rls-missing',
      level: index % 3 === 0 ? 'note' : 'warning',
      line: index + 1,
      message: `Table public.table_${index} is in an exposed schema without row level security: anyone with the anon key reads and writes it.`,
      remedy: `Add \`ALTER TABLE public.table_${index} ENABLE ROW LEVEL SECURITY;\` to the migration.`,
      excerpt: `LINE ${index + 1}: CREATE TABLE public.table_${index} (id bigint);\n        ^`,
    }),
  );
  const sql = changes.map(
    (entry) => `ALTER TABLE public.${entry.name} ADD COLUMN filler_${entry.line} text;`,
  );
  return {
    ...typicalReport(),
    changes,
    findings,
    differenceSql: sql.join('\n').repeat(3),
    reversal: {
      verdict: 'irreversible',
      objects: changes.map((entry) => `public.${entry.name}`),
      reasons: ['Data statements cannot be undone by computed SQL.'],
      dropsAgain: changes.map((entry) => `public.${entry.name}`),
      sql: sql.join('\n'),
      source: 'computed',
      proof: { downMatchesBase: false, upMatchesHead: null, differences: changes.map((entry) => entry.name) },
    },
  };
}
