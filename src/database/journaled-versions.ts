import type pg from 'pg';
import type { JournaledRun, JournaledVersions } from '../core/deploy-ports.ts';
import { DEPLOYMENTS, SEGMENTS } from './journal-tables.ts';

interface Row {
  readonly version: string;
  readonly run: string;
  readonly at: string;
  readonly kind: string | null;
  readonly actor: string | null;
  readonly source: string | null;
  readonly commit_id: string | null;
  readonly taken_back: boolean;
}

/**
 * Two kinds of rows: the last time that the whole of a version was committed, and the last rollback that took it back. Runs
 * are told by their first row, which every run has.
 */
const JOURNALED_SQL = `
with event as (
  select version, run, recorded_at, false as taken_back from ${SEGMENTS} s where state = 'committed' and segment = segments - 1
    and not exists (select from ${DEPLOYMENTS} d where d.run = s.run and d.kind = 'rollback')
  union all
  select version, run, recorded_at, true from ${DEPLOYMENTS}, unnest(versions) as version where kind = 'rollback' and outcome = 'succeeded'
), latest as (
  select distinct on (version) * from event order by version, recorded_at desc, taken_back desc
)
select latest.version, latest.run, latest.taken_back, to_char(latest.recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') as at,
  start.kind, start.actor, start.source, start.commit_id
from latest left join ${DEPLOYMENTS} start on start.run = latest.run and start.outcome = 'running'`;

/** Who applied each version last, and who took it back since; nothing where there is no journal. */
export async function readJournaledVersions(client: pg.Client): Promise<JournaledVersions> {
  const { rows: tables } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'supabase_migrations' and c.relname in ('sluice_deployments', 'sluice_segments')`,
  );
  if ((tables[0]?.count ?? 0) < 2) return { applied: new Map(), rolledBack: new Map() };
  const { rows } = await client.query<Row>(JOURNALED_SQL);
  return { applied: runsOf(rows, false), rolledBack: runsOf(rows, true) };
}

function runsOf(rows: readonly Row[], takenBack: boolean): ReadonlyMap<string, JournaledRun> {
  return new Map(
    rows
      .filter((row) => row.taken_back === takenBack)
      .map(({ version, run, at, kind, actor, source, commit_id: commit }) => [
        version,
        { run, at, kind: kind ?? 'deploy', actor, source, commit },
      ]),
  );
}
