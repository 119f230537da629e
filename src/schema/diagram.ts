import type { FactBase, StableId } from '@supabase/pg-delta/core';
import type { Change, Diagram, DiagramRelation, DiagramTable } from '../core/report.ts';

type Columns = DiagramTable['columns'];
type Mark = DiagramTable['change'];

/** The tables that changes touch and those that they refer to, with columns and foreign keys; null where no table is touched. */
export function diagramOf(before: FactBase, after: FactBase, changes: readonly Change[]): Diagram | null {
  const touched = new Map<string, { schema: string; name: string }>();
  for (const { kind, schema, table, name, verb } of changes) {
    const touchedTable = kind === 'table' ? name : table;
    if (schema === null || touchedTable === null || verb === 'data') continue;
    touched.set(JSON.stringify([schema, touchedTable]), { schema, name: touchedTable });
  }
  const tables = [...touched.values()].flatMap(({ schema, name }) => {
    const id: StableId = { kind: 'table', schema, name };
    return after.has(id) || before.has(id) ? [tableOf(id, schema, name, before, after)] : [];
  });
  if (tables.length === 0) return null;
  const relations = tables.flatMap(({ schema, name }) => relationsOf(after, schema, name));
  const known = new Set(tables.map(({ schema, name }) => JSON.stringify([schema, name])));
  const neighbours = relations.flatMap(({ to }) => {
    const key = JSON.stringify([to.schema, to.table]);
    if (known.has(key)) return [];
    known.add(key);
    return [{ schema: to.schema, name: to.table, change: 'unchanged' as const, columns: [] }];
  });
  return { tables: [...tables, ...neighbours], relations };
}

function tableOf(
  id: StableId,
  schema: string,
  name: string,
  before: FactBase,
  after: FactBase,
): DiagramTable {
  const change: Mark = !before.has(id) ? 'created' : after.has(id) ? 'altered' : 'dropped';
  return { schema, name, change, columns: columnsOf(id, before, after) };
}

function columnsOf(table: StableId, before: FactBase, after: FactBase): Columns {
  const keys = keyColumns(table, after.has(table) ? after : before);
  const sides = after.has(table) ? [after, before] : [before];
  const seen = new Set<string>();
  return sides.flatMap((facts) =>
    facts
      .childrenOf(table)
      .filter((fact) => fact.id.kind === 'column')
      .sort((left, right) => position(left.payload) - position(right.payload))
      .flatMap((fact) => {
        if (fact.id.kind !== 'column' || seen.has(fact.id.name)) return [];
        seen.add(fact.id.name);
        const { type } = fact.payload;
        return [
          {
            name: fact.id.name,
            type: typeof type === 'string' ? type : '',
            key: keys.get(fact.id.name) ?? null,
            change: markOf(fact.id, before, after),
          },
        ];
      }),
  );
}

function position(payload: Readonly<Record<string, unknown>>): number {
  const value = payload['_position'];
  return typeof value === 'number' ? value : 0;
}

function markOf(id: StableId, before: FactBase, after: FactBase): Mark {
  if (!before.has(id)) return 'created';
  if (!after.has(id)) return 'dropped';
  return before.rollupOf(id) === after.rollupOf(id) ? 'unchanged' : 'altered';
}

function keyColumns(table: StableId, facts: FactBase): Map<string, 'primary' | 'foreign'> {
  const keys = new Map<string, 'primary' | 'foreign'>();
  for (const fact of facts.childrenOf(table)) {
    const type = fact.id.kind === 'constraint' ? fact.payload['type'] : null;
    if (type !== 'p' && type !== 'f') continue;
    for (const edge of facts.outgoingEdges(fact.id)) {
      if (edge.to.kind !== 'column' || !('name' in table) || edge.to.table !== table.name) continue;
      if (keys.get(edge.to.name) !== 'primary') keys.set(edge.to.name, type === 'p' ? 'primary' : 'foreign');
    }
  }
  return keys;
}

function relationsOf(facts: FactBase, schema: string, name: string): DiagramRelation[] {
  const table: StableId = { kind: 'table', schema, name };
  return facts.childrenOf(table).flatMap((fact) => {
    if (fact.id.kind !== 'constraint' || fact.payload['type'] !== 'f') return [];
    const columns = facts.outgoingEdges(fact.id).flatMap(({ to }) => (to.kind === 'column' ? [to] : []));
    const own = columns.filter((column) => column.schema === schema && column.table === name);
    const other = columns.find((column) => column.schema !== schema || column.table !== name);
    const to = other ?? own[0];
    if (to === undefined) return [];
    return [
      {
        from: { schema, table: name },
        to: { schema: to.schema, table: to.table },
        name: fact.id.name,
        optional: own.some((column) => facts.get(column)?.payload['notNull'] !== true),
      },
    ];
  });
}
