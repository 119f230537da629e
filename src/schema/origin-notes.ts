import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import type { IdentityMap, ObjectAddress } from './identity.ts';
import { CommonAnswers } from './narrowed-extract.ts';
import { COMMON, type RowVersions } from './row-versions.ts';
import type { UnmodelledFact, UnmodelledFacts } from './unmodelled.ts';

/** To be raised when anything is read, or written down, in another way. */
const FORMAT = 1;

/** What is known of one moment before any object is looked at closely. */
export interface Moment {
  readonly versions: RowVersions;
  readonly identities: IdentityMap;
  readonly unmodelled: UnmodelledFacts;
}

export interface NotedOrigin {
  readonly moment: Moment;
  readonly answers: CommonAnswers;
}

type AddressRow = readonly [
  id: string,
  root: string | null,
  kind: string,
  schema: string | null,
  table: string | null,
  name: string,
  args: string | null,
  dependent: boolean,
];

interface Notes {
  readonly format: number;
  readonly versions: readonly (readonly [string, string])[];
  readonly identities: readonly AddressRow[];
  readonly unmodelled: readonly (readonly [string, UnmodelledFact])[];
  readonly answers: readonly (readonly [string, readonly pg.QueryResultRow[]])[];
}

/**
 * The first moment of a database as text. It holds for every database with the same catalog rows under the same identities and row
 * versions, which is what a copy of the files is.
 */
export function writeOrigin({ versions, identities, unmodelled }: Moment, answers: CommonAnswers): string {
  const notes: Notes = {
    format: FORMAT,
    versions: [...versions],
    identities: [...identities].map(addressRow),
    unmodelled: [...unmodelled],
    answers: answers.rows().filter(([, rows]) => isDeepStrictEqual(rows, JSON.parse(JSON.stringify(rows)))),
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
    identities: new Map(notes.identities.map(addressOf)),
    unmodelled: new Map(notes.unmodelled),
  };
  return { moment, answers: new CommonAnswers().at(versions.get(COMMON)).learn(notes.answers) };
}

function addressRow([id, address]: readonly [string, ObjectAddress]): AddressRow {
  const { root, kind, schema, table, name, arguments: args, dependent } = address;
  return [id, root, kind, schema, table, name, args, dependent];
}

function addressOf(row: AddressRow): [string, ObjectAddress] {
  const [id, root, kind, schema, table, name, args, dependent] = row;
  return [id, { root, kind, schema, table, name, arguments: args, dependent }];
}

/** Whoever hands it in has checked that it is what was written; so the format tells the rest. */
function isNotes(value: unknown): value is Notes {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;
}
