import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { SnapshotCodec } from '../core/deploy-ports.ts';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Snapshot } from '../core/ports.ts';
import { readFirstFormat } from './first-snapshot-format.ts';
import {
  RecordedSnapshot,
  readStored,
  splitStored,
  storedForm,
  storedSnapshot,
} from './recorded-snapshot.ts';
import { catalogOf } from './snapshot.ts';

/** Snapshots as compressed lines of JSON with a digest, for the journal of deployments. */
export function createSnapshotCodec(): SnapshotCodec {
  const serialize = async (snapshot: Snapshot): Promise<Uint8Array> =>
    await promisify(gzip)(storedSnapshot(catalogOf(snapshot)));
  return {
    fingerprint: (snapshot) => catalogOf(snapshot).projectFingerprint,
    serialize,
    isComplete: (snapshot) => catalogOf(snapshot).isComplete,
    async unpack(snapshot) {
      if (snapshot instanceof RecordedSnapshot) await snapshot.unpack();
    },
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
        const { first, rest } = splitStored(await promisify(gunzip)(bytes));
        if (!isSnapshot(first)) throw new Error('it is no snapshot');
        return readStored(first, rest) ?? readFirstFormat(first);
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
