import type { ObjectDigest, ObjectDigests } from '../core/ports.ts';
import { DIGEST_VERSION, type RootDigests } from './digest.ts';
import { type AnsweredRows, CommonAnswers } from './narrowed-extract.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { type RecordedSnapshot, readStored, splitStored, storedSnapshot } from './recorded-snapshot.ts';

/** To be raised when anything is read, or written down, in another way. */
const FORMAT = 1;

/** What a first look at the project's part of a database told, some time ago. */
export interface NotedLook {
  readonly snapshot: RecordedSnapshot;
  readonly digests: ObjectDigests;
  readonly answers: CommonAnswers;
}

interface Notes {
  readonly format: number;
  readonly snapshot: string;
  readonly version: string;
  readonly objects: readonly (readonly [name: string, digest: ObjectDigest])[];
  readonly common: string;
  readonly answers: readonly AnsweredRows[];
}

/** A first look as text. It holds for every database with the same files, which is what those made from one template are. */
export function writeProjectNotes(
  snapshot: ProjectSnapshot,
  { all, common }: RootDigests,
  answers: readonly AnsweredRows[],
): string {
  const notes: Notes = {
    format: FORMAT,
    snapshot: storedSnapshot(snapshot).toString('utf8'),
    version: all.version,
    objects: [...all.objects],
    common,
    answers,
  };
  return JSON.stringify(notes);
}

/** Null where it is something else, or of another version. */
export function readProjectNotes(text: string): NotedLook | null {
  const notes: unknown = text === '' ? null : JSON.parse(text);
  if (!isNotes(notes)) return null;
  const { first, rest } = splitStored(Buffer.from(notes.snapshot));
  const snapshot = readStored(first, rest);
  if (snapshot === null) return null;
  return {
    snapshot,
    digests: { version: notes.version, objects: new Map(notes.objects) },
    answers: new CommonAnswers().at(notes.common).learn(notes.answers),
  };
}

/** Whoever hands it in has checked that it is what was written; so the format and the version tell the rest. */
function isNotes(value: unknown): value is Notes {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    value.format === FORMAT &&
    'version' in value &&
    value.version === DIGEST_VERSION
  );
}
