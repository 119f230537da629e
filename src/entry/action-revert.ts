import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { ActionIo } from '../github/action-io.ts';
import { createGitHubApi } from '../github/api.ts';
import { openRevert, type RevertOutcome } from '../github/revert.ts';
import { parseRollbackReport } from '../github/rollback-report.ts';
import { readRun } from '../github/workflow-run.ts';
import { revertBody, revertTitle } from '../render/revert-request.ts';
import type { Host } from './host.ts';
import { outsideOfWorkflow } from './outside-of-workflow.ts';
import type { RevertSettings } from './rollback-settings.ts';

export interface ActionRevert {
  readonly settings: RevertSettings;
  readonly host: Host;
  readonly io: ActionIo;
  readonly workspace: string;
}

/** Opens the pull request that takes rolled back migrations out of the repository too. */
export async function revertInAction({ settings, host, io, workspace }: ActionRevert): Promise<0> {
  const { repository, url } = readRun(host.env);
  if (repository === null) throw outsideOfWorkflow('revert');
  const told = parseRollbackReport(await readReport(resolve(workspace, settings.report)));
  const { env, signal } = host;
  const api = createGitHubApi({ token: settings.githubToken, env, progress: io.progress, signal });
  const { environment } = settings;
  const outcome = await openRevert(api, {
    repository,
    project: told.project,
    versions: told.rollback.versions,
    title: revertTitle(told.rollback, environment),
    body: revertBody(told, { environment, runUrl: url }),
  });
  if (outcome.kind !== 'nothing') io.output('revert-url', outcome.url);
  if (outcome.kind === 'branch') io.warn(LINES.branch(outcome));
  else io.log(LINES[outcome.kind](outcome));
  return 0;
}

const LINES: Readonly<Record<RevertOutcome['kind'], (outcome: RevertOutcome) => string>> = {
  opened: (outcome) => `Opened ${urlOf(outcome)}.`,
  updated: (outcome) => `Renewed ${urlOf(outcome)}.`,
  nothing: () => 'The default branch has none of these migrations any more.',
  branch: (outcome) =>
    `The branch is there, but workflows may open no pull requests here (settings of the repository, Actions, General). Open it yourself: ${urlOf(outcome)}`,
};

function urlOf(outcome: RevertOutcome): string {
  return outcome.kind === 'nothing' ? '' : outcome.url;
}

async function readReport(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new SluiceError('report-invalid', {
      message: `The report cannot be read: ${messageOf(cause)}`,
      remedy: 'Write the file that the step which rolled back has written.',
      cause,
    });
  }
}
