import { encodeId, type FactBase, type StableId } from '@supabase/pg-delta/core';
import { relationOf, type UnmodelledFact, type UnmodelledFacts } from './unmodelled.ts';

/** What to run before and after pg-delta's plan: what goes lets go of other objects first, what comes needs them to be there. */
export interface UnmodelledPlan {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/** In the order in which they build on each other; settings stand behind all of them. */
const KINDS = ['statistics', 'operator', 'cast', 'text search dictionary', 'text search configuration'];

/** Statements from one state to the other. `stays`: whether what a setting is of is there afterwards. */
export function unmodelledPlan(
  from: UnmodelledFacts,
  to: UnmodelledFacts,
  stays: (setting: UnmodelledFact) => boolean = () => true,
): UnmodelledPlan {
  const leaving = differing(from, to);
  const coming = differing(to, from);
  const made = new Set(coming.filter(({ part }) => part === null).map(objectOf));
  const goes = new Set(leaving.filter(({ part }) => part === null).map(objectOf));
  // A setting that gets another value needs no reset, and what is dropped takes its own along.
  const reset = leaving.filter(
    (fact) => fact.part !== null && !coming.some((other) => isSame(fact, other)) && !goes.has(objectOf(fact)),
  );
  const set = [...to.values()].filter(
    (fact) => fact.part !== null && (coming.includes(fact) || made.has(objectOf(fact))),
  );
  return {
    first: [
      ...reset.filter(stays).flatMap(({ dropSql }) => dropSql),
      ...leaving
        .filter(({ part }) => part === null)
        .toReversed()
        .flatMap(({ dropSql }) => dropSql),
    ],
    last: [
      ...coming.filter(({ part }) => part === null).flatMap(({ createSql }) => createSql),
      ...set.flatMap(({ createSql }) => createSql),
    ],
  };
}

/** Whether what a setting is of is part of a schema: a column or relation by its name; of other objects nothing is known. */
export function isSettingOf(facts: FactBase): (setting: UnmodelledFact) => boolean {
  const known = new Set(facts.facts().map(({ id }) => encodeId(id)));
  const has = (id: StableId): boolean => known.has(encodeId(id));
  return (fact) => {
    const { schema, name } = fact;
    const relation = relationOf(fact);
    if (schema === null || relation === null) return true;
    const isColumn = fact.kind === 'column' && has({ kind: 'column', schema, table: relation, name });
    // Columns of views are no facts.
    const kinds = fact.kind === 'column' ? VIEWS : RELATIONS;
    return isColumn || kinds.some((kind) => has({ kind, schema, name: relation }));
  };
}

const VIEWS = ['materializedView', 'view'] as const;
const RELATIONS = ['table', 'foreignTable', ...VIEWS] as const;

function differing(facts: UnmodelledFacts, others: UnmodelledFacts): UnmodelledFact[] {
  return [...facts]
    .filter(([key, { definition }]) => others.get(key)?.definition !== definition)
    .map(([, fact]) => fact)
    .sort((left, right) => KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind));
}

function isSame(one: UnmodelledFact, other: UnmodelledFact): boolean {
  return one.part === other.part && objectOf(one) === objectOf(other);
}

function objectOf({ kind, schema, table, name }: UnmodelledFact): string {
  return JSON.stringify([kind, schema, table, name]);
}
