import type { RepairRequest } from '../commands/repair-request.ts';
import type { Environment } from '../core/ports.ts';
import type { Door } from '../manifest.ts';
import { readSource } from './deploy-settings.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';
import { type PrintSettings, readPrintSettings } from './verb-run.ts';

/** What `repair` needs to know, whichever door it came through. */
export interface RepairSettings extends Omit<RepairRequest, 'origin'>, PrintSettings {}

/** Reads the settings of `repair`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseRepairSettings(given: GivenInputs, env: Environment, door: Door): RepairSettings {
  const inputs = new Inputs('repair', given, env, door);
  const engine = inputs.choice('engine', ['auto', 'embedded', 'supabase', 'url']);
  const shadowUrl = inputs.text('shadow-url', check.databaseUrl);
  if (engine === 'url' && shadowUrl === null && inputs.isSound('shadow-url')) {
    inputs.refuse(
      'shadow-url',
      `is needed when ${inputs.label('engine')} is url`,
      `write ${inputs.label('shadow-url')} env:NAME with the variable that holds postgresql://user:password@host:5432/postgres`,
    );
  }
  const settings: RepairSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    source: readSource(inputs),
    apply: inputs.flag('apply'),
    lockWait: check.milliseconds(inputs.text('lock-wait', check.time) ?? '60s') ?? 60_000,
    engine,
    shadowUrl,
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}
