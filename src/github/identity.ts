import * as v from 'valibot';
import { type GitHubApi, isRefusal } from './api.ts';

/** Who a token acts as. */
export interface Identity {
  readonly login: string;
  readonly id: number | null;
}

/** What comments carry about who wrote them. */
export interface Author {
  readonly login: string;
  readonly id: number;
}

/** Whom `GITHUB_TOKEN` acts as on github.com. */
const WORKFLOW_BOT: Identity = { login: 'github-actions[bot]', id: null };

const viewerAnswer = v.object({
  viewer: v.object({ login: v.string(), databaseId: v.nullish(v.number()) }),
});

/**
 * Asks GitHub whom the token acts as. GraphQL answers for every kind of token, of people, of apps and of workflows,
 * while REST's `GET /user` refuses apps. Where GitHub does not say, it is the workflow's own bot.
 */
export async function readIdentity(api: GitHubApi): Promise<Identity> {
  try {
    const answer = v.safeParse(viewerAnswer, await api.graphql('query { viewer { login databaseId } }'));
    if (answer.success)
      return { login: answer.output.viewer.login, id: answer.output.viewer.databaseId ?? null };
  } catch (thrown) {
    if (!isRefusal(thrown) && !isGraphqlError(thrown)) throw thrown;
  }
  return WORKFLOW_BOT;
}

/** Whether a comment was written by the identity: by number where GitHub told it, else by login. */
export function isAuthor(identity: Identity, author: Author | null): boolean {
  if (author === null) return false;
  if (identity.id !== null) return identity.id === author.id;
  return bareLogin(identity.login) === bareLogin(author.login);
}

/** REST writes an app's login with `[bot]`, GraphQL in places without. People's logins cannot hold brackets. */
function bareLogin(login: string): string {
  return login.toLowerCase();
}

function isGraphqlError(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'GraphqlResponseError';
}
