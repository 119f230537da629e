import type { FakeUser } from './github-api.ts';

/** An issue of the fake GitHub, or a pull request, which GitHub lists among them. */
export interface FakeIssue {
  readonly number: number;
  readonly user: FakeUser;
  title: string;
  body: string;
  state: 'open' | 'closed';
  state_reason: string | null;
  updated: number;
  readonly pull_request?: object;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The issues of one repository, with pages. */
export class FakeIssues {
  readonly all: FakeIssue[] = [];
  #time = 0;

  add(user: FakeUser, fields: Partial<FakeIssue> = {}): FakeIssue {
    this.#time += 1;
    const number = this.all.length + 1;
    const issue: FakeIssue = {
      ...{
        number,
        user,
        title: 'an issue',
        body: '',
        state: 'open',
        state_reason: null,
        updated: this.#time,
      },
      ...fields,
    };
    this.all.push(issue);
    return issue;
  }

  /** Null where the request is about something else. */
  answer(
    method: string,
    inside: string,
    url: URL,
    body: unknown,
    token: { readonly user: FakeUser; readonly issues?: boolean },
  ): Answer | null {
    const one = /^issues\/([0-9]+)$/u.exec(inside);
    if (inside !== 'issues' && one === null) return null;
    if (method === 'GET' && inside === 'issues') return this.#list(url);
    if (token.issues !== true) {
      return { status: 403, body: { message: 'Resource not accessible by integration' } };
    }
    if (method === 'POST' && inside === 'issues') {
      return { status: 201, body: view(this.add(token.user, fieldsOf(body))) };
    }
    const issue = this.all.find(({ number }) => number === Number(one?.[1]));
    if (method !== 'PATCH' || issue === undefined) return { status: 404, body: { message: 'Not Found' } };
    this.#time += 1;
    Object.assign(issue, fieldsOf(body), { updated: this.#time });
    return { status: 200, body: view(issue) };
  }

  #list(url: URL): Answer {
    const state = url.searchParams.get('state') ?? 'open';
    const found = this.all.filter((issue) => state === 'all' || issue.state === state);
    const byUpdate = url.searchParams.get('sort') === 'updated';
    found.sort((left, right) => (byUpdate ? right.updated - left.updated : right.number - left.number));
    const perPage = Math.min(100, Number(url.searchParams.get('per_page') ?? '30'));
    const page = Number(url.searchParams.get('page') ?? '1');
    const last = Math.max(1, Math.ceil(found.length / perPage));
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    return {
      status: 200,
      body: found.slice((page - 1) * perPage, page * perPage).map(view),
      headers: page < last ? { link: `<${next.href}>; rel="next"` } : {},
    };
  }
}

function fieldsOf(body: unknown): Partial<FakeIssue> {
  if (typeof body !== 'object' || body === null) return {};
  const known = ['title', 'body', 'state', 'state_reason'];
  return Object.fromEntries(Object.entries(body).filter(([name]) => known.includes(name)));
}

function view(issue: FakeIssue): object {
  return { ...issue, html_url: `https://github.com/acme/shop/issues/${issue.number}` };
}
