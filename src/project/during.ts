import type { Progress } from '../core/ports.ts';

/** Shows a step for as long as the work goes on, also where it fails. */
export async function during<Result>(
  progress: Progress,
  title: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const done = progress.step(title);
  try {
    return await work();
  } finally {
    done();
  }
}
