import type { Change, Diagram, DiagramRelation, DiagramTable } from '../core/report.ts';
import { cutMiddle } from './visible.ts';

/** More tables than that make a diagram nobody reads. */
export const DIAGRAM_TABLE_LIMIT = 12;
const COLUMN_LIMIT = 24;

/**
 * The diagram as Mermaid's erDiagram; null where there is nothing to draw or too much to read. Entities have names
 * of our own (`t1`) and show the table's name as a quoted label with everything but letters, digits and a few
 * signs replaced, so that no name can add to the diagram; the table of changes has the exact names.
 * Grammar: https://mermaid.js.org/syntax/entityRelationshipDiagram.html
 */
export function renderMermaid(diagram: Diagram, changes: readonly Change[] = []): string | null {
  const tables = diagram.tables.map((table) => withRenames(table, changes));
  if (tables.length === 0 || tables.length > DIAGRAM_TABLE_LIMIT) return null;
  const ids = new Map(tables.map((table, index) => [key(table.schema, table.name), `t${index + 1}`]));
  const lines = ['erDiagram'];
  for (const table of tables) lines.push(...entity(table, ids.get(key(table.schema, table.name)) ?? 't0'));
  for (const relation of diagram.relations) lines.push(...edge(relation, ids));
  return lines.join('\n');
}

type Column = DiagramTable['columns'][number] & { readonly from?: string };
type Table = Omit<DiagramTable, 'columns'> & { readonly columns: readonly Column[] };

/** A renamed column is one column with a former name, not one that came and one that went. */
function withRenames(table: DiagramTable, changes: readonly Change[]): Table {
  const formerNames = new Map<string, string>();
  for (const { verb, kind, schema, table: owner, name, from } of changes) {
    const here = schema === table.schema && owner === table.name;
    if (verb === 'rename' && kind === 'column' && here && from !== null) formerNames.set(name, from);
  }
  const gone = new Set(formerNames.values());
  const columns = table.columns
    .filter((column) => column.change !== 'dropped' || !gone.has(column.name))
    .map((column) => {
      const from = formerNames.get(column.name);
      return from === undefined ? column : { ...column, from };
    });
  return { ...table, columns };
}

function entity(table: Table, id: string): string[] {
  const state = table.change === 'created' || table.change === 'dropped' ? ` (${table.change})` : '';
  const opening = `  ${id}["${label(`${table.schema}.${table.name}`)}${state}"]`;
  const shown = columnsToShow(table);
  if (shown.length === 0) return [opening];
  const lines = shown.map((column) => {
    const mark = markOf(column, table);
    const role = column.key === null ? '' : column.key === 'primary' ? ' PK' : ' FK';
    return `    ${typeWord(column.type)} ${attributeWord(column.name)}${role}${mark === null ? '' : ` "${mark}"`}`;
  });
  const hidden = table.columns.length - shown.length;
  if (hidden > 0) lines.push(`    more columns_${hidden} "${hidden} more not shown"`);
  return [`${opening} {`, ...lines, '  }'];
}

/** What is new about a column; the columns of a new or dropped table need no mark of their own. */
function markOf(column: Column, table: Table): string | null {
  if (column.from !== undefined) return `was ${label(column.from)}`;
  if (column.change === 'unchanged') return null;
  return column.change === table.change && table.change !== 'altered' ? null : column.change;
}

/** Changed columns and keys first when a table is too long to show whole; in the table's own order. */
function columnsToShow(table: Table): readonly Column[] {
  if (table.columns.length <= COLUMN_LIMIT) return table.columns;
  const important = table.columns.filter(
    (column) => column.change !== 'unchanged' || column.key !== null || column.from !== undefined,
  );
  const rest = table.columns.filter((column) => !important.includes(column));
  const chosen = new Set([...important, ...rest].slice(0, COLUMN_LIMIT));
  return table.columns.filter((column) => chosen.has(column));
}

function edge(relation: DiagramRelation, ids: ReadonlyMap<string, string>): string[] {
  const from = ids.get(key(relation.from.schema, relation.from.table));
  const to = ids.get(key(relation.to.schema, relation.to.table));
  if (from === undefined || to === undefined) return [];
  return [`  ${to} ${relation.optional ? '|o' : '||'}--o{ ${from} : "${label(relation.name)}"`];
}

function key(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}

function label(text: string): string {
  return cutMiddle(text, 60).replace(/[^\p{L}\p{N} ._…-]/gu, '·') || '·';
}

const SHORT_TYPES: ReadonlyMap<string, string> = new Map([
  ['timestamp with time zone', 'timestamptz'],
  ['timestamp without time zone', 'timestamp'],
  ['time with time zone', 'timetz'],
  ['time without time zone', 'time'],
  ['character varying', 'varchar'],
  ['double precision', 'float8'],
]);

function typeWord(type: string): string {
  let short = type;
  for (const [long, brief] of SHORT_TYPES) short = short.replace(long, brief);
  const safe = cutMiddle(short, 40)
    .replace(/\[\]/gu, '_array')
    .replace(/[^A-Za-z0-9]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
  return startsLikeWord(safe);
}

/** Mermaid takes letters from U+00C0 to U+FFFF; emoji and the like lie beyond. */
const NO_ATTRIBUTE = /[^A-Za-z0-9_\p{L}]|[\u0080-\u00bf]|[^\0-\uffff]/gu;

function attributeWord(name: string): string {
  return startsLikeWord(cutMiddle(name, 48).replace(NO_ATTRIBUTE, '_'));
}

/** Mermaid takes PK, FK and UK for keys wherever they stand, and no word may begin with a digit. */
function startsLikeWord(word: string): string {
  return /^\p{L}/u.test(word) && !/^[PFU]K/iu.test(word) ? word : `_${word}`;
}
