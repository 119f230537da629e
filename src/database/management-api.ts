import pRetry, { AbortError } from 'p-retry';
import { messageOf, SluiceError } from '../core/errors.ts';

/** What most Supabase teams keep as secrets. */
export interface ProjectCredentials {
  readonly projectRef: string;
  readonly password: string;
  readonly accessToken: string;
}

export interface ManagementApi {
  /** `https://api.supabase.com`. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}

/** In milliseconds. */
const REQUEST_TIMEOUT = 15_000;

/**
 * Asks the Management API for the pooler of a project and gives the URL of its session mode
 * (https://supabase.com/docs/reference/api/v1-get-pooler-config). The session pooler has an IPv4 address, which runners need.
 * @throws SluiceError management-api-failed
 */
export async function sessionPoolerUrl(credentials: ProjectCredentials, api: ManagementApi): Promise<string> {
  const { projectRef, password } = credentials;
  if (!/^[a-z0-9]{1,64}$/u.test(projectRef)) {
    throw failed(
      `The project ref ${JSON.stringify(projectRef)} is none.`,
      'It is the word in the address of the dashboard: https://supabase.com/dashboard/project/<ref>.',
    );
  }
  const pooler = readPooler(await request(credentials, api));
  if (pooler === null) {
    throw failed(
      `The Management API names no pooler for the project ${projectRef}.`,
      "Copy the session pooler's URL from the dashboard (Connect) and give it as the database URL.",
    );
  }
  const { user, host, database } = pooler;
  return `postgresql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:5432/${encodeURIComponent(database)}`;
}

async function request(
  { projectRef, accessToken }: ProjectCredentials,
  api: ManagementApi,
): Promise<unknown> {
  const url = new URL(`/v1/projects/${projectRef}/config/database/pooler`, api.baseUrl);
  try {
    return await pRetry(
      async () => {
        const response = await api.fetch(url, {
          headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
          signal: AbortSignal.any([api.signal, AbortSignal.timeout(REQUEST_TIMEOUT)]),
          redirect: 'error',
        });
        if (response.status === 429 || response.status >= 500) throw new Error(`status ${response.status}`);
        if (!response.ok) throw new AbortError(refusal(response.status, projectRef));
        return await response.json();
      },
      {
        retries: 3,
        minTimeout: 300,
        factor: 2,
        randomize: true,
        signal: api.signal,
        shouldRetry: () => true,
      },
    );
  } catch (thrown) {
    if (thrown instanceof SluiceError) throw thrown;
    api.signal.throwIfAborted();
    throw failed(
      `The Management API could not be asked for the pooler: ${messageOf(thrown)}`,
      "Run again, or copy the session pooler's URL from the dashboard (Connect) and give it as the database URL.",
      thrown,
    );
  }
}

function refusal(status: number, projectRef: string): SluiceError {
  if (status === 401) {
    return failed(
      'The Management API refuses the access token.',
      'Make a new one: https://supabase.com/dashboard/account/tokens.',
    );
  }
  if (status === 403) {
    return failed(
      `The access token may not read the pooler of the project ${projectRef}.`,
      'Use a token of a member of its organization, with the permission database_pooling_config_read.',
    );
  }
  if (status === 404) {
    return failed(
      `The Management API knows no project ${projectRef}.`,
      'Check the project ref and whose token it is.',
    );
  }
  return failed(
    `The Management API answers with status ${status}.`,
    'Run again; see https://status.supabase.com.',
  );
}

interface Pooler {
  readonly user: string;
  readonly host: string;
  readonly database: string;
}

/** The pooler of the primary database; read replicas have their own. */
function readPooler(answer: unknown): Pooler | null {
  const entries: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  for (const entry of entries) {
    if (!isRecord(entry)) continue;
    if ('database_type' in entry && entry['database_type'] !== 'PRIMARY') continue;
    const { db_user: user, db_host: host, db_name: database } = entry;
    // The host becomes part of a URL that carries the password.
    if (typeof user === 'string' && typeof host === 'string' && /^[\w.-]+$/u.test(host)) {
      return { user, host, database: typeof database === 'string' ? database : 'postgres' };
    }
  }
  return null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function failed(message: string, remedy: string, cause?: unknown): SluiceError {
  return new SluiceError('management-api-failed', {
    message,
    remedy,
    ...(cause === undefined ? {} : { cause }),
  });
}
