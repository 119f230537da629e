import * as v from 'valibot';
import { SluiceError } from '../core/errors.ts';
import { LOCK_MODES } from '../core/locks.ts';
import {
  type Change,
  type EngineFacts,
  type Finding,
  type Hazard,
  type MigrationSummary,
  REPORT_SCHEMA,
  type Report,
  type Reversal,
} from '../core/report.ts';

/** Largest report that is read from another run, in bytes. */
export const FOREIGN_REPORT_LIMIT = 8 * 1024 * 1024;

const NAME = 20_000;
const TEXT = 100_000;
const SQL = 4_000_000;
const MANY = 50_000;

const name = v.pipe(v.string(), v.maxLength(NAME));
const text = v.pipe(v.string(), v.maxLength(TEXT));
const sql = v.pipe(v.string(), v.maxLength(SQL));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u));
const version = v.pipe(v.string(), v.regex(/^[0-9]{1,200}$/u));

/** Every field, also one that a report may lack: what is not named here is refused. */
type Fields<Of> = Readonly<
  Record<keyof Of, v.GenericSchema | v.ExactOptionalSchema<v.GenericSchema, undefined>>
>;

function many<const Item extends v.GenericSchema>(item: Item, most = MANY) {
  return v.pipe(v.array(item), v.maxLength(most));
}

const reversalVerdict = v.picklist(['reversible', 'lossy', 'irreversible']);
const tableChange = v.picklist(['created', 'altered', 'dropped', 'unchanged']);
const tableName = v.strictObject({ schema: name, table: name });

const hazard = v.strictObject({
  kind: v.picklist([
    'data-loss',
    'rewrite',
    'blocking-lock',
    'fails-on-rows',
    'breaks-clients',
    'non-transactional',
  ]),
  detail: text,
  remedy: v.exactOptional(text),
} satisfies Fields<Hazard>);

const change = v.strictObject({
  verb: v.picklist(['create', 'alter', 'drop', 'rename', 'data']),
  kind: name,
  schema: v.nullable(name),
  table: v.nullable(name),
  name,
  from: v.nullable(name),
  details: many(text),
  hazards: many(hazard),
  lock: v.nullable(v.picklist(LOCK_MODES)),
  lockedRelations: many(text),
  migration: v.nullable(version),
  file: v.nullable(name),
  line: v.nullable(count),
} satisfies Fields<Change>);

const finding = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,80}$/u)),
  level: v.picklist(['error', 'warning', 'note']),
  file: v.nullable(name),
  line: v.nullable(count),
  message: text,
  remedy: text,
  excerpt: v.exactOptional(text),
  column: v.exactOptional(count),
  sqlState: v.exactOptional(v.pipe(v.string(), v.regex(/^[0-9A-Z]{5}$/u))),
  object: v.exactOptional(text),
} satisfies Fields<Finding>);

const reversal = v.strictObject({
  verdict: reversalVerdict,
  objects: many(text),
  reasons: many(text),
  dropsAgain: many(text),
  sql,
  source: v.picklist(['authored', 'computed', 'mixed', 'none']),
  proof: v.strictObject({
    downMatchesBase: v.nullable(v.boolean()),
    upMatchesHead: v.nullable(v.boolean()),
    differences: many(text),
  }),
} satisfies Fields<Reversal>);

const diagram = v.strictObject({
  tables: many(
    v.strictObject({
      schema: name,
      name,
      change: tableChange,
      columns: many(
        v.strictObject({
          name,
          type: name,
          key: v.nullable(v.picklist(['primary', 'foreign'])),
          change: tableChange,
        }),
      ),
    }),
  ),
  relations: many(v.strictObject({ from: tableName, to: tableName, name, optional: v.boolean() })),
});

const migration = v.strictObject({
  version,
  name,
  file: name,
  statements: count,
  reversal: v.nullable(reversalVerdict),
} satisfies Fields<MigrationSummary>);

const engine = v.strictObject({
  name: v.picklist(['embedded', 'supabase', 'url']),
  major: count,
  version: name,
  standIns: many(v.strictObject({ extension: name, missing: text })),
  restored: v.exactOptional(count),
  earlier: v.exactOptional(v.literal(true)),
} satisfies Fields<EngineFacts>);

const report = v.strictObject({
  schema: v.literal(REPORT_SCHEMA),
  command: v.literal('review'),
  verdict: v.picklist(['nothing', 'safe', 'attention', 'blocked']),
  project: name,
  migrations: many(migration),
  changes: many(change),
  findings: many(finding),
  reversal: v.nullable(reversal),
  plan: v.nullable(v.strictObject({ digest: name })),
  head: v.nullable(digest),
  base: v.strictObject({ ref: v.nullable(name), version: v.nullable(version) }),
  engine: v.nullable(engine),
  diagram: v.nullable(diagram),
  differenceSql: sql,
  timings: many(
    v.strictObject({ step: name, milliseconds: v.pipe(v.number(), v.finite(), v.minValue(0)) }),
    1_000,
  ),
});

/**
 * Takes the bytes of a report that another workflow run made, perhaps a stranger's, for what they are: JSON of
 * exactly the known fields within sane bounds, or nothing. Throws SluiceError `report-invalid`.
 */
export function parseForeignReport(bytes: Uint8Array): Report {
  if (bytes.byteLength > FOREIGN_REPORT_LIMIT) throw invalid('it is larger than 8 MiB', undefined);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw invalid('it is not JSON in UTF-8', cause);
  }
  const result = v.safeParse(report, content, { abortEarly: true });
  if (!result.success) {
    throw invalid(`${v.getDotPath(result.issues[0]) ?? 'its top level'} is not as it should be`, undefined);
  }
  return result.output;
}

function invalid(why: string, cause: unknown): SluiceError {
  return new SluiceError('report-invalid', {
    message: `The report of the other run cannot be used: ${why}.`,
    likelyCause: 'It was made by another version of Sluice, or somebody tampered with the artifact.',
    remedy: 'Let both workflows use the same version of Sluice, and run the review again.',
    cause,
  });
}
