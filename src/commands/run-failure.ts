import type { LiveDatabase, RunEnd } from '../core/deploy-ports.ts';
import { findingOfError } from '../core/error-findings.ts';
import { messageOf, SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import type { Finding } from '../core/report.ts';

/** Why a run that has begun did not come to its end. `remedy` is for what nobody expected. */
export function failureOf(thrown: unknown, signal: AbortSignal, remedy: string): SluiceError {
  const reason: unknown = signal.aborted ? signal.reason : thrown;
  if (reason instanceof SluiceError) return reason;
  return new SluiceError('internal', {
    message: `Sluice stumbled over something it does not expect: ${messageOf(reason)}`,
    remedy,
    cause: reason,
  });
}

/** How a run tells that it stopped, where the error lies in none of its files. */
type StoppedCode = 'deploy-stopped' | 'rollback-stopped' | 'rollback-loses' | 'seed-stopped';

export function findingOfFailure(error: SluiceError, code: StoppedCode): Finding {
  return (
    findingOfError(error) ??
    finding(code, {
      file: error.location?.file ?? null,
      line: error.location?.line ?? null,
      message: `${error.message}${error.likelyCause === undefined ? '' : ` ${error.likelyCause}`}`,
      remedy: error.remedy,
    })
  );
}

/**
 * Writes the last row of the journal. That it could not be written must not hide what happened, so it is told as a finding; `what`
 * names the run in it.
 */
export async function finishRun(
  live: LiveDatabase,
  end: RunEnd,
  { code, what, remedy }: { readonly code: StoppedCode; readonly what: string; readonly remedy: string },
): Promise<Finding[]> {
  try {
    await live.finish(end);
    return [];
  } catch (thrown) {
    return [
      finding(code, {
        file: null,
        line: null,
        message: `How ${what} ended (${end.outcome}) could not be recorded: ${messageOf(thrown)}`,
        remedy,
      }),
    ];
  }
}
