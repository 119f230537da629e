import { createActionIo } from '../github/action-io.ts';
import { action } from './action.ts';
import { endProcess } from './end-process.ts';
import { processHost } from './process-host.ts';
import { runDeploy } from './run-deploy.ts';
import { runReview } from './run-review.ts';

/** The action's process, from its inputs to its end. */
export async function runActionProcess(process: NodeJS.Process): Promise<never> {
  using host = processHost(process);
  return await endProcess(
    process,
    await action(host, createActionIo(process.env, host.clock), runReview, runDeploy),
  );
}
