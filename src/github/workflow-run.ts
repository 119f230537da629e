import type { Environment } from '../core/ports.ts';
import type { RunStamp } from './run-stamp.ts';
import type { RepositoryName } from './workflow-event.ts';

/** The workflow run that this process is a part of; null for what the environment does not say. */
export interface WorkflowRun {
  readonly repository: RepositoryName | null;
  /** `https://github.com/owner/repo`. */
  readonly repositoryUrl: string | null;
  /** The page of the run, where its summary is. */
  readonly url: string | null;
  readonly sha: string | null;
  readonly stamp: RunStamp | null;
}

export function readRun(env: Environment): WorkflowRun {
  const [owner = '', repo = '', ...rest] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const repository = owner !== '' && repo !== '' && rest.length === 0 ? { owner, repo } : null;
  const server = (env['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/+$/u, '');
  const repositoryUrl = repository === null ? null : `${server}/${owner}/${repo}`;
  const runId = positive(env['GITHUB_RUN_ID']);
  const attempt = positive(env['GITHUB_RUN_ATTEMPT']) ?? 1;
  return {
    repository,
    repositoryUrl,
    url: repositoryUrl === null || runId === null ? null : `${repositoryUrl}/actions/runs/${runId}`,
    sha: env['GITHUB_SHA'] ?? null,
    stamp: runId === null ? null : { runId, attempt },
  };
}

function positive(text: string | undefined): number | null {
  const value = Number(text ?? '');
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}
