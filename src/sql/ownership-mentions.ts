import type { GrantStmt, Node } from 'libpg-query';
import type { ObjectMention } from '../core/statements.ts';
import { kindOf } from './kinds.ts';
import { globalMention, mention, named } from './mention.ts';
import { nameOfRelation, partsOf } from './names.ts';

const MINOR = { minor: true } as const;

/** What DROP, GRANT, COMMENT, OWNER TO and SET SCHEMA name: statements that take any kind of object. */
export function ownershipMentions(node: Node): ObjectMention[] | null {
  if ('DropStmt' in node) {
    const kind = kindOf(node.DropStmt.removeType);
    if (kind === null) return [];
    if (kind === 'cast') return [mention('drop', kind, { schema: null, name: '*' })];
    return (node.DropStmt.objects ?? []).map((object) => mention('drop', kind, named(kind, partsOf(object))));
  }
  if ('GrantStmt' in node) return grantMentions(node.GrantStmt);
  if ('AlterDefaultPrivilegesStmt' in node) return [globalMention('alter', 'defaultPrivilege', '*')];
  if ('CommentStmt' in node) {
    const kind = kindOf(node.CommentStmt.objtype);
    return kind === null
      ? []
      : [mention('alter', kind, named(kind, partsOf(node.CommentStmt.object)), MINOR)];
  }
  if ('SecLabelStmt' in node) {
    const kind = kindOf(node.SecLabelStmt.objtype);
    return kind === null
      ? []
      : [mention('alter', kind, named(kind, partsOf(node.SecLabelStmt.object)), MINOR)];
  }
  if ('AlterOwnerStmt' in node) {
    const { objectType, relation, object } = node.AlterOwnerStmt;
    const kind = kindOf(objectType);
    if (kind === null) return [];
    const owned = relation === undefined ? named(kind, partsOf(object)) : nameOfRelation(relation);
    return [mention('alter', kind, owned, MINOR)];
  }
  if ('AlterObjectSchemaStmt' in node) {
    const { objectType, relation, object, newschema } = node.AlterObjectSchemaStmt;
    const kind = kindOf(objectType);
    if (kind === null) return [];
    const moved = relation === undefined ? named(kind, partsOf(object)) : nameOfRelation(relation);
    return [mention('rename', kind, moved, { to: moved.name, toSchema: newschema ?? '' })];
  }
  return null;
}

function grantMentions(grant: GrantStmt): ObjectMention[] {
  const kind = kindOf(grant.objtype) ?? 'table';
  const names = (grant.objects ?? []).map(partsOf);
  if (grant.targtype === 'ACL_TARGET_ALL_IN_SCHEMA') {
    return names.map((parts) => mention('alter', kind, { schema: parts.at(-1) ?? null, name: '*' }, MINOR));
  }
  return names.map((parts) => mention('alter', kind, named(kind, parts), MINOR));
}
