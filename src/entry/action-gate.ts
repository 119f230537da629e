import { type GateJudgement, judgeGate } from '../core/gate.ts';
import type { Finding } from '../core/report.ts';
import type { ActionIo } from '../github/action-io.ts';
import { chooseAnnotations } from '../github/annotations.ts';
import { createGitHubApi } from '../github/api.ts';
import { readProtection, readReviews } from '../github/environments.ts';
import { readRun } from '../github/workflow-run.ts';
import { prose } from '../render/escape.ts';
import type { Host } from './host.ts';
import { outsideOfWorkflow } from './outside-of-workflow.ts';
import type { GateSettings } from './promotion-settings.ts';

export interface ActionGate {
  readonly settings: GateSettings;
  readonly host: Host;
  readonly io: ActionIo;
}

/**
 * Asks GitHub what holds a deployment to an environment and, where reviewers do, who of them has approved this run. Ends with
 * 1 where nothing holds it and nobody allowed that.
 */
export async function gateInAction({ settings, host, io }: ActionGate): Promise<0 | 1> {
  const { environment, githubToken } = settings;
  const { repository, stamp, url } = readRun(host.env);
  if (repository === null || stamp === null) throw outsideOfWorkflow('gate');
  const { env, signal } = host;
  const api = createGitHubApi({ token: githubToken, env, progress: io.progress, signal });
  const judgement = judgeGate(await readProtection(api, repository, environment), settings);
  const approvers =
    judgement.gate === 'reviewers' ? await readReviews(api, repository, stamp.runId, environment) : [];
  io.output('gate', judgement.gate);
  io.output(
    'approved-by',
    approvers.length === 0 ? '' : `${approvers.join(', ')}${url === null ? '' : ` (${url})`}`,
  );
  io.log(LINES[judgement.gate](environment));
  tellFindings(judgement.findings, io);
  if (settings.summary) await io.summarize(summaryOf(judgement, environment));
  if (judgement.gate !== 'refused') return 0;
  io.fail(judgement.findings[0]?.message ?? LINES.refused(environment));
  return 1;
}

/** Findings that belong to no file, for the log and the page of the run. */
export function tellFindings(findings: readonly Finding[], io: ActionIo): void {
  for (const { message, remedy } of findings) io.log(`${message}\n${remedy}`);
  io.annotate(chooseAnnotations(findings).shown);
}

const LINES: Readonly<Record<GateJudgement['gate'], (environment: string) => string>> = {
  reviewers: (environment) => `Deployments to ${environment} wait for one of its required reviewers.`,
  comment: (environment) => `Deployments to ${environment} wait for a comment: /sluice approve <digest>.`,
  open: (environment) => `Deployments to ${environment} wait for nobody, as allowed.`,
  refused: (environment) => `Deployments to ${environment} would wait for nobody.`,
};

function summaryOf({ gate, findings }: GateJudgement, environment: string): string {
  const sign = gate === 'refused' ? '🔴' : gate === 'open' ? '🟡' : '🟢';
  const lines = findings.map(({ message, remedy }) => `- ${prose(message)} ${prose(remedy)}`);
  return [`### ${sign} ${prose(LINES[gate](environment))}`, ...lines].join('\n\n');
}
