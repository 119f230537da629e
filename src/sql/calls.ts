import type { Node } from 'libpg-query';
import type { RoutineCall } from '../core/statements.ts';
import { partsOfList, qualified } from './names.ts';

/** The routines that a statement calls, wherever in it. */
export function callsInTree(node: Node): RoutineCall[] {
  const calls: RoutineCall[] = [];
  const open: unknown[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (isCall(next)) calls.push(qualified(partsOfList(next.FuncCall.funcname)));
    // CALL holds its FuncCall without the wrapper.
    if (isRoutine(next)) calls.push(qualified(partsOfList(next.funccall.funcname)));
    open.push(...Object.values(next));
  }
  return calls;
}

type FuncCall = Extract<Node, { FuncCall: unknown }>;

function isCall(node: object): node is FuncCall {
  return 'FuncCall' in node;
}

function isRoutine(node: object): node is { funccall: FuncCall['FuncCall'] } {
  return 'funccall' in node;
}

const PART = /(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)/u.source;
const CALL = new RegExp(`(?:(${PART})\\s*\\.\\s*)?(${PART})\\s*\\(`, 'gu');

/** Names in front of a bracket, for the pieces of PL/pgSQL that are no statement of their own. */
export function callsInText(text: string): RoutineCall[] {
  return [...text.matchAll(CALL)].map(([, schema, name = '']) => ({
    schema: schema === undefined ? null : folded(schema),
    name: folded(name),
  }));
}

/** A name as the catalog holds it. */
function folded(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
