import { describe, expect, test } from '@jest/globals';
import { judgeTypeChange, type TypeChange } from '../../../src/core/column-types.ts';

const CASES: Record<TypeChange, readonly [from: string, to: string][]> = {
  same: [
    ['integer', 'integer'],
    ['character varying(20)', 'character varying(20)'],
  ],
  widening: [
    ['smallint', 'integer'],
    ['integer', 'bigint'],
    ['bigint', 'numeric'],
    ['real', 'double precision'],
    ['character varying(10)', 'character varying(20)'],
    ['character varying(10)', 'character varying'],
    ['character varying', 'text'],
    ['text', 'character varying'],
    ['numeric(10,2)', 'numeric(12,2)'],
    ['numeric(10,2)', 'numeric(12,4)'],
    ['numeric(10,2)', 'numeric'],
    ['cidr', 'inet'],
    ['timestamp(3) with time zone', 'timestamp(6) with time zone'],
    ['timestamp(3) with time zone', 'timestamp with time zone'],
    ['integer', 'text'],
    ['jsonb', 'text'],
    ['public.mood', 'text'],
  ],
  narrowing: [
    ['bigint', 'integer'],
    ['numeric', 'integer'],
    ['bigint', 'numeric(5,0)'],
    ['double precision', 'real'],
    ['text', 'character varying(10)'],
    ['character varying(20)', 'character varying(10)'],
    ['character varying', 'character varying(10)'],
    ['numeric(12,2)', 'numeric(10,2)'],
    ['numeric(10,2)', 'numeric(10,4)'],
    ['numeric', 'numeric(10,2)'],
    ['timestamp with time zone', 'timestamp(0) with time zone'],
  ],
  'time-zone': [
    ['timestamp with time zone', 'timestamp without time zone'],
    ['timestamp without time zone', 'timestamp with time zone'],
  ],
  converting: [
    ['text', 'integer'],
    ['text', 'public.mood'],
    ['integer', 'boolean'],
    ['json', 'jsonb'],
    ['character(5)', 'integer'],
    ['integer[]', 'bigint[]'],
  ],
};

describe.each(Object.entries(CASES))('%s', (judgement, pairs) => {
  test.each(pairs)('%s → %s', (from, to) => {
    expect(judgeTypeChange(from, to)).toBe(judgement);
  });
});
