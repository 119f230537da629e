import type { NewRequest } from '../commands/new.ts';
import type { Environment } from '../core/ports.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';
import { type PrintSettings, readPrintSettings } from './verb-run.ts';

/** What `new` needs to know. */
export interface NewSettings extends NewRequest, PrintSettings {}

/** Reads the settings of `new`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseNewSettings(given: GivenInputs, env: Environment): NewSettings {
  const inputs = new Inputs('new', given, env, 'cli');
  const settings: NewSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    name: inputs.required('name', check.migrationName, 'sluice new <name>, as in sluice new add_orders'),
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}
