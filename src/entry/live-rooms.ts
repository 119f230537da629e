import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { DeployPorts } from '../commands/deploy-request.ts';
import type { RunOrigin } from '../core/deploy-ports.ts';
import type { Clock, Environment } from '../core/ports.ts';
import { VERSION } from '../manifest.ts';
import { lateReplay } from './late-replay.ts';
import { shadowMachine } from './shadow-machine.ts';
import { Turns } from './turns.ts';

const MANAGEMENT_API = 'https://api.supabase.com';

/** What the rooms must know of the process. */
export interface RoomContext {
  readonly env: Environment;
  readonly cwd: string;
  readonly clock: Clock;
}

/** The real rooms behind every command that works on a live database. What only a shadow needs is loaded when one is opened. */
export async function liveRooms({ env, cwd, clock }: RoomContext): Promise<DeployPorts> {
  const { createLivePort } = await import('../database/live.ts');
  const project = once(async () => {
    // A connection that is being made asks the server first.
    await setImmediate();
    const { createProjectPort, runGit } = await import('../project/index.ts');
    return createProjectPort({ cwd, env, runGit, now: () => new Date() });
  });
  const parser = once(async () => (await import('../sql/parser.ts')).createSqlParser());
  const turns = new Turns(clock);
  const scanner = once(async () => (await import('../sql/scanner.ts')).createSqlScanner());
  const replay = once(async () => (await import('../database/replay.ts')).createReplayPort());
  const shadow = once(async () => (await import('../shadow/index.ts')).createShadowPort(shadowMachine(env)));
  return {
    project: { compare: async (...all) => await (await project()).compare(...all) },
    parser: {
      async cut(sql) {
        const loaded = await parser();
        await turns.take();
        return await loaded.cut(sql);
      },
      routineBody: async (sql) => await (await parser()).routineBody(sql),
    },
    scanner: { tokens: async (sql) => await (await scanner()).tokens(sql) },
    shadow: {
      open: async (asked) => await (await shadow()).open(asked),
      notes: async (asked, about) => await (await shadow()).notes(asked, about),
    },
    replay: lateReplay(replay),
    loadComparison: async () => ({
      schema: (await import('../schema/index.ts')).createSchemaPort(),
      codec: (await import('../schema/snapshot-codec.ts')).createSnapshotCodec(),
      drift: (await import('../schema/drift.ts')).createDriftPort(),
    }),
    askSchema: async (database) =>
      await (await import('../schema/asked-schema.ts')).AskedLiveSchema.ask(database),
    seeds: {
      read: async (request) =>
        (await import('../project/seed-project.ts')).createSeedProject({ cwd, env }).read(request),
    },
    live: createLivePort({
      env,
      readFile: (path) => readFile(path, 'utf8').catch(() => null),
      // Named only when it is called: Node loads its HTTP client at the first mention.
      api: { baseUrl: MANAGEMENT_API, fetch: (...args) => fetch(...args) },
      now: () => clock.now(),
      random: Math.random,
    }),
    loadBackup: async () => await (await import('./backup-rooms.ts')).backupRooms({ env, cwd }),
    newRun: () => randomUUID(),
  };
}

/** The same value for everybody who asks, made when the first does. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** Who deploys from where, as GitHub tells it to a workflow; outside of one, the user of the machine. */
export function originOf(env: Environment): RunOrigin {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  const known = server !== undefined && repository !== undefined && run !== undefined;
  return {
    actor: env['GITHUB_ACTOR'] ?? env['USER'] ?? null,
    source: known ? `${server}/${repository}/actions/runs/${run}` : null,
    commit: env['GITHUB_SHA'] ?? null,
    tool: `sluice ${VERSION}`,
  };
}
