import type { ObjectDifference } from './ports.ts';
import type { RowRule } from './rollback-ports.ts';

type Address = Pick<ObjectDifference, 'schema' | 'table' | 'name' | 'column'>;

/** A table that every row is taken out of. */
export interface Clearing {
  readonly schema: string;
  readonly name: string;
  readonly truncates: boolean;
  /** TRUNCATE … CASCADE. */
  readonly cascades: boolean;
  /** Whether the tables that inherit from it keep their rows. */
  readonly only: boolean;
}

/**
 * What goes with the rows of tables that are emptied: tables that refer to them ON DELETE CASCADE, or to one that is emptied
 * by TRUNCATE … CASCADE, and so on; and columns that refer to them ON DELETE SET NULL or SET DEFAULT.
 */
export function takenAlong(
  clearings: readonly Clearing[],
  rules: readonly RowRule[],
): { readonly tables: readonly Address[]; readonly columns: readonly Address[] } {
  const tables = new Map<string, Address>();
  const columns: Address[] = [];
  const seen = new Set(clearings.map(keyOf));
  const waiting = [...clearings];
  for (let cleared = waiting.shift(); cleared !== undefined; cleared = waiting.shift()) {
    for (const { kind, schema, table, keys, references } of rules) {
      if (kind !== 'foreign-key' || references === null) continue;
      if (references.schema !== cleared.schema || references.table !== cleared.name) continue;
      if (!cleared.truncates && references.onDelete === 'set') {
        columns.push(...keys.map((name) => ({ schema, table, name, column: null })));
      }
      const goesToo = cleared.truncates ? cleared.cascades : references.onDelete === 'cascade';
      const next = { ...cleared, schema, name: table };
      if (!goesToo || seen.has(keyOf(next))) continue;
      seen.add(keyOf(next));
      tables.set(keyOf(next), { schema, table: null, name: table, column: null });
      waiting.push(next);
    }
  }
  return { tables: [...tables.values()], columns };
}

function keyOf({ schema, name, truncates }: Clearing): string {
  return JSON.stringify([schema, name, truncates]);
}
