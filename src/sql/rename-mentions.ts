import type { RenameStmt } from 'libpg-query';
import type { ObjectMention } from '../core/statements.ts';
import { kindOf, livesInTable } from './kinds.ts';
import { mention, objectMention } from './mention.ts';
import { nameOfRelation, ofTable, partsOf } from './names.ts';

/** What ALTER … RENAME names: `name` is the old name, `to` the new one. */
export function renameMentions(rename: RenameStmt): ObjectMention[] {
  const kind = kindOf(rename.renameType);
  if (kind === null) return [];
  const to = rename.newname ?? '';
  if (rename.relation !== undefined) {
    const relation = nameOfRelation(rename.relation);
    const target = livesInTable(kind)
      ? { schema: relation.schema, table: relation.name, name: rename.subname ?? '' }
      : relation;
    return [mention('rename', kind, target, { to })];
  }
  // Roles and schemas come by their bare name, a constraint of a domain beside the name of the domain.
  if (rename.subname !== undefined) {
    return [mention('rename', kind, ofTable([...partsOf(rename.object), rename.subname]), { to })];
  }
  return [objectMention('rename', kind, rename.object, { to })];
}
