import { lockedRelations, strongestLock, writtenRelations } from './observed-locks.ts';
import type { PlacedChange } from './placed-change.ts';
import type { ObservedStatement } from './ports.ts';
import type { Hazard } from './report.ts';
import { COMPARED_TABLES, changesInside, createdTables } from './row-changes.ts';
import type { DataStatement } from './statements.ts';

/** Statements that change rows, as changes of their own; a SELECT only where it wrote to a relation that was there before. */
export function dataChanges(observed: readonly ObservedStatement[]): PlacedChange[] {
  const created = createdTables(observed);
  return observed.flatMap((one) => {
    const existing = writtenRelations(one);
    const data = one.statement.data ?? hiddenWrite(one.statement.node, existing);
    if (data === null || (data.action === 'select' && existing.length + data.inside.length === 0)) return [];
    const place = { file: one.migration.file, line: one.statement.line };
    const hazards = hazardsOf(data, one, existing, created);
    const change = {
      verb: 'data' as const,
      kind: 'statement',
      schema: data.schema ?? (data.table === null ? null : schemaOf(one, data.table)),
      table: data.table,
      name: data.action.toUpperCase(),
      from: null,
      details: detailsOf(data, one, existing),
      hazards,
      lock: strongestLock(one),
      lockedRelations: lockedRelations(one),
      migration: one.migration.version,
      ...place,
    };
    return [{ change, hazards: hazards.map((hazard) => ({ ...hazard, ...place })) }];
  });
}

/** EXPLAIN ANALYZE, PREPARE and EXECUTE do what another statement says; only their locks tell that it writes. */
function hiddenWrite(node: string, existing: readonly string[]): DataStatement | null {
  if (existing.length === 0 || !['ExplainStmt', 'PrepareStmt', 'ExecuteStmt'].includes(node)) return null;
  return {
    action: 'select',
    schema: null,
    table: null,
    columns: [],
    everyRow: false,
    inside: [],
    dynamic: true,
  };
}

function schemaOf({ locks, searchPath }: ObservedStatement, table: string): string | null {
  return locks.find(({ relation }) => relation === table)?.schema ?? searchPath[0] ?? null;
}

/** Statements that name no table of their own. */
const WITHOUT_TABLE: readonly DataStatement['action'][] = ['do', 'call', 'select'];

function detailsOf(data: DataStatement, one: ObservedStatement, existing: readonly string[]): string[] {
  if (data.action === 'do' || (data.table === null && data.inside.length > 0))
    return insideDetails(data, one, existing);
  const details = data.everyRow && data.action !== 'truncate' ? ['every row'] : [];
  if (data.fillsNewColumns === true) details.push('only columns that this change adds');
  if (data.table === null) {
    if (existing.length > 0) details.push(`writes ${existing.join(', ')}`);
  } else if (existing.length === 0) details.push('only in a table that this change creates');
  if (data.action === 'truncate' && existing.length > 1) details.push(`empties ${existing.join(', ')}`);
  const byTriggers = existing.flatMap((name) =>
    isTold(data, bareName(name)) ? [] : triggeredOn(data, name),
  );
  return [
    ...details,
    ...new Set(data.inside.map((inner) => insideDetail(inner, one))),
    ...new Set(byTriggers.map((inner) => `a trigger ${insideDetail(inner, one)}`)),
  ];
}

/** What a block does, or a routine that is called. */
function insideDetails(
  { inside, dynamic }: DataStatement,
  one: ObservedStatement,
  existing: readonly string[],
): string[] {
  if (inside.length > 0) return [...new Set(inside.map((inner) => insideDetail(inner, one)))];
  if (existing.length > 0) return [`writes ${existing.join(', ')}`];
  return [dynamic ? DYNAMIC : 'changes no rows by its own text'];
}

const DYNAMIC = 'runs text that it puts together itself';

function insideDetail({ action, schema, table }: DataStatement, { locks }: ObservedStatement): string {
  if (table === null) return DYNAMIC;
  const place = schema ?? locks.find(({ relation }) => relation === table)?.schema ?? null;
  return `${VERBS[action] ?? action} ${place === null ? table : `${place}.${table}`}`;
}

const VERBS: Partial<Record<DataStatement['action'], string>> = {
  insert: 'inserts into',
  update: 'updates',
  delete: 'deletes from',
  merge: 'merges into',
  truncate: 'empties',
  copy: 'copies into',
};

function hazardsOf(
  data: DataStatement,
  one: ObservedStatement,
  existing: readonly string[],
  created: ReadonlySet<string>,
): Hazard[] {
  const own =
    WITHOUT_TABLE.includes(data.action) || existing.length === 0
      ? []
      : lossOf(data, data.action === 'truncate' ? existing.join(', ') : (data.table ?? ''));
  const inner = changesInside(one, created).flatMap((change) => lossOf(change, change.table ?? ''));
  const known = [...own, ...inner];
  return [...known, ...untoldWrites(data, existing)];
}

/** What was locked for writing and is in no text: functions, triggers, MERGE, dynamic SQL. */
function untoldWrites(data: DataStatement, existing: readonly string[]): Hazard[] {
  const untold = existing.filter(
    (name) =>
      !COMPARED_TABLES.includes(name) &&
      data.action !== 'truncate' &&
      !isTold(data, bareName(name)) &&
      !onlyInserts(triggeredOn(data, name)),
  );
  return untold.length === 0
    ? []
    : [
        {
          kind: 'data-loss',
          detail: `May change or delete rows of ${untold.join(', ')}: the text does not say what it does there.`,
          remedy: 'Look at what it runs, triggers and functions included, before you approve.',
        },
      ];
}

function isTold({ action, table, inside }: DataStatement, name: string): boolean {
  return action !== 'merge' && (table === name || inside.some((inner) => inner.table === name));
}

/** What triggers do to a table that was locked for writing. */
function triggeredOn({ triggered = [] }: DataStatement, name: string): DataStatement[] {
  return triggered.filter(({ table }) => table === bareName(name));
}

/** New rows lose nothing, an audit log for instance. */
function onlyInserts(changes: readonly DataStatement[]): boolean {
  return changes.length > 0 && changes.every(({ action }) => action === 'insert');
}

/** `public.orders` → `orders`. */
function bareName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Rows have no code that could stop using them first. */
const KEEP_ROWS =
  'If anybody may want them again, keep a copy before it in the same migration: create table … as select … from …;';

function lossOf({ action, everyRow, fillsNewColumns }: DataStatement, table: string): Hazard[] {
  switch (action) {
    case 'truncate':
      return [{ kind: 'data-loss', detail: `All rows of ${table} are removed.`, remedy: KEEP_ROWS }];
    case 'delete':
      return [
        {
          kind: 'data-loss',
          detail: `${everyRow ? 'All rows' : 'Rows'} of ${table} are deleted.`,
          remedy: KEEP_ROWS,
        },
      ];
    case 'update':
      return everyRow && fillsNewColumns !== true
        ? [
            {
              kind: 'data-loss',
              detail: `Values in every row of ${table} are overwritten.`,
              remedy: KEEP_ROWS,
            },
          ]
        : [];
    default:
      return [];
  }
}
