/** How much of a report is shown. */
export interface Detail {
  readonly differenceSql: boolean;
  readonly reversalSql: boolean;
  readonly diagram: boolean;
  readonly notes: boolean;
  /** `hazards`: only what carries a hazard. */
  readonly changes: 'all' | 'hazards';
  /** Most rows of the table of changes. */
  readonly changeRows: number;
  readonly findings: number;
  /** Most entries of every list: migrations, reasons, objects, stand-ins. */
  readonly entries: number;
}

export const FULL_DETAIL: Detail = {
  differenceSql: true,
  reversalSql: true,
  diagram: true,
  notes: true,
  changes: 'all',
  changeRows: Number.POSITIVE_INFINITY,
  findings: Number.POSITIVE_INFINITY,
  entries: 30,
};

/** What is left out, step by step, until a report fits: what a reader misses least goes first. */
export const REDUCTIONS: readonly Detail[] = steps([
  {},
  { differenceSql: false },
  { reversalSql: false },
  { diagram: false },
  { notes: false },
  { changes: 'hazards' },
  { changeRows: 80 },
  { findings: 40 },
  { changeRows: 30, entries: 10 },
  { findings: 12 },
  { changeRows: 10, entries: 3 },
  { findings: 4 },
  { changeRows: 0, findings: 1, entries: 1 },
  { findings: 0 },
]);

function steps(changes: readonly Partial<Detail>[]): readonly Detail[] {
  let detail = FULL_DETAIL;
  return changes.map((change) => {
    detail = { ...detail, ...change };
    return detail;
  });
}
