import type { Node } from 'libpg-query';
import type { Statement } from '../core/statements.ts';
import { blockContent } from './block.ts';
import { callsInTree } from './calls.ts';
import { dataStatement } from './data.ts';
import { mentionsOf } from './mentions.ts';
import { partsOf, partsOfList, qualified } from './names.ts';
import { isConcurrentReindex, transactionRole } from './transaction-role.ts';

type Description = Pick<
  Statement,
  'node' | 'transaction' | 'data' | 'mentions' | 'calls' | 'concurrent' | 'extension' | 'indexMethod'
>;

/** What the parse tree of one statement says about it, but for its place in the file; `bodyLine` is that of a DO block's body. */
export function describeStatement(node: Node, sql: string, bodyLine: number): Description {
  const description: Description = {
    node: Object.keys(node)[0] ?? 'Unknown',
    transaction: transactionRole(node),
    data: dataStatement(node),
    mentions: mentionsOf(node),
    calls: callsOf(node),
    concurrent: isConcurrent(node),
    extension: 'CreateExtensionStmt' in node ? (node.CreateExtensionStmt.extname ?? null) : null,
    indexMethod: 'IndexStmt' in node ? (node.IndexStmt.accessMethod ?? 'btree') : null,
  };
  if (!('DoStmt' in node) || description.data === null) return description;
  const { mentions, data, calls, dynamic } = blockContent(sql, node.DoStmt, bodyLine);
  return { ...description, mentions, calls, data: { ...description.data, inside: data, dynamic } };
}

function callsOf(node: Node): Statement['calls'] {
  if ('CreateTrigStmt' in node) return [qualified(partsOfList(node.CreateTrigStmt.funcname))];
  if ('CreateFdwStmt' in node) return routinesOfWrapper(node.CreateFdwStmt.func_options);
  if ('AlterFdwStmt' in node) return routinesOfWrapper(node.AlterFdwStmt.func_options);
  const runsQuery = 'SelectStmt' in node || 'CreateTableAsStmt' in node || 'CallStmt' in node;
  return runsQuery ? callsInTree(node) : [];
}

/** HANDLER and VALIDATOR. */
function routinesOfWrapper(options: readonly Node[] | undefined): Statement['calls'] {
  return (options ?? []).flatMap((option) => {
    const parts = 'DefElem' in option ? partsOf(option.DefElem.arg) : [];
    return parts.length === 0 ? [] : [qualified(parts)];
  });
}

function isConcurrent(node: Node): boolean {
  if ('IndexStmt' in node) return node.IndexStmt.concurrent === true;
  if ('DropStmt' in node) return node.DropStmt.concurrent === true;
  if ('RefreshMatViewStmt' in node) return node.RefreshMatViewStmt.concurrent === true;
  if ('AlterTableStmt' in node) return transactionRole(node) === 'alone';
  return 'ReindexStmt' in node && isConcurrentReindex(node.ReindexStmt);
}
