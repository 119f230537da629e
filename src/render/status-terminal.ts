import type { Report } from '../core/report.ts';
import type { VersionState } from '../core/status-report.ts';
import { environmentLine, shortTime, stateInWords, versionsToShow } from './status-wording.ts';
import { columnsOf, nameWithin, type Painter, padTo, type Style } from './terminal-text.ts';

const NEWEST = 30;
const MOST = 200;

const STYLES: Readonly<Record<VersionState['state'], Style>> = {
  applied: 'green',
  edited: 'red',
  missing: 'red',
  pending: 'yellow',
  'out-of-order': 'red',
  'half-done': 'red',
  'rolled-back': 'yellow',
  absent: 'dim',
};

/** The environments and the table of versions. */
export function statusLines(report: Report, width: number, paint: Painter): string[] {
  const { status } = report;
  if (status === undefined) return [];
  const names = status.environments.map(({ name }) => nameWithin(name, 24));
  const nameWidth = Math.max(0, ...names.map(columnsOf));
  const places = status.environments.map(
    (environment, index) =>
      `${paint('bold', padTo(names[index] ?? '', nameWidth))}  ${nameWithin(environmentLine(environment), Math.max(20, width - nameWidth - 2))}`,
  );
  const { shown, hidden } = versionsToShow(status, NEWEST, MOST);
  const [one] = names;
  const rows =
    names.length === 1 && one !== undefined
      ? shown.map(({ version, name, states: [state] }) => [
          cell(version),
          cell(nameWithin(name ?? '', 32)),
          ...(state === undefined ? [] : oneState(state)),
        ])
      : shown.map(({ version, name, states }) => [
          cell(version),
          cell(nameWithin(name ?? '', 32)),
          ...states.map(severalState),
        ]);
  const header =
    names.length === 1
      ? ['Version', 'Migration', 'State', 'When (UTC)', 'Run', 'Who', 'Commit']
      : ['Version', 'Migration', ...names];
  return [
    ...places,
    ...(shown.length === 0 ? [] : ['', ...table(header, rows, width, paint)]),
    ...(hidden > 0 ? [paint('dim', `and ${hidden} older, applied everywhere`)] : []),
    ...status.leads.map(
      ({ ahead, behind, versions }) => `${ahead} is ${versions.length} ahead of ${behind}: ${few(versions)}`,
    ),
  ];
}

interface Cell {
  readonly text: string;
  readonly style: Style | null;
}

function cell(text: string, style: Style | null = null): Cell {
  return { text, style };
}

function oneState(state: VersionState): Cell[] {
  return [
    cell(stateInWords(state), STYLES[state.state]),
    cell(shortTime(state.at)),
    // As much as tells the runs of one database apart; the report in JSON has all of it.
    cell(nameWithin((state.run ?? '').slice(0, 8), 8)),
    cell(nameWithin(state.actor ?? '', 20)),
    cell(nameWithin((state.commit ?? '').slice(0, 12), 12)),
  ];
}

function severalState(state: VersionState): Cell {
  return cell(`${stateInWords(state)} ${shortTime(state.at)}`.trim(), STYLES[state.state]);
}

function table(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
  width: number,
  paint: Painter,
): string[] {
  const widths = header.map((title, column) =>
    Math.max(columnsOf(title), ...rows.map((row) => columnsOf(row[column]?.text ?? ''))),
  );
  // Columns that nobody has anything for are left out.
  const kept = header.flatMap((_title, column) =>
    rows.some((row) => (row[column]?.text ?? '') !== '') ? [column] : [],
  );
  const line = (cells: readonly Cell[]): string =>
    kept
      .map((column) => {
        const { text, style } = cells[column] ?? cell('');
        const padded = padTo(text, widths[column] ?? 0);
        return style === null ? padded : paint(style, padded);
      })
      .join('  ')
      .trimEnd();
  const titles = header.map((title) => cell(title));
  const ruler = '─'.repeat(
    Math.min(
      width,
      kept.reduce((sum, column) => sum + (widths[column] ?? 0) + 2, -2),
    ),
  );
  return [paint('bold', line(titles)), paint('dim', ruler), ...rows.map(line)];
}

function few(versions: readonly string[]): string {
  const shown = versions.slice(0, 5).join(', ');
  return versions.length > 5 ? `${shown} and ${versions.length - 5} more` : shown;
}
