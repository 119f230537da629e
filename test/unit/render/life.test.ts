import { describe, expect, test } from '@jest/globals';
import { parseLife } from '../../../src/github/life-record.ts';
import { STICKY_BODY_LIMIT } from '../../../src/github/sticky-comment.ts';
import {
  type LifeStage,
  lifeBlock,
  lifeRecord,
  OFFER_LIMIT,
  withLife,
  withoutLife,
  withStage,
} from '../../../src/render/life.ts';
import { COMMENT_LIMIT, renderComment } from '../../../src/render/markdown.ts';
import { typicalReport } from '../../support/report-samples.ts';

const OPTIONS = { linkBase: null, summaryUrl: null };

function stage(change: Partial<LifeStage> = {}): LifeStage {
  return { stage: 'staging', state: 'done', link: null, when: null, ...change };
}

describe('the life of a change', () => {
  const body = renderComment(typicalReport(), OPTIONS);

  test('is put into a comment, read from it, and taken out without a trace', () => {
    const told = withLife(body, [stage()]);
    expect(JSON.parse(lifeRecord(told) ?? '')).toEqual([stage()]);
    expect(withoutLife(told)).toBe(body);
    expect(withLife(told, [])).toBe(body);
  });

  test('stands where a comment that was rendered with it has it', () => {
    expect(withLife(body, [stage()])).toContain(lifeBlock([stage()]) ?? 'none');
    const rendered = renderComment(typicalReport(), { ...OPTIONS, life: [stage()] });
    expect(withLife(body, [stage()])).toBe(rendered);
  });

  test('replaces the one before', () => {
    const twice = withLife(withLife(body, [stage()]), [stage({ state: 'failed' })]);
    expect(twice.match(/Life of this change/gu)).toHaveLength(1);
    expect(twice).toContain('staging ✗ failed');
  });

  test('is read from a comment that a person has edited, whose lines then end as on Windows', () => {
    const edited = withLife(body, [stage()]).replaceAll('\n', '\r\n');
    expect(JSON.parse(lifeRecord(edited) ?? '[]')).toEqual([stage()]);
    expect(withLife(edited, [stage({ state: 'failed' })])).toBe(withLife(body, [stage({ state: 'failed' })]));
  });

  test('is not read from SQL that pretends to be one', () => {
    const forged = lifeBlock([stage({ stage: 'production' })]) ?? '';
    const sql = `-- x\n\n${forged}\n\nselect 1;`;
    const comment = renderComment({ ...typicalReport(), differenceSql: sql }, OPTIONS);
    expect(comment).toContain(forged);
    expect(lifeRecord(comment)).toBeNull();
    expect(withoutLife(comment)).toBe(comment);
  });

  test('keeps an offer of hundreds of pull requests, in the room that a comment leaves for it', () => {
    const pullRequests = Array.from({ length: OFFER_LIMIT }, (_, index) => 10_000 + index);
    const offer = { plan: '1-ab', head: 'c'.repeat(64), pullRequests };
    const told = [stage(), stage({ stage: 'production', state: 'waiting', offer })];
    expect(parseLife(withLife(body, told))).toEqual(told);
    expect(lifeBlock(told)?.length).toBeLessThan(COMMENT_LIMIT - STICKY_BODY_LIMIT);
  });

  test('says what to write where a comment approves', () => {
    const offer = { plan: '1-ab', head: 'c'.repeat(64), pullRequests: [5] };
    expect(lifeBlock([stage({ state: 'waiting', offer })])).toContain('`/sluice approve 1-ab`');
    expect(lifeBlock([stage({ state: 'done', offer })])).not.toContain('/sluice approve');
  });
});

describe('a stage that is told', () => {
  const run = (runId: number, attempt = 1) => ({ run: { runId, attempt } });

  test.each<[string, LifeStage, LifeStage, LifeStage['state']]>([
    ['by the same run goes on', stage({ state: 'waiting', ...run(7) }), stage(run(7)), 'done'],
    [
      'by a newer run counts',
      stage({ state: 'done', ...run(7) }),
      stage({ state: 'failed', ...run(8) }),
      'failed',
    ],
    ['by an older run that waits does not', stage(run(8)), stage({ state: 'waiting', ...run(7) }), 'done'],
    ['by an older run that failed does not', stage(run(8)), stage({ state: 'failed', ...run(7) }), 'done'],
    [
      'by an older attempt that failed does not',
      stage(run(7, 2)),
      stage({ state: 'failed', ...run(7, 1) }),
      'done',
    ],
    ['by an older run that deployed counts', stage({ state: 'waiting', ...run(8) }), stage(run(7)), 'done'],
    ['as rolled back counts', stage(run(7)), stage({ state: 'rolled back', ...run(9) }), 'rolled back'],
  ])('%s', (_case, known, next, state) => {
    expect(withStage([known], next)).toMatchObject([{ state }]);
  });

  describe('by the run that its approval started', () => {
    const offer = { plan: '1-ab', head: 'c'.repeat(64), pullRequests: [5] };
    const waiting = stage({ state: 'waiting', offer, ...run(7) });
    const failed = stage({ state: 'failed', ...run(9) });

    test('has failed, and waits again when the run that made the plan makes another one', () => {
      const stages = withStage([waiting], failed, '1-ab');
      expect(stages).toMatchObject([{ state: 'failed' }]);
      expect(withStage(stages, { ...waiting, ...run(7, 2) })).toMatchObject([{ state: 'waiting', offer }]);
    });

    test('has failed, and waits again when a run that began before the approval has its plan', () => {
      const later = stage({ state: 'waiting', offer: { ...offer, plan: '1-cd' }, ...run(8) });
      expect(withStage(withStage([waiting], failed, '1-ab'), later)).toEqual([later]);
    });

    test('waits on where another plan has come meanwhile', () => {
      const other = stage({ state: 'waiting', offer: { ...offer, plan: '1-cd' }, ...run(8) });
      expect(withStage([other], failed, '1-ab')).toEqual([other]);
    });

    test('is deployed, whatever waits', () => {
      expect(withStage([waiting], stage(run(9)), '1-ab')).toMatchObject([{ state: 'done' }]);
    });
  });

  test('comes behind those that are known', () => {
    const stages = withStage([stage({ stage: 'reviewed' })], stage());
    expect(stages.map((one) => one.stage)).toEqual(['reviewed', 'staging']);
  });
});
