import { SluiceError } from '../core/errors.ts';
import type { Report } from '../core/report.ts';
import type { ActionIo } from '../github/action-io.ts';
import { createGitHubApi, type GitHubApi } from '../github/api.ts';
import { readForeignReports } from '../github/foreign-report-files.ts';
import { pullRequestsOf } from '../github/pull-requests.ts';
import { keepStickyComment, STICKY_BODY_LIMIT } from '../github/sticky-comment.ts';
import type { RepositoryName, WorkflowEvent } from '../github/workflow-event.ts';
import { readRun, type WorkflowRun } from '../github/workflow-run.ts';
import { renderComment } from '../render/markdown.ts';
import type { Host } from './host.ts';
import { hasNews } from './outcome.ts';
import type { CommentSettings } from './settings.ts';

export interface ActionComment {
  readonly settings: CommentSettings;
  readonly event: WorkflowEvent;
  readonly host: Host;
  readonly io: ActionIo;
}

/** Whoever controls the code of a run controls its report. People should know where that is a stranger. */
const FORK_NOTE =
  '<sub>From the report of a run on a fork: its form was checked, what it says was not seen by this repository.</sub>';

type ReviewedRun = Extract<WorkflowEvent, { kind: 'workflow-run' }>;

/**
 * The second stage of a review that may not comment itself: takes the reports that the other run has left, believes
 * nothing in them but their form, and writes the comments anew with the token of the default branch.
 */
export async function commentFromReports({ settings, event, host, io }: ActionComment): Promise<0> {
  const run = readRun(host.env);
  if (event.kind !== 'workflow-run' || run.repository === null) {
    throw new SluiceError('github-event-invalid', {
      message: 'The command comment belongs into a workflow on workflow_run.',
      remedy: 'Use the command review on pull_request; it keeps the comment itself where its token may.',
    });
  }
  if (!event.event.startsWith('pull_request')) {
    io.log(
      `The other run was no review of a pull request but of ${event.event}; there is nothing to comment.`,
    );
    return 0;
  }
  const reports = await readForeignReports(settings.report);
  if (reports.length === 0) {
    io.log('The other run has left no report; there is nothing to comment.');
    return 0;
  }
  const api = createGitHubApi({
    token: settings.githubToken,
    env: host.env,
    progress: io.progress,
    signal: host.signal,
  });
  const numbers = await pullRequestsOf(api, run.repository, event);
  if (numbers.length === 0) io.log('No open pull request has the reviewed commit as its head any more.');
  for (const number of numbers) {
    for (const report of reports) await commentOn(api, number, report, event, run, io);
  }
  return 0;
}

function isFork(event: ReviewedRun, { owner, repo }: RepositoryName): boolean {
  return event.headRepository?.owner !== owner || event.headRepository.repo !== repo;
}

async function commentOn(
  api: GitHubApi,
  number: number,
  report: Report,
  event: ReviewedRun,
  run: WorkflowRun,
  io: ActionIo,
): Promise<void> {
  if (run.repository === null) return;
  const reviewed = run.repositoryUrl === null ? null : `${run.repositoryUrl}/actions/runs/${event.runId}`;
  const outcome = await keepStickyComment(api, {
    repository: run.repository,
    pullRequest: number,
    headSha: event.headSha,
    project: report.project,
    body: renderComment(report, {
      linkBase: run.repositoryUrl === null ? null : `${run.repositoryUrl}/blob/${event.headSha}`,
      summaryUrl: reviewed,
      limit: STICKY_BODY_LIMIT,
    }),
    note: isFork(event, run.repository) ? FORK_NOTE : null,
    create: hasNews(report),
    run: { runId: event.runId, attempt: event.runAttempt },
  });
  if (outcome.kind === 'refused') {
    throw new SluiceError('github-failed', {
      message: `The token may not comment on pull request ${number} (${outcome.reason}).`,
      remedy: 'Give the job of this workflow the permission pull-requests: write.',
    });
  }
  io.log(`Pull request ${number}, comment: ${outcome.kind}.`);
  if ('url' in outcome && outcome.url !== null) io.output('comment-url', outcome.url);
}
