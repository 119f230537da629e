import type { IndexStmt, Node } from 'libpg-query';
import type { ObjectMention } from '../core/statements.ts';
import { alterTableMentions } from './alter-table.ts';
import { globalMentions } from './global-mentions.ts';
import { jobMentions } from './job-mentions.ts';
import { kindOf } from './kinds.ts';
import { mention } from './mention.ts';
import { nameOfRelation, partsOfList, qualified } from './names.ts';
import { ownershipMentions } from './ownership-mentions.ts';
import { renameMentions } from './rename-mentions.ts';
import { routineAndTypeMentions } from './type-mentions.ts';

/**
 * The objects that a statement names as created, altered, dropped or renamed; OR REPLACE counts as created. What a function
 * does is not in its text and not in this list; the observation of the catalog finds it.
 */
export function mentionsOf(node: Node): ObjectMention[] {
  if ('AlterTableStmt' in node) return alterTableMentions(node.AlterTableStmt);
  if ('RenameStmt' in node) return renameMentions(node.RenameStmt);
  return (
    relationMentions(node) ??
    routineAndTypeMentions(node) ??
    tableRuleMentions(node) ??
    ownershipMentions(node) ??
    jobMentions(node) ??
    globalMentions(node, mentionsOf) ??
    []
  );
}

function relationMentions(node: Node): ObjectMention[] | null {
  if ('CreateStmt' in node) {
    const { relation } = node.CreateStmt;
    return isTemporary(relation) ? [] : [mention('create', 'table', nameOfRelation(relation))];
  }
  if ('CreateForeignTableStmt' in node) {
    return [mention('create', 'foreignTable', nameOfRelation(node.CreateForeignTableStmt.base?.relation))];
  }
  if ('CreateTableAsStmt' in node) {
    const { into, objtype } = node.CreateTableAsStmt;
    return isTemporary(into?.rel)
      ? []
      : [mention('create', kindOf(objtype) ?? 'table', nameOfRelation(into?.rel))];
  }
  if ('SelectStmt' in node && node.SelectStmt.intoClause !== undefined) {
    const { rel } = node.SelectStmt.intoClause;
    return isTemporary(rel) ? [] : [mention('create', 'table', nameOfRelation(rel))];
  }
  if ('ViewStmt' in node) {
    const { view } = node.ViewStmt;
    return isTemporary(view) ? [] : [mention('create', 'view', nameOfRelation(view))];
  }
  if ('IndexStmt' in node) return [indexMention(node.IndexStmt)];
  if ('CreateSeqStmt' in node)
    return [mention('create', 'sequence', nameOfRelation(node.CreateSeqStmt.sequence))];
  if ('AlterSeqStmt' in node)
    return [mention('alter', 'sequence', nameOfRelation(node.AlterSeqStmt.sequence))];
  if ('RefreshMatViewStmt' in node) {
    return [mention('alter', 'materializedView', nameOfRelation(node.RefreshMatViewStmt.relation))];
  }
  if ('CreateStatsStmt' in node) {
    return [mention('create', 'statistics', qualified(partsOfList(node.CreateStatsStmt.defnames)))];
  }
  if ('AlterStatsStmt' in node) {
    return [mention('alter', 'statistics', qualified(partsOfList(node.AlterStatsStmt.defnames)))];
  }
  return null;
}

/** What lives only as long as the session is no change of the schema. */
function isTemporary(relation: { readonly relpersistence?: string } | undefined): boolean {
  return relation?.relpersistence === 't';
}

function indexMention(index: IndexStmt): ObjectMention {
  const on = nameOfRelation(index.relation);
  const place = { schema: on.schema, table: on.name, name: index.idxname ?? '' };
  return mention('create', 'index', place, { risks: index.unique === true ? ['unique-index'] : [] });
}

function tableRuleMentions(node: Node): ObjectMention[] | null {
  if ('CreateTrigStmt' in node) {
    const { relation, trigname } = node.CreateTrigStmt;
    return [onTable('create', 'trigger', relation, trigname)];
  }
  if ('CreatePolicyStmt' in node) {
    const { table, policy_name } = node.CreatePolicyStmt;
    return [onTable('create', 'policy', table, policy_name)];
  }
  if ('AlterPolicyStmt' in node) {
    const { table, policy_name } = node.AlterPolicyStmt;
    return [onTable('alter', 'policy', table, policy_name)];
  }
  if ('RuleStmt' in node) {
    const { relation, rulename } = node.RuleStmt;
    return [onTable('create', 'rule', relation, rulename)];
  }
  return null;
}

function onTable(
  verb: ObjectMention['verb'],
  kind: string,
  relation: Parameters<typeof nameOfRelation>[0],
  name: string | undefined,
): ObjectMention {
  const on = nameOfRelation(relation);
  return mention(verb, kind, { schema: on.schema, table: on.name, name: name ?? '' });
}
