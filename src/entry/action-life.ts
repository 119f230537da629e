import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SluiceError } from '../core/errors.ts';
import { approvedPlan } from '../core/gate.ts';
import type { ActionIo } from '../github/action-io.ts';
import { createGitHubApi } from '../github/api.ts';
import { type DeployReport, parseDeployReport } from '../github/deploy-report.ts';
import { tellLife } from '../github/life-comment.ts';
import { type MergedPullRequest, pullRequestsOfChange } from '../github/pull-requests.ts';
import type { WorkflowEvent } from '../github/workflow-event.ts';
import { readRun } from '../github/workflow-run.ts';
import { projectName } from '../project/index.ts';
import { type LifeStage, type LifeState, OFFER_LIMIT } from '../render/life.ts';
import type { Host } from './host.ts';
import { outsideOfWorkflow } from './outside-of-workflow.ts';
import type { LifeSettings } from './promotion-settings.ts';

/** More files than this are not looked up one by one only to tell of them; each costs a request. */
const MOST_FILES = 100;

export interface ActionLife {
  readonly settings: LifeSettings;
  readonly event: WorkflowEvent;
  readonly host: Host;
  readonly io: ActionIo;
  readonly workspace: string;
}

/**
 * Tells how far a change has come in the comments of the pull requests that brought its migrations. That it cannot be told
 * fails no deployment; only where somebody is to approve by a comment, and could not know of it, is it an error.
 */
export async function lifeInAction(told: ActionLife): Promise<0 | 3> {
  try {
    return await tell(told);
  } catch (thrown) {
    const { approval, state } = told.settings;
    const mustBeSeen = approval === 'comment' && (state === null || state === 'waiting');
    if (mustBeSeen || !(thrown instanceof SluiceError) || thrown.code !== 'github-failed') throw thrown;
    told.io.warn(`The life of the change could not be told: ${thrown.message}`);
    return 0;
  }
}

async function tell({ settings, event, host, io, workspace }: ActionLife): Promise<0> {
  const { repository, sha, stamp, url } = readRun(host.env);
  if (repository === null || stamp === null || sha === null) throw outsideOfWorkflow('life');
  const report = await readReport(settings, workspace);
  const { env, signal } = host;
  const api = createGitHubApi({ token: settings.githubToken, env, progress: io.progress, signal });
  const files = filesOf(report, settings, io);
  const pulls = await pullRequestsOfChange(api, { repository, sha, files });
  const stage = stageOf(settings, report, pulls, { url, ...stamp });
  if (stage.offer !== undefined && pulls.length > OFFER_LIMIT) throw tooManyAuthors(pulls.length);
  const project = report?.project ?? projectName(workspace, settings.projectDir);
  if (pulls.length === 0) io.log('The migrations came by no pull request that was merged.');
  const approved = event.kind === 'issue-comment' ? approvedPlan(event.body) : null;
  let seen = 0;
  for (const { number } of pulls) {
    const outcome = await tellLife(api, { repository, pullRequest: number, project }, stage, approved);
    if (outcome.kind === 'refused') {
      io.warn(
        `Pull request ${number} cannot be told (${outcome.reason}): give the job pull-requests: write.`,
      );
      continue;
    }
    seen += 1;
    io.log(`Pull request ${number}: ${stage.stage} ${stage.state}.`);
    io.output('comment-url', outcome.url);
  }
  if (stage.offer !== undefined && seen === 0) throw nobodyCanApprove();
  return 0;
}

/** Where somebody is to approve them, all: whoever brought any of them may not be the one. */
function filesOf(
  report: DeployReport | null,
  { approval, state }: LifeSettings,
  io: ActionIo,
): readonly string[] {
  const files = (report?.migrations ?? []).map(({ file }) => file);
  const isOffered = approval === 'comment' && (state ?? stateOf(report)) === 'waiting';
  if (isOffered || files.length <= MOST_FILES) return files;
  io.log(`Only the newest ${MOST_FILES} of ${files.length} migrations are looked up.`);
  return files.slice(-MOST_FILES);
}

async function readReport({ report }: LifeSettings, workspace: string): Promise<DeployReport | null> {
  if (report === null) return null;
  const text = await readFile(resolve(workspace, report), 'utf8').catch(() => null);
  return text === null ? null : parseDeployReport(text);
}

function stageOf(
  { environment, approval, state }: LifeSettings,
  report: DeployReport | null,
  pulls: readonly MergedPullRequest[],
  { url, runId, attempt }: { readonly url: string | null; readonly runId: number; readonly attempt: number },
): LifeStage {
  const reached = state ?? stateOf(report);
  const offered = reached === 'waiting' && approval === 'comment' && report?.plan && report.head !== null;
  return {
    stage: environment,
    state: reached,
    link: url,
    when: null,
    run: { runId, attempt },
    ...(offered && report.plan !== null && report.head !== null
      ? {
          offer: {
            plan: report.plan.digest,
            head: report.head,
            pullRequests: pulls.map(({ number }) => number),
          },
        }
      : {}),
  };
}

/** A step that came to no report has failed, whatever ended it. */
function stateOf(report: DeployReport | null): LifeState {
  switch (report?.deployment?.outcome) {
    case 'planned':
      return 'waiting';
    case 'nothing':
    case 'succeeded':
      return 'done';
    default:
      return 'failed';
  }
}

function tooManyAuthors(count: number): SluiceError {
  return new SluiceError('github-failed', {
    message: `The plan brings the migrations of ${count} pull requests, and an approval by a comment can tell whose they are up to ${OFFER_LIMIT}.`,
    remedy:
      'Let deploy --adopt record what the database has already, or add required reviewers to the environment.',
  });
}

function nobodyCanApprove(): SluiceError {
  return new SluiceError('github-failed', {
    message: 'The plan waits for a comment, and there is no pull request whose comment could show it.',
    likelyCause: 'The migrations were pushed without a pull request, or the job lacks pull-requests: write.',
    remedy: 'Bring migrations in by pull requests, or add required reviewers to the environment.',
  });
}
