import { once } from 'node:events';
import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { SluiceError } from '../../../src/core/errors.ts';
import { onUnwritable } from '../../../src/entry/unwritable-output.ts';

function streamThatFails(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(`${code}: write`), { code })),
  });
}

async function failuresOfWriting(code: string): Promise<SluiceError[]> {
  const failures: SluiceError[] = [];
  const stream = streamThatFails(code);
  onUnwritable(stream, (error) => failures.push(error));
  const closed = once(stream, 'close');
  stream.write('report');
  await closed.catch(() => {});
  return failures;
}

describe('standard output that cannot be written', () => {
  test.each(['ENOSPC', 'EIO', 'EBADF'])('%s: the run did not deliver and says so', async (code) => {
    const [failure] = await failuresOfWriting(code);
    expect(failure).toMatchObject({ code: 'output-failed', exit: 3 });
    expect(failure?.message).toContain(code);
  });

  test('a reader that closes the pipe early has seen enough', async () => {
    expect(await failuresOfWriting('EPIPE')).toEqual([]);
  });
});
