import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import Bottleneck from 'bottleneck/light.js';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Environment, Progress } from '../core/ports.ts';

/** GitHub's REST and GraphQL API with the token of one run. */
export type GitHubApi = ReturnType<typeof getOctokit>;

export interface GitHubApiOptions {
  readonly token: string;
  readonly env: Environment;
  readonly progress: Pick<Progress, 'warn'>;
  /** Ends what is under way when the run is stopped. */
  readonly signal: AbortSignal;
  /** Base of the growing pause between two tries, in milliseconds; GitHub's own Retry-After goes first. */
  readonly retryBase?: number;
}

/** A rate limit that ends later than this, in seconds, is not waited for. */
const LONGEST_WAIT = 120;
const TRIES = 3;
/** How long all requests of a run may take together, in milliseconds. */
const PATIENCE = 10 * 60_000;

/**
 * A client that waits where GitHub asks it to (rate limits, primary and secondary) and tries again after failures of
 * GitHub's (5xx, lost connections), a few times each. Requests that GitHub refuses are not repeated.
 */
export function createGitHubApi(options: GitHubApiOptions): GitHubApi {
  const { token, env, progress, signal, retryBase = 1_000 } = options;
  const waits = (kind: string) => (seconds: number, request: object, _octokit: unknown, count: number) => {
    const again = count < TRIES && seconds <= LONGEST_WAIT;
    const target = 'url' in request ? ` for ${String(request.url)}` : '';
    progress.warn(
      again
        ? `GitHub's ${kind} is reached${target}; trying again in ${seconds} s.`
        : `GitHub's ${kind} is reached${target}; it would take ${seconds} s.`,
    );
    return again;
  };
  return getOctokit(
    token,
    {
      userAgent: 'sluice',
      ...(env['GITHUB_API_URL'] === undefined ? {} : { baseUrl: env['GITHUB_API_URL'] }),
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      request: { retries: TRIES, signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) },
      retry: { retries: TRIES, retryAfterBaseValue: retryBase },
      throttle: {
        retryAfterBaseValue: retryBase,
        // The plugin's pause of seconds between two writes is meant for hundreds of them; we make a handful.
        write: new Bottleneck.Group({ maxConcurrent: 1 }),
        notifications: new Bottleneck.Group({ maxConcurrent: 1 }),
        onRateLimit: waits('rate limit'),
        onSecondaryRateLimit: waits('limit for many requests at once'),
      },
    },
    retry,
    throttling,
  );
}

/** The HTTP status of an error that octokit threw; null for everything else. */
export function statusOf(thrown: unknown): number | null {
  return thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number'
    ? thrown.status
    : null;
}

/** Whether GitHub refused because of what the token may do, or hides what the token may not see. */
export function isRefusal(thrown: unknown): boolean {
  const status = statusOf(thrown);
  return status === 401 || status === 403 || status === 404;
}

/** An error of the API as one of ours. `attempt` finishes the sentence "GitHub did not let us …". */
export function githubError(attempt: string, thrown: unknown): SluiceError {
  const status = statusOf(thrown);
  return new SluiceError('github-failed', {
    message: `GitHub did not let us ${attempt}: ${messageOf(thrown).split('\n', 1)[0] ?? ''}`,
    likelyCause:
      status === null
        ? 'The API could not be reached from this runner.'
        : `The API answered with status ${status}.`,
    remedy:
      status === null || status >= 500
        ? 'Run the job again later; githubstatus.com tells about outages.'
        : 'Check the permissions of the job and the input github-token.',
    cause: thrown,
  });
}
