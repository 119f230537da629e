import { notRunning } from '../commands/dev.ts';
import { diff } from '../commands/diff.ts';
import { localSource } from '../core/local-source.ts';
import type { DiffSettings } from './diff-settings.ts';
import { liveRooms, originOf } from './live-rooms.ts';
import { localServers } from './run-dev.ts';
import type { RunVerb } from './verb-run.ts';

/** What a database has beyond its migrations, on the real rooms. */
export function runDiff(settings: DiffSettings): RunVerb {
  return async ({ env, cwd, clock, progress, signal }) => {
    const { createCheckoutFiles, projectFolder, runGit } = await import('../project/index.ts');
    const rooms = await liveRooms({ env, cwd, clock });
    const ports = { ...rooms, checkout: createCheckoutFiles({ cwd, env, runGit }), today: () => Date.now() };
    const context = { progress, signal, clock };
    const origin = originOf(env);
    const { source } = settings;
    if (source !== null) return await diff({ ...settings, source, origin }, ports, context);
    const local = await localServers(env);
    const project = projectFolder(cwd, settings.projectDir);
    // A watch that sees the new file must not run it before it is recorded as applied.
    const { state, url } = await local.look(project);
    if (state !== 'running' || url === null) {
      throw notRunning('Start it: sluice dev start; or name another database with --db-url.');
    }
    await using _held = await local.hold({ project, signal, progress });
    return await diff({ ...settings, source: localSource(url), origin }, ports, context);
  };
}
