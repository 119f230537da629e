import { describe, expect, test } from '@jest/globals';
import { decodeSql } from '../../../src/project/decode.ts';
import { seededRandom } from '../../support/seeded-random.ts';

describe('text', () => {
  test.each([
    ['ASCII', Buffer.from('select 1;'), 'select 1;', false],
    ['other scripts and emoji', Buffer.from('é日🚰'), 'é日🚰', false],
    ['a byte order mark is left out', Buffer.from('\uFEFFa'), 'a', true],
    ['a second one is kept', Buffer.from('\uFEFF\uFEFFa'), '\uFEFFa', true],
    ['nothing', Buffer.alloc(0), '', false],
  ])('%s', (_, bytes, text, byteOrderMark) => {
    expect(decodeSql(bytes)).toEqual({ ok: true, text, byteOrderMark });
  });
});

describe('what is no UTF-8', () => {
  test.each([
    ['UTF-16, little endian', Buffer.from('\uFEFFa\n', 'utf16le'), 'utf-16', 0, 1, 'UTF-16 (little endian)'],
    ['UTF-16, big endian', Buffer.from([0xfe, 0xff, 0, 0x61]), 'utf-16', 0, 1, 'UTF-16 (big endian)'],
    [
      'UTF-32, little endian',
      Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]),
      'utf-32',
      0,
      1,
      'UTF-32 (little endian)',
    ],
    [
      'UTF-32, big endian',
      Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x61]),
      'utf-32',
      0,
      1,
      'UTF-32 (big endian)',
    ],
    ['UTF-16 without a mark', Buffer.from('ab\nc', 'utf16le'), 'nul', 1, 1, 'UTF-16 (little endian) without'],
    [
      'UTF-16, big endian, without a mark',
      Buffer.from([0, 0x61, 0, 0x62]),
      'nul',
      0,
      1,
      'UTF-16 (big endian) without',
    ],
    ['one NUL', Buffer.from('a\nb\0c'), 'nul', 3, 2, 'binary'],
    ['Latin 1', Buffer.from('a\nbé', 'latin1'), 'not-utf-8', 3, 2, 'Windows-1252'],
    ['a byte that no code page has', Buffer.from([0x61, 0x81]), 'not-utf-8', 1, 1, 'binary'],
    ['a character cut at the end', Buffer.from('a日').subarray(0, 3), 'not-utf-8', 1, 1, ''],
    ['an overlong form', Buffer.from([0x61, 0xc0, 0xaf]), 'not-utf-8', 1, 1, ''],
    ['half a surrogate pair', Buffer.from([0xed, 0xa0, 0x80]), 'not-utf-8', 0, 1, ''],
  ])('%s', (_, bytes, problem, offset, line, likely) => {
    expect(decodeSql(bytes)).toMatchObject({
      ok: false,
      problem,
      offset,
      line,
      likely: expect.stringContaining(likely),
    });
  });

  test('the offset is right wherever the byte lies, between characters of any length', () => {
    const random = seededRandom(3);
    const characters = ['a', 'é', '日', '🚰', '\n'];
    for (let round = 0; round < 260; round += 1) {
      const length = Math.floor(random() * (round < 250 ? 50 : 80_000));
      const before = Buffer.from(Array.from({ length }, () => characters[Math.floor(random() * 5)]).join(''));
      const decoded = decodeSql(Buffer.concat([before, Buffer.from([0xff]), Buffer.from('aé')]));
      expect(decoded).toMatchObject({ ok: false, offset: before.length });
    }
  });
});
