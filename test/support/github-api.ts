import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeGit } from './github-git.ts';
import { FakeIssues } from './github-issues.ts';
import { FakePromotion } from './github-promotion.ts';

/**
 * A small GitHub on loopback: pull requests and issue comments that remember, pages with Link headers, authors,
 * tokens that may or may not write, limits and outages. What a client must send, it demands.
 */

export interface FakeUser {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot';
}

export const WORKFLOW_BOT: FakeUser = { login: 'github-actions[bot]', id: 41898282, type: 'Bot' };

export interface FakePullRequest {
  readonly number: number;
  headSha: string;
  readonly headBranch: string;
  readonly headOwner: string;
  readonly headRepo: string;
  state: 'open' | 'closed';
  readonly author?: FakeUser;
  readonly merged?: boolean;
  /** Commits of the default branch that it brought. */
  readonly commits?: readonly string[];
}

export interface FakeComment {
  readonly id: number;
  readonly issue: number;
  readonly user: FakeUser | null;
  body: string;
  updates: number;
  /** Who else has edited it. */
  editors?: readonly string[];
}

export interface FakeToken {
  readonly user: FakeUser;
  readonly comments: 'write' | 'read' | 'none';
  /** Whether it may write issues. */
  readonly issues?: boolean;
  /** Whether GraphQL answers this token. */
  readonly graphql?: boolean;
  /** Whether it may write branches. */
  readonly contents?: boolean;
  /** Whether it may read workflow runs and environments. */
  readonly actions?: boolean;
}

/** What goes wrong the next times a request fits. */
export interface FakeFault {
  readonly method: string;
  readonly path: RegExp;
  times: number;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message: string;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export const COMMENT_LIMIT = 65_536;

export class FakeGitHub implements AsyncDisposable {
  readonly owner = 'acme';
  readonly repo = 'shop';
  readonly tokens = new Map<string, FakeToken>();
  readonly pullRequests: FakePullRequest[] = [];
  readonly comments: FakeComment[] = [];
  readonly issues = new FakeIssues();
  readonly faults: FakeFault[] = [];
  readonly requests: SeenRequest[] = [];
  readonly promotion = new FakePromotion();
  /** What was written into pull requests that a workflow opened or changed. */
  readonly opened: { readonly number: number; readonly title: string; readonly body: string }[] = [];
  /** How many entries of a tree are told at once; the rest is left out. */
  mostTreeEntries = 100_000;
  /** A setting of the repository. */
  mayOpenPullRequests = true;
  /** Runs before a request is answered: another actor who is faster. */
  meanwhile: ((method: string, path: string) => void) | null = null;
  /** Requests for such a path are never answered. */
  silent: RegExp | null = null;
  #nextId = 1_000;
  #url = '';
  readonly #server = createServer((request, response) => {
    this.#answer(request)
      .catch((error: unknown) => reply(500, { message: `the fake GitHub failed: ${String(error)}` }))
      .then(({ status, body, headers }) => {
        response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
        response.end(body === null ? '' : JSON.stringify(body));
      });
  });

  static async start(): Promise<FakeGitHub> {
    const fake = new FakeGitHub();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    const address = fake.#server.address();
    fake.#url = `http://127.0.0.1:${portOf(address)}`;
    return fake;
  }

  get url(): string {
    return this.#url;
  }

  addComment(issue: number, user: FakeUser | null, body: string): FakeComment {
    this.#nextId += 1;
    const comment = { id: this.#nextId, issue, user, body, updates: 0 };
    this.comments.push(comment);
    return comment;
  }

  addPullRequest(number: number, headSha: string, from: Partial<FakePullRequest> = {}): FakePullRequest {
    const pullRequest: FakePullRequest = {
      number,
      headSha,
      headBranch: 'feature',
      headOwner: this.owner,
      headRepo: this.repo,
      state: 'open',
      ...from,
    };
    this.pullRequests.push(pullRequest);
    return pullRequest;
  }

  /** Requests that would have changed something. */
  get writes(): readonly string[] {
    return this.requests
      .filter(({ method, path }) => method !== 'GET' && path !== '/graphql')
      .map(({ method, path }) => `${method} ${path}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage): Promise<Reply> {
    const method = request.method ?? '';
    const url = new URL(request.url ?? '/', this.#url);
    const body = await jsonOf(request);
    this.requests.push({ method, path: url.pathname, headers: request.headers, body });
    this.meanwhile?.(method, url.pathname);
    if (this.silent?.test(url.pathname) === true) await new Promise(() => {});
    const fault = this.faults.find(
      (it) => it.times > 0 && it.method === method && it.path.test(url.pathname),
    );
    if (fault !== undefined) {
      fault.times -= 1;
      return reply(fault.status, { message: fault.message }, fault.headers);
    }
    if ((request.headers['user-agent'] ?? '') === '') {
      return reply(403, { message: 'Request forbidden by administrative rules.' });
    }
    const token = this.tokens.get(
      /^(?:token|bearer) (\S+)$/iu.exec(request.headers.authorization ?? '')?.[1] ?? '',
    );
    if (token === undefined) return reply(401, { message: 'Bad credentials' });
    return this.#route(method, url, body, token);
  }

  #route(method: string, url: URL, body: unknown, token: FakeToken): Reply {
    const base = `/repos/${this.owner}/${this.repo}`;
    const path = url.pathname;
    if (method === 'POST' && path === '/graphql') return this.#graphql(token, body);
    if (path.startsWith(`${base}/`)) {
      const inside = path.slice(base.length + 1);
      const isDeep = url.searchParams.has('recursive');
      const git = new FakeGit(this.promotion.checkout, this.mostTreeEntries);
      const written = git.answer(method, inside, { body, isDeep }, token.contents === true);
      if (written !== null) return reply(written.status, written.body);
      const answer = this.promotion.answer(method, inside, url, body, token, this.pullRequests);
      if (answer !== null) return reply(answer.status, answer.body);
      const issue = this.issues.answer(method, inside, url, body, token);
      if (issue !== null) return reply(issue.status, issue.body, issue.headers);
    }
    if (method === 'GET' && path === base)
      return reply(200, {
        default_branch: 'main',
        html_url: `https://github.com/${this.owner}/${this.repo}`,
      });
    if (token.comments === 'none') return reply(404, { message: 'Not Found' });
    const list = new RegExp(`^${base}/issues/([0-9]+)/comments$`, 'u').exec(path);
    const one = new RegExp(`^${base}/issues/comments/([0-9]+)$`, 'u').exec(path);
    const pull = new RegExp(`^${base}/pulls/([0-9]+)$`, 'u').exec(path);
    if (method === 'GET' && list?.[1] !== undefined) return this.#listComments(Number(list[1]), url);
    if (method === 'GET' && pull?.[1] !== undefined) return this.#getPull(Number(pull[1]));
    if (method === 'GET' && path === `${base}/pulls`) return this.#listPulls(url);
    if (token.comments === 'read') return reply(403, { message: 'Resource not accessible by integration' });
    if (method === 'POST' && list?.[1] !== undefined) {
      return this.#write(textOf(body), 201, (text) => this.addComment(Number(list[1]), token.user, text));
    }
    if (method === 'POST' && path === `${base}/pulls`) return this.#openPull(body);
    if (method === 'PATCH' && pull?.[1] !== undefined) return this.#changePull(Number(pull[1]), body);
    if (one?.[1] !== undefined) return this.#changeComment(method, Number(one[1]), body);
    return reply(404, { message: 'Not Found' });
  }

  #graphql(token: FakeToken, body: unknown): Reply {
    if (token.graphql === false) {
      return reply(403, { message: 'Resource not accessible by integration' });
    }
    const asked = this.comments.find(({ id }) => JSON.stringify(body).includes(`"node-${id}"`));
    if (asked !== undefined) {
      const after = /"after":"([0-9]+)"/u.exec(JSON.stringify(body))?.[1] ?? '';
      return reply(200, { data: editsOf(asked, after) });
    }
    return reply(200, { data: { viewer: { login: token.user.login, databaseId: token.user.id } } });
  }

  #listComments(issue: number, url: URL): Reply {
    const all = this.comments.filter((comment) => comment.issue === issue);
    const perPage = Math.min(100, Number(url.searchParams.get('per_page') ?? '30'));
    const page = Number(url.searchParams.get('page') ?? '1');
    const last = Math.max(1, Math.ceil(all.length / perPage));
    const link = (target: number, rel: string) =>
      `<${url.origin}${url.pathname}?per_page=${perPage}&page=${target}>; rel="${rel}"`;
    const links = page < last ? [link(page + 1, 'next'), link(last, 'last')] : [];
    const shown = all.slice((page - 1) * perPage, page * perPage).map((comment) => this.#view(comment));
    return reply(200, shown, links.length > 0 ? { link: links.join(', ') } : {});
  }

  #changeComment(method: string, id: number, body: unknown): Reply {
    const comment = this.comments.find((it) => it.id === id);
    if (comment === undefined) return reply(404, { message: 'Not Found' });
    if (method === 'DELETE') {
      this.comments.splice(this.comments.indexOf(comment), 1);
      return reply(204, null);
    }
    return this.#write(textOf(body), 200, (text) => {
      comment.body = text;
      comment.updates += 1;
      return comment;
    });
  }

  #write(text: string, status: number, write: (text: string) => FakeComment): Reply {
    if (text.length > COMMENT_LIMIT) {
      return reply(422, {
        message: 'Validation Failed',
        errors: [{ message: `body is too long (maximum is ${COMMENT_LIMIT} characters)` }],
      });
    }
    return reply(status, this.#view(write(text)));
  }

  #view(comment: FakeComment): object {
    return {
      id: comment.id,
      node_id: `node-${comment.id}`,
      html_url: `https://github.com/${this.owner}/${this.repo}/pull/${comment.issue}#issuecomment-${comment.id}`,
      body: comment.body,
      user: comment.user,
    };
  }

  #getPull(number: number): Reply {
    const found = this.pullRequests.find((pull) => pull.number === number);
    if (found === undefined) return reply(404, { message: 'Not Found' });
    return reply(200, pullView(found));
  }

  #openPull(body: unknown): Reply {
    if (!this.mayOpenPullRequests) {
      return reply(403, { message: 'GitHub Actions is not permitted to create or approve pull requests.' });
    }
    const head = fieldOf(body, 'head');
    const number = 1 + Math.max(0, ...this.pullRequests.map((one) => one.number));
    const opened = this.addPullRequest(number, '', { headBranch: head });
    this.opened.push({ number, title: fieldOf(body, 'title'), body: fieldOf(body, 'body') });
    return reply(201, pullView(opened));
  }

  #changePull(number: number, body: unknown): Reply {
    this.opened.push({ number, title: fieldOf(body, 'title'), body: fieldOf(body, 'body') });
    return this.#getPull(number);
  }

  #listPulls(url: URL): Reply {
    const head = url.searchParams.get('head');
    const state = url.searchParams.get('state') ?? 'open';
    const found = this.pullRequests.filter(
      (pull) => pull.state === state && (head === null || head === `${pull.headOwner}:${pull.headBranch}`),
    );
    return reply(200, found.map(pullView));
  }
}

/** One edit on each page; the first is the comment as it was written. */
function editsOf({ user, editors = [] }: FakeComment, after: string): object {
  const logins = [user?.login ?? 'ghost', ...editors].map((login) => login.replace('[bot]', ''));
  const at = Number(after === '' ? 0 : after);
  const pageInfo = { hasNextPage: at + 1 < logins.length, endCursor: String(at + 1) };
  const nodes = [{ editor: { login: logins[at] } }];
  return { node: { author: { login: logins[0] }, userContentEdits: { nodes, pageInfo } } };
}

function pullView(pull: FakePullRequest): object {
  return {
    number: pull.number,
    html_url: `https://github.com/acme/shop/pull/${pull.number}`,
    state: pull.state,
    user: pull.author ?? null,
    head: {
      sha: pull.headSha,
      ref: pull.headBranch,
      repo: {
        name: pull.headRepo,
        full_name: `${pull.headOwner}/${pull.headRepo}`,
        owner: { login: pull.headOwner },
      },
    },
  };
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

function reply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, body, headers };
}

function fieldOf(body: unknown, name: string): string {
  const fields: Readonly<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  return String(fields[name] ?? '');
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? null : JSON.parse(text);
}

function textOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'body' in body && typeof body.body === 'string'
    ? body.body
    : '';
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the fake GitHub has no port');
  return address.port;
}
