import type { Node, RangeVar, WithClause } from 'libpg-query';
import type { DataStatement } from '../core/statements.ts';
import { partsOfList } from './names.ts';

/**
 * Says whether a statement changes rows, and of which table as far as the text tells; null for plain definitions. What its
 * WITH changes is inside.
 */
export function dataStatement(node: Node): DataStatement | null {
  const found = ownChange(node);
  const inside = withChanges(node);
  return found === null || inside.length === 0 ? found : { ...found, inside };
}

/** Every change of rows that a statement of a block or routine makes; a query alone makes none. */
export function changesOfRows(node: Node): DataStatement[] {
  const found = dataStatement(node);
  if (found === null) return [];
  const { inside, ...own } = found;
  return [...inside, ...(own.action === 'select' ? [] : [{ ...own, inside: [] }])];
}

/** INSERT, UPDATE, DELETE and MERGE may stand in the WITH of a statement, at its top alone. */
function withChanges(node: Node): DataStatement[] {
  return (withClauseOf(node)?.ctes ?? []).flatMap((item) =>
    'CommonTableExpr' in item && item.CommonTableExpr.ctequery !== undefined
      ? changesOfRows(item.CommonTableExpr.ctequery)
      : [],
  );
}

function withClauseOf(node: Node): WithClause | undefined {
  if ('CreateTableAsStmt' in node)
    return node.CreateTableAsStmt.query === undefined
      ? undefined
      : withClauseOf(node.CreateTableAsStmt.query);
  if ('SelectStmt' in node) return node.SelectStmt.withClause;
  if ('InsertStmt' in node) return node.InsertStmt.withClause;
  if ('UpdateStmt' in node) return node.UpdateStmt.withClause;
  if ('DeleteStmt' in node) return node.DeleteStmt.withClause;
  if ('MergeStmt' in node) return node.MergeStmt.withClause;
  return undefined;
}

function ownChange(node: Node): DataStatement | null {
  if ('InsertStmt' in node) return written('insert', node.InsertStmt.relation);
  if ('UpdateStmt' in node) {
    const { relation, whereClause, targetList = [] } = node.UpdateStmt;
    const columns = targetList.flatMap((target) =>
      'ResTarget' in target && target.ResTarget.name !== undefined ? [target.ResTarget.name] : [],
    );
    return { ...written('update', relation, alwaysHolds(whereClause)), columns };
  }
  if ('DeleteStmt' in node)
    return written('delete', node.DeleteStmt.relation, alwaysHolds(node.DeleteStmt.whereClause));
  if ('MergeStmt' in node) return written('merge', node.MergeStmt.relation);
  if ('CopyStmt' in node)
    return node.CopyStmt.is_from === true ? written('copy', node.CopyStmt.relation) : null;
  if ('TruncateStmt' in node) {
    const { relations = [], behavior } = node.TruncateStmt;
    const [first, ...others] = relations.flatMap((one) => ('RangeVar' in one ? [one.RangeVar] : []));
    return {
      ...written('truncate', first, true),
      ...(others.length === 0 ? {} : { also: others.map(addressOf) }),
      ...(behavior === 'DROP_CASCADE' ? { cascades: true } : {}),
    };
  }
  if ('DoStmt' in node) return written('do', undefined);
  if ('CallStmt' in node) return written('call', undefined);
  // CREATE TABLE AS and SELECT … INTO run their query as SELECT does.
  if ('SelectStmt' in node || 'CreateTableAsStmt' in node) return written('select', undefined);
  return null;
}

/** No WHERE, or one that only says that every row is meant, as pg_safeupdate wants it said: `true`, `1 = 1`. */
function alwaysHolds(where: Node | undefined): boolean {
  if (where === undefined) return true;
  if ('A_Const' in where) return where.A_Const.boolval?.boolval === true;
  if (!('A_Expr' in where)) return false;
  const { kind, name, lexpr, rexpr } = where.A_Expr;
  const [left, right] = [integerOf(lexpr), integerOf(rexpr)];
  return kind === 'AEXPR_OP' && partsOfList(name).join('.') === '=' && left !== null && left === right;
}

function integerOf(node: Node | undefined): number | null {
  if (node === undefined || !('A_Const' in node)) return null;
  const { ival } = node.A_Const;
  return ival === undefined ? null : (ival.ival ?? 0);
}

function written(
  action: DataStatement['action'],
  relation: RangeVar | undefined,
  everyRow = false,
): DataStatement {
  return {
    action,
    ...addressOf(relation),
    columns: [],
    everyRow,
    inside: [],
    dynamic: action === 'call',
  };
}

function addressOf(relation: RangeVar | undefined): Pick<DataStatement, 'schema' | 'table' | 'only'> {
  const address = { schema: relation?.schemaname ?? null, table: relation?.relname ?? null };
  return relation === undefined || relation.inh === true ? address : { ...address, only: true };
}
