import { buildFactBase } from '@supabase/pg-delta/core';
import { managedFingerprint } from './managed-fingerprint.ts';
import { ProjectSnapshot } from './project-snapshot.ts';
import { edgeOf, factOf, type StoredFact } from './stored-facts.ts';
import type { UnmodelledFact } from './unmodelled.ts';

/** How snapshots were stored before objects had digests: as one document. They are still read. */
const FORMAT = 'sluice-snapshot-1';

interface Document {
  readonly format: typeof FORMAT;
  /** pg-delta's own digest of all facts. */
  readonly digest: string;
  readonly fingerprint: string;
  readonly facts: readonly StoredFact[];
  readonly edges: readonly (readonly [from: string, to: string, kind: string])[];
  readonly referenceOnly: readonly string[];
  readonly unmodelled: readonly (readonly [string, UnmodelledFact])[];
}

/** Null where it is of another format. Throws an Error where it is damaged. */
export function readFirstFormat(document: unknown): ProjectSnapshot | null {
  if (!isDocument(document)) return null;
  const view = buildFactBase(
    document.facts.map((fact) => factOf(fact)),
    document.edges.map(([from, to, kind]) => edgeOf(from, to, kind)),
    'snapshot',
    new Set(document.referenceOnly),
    // What the view retained on purpose was written; nothing else was.
    { allowDangling: () => true },
  );
  // What is stored is the project's part already.
  const fingerprint = managedFingerprint({ managed: view, unmodelled: new Map(document.unmodelled) });
  if (view.rootHash !== document.digest || fingerprint !== document.fingerprint) {
    throw new Error('its digest is another one');
  }
  // What pg-delta does not model was told in another way.
  return new ProjectSnapshot(view, null);
}

/** The digest in it vouches for the rest. */
function isDocument(document: unknown): document is Document {
  return (
    typeof document === 'object' && document !== null && 'format' in document && document.format === FORMAT
  );
}
