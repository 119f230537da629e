import type { AlterTableCmd, AlterTableStmt, ColumnDef, Constraint, Node } from 'libpg-query';
import type { Hazard } from '../core/report.ts';
import type { ObjectMention } from '../core/statements.ts';
import { kindOf } from './kinds.ts';
import { nameOfRelation, partsOf, type QualifiedName } from './names.ts';

/**
 * What ALTER TABLE (and ALTER VIEW, INDEX, SEQUENCE, TYPE through the same node) names: the relation itself and each
 * column or constraint, with what would fail on rows that are already there
 * (https://www.postgresql.org/docs/current/sql-altertable.html).
 */
export function alterTableMentions(stmt: AlterTableStmt): ObjectMention[] {
  const relation = nameOfRelation(stmt.relation);
  const kind = kindOf(stmt.objtype) ?? 'table';
  const whole: ObjectMention = {
    verb: 'alter',
    kind,
    schema: relation.schema,
    table: null,
    name: relation.name,
    hazards: [],
  };
  const parts = (stmt.cmds ?? []).flatMap((command) =>
    'AlterTableCmd' in command ? commandMentions(relation, command.AlterTableCmd) : [],
  );
  return [whole, ...parts];
}

function commandMentions(relation: QualifiedName, command: AlterTableCmd): ObjectMention[] {
  const part = (
    verb: ObjectMention['verb'],
    kind: string,
    name: string,
    hazards: Hazard[] = [],
  ): ObjectMention[] => [{ verb, kind, schema: relation.schema, table: relation.name, name, hazards }];
  const name = command.name ?? '';
  switch (command.subtype) {
    case 'AT_AddColumn':
      return addColumn(relation, command.def);
    case 'AT_DropColumn':
      return part('drop', 'column', name);
    case 'AT_SetNotNull':
      return part('alter', 'column', name, [
        fails(
          `SET NOT NULL on ${name} reads the whole table ${relation.name} and fails if a row holds NULL there.`,
        ),
      ]);
    case 'AT_AlterColumnType':
    case 'AT_ColumnDefault':
    case 'AT_DropNotNull':
    case 'AT_SetStatistics':
    case 'AT_SetStorage':
    case 'AT_SetCompression':
    case 'AT_SetExpression':
    case 'AT_DropExpression':
    case 'AT_AddIdentity':
    case 'AT_SetIdentity':
    case 'AT_DropIdentity':
      return part('alter', 'column', name);
    case 'AT_AddConstraint':
      if (command.def === undefined || !('Constraint' in command.def)) return [];
      return part(
        'create',
        'constraint',
        command.def.Constraint.conname ?? '',
        constraintHazards(relation, command.def.Constraint),
      );
    case 'AT_DropConstraint':
      return part('drop', 'constraint', name);
    case 'AT_AlterConstraint':
      return part('alter', 'constraint', name);
    case 'AT_ValidateConstraint':
      return part('alter', 'constraint', name, [
        fails(`Validating ${name} reads all rows of ${relation.name} and fails if one breaks it.`),
      ]);
    case 'AT_AttachPartition':
      return attachPartition(command.def);
    case 'AT_EnableTrig':
    case 'AT_DisableTrig':
      return part('alter', 'trigger', name);
    default:
      return [];
  }
}

function addColumn(relation: QualifiedName, definition: Node | undefined): ObjectMention[] {
  if (definition === undefined || !('ColumnDef' in definition)) return [];
  const column = definition.ColumnDef;
  const constraints = constraintsOf(column);
  const has = (type: Constraint['contype']): boolean => constraints.some(({ contype }) => contype === type);
  const filled =
    has('CONSTR_DEFAULT') || has('CONSTR_IDENTITY') || has('CONSTR_GENERATED') || isSerial(column);
  const name = column.colname ?? '';
  const hazards: Hazard[] = [];
  if ((has('CONSTR_NOTNULL') || has('CONSTR_PRIMARY')) && !filled) {
    hazards.push(
      fails(`Column ${name} is NOT NULL without a default: adding it fails if ${relation.name} has any row.`),
    );
  }
  if (has('CONSTR_UNIQUE') && has('CONSTR_DEFAULT')) {
    hazards.push(
      fails(
        `Column ${name} is UNIQUE with a default: it fails if ${relation.name} has two rows that get the same value.`,
      ),
    );
  }
  if (has('CONSTR_CHECK') && has('CONSTR_DEFAULT')) {
    hazards.push(
      fails(`The check on the new column ${name} is tested against every row of ${relation.name}.`),
    );
  }
  return [{ verb: 'create', kind: 'column', schema: relation.schema, table: relation.name, name, hazards }];
}

function constraintsOf(column: ColumnDef): Constraint[] {
  return (column.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
}

/** serial types bring their own default (https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL). */
function isSerial(column: ColumnDef): boolean {
  const type = (column.typeName?.names ?? []).flatMap(partsOf).at(-1) ?? '';
  return /^(small|big)?serial[248]?$/u.test(type);
}

function constraintHazards(relation: QualifiedName, constraint: Constraint): Hazard[] {
  const name = constraint.conname ?? 'the new constraint';
  switch (constraint.contype) {
    case 'CONSTR_CHECK':
      return constraint.skip_validation === true
        ? []
        : [
            fails(
              `${name} is checked against every row of ${relation.name}; a row that breaks it stops the migration. NOT VALID and a later VALIDATE avoid the long lock.`,
            ),
          ];
    case 'CONSTR_FOREIGN':
      return constraint.skip_validation === true
        ? []
        : [
            fails(
              `${name} is checked against every row of ${relation.name}; a row without its counterpart stops the migration. NOT VALID and a later VALIDATE avoid the long lock.`,
            ),
          ];
    case 'CONSTR_NOTNULL':
      return constraint.skip_validation === true
        ? []
        : [fails(`${name} fails if a row of ${relation.name} holds NULL there.`)];
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      // USING INDEX takes an index that is already there and proven.
      return constraint.indexname === undefined
        ? [
            fails(
              `${name} cannot be built if ${relation.name} holds duplicates${constraint.contype === 'CONSTR_PRIMARY' ? ' or NULL' : ''}.`,
            ),
          ]
        : [];
    case 'CONSTR_EXCLUSION':
      return [fails(`${name} cannot be built if rows of ${relation.name} conflict with each other.`)];
    default:
      return [];
  }
}

function attachPartition(definition: Node | undefined): ObjectMention[] {
  if (definition === undefined || !('PartitionCmd' in definition)) return [];
  const partition = nameOfRelation(definition.PartitionCmd.name);
  const hazard = fails(`Every row of ${partition.name} is checked against the partition's bounds.`);
  return [
    {
      verb: 'alter',
      kind: 'table',
      schema: partition.schema,
      table: null,
      name: partition.name,
      hazards: [hazard],
    },
  ];
}

function fails(detail: string): Hazard {
  return { kind: 'fails-on-rows', detail };
}
