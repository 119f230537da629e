import type { Node } from 'libpg-query';
import type { ObjectMention } from '../core/statements.ts';
import { globalMention, mention } from './mention.ts';

/** What statements about objects outside of any schema name; `inside` reads the elements of CREATE SCHEMA. */
export function globalMentions(node: Node, inside: (node: Node) => ObjectMention[]): ObjectMention[] | null {
  if ('CreateSchemaStmt' in node) {
    const { schemaname, authrole, schemaElts } = node.CreateSchemaStmt;
    const name = schemaname ?? authrole?.rolename;
    return [globalMention('create', 'schema', name), ...(schemaElts ?? []).flatMap(inside)];
  }
  if ('CreateExtensionStmt' in node)
    return [globalMention('create', 'extension', node.CreateExtensionStmt.extname)];
  if ('AlterExtensionStmt' in node)
    return [globalMention('alter', 'extension', node.AlterExtensionStmt.extname)];
  if ('AlterExtensionContentsStmt' in node) {
    return [globalMention('alter', 'extension', node.AlterExtensionContentsStmt.extname)];
  }
  if ('CreatePublicationStmt' in node)
    return [globalMention('create', 'publication', node.CreatePublicationStmt.pubname)];
  if ('AlterPublicationStmt' in node)
    return [globalMention('alter', 'publication', node.AlterPublicationStmt.pubname)];
  if ('CreateEventTrigStmt' in node)
    return [globalMention('create', 'eventTrigger', node.CreateEventTrigStmt.trigname)];
  if ('AlterEventTrigStmt' in node)
    return [globalMention('alter', 'eventTrigger', node.AlterEventTrigStmt.trigname)];
  return foreignMentions(node) ?? databaseMentions(node) ?? roleMentions(node);
}

function foreignMentions(node: Node): ObjectMention[] | null {
  if ('CreateFdwStmt' in node) return [globalMention('create', 'fdw', node.CreateFdwStmt.fdwname)];
  if ('AlterFdwStmt' in node) return [globalMention('alter', 'fdw', node.AlterFdwStmt.fdwname)];
  if ('CreateForeignServerStmt' in node)
    return [globalMention('create', 'server', node.CreateForeignServerStmt.servername)];
  if ('AlterForeignServerStmt' in node)
    return [globalMention('alter', 'server', node.AlterForeignServerStmt.servername)];
  if ('CreateUserMappingStmt' in node) return [globalMention('create', 'userMapping', '*')];
  if ('AlterUserMappingStmt' in node) return [globalMention('alter', 'userMapping', '*')];
  if ('DropUserMappingStmt' in node) return [globalMention('drop', 'userMapping', '*')];
  if ('ImportForeignSchemaStmt' in node) {
    const schema = node.ImportForeignSchemaStmt.local_schema ?? null;
    return [mention('create', 'foreignTable', { schema, name: '*' })];
  }
  return null;
}

function databaseMentions(node: Node): ObjectMention[] | null {
  if ('AlterDatabaseSetStmt' in node)
    return [globalMention('alter', 'database', node.AlterDatabaseSetStmt.dbname)];
  if ('AlterDatabaseStmt' in node) return [globalMention('alter', 'database', node.AlterDatabaseStmt.dbname)];
  return null;
}

function roleMentions(node: Node): ObjectMention[] | null {
  if ('CreateRoleStmt' in node) return [globalMention('create', 'role', node.CreateRoleStmt.role)];
  if ('AlterRoleStmt' in node) return [globalMention('alter', 'role', node.AlterRoleStmt.role?.rolename)];
  if ('AlterRoleSetStmt' in node)
    return [globalMention('alter', 'role', node.AlterRoleSetStmt.role?.rolename)];
  if ('DropRoleStmt' in node) {
    return (node.DropRoleStmt.roles ?? []).flatMap((role) =>
      'RoleSpec' in role ? [globalMention('drop', 'role', role.RoleSpec.rolename)] : [],
    );
  }
  if ('GrantRoleStmt' in node) {
    const { granted_roles: roles = [], grantee_roles: members = [], is_grant: grants } = node.GrantRoleStmt;
    return roles.flatMap((role) =>
      members.flatMap((member) =>
        'AccessPriv' in role && 'RoleSpec' in member
          ? [
              globalMention(
                grants === true ? 'create' : 'drop',
                'membership',
                `${member.RoleSpec.rolename ?? ''} in ${role.AccessPriv.priv_name ?? ''}`,
              ),
            ]
          : [],
      ),
    );
  }
  return null;
}
