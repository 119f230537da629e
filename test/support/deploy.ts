import { randomUUID } from 'node:crypto';
import { deploy } from '../../src/commands/deploy.ts';
import type { DeployPorts, DeployRequest } from '../../src/commands/deploy-request.ts';
import type { ConnectionTarget, Shadow } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { createReplayPort } from '../../src/database/replay.ts';
import { createSeedProject } from '../../src/project/seed-project.ts';
import { AskedLiveSchema } from '../../src/schema/asked-schema.ts';
import { createDriftPort } from '../../src/schema/drift.ts';
import { createSchemaPort } from '../../src/schema/index.ts';
import { createSnapshotCodec } from '../../src/schema/snapshot-codec.ts';
import { createSqlParser } from '../../src/sql/parser.ts';
import { createSqlScanner } from '../../src/sql/scanner.ts';
import { testBackupRooms } from './backup.ts';
import { livePort, migrationOf, QUICK, urlOf } from './live.ts';
import { SILENT } from './shadow-requests.ts';

export type Files = Readonly<Record<string, string>>;

const parser = createSqlParser();
const schema = createSchemaPort();
const scanner = createSqlScanner();

/** Deploys a project that is only in memory, with the real rooms but for the checkout. */
export async function deployTo(
  target: ConnectionTarget,
  shadow: Shadow,
  files: Files,
  changes: Partial<DeployRequest> = {},
  ports: Partial<DeployPorts> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Report> {
  return await deploy(
    {
      projectDir: '.',
      source: { kind: 'url', url: urlOf(target) },
      plan: false,
      expectPlan: null,
      requireVerified: null,
      backup: null,
      approvedBy: null,
      seed: null,
      adopt: null,
      allowOutOfOrder: false,
      drift: 'fail',
      verify: true,
      lockWait: 20_000,
      limits: QUICK,
      engine: 'embedded',
      cache: false,
      shadowUrl: null,
      origin: {
        actor: 'tester',
        source: 'https://github.com/o/r/actions/runs/1',
        commit: 'abc',
        tool: 'test',
      },
      ...changes,
    },
    { ...realPorts(shadow, files), ...ports },
    { progress: SILENT, signal, clock: { now: () => performance.now() } },
  );
}

export function realPorts(shadow: Shadow, files: Files): DeployPorts {
  const migrations = Object.entries(files)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([file, sql]) => migrationOf(file, sql));
  return {
    project: {
      compare: async () => ({
        project: '.',
        config: { majorVersion: 17, exposedSchemas: ['public'] },
        base: { label: 'base', commit: null, migrations: [] },
        head: { label: 'head', commit: null, migrations },
        rollbacks: [],
        findings: [],
      }),
    },
    parser,
    scanner,
    shadow: { open: async () => lent(shadow), notes: async () => null },
    replay: createReplayPort(),
    loadComparison: async () => ({
      schema,
      codec: createSnapshotCodec(),
      drift: createDriftPort(),
    }),
    askSchema: async (database) => await AskedLiveSchema.ask(database),
    live: livePort(),
    loadBackup: async () => testBackupRooms(),
    seeds: createSeedProject({ cwd: process.cwd(), env: {} }),
    newRun: () => randomUUID(),
  };
}

/** The shadow belongs to the test file; a deployment must not close it. */
function lent(shadow: Shadow): Shadow {
  return {
    engine: shadow.engine,
    standIns: shadow.standIns,
    createDatabase: () => shadow.createDatabase(),
    ...(shadow.copyDatabase === undefined ? {} : { copyDatabase: shadow.copyDatabase }),
    async [Symbol.asyncDispose]() {},
  };
}
