/** Which run wrote a comment. Run numbers of GitHub grow with time; the attempt counts the re-runs of one run. */
export interface RunStamp {
  readonly runId: number;
  readonly attempt: number;
}

/** The hidden last line of a comment. It comes after what the comment's digest covers. */
export function stampLine({ runId, attempt }: RunStamp): string {
  return `<!-- sluice:by run:${runId} attempt:${attempt} -->`;
}

/** The stamp of a comment body; null where there is none. */
export function readStamp(body: string): RunStamp | null {
  const match = /<!-- sluice:by run:([0-9]{1,15}) attempt:([0-9]{1,9}) -->\s*$/u.exec(body);
  const [, runId, attempt] = match ?? [];
  return runId === undefined || attempt === undefined
    ? null
    : { runId: Number(runId), attempt: Number(attempt) };
}

/** Whether the left run began after the right one. */
export function isNewer(left: RunStamp, right: RunStamp): boolean {
  return left.runId === right.runId ? left.attempt > right.attempt : left.runId > right.runId;
}
