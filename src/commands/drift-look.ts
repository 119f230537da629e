import type { LiveDatabase, LiveIdentity, LiveState, SchemaRecord } from '../core/deploy-ports.ts';
import type { DriftPort, LiveComparison, LiveSchemaReader, Unseen } from '../core/drift-ports.ts';
import { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import type { Snapshot } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import type { Comparison } from './deploy-request.ts';

/** What a look at a live schema came to, before it is told. */
export interface Look {
  readonly outcome: 'none' | 'found' | 'unknown' | 'busy';
  readonly record: SchemaRecord | null;
  /** Null where nothing had to be compared. */
  readonly comparison: LiveComparison | null;
  /** The live schema as a whole; null where it was not read so. */
  readonly live: Snapshot | null;
  /** What the role could not see. */
  readonly unseen: readonly Unseen[];
  readonly findings: readonly Finding[];
}

export interface LookInput {
  readonly live: LiveDatabase;
  readonly identity: LiveIdentity;
  readonly state: LiveState;
  readonly reader: LiveSchemaReader;
  readonly comparison: Comparison;
}

const NOT_LOOKED = { record: null, comparison: null, live: null, unseen: [], findings: [] } as const;

/** Holds the live schema against what the journal says that the last run left. */
export async function lookAgainstRecord(input: LookInput): Promise<Look> {
  const { live, state, identity, reader, comparison } = input;
  const { anchor } = state;
  const fingerprint = anchor?.fingerprint ?? null;
  if (anchor === null || fingerprint === null) return unknown(nothingRecorded(state));
  // A run that stopped before it committed anything has left the schema as it was.
  if (anchor.unfinished.length > 0 && (anchor.appliedSince.length > 0 || state.segments.length > 0)) {
    return unknown(stoppedHalfWay());
  }
  const record = await live.recordOf(fingerprint);
  const digest = record?.schemaDigest ?? null;
  if (digest !== null && (await reader.digest(digest)) === digest)
    return { ...NOT_LOOKED, outcome: 'none', record };
  // Another digest means drift most of the time; most of it is in a few objects.
  const recorded = await recordedSchema(live, fingerprint, identity, comparison);
  const touched = 'code' in recorded ? null : await reader.compareTouched(recorded.snapshot);
  if (touched !== null) return { ...compared(touched.comparison, touched.unseen), record };
  const { snapshot, unseen } = await reader.read();
  if (comparison.codec.fingerprint(snapshot) === fingerprint) {
    const same = compared(null, unseen);
    return { ...same, live: snapshot, record, findings: [...same.findings, ...stillDamaged(recorded)] };
  }
  if ('code' in recorded) return { ...unknown(recorded), record, live: snapshot, unseen };
  const whole = comparison.drift.compare(recorded.snapshot, { snapshot, unseen });
  const look = compared(whole, unseen);
  const findings = [...look.findings, ...recordedInPart(recorded.snapshot, comparison)];
  return { ...look, live: snapshot, record, findings };
}

/** What an older Sluice did not look at when it recorded a schema; a part that was not compared is told, and is no drift. */
function recordedInPart(snapshot: Snapshot, { codec }: Pick<Comparison, 'codec'>): readonly Finding[] {
  if (codec.isComplete(snapshot)) return [];
  return [
    finding('record-outdated', {
      file: null,
      line: null,
      level: 'note',
      message:
        'The recorded schema was written by an older Sluice. What it told in another way was not compared: extended statistics, casts, operators, text search, settings of columns, jobs without a name, memberships of the roles of the API.',
      remedy: 'Nothing has to be done: the next deployment records it anew, or sluice drift --record.',
    }),
  ];
}

/** Holds the live schema against another one, as the applied migrations lead to it, with what there is to tell of that. */
export async function lookAgainst(
  expected: { readonly snapshot: Snapshot; readonly notes: readonly Finding[] },
  reader: LiveSchemaReader,
  drift: DriftPort,
): Promise<Look> {
  const { snapshot, unseen } = await reader.read();
  const whole = compared(drift.compare(expected.snapshot, { snapshot, unseen }), unseen);
  return { ...whole, live: snapshot, record: null, findings: [...expected.notes, ...whole.findings] };
}

/** A damaged record of a schema that is the live one misleads nobody yet, but the next change could not be told. */
function stillDamaged(recorded: { readonly snapshot: Snapshot } | Finding): readonly Finding[] {
  return 'code' in recorded && recorded.code === 'record-damaged' ? [{ ...recorded, level: 'warning' }] : [];
}

/** Why nobody can tell. */
export function unknown(why: Finding): Look {
  return { ...NOT_LOOKED, outcome: 'unknown', findings: [why] };
}

export function busy(holder: string): Look {
  return {
    ...NOT_LOOKED,
    outcome: 'busy',
    findings: [
      finding('drift-busy', {
        file: null,
        line: null,
        message: `A deployment is at work (${holder}), so the live schema is on its way and was not judged.`,
        remedy: 'Run again when it is done.',
      }),
    ],
  };
}

function compared(
  comparison: LiveComparison | null,
  unseen: readonly Unseen[],
): Omit<Look, 'record' | 'live'> & { readonly live: null } {
  const found = comparison !== null && comparison.differences.length > 0;
  return {
    outcome: found ? 'found' : 'none',
    comparison,
    live: null,
    unseen,
    findings: unseenFindings(unseen, comparison?.hidden ?? []),
  };
}

/** The recorded schema, or why it cannot be compared. The same in a deployment's gate and in a look for drift. */
export async function recordedSchema(
  live: LiveDatabase,
  fingerprint: string,
  identity: LiveIdentity,
  { codec }: Pick<Comparison, 'codec'>,
): Promise<{ readonly snapshot: Snapshot } | Finding> {
  const major = (await live.recordOf(fingerprint))?.serverMajor ?? null;
  if (major !== null && major !== majorOf(identity)) return otherMajor(major, identity);
  const bytes = await live.recordedSnapshot(fingerprint);
  if (bytes === null) return damaged('The journal names a schema that it does not hold.');
  try {
    const snapshot = await codec.deserialize(bytes);
    return snapshot === null ? outdated() : { snapshot };
  } catch (thrown) {
    if (thrown instanceof SluiceError && thrown.code === 'schema-unreadable') return damaged(thrown.message);
    throw thrown;
  }
}

const RECORD_ANEW =
  'Look at the live schema (sluice drift --against repo holds it against the migrations), then record it anew: sluice drift --record.';

function damaged(message: string): Finding {
  return finding('record-damaged', { file: null, line: null, message, remedy: RECORD_ANEW });
}

function outdated(): Finding {
  return finding('record-outdated', {
    file: null,
    line: null,
    message:
      'The recorded schema was written by another version of Sluice, in a form that this one does not read.',
    remedy: RECORD_ANEW,
  });
}

function otherMajor(recorded: number, { version }: LiveIdentity): Finding {
  return finding('record-outdated', {
    file: null,
    line: null,
    message: `The recorded schema was read from PostgreSQL ${recorded}, and this is PostgreSQL ${version}: between majors the catalog tells the same schema differently.`,
    remedy: RECORD_ANEW,
  });
}

function nothingRecorded({ anchor, history }: LiveState): Finding {
  const why =
    anchor === null
      ? 'No deployment of Sluice has recorded a schema of this database yet'
      : 'The last deployment recorded no schema that can be compared';
  return finding('drift-unknown', {
    file: null,
    line: null,
    level: 'warning',
    message: `${why}, so nobody can say what it should be.`,
    remedy:
      history.length === 0
        ? 'Deploy to it, or record its schema as it is: sluice drift --record.'
        : 'Hold it against the migrations (--against repo), then adopt it (sluice deploy --adopt VERSION) or record its schema as it is (sluice drift --record).',
  });
}

function stoppedHalfWay(): Finding {
  return finding('drift-unknown', {
    file: null,
    line: null,
    level: 'warning',
    message:
      'A deployment stopped half-way, so the live schema is neither what it was nor what it should become.',
    remedy:
      'Run sluice deploy: it takes up the work, and records the schema that it leaves. Where it stops because the schema is another one than recorded, look at the differences, and run sluice deploy --drift warn.',
  });
}

function unseenFindings(unseen: readonly Unseen[], hidden: readonly string[]): Finding[] {
  if (unseen.length === 0) return [];
  const kinds = unseen.map(({ kind, why }) => `${kind}: ${why}`).join('; ');
  const named = hidden.length === 0 ? '' : ` Recorded, but not seen: ${few(hidden)}.`;
  return [
    finding('drift-unseen', {
      file: null,
      line: null,
      message: `Not everything could be seen, and that part was not compared. ${kinds}.${named}`,
      remedy: 'Look with the role postgres, or give the role the right to read it.',
    }),
  ];
}

function few(names: readonly string[]): string {
  return names.length <= 10
    ? names.join(', ')
    : `${names.slice(0, 10).join(', ')} and ${names.length - 10} more`;
}

export function majorOf({ version }: LiveIdentity): number {
  return Number.parseInt(version, 10);
}
