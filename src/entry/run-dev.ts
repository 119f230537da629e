import { dev } from '../commands/dev.ts';
import type { DevPorts, DevRequest } from '../commands/dev-request.ts';
import { watchDev } from '../commands/dev-watch.ts';
import type { LocalServerPort } from '../core/local-ports.ts';
import type { Environment } from '../core/ports.ts';
import type { Report } from '../core/report.ts';
import type { DevSettings } from './dev-settings.ts';
import { liveRooms, originOf } from './live-rooms.ts';
import { shadowMachine } from './shadow-machine.ts';
import type { RunVerb, VerbContext } from './verb-run.ts';

/** The local database on the real rooms. */
export function runDev(settings: DevSettings): RunVerb {
  return async (context) => {
    const { request, ports } = await prepare(settings, context);
    return await dev(request, ports, context);
  };
}

/** The same, again for each change of a migration. */
export async function* runDevWatch(settings: DevSettings, context: VerbContext): AsyncGenerator<Report> {
  const { request, ports } = await prepare(settings, context);
  yield* watchDev(request, ports, context);
}

async function prepare(
  settings: DevSettings,
  { env, cwd, clock }: VerbContext,
): Promise<{ request: DevRequest; ports: DevPorts }> {
  const [rooms, local, project] = await Promise.all([
    liveRooms({ env, cwd, clock }),
    localServers(env),
    import('../project/index.ts'),
  ]);
  const { task, projectDir, port, writeEnv } = settings;
  return {
    request: {
      task,
      projectDir,
      port,
      writeEnv,
      project: project.projectFolder(cwd, projectDir),
      origin: originOf(env),
    },
    ports: {
      ...rooms,
      local,
      environmentFile: project.createEnvironmentFile({ cwd, env, runGit: project.runGit }),
      watcher: project.createProjectWatch({ cwd }),
    },
  };
}

/** Local database servers on this machine. */
export async function localServers(env: Environment): Promise<LocalServerPort> {
  const { createLocalServerPort } = await import('../shadow/local/local-server.ts');
  return createLocalServerPort(shadowMachine(env));
}
