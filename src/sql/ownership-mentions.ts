import type { GrantStmt, Node } from 'libpg-query';
import type { ObjectMention } from '../core/statements.ts';
import { kindOf } from './kinds.ts';
import { globalMention, mention, objectMention } from './mention.ts';
import { nameOfRelation, partsOf } from './names.ts';

const MINOR = { minor: true } as const;

/** What DROP, GRANT, COMMENT, OWNER TO and SET SCHEMA name: statements that take any kind of object. */
export function ownershipMentions(node: Node): ObjectMention[] | null {
  if ('DropStmt' in node) {
    const kind = kindOf(node.DropStmt.removeType);
    if (kind === null) return [];
    if (kind === 'cast') return [globalMention('drop', kind, '*')];
    return (node.DropStmt.objects ?? []).map((object) => objectMention('drop', kind, object));
  }
  if ('GrantStmt' in node) return grantMentions(node.GrantStmt);
  if ('AlterDefaultPrivilegesStmt' in node) return [globalMention('alter', 'defaultPrivilege', '*')];
  if ('CommentStmt' in node) {
    const kind = kindOf(node.CommentStmt.objtype);
    return kind === null ? [] : [objectMention('alter', kind, node.CommentStmt.object, MINOR)];
  }
  if ('SecLabelStmt' in node) {
    const kind = kindOf(node.SecLabelStmt.objtype);
    return kind === null ? [] : [objectMention('alter', kind, node.SecLabelStmt.object, MINOR)];
  }
  if ('AlterOwnerStmt' in node) {
    const { objectType, relation, object } = node.AlterOwnerStmt;
    const kind = kindOf(objectType);
    if (kind === null) return [];
    return relation === undefined
      ? [objectMention('alter', kind, object, MINOR)]
      : [mention('alter', kind, nameOfRelation(relation), MINOR)];
  }
  if ('AlterObjectSchemaStmt' in node) {
    const { objectType, relation, object, newschema: toSchema = '' } = node.AlterObjectSchemaStmt;
    const kind = kindOf(objectType);
    if (kind === null) return [];
    const moved =
      relation === undefined
        ? objectMention('rename', kind, object)
        : mention('rename', kind, nameOfRelation(relation));
    return [{ ...moved, to: moved.name, toSchema }];
  }
  return null;
}

function grantMentions({ objtype, targtype, objects = [] }: GrantStmt): ObjectMention[] {
  const kind = kindOf(objtype) ?? 'table';
  if (targtype === 'ACL_TARGET_ALL_IN_SCHEMA') {
    return objects.map((object) =>
      mention('alter', kind, { schema: partsOf(object).at(-1) ?? null, name: '*' }, MINOR),
    );
  }
  return objects.map((object) => objectMention('alter', kind, object, MINOR));
}
