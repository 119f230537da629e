import { SluiceError } from '../core/errors.ts';

/** The part of a stream that is needed to hear that nothing can be written to it. */
export interface FailingStream {
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/**
 * Calls `fail` when data cannot be written to standard output (a full disk): a report that got lost must not look like
 * one that was printed. A reader that closes the pipe early (`sluice review | head`) has seen enough: no failure.
 */
export function onUnwritable(stream: FailingStream, fail: (error: SluiceError) => void): void {
  stream.on('error', (error) => {
    if (error.code === 'EPIPE') return;
    fail(
      new SluiceError('output-failed', {
        message: `Standard output could not be written: ${error.message}`,
        remedy: 'Make room where it is redirected to, or write the report elsewhere with --report FILE.',
        cause: error,
      }),
    );
  });
}
