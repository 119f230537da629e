import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { review } from '../commands/review.ts';
import { VERSION } from '../manifest.ts';
import type { RunReview } from './review-run.ts';

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
    shadow: createShadowPort({
      env,
      platform: process.platform,
      arch: process.arch,
      uid: process.getuid?.() ?? null,
      temporaryFolder: tmpdir(),
      memoryFolder: process.platform === 'linux' ? '/dev/shm' : null,
      runningFile: fileURLToPath(import.meta.url),
      release: VERSION,
      randomWord: () => randomBytes(8).toString('hex').slice(0, 12),
      now: () => Date.now(),
    }),
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
