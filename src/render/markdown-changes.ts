import { markdownTable } from 'markdown-table';
import type { Report } from '../core/report.ts';
import { type ChangeGroup, fullGroupName, groupChanges } from './change-groups.ts';
import { toldMessages } from './changed-object.ts';
import type { Detail } from './detail.ts';
import { cell } from './escape.ts';
import { type ChangeRow, groupRows } from './markdown-change-rows.ts';
import type { Section } from './markdown-section.ts';
import { plural } from './wording.ts';

/** More rows are never written, not even in the summary; their number is told. */
const MOST = 2_000;

/**
 * The table of changes: object, change, hazard, lock; parts of a table under their table. Empty without changes.
 * Rows are written once, however often a shorter table is asked for; `elsewhere` is where a reader finds the rest.
 */
export function changesSections(
  report: Pick<Report, 'changes' | 'findings'>,
  linkBase: string | null,
  elsewhere: string,
): (detail: Pick<Detail, 'changes' | 'changeRows'>) => Section {
  const { changes } = report;
  const groups = groupChanges(changes);
  const facts = { linkBase, told: toldMessages(report.findings) };
  const write = (chosen: readonly ChangeGroup[]): readonly ChangeRow[] => {
    const rows: ChangeRow[] = [];
    for (const group of chosen) {
      if (rows.length < MOST) rows.push(...groupRows(group, fullGroupName(group), facts));
    }
    return rows.slice(0, MOST);
  };
  const rows = { all: once(() => write(groups)), hazards: once(() => write(groups.flatMap(onlyHazards))) };
  return (detail) =>
    changes.length === 0
      ? { blocks: [], hidden: 0 }
      : tableOf(rows[detail.changes]().slice(0, detail.changeRows), changes.length, elsewhere);
}

function tableOf(rows: readonly ChangeRow[], total: number, elsewhere: string): Section {
  const hidden = total - rows.reduce((sum, row) => sum + row.changes, 0);
  const blocks = ['#### Changes'];
  if (rows.length > 0) {
    const header = ['Object', 'Change', 'What it may do', 'Lock'];
    const table = [header, ...rows.map((row) => row.cells.map(cell))];
    blocks.push(markdownTable(table, { alignDelimiters: false }));
  }
  if (hidden > 0) {
    blocks.push(`…and ${plural(hidden, rows.length > 0 ? 'more change' : 'change')}, see ${elsewhere}.`);
  }
  return { blocks, hidden };
}

function onlyHazards(group: ChangeGroup): ChangeGroup[] {
  const parts = group.parts.filter((object) => object.hazards.length > 0);
  const own = group.own !== null && group.own.hazards.length > 0 ? group.own : null;
  if (own === null && parts.length === 0) return [];
  return [{ ...group, own, parts, folded: own === null ? [] : group.folded }];
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
