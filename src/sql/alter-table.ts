import type { AlterTableCmd, AlterTableStmt, Node } from 'libpg-query';
import type { ObjectMention, RowRisk } from '../core/statements.ts';
import { constraintRisks, newColumnMentions } from './constraints.ts';
import { kindOf } from './kinds.ts';
import { mention } from './mention.ts';
import { nameOfRelation, type QualifiedName } from './names.ts';

/** Forms that write the whole table anew and name no part of it. */
const REWRITING = ['AT_SetLogged', 'AT_SetUnLogged', 'AT_SetAccessMethod'];

/**
 * What ALTER TABLE (and ALTER VIEW, INDEX, SEQUENCE, TYPE through the same node) names: the relation itself and each
 * column or constraint, with what would fail on rows that are already there
 * (https://www.postgresql.org/docs/current/sql-altertable.html).
 */
export function alterTableMentions(stmt: AlterTableStmt): ObjectMention[] {
  const relation = nameOfRelation(stmt.relation);
  const kind = kindOf(stmt.objtype) ?? 'table';
  const commands = (stmt.cmds ?? []).flatMap((command) =>
    'AlterTableCmd' in command ? [command.AlterTableCmd] : [],
  );
  const mayRewrite = commands.some(({ subtype }) => subtype !== undefined && REWRITING.includes(subtype));
  return [
    mention('alter', kind, relation, { mayRewrite }),
    ...commands.flatMap((command) => commandMentions(relation, command)),
  ];
}

function commandMentions(relation: QualifiedName, command: AlterTableCmd): ObjectMention[] {
  const { def, subtype } = command;
  const part = { schema: relation.schema, table: relation.name, name: command.name ?? '' };
  switch (subtype) {
    case 'AT_AddColumn':
      if (def === undefined || !('ColumnDef' in def)) return [];
      // ALTER TYPE … ADD ATTRIBUTE comes as a column, too; it is told with its type.
      return newColumnMentions(relation, def.ColumnDef);
    case 'AT_DropColumn':
      return [mention('drop', 'column', part)];
    case 'AT_SetNotNull':
      return [mention('alter', 'column', part, { risks: ['set-not-null'] })];
    case 'AT_AlterColumnType':
    case 'AT_SetExpression':
      return [mention('alter', 'column', part, { mayRewrite: true })];
    case 'AT_ColumnDefault':
    case 'AT_DropNotNull':
    case 'AT_SetStatistics':
    case 'AT_SetStorage':
    case 'AT_SetCompression':
    case 'AT_DropExpression':
    case 'AT_AddIdentity':
    case 'AT_SetIdentity':
    case 'AT_DropIdentity':
    case 'AT_SetOptions':
    case 'AT_ResetOptions':
    case 'AT_AlterColumnGenericOptions':
      return [mention('alter', 'column', part)];
    case 'AT_AddConstraint': {
      if (def === undefined || !('Constraint' in def)) return [];
      const name = def.Constraint.conname ?? '';
      return [mention('create', 'constraint', { ...part, name }, { risks: constraintRisks(def.Constraint) })];
    }
    case 'AT_DropConstraint':
      return [mention('drop', 'constraint', part)];
    case 'AT_AlterConstraint': {
      const change = def !== undefined && 'ATAlterConstraint' in def ? def.ATAlterConstraint : {};
      // PostgreSQL 18: a constraint that is enforced from now on is checked against every row that is there.
      const risks: RowRisk[] =
        change.alterEnforceability === true && change.is_enforced === true ? ['validate'] : [];
      return [mention('alter', 'constraint', { ...part, name: change.conname ?? part.name }, { risks })];
    }
    case 'AT_ValidateConstraint':
      return [mention('alter', 'constraint', part, { risks: ['validate'] })];
    case 'AT_AttachPartition':
      return partitionMention(def, 'attached');
    case 'AT_DetachPartition':
    case 'AT_DetachPartitionFinalize':
      return partitionMention(def, 'detached');
    case 'AT_EnableTrig':
    case 'AT_EnableAlwaysTrig':
    case 'AT_EnableReplicaTrig':
    case 'AT_DisableTrig':
      return [mention('alter', 'trigger', part)];
    case 'AT_EnableRule':
    case 'AT_EnableAlwaysRule':
    case 'AT_EnableReplicaRule':
    case 'AT_DisableRule':
      return [mention('alter', 'rule', part)];
    default:
      return [];
  }
}

function partitionMention(definition: Node | undefined, how: 'attached' | 'detached'): ObjectMention[] {
  if (definition === undefined || !('PartitionCmd' in definition)) return [];
  const risks = how === 'attached' ? (['partition-bounds'] as const) : [];
  return [mention('alter', 'table', nameOfRelation(definition.PartitionCmd.name), { risks })];
}
