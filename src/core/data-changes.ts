import { lockedRelations, strongestLock } from './hazards.ts';
import { LOCK_MODES } from './locks.ts';
import type { ObservedStatement } from './ports.ts';
import type { Change, Hazard } from './report.ts';
import type { DataStatement } from './statements.ts';

/** Statements that change rows, as changes of their own; a SELECT only where it wrote to a relation that was there before. */
export function dataChanges(observed: readonly ObservedStatement[]): Change[] {
  return observed.flatMap((one) => {
    const { data } = one.statement;
    if (data === null || (data.action === 'select' && writtenRelations(one).length === 0)) return [];
    const table = data.table;
    const existing = writtenRelations(one);
    return [
      {
        verb: 'data' as const,
        kind: 'statement',
        schema: data.schema ?? (table === null ? null : schemaOf(one, table)),
        table,
        name: data.action.toUpperCase(),
        from: null,
        details: detailsOf(data, existing),
        hazards: hazardsOf(data, existing),
        lock: strongestLock(one),
        lockedRelations: lockedRelations(one),
        migration: one.migration.version,
        file: one.migration.file,
        line: one.statement.line,
      },
    ];
  });
}

/** Relations that were there before and that the statement took a lock for writing rows on, `schema.name`. */
export function writtenRelations({ locks }: ObservedStatement): string[] {
  const writes = locks.filter(({ mode }) => LOCK_MODES.indexOf(mode) >= LOCK_MODES.indexOf('RowExclusive'));
  return [...new Set(writes.map(({ schema, relation }) => `${schema}.${relation}`))];
}

function schemaOf(one: ObservedStatement, table: string): string | null {
  return one.locks.find(({ relation }) => relation === table)?.schema ?? null;
}

function detailsOf(data: DataStatement, existing: readonly string[]): string[] {
  const details = data.everyRow && data.action !== 'truncate' ? ['every row'] : [];
  if (data.table === null && existing.length > 0) details.push(`writes ${existing.join(', ')}`);
  if (data.table !== null && existing.length === 0) details.push('only in a table that this change creates');
  return details;
}

function hazardsOf({ action, table, everyRow }: DataStatement, existing: readonly string[]): Hazard[] {
  if (existing.length === 0) return [];
  if (action === 'truncate')
    return [{ kind: 'data-loss', detail: `All rows of ${table ?? ''} are removed.` }];
  if (action === 'delete') {
    return [
      { kind: 'data-loss', detail: `${everyRow ? 'All rows' : 'Rows'} of ${table ?? ''} are deleted.` },
    ];
  }
  if (action === 'update' && everyRow) {
    return [{ kind: 'data-loss', detail: `Values in every row of ${table ?? ''} are overwritten.` }];
  }
  return [];
}
