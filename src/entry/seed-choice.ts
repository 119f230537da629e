import type { SeedChoice } from '../commands/seed-request.ts';
import * as check from './setting-checks.ts';
import type { Inputs } from './settings.ts';

/** The settings that `seed` and `deploy` share. */
export function readSeedChoice(inputs: Inputs): SeedChoice {
  return {
    when: inputs.choice('when', ['once', 'changed', 'always']),
    environment: inputs.text('environment', check.environmentName),
    allowProduction: inputs.flag('allow-production'),
  };
}
