import { newMigration } from '../commands/new.ts';
import type { NewSettings } from './new-settings.ts';
import type { RunVerb } from './verb-run.ts';

/** A new migration in the real checkout. */
export function runNew(settings: NewSettings): RunVerb {
  return async ({ cwd, clock, progress, signal }) => {
    const { createNewMigrationPort } = await import('../project/index.ts');
    return await newMigration(
      settings,
      { newMigration: createNewMigrationPort({ cwd, now: () => new Date() }) },
      { progress, signal, clock },
    );
  };
}
