import type { AuthoredRollback } from '../core/migration.ts';
import type { CutMigration } from '../core/ports.ts';

/** Migrations that are undone together: one with an authored rollback, or several whose way back is computed in one. */
export interface Stretch {
  readonly migrations: readonly CutMigration[];
  readonly authored: AuthoredRollback | null;
  /** The version of its last migration. */
  readonly last: string;
}

/** Cuts the head's migrations into the stretches of the way back, in the order of the way up. */
export function stretchesOf(
  head: readonly CutMigration[],
  rollbacks: readonly AuthoredRollback[],
): Stretch[] {
  const stretches: Stretch[] = [];
  for (const cut of head) {
    const authored = rollbacks.find(({ version }) => version === cut.migration.version) ?? null;
    const previous = stretches.at(-1);
    if (authored === null && previous !== undefined && previous.authored === null) {
      stretches[stretches.length - 1] = {
        migrations: [...previous.migrations, cut],
        authored: null,
        last: cut.migration.version,
      };
    } else stretches.push({ migrations: [cut], authored, last: cut.migration.version });
  }
  return stretches;
}
