import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import {
  type BackupFile,
  type BackupManifest,
  MANIFEST_FILE,
  MANIFEST_FORMAT,
} from '../core/backup-manifest.ts';
import type { BackupReader, Pieces } from '../core/backup-ports.ts';
import { messageOf, SluiceError } from '../core/errors.ts';
import { decrypted, openKey } from './encryption.ts';
import { systemCode } from './file-error.ts';
import { scriptParts } from './script-parts.ts';

const TEXT = v.string();
const COUNT = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A file of a backup lies in its folder and nowhere else. */
const FILE_NAME = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/u));
const TEXTS = v.array(TEXT);

const MANIFEST = v.object({
  format: v.literal(MANIFEST_FORMAT),
  tool: TEXT,
  takenAt: TEXT,
  way: v.picklist(['pg_dump', 'supabase', 'copy']),
  why: TEXT,
  program: v.nullable(TEXT),
  database: TEXT,
  serverVersion: TEXT,
  encryption: v.nullable(v.literal('age')),
  files: v.array(
    v.object({
      name: FILE_NAME,
      holds: v.picklist(['statements', 'rows', 'snapshot', 'key']),
      bytes: COUNT,
      sha256: TEXT,
    }),
  ),
  tables: v.array(v.object({ schema: TEXT, name: TEXT, rows: COUNT })),
  extensions: TEXTS,
  roles: TEXTS,
  leftOut: TEXTS,
  restoreCommand: TEXT,
});

/** Opens a backup and checks every file of it, before anything is done with one. */
export async function openBackup(
  folder: string,
  passphrase: string | null,
  signal: AbortSignal,
): Promise<BackupReader> {
  const manifest = await readManifest(folder);
  if (manifest.encryption !== null && passphrase === null) {
    throw new SluiceError('settings-invalid', {
      message: 'The backup is encrypted, and no passphrase was given.',
      remedy: 'Write --passphrase env:NAME with the variable that holds it.',
    });
  }
  for (const file of manifest.files) await checkFile(folder, file, signal);
  const secret = passphrase === null ? null : await secretOf(folder, manifest, passphrase);
  const read = async function* (file: BackupFile): Pieces {
    const stream = createReadStream(join(folder, file.name), { signal });
    const plain = secret === null ? stream : Readable.from(decrypted(stream, secret));
    try {
      // What goes wrong on the way is thrown to whoever reads.
      yield* pipeline(plain, createGunzip(), () => {});
    } catch (thrown) {
      signal.throwIfAborted();
      throw thrown instanceof SluiceError
        ? thrown
        : damaged(folder, `${file.name} cannot be read: ${messageOf(thrown)}`, thrown);
    }
  };
  return { manifest, read, parts: (file) => scriptParts(read(file)) };
}

/** What opens the files; null where they are not encrypted. */
async function secretOf(
  folder: string,
  { encryption, files }: BackupManifest,
  passphrase: string,
): Promise<string | null> {
  if (encryption === null) return null;
  const key = files.find(({ holds }) => holds === 'key');
  if (key === undefined) throw damaged(folder, 'it is encrypted, and its key is not among its files');
  return await openKey(await readFile(join(folder, key.name)), passphrase);
}

async function readManifest(folder: string): Promise<BackupManifest> {
  const path = join(folder, MANIFEST_FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(systemCode(thrown));
    throw new SluiceError('backup-invalid', {
      message: isMissing
        ? `${folder} is no backup: it has no ${MANIFEST_FILE}.`
        : `${path} cannot be read: ${messageOf(thrown)}.`,
      ...(isMissing
        ? { likelyCause: 'The path is another one, or the backup did not come to its end.' }
        : {}),
      remedy: 'Name the folder that sluice backup has written.',
      cause: thrown,
    });
  }
  try {
    return v.parse(MANIFEST, JSON.parse(text));
  } catch (thrown) {
    throw damaged(folder, `${MANIFEST_FILE} is none that this version knows: ${messageOf(thrown)}`, thrown);
  }
}

async function checkFile(
  folder: string,
  { name, sha256, bytes }: BackupFile,
  signal: AbortSignal,
): Promise<void> {
  const hash = createHash('sha256');
  let length = 0;
  try {
    for await (const piece of createReadStream(join(folder, name), { signal })) {
      hash.update(piece);
      length += piece.length;
    }
  } catch (thrown) {
    signal.throwIfAborted();
    throw damaged(folder, `${name} cannot be read: ${messageOf(thrown)}`, thrown);
  }
  if (length !== bytes || hash.digest('hex') !== sha256)
    throw damaged(folder, `${name} is not what was written then`);
}

function damaged(folder: string, what: string, cause?: unknown): SluiceError {
  return new SluiceError('backup-invalid', {
    message: `The backup in ${folder} cannot be used: ${what}.`,
    remedy: 'Fetch it again from where it is kept, or take another backup.',
    cause,
  });
}
