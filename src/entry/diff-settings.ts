import type { DiffRequest } from '../commands/diff.ts';
import type { LiveSource } from '../core/deploy-ports.ts';
import type { Environment } from '../core/ports.ts';
import { readSource } from './deploy-settings.ts';
import * as check from './setting-checks.ts';
import { type GivenInputs, Inputs } from './settings.ts';
import { type PrintSettings, readPrintSettings } from './verb-run.ts';

/** What `diff` needs to know. */
export interface DiffSettings extends Omit<DiffRequest, 'origin' | 'source'>, PrintSettings {
  /** Null: the local database of the project. */
  readonly source: LiveSource | null;
}

/** Reads the settings of `diff`. Throws SluiceError `settings-invalid` that names every setting that cannot be used. */
export function parseDiffSettings(given: GivenInputs, env: Environment): DiffSettings {
  const inputs = new Inputs('diff', given, env, 'cli');
  const writeMigration = inputs.text('write-migration', check.migrationName);
  const markApplied = inputs.isGiven('mark-applied') && inputs.flag('mark-applied');
  if (markApplied && !inputs.isGiven('write-migration')) {
    inputs.refuse('mark-applied', 'needs a migration that is written', 'add --write-migration <name>');
  }
  // A URL that only a variable holds is that of a live database: nobody who says nothing means that one.
  const isGiven = inputs.isGiven('db-url') || inputs.isGiven('project-ref');
  const settings: DiffSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    source: isGiven ? readSource(inputs) : null,
    writeMigration,
    markApplied,
    engine: 'auto',
    shadowUrl: null,
    ...readPrintSettings(inputs, env),
  };
  inputs.throwProblems();
  return settings;
}
