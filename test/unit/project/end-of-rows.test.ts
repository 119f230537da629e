import { expect, test } from '@jest/globals';
import { EndOfRowsWatch } from '../../../src/project/end-of-rows.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** Where lines that are `\.` alone begin, of bytes that come in pieces of 1 to 4. */
function watched(text: string, random: () => number): readonly number[] {
  const bytes = Buffer.from(text);
  const watch = new EndOfRowsWatch();
  for (let at = 0; at < bytes.length; ) {
    const next = at + 1 + Math.floor(random() * 4);
    watch.take(bytes.subarray(at, next));
    at = next;
  }
  return watch.end();
}

test.each<[string, string, readonly number[]]>([
  ['a line of its own', 'a\n1\n\\.\n2\n', [4]],
  ['with the line ends of Windows', 'a\r\n\\.\r\n2\r\n', [3]],
  ['the first line', '\\.\n1\n', [0]],
  ['the last line, without an end', 'a\n1\n\\.', [4]],
  ['two of them', 'a\n\\.\n\\.\n', [2, 5]],
  ['the beginning of a value', 'a\n\\.5\n', []],
  ['the end of a value', 'a\n1\\.\n', []],
  ['a value in quotes', 'a\n"\\."\n', []],
  ['nothing at all', '', []],
])('%s', (_what, text, offsets) => {
  const random = seededRandom(21);
  for (let round = 0; round < 50; round += 1) expect(watched(text, random)).toEqual(offsets);
});
