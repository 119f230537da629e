import { encodeId, type FactBase } from '@supabase/pg-delta/core';
import { resolveProfile } from '@supabase/pg-delta/integrations';
import { type Action, type PlanOptions, plan } from '@supabase/pg-delta/plan';
import pg from 'pg';
import { messageOf, SluiceError } from '../core/errors.ts';
import { withoutByproducts } from './byproducts.ts';
import { withColumnGrants } from './column-grants.ts';
import { movePartitions } from './partitions.ts';
import { HANDLERS, PLATFORM_ROLES, PLATFORM_SCHEMAS } from './profile.ts';
import { withSearch } from './search-plan.ts';
import { withSettingLists } from './setting-lists.ts';
import type { CatalogSnapshot } from './snapshot.ts';
import { comparedFacts, isTakenBy, type ModelledPlan, staysFrom, unmodelledPlan } from './unmodelled-plan.ts';

/**
 * Statements that turn one schema into the other, in an order that PostgreSQL accepts; none where they are the same.
 * Both sides are already the managed view, so the policy is not handed in again.
 * Throws SluiceError `schema-unreadable` where pg-delta finds no way.
 */
export async function planStatements(from: CatalogSnapshot, to: CatalogSnapshot): Promise<string[]> {
  const modelled = from.view.rootHash === to.view.rootHash ? NOTHING : await modelledPlan(from, to);
  const compared = ({ unmodelled }: CatalogSnapshot) => comparedFacts(unmodelled, from.view, to.view);
  const unmodelled = unmodelledPlan(compared(from), compared(to), {
    stays: staysFrom(from.view, to.view),
    isTaken: isTakenBy(modelled),
  });
  return bodiesUnread([
    ...unmodelled.first,
    ...withSearch(modelled.statements, unmodelled.search),
    ...unmodelled.last,
  ]);
}

/**
 * A routine comes back as it was, though its body names what has been gone for long: PL/pgSQL and SQL are only held against the schema
 * where they are written.
 */
function bodiesUnread(statements: readonly string[]): string[] {
  const makes = statements.some((sql) => /^CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE) /u.test(sql));
  return makes ? ['SET check_function_bodies = off', ...statements] : [...statements];
}

const NOTHING: ModelledPlan = { statements: [], created: new Set() };

async function modelledPlan(from: CatalogSnapshot, to: CatalogSnapshot): Promise<ModelledPlan> {
  const partitions = movePartitions(from.view, to.view);
  try {
    const actions = await planActions(partitions.from, to.view);
    const statements = enumValuesFirst(schemaGrantsBeforeOwners(withoutNeedlessOwners(actions))).map(
      ({ sql }) => withSettingLists(sql),
    );
    return {
      statements: [...partitions.first, ...withColumnGrants(statements, to.view), ...partitions.last],
      created: createdIds(actions),
    };
  } catch (thrown) {
    throw new SluiceError('schema-unreadable', {
      message: `No statements could be found that lead from one schema to the other: ${messageOf(thrown)}`,
      remedy: 'Write the way back by hand: supabase/rollbacks/<version>_<name>.sql.',
      cause: thrown,
    });
  }
}

/** What pg-delta would do, an action a statement. */
export async function planActions(from: FactBase, to: FactBase): Promise<readonly Action[]> {
  return plan(withoutByproducts(from, to), withoutByproducts(to, from), await planOptions()).actions;
}

/** A default may name a value that is new; pg-delta does not know that it does. New values themselves need nothing but their type. */
function enumValuesFirst(actions: readonly Action[]): Action[] {
  const isNewValue = ({ transactionality }: Action) => transactionality === 'commitBoundaryAfter';
  return [...actions.filter(isNewValue), ...actions.filter((action) => !isNewValue(action))];
}

/**
 * Whoever gets an object needs to be let into its schema before; pg-delta does not know that. What postgres itself may do stays
 * where it is.
 */
function schemaGrantsBeforeOwners(actions: readonly Action[]): Action[] {
  const first = actions.findIndex(({ sql }) => / OWNER TO /u.test(sql));
  const madeLater = createdIds(actions.slice(Math.max(first, 0)));
  const isEarly = ({ sql, consumes }: Action, place: number): boolean =>
    place > first &&
    / ON SCHEMA .*(?:TO|FROM) (?!"postgres")/u.test(sql) &&
    !consumes.some((id) => ['schema', 'role'].includes(id.kind) && madeLater.has(encodeId(id)));
  if (first === -1) return [...actions];
  return [
    ...actions.slice(0, first),
    ...actions.filter(isEarly),
    ...actions.slice(first).filter((action, place) => !isEarly(action, first + place)),
  ];
}

function createdIds(actions: readonly Action[]): ReadonlySet<string> {
  const created = actions.filter(({ verb }) => verb === 'create');
  return new Set(created.flatMap(({ produces }) => produces.map((id) => encodeId(id))));
}

/** What migrations create belongs to postgres from the start, because they run as postgres. */
function withoutNeedlessOwners(actions: readonly Action[]): Action[] {
  const created = createdIds(actions);
  return actions.filter(
    ({ sql, consumes }) =>
      !/ OWNER TO "postgres"$/u.test(sql) || !consumes.some((id) => created.has(encodeId(id))),
  );
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
