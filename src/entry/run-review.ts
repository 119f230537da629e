import { SluiceError } from '../core/errors.ts';
import type { RunReview } from './review-run.ts';

/** The review on the real rooms. */
export const runReview: RunReview = async () => {
  throw new SluiceError('engine-unsupported', {
    message: 'The review is being built.',
    remedy: 'Come back soon.',
  });
};
