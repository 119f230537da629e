import { buildFactBase, encodeId, type Fact, type FactBase, type StableId } from '@supabase/pg-delta/core';
import { isRecord, textOf } from './phrases.ts';
import { quoted } from './rename-sql.ts';

/** A partition that has another place in its hierarchy, or none, in the other schema. */
interface Move {
  readonly id: StableId;
  readonly detach: string | null;
  readonly attach: string | null;
}

/** A schema in which the partitions have moved already, and the statements that move them. */
export interface MovedPartitions {
  readonly from: FactBase;
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/**
 * pg-delta makes a partition anew when it was attached or detached, which would throw its rows away. Here it is attached
 * or detached back, and pg-delta is shown a schema where that has been done.
 */
export function movePartitions(from: FactBase, to: FactBase): MovedPartitions {
  const moves = from.facts().flatMap((fact) => moveOf(fact, to.get(fact.id)));
  if (moves.length === 0) return { from, first: [], last: [] };
  const moved = new Set(moves.map(({ id }) => encodeId(id)));
  const facts = [
    ...from.facts().filter((fact) => !isInside(fact, moved, from) || isLeft(fact, from, to)),
    ...to.facts().filter((fact) => isInside(fact, moved, to)),
  ];
  const inside = new Set(facts.filter((fact) => isInside(fact, moved, to)).map(({ id }) => encodeId(id)));
  const known = new Set(facts.map(({ id }) => encodeId(id)));
  const edges = [
    ...from.edges.filter((edge) => !inside.has(encodeId(edge.from))),
    ...to.edges.filter((edge) => inside.has(encodeId(edge.from))),
  ].filter((edge) => known.has(encodeId(edge.from)) && known.has(encodeId(edge.to)));
  return {
    from: buildFactBase(facts, edges, from.source, from.referenceOnly),
    first: moves.flatMap(({ detach }) => (detach === null ? [] : [detach])),
    last: moves.flatMap(({ attach }) => (attach === null ? [] : [attach])),
  };
}

function moveOf(was: Fact, is: Fact | undefined): Move[] {
  if (was.id.kind !== 'table' || is === undefined) return [];
  const [had, has] = [placeOf(was), placeOf(is)];
  if (had?.text === has?.text || (had === null && has === null)) return [];
  const table = `${quoted(was.id.schema)}.${quoted(was.id.name)}`;
  return [
    {
      id: was.id,
      detach: had === null ? null : `alter table ${had.parent} detach partition ${table}`,
      attach: has === null ? null : `alter table ${has.parent} attach partition ${table} ${has.bound}`,
    },
  ];
}

function placeOf({ payload }: Fact): { parent: string; bound: string; text: string } | null {
  const bound = textOf(payload['partitionBound']);
  const parent = payload['parentTable'];
  if (bound === '' || !isRecord(parent)) return null;
  const name = `${quoted(textOf(parent['schema']))}.${quoted(textOf(parent['name']))}`;
  return { parent: name, bound, text: `${name} ${bound}` };
}

/** What a partition has for itself alone; columns, keys and indexes it shares with its parent. */
function isOwn({ id, payload }: Fact): boolean {
  if (id.kind === 'constraint') return payload['type'] === 'c';
  return ['trigger', 'policy', 'rule', 'acl', 'comment'].includes(id.kind);
}

/** Whether it is still there once the partition has moved; of columns that are the parent's then nothing is told. */
function isLeft(fact: Fact, from: FactBase, to: FactBase): boolean {
  if (to.has(fact.id) || !isOwn(fact)) return false;
  if (fact.parent === undefined || to.has(fact.parent)) return true;
  const parent = from.get(fact.parent);
  return parent !== undefined && isLeft(parent, from, to);
}

function isInside(fact: Fact, roots: ReadonlySet<string>, facts: FactBase): boolean {
  for (let at: Fact | undefined = fact; at !== undefined; ) {
    if (roots.has(encodeId(at.id))) return true;
    at = at.parent === undefined ? undefined : facts.get(at.parent);
  }
  return false;
}
