import type { Change } from '../core/report.ts';
import { byKind, groupChanges, worstHazard } from './change-groups.ts';
import { columnsOf, nameWithin, type Painter, padTo, wrap } from './terminal-text.ts';
import { visibleName } from './visible.ts';
import { HAZARD_NAMES, kindInWords, lockInWords, VERBS } from './wording.ts';

const CHANGES = 200;
const FOLDED = 12;

interface Row {
  readonly object: string;
  readonly depth: number;
  readonly change: Change | null;
  readonly note: string | null;
}

/** The changes as aligned columns (object, change, lock), what they may do beneath each. Empty without changes. */
export function changeLines(changes: readonly Change[], width: number, paint: Painter): string[] {
  if (changes.length === 0) return [];
  const rows = allRows(changes);
  const shown = rows.slice(0, CHANGES);
  const changeWidth = 14;
  const lockWidth = 23;
  const wanted = Math.max(...shown.map((row) => row.depth + columnsOf(row.object)));
  const objectWidth = Math.max(12, Math.min(wanted, width - changeWidth - lockWidth - 6));
  const lines = [paint('bold', 'Changes')];
  for (const row of shown) {
    const object = `${' '.repeat(row.depth)}${nameWithin(row.object, objectWidth - row.depth)}`;
    const verb = row.change === null ? '' : VERBS[row.change.verb];
    const lock = row.change === null || row.change.lock === null ? '' : lockInWords(row.change.lock);
    const styled = row.change !== null && worstHazard(row.change) === 'data-loss' ? paint('red', verb) : verb;
    lines.push(
      `  ${padTo(object, objectWidth)}  ${padTo(styled, changeWidth)}  ${lock === 'no blocking' ? paint('dim', lock) : lock}`.trimEnd(),
      ...noteLines(row, width, paint),
    );
  }
  if (rows.length > shown.length) lines.push(`  and ${rows.length - shown.length} more`);
  return lines;
}

function allRows(changes: readonly Change[]): Row[] {
  return groupChanges(changes).flatMap((group) => {
    const name = visibleName(group.schema === null ? group.name : `${group.schema}.${group.name}`, 100);
    const kind = group.own === null ? 'table' : kindName(group.own);
    const head: Row = {
      object: `${kind} ${name}`,
      depth: 0,
      change: group.own,
      note: foldedNote(group.folded),
    };
    const parts = group.parts.map((change) => ({
      object:
        change.kind === 'statement'
          ? visibleName(change.name)
          : `${kindName(change)} ${visibleName(change.name)}`,
      depth: 2,
      change,
      note: null,
    }));
    return [head, ...parts];
  });
}

/** `with columns id, total; index orders_total_idx`. */
function foldedNote(folded: readonly Change[]): string | null {
  if (folded.length === 0) return null;
  const kinds = byKind(folded).map(([kind, members]) => {
    const names = members.slice(0, FOLDED).map((change) => visibleName(change.name, 40));
    const more = members.length > FOLDED ? ` and ${members.length - FOLDED} more` : '';
    return `${visibleName(kindInWords(kind, members.length), 40)} ${names.join(', ')}${more}`;
  });
  return `with ${kinds.join('; ')}`;
}

function noteLines(row: Row, width: number, paint: Painter): string[] {
  const indent = ' '.repeat(row.depth + 6);
  const room = width - indent.length;
  const plain: string[] = row.note === null ? [] : [row.note];
  if (row.change === null)
    return plain.flatMap((text) => wrap(text, room)).map((line) => paint('dim', indent + line));
  if (row.change.from !== null) plain.push(`from ${visibleName(row.change.from)}`);
  plain.push(...row.change.details.slice(0, 6));
  const hazards = row.change.hazards.slice(0, 6).flatMap((hazard) => {
    const style = hazard.kind === 'data-loss' ? 'red' : 'yellow';
    return wrap(`${HAZARD_NAMES[hazard.kind]}: ${hazard.detail}`, room).map(
      (line) => indent + paint(style, line),
    );
  });
  return [
    ...plain.flatMap((text) => wrap(text, room)).map((line) => indent + paint('dim', line)),
    ...hazards,
  ];
}

function kindName(change: Change): string {
  return visibleName(kindInWords(change.kind), 40);
}
