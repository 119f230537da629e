import type { ColumnFacts, ObjectDifference, ObjectRename } from './ports.ts';
import { underNewNames } from './renames.ts';
import { displayName } from './reversal.ts';
import type { LossGuard } from './rollback-work.ts';
import type { DataStatement } from './statements.ts';

/** What going back over a stretch does, as the shadow showed it. */
export interface StretchEffect {
  /** What the stretch changed, by former names. */
  readonly changed: readonly ObjectDifference[];
  /** What the way back drops and makes anew. */
  readonly remade: readonly ObjectDifference[];
  readonly renames: readonly ObjectRename[];
  /** What an authored rollback does to rows; empty where the way back is computed. */
  readonly rollbackWrites: readonly DataStatement[];
  /** Tables that the stretch itself creates, `schema.table`. */
  readonly created: ReadonlySet<string>;
}

/** What must be empty for a step to lose nothing, by the names at the stretch's upper end, where the step begins. */
export function lossGuards(effect: StretchEffect, allowed: ReadonlySet<string>): LossGuard[] {
  const present = effect.changed.map((one) => underNewNames(one, effect.renames));
  const dropped = present.filter(({ verb, kind }) => verb === 'create' && kind === 'table');
  const remade = effect.remade.map((one) => underNewNames({ ...one, verb: 'alter' }, effect.renames));
  const tables = unique([
    ...dropped,
    ...remade.filter(({ kind }) => kind === 'table'),
    ...emptied(effect, present),
  ]);
  const whole = new Set(tables.map(({ schema, name }) => JSON.stringify([schema, name])));
  // What was there before can only have become a partition of what was not, and is taken out of it again.
  const kept = present
    .filter(
      ({ verb, kind, schema, name }) =>
        verb === 'alter' && kind === 'table' && !whole.has(JSON.stringify([schema, name])),
    )
    .map(({ schema, name }) => ({ schema: schema ?? '', table: name }));
  const written = new Set(clearings(effect).map(({ schema, name }) => JSON.stringify([schema, name])));
  const columns = unique([
    ...present.filter(
      ({ verb, kind, column }) => verb === 'create' && kind === 'column' && isWritten(column?.after ?? null),
    ),
    ...remade.filter(({ kind }) => kind === 'column'),
  ]).filter(({ schema, table }) => !whole.has(JSON.stringify([schema, table])));
  const values = present.filter(
    (one) => changesType(one) && !whole.has(JSON.stringify([one.schema, one.table])),
  );
  const unsteady = (schema: string | null, table: string | null): string[] =>
    [...present, ...remade]
      .filter((one) => one.kind === 'column' && one.schema === schema && one.table === table)
      .map(({ name }) => name);
  const guard = (
    kind: LossGuard['kind'],
    difference: Pick<ObjectDifference, 'schema' | 'table' | 'name' | 'column'>,
  ): LossGuard => {
    const { schema, table, name, column } = difference;
    const object = displayName(difference);
    return {
      kind,
      schema: schema ?? '',
      table: kind === 'table' ? name : (table ?? ''),
      column: kind === 'table' ? null : name,
      type: kind === 'values' ? (column?.before?.type ?? null) : null,
      object,
      allowed: allowed.has(object),
      unsteady: kind === 'table' ? [] : unsteady(schema, table),
      // An authored rollback that empties a table empties its partitions too.
      kept: kind === 'table' && !written.has(JSON.stringify([schema, name])) ? kept : [],
    };
  };
  return [
    ...tables.map((one) => guard('table', one)),
    ...columns.map((one) => guard('column', one)),
    ...values.map((one) => guard('values', one)),
  ];
}

/** Numbers of an identity are the server's, but other rows may refer to them. */
function isWritten(column: ColumnFacts | null): boolean {
  return column !== null && (!column.generated || column.identity);
}

/** Of an authored rollback its author has seen to the values; a computed one converts them. */
function changesType({ kind, verb, column }: ObjectDifference): boolean {
  if (kind !== 'column' || verb !== 'alter' || column === null) return false;
  const { before, after } = column;
  return before !== null && after !== null && before.type !== after.type && !after.generated;
}

/** Tables that were there before and that an authored rollback empties. */
function emptied(
  effect: StretchEffect,
  present: readonly ObjectDifference[],
): Pick<ObjectDifference, 'schema' | 'table' | 'name' | 'column'>[] {
  return clearings(effect).flatMap(({ schema, name: table }) => {
    if (effect.created.has(`${schema}.${table}`)) return [];
    const known = present.find(({ kind, name }) => kind === 'table' && name === table);
    return [{ schema: known?.schema ?? schema, table: null, name: table, column: null }];
  });
}

/** Tables that an authored rollback takes every row out of. */
function clearings({ rollbackWrites }: StretchEffect): { readonly schema: string; readonly name: string }[] {
  return rollbackWrites.flatMap(({ action, schema, table, everyRow }) =>
    table !== null && (action === 'truncate' || (action === 'delete' && everyRow))
      ? [{ schema: schema ?? 'public', name: table }]
      : [],
  );
}

function unique<One extends Pick<ObjectDifference, 'schema' | 'table' | 'name'>>(all: readonly One[]): One[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = JSON.stringify([one.schema, one.table, one.name]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
