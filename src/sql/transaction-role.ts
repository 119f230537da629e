import type { Node, ReindexStmt } from 'libpg-query';
import type { TransactionRole } from '../core/statements.ts';

/**
 * How a statement gets along with a transaction block. The list of statements that refuse one is that of the calls of
 * PreventInTransactionBlock in PostgreSQL's tcop/utility.c and commands/*.c (15 to 18).
 */
export function transactionRole(node: Node): TransactionRole {
  if ('TransactionStmt' in node) {
    switch (node.TransactionStmt.kind) {
      case 'TRANS_STMT_BEGIN':
      case 'TRANS_STMT_START':
        return 'begin';
      case 'TRANS_STMT_COMMIT':
        return 'commit';
      case 'TRANS_STMT_ROLLBACK':
      // It takes the transaction away from the session, and with it what the migration did.
      case 'TRANS_STMT_PREPARE':
        return 'rollback';
      case 'TRANS_STMT_COMMIT_PREPARED':
      case 'TRANS_STMT_ROLLBACK_PREPARED':
        return 'alone';
      default:
        return 'savepoint';
    }
  }
  if (refusesTransactionBlock(node)) return 'alone';
  // A new enum value may be used only after the transaction that added it has committed
  // (https://www.postgresql.org/docs/current/sql-altertype.html, Notes).
  if (
    'AlterEnumStmt' in node &&
    node.AlterEnumStmt.newVal !== undefined &&
    node.AlterEnumStmt.oldVal === undefined
  ) {
    return 'ends-segment';
  }
  return 'inside';
}

function refusesTransactionBlock(node: Node): boolean {
  if ('IndexStmt' in node) return node.IndexStmt.concurrent === true;
  if ('DropStmt' in node) return node.DropStmt.concurrent === true;
  if ('ReindexStmt' in node) {
    const { kind } = node.ReindexStmt;
    return (
      isConcurrentReindex(node.ReindexStmt) ||
      (kind !== 'REINDEX_OBJECT_INDEX' && kind !== 'REINDEX_OBJECT_TABLE')
    );
  }
  if ('VacuumStmt' in node) return node.VacuumStmt.is_vacuumcmd === true;
  if ('ClusterStmt' in node) return node.ClusterStmt.relation === undefined;
  if ('AlterTableStmt' in node) {
    return (node.AlterTableStmt.cmds ?? []).some((command) => {
      if (!('AlterTableCmd' in command) || command.AlterTableCmd.subtype !== 'AT_DetachPartition')
        return false;
      const definition = command.AlterTableCmd.def;
      return (
        definition !== undefined &&
        'PartitionCmd' in definition &&
        definition.PartitionCmd.concurrent === true
      );
    });
  }
  return (
    'CreatedbStmt' in node ||
    'DropdbStmt' in node ||
    'AlterSystemStmt' in node ||
    'CreateTableSpaceStmt' in node ||
    'DropTableSpaceStmt' in node
  );
}

export function isConcurrentReindex({ params = [] }: ReindexStmt): boolean {
  return params.some((param) => 'DefElem' in param && param.DefElem.defname === 'concurrently');
}
