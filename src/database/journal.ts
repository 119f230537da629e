import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { RecordedMigration, RecordedSnapshot, RunEnd, RunStart } from '../core/deploy-ports.ts';
import { DEPLOYMENTS, HISTORY_TABLE_SQL, JOURNAL_TABLES_SQL, SEGMENTS } from './journal-tables.ts';
import { bytea, jsonb, literal, textArray } from './literals.ts';
import { historyRow } from './segment-message.ts';

/** Makes the tables of history and journal, in one transaction. Nobody else may wait for us for long meanwhile. */
export async function prepareTables(client: pg.Client): Promise<void> {
  await client.query(
    `begin;set local lock_timeout = '4s';set local client_min_messages = warning;${HISTORY_TABLE_SQL}${JOURNAL_TABLES_SQL}commit`,
  );
}

/** The row of a run that begins; and for every run that nobody will write for any more, that it was interrupted. */
export async function writeStart(client: pg.Client, start: RunStart): Promise<void> {
  await client.query(
    `begin;
insert into ${DEPLOYMENTS} (run, kind, outcome, actor, source, commit_id, tool, plan_digest, head_before, versions, error)
  select run, kind, 'interrupted', actor, source, commit_id, tool, plan_digest, head_before, versions, ${literal(`It ended without a word; run ${start.run} found it so.`)}
  from ${DEPLOYMENTS} d where outcome = 'running' and not exists (select from ${DEPLOYMENTS} e where e.run = d.run and e.outcome <> 'running');
${startRow(start)};
commit`,
  );
}

export async function writeEnd(client: pg.Client, end: RunEnd): Promise<void> {
  await client.query(endRow(end));
}

/**
 * The end of a run that has lost its lock meanwhile. A success is written only if nobody else has begun since: what that run has
 * found and left counts, and an older schema must not be recorded behind it. Throws where the row cannot be written.
 */
export async function writeLateEnd(client: pg.Client, end: RunEnd): Promise<void> {
  if (end.outcome !== 'succeeded') return await writeEnd(client, end);
  const run = literal(end.run);
  // Without a run the row violates NOT NULL.
  const ifLast = `(select ${run}::uuid where not exists (select from ${DEPLOYMENTS} other where other.run <> ${run} and other.outcome = 'running'
    and other.id > (select id from ${DEPLOYMENTS} where run = ${run} and outcome = 'running')))`;
  await client.query(endRow(end, ifLast));
}

/** Records migrations without running them: history, segments and the run, all or nothing. */
export async function writeAdoption(
  client: pg.Client,
  migrations: readonly RecordedMigration[],
  start: RunStart,
  end: RunEnd,
): Promise<void> {
  const rows = migrations.flatMap((recorded) => [
    historyRow(recorded),
    `insert into ${SEGMENTS} (run, version, segment, segments, state, digest, file_digest) values (${literal(start.run)}, ${literal(recorded.migration.version)}, 0, 1, 'committed', '', ${literal(recorded.migration.digest)})`,
  ]);
  await client.query(['begin', startRow(start), ...rows, endRow(end), 'commit'].join(';\n'));
}

/** Notes that a backup was made. A role that may only read is enough for a backup, so it need not be able to. */
export async function writeBackup(client: pg.Client, end: RunEnd): Promise<boolean> {
  const { rows } = await client.query<{ writable: boolean }>(
    `select coalesce(pg_catalog.has_schema_privilege('supabase_migrations', 'usage') and pg_catalog.has_table_privilege(pg_catalog.to_regclass('${DEPLOYMENTS}'), 'insert'), false)
       and pg_catalog.current_setting('transaction_read_only') = 'off' as writable from pg_catalog.pg_namespace where nspname = 'supabase_migrations'`,
  );
  if (rows[0]?.writable !== true) return false;
  await client.query(endRow(end));
  return true;
}

export function startRow({
  run,
  kind,
  origin,
  planDigest,
  headBefore,
  versions,
  before,
  details = {},
}: RunStart): string {
  return `insert into ${DEPLOYMENTS} (run, kind, outcome, actor, source, commit_id, tool, plan_digest, head_before, versions, fingerprint, snapshot, details)
values (${literal(run)}, ${literal(kind)}, 'running', ${literal(origin.actor)}, ${literal(origin.source)}, ${literal(origin.commit)}, ${literal(origin.tool)},
  ${literal(planDigest)}, ${literal(headBefore)}, ${textArray(versions)}, ${literal(before?.fingerprint ?? null)}, ${snapshotOnce(before)}, ${jsonb(withForm(details, before))})`;
}

export function endRow(end: RunEnd, named = literal(end.run)): string {
  const { run, kind, outcome, origin, planDigest, headAfter, versions, error, milliseconds, after, details } =
    end;
  return `insert into ${DEPLOYMENTS} (run, kind, outcome, actor, source, commit_id, tool, plan_digest, head_before, head_after, versions, error, milliseconds, fingerprint, snapshot, details)
values (${named}, ${literal(kind)}, ${literal(outcome)}, ${literal(origin.actor)}, ${literal(origin.source)}, ${literal(origin.commit)}, ${literal(origin.tool)},
  ${literal(planDigest)}, (select head_before from ${DEPLOYMENTS} where run = ${literal(run)} and outcome = 'running'), ${literal(headAfter)}, ${textArray(versions)}, ${literal(error)}, ${Math.round(milliseconds)},
  ${literal(after?.fingerprint ?? null)}, ${snapshotOnce(after)}, ${jsonb(withForm(details, after))})`;
}

/** In which form the snapshot of a row is, and the sha256 of its bytes; rows of older versions of Sluice do not say. */
function withForm(
  details: Readonly<Record<string, unknown>>,
  snapshot: RecordedSnapshot | null,
): Readonly<Record<string, unknown>> {
  if (snapshot === null || snapshot.form === null || snapshot.bytes === null) return details;
  const snapshotDigest = createHash('sha256').update(snapshot.bytes).digest('hex');
  return { ...details, snapshotForm: snapshot.form, snapshotDigest };
}

/**
 * A snapshot that the journal holds in the same form, and whole, is not stored again: its fingerprint finds it. Only the row
 * that would be read counts, so that a new record stands in for a damaged one.
 */
function snapshotOnce(snapshot: RecordedSnapshot | null): string {
  if (snapshot === null) return 'null';
  const { fingerprint, bytes, form } = snapshot;
  if (bytes === null) return 'null';
  const same =
    form === null
      ? 'true'
      : `details->>'snapshotForm' = ${literal(form)} and details->>'snapshotDigest' = encode(sha256(snapshot), 'hex')`;
  const known = `(select ${same} from ${DEPLOYMENTS} where fingerprint = ${literal(fingerprint)} and snapshot is not null order by id desc limit 1)`;
  return `case when ${known} then null else ${bytea(bytes)} end`;
}
