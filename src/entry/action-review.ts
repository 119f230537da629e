import { messageOf, type SluiceError } from '../core/errors.ts';
import { failedReview } from '../core/failed-review.ts';
import type { Report } from '../core/report.ts';
import type { ActionIo } from '../github/action-io.ts';
import { chooseAnnotations } from '../github/annotations.ts';
import { createGitHubApi } from '../github/api.ts';
import { reportOutputs } from '../github/outputs.ts';
import { keepStickyComment, STICKY_BODY_LIMIT, type StickyOutcome } from '../github/sticky-comment.ts';
import type { WorkflowEvent } from '../github/workflow-event.ts';
import { readRun, type WorkflowRun } from '../github/workflow-run.ts';
import { renderComment, renderSummary } from '../render/markdown.ts';
import { verdictParts } from '../render/wording.ts';
import { printedInLog, writeStepReport } from './action-report.ts';
import { Afterwards } from './afterwards.ts';
import { asSluiceError } from './error-text.ts';
import type { Host } from './host.ts';
import { type Exit, hasNews, reviewExit } from './outcome.ts';
import type { RunReview } from './review-run.ts';
import type { ReviewSettings } from './settings.ts';

export interface ActionReview {
  readonly settings: ReviewSettings;
  readonly event: WorkflowEvent;
  readonly host: Host;
  readonly io: ActionIo;
  readonly workspace: string;
  readonly runReview: RunReview;
}

/**
 * Reviews, then tells it everywhere: the log, the report file, outputs, annotations, the summary, and at last the
 * comment, so that nothing is lost where GitHub does not let us write that one.
 */
export async function reviewInAction(review: ActionReview): Promise<Exit> {
  const { settings, event, host, io, workspace, runReview } = review;
  const run = readRun(host.env);
  await using afterwards = new Afterwards();
  let report: Report;
  try {
    report = await runReview(settings, {
      env: host.env,
      cwd: workspace,
      clock: host.clock,
      progress: io.progress,
      signal: host.signal,
      afterwards: afterwards.add,
      pullRequest: event.kind === 'pull-request' ? event : null,
    });
  } catch (thrown) {
    if (!host.signal.aborted) await tellFailure(review, asSluiceError(thrown), run);
    throw thrown;
  }
  host.signal.throwIfAborted();
  await outputReport(review, report);
  io.log(printedInLog(report, settings, run.url));
  if (settings.annotations) annotate(report, io);
  const markdown = { linkBase: linkBase(event, run), summaryUrl: run.url };
  if (settings.summary && !(await io.summarize(renderSummary(report, markdown)))) {
    io.warn('There is no room for the whole review in the job summary; it is in the JSON report.');
  }
  await comment(review, report, run);
  host.signal.throwIfAborted();
  const exit = reviewExit(report, settings.failOn);
  if (exit !== 0) io.fail(verdictParts(report).join(' · '));
  return exit;
}

/**
 * What an earlier run has told about the pull request is no longer true of this commit, so the comment and the report (which
 * a second stage comments from) say that nobody knows. Failing at that must not hide what failed first.
 */
async function tellFailure(review: ActionReview, error: SluiceError, run: WorkflowRun): Promise<void> {
  const { settings, io, workspace } = review;
  try {
    const { projectName } = await import('../project/index.ts');
    const report = failedReview(error, projectName(workspace, settings.projectDir));
    await outputReport(review, report);
    await comment(review, report, run);
  } catch (thrown) {
    io.warn(`That the review could not run could not be told in the comment: ${messageOf(thrown)}`);
  }
}

/** The file and the outputs, by which the steps behind this one keep the report and hand it to the second stage. */
async function outputReport({ settings, host, workspace, io }: ActionReview, report: Report): Promise<void> {
  const place = { chosen: settings.report, name: 'report.json', env: host.env, workspace };
  const file = await writeStepReport(report, place, io);
  for (const [name, value] of Object.entries(reportOutputs(report))) io.output(name, value);
  io.output('report-path', file);
}

function annotate(report: Report, io: ActionIo): void {
  const { shown, left } = chooseAnnotations(report.findings);
  io.annotate(shown);
  if (left > 0)
    io.log(`${left} more findings are in the job summary; GitHub shows ten of each level on the diff.`);
}

/** Where the files of the reviewed commit are seen. */
function linkBase(event: WorkflowEvent, run: WorkflowRun): string | null {
  if (run.repositoryUrl === null) return null;
  const sha = event.kind === 'pull-request' ? event.headSha : run.sha;
  return sha === null ? null : `${run.repositoryUrl}/blob/${sha}`;
}

async function comment(
  { settings, event, host, io }: ActionReview,
  report: Report,
  run: WorkflowRun,
): Promise<void> {
  if (!settings.comment || event.kind !== 'pull-request' || run.repository === null || run.stamp === null)
    return;
  if (settings.githubToken === null) {
    io.warn('Without github-token there is no comment; the review is in the job summary.');
    return;
  }
  const outcome = await keepStickyComment(
    createGitHubApi({
      token: settings.githubToken,
      env: host.env,
      progress: io.progress,
      signal: host.signal,
    }),
    {
      repository: run.repository,
      pullRequest: event.number,
      headSha: event.headSha,
      project: report.project,
      body: renderComment(report, {
        linkBase: linkBase(event, run),
        summaryUrl: run.url,
        limit: STICKY_BODY_LIMIT,
      }),
      note: null,
      create: hasNews(report),
      run: run.stamp,
    },
  );
  tellOutcome(outcome, event.fork, io);
}

function tellOutcome(outcome: StickyOutcome, fork: boolean, io: ActionIo): void {
  switch (outcome.kind) {
    case 'refused':
      if (fork) {
        io.log(
          'The token of a pull request from a fork may not comment; the review is in the job summary and the artifact.',
        );
      } else {
        io.warn(
          `The token may not comment (${outcome.reason}); the review is in the job summary. Give the job pull-requests: write, or write comment: false.`,
        );
      }
      return;
    case 'none':
      io.log('There is nothing to comment.');
      return;
    case 'superseded':
      io.log('A newer run has the say on the comment; it was left alone.');
      break;
    default:
      io.log(
        `The comment on the pull request was ${outcome.kind === 'unchanged' ? 'right already' : outcome.kind}.`,
      );
  }
  if (outcome.url !== null) io.output('comment-url', outcome.url);
}
