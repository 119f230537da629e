import type { Change } from '../core/report.ts';
import type { ChangeGroup } from './change-groups.ts';
import { type ChangedObject, groupBy, hazardNotes } from './changed-object.ts';
import { code, fileUrl, link, phrase, prose } from './escape.ts';
import { HAZARD_NAMES, kindInWords, lockInWords, lockModeInSql, verbOf } from './wording.ts';

const CHANGE_LIMIT = 6;
const DETAIL_LIMIT = 6;
const HAZARD_LIMIT = 5;
const DETAIL_WIDTH = 100;
const FOLDED_LIMIT = 4;
const FOLDED_WIDTH = 44;
const RELATION_LIMIT = 4;
const NONE = '–';

/** One row of the table of changes, as inline Markdown. */
export interface ChangeRow {
  readonly cells: readonly string[];
  /** How many changes the row tells of. */
  readonly changes: number;
}

export interface RowFacts {
  readonly linkBase: string | null;
  /** Messages of findings: what they say, the table does not say again. */
  readonly told: ReadonlySet<string>;
}

/** A table and its parts: a row each, but one row for both where the table has nothing to say and one part only. */
export function groupRows(group: ChangeGroup, fullName: string, facts: RowFacts): readonly ChangeRow[] {
  const kind = kindName(group.kind);
  const title = `**${kind}** ${code(fullName, 100)}`;
  const parts = group.parts.map((object) => ({
    cells: [`↳ ${partTitle(object)}`, ...factCells(object, fullName, facts)],
    changes: object.changes.length,
  }));
  if (group.own === null) {
    const [only, ...others] = parts;
    if (only !== undefined && others.length === 0) {
      const [object = '', ...cells] = only.cells;
      return [{ ...only, cells: [`${title}<br>${object}`, ...cells] }];
    }
    return [{ cells: [title, '', '', ''], changes: 0 }, ...parts];
  }
  const head: ChangeRow = {
    cells: [[title, ...foldedLines(group.folded)].join('<br>'), ...factCells(group.own, fullName, facts)],
    changes: group.own.changes.length + group.folded.length,
  };
  return [head, ...parts];
}

function partTitle(object: ChangedObject): string {
  return object.kind === 'statement' ? code(object.name) : `${kindName(object.kind)} ${code(object.name)}`;
}

/** What came or went with the table, a line for each kind: `2 columns: id, total`. */
function foldedLines(folded: readonly Change[]): string[] {
  return groupBy(folded, (change) => change.kind).map(([kind, members]) => {
    const names = members.slice(0, FOLDED_LIMIT).map((change) => code(change.name, FOLDED_WIDTH));
    const count =
      members.length === 1 ? kindName(kind) : `${members.length} ${kindName(kind, members.length)}`;
    return `${count}: ${names.join(', ')}${andMore(members.length - FOLDED_LIMIT)}`;
  });
}

function factCells(object: ChangedObject, fullName: string, facts: RowFacts): string[] {
  return [changeCell(object, facts), hazardCell(object, facts), lockCell(object, fullName)];
}

function changeCell(object: ChangedObject, facts: RowFacts): string {
  const shown = object.changes.slice(0, CHANGE_LIMIT);
  const lines = shown.flatMap((change) => changeLines(change, facts));
  if (object.changes.length > shown.length) lines.push(andMore(object.changes.length - shown.length).trim());
  return lines.join('<br>');
}

/** `altered: type integer → bigint`, further details on lines of their own. */
function changeLines(change: Change, facts: RowFacts): string[] {
  const url = change.file === null ? null : fileUrl(facts.linkBase, change.file, change.line);
  const verb = link(verbOf(change), url);
  const from = change.from === null ? '' : ` from ${code(change.from)}`;
  const [first, ...others] = change.details.slice(0, DETAIL_LIMIT).map((text) => phrase(text, DETAIL_WIDTH));
  const lines = [first === undefined ? verb + from : `${verb + from}: ${first}`, ...others];
  const hidden = change.details.length - DETAIL_LIMIT;
  return hidden > 0 ? [...lines, andMore(hidden).trim()] : lines;
}

function hazardCell(object: ChangedObject, facts: RowFacts): string {
  const notes = hazardNotes(object, facts.told);
  const lines = notes.slice(0, HAZARD_LIMIT).map(({ kind, detail }) => {
    const name = `**${HAZARD_NAMES[kind]}**`;
    return detail === null ? name : `${name}: ${prose(detail, 300)}`;
  });
  if (notes.length > HAZARD_LIMIT) lines.push(andMore(notes.length - HAZARD_LIMIT).trim());
  return lines.length === 0 ? NONE : lines.join('<br>');
}

/** Which relations only where it is not just the one of the group. */
function lockCell(object: ChangedObject, fullName: string): string {
  if (object.lock === null) return NONE;
  const relations = object.lockedRelations;
  const names = relations.slice(0, RELATION_LIMIT).map((name) => code(name));
  const on = relations.some((relation) => relation !== fullName)
    ? ` on ${names.join(', ')}${andMore(relations.length - RELATION_LIMIT)}`
    : '';
  return `${inTwoLines(lockInWords(object.lock))}${on}<br><sub>${inTwoLines(lockModeInSql(object.lock))}</sub>`;
}

/** Lets fixed words break at one place only, or the last column becomes as narrow as its longest word. */
function inTwoLines(words: string): string {
  const [first, second, ...others] = words.split(' ');
  return [[first, second].filter((word) => word !== undefined).join('&nbsp;'), others.join('&nbsp;')]
    .join(' ')
    .trim();
}

function andMore(hidden: number): string {
  return hidden > 0 ? ` and ${hidden} more` : '';
}

/** Kinds are our own words; should one ever not be, it is a name like any other. */
function kindName(kind: string, count = 1): string {
  return /^[a-z][a-z _-]{0,40}$/iu.test(kind) ? kindInWords(kind, count) : code(kind);
}
