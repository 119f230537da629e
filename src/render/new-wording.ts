import type { CreatedMigration } from '../core/new-migration.ts';
import { FILE_LIMIT, type Show } from './show.ts';

/** What the verdict line says after its sign where a migration was written. */
export function createdParts({ version, name }: CreatedMigration, show: Show): readonly string[] {
  return [`new migration ${show(`${version}_${name}`, FILE_LIMIT)}`];
}

/** What the reader should do next. */
export function createdAdvice({ rollback }: CreatedMigration): string {
  return `Write the statements into the file${rollback === null ? '' : ', and what undoes them into its rollback file where it cannot be computed'}. Then: sluice dev --watch, or sluice review.`;
}

/** The files, those that are there. */
export function createdFiles({ file, rollback }: CreatedMigration): readonly string[] {
  return rollback === null ? [file] : [file, rollback];
}
