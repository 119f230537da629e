import type { SeedDatabaseRequest } from '../commands/seed-request.ts';
import type { Environment } from '../core/ports.ts';
import type { Door } from '../manifest.ts';
import { readSource } from './deploy-settings.ts';
import { readSeedChoice } from './seed-choice.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';
import { type PrintSettings, readPrintSettings } from './verb-run.ts';

/** What `seed` needs to know, whichever door it came through. */
export interface SeedSettings extends Omit<SeedDatabaseRequest, 'origin'>, PrintSettings {}

/** Reads the settings of `seed`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseSeedSettings(given: GivenInputs, env: Environment, door: Door): SeedSettings {
  const inputs = new Inputs('seed', given, env, door);
  const time = (name: 'lock-wait' | 'lock-timeout' | 'statement-timeout'): number | null =>
    check.milliseconds(inputs.text(name, check.time) ?? '');
  const settings: SeedSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    source: readSource(inputs),
    plan: inputs.flag('plan'),
    lockWait: time('lock-wait') ?? 60_000,
    limits: {
      lockTimeout: time('lock-timeout') ?? 5_000,
      statementTimeout: time('statement-timeout'),
      lockRetries: Number(inputs.text('lock-retries', check.count) ?? '10'),
    },
    ...readSeedChoice(inputs),
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}
