import type { ColumnDef, Constraint } from 'libpg-query';
import type { ObjectMention, RowRisk } from '../core/statements.ts';
import { mention } from './mention.ts';
import { constantOf, isMetBy } from './met-checks.ts';
import { partsOf, type QualifiedName } from './names.ts';

/** Constraints that are objects of their own; NOT NULL, defaults and the like are properties of their column. */
const OBJECTS: readonly Constraint['contype'][] = [
  'CONSTR_CHECK',
  'CONSTR_FOREIGN',
  'CONSTR_PRIMARY',
  'CONSTR_UNIQUE',
  'CONSTR_EXCLUSION',
];

/** What a constraint that is added to a table demands of the rows in it. */
export function constraintRisks(constraint: Constraint): RowRisk[] {
  // NOT VALID: only rows written from now on are checked.
  const unchecked = constraint.skip_validation === true;
  switch (constraint.contype) {
    case 'CONSTR_CHECK':
      return unchecked ? [] : ['check'];
    case 'CONSTR_FOREIGN':
      return unchecked ? [] : ['foreign-key'];
    case 'CONSTR_NOTNULL':
      return unchecked ? [] : ['not-null'];
    // USING INDEX takes an index that is already there and proven.
    case 'CONSTR_PRIMARY':
      return constraint.indexname === undefined ? ['primary-key'] : [];
    case 'CONSTR_UNIQUE':
      return constraint.indexname === undefined ? ['unique'] : [];
    case 'CONSTR_EXCLUSION':
      return ['exclusion'];
    default:
      return [];
  }
}

/** ADD COLUMN: the column and the constraints that its definition brings along. */
export function newColumnMentions(relation: QualifiedName, column: ColumnDef): ObjectMention[] {
  const constraints = (column.constraints ?? []).flatMap((node) =>
    'Constraint' in node ? [node.Constraint] : [],
  );
  const constant = constantOf(constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr);
  const isNull = constant?.isnull === true;
  // DEFAULT NULL is as none.
  const has = (type: Constraint['contype']): boolean =>
    constraints.some(({ contype }) => contype === type) && !(type === 'CONSTR_DEFAULT' && isNull);
  const computed =
    has('CONSTR_DEFAULT') || has('CONSTR_IDENTITY') || has('CONSTR_GENERATED') || isSerial(column);
  const demands = has('CONSTR_NOTNULL') || has('CONSTR_PRIMARY');
  const risks: RowRisk[] = [];
  if (demands && !computed) risks.push('not-null-column');
  // Without a default or an expression every row gets NULL, which none of these minds.
  const filled = has('CONSTR_DEFAULT') || has('CONSTR_GENERATED');
  // A default that is called for each row, as gen_random_uuid() is, mostly is what makes a key of it.
  const alike = has('CONSTR_GENERATED') || (constant !== null && !isNull);
  if ((filled && has('CONSTR_UNIQUE')) || (alike && has('CONSTR_PRIMARY'))) risks.push('unique-column');
  const isMet = ({ raw_expr }: Constraint) =>
    constant !== null && isMetBy(raw_expr, column.colname ?? '', constant);
  const checks = constraints.filter(({ contype }) => contype === 'CONSTR_CHECK');
  if (filled && checks.length > 0) risks.push(checks.every(isMet) ? 'met-check' : 'checked-column');
  if (filled && has('CONSTR_FOREIGN')) risks.push('referencing-column');
  const place = { schema: relation.schema, table: relation.name };
  return [
    mention(
      'create',
      'column',
      { ...place, name: column.colname ?? '' },
      { risks, mayRewrite: computed || has('CONSTR_CHECK') },
    ),
    ...constraints
      .filter(({ contype }) => OBJECTS.includes(contype))
      .map(({ conname }) => mention('create', 'constraint', { ...place, name: conname ?? '' })),
  ];
}

/** serial types bring their own default (https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL). */
function isSerial(column: ColumnDef): boolean {
  const type = (column.typeName?.names ?? []).flatMap(partsOf).at(-1) ?? '';
  return /^(small|big)?serial[248]?$/u.test(type);
}
