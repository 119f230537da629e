import { cp, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../review.mjs';
import { testSupport } from './test-support.mjs';

const SUPPORT = fileURLToPath(new URL('../../test/support', import.meta.url));

/** What the end-to-end tests have of a runner and of GitHub, as JavaScript. */
async function support(folder) {
  return await testSupport(folder, {
    name: 'runner',
    tests: SUPPORT,
    place: 'run-action.ts',
    contents: [
      "export { FakeGitHub, WORKFLOW_BOT } from './github-api.ts';",
      "export { FakeRunner } from './run-action.ts';",
      "export { GitRepository } from './git-repository.ts';",
      "export { pullRequestPayload } from './pull-request.ts';",
    ],
  });
}

/**
 * A runner with the checkout of a pull request that brings the sample's newest migrations, `since` the last one of its base, and a
 * GitHub on loopback to comment to. Whoever opens it disposes of it.
 */
export async function openRunner(bench, since) {
  const { FakeGitHub, FakeRunner, GitRepository, pullRequestPayload, WORKFLOW_BOT } = await support(
    bench.workspace.folder,
  );
  process.env.SLUICE_TEST_BUNDLE = dirname(dirname(bench.cli));
  const github = await FakeGitHub.start();
  const runner = await FakeRunner.start();
  github.tokens.set('writer', { user: WORKFLOW_BOT, comments: 'write' });
  runner.env = { GITHUB_API_URL: github.url, SLUICE_CACHE_DIR: bench.workspace.cacheFolder };
  const repository = GitRepository.create();
  await cp(join(ROOT, 'supabase'), join(repository.path, 'supabase'), { recursive: true });
  const migrations = join(repository.path, 'supabase', 'migrations');
  const later = (await readdir(migrations)).filter((file) => file.split('_')[0] > since);
  for (const file of later) await rm(join(migrations, file));
  repository.commit('base');
  repository.git('switch', '--quiet', '--create', 'feature');
  await cp(join(ROOT, 'supabase'), join(repository.path, 'supabase'), { recursive: true });
  repository.commit('change');
  const payload = pullRequestPayload(repository);
  github.addPullRequest(5, payload.pull_request.head.sha);
  runner.event = { name: 'pull_request', payload };
  await cp(repository.path, runner.workspace, { recursive: true });
  return {
    github,
    /** One step of a job, as the runner runs it: milliseconds. */
    async review() {
      const began = performance.now();
      const run = await runner.run({ command: 'review', 'github-token': 'writer' });
      const milliseconds = performance.now() - began;
      if (![0, 1].includes(run.exit))
        throw new Error(`The action ended with ${run.exit}:\n${run.stdout}\n${run.stderr}`);
      return milliseconds;
    },
    async [Symbol.asyncDispose]() {
      await runner[Symbol.asyncDispose]();
      await github[Symbol.asyncDispose]();
      repository[Symbol.dispose]();
    },
  };
}
