import type { Migration } from '../core/migration.ts';
import type { CutMigration, ObjectDifference, Snapshot } from '../core/ports.ts';
import { schemaOf } from './deploy-expectation.ts';
import type { ShadowChoice } from './open-shadow.ts';
import type { PlanInput } from './plan-input.ts';

interface ApartInput extends Pick<PlanInput, 'comparison' | 'ports' | 'context' | 'watch'> {
  readonly request: ShadowChoice;
}

/** Where a live schema is not what migrations lead to on an empty project; null where that could not be found out. */
export async function apartFromMigrations(
  { ports, comparison, request, context, watch }: ApartInput,
  migrations: readonly Migration[],
  live: Snapshot,
): Promise<readonly ObjectDifference[] | null> {
  const cuts: CutMigration[] = [];
  for (const migration of migrations) {
    const cut = await ports.parser.cut(migration.sql);
    if (!cut.ok) return null;
    cuts.push({ migration, statements: cut.statements });
  }
  const replayed = await schemaOf(cuts, comparison.config, request, ports, context, watch);
  if (!replayed.ok) return null;
  return ports.drift.compare(replayed.expectation.end, { snapshot: live, unseen: [] }).differences;
}
