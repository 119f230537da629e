import * as v from 'valibot';
import { messageOf, SluiceError } from '../core/errors.ts';

const report = v.object({
  project: v.string(),
  head: v.nullable(v.string()),
  migrations: v.array(v.object({ version: v.string(), file: v.string() })),
  plan: v.nullable(v.object({ digest: v.string() })),
  deployment: v.optional(
    v.object({
      outcome: v.picklist(['planned', 'nothing', 'refused', 'succeeded', 'failed']),
      applied: v.array(v.object({ version: v.string() })),
      pending: v.array(v.string()),
      verification: v.object({ status: v.string() }),
    }),
  ),
  findings: v.array(v.object({ level: v.string(), message: v.string() })),
  timings: v.array(v.object({ milliseconds: v.number() })),
});

/** What is told of a deployment from the report that an earlier step of the job has written. */
export type DeployReport = v.InferOutput<typeof report>;

/** Reads the JSON text of a report. Throws SluiceError `report-invalid`. */
export function parseDeployReport(text: string): DeployReport {
  try {
    return v.parse(report, JSON.parse(text));
  } catch (cause) {
    throw new SluiceError('report-invalid', {
      message: `The report is none of a deployment: ${messageOf(cause)}`,
      remedy: 'Write the output report-path of the step that deploys or plans as report.',
      cause,
    });
  }
}
