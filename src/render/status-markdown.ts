import { markdownTable } from 'markdown-table';
import type { Report } from '../core/report.ts';
import type { VersionState } from '../core/status-report.ts';
import { cell, code, link, prose } from './escape.ts';
import { environmentLine, shortTime, stateInWords, versionsToShow } from './status-wording.ts';

const NEWEST = 50;
const MOST = 500;

/** The environments and the table of versions, with links to the runs that brought them. */
export function statusSection(report: Report): readonly string[] {
  const { status } = report;
  if (status === undefined) return [];
  const places = status.environments.map(
    (environment) => `- ${prose(environment.name, 60)}: ${code(environmentLine(environment), 300)}`,
  );
  const { shown, hidden } = versionsToShow(status, NEWEST, MOST);
  const header = ['Version', 'Migration', ...status.environments.map(({ name }) => prose(name, 60))];
  const rows = shown.map(({ version, name, states }) => [
    code(version),
    name === null ? '' : code(name),
    ...states.map(stateCell),
  ]);
  const table = markdownTable(
    [header, ...rows].map((row) => row.map(cell)),
    { alignDelimiters: false },
  );
  return [
    places.join('\n'),
    ...(shown.length === 0 ? [] : [table]),
    ...(hidden > 0 ? [`…and ${hidden} older, applied everywhere.`] : []),
  ];
}

const MARKS: Readonly<Record<VersionState['state'], string>> = {
  applied: '🟢',
  edited: '🔴',
  missing: '🔴',
  pending: '⚪',
  'out-of-order': '🔴',
  'half-done': '🔴',
  'rolled-back': '🟡',
  absent: '',
};

function stateCell(state: VersionState): string {
  const words = `${MARKS[state.state]} ${stateInWords(state)}`.trim();
  const facts = [
    shortTime(state.at),
    state.actor === null ? '' : `by ${prose(state.actor, 60)}`,
    state.commit === null ? '' : code(state.commit.slice(0, 12)),
  ].filter((fact) => fact !== '');
  const told = link(words, state.source);
  return facts.length === 0 ? told : `${told}, ${facts.join(' ')}`;
}
