import { ReadableStream } from 'node:stream/web';
import type { Pieces } from '../core/backup-ports.ts';
import { messageOf, SluiceError } from '../core/errors.ts';

/** The ending of encrypted files, as age names them. */
export const ENCRYPTED = '.age';

export interface Lock {
  readonly passphrase: string;
  /** The base-2 logarithm of scrypt's cost. */
  readonly workFactor: number;
}

/** Encrypts as `age --passphrase` does (https://age-encryption.org/v1), so that `age -d` reads it. The library is loaded by the call. */
export async function* encrypted(pieces: Pieces, { passphrase, workFactor }: Lock): Pieces {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  yield* await encrypter.encrypt(streamOf(pieces));
}

/** @throws SluiceError backup-invalid where the passphrase is another one or the file was changed */
export async function* decrypted(pieces: Pieces, passphrase: string): Pieces {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    yield* await decrypter.decrypt(streamOf(pieces));
  } catch (thrown) {
    if (thrown instanceof SluiceError) throw thrown;
    throw new SluiceError('backup-invalid', {
      message: `The backup could not be decrypted: ${messageOf(thrown)}.`,
      likelyCause: 'The passphrase is another one.',
      remedy: 'Give the passphrase that the backup was made with: --passphrase env:NAME.',
      cause: thrown,
    });
  }
}

/** Asks for the next piece only when somebody reads, so that no more than one is held. */
function streamOf(pieces: Pieces): ReadableStream<Uint8Array> {
  return ReadableStream.from(pieces);
}
