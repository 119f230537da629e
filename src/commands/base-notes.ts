import { type RememberedStatements, readRemembered } from './known-base.ts';

/** What is written down with a kept state, so that the next review need not find it out again. */
export interface BaseNotes {
  readonly statements: RememberedStatements;
}

export function writeBaseNotes(notes: BaseNotes): string {
  return JSON.stringify(notes);
}

/** Null where there is nothing that can be used. */
export function readBaseNotes(text: string): BaseNotes | null {
  if (text === '') return null;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('statements' in value)) return null;
  const statements = readRemembered(value.statements);
  return statements === null ? null : { statements };
}
