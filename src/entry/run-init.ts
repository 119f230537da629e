import { fileURLToPath } from 'node:url';
import { init } from '../commands/init.ts';
import type { Ask } from '../core/init-ports.ts';
import { runGit } from '../project/git-process.ts';
import { createInitPort } from '../project/init-port.ts';
import { ownRelease } from '../project/own-release.ts';
import type { InitSettings } from './init-settings.ts';
import { settingsError } from './settings.ts';
import type { RunVerb } from './verb-run.ts';

/** The setup of a repository on the real rooms. */
export function runInit(settings: InitSettings, ask: Ask): RunVerb {
  return async ({ env, cwd, clock, progress, signal }) => {
    const { projectDir, approval } = settings;
    const source = settings.source ?? (await ownRelease(fileURLToPath(import.meta.url), { env, runGit }));
    if (source === null) {
      throw settingsError([
        '--source is missing, and this copy of Sluice does not know where it comes from: write --source <owner>/<repository>@<commit>.',
      ]);
    }
    return await init(
      { projectDir, approval, source },
      { init: createInitPort({ cwd, env, runGit }), ask },
      { progress, signal, clock },
    );
  };
}
