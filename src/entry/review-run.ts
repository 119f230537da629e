import type { Clock, Environment, Progress, ProjectRequest } from '../core/ports.ts';
import type { Report } from '../core/report.ts';
import type { ReviewSettings } from './settings.ts';

/** All that a review needs besides its settings. */
export interface ReviewContext {
  readonly env: Environment;
  readonly cwd: string;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Takes work for after the report. */
  readonly afterwards: (work: () => Promise<void>) => void;
  /** Called when the server starts and there is time, for what will be needed later. */
  readonly meanwhile?: () => void;
  readonly pullRequest: ProjectRequest['pullRequest'];
}

/** Runs a review; a seam, so that both doors can be tried without a database. */
export type RunReview = (settings: ReviewSettings, context: ReviewContext) => Promise<Report>;
