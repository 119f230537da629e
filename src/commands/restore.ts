import type { BackupManifest, TableRows } from '../core/backup-manifest.ts';
import type { BackupReader, RestoreTarget } from '../core/backup-ports.ts';
import type { RestoreSummary } from '../core/backup-report.ts';
import { majorOf } from '../core/backup-way.ts';
import type { LiveDatabase, LivePort, LiveSource } from '../core/deploy-ports.ts';
import { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import { type Finding, REPORT_SCHEMA, type Report } from '../core/report.ts';
import { verdictOf } from '../core/verdict.ts';
import type { CommandContext } from './context.ts';
import type { BackupRooms } from './make-backup.ts';
import { Stopwatch } from './stopwatch.ts';

export interface RestoreRequest {
  readonly source: LiveSource;
  /** The folder of the backup. */
  readonly from: string;
  readonly passphrase: string | null;
  /** Milliseconds to wait for a deployment that is at work. */
  readonly lockWait: number;
}

export interface RestorePorts extends BackupRooms {
  readonly live: LivePort;
}

/** Names that a refusal lists. */
const LISTED = 30;

/**
 * Restores a backup into a database that holds nothing of a project, in one transaction, and checks that every row came in and the schema is the
 * one of the backup. A database that is not empty is refused, as a finding.
 */
export async function restore(
  request: RestoreRequest,
  ports: RestorePorts,
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  const { signal, progress } = context;
  const rooms = await ports.loadBackupSchema();
  const reader = await watch.run('check', 'Checking the backup', () =>
    ports.archive.open(request.from, request.passphrase, signal),
  );
  await using live = await watch.run('connect', 'Connecting', () =>
    ports.live.open(request.source, { signal, progress }),
  );
  await live.lock({
    wait: request.lockWait,
    waiting: (holder) => progress.info(`Another deployment is at work: ${holder}. Waiting for it.`),
  });
  await using target = await live.openRestore();
  const { manifest } = reader;
  const common = {
    target: live.shown,
    folder: request.from,
    takenAt: manifest.takenAt,
    from: manifest.database,
  };
  const refusal = await refusalOf(manifest, target, rooms.script.platformSchemas);
  if (refusal !== null) {
    const { findings, inTheWay } = refusal;
    return reportOf(
      { ...common, outcome: 'refused', tables: [], inTheWay, schema: 'not-compared' },
      findings,
      watch,
    );
  }
  const tables = await watch.run('restore', 'Restoring', () => runBackup(reader, target, context));
  refuseOtherCounts(manifest.tables, tables);
  await watch.run('commit', 'Committing', () => target.commit());
  const compared = await watch.run('compare', 'Comparing the schema', () =>
    compareSchema(reader, live, rooms),
  );
  const findings = [
    ...target.warnings.map((message) =>
      finding('restore-warning', {
        file: null,
        line: null,
        message,
        remedy: 'Bring in the rows of the platform (users), then run what it says.',
      }),
    ),
    ...compared.findings,
  ];
  return reportOf(
    { ...common, outcome: 'restored', tables, inTheWay: [], schema: compared.schema },
    findings,
    watch,
  );
}

async function refusalOf(
  manifest: BackupManifest,
  target: RestoreTarget,
  platformSchemas: readonly string[],
): Promise<{ readonly findings: readonly Finding[]; readonly inTheWay: readonly string[] } | null> {
  const { names, more } = await target.inTheWay(platformSchemas, LISTED);
  const missing = await target.missing(manifest);
  const place = { file: null, line: null };
  const findings = [
    ...(names.length === 0
      ? []
      : [
          finding('restore-not-empty', {
            ...place,
            message: `The database is not empty:\n${names.map((name) => `- ${name}`).join('\n')}${more > 0 ? `\n- and ${more} more` : ''}`,
            remedy: 'Nothing was touched. Restore into a new project or database.',
          }),
        ]),
    ...(missing.length === 0
      ? []
      : [
          finding('restore-needs', {
            ...place,
            message: `The database lacks what the backup needs: ${missing.join(', ')}.`,
            remedy:
              'Restore into a Supabase project, or make what is missing first (create role … nologin; install the extension).',
          }),
        ]),
    ...(majorOf(target.serverVersion) >= majorOf(manifest.serverVersion)
      ? []
      : [
          finding('restore-older-server', {
            ...place,
            message: `The backup is of PostgreSQL ${manifest.serverVersion}, and the server is older: ${target.serverVersion}.`,
            remedy: 'Restore into the same major or a newer one.',
          }),
        ]),
  ];
  return findings.length === 0 ? null : { findings, inTheWay: names };
}

async function runBackup(
  reader: BackupReader,
  target: RestoreTarget,
  { progress }: CommandContext,
): Promise<readonly TableRows[]> {
  const { files, tables } = reader.manifest;
  const restored: TableRows[] = [];
  const amount = progress.amount(
    'Restoring rows',
    tables.reduce((sum, { rows }) => sum + rows, 0),
  );
  let done = 0;
  try {
    for (const file of files) {
      if (file.holds === 'snapshot' || file.holds === 'key') continue;
      if (file.holds === 'statements') {
        const pieces: Uint8Array[] = [];
        for await (const piece of reader.read(file)) pieces.push(piece);
        await target.run(Buffer.concat(pieces).toString('utf8'));
        continue;
      }
      for await (const part of reader.parts(file)) {
        if (part.kind === 'statements') {
          await target.run(part.sql);
          continue;
        }
        const rows = await target.copy(part.statement, part.rows);
        done += rows;
        amount.advance(done);
        restored.push({ schema: part.table.schema, name: part.table.name, rows });
      }
    }
  } finally {
    amount.finish();
  }
  return restored;
}

/** Before anything is committed: what came in must be what went out. */
function refuseOtherCounts(expected: readonly TableRows[], found: readonly TableRows[]): void {
  const counts = new Map(found.map(({ schema, name, rows }) => [JSON.stringify([schema, name]), rows]));
  const wrong = expected.filter(
    ({ schema, name, rows }) => counts.get(JSON.stringify([schema, name])) !== rows,
  );
  if (wrong.length === 0) return;
  throw new SluiceError('restore-failed', {
    message: `Not every row came in, and everything was rolled back: ${wrong.map(({ schema, name, rows }) => `${schema}.${name} has ${rows} in the backup and got ${counts.get(JSON.stringify([schema, name])) ?? 0}`).join('; ')}.`,
    remedy: 'Take another backup; if it stays, report it with this output.',
  });
}

async function compareSchema(
  reader: BackupReader,
  live: LiveDatabase,
  { drift, codec }: Awaited<ReturnType<BackupRooms['loadBackupSchema']>>,
): Promise<{ readonly schema: RestoreSummary['schema']; readonly findings: readonly Finding[] }> {
  const file = reader.manifest.files.find(({ holds }) => holds === 'snapshot');
  if (file === undefined) return { schema: 'not-compared', findings: [] };
  const pieces: Uint8Array[] = [];
  for await (const piece of reader.read(file)) pieces.push(piece);
  const expected = await codec.deserialize(Buffer.concat(pieces));
  if (expected === null) return { schema: 'not-compared', findings: [] };
  await using catalog = await drift.open(live.target);
  const { differences } = drift.compare(expected, await catalog.read());
  if (differences.length === 0) return { schema: 'same', findings: [] };
  const lines = differences
    .slice(0, LISTED)
    .map(
      ({ verb, kind, schema, table, name, details }) =>
        `- ${verb} ${kind} ${[schema, table, name].filter((part) => part !== null).join('.')}${details.length === 0 ? '' : `: ${details.join(', ')}`}`,
    );
  const more = differences.length - lines.length;
  return {
    schema: 'differs',
    findings: [
      finding('restore-differs', {
        file: null,
        line: null,
        message: `The rows are all there, and the schema is not quite the one of the backup:\n${lines.join('\n')}${more > 0 ? `\n- and ${more} more` : ''}`,
        remedy: 'Look at each: what the server or the platform does by itself may differ between projects.',
      }),
    ],
  };
}

function reportOf(summary: RestoreSummary, findings: readonly Finding[], watch: Stopwatch): Report {
  return {
    schema: REPORT_SCHEMA,
    command: 'restore',
    verdict: verdictOf(1, [], findings),
    project: '.',
    migrations: [],
    changes: [],
    findings,
    reversal: null,
    plan: null,
    restore: summary,
    head: null,
    base: { ref: null, version: null },
    engine: null,
    diagram: null,
    differenceSql: '',
    timings: watch.timings,
  };
}
