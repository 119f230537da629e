import type { BackupRequest } from '../commands/backup.ts';
import type { RestoreRequest } from '../commands/restore.ts';
import type { Environment } from '../core/ports.ts';
import type { Door } from '../manifest.ts';
import { readSource } from './deploy-settings.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';
import { type PrintSettings, readPrintSettings } from './verb-run.ts';

/** What `backup` needs to know, whichever door it came through. */
export interface BackupSettings extends Omit<BackupRequest, 'origin'>, PrintSettings {}

/** What `restore` needs to know, whichever door it came through. */
export interface RestoreSettings extends RestoreRequest, PrintSettings {}

/** Reads the settings of `backup`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseBackupSettings(given: GivenInputs, env: Environment, door: Door): BackupSettings {
  const inputs = new Inputs('backup', given, env, door);
  const settings: BackupSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    source: readSource(inputs),
    folder: inputs.required('out', check.path, 'the folder to make'),
    way: inputs.choice('way', ['auto', 'pg_dump', 'supabase', 'copy']),
    passphrase: inputs.text('passphrase', check.passphrase),
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}

/** Reads the settings of `restore`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseRestoreSettings(given: GivenInputs, env: Environment, door: Door): RestoreSettings {
  const inputs = new Inputs('restore', given, env, door);
  const settings: RestoreSettings = {
    source: readSource(inputs),
    from: inputs.required('from', check.path, 'the folder of the backup'),
    passphrase: inputs.text('passphrase', check.passphrase),
    lockWait: check.milliseconds(inputs.text('lock-wait', check.time) ?? '60s') ?? 60_000,
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}
