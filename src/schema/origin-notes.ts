import { type AnsweredRows, CommonAnswers } from './narrowed-extract.ts';
import { COMMON, type RowVersions } from './row-versions.ts';
import type { UnmodelledFact, UnmodelledFacts } from './unmodelled.ts';

/** To be raised when anything is read, or written down, in another way. */
const FORMAT = 4;

/** What is known of one moment before any object is looked at closely. */
export interface Moment {
  readonly versions: RowVersions;
  readonly unmodelled: UnmodelledFacts;
}

export interface NotedOrigin {
  readonly moment: Moment;
  readonly answers: CommonAnswers;
}

interface Notes {
  readonly format: number;
  readonly versions: readonly (readonly [string, string])[];
  readonly unmodelled: readonly (readonly [string, UnmodelledFact])[];
  readonly answers: readonly AnsweredRows[];
}

/**
 * The first moment of a database as text. It holds for every database with the same catalog rows under the same identities and row
 * versions, which is what a copy of the files is.
 */
export function writeOrigin({ versions, unmodelled }: Moment, answers: CommonAnswers): string {
  const notes: Notes = {
    format: FORMAT,
    versions: [...versions],
    unmodelled: [...unmodelled],
    answers: answers.rows(),
  };
  return JSON.stringify(notes);
}

/** Null where it is something else, or of another version. */
export function readOrigin(text: string): NotedOrigin | null {
  const notes: unknown = text === '' ? null : JSON.parse(text);
  if (!isNotes(notes)) return null;
  const versions = new Map(notes.versions);
  const moment = {
    versions,
    unmodelled: new Map(notes.unmodelled),
  };
  return { moment, answers: new CommonAnswers().at(versions.get(COMMON)).learn(notes.answers) };
}

/** Whoever hands it in has checked that it is what was written; so the format tells the rest. */
function isNotes(value: unknown): value is Notes {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;
}
