import type { Change, Report } from '../core/report.ts';
import { fullGroupName, groupChanges } from './change-groups.ts';
import {
  type ChangedObject,
  groupBy,
  type HazardNote,
  hazardNotes,
  severity,
  toldMessages,
} from './changed-object.ts';
import { columnsOf, nameWithin, type Painter, padTo, wrap } from './terminal-text.ts';
import { visibleName } from './visible.ts';
import { HAZARD_NAMES, kindInWords, lockInWords, verbOf } from './wording.ts';

const ROWS = 200;
const FOLDED = 12;
const NOTES = 6;
/** `rows changed` and two spaces. */
const VERB_WIDTH = 14;
/** `blocks reads and writes`. */
const LOCK_WIDTH = 23;

interface Row {
  readonly title: string;
  readonly depth: number;
  readonly object: ChangedObject | null;
  readonly folded: readonly Change[];
}

/** The changes as aligned columns (object, change, lock), what they may do beneath each. Empty without changes. */
export function changeLines(
  report: Pick<Report, 'changes' | 'findings'>,
  width: number,
  paint: Painter,
): string[] {
  const rows = allRows(report.changes);
  if (rows.length === 0) return [];
  const told = toldMessages(report.findings);
  const shown = rows.slice(0, ROWS);
  const wanted = Math.max(...shown.map((row) => row.depth + columnsOf(row.title)));
  const titleWidth = Math.max(12, Math.min(wanted, width - VERB_WIDTH - LOCK_WIDTH - 6));
  const lines = shown.flatMap((row) => [
    rowLine(row, titleWidth, paint),
    ...noteLines(row, told, width, paint),
  ]);
  const hidden = rows.length - shown.length;
  return [paint('bold', 'Changes'), ...lines, ...(hidden > 0 ? [`  and ${hidden} more`] : [])];
}

function allRows(changes: readonly Change[]): Row[] {
  return groupChanges(changes).flatMap((group) => {
    const kind = kindName(group.kind);
    const title = `${kind} ${visibleName(fullGroupName(group), 100)}`;
    const head: Row = { title, depth: 0, object: group.own, folded: group.folded };
    const parts = group.parts.map((object) => {
      const name = visibleName(object.name);
      return {
        title: object.kind === 'statement' ? name : `${kindName(object.kind)} ${name}`,
        depth: 2,
        object,
        folded: [],
      };
    });
    return [head, ...parts];
  });
}

function rowLine(row: Row, titleWidth: number, paint: Painter): string {
  const title = padTo(`${' '.repeat(row.depth)}${nameWithin(row.title, titleWidth - row.depth)}`, titleWidth);
  if (row.object === null) return `  ${title.trimEnd()}`;
  const [first] = row.object.changes;
  const verb = first === undefined ? '' : verbOf(first);
  const shown = severity(row.object) === 0 ? paint('red', verb) : verb;
  const lock = row.object.lock === null ? '' : lockInWords(row.object.lock);
  const dimmed = lock === 'no blocking' ? paint('dim', lock) : lock;
  return `  ${title}  ${padTo(shown, VERB_WIDTH)}  ${dimmed}`.trimEnd();
}

function noteLines(row: Row, told: ReadonlySet<string>, width: number, paint: Painter): string[] {
  const indent = ' '.repeat(row.depth + 6);
  const room = width - indent.length;
  const dim = [...foldedNotes(row.folded), ...(row.object === null ? [] : changeNotes(row.object))]
    .flatMap((text) => wrap(text, room))
    .map((line) => indent + paint('dim', line));
  const hazards = row.object === null ? [] : hazardLines(hazardNotes(row.object, told), room, paint);
  return [...dim, ...hazards.map((line) => indent + line)];
}

/** The hazards that are told elsewhere on one line, the others with their sentences. */
function hazardLines(notes: readonly HazardNote[], room: number, paint: Painter): string[] {
  const named = notes.filter((note) => note.detail === null).map((note) => HAZARD_NAMES[note.kind]);
  const sentences = notes
    .filter((note) => note.detail !== null)
    .slice(0, NOTES)
    .map((note) => `${HAZARD_NAMES[note.kind]}: ${note.detail}`);
  const style = notes.some((note) => note.kind === 'data-loss') ? 'red' : 'yellow';
  return [...(named.length > 0 ? [named.join(', ')] : []), ...sentences]
    .flatMap((text) => wrap(text, room))
    .map((line) => paint(style, line));
}

/** What the row's verb leaves open: the former name, what was altered, and further changes of the same object. */
function changeNotes(object: ChangedObject): string[] {
  const notes = object.changes.flatMap((change, index) => {
    const from = change.from === null ? [] : [`from ${visibleName(change.from)}`];
    const [first, ...others] = [...from, ...change.details.slice(0, NOTES)];
    if (index === 0) return first === undefined ? [] : [first, ...others];
    return [first === undefined ? verbOf(change) : `${verbOf(change)}: ${first}`, ...others];
  });
  return notes.slice(0, NOTES * 2);
}

/** `with columns id, total`, `with index orders_total_idx`. */
function foldedNotes(folded: readonly Change[]): string[] {
  return groupBy(folded, (change) => change.kind).map(([kind, members]) => {
    const names = members.slice(0, FOLDED).map((change) => visibleName(change.name, 60));
    const more = members.length > FOLDED ? ` and ${members.length - FOLDED} more` : '';
    return `with ${kindName(kind, members.length)} ${names.join(', ')}${more}`;
  });
}

function kindName(kind: string, count = 1): string {
  return visibleName(kindInWords(kind, count), 40);
}
