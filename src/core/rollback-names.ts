import { identifier } from './backup-script.ts';
import type { ObjectRename } from './ports.ts';
import { presentAddress } from './renames.ts';
import type { LiveNames, RowQuestion, RowRule, RuleColumn } from './rollback-ports.ts';

type Address = ObjectRename['before'];

/** Renames of the steps from the newest down, each with its names at the lower end as `before`. */
export type RenamesDown = readonly (readonly ObjectRename[])[];

/** What an object at the lower end of the last of some steps is called in the live database, where all of them are still to come. */
export function presentName(address: Address, kind: string, renames: RenamesDown): Address {
  return renames.toReversed().reduce((present, step) => presentAddress(kind, present, step), address);
}

/** An expression over columns of a table by the names that these have after renames; `place` is what the table is called then. */
export function underPresentNames(
  expression: string,
  place: { readonly schema: string | null; readonly table: string | null },
  renames: readonly ObjectRename[],
): string {
  const columns = renames.filter(
    ({ kind, after }) => kind === 'column' && after.schema === place.schema && after.table === place.table,
  );
  if (columns.length === 0) return expression;
  const listed = columns.map(
    ({ before, after }) => `${identifier(after.name)} as ${identifier(before.name)}`,
  );
  return `(select ${expression} from (select ${listed.join(', ')}) as present)`;
}

/** The rules of a lower end that its upper end does not have: those that rows must keep again after the step. */
export function rulesComingBack(lower: readonly RowRule[], upper: readonly RowRule[]): RowRule[] {
  const known = new Set(upper.map(ruleKey));
  return lower.filter((rule) => !known.has(ruleKey(rule)) && !isWider(rule, upper));
}

/** Tables, by `tableKey`, that are partitions at the upper end and none at the lower one. */
export function attachedPartitions(
  lower: readonly RowRule[],
  upper: readonly RowRule[],
  renames: readonly ObjectRename[],
): ReadonlySet<string> {
  const before = new Set(
    lower.filter(isBounds).map(({ schema, table }) => {
      const present = presentName({ schema, table: null, name: table }, 'table', [renames]);
      return tableKey(present.schema, present.name);
    }),
  );
  const after = upper.filter(isBounds).map(({ schema, table }) => tableKey(schema, table));
  return new Set(after.filter((key) => !before.has(key)));
}

export function tableKey(schema: string | null, table: string | null): string {
  return JSON.stringify([schema, table]);
}

/** The bounds of a partition are a rule by the name of the partition. */
function isBounds({ kind, table, name }: RowRule): boolean {
  return kind === 'check' && table === name;
}

function ruleKey({
  kind,
  schema,
  table,
  name,
  expression,
  keys,
  predicate,
  nullsDistinct,
  references,
}: RowRule) {
  const other = references === null ? null : [references.schema, references.table, references.keys];
  return JSON.stringify([kind, schema, table, name, expression, keys, predicate, nullsDistinct, other]);
}

/** An enum that loses none of its values demands nothing. */
function isWider({ kind, schema, table, keys }: RowRule, upper: readonly RowRule[]): boolean {
  if (kind === 'composite') {
    // Attributes that come back hold nothing; only those that go are asked about.
    const now = upper.find((one) => one.kind === 'composite' && one.schema === schema && one.table === table);
    return now?.keys.every((attribute) => keys.includes(attribute)) ?? false;
  }
  if (kind !== 'enum') return false;
  const now = upper.find((one) => one.kind === 'enum' && one.schema === schema && one.table === table);
  return now?.keys.every((label) => keys.includes(label)) ?? false;
}

/** A rule as a question to the live database, by the names that things have there. */
export function questionOf(rule: RowRule, renames: RenamesDown): RowQuestion {
  const { references } = rule;
  return {
    rule,
    live: liveNames(rule.schema, rule.table, partsOf(rule), renames, partKindOf(rule)),
    references:
      references === null
        ? null
        : liveNames(references.schema, references.table, references.columns, renames, 'column'),
  };
}

/** What a rule is about, besides its table or type. */
function partsOf({ kind, keys, columns }: RowRule): readonly Pick<RuleColumn, 'name'>[] {
  return kind === 'enum' ? keys.map((name) => ({ name })) : columns;
}

function partKindOf({ kind }: RowRule): PartKind {
  if (kind === 'enum') return 'enumValue';
  return kind === 'domain' || kind === 'composite' ? 'typeAttribute' : 'column';
}

type PartKind = 'column' | 'typeAttribute' | 'enumValue';

function liveNames(
  schema: string,
  table: string,
  columns: readonly Pick<RuleColumn, 'name'>[],
  renames: RenamesDown,
  parts: PartKind,
): LiveNames {
  const address = { schema, table: null, name: table };
  // The rows of a table are a type, too.
  const named =
    parts === 'column' ? address : presentName(presentName(address, 'type', renames), 'domain', renames);
  const place = presentName(named, 'table', renames);
  return {
    schema: place.schema ?? schema,
    name: place.name,
    columns: new Map(
      columns.map(({ name }) => [
        name,
        parts === 'column'
          ? presentColumn(schema, table, name, renames)
          : parts === 'enumValue'
            ? presentName({ schema, table, name }, 'enumValue', renames).name
            : presentAttribute(schema, table, name, renames),
      ]),
    ),
  };
}

/** Of a composite type, or of a table whose rows are values elsewhere. */
function presentAttribute(schema: string, table: string, name: string, renames: RenamesDown): string {
  const address = { schema, table, name };
  const present = presentName(address, 'typeAttribute', renames).name;
  return present === name ? presentName(address, 'column', renames).name : present;
}

/** Null where the name belongs to another column by now, which was called otherwise. */
function presentColumn(schema: string, table: string, name: string, renames: RenamesDown): string | null {
  const present = presentName({ schema, table, name }, 'column', renames);
  const isMoved = present.name !== name;
  const isTaken = renames.some((step) =>
    step.some(
      ({ kind, before, after }) =>
        kind === 'column' && before.table === table && after.name === name && before.name !== name,
    ),
  );
  return !isMoved && isTaken ? null : present.name;
}
