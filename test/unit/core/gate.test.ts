import { describe, expect, test } from '@jest/globals';
import {
  type CommentApproval,
  type EnvironmentProtection,
  type GateRequest,
  judgeGate,
  refuseApproval,
} from '../../../src/core/gate.ts';

const GUARDED: EnvironmentProtection = {
  name: 'production',
  reviewers: 1,
  selfReview: false,
  anyBranch: false,
};
const OPEN: EnvironmentProtection = { ...GUARDED, reviewers: 0 };
const ASKED: GateRequest = { environment: 'production', approval: 'reviewers', allowUnprotected: false };

describe('the gate of an environment', () => {
  test.each<[string, EnvironmentProtection | null, Partial<GateRequest>, string, readonly string[]]>([
    ['with reviewers', GUARDED, {}, 'reviewers', []],
    ['with reviewers, whatever else is allowed', GUARDED, { allowUnprotected: true }, 'reviewers', []],
    ['with reviewers, where a comment would do', GUARDED, { approval: 'comment' }, 'reviewers', []],
    ['without reviewers', OPEN, {}, 'refused', ['gate-unprotected']],
    ['without reviewers, as allowed', OPEN, { allowUnprotected: true }, 'open', ['gate-unprotected']],
    ['without reviewers, but with a comment', OPEN, { approval: 'comment' }, 'comment', []],
    ['that does not exist', null, {}, 'refused', ['gate-unprotected']],
    [
      'that every branch may deploy to',
      { ...GUARDED, anyBranch: true },
      {},
      'reviewers',
      ['gate-any-branch'],
    ],
  ])('%s', (_case, protection, change, gate, codes) => {
    const judged = judgeGate(protection, { ...ASKED, ...change });
    expect(judged.gate).toBe(gate);
    expect(judged.findings.map(({ code }) => code)).toEqual(codes);
  });

  test.each<[string, boolean, string]>([
    ['an error', false, 'error'],
    ['a warning where it was allowed', true, 'warning'],
  ])('that holds nobody is %s', (_case, allowUnprotected, level) => {
    expect(judgeGate(OPEN, { ...ASKED, allowUnprotected }).findings).toMatchObject([{ level }]);
  });
});

describe('an approval by a comment', () => {
  const APPROVAL: CommentApproval = {
    environment: 'production',
    digest: '1-ab',
    commenter: { login: 'grace', isPerson: true, permission: 'write' },
    offer: { plan: '1-ab', authors: ['ada', null], editors: [] },
    allowAuthor: false,
  };
  const by = (change: Partial<CommentApproval['commenter']>): CommentApproval => ({
    ...APPROVAL,
    commenter: { ...APPROVAL.commenter, ...change },
  });

  test.each<[string, CommentApproval]>([
    ['somebody with write access', APPROVAL],
    ['an owner', by({ permission: 'admin' })],
    ['the author, where that is allowed', { ...by({ login: 'ada' }), allowAuthor: true }],
  ])('of %s counts', (_case, approval) => {
    expect(refuseApproval(approval)).toBeNull();
  });

  test.each<[string, CommentApproval, string]>([
    ['somebody who may only read', by({ permission: 'read' }), 'may not approve'],
    ['a stranger', by({ permission: 'none' }), 'may not approve'],
    ['an app with write access', by({ isPerson: false }), 'may not approve'],
    ['the author', by({ login: 'ada' }), 'wrote a change'],
    ['the author under another spelling', by({ login: 'ADA' }), 'wrote a change'],
    ['another plan', { ...APPROVAL, digest: '1-a' }, 'another digest'],
    [
      'what a person has edited',
      { ...APPROVAL, offer: { plan: '1-ab', authors: ['ada'], editors: ['ada'] } },
      'edited by ada',
    ],
    ['nothing that waits', { ...APPROVAL, offer: null }, 'Nothing waits'],
  ])('of %s does not', (_case, approval, says) => {
    expect(refuseApproval(approval)?.message).toContain(says);
  });
});
