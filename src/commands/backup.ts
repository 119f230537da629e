import type { LivePort, LiveSource, RunOrigin } from '../core/deploy-ports.ts';
import { finding } from '../core/finding-codes.ts';
import { REPORT_SCHEMA, type Report } from '../core/report.ts';
import type { CommandContext } from './context.ts';
import { type BackupOrder, type BackupRooms, makeBackup } from './make-backup.ts';
import { Stopwatch } from './stopwatch.ts';

export interface BackupRequest extends Omit<BackupOrder, 'tool'> {
  readonly source: LiveSource;
  readonly origin: RunOrigin;
}

export interface BackupPorts extends BackupRooms {
  readonly live: LivePort;
  /** A UUID. */
  readonly newRun: () => string;
}

/** Backs a live database up. Everything that hinders it is thrown: there is no backup then. */
export async function backup(
  request: BackupRequest,
  ports: BackupPorts,
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  const { signal, progress, clock } = context;
  await using live = await watch.run('connect', 'Connecting', () =>
    ports.live.open(request.source, { signal, progress }),
  );
  const began = clock.now();
  const order = { ...request, tool: request.origin.tool };
  const made = await watch.run('backup', 'Backing up', () => makeBackup(live, order, ports, context));
  const run = ports.newRun();
  const noted = await live.noteBackup({
    run,
    kind: 'backup',
    origin: request.origin,
    outcome: 'succeeded',
    planDigest: '',
    headAfter: null,
    versions: [],
    error: null,
    milliseconds: clock.now() - began,
    after: null,
    details: { way: made.way, folder: made.folder, encryption: made.encryption },
  });
  return {
    schema: REPORT_SCHEMA,
    command: 'backup',
    verdict: 'safe',
    project: '.',
    migrations: [],
    changes: [],
    findings: made.leftOut.map((message) =>
      finding('backup-leaves-out', {
        file: null,
        line: null,
        message: `Not in the backup: ${message}`,
        remedy: 'Save it by other means if it matters; docs/BACKUP.md says how.',
      }),
    ),
    reversal: null,
    plan: null,
    backup: { ...made, run: noted ? run : null },
    head: null,
    base: { ref: null, version: null },
    engine: null,
    diagram: null,
    differenceSql: '',
    timings: watch.timings,
  };
}
