import type { Node } from 'libpg-query';
import type { Statement } from '../core/statements.ts';
import { dataStatement } from './data.ts';
import { mentionsOf } from './mentions.ts';
import { transactionRole } from './transaction-role.ts';

/** What the parse tree of one statement says about it, but for its place in the file. */
export function describeStatement(
  node: Node,
): Pick<
  Statement,
  'node' | 'transaction' | 'data' | 'mentions' | 'concurrent' | 'extension' | 'indexMethod'
> {
  return {
    node: Object.keys(node)[0] ?? 'Unknown',
    transaction: transactionRole(node),
    data: dataStatement(node),
    mentions: mentionsOf(node),
    concurrent: isConcurrent(node),
    extension: 'CreateExtensionStmt' in node ? (node.CreateExtensionStmt.extname ?? null) : null,
    indexMethod: 'IndexStmt' in node ? (node.IndexStmt.accessMethod ?? 'btree') : null,
  };
}

function isConcurrent(node: Node): boolean {
  if ('IndexStmt' in node) return node.IndexStmt.concurrent === true;
  if ('DropStmt' in node) return node.DropStmt.concurrent === true;
  if ('RefreshMatViewStmt' in node) return node.RefreshMatViewStmt.concurrent === true;
  return transactionRole(node) === 'alone' && 'ReindexStmt' in node;
}
