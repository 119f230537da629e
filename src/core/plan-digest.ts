import { createHash } from 'node:crypto';
import type { Migration } from './migration.ts';

/** What a plan was made from. Two plans with the same facts run the same statements on the same schema. */
export interface PlanFacts {
  /** Which database: the cluster's identifier and the database's name, not the host or the role one connects by. */
  readonly target: string;
  /** The digest of what the checkout holds. */
  readonly head: string;
  /** What would run, in order; `committed` segments of it are done already. */
  readonly pending: readonly { readonly migration: Migration; readonly committed: number }[];
  /** The fingerprint of the live schema; null where it is not read. */
  readonly schema: string | null;
  /** For an adoption: its version. */
  readonly adopt: string | null;
}

const PARTS = ['target', 'head', 'pending', 'schema'] as const;

export type PlanPart = (typeof PARTS)[number];

/**
 * The digest of a plan: `1-<target>-<head>-<pending>-<schema>-<whole>`, in hex. The parts are there to tell later which of them
 * has changed; what counts is the whole, a sha256 over all facts in full.
 */
export function planDigest({ target, head, pending, schema, adopt }: PlanFacts): string {
  const facts: Record<PlanPart, string> = {
    target,
    head,
    pending: JSON.stringify([
      adopt,
      ...pending.map(({ migration, committed }) => [migration.version, migration.digest, committed]),
    ]),
    schema: schema ?? '',
  };
  const whole = sha256(JSON.stringify(PARTS.map((part) => facts[part])));
  return ['1', ...PARTS.map((part) => sha256(facts[part]).slice(0, 8)), whole].join('-');
}

/** Which parts of two digests differ; null where one of them is no digest of ours. */
export function changedParts(expected: string, actual: string): readonly PlanPart[] | null {
  const [then, now] = [expected.split('-'), actual.split('-')];
  if (then.length !== PARTS.length + 2 || then[0] !== now[0]) return null;
  return PARTS.filter((_part, index) => then[index + 1] !== now[index + 1]);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
