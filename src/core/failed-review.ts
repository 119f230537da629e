import type { SluiceError } from './errors.ts';
import { REPORT_SCHEMA, type Report } from './report.ts';

/** The report of a review that could not run: it knows nothing of the migrations, and says why. */
export function failedReview(error: SluiceError, project: string): Report {
  const cause = error.likelyCause === undefined ? '' : ` ${error.likelyCause}`;
  return {
    schema: REPORT_SCHEMA,
    command: 'review',
    verdict: 'blocked',
    project,
    migrations: [],
    changes: [],
    findings: [
      {
        code: error.code,
        level: 'error',
        file: error.location?.file ?? null,
        line: error.location?.line ?? null,
        message: `This review could not run: ${error.message}${cause}`,
        remedy: error.remedy,
        ...(error.sqlState === undefined ? {} : { sqlState: error.sqlState }),
      },
    ],
    reversal: null,
    plan: null,
    head: null,
    base: { ref: null, version: null },
    engine: null,
    diagram: null,
    differenceSql: '',
    timings: [],
  };
}

/** Whether a report is that of a review that could not run: every other one names its head. */
export function couldNotRun({ command, verdict, head }: Report): boolean {
  return command === 'review' && verdict === 'blocked' && head === null;
}
