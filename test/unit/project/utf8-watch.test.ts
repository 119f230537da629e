import { expect, test } from '@jest/globals';
import { Utf8Watch } from '../../../src/project/utf8-watch.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const TEXT = 'id,name\n1,ä\n2,€\n3,😀\n4,plain\n';

/** The bytes in pieces of 1 to 4, as no file is ever read, so that every character is cut in two somewhere. */
function watched(bytes: Buffer, random: () => number): { readonly line: number } | null {
  const watch = new Utf8Watch();
  for (let at = 0; at < bytes.length; ) {
    const next = at + 1 + Math.floor(random() * 4);
    watch.take(bytes.subarray(at, next));
    at = next;
  }
  return watch.end();
}

test('characters may be cut anywhere', () => {
  const random = seededRandom(11);
  for (let round = 0; round < 200; round += 1) expect(watched(Buffer.from(TEXT), random)).toBeNull();
});

test.each([
  ['a byte of Latin 1', Buffer.from([0xe4]), 4],
  ['the beginning of a character', Buffer.from([0xf0, 0x9f]), 4],
  ['a byte that only goes on', Buffer.from([0x80]), 4],
  ['a surrogate', Buffer.from([0xed, 0xa0, 0x80]), 4],
  ['a NUL', Buffer.from([0]), 4],
])('%s is told with its line', (_what, bad, line) => {
  const random = seededRandom(12);
  const at = Buffer.from('id,name\n1,ä\n2,€\n3,').length;
  const good = Buffer.from(TEXT);
  for (let round = 0; round < 50; round += 1) {
    expect(watched(Buffer.concat([good.subarray(0, at), bad, good.subarray(at)]), random)).toEqual({ line });
  }
});

test('so is a character that the end cuts off', () => {
  expect(watched(Buffer.concat([Buffer.from('a\nb'), Buffer.from([0xe2, 0x82])]), seededRandom(13))).toEqual({
    line: 2,
  });
});
