import { type Node, parseSync } from 'libpg-query';
import type { RoutineCall } from '../core/statements.ts';
import { partsOfList, qualified } from './names.ts';

/** The routines that a statement calls, wherever in it. */
export function callsInTree(node: Node): RoutineCall[] {
  const calls: RoutineCall[] = [];
  for (const part of partsOfTree(node)) {
    if (isCall(part)) calls.push(qualified(partsOfList(part.FuncCall.funcname)));
    // CALL holds its FuncCall without the wrapper.
    if (isRoutine(part)) calls.push(qualified(partsOfList(part.funccall.funcname)));
  }
  return calls;
}

/** Every object in a parse tree, the tree itself first. */
function* partsOfTree(node: Node): Generator<object> {
  const open: unknown[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    yield next;
    open.push(...Object.values(next));
  }
}

type FuncCall = Extract<Node, { FuncCall: unknown }>;

function isCall(node: object): node is FuncCall {
  return 'FuncCall' in node;
}

function isRoutine(node: object): node is { funccall: FuncCall['FuncCall'] } {
  return 'funccall' in node;
}

/** What only says what is to be evaluated some day: policies, triggers, views, defaults of a new table. */
const LATER: ReadonlySet<string> = new Set([
  'CreatePolicyStmt',
  'AlterPolicyStmt',
  'CreateTrigStmt',
  'CreateFunctionStmt',
  'CreateStmt',
  'ViewStmt',
  'RuleStmt',
]);

/**
 * The routines that a piece of PL/pgSQL calls: a statement, an expression or an assignment. A name in front of a bracket is no call
 * where it stands in a string (the command of a job) or names an object (REVOKE … ON FUNCTION f(int)). `dynamic`: text is put
 * together and run somewhere around it, so a string may be what is run.
 */
export function callsInPiece(text: string, dynamic: boolean): RoutineCall[] {
  const nodes = nodesOfPiece(text);
  if (nodes === null) return callsInText(text);
  return nodes.flatMap((node) => [
    ...(Object.keys(node).some((kind) => LATER.has(kind)) ? [] : callsInTree(node)),
    ...(dynamic ? stringsIn(node).flatMap(callsInText) : []),
  ]);
}

/** Null where PostgreSQL's parser reads it in none of the forms that PL/pgSQL takes. */
function nodesOfPiece(text: string): Node[] | null {
  const assigned = /^[^:=']*?:?=(?<value>[\s\S]*)$/u.exec(text)?.groups?.['value'];
  const forms = [text, `select ${text}`, ...(assigned === undefined ? [] : [`select ${assigned}`])];
  for (const form of forms) {
    try {
      return (parseSync(form).stmts ?? []).flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt]));
    } catch {
      // It has another form.
    }
  }
  return null;
}

function stringsIn(node: Node): string[] {
  return [...partsOfTree(node)].flatMap((part) =>
    'sval' in part && typeof part.sval === 'string' ? [part.sval] : [],
  );
}

const PART = /(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)/u.source;
const CALL = new RegExp(`(?:(${PART})\\s*\\.\\s*)?(${PART})\\s*\\(`, 'gu');

/** Names in front of a bracket, where nothing better is known. */
function callsInText(text: string): RoutineCall[] {
  return [...text.matchAll(CALL)].map(([, schema, name = '']) => ({
    schema: schema === undefined ? null : folded(schema),
    name: folded(name),
  }));
}

/** A name as the catalog holds it. */
function folded(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
