import { type CreateFunctionStmt, type Node, parseSync } from 'libpg-query';
import type { RoutineBody } from '../core/statements.ts';
import { plpgsqlContent } from './block.ts';
import { callsInTree } from './calls.ts';
import { changesOfRows } from './data.ts';
import { partsOf } from './names.ts';

const UNREADABLE: RoutineBody = { data: [], calls: [], dynamic: true };

/** What the text of a CREATE FUNCTION or CREATE PROCEDURE says that its body does to rows. */
export function routineBody(sql: string): RoutineBody {
  try {
    const node = parseSync(sql).stmts?.[0]?.stmt;
    return node !== undefined && 'CreateFunctionStmt' in node
      ? bodyOf(sql, node.CreateFunctionStmt)
      : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

function bodyOf(sql: string, routine: CreateFunctionStmt): RoutineBody {
  const atomic = routine.sql_body;
  if (atomic !== undefined) return contentOf(statementsIn(atomic));
  const [text] = optionOf(routine, 'as');
  if (text === undefined) return UNREADABLE;
  switch (optionOf(routine, 'language')[0]?.toLowerCase()) {
    case 'sql':
      return contentOf(
        (parseSync(text).stmts ?? []).flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt])),
      );
    case 'plpgsql':
      return plpgsqlContent(sql, 1);
    default:
      return UNREADABLE;
  }
}

/** BEGIN ATOMIC … END holds its statements in lists inside a list. */
function statementsIn(body: Node): Node[] {
  if (!('List' in body)) return [body];
  return (body.List.items ?? []).flatMap(statementsIn);
}

function contentOf(nodes: readonly Node[]): RoutineBody {
  // What is called is told by its own body.
  const data = nodes.flatMap(changesOfRows).filter(({ action }) => action !== 'call');
  return { data, calls: nodes.flatMap(callsInTree), dynamic: false };
}

function optionOf({ options = [] }: CreateFunctionStmt, name: string): string[] {
  for (const option of options) {
    if ('DefElem' in option && option.DefElem.defname === name) return partsOf(option.DefElem.arg);
  }
  return [];
}
