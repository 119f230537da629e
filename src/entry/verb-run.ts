import type { Clock, Environment, Progress } from '../core/ports.ts';
import type { Report } from '../core/report.ts';
import * as check from './setting-checks.ts';
import type { Inputs } from './settings.ts';

/** All that a verb needs besides its settings. */
export interface VerbContext {
  readonly env: Environment;
  readonly cwd: string;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** A verb with its settings read. */
export type RunVerb = (context: VerbContext) => Promise<Report>;

/** How the report of a verb is told. */
export interface PrintSettings {
  readonly failOn: 'error' | 'warning' | 'never';
  readonly format: 'text' | 'markdown' | 'json';
  readonly report: string | null;
  readonly color: boolean;
  readonly summary: boolean;
}

export function readPrintSettings(inputs: Inputs, env: Environment): PrintSettings {
  return {
    failOn: inputs.choice('fail-on', ['error', 'warning', 'never']),
    format: inputs.choice('format', ['text', 'markdown', 'json']),
    report: inputs.text('report', check.path),
    color: inputs.flag('color') && (env['NO_COLOR'] ?? '') === '',
    summary: inputs.flag('summary'),
  };
}
