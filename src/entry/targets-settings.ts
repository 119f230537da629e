import type { Environment } from '../core/ports.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';

/** What `targets` needs to know. */
export interface TargetsSettings {
  readonly targets: string;
  /** A folder of downloaded reports of plans; null where none were made. */
  readonly report: string | null;
  readonly allowUnprotected: boolean;
  readonly githubToken: string;
}

/** What `targets-summary` needs to know. */
export interface TargetsSummarySettings {
  readonly targets: string;
  /** A folder of downloaded artifacts. */
  readonly report: string;
  readonly summary: boolean;
}

/** Reads the settings of `targets`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseTargetsSettings(given: GivenInputs, env: Environment): TargetsSettings {
  const inputs = new Inputs('targets', given, env, 'action');
  const settings: TargetsSettings = {
    targets: inputs.required('targets', check.path, 'the file of targets'),
    report: inputs.text('report', check.path),
    allowUnprotected: inputs.flag('allow-unprotected'),
    githubToken: inputs.required('github-token', check.token, 'a token of the job'),
  };
  // The last deployment would be another one for a database that an earlier run has rolled back.
  inputs.text('to', check.version);
  inputs.throwProblems();
  return settings;
}

/** Reads the settings of `targets-summary`. Throws like parseTargetsSettings. */
export function parseTargetsSummarySettings(given: GivenInputs, env: Environment): TargetsSummarySettings {
  const inputs = new Inputs('targets-summary', given, env, 'action');
  const settings: TargetsSummarySettings = {
    targets: inputs.required('targets', check.path, 'the file of targets'),
    report: inputs.required('report', check.path, 'the folder that the reports were downloaded to'),
    summary: inputs.flag('summary'),
  };
  inputs.throwProblems();
  return settings;
}
