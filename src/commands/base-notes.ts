import type { KeptStates, SecurityFact } from '../core/ports.ts';
import { type RememberedStatements, readRemembered } from './known-base.ts';

/** What is written down with a kept state, so that the next review need not find it out again. */
export interface BaseNotes {
  readonly statements: RememberedStatements;
  /** The first snapshot, in the words of its reader; empty where there is none. */
  readonly snapshot: string;
  readonly security: NotedSecurity | null;
}

export interface NotedSecurity {
  readonly exposed: readonly string[];
  readonly facts: readonly SecurityFact[];
}

export function writeBaseNotes(notes: BaseNotes): string {
  return JSON.stringify(notes);
}

/** Null where there is nothing that can be used. Its file was checked byte by byte, and its name says which version wrote it. */
export function readBaseNotes(text: string): BaseNotes | null {
  const value: unknown = text === '' ? null : JSON.parse(text);
  if (typeof value !== 'object' || value === null) return null;
  if (!('statements' in value && 'snapshot' in value && 'security' in value)) return null;
  const statements = readRemembered(value.statements);
  if (statements === null || typeof value.snapshot !== 'string') return null;
  return {
    statements,
    snapshot: value.snapshot,
    security: isSecurity(value.security) ? value.security : null,
  };
}

function isSecurity(value: unknown): value is NotedSecurity {
  return (
    typeof value === 'object' &&
    value !== null &&
    'exposed' in value &&
    Array.isArray(value.exposed) &&
    'facts' in value &&
    Array.isArray(value.facts)
  );
}

/** What of a base a shadow still has to replay, and what is noted of it where that is nothing. */
export function restOf<Step>(
  base: readonly Step[],
  states: KeptStates | null | undefined,
): { readonly rest: readonly Step[]; readonly noted: BaseNotes | null } {
  const rest = base.slice(states?.restored ?? 0);
  return { rest, noted: rest.length === 0 ? readBaseNotes(states?.notes ?? '') : null };
}

/** The facts, if they are of the same question. */
export function notedSecurity(
  notes: BaseNotes | null,
  exposed: readonly string[],
): readonly SecurityFact[] | null {
  const security = notes?.security ?? null;
  return security !== null && JSON.stringify(security.exposed) === JSON.stringify(exposed)
    ? security.facts
    : null;
}
