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

/** The key of one backup: what its files are encrypted to, and the secret that opens them, which the passphrase opens. */
export interface BackupKey {
  /** `age1…` */
  readonly recipient: string;
  /** The secret as a file that `age -d -i` takes, encrypted as `age --passphrase` does. */
  readonly file: Uint8Array;
}

/**
 * Makes a key, so that the passphrase is stretched once for a backup and not once for each file: scrypt takes a second and 256 MB.
 * Files and key are in the format of https://age-encryption.org/v1. The library is loaded by the call.
 */
export async function newKey({ passphrase, workFactor }: Lock): Promise<BackupKey> {
  const { Encrypter, generateIdentity, identityToRecipient } = await import('age-encryption');
  const secret = await generateIdentity();
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return { recipient: await identityToRecipient(secret), file: await encrypter.encrypt(`${secret}\n`) };
}

/**
 * The secret in the file of a key.
 * @throws SluiceError backup-invalid where the passphrase is another one or the file was changed
 */
export async function openKey(file: Uint8Array, passphrase: string): Promise<string> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return (await decrypter.decrypt(file, 'text')).trim();
  } catch (thrown) {
    throw undecryptable(thrown);
  }
}

export async function* encrypted(pieces: Pieces, { recipient }: BackupKey): Pieces {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  yield* await encrypter.encrypt(streamOf(pieces));
}

/** @throws SluiceError backup-invalid where the file was changed */
export async function* decrypted(pieces: Pieces, secret: string): Pieces {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(secret);
    yield* await decrypter.decrypt(streamOf(pieces));
  } catch (thrown) {
    if (thrown instanceof SluiceError) throw thrown;
    throw undecryptable(thrown);
  }
}

function undecryptable(cause: unknown): SluiceError {
  return new SluiceError('backup-invalid', {
    message: `The backup could not be decrypted: ${messageOf(cause)}.`,
    likelyCause: 'The passphrase is another one.',
    remedy: 'Give the passphrase that the backup was made with: --passphrase env:NAME.',
    cause,
  });
}

/** Asks for the next piece only when somebody reads, so that no more than one is held. */
function streamOf(pieces: Pieces): ReadableStream<Uint8Array> {
  return ReadableStream.from(pieces);
}
