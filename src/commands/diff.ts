import type { DiffSummary } from '../core/diff-report.ts';
import type { Finding, Report } from '../core/report.ts';
import { verdictOf } from '../core/verdict.ts';
import type { CommandContext } from './context.ts';
import { deploy } from './deploy.ts';
import { drift } from './drift.ts';
import type { DriftPorts, DriftRequest } from './drift-request.ts';

export interface DiffRequest
  extends Pick<DriftRequest, 'projectDir' | 'source' | 'writeMigration' | 'engine' | 'shadowUrl' | 'origin'> {
  /** Record the written migration as applied in the database that it came out of. */
  readonly markApplied: boolean;
}

/** How long to wait for a deployment to the same database, in milliseconds. */
const LOCK_WAIT = 60_000;

/**
 * What a database has that the applied migrations do not lead to, as a migration: the look of `drift` at the repository, told to
 * whoever made the changes on purpose. Only reads, but where it is told to write the migration or to record it as applied.
 */
export async function diff(
  request: DiffRequest,
  ports: DriftPorts,
  context: CommandContext,
): Promise<Report> {
  const looked = await drift(
    {
      ...request,
      environment: 'this database',
      against: 'repo',
      record: false,
      waitLimit: null,
      lockWait: LOCK_WAIT,
    },
    ports,
    context,
  );
  const { drift: found, ...report } = looked;
  if (found === undefined) return looked;
  const findings = looked.findings.filter(({ code }) => code !== 'drift').map(onPurpose);
  const { written } = found;
  const isSound = findings.every(({ code, level }) => code !== 'migration-unproven' && level !== 'error');
  const marks = request.markApplied && written !== null && isSound;
  const refusals = marks ? await markApplied(request, versionIn(written), ports, context) : [];
  const all = [...findings, ...refusals];
  const summary: DiffSummary = {
    target: found.target,
    outcome: found.outcome,
    migrationSql: found.migrationSql,
    written,
    marked: marks && refusals.length === 0,
  };
  return {
    ...report,
    command: 'diff',
    verdict: verdictOf(1, looked.changes, all),
    findings: all,
    diff: summary,
  };
}

/** Records it and what is older, after the schema was found to have it; what speaks against it are findings. */
async function markApplied(
  request: DiffRequest,
  version: string,
  ports: DriftPorts,
  context: CommandContext,
): Promise<readonly Finding[]> {
  const { findings } = await deploy(
    {
      ...request,
      plan: false,
      expectPlan: null,
      requireVerified: null,
      adopt: version,
      backup: null,
      allowOutOfOrder: true,
      drift: 'ignore',
      verify: true,
      cache: false,
      lockWait: LOCK_WAIT,
      limits: { lockTimeout: 5_000, statementTimeout: null, lockRetries: 10 },
      approvedBy: null,
    },
    ports,
    context,
  );
  return findings.filter(({ level }) => level === 'error');
}

function versionIn(file: string): string {
  return /(\d+)_[^/]*$/u.exec(file)?.[1] ?? '';
}

/** What drift would undo is wanted here. */
function onPurpose(said: Finding): Finding {
  if (said.code !== 'drift-rename') return said;
  return {
    ...said,
    remedy:
      'If it was a rename, put alter table … rename column … to … in the place of the two statements, or the values are lost wherever the migration runs.',
  };
}
