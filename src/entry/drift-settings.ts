import type { DriftRequest } from '../commands/drift-request.ts';
import type { Environment } from '../core/ports.ts';
import type { Door } from '../manifest.ts';
import { readSource } from './deploy-settings.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';
import { type PrintSettings, readPrintSettings } from './verb-run.ts';

/** What `drift` needs to know, whichever door it came through. */
export interface DriftSettings extends Omit<DriftRequest, 'origin'>, PrintSettings {
  readonly issue: boolean;
  readonly githubToken: string | null;
}

/** Reads the settings of `drift`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseDriftSettings(given: GivenInputs, env: Environment, door: Door): DriftSettings {
  const inputs = new Inputs('drift', given, env, door);
  const engine = inputs.choice('engine', ['auto', 'embedded', 'supabase', 'url']);
  const shadowUrl = inputs.text('shadow-url', check.databaseUrl);
  if (engine === 'url' && shadowUrl === null && inputs.isSound('shadow-url')) {
    inputs.refuse(
      'shadow-url',
      `is needed when ${inputs.label('engine')} is url`,
      `write ${inputs.label('shadow-url')} env:NAME with the variable that holds postgresql://user:password@host:5432/postgres`,
    );
  }
  const against = inputs.choice('against', ['record', 'repo']);
  const writeMigration = inputs.text('write-migration', check.migrationName);
  const record = inputs.flag('record');
  if (record && writeMigration !== null) {
    inputs.refuse(
      'record',
      `cannot be combined with ${inputs.label('write-migration')}`,
      'record the drift as it is, or take it into the repository',
    );
  }
  const maxWait = check.milliseconds(inputs.text('max-wait', check.time) ?? '72h') ?? 0;
  const settings: DriftSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    source: readSource(inputs),
    environment: inputs.text('environment', check.environmentName) ?? 'database',
    against,
    writeMigration,
    record,
    waitLimit: maxWait === 0 ? null : maxWait,
    lockWait: check.milliseconds(inputs.text('lock-wait', check.time) ?? '60s') ?? 60_000,
    engine,
    shadowUrl,
    // The command line has no such input.
    issue: door === 'action' && inputs.flag('issue'),
    githubToken: inputs.text('github-token', check.token),
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}
