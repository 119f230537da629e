import { finding } from '../core/finding-codes.ts';
import { changedParts } from '../core/plan-digest.ts';
import type { Finding } from '../core/report.ts';
import type { RollbackSummary } from '../core/rollback-report.ts';
import { NOTHING_SEEN } from './deploy-drift.ts';
import type { RollbackResult } from './rollback-report.ts';
import type { RollbackRequest } from './rollback-request.ts';

/** What a mode found out and did. */
export type ModeResult = Pick<
  RollbackResult,
  'digest' | 'migrations' | 'counts' | 'engine' | 'findings' | 'rollback'
>;

/** Also of a plan that nobody has seen: a rollback runs only what somebody has read before. */
export function otherPlan(request: RollbackRequest, digest: string): Finding[] {
  if (request.plan && request.expectPlan === null) return [];
  if (digest !== '' && request.expectPlan === digest) return [];
  const changed = request.expectPlan === null ? null : changedParts(request.expectPlan, digest);
  const words = {
    target: 'it is another database',
    head: 'the history has changed',
    pending: 'other steps, another version or other allowances',
    schema: 'the live schema has changed',
  } as const;
  return [
    finding('plan-changed', {
      file: null,
      line: null,
      message:
        request.expectPlan === null
          ? `A rollback needs the digest of a plan that somebody has read. Now it is ${digest}.`
          : `The plan is no longer the expected one${changed === null || changed.length === 0 ? '' : `: ${changed.map((part) => words[part]).join(', ')}`}. Now it is ${digest}.`,
      remedy: 'Nothing was run. Make the plan (--plan), read it, and hand its digest to --expect-plan.',
    }),
  ];
}

/** A rollback that has not run. */
export function notRun(request: RollbackRequest, outcome: RollbackSummary['outcome']): RollbackSummary {
  return {
    mode: request.mode,
    outcome,
    run: null,
    from: null,
    to: null,
    reason: request.reason,
    steps: [],
    versions: [],
    saved: [],
    drift: NOTHING_SEEN,
    verification: { status: 'not-run', differences: [] },
  };
}

export function withoutFindings<Outcome extends { readonly findings: readonly Finding[] }>({
  findings: _findings,
  ...rest
}: Outcome): Omit<Outcome, 'findings'> {
  return rest;
}
