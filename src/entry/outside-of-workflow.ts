import { SluiceError } from '../core/errors.ts';
import type { Verb } from '../manifest.ts';

/** Where a verb needs the run of a workflow, and there is none. */
export function outsideOfWorkflow(verb: Verb): SluiceError {
  return new SluiceError('github-event-invalid', {
    message: `The command ${verb} belongs into a workflow.`,
    likelyCause: 'GITHUB_REPOSITORY or GITHUB_RUN_ID is not set, which every runner does.',
    remedy: 'Run it as a step of a job.',
  });
}
