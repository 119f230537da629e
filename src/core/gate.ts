import { type FindingCode, finding } from './finding-codes.ts';
import type { Finding } from './report.ts';

/** An environment of GitHub, as far as its gate goes; the API tells it. */
export interface EnvironmentProtection {
  readonly name: string;
  /** How many people and teams are asked; any one of them may approve. */
  readonly reviewers: number;
  /** Whether who started the run may approve it. */
  readonly selfReview: boolean;
  /** Whether every branch may deploy to it. */
  readonly anyBranch: boolean;
}

export interface GateRequest {
  readonly environment: string;
  /** Who has to say yes: reviewers whom GitHub asks before the job starts, or somebody who writes a comment. */
  readonly approval: 'reviewers' | 'comment';
  readonly allowUnprotected: boolean;
}

export interface GateJudgement {
  /** What holds the deployment; `refused` where nothing does and nobody allowed that. */
  readonly gate: 'reviewers' | 'comment' | 'open' | 'refused';
  readonly findings: readonly Finding[];
}

/** Whether a deployment to the environment waits for a person. An environment that does not exist (null) holds nobody. */
export function judgeGate(
  protection: EnvironmentProtection | null,
  { environment, approval, allowUnprotected }: GateRequest,
): GateJudgement {
  const notes =
    protection?.anyBranch === true
      ? [
          gateFinding('gate-any-branch', {
            message: `Every branch may deploy to the environment ${environment}.`,
            remedy:
              'Choose the default branch under Settings → Environments → Deployment branches, so that no other branch gets its secrets.',
          }),
        ]
      : [];
  if (protection !== null && protection.reviewers > 0) return { gate: 'reviewers', findings: notes };
  if (approval === 'comment') return { gate: 'comment', findings: notes };
  const message =
    protection === null
      ? `There is no environment ${environment}; GitHub would make one that holds nobody.`
      : `The environment ${environment} has no required reviewers, so nothing would hold the deployment.`;
  if (allowUnprotected) {
    const remedy = 'It was allowed with allow-unprotected. Add required reviewers to have it held.';
    return {
      gate: 'open',
      findings: [gateFinding('gate-unprotected', { message, remedy }, 'warning'), ...notes],
    };
  }
  const remedy =
    'Add required reviewers under Settings → Environments. Where your plan of GitHub has none: approval: comment, or allow-unprotected: true for a deployment that nobody has to approve.';
  return { gate: 'refused', findings: [gateFinding('gate-unprotected', { message, remedy }), ...notes] };
}

/** The whole first line of a comment; what follows below it is for people. */
const APPROVAL = /^\/sluice approve ([0-9a-f-]{1,200})[ \t]*(?:\r?\n|$)/u;

/** The digest of the plan that a comment approves; null where it speaks of something else. */
export function approvedPlan(comment: string): string | null {
  return APPROVAL.exec(comment)?.[1] ?? null;
}

/** What is known of somebody who approves by a comment. */
export interface CommentApproval {
  readonly environment: string;
  readonly digest: string;
  readonly commenter: {
    readonly login: string;
    readonly isPerson: boolean;
    /** As the API tells it, not the comment. */
    readonly permission: 'admin' | 'write' | 'read' | 'none';
  };
  /** What waits on the pull request for its approval; null where nothing does. */
  readonly offer: {
    readonly plan: string;
    readonly authors: readonly (string | null)[];
    /** People who have edited the comment that says so. */
    readonly editors: readonly string[];
  } | null;
  /** Whether the author of the change may approve it too. */
  readonly allowAuthor: boolean;
}

/** Why a comment approves nothing; null where it does. */
export function refuseApproval(approval: CommentApproval): Finding | null {
  const { environment, digest, commenter, offer, allowAuthor } = approval;
  const refused = (message: string, remedy: string): Finding =>
    gateFinding('approval-refused', { message, remedy });
  if (!commenter.isPerson || (commenter.permission !== 'admin' && commenter.permission !== 'write')) {
    return refused(
      `${commenter.login} may not approve: that takes a person with write access.`,
      'Ask somebody who may write to this repository.',
    );
  }
  if (offer === null) {
    return refused(
      `Nothing waits for an approval to be deployed to ${environment} here.`,
      'Approve on the pull request whose comment shows the plan that waits.',
    );
  }
  if (offer.editors.length > 0) {
    return refused(
      `The comment that says what waits for ${environment} was edited by ${offer.editors.join(', ')}.`,
      'Delete that comment and run the deployment again: it is written anew then.',
    );
  }
  if (offer.plan !== digest) {
    return refused(
      `The plan that waits for ${environment} has another digest.`,
      'Look at the plan that the comment of the pull request links to, and approve that one.',
    );
  }
  const same = (author: string | null) => author?.toLowerCase() === commenter.login.toLowerCase();
  if (!allowAuthor && offer.authors.some(same)) {
    return refused(
      `${commenter.login} wrote a change that this plan deploys.`,
      'Let somebody else approve it, or set allow-author: true.',
    );
  }
  return null;
}

function gateFinding(
  code: FindingCode,
  fields: { readonly message: string; readonly remedy: string },
  level?: 'warning',
): Finding {
  return finding(code, { file: null, line: null, ...fields, ...(level === undefined ? {} : { level }) });
}
