import { rm } from 'node:fs/promises';
import { messageOf } from '../core/errors.ts';
import type { ActionIo } from '../github/action-io.ts';

/**
 * The last step of a job: removes what the main step had to leave for the steps after it, or could not remove
 * because it was killed. A failure here is only told: the job has done its work.
 */
export async function post(io: ActionIo): Promise<0> {
  const folder = io.readState('report-folder');
  if (folder === '') return 0;
  try {
    await rm(folder, { recursive: true, force: true });
  } catch (thrown) {
    io.log(`The folder ${folder} could not be removed: ${messageOf(thrown)}.`);
  }
  return 0;
}
