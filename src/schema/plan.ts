import { resolveProfile } from '@supabase/pg-delta/integrations';
import { type PlanOptions, plan } from '@supabase/pg-delta/plan';
import pg from 'pg';
import { messageOf, SluiceError } from '../core/errors.ts';
import { HANDLERS, PLATFORM_ROLES, PLATFORM_SCHEMAS } from './profile.ts';
import type { CatalogSnapshot } from './snapshot.ts';
import { unmodelledPlan } from './unmodelled.ts';

/**
 * Statements that turn one schema into the other, in an order that PostgreSQL accepts. Both sides are already the
 * managed view, so the policy is not handed in again, only the names that it takes for granted.
 * Throws SluiceError `schema-unreadable` where pg-delta finds no way.
 */
export async function planStatements(from: CatalogSnapshot, to: CatalogSnapshot): Promise<string[]> {
  try {
    const { actions } = plan(from.view, to.view, await planOptions());
    return [...actions.map(({ sql }) => sql), ...unmodelledPlan(from.unmodelled, to.unmodelled)];
  } catch (thrown) {
    throw new SluiceError('schema-unreadable', {
      message: `No statements could be found that lead from one schema to the other: ${messageOf(thrown)}`,
      remedy: 'Write the way back by hand: supabase/rollbacks/<version>_<name>.sql.',
      cause: thrown,
    });
  }
}

async function planOptions(): Promise<PlanOptions> {
  // Without a policy the profile asks the database nothing; the pool is never connected.
  const pool = new pg.Pool({ max: 1 });
  const profile = await resolveProfile(pool, {
    id: 'supabase-extensions',
    handlers: HANDLERS,
  });
  const { intentRules } = profile.planOptions;
  return {
    assumedSchemas: [...PLATFORM_SCHEMAS],
    assumedRoles: [...PLATFORM_ROLES],
    ...(intentRules === undefined ? {} : { intentRules }),
  };
}
