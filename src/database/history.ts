import type pg from 'pg';
import type {
  AppliedMigration,
  CommittedSegment,
  LiveAnchor,
  LiveState,
  RolledBackVersion,
  RunStart,
  UnfinishedRun,
} from '../core/deploy-ports.ts';
import { compareVersions } from '../core/migration.ts';
import { answersOf } from './answers.ts';
import { DEPLOYMENTS, HISTORY, SEGMENTS } from './journal-tables.ts';

/** Which of the tables there are, and which columns of the history; tables of older versions of the CLI have fewer. */
export interface KnownTables {
  readonly history: ReadonlySet<string>;
  readonly journal: boolean;
}

/** Asked of the catalog and not by name, so that a missing right is an error and not a missing table. */
export const KNOWN_TABLES_SQL = `select c.relname as relation, a.attname as column
 from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'supabase_migrations' and c.relname in ('schema_migrations', 'sluice_deployments', 'sluice_segments')
   and a.attnum > 0 and not a.attisdropped`;

/** What the answer to KNOWN_TABLES_SQL tells. */
export function knownTablesOf(
  answer: pg.QueryResult<{ relation: string; column: string }> | undefined,
): KnownTables {
  const rows = answer?.rows ?? [];
  const columns = (relation: string) =>
    rows.filter((row) => row.relation === relation).map(({ column }) => column);
  return {
    history: new Set(columns('schema_migrations')),
    journal: columns('sluice_deployments').length > 0 && columns('sluice_segments').length > 0,
  };
}

async function readKnownTables(client: pg.Client): Promise<KnownTables> {
  return knownTablesOf(await client.query(KNOWN_TABLES_SQL));
}

/** History and journal at one moment, in one round trip where it was asked before which tables there are, else in two. */
export async function readState(client: pg.Client, asked: KnownTables | null): Promise<LiveState> {
  const known = asked ?? (await readKnownTables(client));
  const hasHistory = known.history.size > 0;
  const answers = await answersOf(client, [
    hasHistory
      ? `select version, ${known.history.has('name') ? 'name' : 'null::text'} as name from ${HISTORY}`
      : 'select null as version, null as name where false',
    ...(known.journal ? journalStatements(hasHistory) : []),
  ]);
  const journal = known.journal ? journalOf([answers[1], answers[2], answers[3], answers[4]]) : NO_JOURNAL;
  // By byte, as versions are compared everywhere; the server's collation may differ.
  const history: AppliedMigration[] = historyRows(answers[0])
    .map((row) => ({ ...row, fileDigest: journal.fileDigests.get(row.version) ?? null }))
    .sort((left, right) => compareVersions(left.version, right.version));
  return {
    history,
    segments: journal.segments,
    anchor: journal.anchor(new Set(history.map(({ version }) => version))),
    rolledBack: journal.rolledBack,
  };
}

function historyRows(answer: pg.QueryResult<{ version: string; name: string | null }> | undefined) {
  return answer?.rows ?? [];
}

/** Statements as recorded; null where the row, or the whole column, has none. */
export async function readStatements(
  client: pg.Client,
  versions: readonly string[],
): Promise<ReadonlyMap<string, readonly string[] | null>> {
  if (versions.length === 0) return new Map();
  const { history } = await readKnownTables(client);
  if (!history.has('statements')) return new Map(versions.map((version) => [version, null]));
  const { rows } = await client.query<{ version: string; statements: string[] | null }>(
    `select version, statements from ${HISTORY} where version = any($1)`,
    [versions],
  );
  return new Map(rows.map(({ version, statements }) => [version, statements]));
}

export async function readSnapshot(client: pg.Client, fingerprint: string): Promise<Uint8Array | null> {
  const { journal } = await readKnownTables(client);
  if (!journal) return null;
  const { rows } = await client.query<{ snapshot: Buffer }>(
    `select snapshot from ${DEPLOYMENTS} where fingerprint = $1 and snapshot is not null order by id desc limit 1`,
    [fingerprint],
  );
  return rows[0]?.snapshot ?? null;
}

interface Journal {
  readonly segments: readonly CommittedSegment[];
  readonly fileDigests: ReadonlyMap<string, string>;
  readonly anchor: (applied: ReadonlySet<string>) => LiveAnchor | null;
  readonly rolledBack: readonly RolledBackVersion[];
}

const NO_JOURNAL: Journal = {
  segments: [],
  fileDigests: new Map(),
  anchor: () => null,
  rolledBack: [],
};

interface DeploymentRow {
  readonly run: string;
  readonly kind: RunStart['kind'];
  readonly committed: boolean;
  readonly outcome: string;
  readonly fingerprint: string | null;
  readonly plan_digest: string | null;
  readonly head_after: string | null;
  /** Whether the run held the live schema against the migrations, and found it to be the same. */
  readonly verified: boolean;
  readonly actor: string | null;
  readonly source: string | null;
  readonly recorded: string;
}

interface SegmentRow {
  readonly run: string;
  readonly version: string;
  readonly segment: number;
  readonly segments: number;
  readonly digest: string;
}

/** Everything since the last success began; what was before it no longer matters. Seeds say nothing about the schema. */
const RECENT = `id >= coalesce((
       select min(id) from ${DEPLOYMENTS} where run = (select run from ${DEPLOYMENTS} where outcome = 'succeeded' and kind not in ('resume', 'backup', 'seed') order by id desc limit 1)
     ), 0) and kind not in ('resume', 'backup', 'seed')`;

/** Recent runs, their segments and those of migrations that are not in the history, digests of files, and what was rolled back. */
function journalStatements(hasHistory: boolean): readonly string[] {
  const unlessApplied = (prefix: string, version: string): string =>
    hasHistory ? `${prefix} not exists (select from ${HISTORY} m where m.version = ${version})` : '';
  return [
    `select run, kind, exists (select from ${SEGMENTS} s where s.run = d.run and s.state = 'committed') as committed, outcome, fingerprint, plan_digest, head_after,
       coalesce(details->'verification'->>'status' = 'matches' or details ? 'adopted', false) as verified, actor, source, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') as recorded
     from ${DEPLOYMENTS} d where ${RECENT} order by id`,
    `select run, version, segment, segments, digest from ${SEGMENTS} s where state = 'committed'
       and (run in (select run from ${DEPLOYMENTS} d where ${RECENT} and not exists (select from ${DEPLOYMENTS} e where e.run = d.run and e.outcome = 'succeeded'))
         ${unlessApplied('or', 's.version')}) order by id`,
    `select distinct on (version) version, file_digest from ${SEGMENTS} where state = 'committed' and segment = segments - 1 order by version, id desc`,
    // Unless somebody has let them go since (`resume`).
    `select distinct on (h.kept->>'version') h.kept->>'version' as version, s.run, to_char(s.recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') as at, d.actor, d.details->>'reason' as reason
     from ${SEGMENTS} s cross join lateral jsonb_array_elements(s.details->'history') as h(kept)
     join ${DEPLOYMENTS} d on d.run = s.run and d.outcome = 'running'
     where s.version like 'rollback:%' and s.state = 'committed' and s.details ? 'history'
       and s.recorded_at > coalesce((select max(recorded_at) from ${DEPLOYMENTS} where kind = 'resume' and outcome = 'succeeded'), '-infinity')
       ${unlessApplied('and', "h.kept->>'version'")}
     order by h.kept->>'version', s.id desc`,
  ];
}

type JournalAnswers = readonly [
  pg.QueryResult<DeploymentRow> | undefined,
  pg.QueryResult<SegmentRow> | undefined,
  pg.QueryResult<{ version: string; file_digest: string }> | undefined,
  pg.QueryResult<RolledBackVersion> | undefined,
];

function journalOf([deployed, segments, files, rolledBack]: JournalAnswers): Journal {
  const deployments = deployed?.rows ?? [];
  const unfinished = unfinishedRuns(deployments);
  const open = segments?.rows ?? [];
  return {
    segments: openSegments(open),
    fileDigests: new Map((files?.rows ?? []).map((row) => [row.version, row.file_digest])),
    anchor: (applied) => anchorOf(deployments, unfinished, open, applied),
    rolledBack: rolledBack?.rows ?? [],
  };
}

/** Segments behind the last time that the whole migration was committed: it may have been taken back since. */
function openSegments(rows: readonly SegmentRow[]): CommittedSegment[] {
  const open = new Map<string, CommittedSegment[]>();
  for (const { version, segment, segments, digest } of rows) {
    if (segment === segments - 1) open.delete(version);
    else open.set(version, [...(open.get(version) ?? []), { version, number: segment, digest }]);
  }
  return [...open.values()].flat();
}

function unfinishedRuns(deployments: readonly DeploymentRow[]): UnfinishedRun[] {
  return deployments.flatMap((deployment) => {
    const { run, kind, outcome, recorded, plan_digest: planDigest, actor, source } = deployment;
    if (outcome !== 'running') return [];
    const ends = deployments.filter((row) => row.run === run).map((row) => row.outcome);
    if (ends.includes('succeeded')) return [];
    const end = ends.includes('failed') ? 'failed' : ends.includes('interrupted') ? 'interrupted' : 'running';
    const hasCommitted = deployment.committed;
    return [{ run, kind, hasCommitted, outcome: end, startedAt: recorded, planDigest, actor, source }];
  });
}

/** The last success, or where runs have tried since then, what the first of those began from. */
function anchorOf(
  deployments: readonly DeploymentRow[],
  unfinished: readonly UnfinishedRun[],
  segments: readonly SegmentRow[],
  applied: ReadonlySet<string>,
): LiveAnchor | null {
  const first = deployments.find(({ run, outcome }) => outcome === 'running' && run === unfinished[0]?.run);
  const success = deployments.findLast(({ outcome }) => outcome === 'succeeded');
  const anchor = first ?? success;
  if (anchor === undefined) return null;
  const runs = new Set(unfinished.map(({ run }) => run));
  const whole = segments.filter(
    ({ run, version, segment, segments: count }) =>
      runs.has(run) && segment === count - 1 && applied.has(version),
  );
  return {
    fingerprint: anchor.fingerprint,
    appliedSince: [...new Set(whole.map(({ version }) => version))],
    unfinished,
    succeededPlan: success?.plan_digest ?? null,
    verifiedHead: unfinished.length === 0 && success?.verified === true ? success.head_after : null,
  };
}
