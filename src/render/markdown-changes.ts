import { markdownTable } from 'markdown-table';
import type { Change } from '../core/report.ts';
import { type ChangeGroup, groupChanges } from './change-groups.ts';
import type { Detail } from './detail.ts';
import { cell, code, fileUrl, link, prose } from './escape.ts';
import { HAZARD_NAMES, lockInWords, lockModeInSql, plural, VERBS } from './wording.ts';

const DETAIL_LIMIT = 6;
const HAZARD_LIMIT = 5;
const FOLDED_LIMIT = 8;

/** The table of changes: object, change, hazard, lock; parts of a table under their table. Empty without changes. */
export function changesSection(
  changes: readonly Change[],
  linkBase: string | null,
  detail: Pick<Detail, 'changes' | 'changeLimit'>,
): readonly string[] {
  if (changes.length === 0) return [];
  const groups = groupChanges(changes);
  const eligible =
    detail.changes === 'all' ? groups : groups.map(onlyHazards).filter((group) => group !== null);
  const rows: string[][] = [];
  let shown = 0;
  for (const group of eligible) {
    const size = countOf(group);
    if (shown + size > detail.changeLimit) break;
    rows.push(...groupRows(group, linkBase));
    shown += size;
  }
  const hidden = changes.length - shown;
  const more =
    hidden === 0
      ? []
      : [`…and ${plural(hidden, rows.length === 0 ? 'change' : 'more change')}, see the job summary.`];
  if (rows.length === 0) return ['#### Changes', ...more];
  const table = markdownTable(
    [['Object', 'Change', 'What it may do', 'Lock'], ...rows.map((row) => row.map(cell))],
    { alignDelimiters: false },
  );
  return ['#### Changes', table, ...more];
}

function onlyHazards(group: ChangeGroup): ChangeGroup | null {
  const parts = group.parts.filter((change) => change.hazards.length > 0);
  const own = group.own !== null && group.own.hazards.length > 0 ? group.own : null;
  return own === null && parts.length === 0
    ? null
    : { ...group, own, parts, folded: own === null ? [] : group.folded };
}

function countOf(group: ChangeGroup): number {
  return (group.own === null ? 0 : 1) + group.parts.length + group.folded.length;
}

function groupRows(group: ChangeGroup, linkBase: string | null): string[][] {
  const title = qualified(group.schema, group.name);
  if (group.own !== null && !group.isTable) {
    return [[`**${kindName(group.own)}** ${title}`, ...columns(group.own, group, linkBase)]];
  }
  const head =
    group.own === null
      ? [`**table** ${title}`, '', '', '']
      : [`**${kindName(group.own)}** ${title}`, ...columns(group.own, group, linkBase)];
  const parts = group.parts.map((change) => [
    `&emsp;↳ ${partTitle(change)}`,
    ...columns(change, { ...group, folded: [] }, linkBase),
  ]);
  return [head, ...parts];
}

function partTitle(change: Change): string {
  return change.kind === 'statement' ? code(change.name) : `${kindName(change)} ${code(change.name)}`;
}

function columns(change: Change, group: ChangeGroup, linkBase: string | null): string[] {
  return [changeCell(change, group.folded, linkBase), hazardCell(change), lockCell(change, group)];
}

function changeCell(change: Change, folded: readonly Change[], linkBase: string | null): string {
  const url = change.file === null ? null : fileUrl(linkBase, change.file, change.line);
  const verb = link(VERBS[change.verb], url);
  const lines = [change.from === null ? verb : `${verb} from ${code(change.from)}`];
  for (const phrase of change.details.slice(0, DETAIL_LIMIT)) lines.push(prose(phrase, 160));
  if (change.details.length > DETAIL_LIMIT) lines.push(`and ${change.details.length - DETAIL_LIMIT} more`);
  if (folded.length > 0) lines.push(...foldedLines(folded));
  return lines.join('<br>');
}

/** `with 3 columns: …`, a line for each kind. */
function foldedLines(folded: readonly Change[]): string[] {
  const kinds = [...new Set(folded.map(kindName))];
  return kinds.map((kind) => {
    const names = folded.filter((change) => kindName(change) === kind).map((change) => code(change.name));
    const more = names.length > FOLDED_LIMIT ? ` and ${names.length - FOLDED_LIMIT} more` : '';
    return `${kind}: ${names.slice(0, FOLDED_LIMIT).join(', ')}${more}`;
  });
}

function hazardCell(change: Change): string {
  const lines = change.hazards
    .slice(0, HAZARD_LIMIT)
    .map((hazard) => `**${HAZARD_NAMES[hazard.kind]}**: ${prose(hazard.detail, 300)}`);
  if (change.hazards.length > HAZARD_LIMIT) lines.push(`and ${change.hazards.length - HAZARD_LIMIT} more`);
  return lines.join('<br>');
}

function lockCell(change: Change, group: ChangeGroup): string {
  if (change.lock === null) return '';
  const own = group.schema === null ? group.name : `${group.schema}.${group.name}`;
  const others = change.lockedRelations.filter((relation) => relation !== own).slice(0, 4);
  const on =
    others.length === 0
      ? ''
      : ` on ${change.lockedRelations
          .slice(0, 4)
          .map((name) => code(name))
          .join(', ')}`;
  return `${lockInWords(change.lock)}${on}<br>${code(lockModeInSql(change.lock))}`;
}

function kindName(change: Change): string {
  return /^[a-z][a-z _-]{0,40}$/iu.test(change.kind) ? change.kind.replaceAll('_', ' ') : code(change.kind);
}

function qualified(schema: string | null, name: string): string {
  return code(schema === null ? name : `${schema}.${name}`, 100);
}
