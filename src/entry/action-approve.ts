import { posix } from 'node:path';
import { approvedPlan, refuseApproval } from '../core/gate.ts';
import type { Finding } from '../core/report.ts';
import type { ActionIo } from '../github/action-io.ts';
import { createGitHubApi, type GitHubApi } from '../github/api.ts';
import { answerComment, authorOf } from '../github/comment-answer.ts';
import { readPermission } from '../github/environments.ts';
import { isOffered, readLife } from '../github/life-comment.ts';
import type { RepositoryName, WorkflowEvent } from '../github/workflow-event.ts';
import { readRun } from '../github/workflow-run.ts';
import { code, prose } from '../render/escape.ts';
import type { LifeOffer } from '../render/life.ts';
import { tellFindings } from './action-gate.ts';
import type { Host } from './host.ts';
import { outsideOfWorkflow } from './outside-of-workflow.ts';
import type { ApproveSettings } from './promotion-settings.ts';

export interface ActionApprove {
  readonly settings: ApproveSettings;
  readonly event: WorkflowEvent;
  readonly host: Host;
  readonly io: ActionIo;
}

/**
 * Reads whether a comment approves the plan that waits on its pull request, and hands on what may then be deployed: the digest
 * of the plan, the verified head, and who approved. Everything but the words comes from the API. Ends with 1 where a comment
 * asks for an approval and does not count.
 */
export async function approveInAction({ settings, event, host, io }: ActionApprove): Promise<0 | 1> {
  const { repository } = readRun(host.env);
  if (event.kind !== 'issue-comment' || repository === null) throw outsideOfWorkflow('approve');
  const digest = approvedPlan(event.body);
  if (event.action !== 'created' || !event.onPullRequest || digest === null) {
    io.log('The comment approves nothing.');
    io.output('outcome', 'nothing');
    return 0;
  }
  const { environment, allowAuthor } = settings;
  const { env, signal } = host;
  const api = createGitHubApi({ token: settings.githubToken, env, progress: io.progress, signal });
  const permission = await readPermission(api, repository, event.commenter.login);
  const waiting = await waitingOffer(api, repository, event.number, settings);
  const offer = waiting?.offer ?? null;
  if (offer?.plan !== digest && (await isOffered(api, { repository, pullRequest: event.number }, digest))) {
    // With a workflow for each project folder, all of them hear of the comment; the one whose plan it is answers.
    io.log('The comment approves a plan of another project folder or environment.');
    io.output('outcome', 'nothing');
    return 0;
  }
  const authors = await Promise.all(
    (offer?.pullRequests ?? []).map((number) => authorOf(api, repository, number)),
  );
  const refusal = refuseApproval({
    environment,
    digest,
    commenter: { ...event.commenter, permission },
    offer: waiting === null ? null : { plan: waiting.offer.plan, authors, editors: waiting.editors },
    allowAuthor,
  });
  const answered = { repository, pullRequest: event.number, commentId: event.commentId };
  if (refusal !== null || offer === null) {
    // Strangers get no words, or they could have the bot write as often as they like.
    const text = refusal === null || permission === 'none' || permission === 'read' ? null : reply(refusal);
    await answerComment(api, { ...answered, accepted: false, text });
    return await refuse(refusal, settings, io);
  }
  await answerComment(api, { ...answered, accepted: true, text: null });
  io.output('outcome', 'approved');
  io.output('plan-digest', offer.plan);
  io.output('verified-head', offer.head);
  io.output('approved-by', `${event.commenter.login} (${event.url})`);
  io.log(`${event.commenter.login} approved ${offer.plan} for ${environment}.`);
  if (settings.summary) {
    await io.summarize(`### 🟢 Approved by ${code(event.commenter.login)}\n\nPlan: ${code(offer.plan)}`);
  }
  return 0;
}

/** What the comment of the pull request says that waits; it was written by a run of ours. */
async function waitingOffer(
  api: GitHubApi,
  repository: RepositoryName,
  pullRequest: number,
  { environment, projectDir }: ApproveSettings,
): Promise<{ readonly offer: LifeOffer; readonly editors: readonly string[] } | null> {
  const folder = posix.normalize(projectDir).replace(/\/$/u, '');
  // The folder supabase/ itself may have been given; its comment is that of the project around it.
  const projects = posix.basename(folder) === 'supabase' ? [folder, posix.dirname(folder)] : [folder];
  for (const project of projects) {
    const { stages, editors } = await readLife(api, { repository, pullRequest, project });
    const found = stages.find(({ stage, state }) => stage === environment && state === 'waiting');
    if (found?.offer !== undefined) return { offer: found.offer, editors };
  }
  return null;
}

async function refuse(refusal: Finding | null, { summary }: ApproveSettings, io: ActionIo): Promise<1> {
  io.output('outcome', 'refused');
  if (refusal !== null) {
    tellFindings([refusal], io);
    if (summary) await io.summarize(`### 🔴 ${prose(refusal.message)}\n\n${prose(refusal.remedy)}`);
  }
  io.fail(refusal?.message ?? 'The comment approves nothing.');
  return 1;
}

function reply({ message, remedy }: Finding): string {
  return `${prose(message)} ${prose(remedy)}`;
}
