import { markdownTable } from 'markdown-table';
import type { Change } from '../core/report.ts';
import { byKind, type ChangeGroup, groupChanges } from './change-groups.ts';
import type { Detail } from './detail.ts';
import { cell, code, fileUrl, link, phrase, prose } from './escape.ts';
import type { Section } from './markdown-section.ts';
import { HAZARD_NAMES, kindInWords, lockInWords, lockModeInSql, plural, VERBS } from './wording.ts';

const DETAIL_LIMIT = 6;
const HAZARD_LIMIT = 5;
const FOLDED_LIMIT = 8;
const RELATION_LIMIT = 4;
const NONE = '–';
/** More rows are never written, not even in the summary; their number is told. */
const MOST = 2_000;

interface Row {
  readonly cells: readonly string[];
  /** How many changes the row tells of. */
  readonly changes: number;
}

/**
 * The table of changes: object, change, hazard, lock; parts of a table under their table. Empty without changes.
 * Rows are written once, however often a shorter table is asked for.
 */
export function changesSections(
  changes: readonly Change[],
  linkBase: string | null,
): (detail: Pick<Detail, 'changes' | 'changeRows'>) => Section {
  const groups = groupChanges(changes);
  const rows = {
    all: once(() => firstRows(groups, linkBase)),
    hazards: once(() => firstRows(groups.flatMap(onlyHazards), linkBase)),
  };
  return (detail) =>
    changes.length === 0
      ? { blocks: [], hidden: 0 }
      : table(rows[detail.changes]().slice(0, detail.changeRows), changes.length);
}

function table(rows: readonly Row[], total: number): Section {
  const hidden = total - rows.reduce((sum, row) => sum + row.changes, 0);
  const blocks = ['#### Changes'];
  if (rows.length > 0) {
    const header = ['Object', 'Change', 'What it may do', 'Lock'];
    blocks.push(markdownTable([header, ...rows.map((row) => row.cells)], { alignDelimiters: false }));
  }
  if (hidden > 0) {
    blocks.push(`…and ${plural(hidden, rows.length > 0 ? 'more change' : 'change')}, see the job summary.`);
  }
  return { blocks, hidden };
}

function firstRows(groups: readonly ChangeGroup[], linkBase: string | null): readonly Row[] {
  const rows: Row[] = [];
  for (const group of groups) {
    if (rows.length >= MOST) break;
    rows.push(...groupRows(group, linkBase).map((row) => ({ ...row, cells: row.cells.map(cell) })));
  }
  return rows.slice(0, MOST);
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function onlyHazards(group: ChangeGroup): ChangeGroup[] {
  const parts = group.parts.filter((change) => change.hazards.length > 0);
  const own = group.own !== null && group.own.hazards.length > 0 ? group.own : null;
  if (own === null && parts.length === 0) return [];
  return [{ ...group, own, parts, folded: own === null ? [] : group.folded }];
}

function groupRows(group: ChangeGroup, linkBase: string | null): Row[] {
  const title = code(group.schema === null ? group.name : `${group.schema}.${group.name}`, 100);
  const kind = group.own === null ? 'table' : kindName(group.own.kind);
  const object = [`**${kind}** ${title}`, ...foldedLines(group.folded)].join('<br>');
  const head: Row = {
    cells: [object, ...(group.own === null ? ['', '', ''] : factCells(group.own, group, linkBase))],
    changes: (group.own === null ? 0 : 1) + group.folded.length,
  };
  const parts = group.parts.slice(0, MOST).map((change) => ({
    cells: [`↳ ${partTitle(change)}`, ...factCells(change, group, linkBase)],
    changes: 1,
  }));
  return [head, ...parts];
}

function partTitle(change: Change): string {
  return change.kind === 'statement' ? code(change.name) : `${kindName(change.kind)} ${code(change.name)}`;
}

/** What came or went with the table, a line for each kind: `columns id, total`. */
function foldedLines(folded: readonly Change[]): string[] {
  return byKind(folded).map(([kind, members]) => {
    const names = members.slice(0, FOLDED_LIMIT).map((change) => code(change.name));
    const more = members.length > FOLDED_LIMIT ? ` and ${members.length - FOLDED_LIMIT} more` : '';
    return `${kindName(kind, members.length)} ${names.join(', ')}${more}`;
  });
}

function factCells(change: Change, group: ChangeGroup, linkBase: string | null): string[] {
  return [changeCell(change, linkBase), hazardCell(change), lockCell(change, group)];
}

function changeCell(change: Change, linkBase: string | null): string {
  const url = change.file === null ? null : fileUrl(linkBase, change.file, change.line);
  const verb = link(VERBS[change.verb], url);
  const lines = [change.from === null ? verb : `${verb} from ${code(change.from)}`];
  for (const text of change.details.slice(0, DETAIL_LIMIT)) lines.push(phrase(text));
  if (change.details.length > DETAIL_LIMIT) lines.push(`and ${change.details.length - DETAIL_LIMIT} more`);
  return lines.join('<br>');
}

function hazardCell(change: Change): string {
  const lines = change.hazards
    .slice(0, HAZARD_LIMIT)
    .map((hazard) => `**${HAZARD_NAMES[hazard.kind]}**: ${prose(hazard.detail, 300)}`);
  if (change.hazards.length > HAZARD_LIMIT) lines.push(`and ${change.hazards.length - HAZARD_LIMIT} more`);
  return lines.length === 0 ? NONE : lines.join('<br>');
}

/** Which relations only where it is not just the one of the row. */
function lockCell(change: Change, group: ChangeGroup): string {
  if (change.lock === null) return NONE;
  const own = group.schema === null ? group.name : `${group.schema}.${group.name}`;
  const elsewhere = change.lockedRelations.some((relation) => relation !== own);
  const names = change.lockedRelations.slice(0, RELATION_LIMIT).map((name) => code(name));
  const more = change.lockedRelations.length > RELATION_LIMIT ? ' and more' : '';
  const on = elsewhere ? ` on ${names.join(', ')}${more}` : '';
  return `${unbroken(lockInWords(change.lock))}${on}<br><sub>${unbroken(lockModeInSql(change.lock))}</sub>`;
}

/** Keeps fixed words on one line, or the narrow last column makes every row high. */
function unbroken(words: string): string {
  return words.replaceAll(' ', '&nbsp;');
}

/** Kinds are our own words; should one ever not be, it is a name like any other. */
function kindName(kind: string, count = 1): string {
  return /^[a-z][a-z _-]{0,40}$/iu.test(kind) ? kindInWords(kind, count) : code(kind);
}
