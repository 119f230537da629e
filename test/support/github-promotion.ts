import { execFileSync } from 'node:child_process';
import type { FakePullRequest, FakeToken, FakeUser } from './github-api.ts';

/** An environment as its settings page has it. */
export interface FakeEnvironment {
  readonly reviewers: readonly FakeUser[];
  readonly anyBranch?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };
const NOT_YOURS: Answer = { status: 403, body: { message: 'Resource not accessible by integration' } };

/** What GitHub keeps for deployments: environments, approvals, who may do what, and where commits come from. */
export class FakePromotion {
  readonly environments = new Map<string, FakeEnvironment>();
  /** Approvals of a run. */
  readonly approvals = new Map<number, { readonly user: FakeUser; readonly environment: string }[]>();
  readonly permissions = new Map<string, 'admin' | 'write' | 'read'>();
  readonly reactions: { readonly comment: number; readonly content: string }[] = [];
  /** The git repository that commits are looked up in. */
  checkout = '';

  /** Null for what is not its business. */
  answer(
    method: string,
    path: string,
    url: URL,
    body: unknown,
    token: FakeToken,
    pulls: readonly FakePullRequest[],
  ): Answer | null {
    const [first = '', second = '', third = '', fourth = ''] = path.split('/').map(decodeURIComponent);
    if (method === 'GET' && first === 'environments') return this.#environment(second, token);
    if (method === 'GET' && first === 'actions' && second === 'runs' && fourth === 'approvals') {
      return token.actions === true ? this.#approvalsOf(Number(third)) : NOT_YOURS;
    }
    if (method === 'GET' && first === 'collaborators' && third === 'permission') {
      const permission = this.permissions.get(second) ?? 'none';
      return { status: 200, body: { permission, user: { login: second } } };
    }
    if (method === 'GET' && first === 'commits' && second === '') return this.#commits(url);
    if (method === 'GET' && first === 'commits' && third === '') return this.#commit(second);
    if (method === 'GET' && first === 'commits' && third === 'pulls') {
      const found = pulls.filter(({ commits }) => commits?.includes(second) === true);
      return { status: 200, body: found.map(mergedView) };
    }
    if (method === 'POST' && first === 'issues' && second === 'comments' && fourth === 'reactions') {
      if (token.comments !== 'write') return NOT_YOURS;
      this.reactions.push({ comment: Number(third), content: contentOf(body) });
      return { status: 201, body: { id: this.reactions.length } };
    }
    return null;
  }

  #environment(name: string, token: FakeToken): Answer {
    const found = this.environments.get(name);
    if (token.actions !== true) return NOT_YOURS;
    if (found === undefined) return NOT_FOUND;
    const reviewers = found.reviewers.map((reviewer) => ({ type: 'User', reviewer }));
    const rules =
      reviewers.length === 0
        ? []
        : [{ id: 1, node_id: 'x', type: 'required_reviewers', prevent_self_review: false, reviewers }];
    const policy = { protected_branches: true, custom_branch_policies: false };
    return {
      status: 200,
      body: {
        id: 1,
        name,
        protection_rules: [{ id: 2, node_id: 'y', type: 'wait_timer', wait_timer: 0 }, ...rules],
        deployment_branch_policy: found.anyBranch === true ? null : policy,
      },
    };
  }

  #approvalsOf(run: number): Answer {
    const found = (this.approvals.get(run) ?? []).map(({ user, environment }) => ({
      state: 'approved',
      comment: '',
      user,
      environments: [{ id: 1, name: environment }],
    }));
    return { status: 200, body: found };
  }

  /** As git itself tells which commits touched a file. */
  #commits({ searchParams }: URL): Answer {
    const [sha, path] = [searchParams.get('sha') ?? '', searchParams.get('path') ?? ''];
    const most = searchParams.get('per_page') ?? '30';
    const found = this.#git('log', '--format=%H', `-${most}`, sha, '--', path);
    return { status: 200, body: found.map((one) => ({ sha: one })) };
  }

  #commit(sha: string): Answer {
    const [parents = ''] = this.#git('log', '-1', '--format=%P', sha);
    const files = this.#git('show', '--format=', '--name-status', '--find-renames', sha).map((line) => {
      const [status = '', name, now = name] = line.split('\t');
      return status.startsWith('R')
        ? { filename: now, status: 'renamed', previous_filename: name }
        : { filename: name, status: status === 'A' ? 'added' : 'modified' };
    });
    const body = {
      sha,
      files,
      parents: parents
        .split(' ')
        .filter(Boolean)
        .map((parent) => ({ sha: parent })),
    };
    return { status: 200, body };
  }

  /** The lines that git says. */
  #git(...args: readonly string[]): string[] {
    const text = execFileSync('git', args, { cwd: this.checkout, encoding: 'utf8' });
    return text.split('\n').filter((line) => line !== '');
  }
}

function mergedView({ number, author, merged }: FakePullRequest): object {
  return { number, merged_at: merged === true ? '2026-01-01T00:00:00Z' : null, user: author ?? null };
}

function contentOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'content' in body ? String(body.content) : '';
}
