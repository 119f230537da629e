import { review } from '../commands/review.ts';
import type { RunReview } from './review-run.ts';
import { shadowMachine } from './shadow-machine.ts';

/** The review on the real rooms, which are loaded only now: `--version` and a mistyped flag need none of them. */
export const runReview: RunReview = async (
  settings,
  { env, cwd, clock, progress, signal, pullRequest, afterwards },
) => {
  const [
    { createProjectPort, runGit },
    { createSqlParser },
    { createShadowPort },
    { createReplayPort },
    { createSchemaPort },
  ] = await Promise.all([
    import('../project/index.ts'),
    import('../sql/parser.ts'),
    import('../shadow/index.ts'),
    import('../database/replay.ts'),
    import('../schema/index.ts'),
  ]);
  const ports = {
    project: createProjectPort({ cwd, env, runGit, now: () => new Date() }),
    parser: createSqlParser(),
    shadow: createShadowPort(shadowMachine(env)),
    replay: createReplayPort({ statementLimit: settings.statementLimit }),
    schema: createSchemaPort(),
  };
  const { projectDir, base, head, since, engine, shadowUrl, cache } = settings;
  return await review({ projectDir, base, head, since, pullRequest, engine, shadowUrl, cache }, ports, {
    progress,
    signal,
    clock,
    afterwards,
  });
};
