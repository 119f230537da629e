import { action } from '../../src/entry/action.ts';
import type { Host } from '../../src/entry/host.ts';
import { runDeploy } from '../../src/entry/run-deploy.ts';
import { runReview } from '../../src/entry/run-review.ts';
import { FakeHost } from './fake-host.ts';
import { RememberedIo } from './remembered-io.ts';
import { type ActionRun, type FakeRunner, inputDefaults } from './run-action.ts';

/** A step of a runner by the sources in this process: for what a step leads to, where the process itself is tried elsewhere. */
export async function runHere(
  runner: FakeRunner,
  inputs: Readonly<Record<string, string>>,
): Promise<ActionRun> {
  const io = new RememberedIo({ ...(await inputDefaults()), ...inputs });
  const fake = new FakeHost({ env: await runner.environment(inputs) });
  const { env, stdout, stderr, signal } = fake;
  const clock = { now: () => performance.now() };
  const host: Host = { env, cwd: runner.workspace, clock, stdout, stderr, signal };
  const exit = await action(host, io, runReview, runDeploy);
  return {
    exit,
    signal: null,
    stdout: [...io.lines, io.failed ?? '', fake.out].join('\n'),
    stderr: fake.err,
    outputs: io.outputs,
    state: {},
    summary: io.summary,
  };
}
