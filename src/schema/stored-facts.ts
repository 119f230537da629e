import { encodeId, type Fact, parseId, type StableId } from '@supabase/pg-delta/core';
import type { Edge } from './rooted-facts.ts';

/** A fact in JSON, the same in every format of snapshots. */
export interface StoredFact {
  readonly id: string;
  readonly parent?: string;
  readonly payload: unknown;
}

export function storedFact({ id, parent, payload }: Fact): StoredFact {
  return {
    id: encodeId(id),
    ...(parent === undefined ? {} : { parent: encodeId(parent) }),
    payload,
  };
}

/** Reads encoded ids. */
export type ReadId = (text: string) => StableId;

/** Reads each id once: a root is named by everything in it and by all that refer to it. */
export function rememberingIds(): ReadId {
  const known = new Map<string, StableId>();
  return (text) => {
    const id = known.get(text) ?? parseId(text);
    known.set(text, id);
    return id;
  };
}

/** Throws an Error where it is none. */
export function factOf({ id, parent, payload }: StoredFact, readId: ReadId = parseId): Fact {
  if (!isPayload(payload)) throw new Error('a fact has no payload');
  return { id: readId(id), ...(parent === undefined ? {} : { parent: readId(parent) }), payload };
}

function isPayload(payload: unknown): payload is Fact['payload'] {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload);
}

const EDGE_KINDS: readonly Edge['kind'][] = ['depends', 'owner', 'memberOfExtension', 'managedBy'];

/** Throws an Error where it is none. */
export function edgeOf(from: string, to: string, kind: string, readId: ReadId = parseId): Edge {
  const known = EDGE_KINDS.find((one) => one === kind);
  if (known === undefined) throw new Error(`${kind} is no kind of dependency`);
  return { from: readId(from), to: readId(to), kind: known };
}

/** JSON has no integers beyond 2^53. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'bigint' ? { $bigint: part.toString() } : part,
  );
}

/** The reverse of `jsonOf`. Throws an Error where it is no JSON. */
export function fromJson(text: string): unknown {
  // Looking at every value is only worth it where there is something to find.
  if (!text.includes('"$bigint"')) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$bigint' in value)) return value;
    return typeof value.$bigint === 'string' ? BigInt(value.$bigint) : value;
  });
}
