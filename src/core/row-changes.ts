import { writtenRelations } from './observed-locks.ts';
import type { ObservedStatement } from './ports.ts';
import type { DataStatement } from './statements.ts';

/** Words with which a text that is put together while it runs writes rows; "for insert" of a policy is none of them. */
const WRITES_ROWS =
  /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?\s+[\w".%]+|update\s+(?:only\s+)?[\w".%]+(?:\s+(?:as\s+)?[\w"]+)?\s+set)\b/iu;

/** Whether a text that runs what it puts together itself says that it writes rows. */
export function writesRows(text: string): boolean {
  return WRITES_ROWS.test(text);
}

/** Tables whose rows are compared like objects of the schema: the way back of a job is computed. */
export const COMPARED_TABLES: readonly string[] = ['cron.job'];

/** Names (`schema.table`) of the tables that the statements create: their rows are nobody's loss. */
export function createdTables(observed: readonly ObservedStatement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { statement, searchPath } of observed) {
    for (const { verb, kind, schema, name, to, toSchema } of statement.mentions) {
      if (kind !== 'table') continue;
      const place = schema ?? searchPath[0] ?? '';
      if (verb === 'create' || (verb === 'rename' && names.has(`${place}.${name}`))) {
        names.add(`${toSchema ?? place}.${to ?? name}`);
      }
    }
  }
  return names;
}

/** What a block, or a routine that is called, does to rows of tables that it finds there, as far as its text tells. */
export function changesInside(
  { statement, searchPath }: ObservedStatement,
  created: ReadonlySet<string>,
): readonly DataStatement[] {
  const inside = statement.data?.inside ?? [];
  return inside.filter(({ schema, table, fillsNewColumns }) => {
    if (fillsNewColumns === true) return false;
    const places = schema === null ? searchPath : [schema];
    return !places.some((place) => created.has(`${place}.${table}`));
  });
}

/** Whether a statement does no more to rows than filling columns that the same change adds. */
function fillsOnly({ fillsNewColumns, table, inside, dynamic }: DataStatement): boolean {
  const ownFills = fillsNewColumns === true || (table === null && inside.length > 0);
  return ownFills && !dynamic && inside.every(fillsOnly);
}

/** Why a statement changed rows that were there before (or may have), in words; null where it did not. */
export function changedRows(
  one: ObservedStatement,
  created: ReadonlySet<string>,
): { object: string; reason: string } | null {
  const { data, sql, line } = one.statement;
  if (data === null || fillsOnly(data)) return null;
  const place = `${one.migration.file}:${line}`;
  const written = writtenRelations(one).filter((name) => !COMPARED_TABLES.includes(name));
  if (written.length > 0) {
    const [only] = written.length === 1 ? written : [];
    return {
      object: only ?? written.join(', '),
      reason: `${data.action.toUpperCase()} in ${place} changes rows of ${written.join(', ')}; only a rollback written by hand can undo that.`,
    };
  }
  // On an empty shadow a loop over rows never runs, so the text of a block has the last word.
  const inside = changesInside(one, created);
  if (inside.length > 0 || (data.dynamic && writesRows(sql))) {
    const tables = inside.flatMap(({ schema, table }) =>
      table === null ? [] : [schema === null ? table : `${schema}.${table}`],
    );
    const named = [...new Set(tables)].join(', ');
    const what = data.action === 'do' ? 'The block' : 'The routine that is called';
    return {
      object: named === '' ? place : named,
      reason: `${what} in ${place} may change rows${named === '' ? '' : ` of ${named}`}; only a rollback written by hand can undo that.`,
    };
  }
  return null;
}
