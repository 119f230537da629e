/** How much of a report is shown. */
export interface Detail {
  readonly timings: boolean;
  readonly differenceSql: boolean;
  readonly reversalSql: boolean;
  readonly diagram: boolean;
  readonly notes: boolean;
  /** `hazards`: only groups in which something carries a hazard. */
  readonly changes: 'all' | 'hazards';
  readonly changeLimit: number;
  readonly findingLimit: number;
}

export const FULL_DETAIL: Detail = {
  timings: true,
  differenceSql: true,
  reversalSql: true,
  diagram: true,
  notes: true,
  changes: 'all',
  changeLimit: Number.POSITIVE_INFINITY,
  findingLimit: Number.POSITIVE_INFINITY,
};

/** What is left out, step by step, until a report fits: what a reader misses least goes first. */
export const REDUCTIONS: readonly Detail[] = steps([
  {},
  { timings: false },
  { differenceSql: false },
  { reversalSql: false },
  { diagram: false },
  { notes: false },
  { changes: 'hazards' },
  { changeLimit: 80 },
  { findingLimit: 40 },
  { changeLimit: 30 },
  { findingLimit: 12 },
  { changeLimit: 10 },
  { findingLimit: 4 },
  { changeLimit: 0, findingLimit: 1 },
  { findingLimit: 0 },
]);

function steps(changes: readonly Partial<Detail>[]): readonly Detail[] {
  let detail = FULL_DETAIL;
  return changes.map((change) => {
    detail = { ...detail, ...change };
    return detail;
  });
}
