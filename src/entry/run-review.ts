import { review } from '../commands/review.ts';
import type { RunReview } from './review-run.ts';
import { type LateRooms, roomsInTime } from './rooms-in-time.ts';
import { shadowMachine } from './shadow-machine.ts';

/** The review on the real rooms, which are loaded only now: `--version` and a mistyped flag need none of them. */
export const runReview: RunReview = async (
  settings,
  { env, cwd, clock, progress, signal, pullRequest, afterwards, meanwhile },
) => {
  const [{ createProjectPort, runGit }, { createShadowPort }] = await Promise.all([
    import('../project/index.ts'),
    import('../shadow/index.ts'),
  ]);
  const load = async (): Promise<LateRooms> => {
    const [{ createSqlParser }, { createReplayPort }, { createSchemaPort }] = await Promise.all([
      import('../sql/parser.ts'),
      import('../database/replay.ts'),
      import('../schema/index.ts'),
    ]);
    meanwhile?.();
    return {
      parser: createSqlParser(),
      replay: createReplayPort({ statementLimit: settings.statementLimit }),
      schema: createSchemaPort(),
    };
  };
  const project = createProjectPort({ cwd, env, runGit, now: () => new Date() });
  const ports = Object.assign(roomsInTime(createShadowPort(shadowMachine(env)), load), { project });
  const { projectDir, base, head, since, engine, shadowUrl, cache } = settings;
  return await review({ projectDir, base, head, since, pullRequest, engine, shadowUrl, cache }, ports, {
    progress,
    signal,
    clock,
    afterwards,
  });
};
