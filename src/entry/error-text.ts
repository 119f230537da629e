import { messageOf, SluiceError } from '../core/errors.ts';
import { visibleLines } from '../render/visible.ts';

/** How the parts of an error are set off; every function may return its text unchanged. */
export interface ErrorStyle {
  readonly alarm: (text: string) => string;
  readonly quiet: (text: string) => string;
}

export const PLAIN_STYLE: ErrorStyle = { alarm: (text) => text, quiet: (text) => text };

export const COLOR_STYLE: ErrorStyle = {
  alarm: (text) => `\u001b[31m${text}\u001b[39m`,
  quiet: (text) => `\u001b[2m${text}\u001b[22m`,
};

/** Anything that was thrown as one of our errors; what is none of them is a defect of ours. */
export function asSluiceError(thrown: unknown): SluiceError {
  if (thrown instanceof SluiceError) return thrown;
  return new SluiceError('internal', {
    message: `Sluice stumbled over something it does not expect: ${messageOf(thrown)}`,
    likelyCause: 'This is a defect of Sluice, not of your migrations.',
    remedy: 'Please report it together with this output.',
    ...(thrown instanceof Error && thrown.stack !== undefined ? { excerpt: thrown.stack } : {}),
    cause: thrown,
  });
}

/**
 * An error as people read it: first what matters, then the likely cause, the remedy, the place and the piece of SQL.
 * Ends with a line break; control characters of the outside world are spelled out.
 */
export function errorText(error: SluiceError, style: ErrorStyle = PLAIN_STYLE): string {
  // Most messages name it already.
  const isNew = error.sqlState !== undefined && !error.message.includes(`SQLSTATE ${error.sqlState}`);
  const state = isNew ? ` ${style.quiet(`(SQLSTATE ${visibleLines(error.sqlState)})`)}` : '';
  const lines = [`${style.alarm('error:')} ${visibleLines(error.message)}${state}`];
  if (error.likelyCause !== undefined) lines.push(...field('cause', error.likelyCause, style));
  lines.push(...field('fix', error.remedy, style));
  if (error.location !== undefined) {
    const { file, line, column } = error.location;
    lines.push(...field('at', [file, line, ...(column === undefined ? [] : [column])].join(':'), style));
  }
  if (error.excerpt !== undefined)
    lines.push(
      ...visibleLines(error.excerpt)
        .split('\n')
        .map((line) => `  ${line}`),
    );
  lines.push(style.quiet(`  [${error.code}]`));
  return `${lines.join('\n')}\n`;
}

function field(label: string, text: string, style: ErrorStyle): string[] {
  const [first = '', ...rest] = visibleLines(text).split('\n');
  const indent = ' '.repeat(label.length + 4);
  return [`  ${style.quiet(`${label}:`)} ${first}`, ...rest.map((line) => `${indent}${line}`)];
}
