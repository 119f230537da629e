import type { DigestChange } from '../core/landed-digests.ts';
import type { Migration } from '../core/migration.ts';
import type { KnownSchema, ObjectDigest, ObjectDigests, ShadowNotes } from '../core/ports.ts';
import type { ExpectedChange } from './deploy-expectation.ts';
import type { Comparison } from './deploy-request.ts';
import { shadowRequest } from './open-shadow.ts';
import type { QuickInput } from './plan-input.ts';

/**
 * What a deployment is to change, as the shadow told it before: the same files are planned, deployed to staging and promoted to
 * production, and lead to the same each time. Where a live schema then does not become that, a shadow is asked again before anybody
 * is told.
 */
export interface KnownExpectation {
  readonly digests: DigestChange;
  readonly change: ExpectedChange;
  /** A stored snapshot of what the migrations lead to, in base64; null where what changes is to be read. */
  readonly end: string | null;
}

/** Which migrations are asked about. */
export interface AskedMigrations {
  readonly applied: readonly Migration[];
  readonly pending: readonly Migration[];
  /** How much of them is looked at; another look tells other things. */
  readonly look: string;
}

/** To be raised when anything is found out, or written down, in another way. */
const FORMAT = 1;

interface Written extends Pick<KnownExpectation, 'change' | 'end'> {
  readonly format: number;
  readonly before: WrittenDigests;
  readonly after: WrittenDigests;
}

interface WrittenDigests {
  readonly version: string;
  readonly objects: readonly (readonly [name: string, digest: ObjectDigest])[];
}

/** Where it is kept; null where nothing is to be kept, or cannot be. */
export async function expectationNotes(
  { comparison, request, ports, context }: QuickInput,
  { applied, pending, look }: AskedMigrations,
): Promise<ShadowNotes | null> {
  if (!request.cache || !request.verify) return null;
  const told = (list: readonly Migration[]) => list.map(({ file, digest }) => `${file} ${digest}`);
  return await ports.shadow.notes(shadowRequest(comparison.config, request, context), [
    'expectation',
    look,
    ...told(applied),
    'pending',
    ...told(pending),
  ]);
}

export function writeExpectation({ digests, change, end }: KnownExpectation): string {
  const { changes, destroyed, engine } = change;
  const written: Written = {
    format: FORMAT,
    change: { changes, destroyed, engine },
    end,
    before: writtenDigests(digests.before),
    after: writtenDigests(digests.after),
  };
  return JSON.stringify(written);
}

function writtenDigests({ version, objects }: ObjectDigests): WrittenDigests {
  return { version, objects: [...objects] };
}

/** Null where there is nothing, or what another Sluice has written. */
export function readExpectation(text: string): KnownExpectation | null {
  const value: unknown = text === '' ? null : JSON.parse(text);
  if (!isWritten(value)) return null;
  const { change, end, before, after } = value;
  return { change, end, digests: { before: digestsOf(before), after: digestsOf(after) } };
}

/** Its file was checked byte by byte, and its name says which version wrote it; so the format tells the rest. */
function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;
}

function digestsOf({ version, objects }: WrittenDigests): ObjectDigests {
  return { version, objects: new Map(objects) };
}

/** The schema that it leads to, to take facts from; null where it was not kept. */
export async function knownEnd(
  { digests, end }: KnownExpectation,
  { codec }: Pick<Comparison, 'codec'>,
): Promise<KnownSchema | null> {
  if (end === null) return null;
  const snapshot = await codec.deserialize(Buffer.from(end, 'base64'));
  if (snapshot === null) return null;
  await codec.unpack(snapshot);
  return { snapshot, digests: digests.after };
}
