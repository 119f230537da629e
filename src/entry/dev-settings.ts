import type { DevRequest } from '../commands/dev-request.ts';
import type { Environment } from '../core/ports.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';
import { type PrintSettings, readPrintSettings } from './verb-run.ts';

/** What `dev` needs to know. */
export interface DevSettings extends Omit<DevRequest, 'origin' | 'project'>, PrintSettings {
  /** Go on and apply migrations as they are saved. */
  readonly watch: boolean;
}

const TASKS = ['start', 'stop', 'reset', 'url', 'status'] as const;

/** Reads the settings of `dev`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseDevSettings(given: GivenInputs, env: Environment): DevSettings {
  const inputs = new Inputs('dev', given, env, 'cli');
  const task = inputs.choice('task', TASKS);
  const port = inputs.text('port', check.port);
  const watch = inputs.isGiven('watch') && inputs.flag('watch');
  const writeEnv = inputs.isGiven('write-env') && inputs.flag('write-env');
  for (const [name, isGiven] of [
    ['port', port !== null],
    ['write-env', writeEnv],
  ] as const) {
    if (isGiven && task !== 'start' && task !== 'reset') {
      inputs.refuse(name, `says nothing to dev ${task}`, 'use it with sluice dev start, or leave it out');
    }
  }
  if (watch && task !== 'start') {
    inputs.refuse('watch', `cannot be combined with ${task}`, 'write sluice dev --watch');
  }
  if (watch && inputs.isGiven('format') && inputs.choice('format', ['text', 'markdown', 'json']) !== 'text') {
    inputs.refuse('format', 'must be text with --watch', 'leave it out');
  }
  const settings: DevSettings = {
    task,
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    port: port === null ? null : Number(port),
    writeEnv,
    watch,
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}
