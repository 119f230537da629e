import type { A_Const, A_Expr, Node } from 'libpg-query';
import { partsOf } from './names.ts';

/** The constant that an expression is, under any casts. */
export function constantOf(expression: Node | undefined): A_Const | null {
  if (expression === undefined) return null;
  if ('TypeCast' in expression) return constantOf(expression.TypeCast.arg);
  return 'A_Const' in expression ? expression.A_Const : null;
}

/**
 * Whether a check of one column is certainly met by a constant that every row gets, as `default 'new' check (state in ('new', 'done'))`
 * is. False where the text alone does not tell.
 */
export function isMetBy(check: Node | undefined, column: string, value: A_Const): boolean {
  if (check === undefined) return false;
  if ('BoolExpr' in check) {
    const { boolop, args = [] } = check.BoolExpr;
    const met = (part: Node) => isMetBy(part, column, value);
    return boolop === 'AND_EXPR' ? args.every(met) : boolop === 'OR_EXPR' && args.some(met);
  }
  if ('NullTest' in check) {
    return isColumn(check.NullTest.arg, column) && check.NullTest.nulltesttype === 'IS_NOT_NULL';
  }
  return 'A_Expr' in check && isColumn(check.A_Expr.lexpr, column) && compares(check.A_Expr, value);
}

/** Text is only compared for being the same: which comes first is a matter of collations. */
function compares({ kind, name = [], rexpr }: A_Expr, value: A_Const): boolean {
  const operator = name.flatMap(partsOf).at(-1);
  switch (kind) {
    case 'AEXPR_IN':
    case 'AEXPR_OP_ANY':
      return operator === '=' && listed(rexpr).some((other) => isSame(constantOf(other), value));
    case 'AEXPR_OP':
      return operator === '='
        ? isSame(constantOf(rexpr), value)
        : isOrdered(operator, numberOf(value), numberOf(constantOf(rexpr)));
    case 'AEXPR_BETWEEN': {
      const [least = null, most = null] = listed(rexpr).map((bound) => numberOf(constantOf(bound)));
      const number = numberOf(value);
      return isOrdered('>=', number, least) && isOrdered('<=', number, most);
    }
    default:
      return false;
  }
}

function isOrdered(operator: string | undefined, left: number | null, right: number | null): boolean {
  if (left === null || right === null) return false;
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<>':
      return left !== right;
    default:
      return false;
  }
}

function isSame(one: A_Const | null, other: A_Const): boolean {
  if (one === null) return false;
  const [left, right] = [numberOf(one), numberOf(other)];
  if (left !== null || right !== null) return left === right;
  if (one.sval !== undefined && other.sval !== undefined) return one.sval.sval === other.sval.sval;
  return (
    one.boolval !== undefined &&
    other.boolval !== undefined &&
    (one.boolval.boolval ?? false) === (other.boolval.boolval ?? false)
  );
}

/** The parser leaves a 0 out. */
function numberOf(constant: A_Const | null): number | null {
  if (constant?.ival !== undefined) return constant.ival.ival ?? 0;
  return constant?.fval === undefined ? null : Number(constant.fval.fval);
}

function listed(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  if ('TypeCast' in node) return listed(node.TypeCast.arg);
  if ('List' in node) return node.List.items ?? [];
  return 'A_ArrayExpr' in node ? (node.A_ArrayExpr.elements ?? []) : [];
}

function isColumn(node: Node | undefined, column: string): boolean {
  if (node === undefined) return false;
  if ('TypeCast' in node) return isColumn(node.TypeCast.arg, column);
  return 'ColumnRef' in node && (node.ColumnRef.fields ?? []).flatMap(partsOf).at(-1) === column;
}
