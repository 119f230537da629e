import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Environment } from '../core/ports.ts';

/** A repository, as far as an event names it. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** The workflow event that started the run. Everything in it may have been chosen by a stranger. */
export type WorkflowEvent =
  | {
      readonly kind: 'pull-request';
      readonly number: number;
      readonly baseSha: string;
      readonly baseRef: string;
      readonly headSha: string;
      /** Null where the fork was deleted meanwhile. */
      readonly headRepository: RepositoryName | null;
      readonly fork: boolean;
    }
  | {
      readonly kind: 'workflow-run';
      readonly runId: number;
      readonly runAttempt: number;
      /** The event that had started that run. */
      readonly event: string;
      readonly conclusion: string | null;
      readonly headSha: string;
      readonly headBranch: string | null;
      readonly headRepository: RepositoryName | null;
    }
  | {
      readonly kind: 'issue-comment';
      readonly action: string;
      /** The issue or pull request that was commented on. */
      readonly number: number;
      readonly onPullRequest: boolean;
      readonly commentId: number;
      readonly url: string;
      readonly body: string;
      readonly commenter: { readonly login: string; readonly isPerson: boolean };
    }
  | { readonly kind: 'other'; readonly name: string };

const commit = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u, 'a full commit id'));
const counter = v.pipe(v.number(), v.integer(), v.minValue(1));
const repository = v.nullable(
  v.object({ name: v.string(), owner: v.object({ login: v.string() }), full_name: v.string() }),
);

const pullRequestPayload = v.object({
  pull_request: v.object({
    number: counter,
    base: v.object({ sha: commit, ref: v.string(), repo: v.object({ full_name: v.string() }) }),
    head: v.object({ sha: commit, repo: repository }),
  }),
});

const workflowRunPayload = v.object({
  workflow_run: v.object({
    id: counter,
    run_attempt: counter,
    event: v.string(),
    conclusion: v.nullable(v.string()),
    head_sha: commit,
    head_branch: v.nullable(v.string()),
    head_repository: repository,
  }),
});

const issueCommentPayload = v.object({
  action: v.string(),
  issue: v.object({ number: counter, pull_request: v.optional(v.looseObject({})) }),
  comment: v.object({
    id: counter,
    html_url: v.string(),
    body: v.nullish(v.string()),
    user: v.object({ login: v.string(), type: v.string() }),
  }),
});

/**
 * Reads the event of this run (GITHUB_EVENT_NAME, GITHUB_EVENT_PATH). Events that Sluice makes nothing of are `other`.
 * Throws SluiceError `github-event-invalid` where the file cannot be read or lacks what its event always has.
 */
export async function readWorkflowEvent(env: Environment): Promise<WorkflowEvent> {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  if (name.startsWith('pull_request')) return pullRequestEvent(await payload(env, pullRequestPayload));
  if (name === 'workflow_run') return workflowRunEvent(await payload(env, workflowRunPayload));
  if (name === 'issue_comment') return issueCommentEvent(await payload(env, issueCommentPayload));
  return { kind: 'other', name };
}

async function payload<Schema extends v.GenericSchema>(
  env: Environment,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const file = env['GITHUB_EVENT_PATH'] ?? '';
  const read = async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
  const content = await read().catch((cause: unknown) => {
    throw unusable(`The file of the workflow event cannot be read: ${messageOf(cause)}.`, cause);
  });
  const result = v.safeParse(schema, content);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? 'the event';
  throw unusable(
    `The workflow event is not what ${env['GITHUB_EVENT_NAME']} sends: ${path} is unexpected.`,
    issue,
  );
}

function unusable(message: string, cause: unknown): SluiceError {
  return new SluiceError('github-event-invalid', {
    message,
    likelyCause: 'The action runs outside of a workflow, or GITHUB_EVENT_PATH was changed.',
    remedy: 'Run it in a workflow on pull_request, or use the command line with --base.',
    cause,
  });
}

function pullRequestEvent({
  pull_request: { number, base, head },
}: v.InferOutput<typeof pullRequestPayload>) {
  return {
    kind: 'pull-request',
    number,
    baseSha: base.sha,
    baseRef: base.ref,
    headSha: head.sha,
    headRepository: nameOf(head.repo),
    fork: head.repo?.full_name !== base.repo.full_name,
  } as const;
}

function workflowRunEvent({ workflow_run: run }: v.InferOutput<typeof workflowRunPayload>) {
  return {
    kind: 'workflow-run',
    runId: run.id,
    runAttempt: run.run_attempt,
    event: run.event,
    conclusion: run.conclusion,
    headSha: run.head_sha,
    headBranch: run.head_branch,
    headRepository: nameOf(run.head_repository),
  } as const;
}

function issueCommentEvent({ action, issue, comment }: v.InferOutput<typeof issueCommentPayload>) {
  return {
    kind: 'issue-comment',
    action,
    number: issue.number,
    onPullRequest: issue.pull_request !== undefined,
    commentId: comment.id,
    url: comment.html_url,
    body: comment.body ?? '',
    commenter: { login: comment.user.login, isPerson: comment.user.type === 'User' },
  } as const;
}

function nameOf(found: v.InferOutput<typeof repository>): RepositoryName | null {
  return found === null ? null : { owner: found.owner.login, repo: found.name };
}
