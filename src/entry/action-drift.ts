import type { Report } from '../core/report.ts';
import type { ActionIo } from '../github/action-io.ts';
import { createGitHubApi } from '../github/api.ts';
import { keepStickyIssue, type StickyIssueOutcome } from '../github/sticky-issue.ts';
import { readRun } from '../github/workflow-run.ts';
import { link } from '../render/escape.ts';
import { renderIssue } from '../render/issue.ts';
import type { DriftSettings } from './drift-settings.ts';
import type { Host } from './host.ts';
import type { Exit } from './outcome.ts';
import { verbInAction } from './verb-in-action.ts';
import type { RunVerb } from './verb-run.ts';

export interface ActionDrift {
  readonly settings: DriftSettings;
  readonly host: Host;
  readonly io: ActionIo;
  readonly workspace: string;
  readonly run: RunVerb;
}

/** Looks for drift and, where that is asked for, keeps the issue of the environment. */
export async function driftInAction(drift: ActionDrift): Promise<Exit> {
  return await verbInAction({ ...drift, also: (report) => keepIssue(drift, report) });
}

async function keepIssue({ settings, host, io }: ActionDrift, report: Report): Promise<void> {
  const run = readRun(host.env);
  if (!settings.issue || run.repository === null || run.stamp === null) return;
  if (settings.githubToken === null) {
    io.warn('Without github-token there is no issue; what was found is in the job summary.');
    return;
  }
  if (report.drift?.outcome === 'busy') {
    io.log('A deployment is at work; the issue is left as it is.');
    return;
  }
  const linkBase =
    run.repositoryUrl === null || run.sha === null ? null : `${run.repositoryUrl}/blob/${run.sha}`;
  const by = link('this run', run.url);
  const outcome = await keepStickyIssue(
    createGitHubApi({
      token: settings.githubToken,
      env: host.env,
      progress: io.progress,
      signal: host.signal,
    }),
    {
      repository: run.repository,
      ...renderIssue(report, { linkBase, summaryUrl: run.url }),
      open: report.findings.some(({ level }) => level !== 'note'),
      closing: `All is as it should be again, says ${by}.`,
      reopening: `It happened again, says ${by}.`,
      run: run.stamp,
    },
  );
  tell(outcome, io);
}

function tell(outcome: StickyIssueOutcome, io: ActionIo): void {
  switch (outcome.kind) {
    case 'refused':
      io.warn(
        `The token may not keep an issue (${outcome.reason}); what was found is in the job summary. Give the job issues: write.`,
      );
      return;
    case 'none':
      io.log('Nothing is wrong, and no issue is open.');
      return;
    case 'superseded':
      io.log('A newer run has the say on the issue; it was left alone.');
      break;
    default:
      io.log(`The issue was ${outcome.kind === 'unchanged' ? 'right already' : outcome.kind}.`);
  }
  io.output('issue-url', outcome.url);
}
