import { encodeId, type FactBase } from '@supabase/pg-delta/core';
import { TABLE_KINDS } from './objects.ts';
import { quoted } from './rename-sql.ts';
import { isSearch, type SearchPlan, searchPlan } from './search-plan.ts';
import { relationOf, type UnmodelledFact, type UnmodelledFacts } from './unmodelled.ts';

/** What to run before and after pg-delta's plan: what goes lets go of other objects first, what comes needs them to be there. */
export interface UnmodelledPlan {
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly search: Pick<SearchPlan, 'coming' | 'leaving'>;
}

/** In the order in which they build on each other; settings stand behind all of them. */
const KINDS = ['statistics', 'operator', 'cast', 'text search dictionary', 'text search configuration'];

/** What pg-delta's part of a plan does. */
export interface ModelledPlan {
  readonly statements: readonly string[];
  /** Encoded ids of what it makes, anew or for the first time. */
  readonly created: ReadonlySet<string>;
}

/** What becomes of settings meanwhile. */
interface Fate {
  /** Whether what a setting is of is there afterwards. */
  readonly stays: (setting: UnmodelledFact) => boolean;
  /** Whether pg-delta's plan takes it away without meaning to. */
  readonly isTaken: (setting: UnmodelledFact) => boolean;
}

/** Statements from one state to the other. */
export function unmodelledPlan(
  from: UnmodelledFacts,
  to: UnmodelledFacts,
  { stays, isTaken }: Fate = { stays: () => true, isTaken: () => false },
): UnmodelledPlan {
  const leaving = differing(from, to);
  const coming = differing(to, from);
  const made = new Set(coming.filter(({ part }) => part === null).map(objectOf));
  const goes = new Set(leaving.filter(({ part }) => part === null).map(objectOf));
  // A setting that gets another value needs no reset, and what is dropped takes its own along.
  const reset = leaving.filter(
    (fact) => fact.part !== null && !coming.some((other) => isSame(fact, other)) && !goes.has(objectOf(fact)),
  );
  const settled = new Set([...to.values()].map(objectOf));
  const set = [...to.values()].filter(
    (fact) => fact.part !== null && (coming.includes(fact) || made.has(objectOf(fact)) || isTaken(fact)),
  );
  const going = leaving.filter(({ part }) => part === null).toReversed();
  const arriving = coming.filter(({ part }) => part === null);
  const search = searchPlan(going.filter(isSearch), arriving.filter(isSearch));
  const isOther = (fact: UnmodelledFact) => !isSearch(fact);
  return {
    first: [
      ...reset.filter((fact) => settled.has(objectOf(fact)) || stays(fact)).flatMap(({ dropSql }) => dropSql),
      ...search.dropped,
      ...going.filter(isOther).flatMap(({ dropSql }) => dropSql),
    ],
    last: [
      ...arriving.filter(isOther).flatMap(({ createSql }) => createSql),
      ...search.remade,
      ...set.flatMap(({ createSql }) => createSql),
    ],
    search,
  };
}

/**
 * Whether what a setting is of stays: a column or relation by its name; of other objects nothing is known. Columns of views, and
 * those that a table has from another one, are no facts.
 */
export function staysFrom(from: FactBase, to: FactBase): (setting: UnmodelledFact) => boolean {
  return (fact) => {
    const { schema, name } = fact;
    const relation = relationOf(fact);
    if (schema === null || relation === null) return true;
    const id = { kind: 'column', schema, table: relation, name } as const;
    if (fact.kind === 'column' && from.has(id) && !to.has(id)) return false;
    return TABLE_KINDS.some((kind) => to.has({ kind, schema, name: relation }));
  };
}

/** What pg-delta models of columns that are facts. */
const MODELLED = /^(?:comment|default|not null|grant to .*)$/su;

/**
 * The facts without what one of two schemas tells of a column and pg-delta tells of the other: a partition that is attached or
 * detached has the same columns, and they are its own or those of its parent.
 */
export function comparedFacts(facts: UnmodelledFacts, one: FactBase, other: FactBase): UnmodelledFacts {
  const isKept = ({ kind, schema, table, name, part }: UnmodelledFact): boolean => {
    if (kind !== 'column' || schema === null || table === null || !MODELLED.test(part ?? '')) return true;
    const id = { kind, schema, table, name } as const;
    return one.has(id) === other.has(id);
  };
  return new Map([...facts].filter(([, fact]) => isKept(fact)));
}

/**
 * Whether a plan makes the relation or the column anew that a setting is of, and so without it; or takes the grants on columns away
 * with those on their relation.
 */
export function isTakenBy({ statements, created }: ModelledPlan): (setting: UnmodelledFact) => boolean {
  return (fact) => {
    const { schema, name, part } = fact;
    const relation = relationOf(fact);
    if (schema === null || relation === null) return false;
    const place = `ON TABLE ${quoted(schema)}.${quoted(relation)} FROM `;
    return (
      created.has(encodeId({ kind: 'column', schema, table: relation, name })) ||
      TABLE_KINDS.some((kind) => created.has(encodeId({ kind, schema, name: relation }))) ||
      (part?.startsWith('grant to ') === true &&
        statements.some((sql) => sql.startsWith(`REVOKE ALL ${place}`)))
    );
  };
}

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
