import type { ClientBase } from 'pg';
import type { ObjectDifference } from '../core/ports.ts';
import { TABLE_KINDS } from './objects.ts';
import { phrase } from './phrases.ts';
import { JOBS_READABLE_SQL, NAMELESS_JOBS_SQL, unmodelledSql } from './unmodelled-sql.ts';

/** An object or setting that pg-delta does not model, read so that a change of it is seen and undone. */
export interface UnmodelledFact {
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  /** The setting or comment of the object that this is about; null where it is the object itself. */
  readonly part: string | null;
  readonly definition: string;
  /** Statements that make or set it; none where nobody but a superuser could. */
  readonly createSql: readonly string[];
  /** Statements that remove it, or set what is there by itself. */
  readonly dropSql: readonly string[];
}

export type UnmodelledFacts = ReadonlyMap<string, UnmodelledFact>;

interface UnmodelledRow {
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  readonly part: string | null;
  readonly definition: string | null;
  readonly create_sql: readonly string[] | null;
  readonly drop_sql: readonly string[] | null;
}

const UNMODELLED_SQL = unmodelledSql(false);
const NARROWED_SQL = unmodelledSql(true);

export async function readUnmodelled(client: ClientBase, ownSchema: string): Promise<UnmodelledFacts> {
  const { rows } = await client.query<UnmodelledRow>({
    name: 'sluice-unmodelled',
    text: UNMODELLED_SQL,
    values: [ownSchema],
  });
  return factsOf([...rows, ...(await readNamelessJobs(client))]);
}

async function readNamelessJobs(client: ClientBase): Promise<readonly UnmodelledRow[]> {
  const { rows: answers } = await client.query<{ readable: boolean }>(JOBS_READABLE_SQL);
  if (answers[0]?.readable !== true) return [];
  return (await client.query<UnmodelledRow>(NAMELESS_JOBS_SQL)).rows;
}

/** A relation that was read before, by the name that it had. */
export interface FormerRelation {
  readonly schema: string | null;
  readonly name: string;
}

/**
 * The facts of now, known those of before: settings are only read of `relations` (by their identifiers); `former` are those that
 * are not what they were.
 */
export async function readUnmodelledAgain(
  client: ClientBase,
  ownSchema: string,
  before: UnmodelledFacts,
  relations: readonly string[],
  former: readonly FormerRelation[],
): Promise<UnmodelledFacts> {
  const { rows } = await client.query<UnmodelledRow>({
    name: 'sluice-narrowed-unmodelled',
    text: NARROWED_SQL,
    values: [ownSchema, [...relations]],
  });
  const changed = new Set(former.map(({ schema, name }) => JSON.stringify([schema, name])));
  const kept = [...before].filter(([, fact]) => {
    const relation = relationOf(fact);
    return relation !== null && !changed.has(JSON.stringify([fact.schema, relation]));
  });
  return new Map([...kept, ...factsOf([...rows, ...(await readNamelessJobs(client))])]);
}

/** The name of the relation that a fact is a setting of, itself, a column or a trigger of it; null where it is of none. */
export function relationOf({ kind, table, name, part }: UnmodelledFact): string | null {
  if (part === null) return null;
  if (kind === 'column' || kind === 'trigger') return table;
  return RELATIONS.has(kind) ? name : null;
}

const RELATIONS: ReadonlySet<string> = new Set(TABLE_KINDS);

function factsOf(rows: readonly UnmodelledRow[]): UnmodelledFacts {
  return new Map(
    rows.map(({ create_sql: createSql, drop_sql: dropSql, definition, ...address }) => [
      JSON.stringify([address.kind, address.schema, address.table, address.name, address.part]),
      { ...address, definition: definition ?? '', createSql: createSql ?? [], dropSql: dropSql ?? [] },
    ]),
  );
}

/** Differences of what pg-delta does not model. */
export function unmodelledDifferences(before: UnmodelledFacts, after: UnmodelledFacts): ObjectDifference[] {
  const differences: ObjectDifference[] = [];
  for (const [key, fact] of after) {
    const was = before.get(key);
    if (was === undefined) differences.push(difference('create', fact, fact.definition));
    else if (was.definition !== fact.definition) {
      differences.push(difference('alter', fact, `${was.definition} → ${fact.definition}`));
    }
  }
  for (const [key, fact] of before)
    if (!after.has(key)) differences.push(difference('drop', fact, fact.definition));
  return differences;
}

const PART_WORDS = { create: 'set ', alter: '', drop: 'reset ', rename: '' } as const;

function difference(verb: ObjectDifference['verb'], fact: UnmodelledFact, detail: string): ObjectDifference {
  const { kind, schema, table, name, part } = fact;
  return {
    verb: part === null ? verb : 'alter',
    kind,
    schema,
    table,
    name,
    from: null,
    details: [part === null ? detail : `${PART_WORDS[verb]}${part} ${detail}`]
      .map(phrase)
      .filter((told) => told !== ''),
    destroysData: false,
    column: null,
    unmodelled: null,
  };
}
