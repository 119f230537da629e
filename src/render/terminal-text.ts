import stringWidth from 'string-width';
import { visible, visibleName } from './visible.ts';

/** How a piece of text stands out; without colours all of them leave the text as it is. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
  cyan: [36, 39],
};

export type Painter = (style: Style, text: string) => string;

/** Paints with SGR sequences, or not at all. */
export function painter(colours: boolean): Painter {
  return (style, text) => {
    const [on, off] = CODES[style];
    return colours && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
}

/** Columns that a text takes; wide characters take two. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/** The text with spaces behind it up to `width` columns. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

/** A raw name cut in its middle to at most `width` columns. */
export function nameWithin(name: string, width: number): string {
  const shown = visibleName(name, Math.max(8, width));
  if (columnsOf(shown) <= width) return shown;
  const characters = Array.from(shown);
  const back = takeColumns([...characters].reverse(), Math.floor((width - 1) * 0.4)).reverse();
  const front = takeColumns(characters, width - 1 - columnsOf(back.join('')));
  return `${front.join('')}…${back.join('')}`;
}

/** A raw sentence made visible and broken into lines of at most `width` columns; over-long words are broken too. */
export function wrap(sentence: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const words = visible(sentence.replace(/\s+/gu, ' ').trim()).split(' ');
  for (const word of words.flatMap((long) => breakWord(long, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines;
}

/** As `wrap`, but the line breaks of a raw text stay; the lines of a list (`- `) are set in. */
export function wrapLines(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith('- ')) return wrap(line, width);
    return wrap(line.slice(2), width - 4).map((part, index) => `${index === 0 ? '  - ' : '    '}${part}`);
  });
}

/** A line cut at `width` columns, its end replaced by `…`. */
export function lineWithin(line: string, width: number): string {
  if (columnsOf(line) <= width) return line;
  return `${takeColumns(Array.from(line), width - 1).join('')}…`;
}

function breakWord(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word];
  const pieces: string[] = [];
  let rest = Array.from(word);
  while (rest.length > 0) {
    const piece = takeColumns(rest, width);
    const taken = Math.max(1, piece.length);
    pieces.push(rest.slice(0, taken).join(''));
    rest = rest.slice(taken);
  }
  return pieces;
}

function takeColumns(characters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += columnsOf(character);
    if (used > width) break;
    taken.push(character);
  }
  return taken;
}
