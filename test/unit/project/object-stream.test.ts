import { describe, expect, test } from '@jest/globals';
import { type ObjectAnswer, ObjectStream } from '../../../src/project/object-stream.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const ID = '0123456789abcdef0123456789abcdef01234567';

function read(
  output: Buffer,
  limit = 1_000,
  cut: (left: number) => number = (left) => left,
): readonly ObjectAnswer[] {
  const answers: ObjectAnswer[] = [];
  const stream = new ObjectStream(limit, (answer) => answers.push(answer));
  for (let at = 0; at < output.length; ) {
    const length = Math.max(1, cut(output.length - at));
    stream.write(output.subarray(at, at + length));
    at += length;
  }
  return answers;
}

function object(content: string | Buffer, type = 'blob'): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(`${ID} ${type} ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

describe('answers', () => {
  test('objects, also empty ones and such that look like answers', () => {
    const contents = ['a', '', '\n', `${ID} blob 3\nabc\n`, `${ID} missing`];
    expect(read(Buffer.concat(contents.map((content) => object(content))))).toEqual(
      contents.map((content) => ({
        kind: 'object',
        type: 'blob',
        size: Buffer.byteLength(content),
        bytes: Buffer.from(content),
      })),
    );
  });

  test('an object over the limit is passed over, the next one is read', () => {
    expect(read(Buffer.concat([object('long'), object('abc')]), 3)).toEqual([
      { kind: 'object', type: 'blob', size: 4, bytes: null },
      { kind: 'object', type: 'blob', size: 3, bytes: Buffer.from('abc') },
    ]);
  });

  test.each([
    ['missing', 'HEAD:a b missing\n', { reason: 'missing', target: '' }],
    ['ambiguous', 'abc ambiguous\n', { reason: 'ambiguous', target: '' }],
    ['a link out of the tree', 'symlink 4\n../x\n', { reason: 'symlink', target: '../x' }],
    ['a link out of the tree with a line break', 'symlink 3\na\nb\n', { reason: 'symlink', target: 'a\nb' }],
    ['a link to nothing', 'dangling 6\nHEAD:d\n', { reason: 'dangling', target: 'HEAD:d' }],
    ['a loop', 'loop 6\nHEAD:d\n', { reason: 'loop', target: 'HEAD:d' }],
    ['a file on the way', 'notdir 6\nHEAD:d\n', { reason: 'notdir', target: 'HEAD:d' }],
  ])('%s', (_, output, expected) => {
    expect(read(Buffer.concat([Buffer.from(output), object('next')]))).toEqual([
      { kind: 'none', ...expected },
      expect.objectContaining({ kind: 'object' }),
    ]);
  });

  test('anything else is an error', () => {
    expect(() => read(Buffer.from('hello\n'))).toThrow(expect.objectContaining({ code: 'git-failed' }));
  });

  test('wherever the output is cut into pieces', () => {
    const output = Buffer.concat([
      object('é日🚰'),
      Buffer.from('symlink 4\n../x\n'),
      object(''),
      Buffer.from('x missing\n'),
      object('longer than the limit'),
      object('end'),
    ]);
    const whole = read(output, 10);
    expect(whole).toHaveLength(6);
    const random = seededRandom(11);
    for (let round = 0; round < 200; round += 1) {
      expect(read(output, 10, (left) => Math.floor(random() * Math.min(left, 12)))).toEqual(whole);
    }
  });
});
