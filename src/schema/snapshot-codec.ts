import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { buildFactBase, encodeId, type FactBase, parseId } from '@supabase/pg-delta/core';
import type { SnapshotCodec } from '../core/deploy-ports.ts';
import { messageOf, SluiceError } from '../core/errors.ts';
import { ProjectSnapshot } from './project-snapshot.ts';
import { type CatalogSnapshot, catalogOf } from './snapshot.ts';
import type { UnmodelledFact } from './unmodelled.ts';

/** The version of the format; snapshots of another one are not read. It rises with pg-delta's way to name and hash facts. */
const FORMAT = 'sluice-snapshot-1';

interface Document {
  readonly format: typeof FORMAT;
  /** pg-delta's own digest of all facts. */
  readonly digest: string;
  readonly fingerprint: string;
  readonly facts: readonly { readonly id: string; readonly parent?: string; readonly payload: unknown }[];
  readonly edges: readonly (readonly [from: string, to: string, kind: string])[];
  readonly referenceOnly: readonly string[];
  readonly unmodelled: readonly (readonly [string, UnmodelledFact])[];
}

/** Snapshots as compressed JSON with a digest, for the journal of deployments. */
export function createSnapshotCodec(): SnapshotCodec {
  return {
    fingerprint: (snapshot) => managedFingerprint(catalogOf(snapshot)),
    async serialize(snapshot) {
      const text = JSON.stringify(documentOf(catalogOf(snapshot)), encodeBigInt);
      return await promisify(gzip)(text, { level: 9 });
    },
    async deserialize(bytes) {
      try {
        const text = (await promisify(gunzip)(bytes)).toString('utf8');
        const document: unknown = JSON.parse(text, decodeBigInt);
        if (typeof document !== 'object' || document === null || !('format' in document)) {
          throw new Error('it is no snapshot');
        }
        if (!isDocument(document)) return null;
        return snapshotOf(document);
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

/** Of what can differ: the view holds the platform's own objects for reference only, and the platform changes them when it likes. */
function managedFingerprint({ managed: view, unmodelled }: CatalogSnapshot): string {
  const lines = view
    .facts()
    .filter(({ id }) => !view.isReferenceOnly(id))
    .map(({ id }) => `${encodeId(id)} ${view.hashOf(id)}`);
  for (const { from, to, kind } of view.edges) {
    if (kind === 'owner' && !view.isReferenceOnly(from)) lines.push(`${encodeId(from)} of ${encodeId(to)}`);
  }
  for (const [key, fact] of unmodelled) lines.push(`${key} ${fact.definition}`);
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

function documentOf(snapshot: CatalogSnapshot): Document {
  const { managed: view, unmodelled } = snapshot;
  const fingerprint = managedFingerprint(snapshot);
  return {
    format: FORMAT,
    digest: view.rootHash,
    fingerprint,
    facts: view.facts().map(({ id, parent, payload }) => ({
      id: encodeId(id),
      ...(parent === undefined ? {} : { parent: encodeId(parent) }),
      payload,
    })),
    edges: view.edges.map(({ from, to, kind }) => [encodeId(from), encodeId(to), kind]),
    referenceOnly: [...view.referenceOnly],
    unmodelled: [...unmodelled],
  };
}

/** The digest below vouches for the rest. */
function isDocument(document: { readonly format: unknown }): document is Document {
  return document.format === FORMAT;
}

function snapshotOf(document: Document): ProjectSnapshot {
  const facts = document.facts.map(({ id, parent, payload }) => ({
    id: parseId(id),
    ...(parent === undefined ? {} : { parent: parseId(parent) }),
    payload: payloadOf(payload),
  }));
  const edges = document.edges.map(([from, to, kind]) => ({
    from: parseId(from),
    to: parseId(to),
    kind: edgeKindOf(kind),
  }));
  const view = buildFactBase(facts, edges, 'snapshot', new Set(document.referenceOnly), {
    // What the view retained on purpose was written; nothing else was.
    allowDangling: () => true,
  });
  // What is stored is the project's part already.
  const snapshot = new ProjectSnapshot(view, new Map(document.unmodelled));
  if (view.rootHash !== document.digest || managedFingerprint(snapshot) !== document.fingerprint) {
    throw new Error('its digest is another one');
  }
  return snapshot;
}

type Fact = ReturnType<FactBase['facts']>[number];
type EdgeKind = FactBase['edges'][number]['kind'];

function payloadOf(payload: unknown): Fact['payload'] {
  if (isPayload(payload)) return payload;
  throw new Error('a fact has no payload');
}

function isPayload(payload: unknown): payload is Fact['payload'] {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload);
}

const EDGE_KINDS: readonly EdgeKind[] = ['depends', 'owner', 'memberOfExtension', 'managedBy'];

function edgeKindOf(kind: string): EdgeKind {
  const known = EDGE_KINDS.find((one) => one === kind);
  if (known === undefined) throw new Error(`${kind} is no kind of dependency`);
  return known;
}

/** JSON has no integers beyond 2^53. */
function encodeBigInt(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { $bigint: value.toString() } : value;
}

function decodeBigInt(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$bigint' in value)) return value;
  return typeof value.$bigint === 'string' ? BigInt(value.$bigint) : value;
}
