import { objectName } from './object-names.ts';
import type { ColumnFacts, ObjectDifference, ObjectRename } from './ports.ts';
import { formerAddress, underNewNames } from './renames.ts';
import { tableKey, underPresentNames } from './rollback-names.ts';
import type { RowRule } from './rollback-ports.ts';
import type { LossGuard } from './rollback-work.ts';
import type { DataStatement } from './statements.ts';
import { type Clearing, takenAlong } from './taken-along.ts';

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
  /** What the schema demands of rows at the upper end: a foreign key may take further rows along. */
  readonly rules: readonly RowRule[];
  /** Tables, by `tableKey`, that the stretch has made partitions of others. */
  readonly attached: ReadonlySet<string>;
}

type Address = Pick<ObjectDifference, 'schema' | 'table' | 'name' | 'column'> & Pick<LossGuard, 'onlyItself'>;

/** What must be empty for a step to lose nothing, by the names at the stretch's upper end, where the step begins. */
export function lossGuards(effect: StretchEffect, allowed: ReadonlySet<string>): LossGuard[] {
  const present = effect.changed.map((one) => underNewNames(one, effect.renames));
  const dropped = present.filter(({ verb, kind }) => verb === 'create' && kind === 'table');
  const remade = effect.remade.map((one) => underNewNames({ ...one, verb: 'alter' }, effect.renames));
  const cleared = clearings(effect);
  const along = takenAlong(cleared, effect.rules);
  const tables = unique<Address>([
    ...dropped,
    ...remade.filter(({ kind }) => kind === 'table'),
    ...emptied(cleared, effect, present),
    ...along.tables.map(onlyItself),
  ]);
  const whole = new Set(tables.map(({ schema, name }) => tableKey(schema, name)));
  // What was there before can only have become a partition of what was not, and is taken out of it again.
  const kept = present
    .filter(
      ({ verb, kind, schema, name }) =>
        verb === 'alter' && kind === 'table' && !whole.has(tableKey(schema, name)),
    )
    .map(({ schema, name }) => ({ schema: schema ?? '', table: name }));
  const written = new Set([...cleared, ...along.tables].map(({ schema, name }) => tableKey(schema, name)));
  const columns = unique<Address>([
    ...present.filter(
      ({ verb, kind, column }) => verb === 'create' && kind === 'column' && isWritten(column?.after ?? null),
    ),
    ...remade.filter(({ kind }) => kind === 'column'),
    ...along.columns.map(onlyItself),
  ]).filter(({ schema, table }) => !whole.has(tableKey(schema, table)));
  const values = present.filter(
    (one) => (changesType(one) || isComputedAgain(one)) && !whole.has(tableKey(one.schema, one.table)),
  );
  const unsteady = (schema: string | null, table: string | null): string[] =>
    [...[...present, ...remade].filter(({ kind }) => kind === 'column'), ...along.columns]
      .filter((one) => one.schema === schema && one.table === table)
      .map(({ name }) => name);
  // A table that stays may have had partitions before, which lose what it loses.
  const isAttached = (
    one: { readonly schema: string; readonly table: string },
    table: string | null,
  ): boolean => effect.attached.has(tableKey(one.schema, one.table)) && one.table !== table;
  const guard = (kind: LossGuard['kind'], difference: Address): LossGuard => {
    const { schema, table, name, column } = difference;
    const object = objectName(difference);
    return {
      kind,
      schema: schema ?? '',
      table: kind === 'table' ? name : (table ?? ''),
      column: kind === 'table' ? null : name,
      type: kind === 'values' ? (column?.before?.type ?? null) : null,
      ...(kind === 'values' && isComputedAgain(difference)
        ? { computed: underPresentNames(column?.before?.expression ?? '', { schema, table }, effect.renames) }
        : {}),
      object,
      allowed: allowed.has(object),
      unsteady: kind === 'table' ? [] : unsteady(schema, table),
      ...(difference.onlyItself === true ? { onlyItself: true } : {}),
      former: formerNames(kind, difference, effect.renames),
      // An authored rollback that empties a table empties its partitions too.
      kept: written.has(tableKey(schema, kind === 'table' ? name : table))
        ? []
        : kept.filter((one) => kind === 'table' || isAttached(one, table)),
    };
  };
  return [
    ...tables.map((one) => guard('table', one)),
    ...columns.map((one) => guard('column', one)),
    ...values.map((one) => guard('values', one)),
  ];
}

/** What must be empty for migrations to lose nothing that destroy tables and columns, by the names that these have before them. */
export function droppedGuards(
  destroyed: readonly ObjectDifference[],
  allowed: ReadonlySet<string>,
): LossGuard[] {
  const dropped = destroyed.filter(({ column }) => {
    const before = column?.before ?? null;
    return before === null || isWritten(before);
  });
  const tables = new Set(
    dropped.filter(({ kind }) => kind === 'table').map(({ schema, name }) => tableKey(schema, name)),
  );
  return dropped
    .filter(({ kind, schema, table }) => kind === 'table' || !tables.has(tableKey(schema, table)))
    .map((one) => {
      const object = objectName(one);
      const isTable = one.kind === 'table';
      const place = { schema: one.schema ?? '', table: isTable ? one.name : (one.table ?? '') };
      const column = isTable ? null : one.name;
      return {
        kind: isTable ? 'table' : 'column',
        ...place,
        column,
        type: null,
        object,
        allowed: allowed.has(object),
        unsteady: column === null ? [] : [column],
        ignoresFill: true,
        former: { ...place, column },
        kept: [],
      };
    });
}

/** What a guarded object is called at the lower end. */
function formerNames(
  kind: LossGuard['kind'],
  { schema, table, name }: Address,
  renames: readonly ObjectRename[],
): LossGuard['former'] {
  const former = formerAddress(kind === 'table' ? 'table' : 'column', { schema, table, name }, renames);
  const isTable = kind === 'table';
  return {
    schema: former.schema ?? '',
    table: isTable ? former.name : (former.table ?? ''),
    column: isTable ? null : former.name,
  };
}

/** What a foreign key takes along is taken of its own table only. */
function onlyItself(address: Address): Address {
  return { ...address, onlyItself: true };
}

/** Numbers of an identity are the server's, but other rows may refer to them. */
function isWritten(column: ColumnFacts | null): boolean {
  return column !== null && (!column.generated || column.identity);
}

/** Of an authored rollback its author has seen to the values; a computed one converts them. */
function changesType({ kind, verb, column }: ObjectDifference): boolean {
  if (kind !== 'column' || verb !== 'alter' || column === null) return false;
  const { before, after } = column;
  return (
    before !== null &&
    after !== null &&
    before.type !== after.type &&
    before.expression === undefined &&
    !after.generated
  );
}

/** The server computes again what rows may hold otherwise by now. */
function isComputedAgain({ column }: Address): boolean {
  return column?.before?.expression !== undefined && column.after !== null && !column.after.generated;
}

/** Tables that were there before and that an authored rollback empties. */
function emptied(
  cleared: readonly Clearing[],
  { created }: StretchEffect,
  present: readonly ObjectDifference[],
): Address[] {
  const order = [...cleared].sort((left, right) => Number(left.only) - Number(right.only));
  return order.flatMap(({ schema, name: table, only }) => {
    if (created.has(`${schema}.${table}`)) return [];
    const known = present.find(({ kind, name }) => kind === 'table' && name === table);
    return [
      {
        schema: known?.schema ?? schema,
        table: null,
        name: table,
        column: null,
        ...(only && { onlyItself: true }),
      },
    ];
  });
}

/** Tables that an authored rollback takes every row out of. */
function clearings({ rollbackWrites, rules, renames }: StretchEffect): Clearing[] {
  return rollbackWrites.flatMap(({ action, schema, table, everyRow, cascades, only }) =>
    table !== null && (action === 'truncate' || (action === 'delete' && everyRow))
      ? schemasOf(schema, table, rules).map((place) => ({
          ...atUpperEnd(place, table, renames),
          truncates: action === 'truncate',
          cascades: cascades === true,
          only: only === true,
        }))
      : [],
  );
}

/** The file may have given the table its former name first. */
function atUpperEnd(
  schema: string,
  name: string,
  renames: readonly ObjectRename[],
): Pick<Clearing, 'schema' | 'name'> {
  const renamed = renames.find(
    ({ kind, before }) => kind === 'table' && before.schema === schema && before.name === name,
  );
  return { schema: renamed?.after.schema ?? schema, name: renamed?.after.name ?? name };
}

/** Where the text leaves the schema to the search path, every table of that name is meant that rows are asked about. */
function schemasOf(schema: string | null, table: string, rules: readonly RowRule[]): readonly string[] {
  if (schema !== null) return [schema];
  const known = new Set(rules.filter((rule) => rule.table === table).map((rule) => rule.schema));
  return known.size === 0 ? ['public'] : [...known];
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
