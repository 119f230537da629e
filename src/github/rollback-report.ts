import * as v from 'valibot';
import { messageOf, SluiceError } from '../core/errors.ts';

const version = v.pipe(v.string(), v.regex(/^[0-9]{1,40}$/u));

const report = v.object({
  command: v.literal('rollback'),
  project: v.pipe(v.string(), v.maxLength(1_000)),
  plan: v.nullable(v.object({ digest: v.string() })),
  rollback: v.object({
    mode: v.picklist(['rollback', 'undo', 'resume-deploys']),
    outcome: v.picklist(['planned', 'nothing', 'refused', 'succeeded', 'failed']),
    run: v.nullable(v.string()),
    from: v.nullable(v.string()),
    to: v.nullable(v.string()),
    reason: v.nullable(v.string()),
    versions: v.array(version),
    verification: v.object({ status: v.string() }),
    steps: v.array(
      v.object({
        versions: v.array(version),
        source: v.picklist(['authored', 'computed', 'recorded']),
        file: v.nullable(v.string()),
        sql: v.string(),
        losses: v.array(v.object({ object: v.string(), rows: v.number(), allowed: v.boolean() })),
      }),
    ),
  }),
  findings: v.array(v.object({ level: v.string(), message: v.string() })),
  timings: v.array(v.object({ milliseconds: v.number() })),
});

/** What a pull request must know of a rollback, from the report that an earlier job has written. */
export type RollbackTold = v.InferOutput<typeof report>;

/** Reads the JSON text of a report. Throws SluiceError `report-invalid`. */
export function parseRollbackReport(text: string): RollbackTold {
  try {
    return v.parse(report, JSON.parse(text));
  } catch (cause) {
    throw new SluiceError('report-invalid', {
      message: `The report is none of a rollback: ${messageOf(cause)}`,
      remedy: 'Write the output report-path of the step that rolls back as report.',
      cause,
    });
  }
}
