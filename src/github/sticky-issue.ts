import { issueIsSame } from '../render/issue.ts';
import { type GitHubApi, githubError, isRefusal, statusOf } from './api.ts';
import { type Identity, isAuthor, readIdentity } from './identity.ts';
import { isNewer, type RunStamp, readStamp, stampLine } from './run-stamp.ts';
import type { RepositoryName } from './workflow-event.ts';

export interface StickyIssue {
  readonly repository: RepositoryName;
  readonly title: string;
  /** As the renderer made it, with the marker in its first line. */
  readonly body: string;
  /** How the first line of every such issue begins. */
  readonly marker: string;
  /** Whether there is something that a person should see to. */
  readonly open: boolean;
  /** What is said when it is closed, and when it is opened again. */
  readonly closing: string;
  readonly reopening: string;
  /** Which run writes. */
  readonly run: RunStamp;
}

export type StickyIssueOutcome =
  | { readonly kind: 'created' | 'reopened' | 'updated' | 'unchanged' | 'closed'; readonly url: string }
  /** Nothing is wrong, and no issue says so. */
  | { readonly kind: 'none' }
  /** A newer run has the say. */
  | { readonly kind: 'superseded'; readonly url: string }
  /** The token may not. */
  | { readonly kind: 'refused'; readonly reason: string };

interface OwnIssue {
  readonly number: number;
  readonly url: string;
  readonly body: string;
  readonly state: string;
}

/** Closed issues are looked through this far back, a hundred a page, the last changed first. */
const CLOSED_PAGES = 10;

/**
 * Keeps one issue: creates it, keeps it up to date, closes it when nothing is wrong any more and opens the same one again.
 * Known by its marker and its author, among all open issues; what two runs at once have doubled is closed. A token that may
 * not write is an outcome, every other failure of the API is a SluiceError `github-failed`.
 */
export async function keepStickyIssue(api: GitHubApi, wanted: StickyIssue): Promise<StickyIssueOutcome> {
  try {
    const identity = await readIdentity(api);
    const kept = await settle(api, wanted, await openIssues(api, wanted, identity));
    if (kept !== null) return await keep(api, wanted, kept);
    if (!wanted.open) return { kind: 'none' };
    const closed = await lastClosed(api, wanted, identity);
    return closed === null ? await create(api, wanted, identity) : await reopen(api, wanted, closed);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw githubError('keep the issue about drift', thrown);
    return { kind: 'refused', reason: `status ${statusOf(thrown)}` };
  }
}

async function keep(api: GitHubApi, wanted: StickyIssue, kept: OwnIssue): Promise<StickyIssueOutcome> {
  const stamp = readStamp(kept.body);
  if (stamp !== null && isNewer(stamp, wanted.run)) return { kind: 'superseded', url: kept.url };
  const place = { ...wanted.repository, issue_number: kept.number };
  if (!wanted.open) {
    await api.rest.issues.createComment({ ...place, body: wanted.closing });
    await api.rest.issues.update({ ...place, state: 'closed', state_reason: 'completed' });
    return { kind: 'closed', url: kept.url };
  }
  if (issueIsSame(withoutStamp(kept.body), wanted.body)) return { kind: 'unchanged', url: kept.url };
  await api.rest.issues.update({ ...place, title: wanted.title, body: stamped(wanted) });
  return { kind: 'updated', url: kept.url };
}

async function reopen(api: GitHubApi, wanted: StickyIssue, closed: OwnIssue): Promise<StickyIssueOutcome> {
  const place = { ...wanted.repository, issue_number: closed.number };
  await api.rest.issues.update({ ...place, state: 'open', title: wanted.title, body: stamped(wanted) });
  await api.rest.issues.createComment({ ...place, body: wanted.reopening });
  return { kind: 'reopened', url: closed.url };
}

async function create(api: GitHubApi, wanted: StickyIssue, identity: Identity): Promise<StickyIssueOutcome> {
  const { data } = await api.rest.issues.create({
    ...wanted.repository,
    title: wanted.title,
    body: stamped(wanted),
  });
  // Another run may have created one between our look and our writing: look again, and let the first one stay.
  const kept = await settle(api, wanted, await openIssues(api, wanted, identity));
  return kept === null || kept.number === data.number
    ? { kind: 'created', url: data.html_url }
    : { kind: 'superseded', url: kept.url };
}

/** Of several open issues of ours keeps the oldest and closes the rest. */
async function settle(
  api: GitHubApi,
  { repository }: StickyIssue,
  issues: readonly OwnIssue[],
): Promise<OwnIssue | null> {
  const [first, ...others] = [...issues].sort((left, right) => left.number - right.number);
  for (const { number } of others) {
    const place = { ...repository, issue_number: number };
    // Without the marker it is none of ours any more, so that it stays closed. One that a person has closed is opened again.
    const body = `The same as #${first?.number ?? 0}.`;
    await api.rest.issues.update({ ...place, body, state: 'closed', state_reason: 'not_planned' });
  }
  return first ?? null;
}

async function openIssues(
  api: GitHubApi,
  wanted: StickyIssue,
  identity: Identity,
): Promise<readonly OwnIssue[]> {
  const found: OwnIssue[] = [];
  const request = { ...wanted.repository, state: 'open', per_page: 100 } as const;
  for await (const { data } of api.paginate.iterator(api.rest.issues.listForRepo, request)) {
    found.push(...data.flatMap((issue) => ownIssue(issue, wanted, identity)));
  }
  return found;
}

async function lastClosed(api: GitHubApi, wanted: StickyIssue, identity: Identity): Promise<OwnIssue | null> {
  const closed = { state: 'closed', sort: 'updated', direction: 'desc', per_page: 100 } as const;
  const request = { ...wanted.repository, ...closed };
  let pages = 0;
  for await (const { data } of api.paginate.iterator(api.rest.issues.listForRepo, request)) {
    const [found] = data.flatMap((issue) => ownIssue(issue, wanted, identity));
    if (found !== undefined) return found;
    pages += 1;
    if (pages === CLOSED_PAGES) break;
  }
  return null;
}

interface ListedIssue {
  readonly number: number;
  readonly html_url: string;
  readonly body?: string | null;
  readonly state: string;
  readonly user: { readonly login: string; readonly id: number } | null;
  readonly pull_request?: unknown;
}

/** Issues of ours; the list of issues holds pull requests as well. */
function ownIssue(issue: ListedIssue, { marker }: StickyIssue, identity: Identity): OwnIssue[] {
  const body = issue.body ?? '';
  if (issue.pull_request !== undefined || !body.startsWith(marker) || !isAuthor(identity, issue.user)) {
    return [];
  }
  return [{ number: issue.number, url: issue.html_url, body, state: issue.state }];
}

function stamped({ body, run }: StickyIssue): string {
  return `${body}\n${stampLine(run)}`;
}

function withoutStamp(body: string): string {
  return body.replace(/\n<!-- sluice:by run:[0-9]+ attempt:[0-9]+ -->\s*$/u, '');
}
