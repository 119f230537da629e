import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { SnapshotCodec } from '../core/deploy-ports.ts';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Snapshot } from '../core/ports.ts';
import { readFirstFormat } from './first-snapshot-format.ts';
import { readStored, storedForm, storedSnapshot } from './recorded-snapshot.ts';
import { catalogOf } from './snapshot.ts';
import { fromJson } from './stored-facts.ts';

const EMPTY = Buffer.alloc(0);

/** Snapshots as compressed lines of JSON with a digest, for the journal of deployments. */
export function createSnapshotCodec(): SnapshotCodec {
  const serialize = async (snapshot: Snapshot): Promise<Uint8Array> =>
    await promisify(gzip)(storedSnapshot(catalogOf(snapshot)));
  return {
    fingerprint: (snapshot) => catalogOf(snapshot).projectFingerprint,
    serialize,
    isComplete: (snapshot) => catalogOf(snapshot).isComplete,
    async record(snapshot) {
      const catalog = catalogOf(snapshot);
      return {
        fingerprint: catalog.projectFingerprint,
        bytes: await serialize(catalog),
        form: storedForm(catalog),
      };
    },
    async deserialize(bytes) {
      try {
        const stored = await promisify(gunzip)(bytes);
        const end = stored.indexOf('\n');
        const [first, rest] =
          end === -1 ? [stored, EMPTY] : [stored.subarray(0, end), stored.subarray(end + 1)];
        const document = fromJson(first.toString('utf8'));
        if (!isSnapshot(document)) throw new Error('it is no snapshot');
        return readStored(document, rest) ?? readFirstFormat(document);
      } catch (thrown) {
        throw new SluiceError('schema-unreadable', {
          message: `The schema that the last deployment recorded is damaged: ${messageOf(thrown)}`,
          remedy: 'Look at the live schema, then deploy once with --drift ignore: a new record is written.',
          cause: thrown,
        });
      }
    },
  };
}

/** Of whatever format. */
function isSnapshot(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'format' in document;
}
