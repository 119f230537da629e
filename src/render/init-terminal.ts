import type { Report } from '../core/report.ts';
import { INIT_STATES } from './init-wording.ts';
import { columnsOf, nameWithin, type Painter, padTo, wrap } from './terminal-text.ts';
import { visible } from './visible.ts';

/** The files of a setup, and what is left to do by hand. */
export function initLines(report: Report, width: number, paint: Painter): string[] {
  const { init } = report;
  if (init === undefined) return [];
  const names = init.files.map(({ file }) => nameWithin(file, 60));
  const nameWidth = Math.max(0, ...names.map(columnsOf));
  const stateWidth = Math.max(0, ...init.files.map(({ state }) => INIT_STATES[state].length));
  const files = init.files.map(({ state, purpose }, index) => {
    const style = state === 'kept' ? 'dim' : state === 'differs' ? 'yellow' : 'green';
    const line = `  ${padTo(names[index] ?? '', nameWidth)}  ${paint(style, padTo(INIT_STATES[state], stateWidth))}`;
    const room = width - nameWidth - stateWidth - 6;
    return purpose.length <= room ? `${line}  ${paint('dim', purpose)}` : line.trimEnd();
  });
  const tasks = init.tasks.flatMap(({ what, why, link, command }, index) => [
    `${paint('bold', `${index + 1}. ${visible(what)}`)}`,
    ...wrap(visible(why), width - 3).map((line) => `   ${line}`),
    ...(command === null ? [] : [`   ${paint('cyan', visible(command))}`]),
    ...(link === null ? [] : [`   ${paint('cyan', visible(link))}`]),
  ]);
  return [...files, '', paint('bold', 'What only you can do'), ...tasks];
}
