import type { IndexStmt, Node, RenameStmt } from 'libpg-query';
import type { Hazard } from '../core/report.ts';
import type { ObjectMention } from '../core/statements.ts';
import { alterTableMentions } from './alter-table.ts';
import { kindOf, livesInTable } from './kinds.ts';
import { nameOfRelation, nameOfRoutine, ofTable, partsOf, partsOfList, qualified } from './names.ts';

type Verb = ObjectMention['verb'];

interface Named {
  readonly schema: string | null;
  readonly table?: string | null;
  readonly name: string;
}

/** A mention without hazards: the common case. */
export function mention(
  verb: Verb,
  kind: string,
  named: Named,
  hazards: readonly Hazard[] = [],
): ObjectMention {
  return { verb, kind, schema: named.schema, table: named.table ?? null, name: named.name, hazards };
}

/**
 * The objects that a statement names as created, altered, dropped or renamed. What a DO block or a function does is not
 * in its text and not in this list; the observation of the catalog finds it.
 */
export function mentionsOf(node: Node): ObjectMention[] {
  if ('AlterTableStmt' in node) return alterTableMentions(node.AlterTableStmt);
  if ('RenameStmt' in node) return renameMentions(node.RenameStmt);
  return (
    relationMentions(node) ?? routineAndTypeMentions(node) ?? tableRuleMentions(node) ?? otherMentions(node)
  );
}

function relationMentions(node: Node): ObjectMention[] | null {
  if ('CreateStmt' in node) return [mention('create', 'table', nameOfRelation(node.CreateStmt.relation))];
  if ('CreateForeignTableStmt' in node) {
    return [mention('create', 'foreignTable', nameOfRelation(node.CreateForeignTableStmt.base?.relation))];
  }
  if ('CreateTableAsStmt' in node) {
    const { into, objtype } = node.CreateTableAsStmt;
    return [mention('create', kindOf(objtype) ?? 'table', nameOfRelation(into?.rel))];
  }
  if ('ViewStmt' in node) {
    const verb = node.ViewStmt.replace === true ? 'alter' : 'create';
    return [mention(verb, 'view', nameOfRelation(node.ViewStmt.view))];
  }
  if ('IndexStmt' in node) return [indexMention(node.IndexStmt)];
  if ('CreateSeqStmt' in node)
    return [mention('create', 'sequence', nameOfRelation(node.CreateSeqStmt.sequence))];
  if ('AlterSeqStmt' in node)
    return [mention('alter', 'sequence', nameOfRelation(node.AlterSeqStmt.sequence))];
  if ('RefreshMatViewStmt' in node) {
    return [mention('alter', 'materializedView', nameOfRelation(node.RefreshMatViewStmt.relation))];
  }
  return null;
}

function indexMention(index: IndexStmt): ObjectMention {
  const on = nameOfRelation(index.relation);
  const hazards: Hazard[] =
    index.unique === true
      ? [
          {
            kind: 'fails-on-rows',
            detail: `The unique index ${index.idxname ?? ''} cannot be built if ${on.name} holds duplicates.`,
          },
        ]
      : [];
  return mention(
    'create',
    'index',
    { schema: on.schema, table: on.name, name: index.idxname ?? '' },
    hazards,
  );
}

function routineAndTypeMentions(node: Node): ObjectMention[] | null {
  if ('CreateFunctionStmt' in node) {
    const { is_procedure: procedure, replace, funcname } = node.CreateFunctionStmt;
    const kind = procedure === true ? 'procedure' : 'function';
    return [mention(replace === true ? 'alter' : 'create', kind, qualified(partsOfList(funcname)))];
  }
  if ('AlterFunctionStmt' in node) {
    return [
      mention(
        'alter',
        kindOf(node.AlterFunctionStmt.objtype) ?? 'function',
        nameOfRoutine(node.AlterFunctionStmt.func),
      ),
    ];
  }
  if ('DefineStmt' in node) {
    const kind = kindOf(node.DefineStmt.kind);
    return kind === null ? [] : [mention('create', kind, qualified(partsOfList(node.DefineStmt.defnames)))];
  }
  if ('CreateEnumStmt' in node)
    return [mention('create', 'type', qualified(partsOfList(node.CreateEnumStmt.typeName)))];
  if ('AlterEnumStmt' in node)
    return [mention('alter', 'type', qualified(partsOfList(node.AlterEnumStmt.typeName)))];
  if ('CompositeTypeStmt' in node)
    return [mention('create', 'type', nameOfRelation(node.CompositeTypeStmt.typevar))];
  if ('CreateRangeStmt' in node)
    return [mention('create', 'type', qualified(partsOfList(node.CreateRangeStmt.typeName)))];
  if ('CreateDomainStmt' in node) {
    return [mention('create', 'domain', qualified(partsOfList(node.CreateDomainStmt.domainname)))];
  }
  if ('AlterDomainStmt' in node) return [alterDomainMention(node.AlterDomainStmt)];
  return null;
}

function alterDomainMention(stmt: { subtype?: string; typeName?: Node[]; def?: Node }): ObjectMention {
  const domain = qualified(partsOfList(stmt.typeName));
  const checks =
    stmt.def !== undefined && 'Constraint' in stmt.def && stmt.def.Constraint.skip_validation !== true;
  // Subtypes of AlterDomainStmt in parsenodes.h: O = SET NOT NULL, C = ADD CONSTRAINT, V = VALIDATE.
  const scans = stmt.subtype === 'O' || stmt.subtype === 'V' || (stmt.subtype === 'C' && checks);
  const hazards: Hazard[] = scans
    ? [
        {
          kind: 'fails-on-rows',
          detail: `Every column of the domain ${domain.name} is checked; a value that breaks the rule stops it.`,
        },
      ]
    : [];
  return mention('alter', 'domain', domain, hazards);
}

function tableRuleMentions(node: Node): ObjectMention[] | null {
  if ('CreateTrigStmt' in node) {
    const on = nameOfRelation(node.CreateTrigStmt.relation);
    return [
      mention('create', 'trigger', {
        schema: on.schema,
        table: on.name,
        name: node.CreateTrigStmt.trigname ?? '',
      }),
    ];
  }
  if ('CreatePolicyStmt' in node) {
    const on = nameOfRelation(node.CreatePolicyStmt.table);
    return [
      mention('create', 'policy', {
        schema: on.schema,
        table: on.name,
        name: node.CreatePolicyStmt.policy_name ?? '',
      }),
    ];
  }
  if ('AlterPolicyStmt' in node) {
    const on = nameOfRelation(node.AlterPolicyStmt.table);
    return [
      mention('alter', 'policy', {
        schema: on.schema,
        table: on.name,
        name: node.AlterPolicyStmt.policy_name ?? '',
      }),
    ];
  }
  if ('RuleStmt' in node) {
    const on = nameOfRelation(node.RuleStmt.relation);
    return [
      mention('create', 'rule', { schema: on.schema, table: on.name, name: node.RuleStmt.rulename ?? '' }),
    ];
  }
  return null;
}

function otherMentions(node: Node): ObjectMention[] {
  if ('DropStmt' in node) {
    const kind = kindOf(node.DropStmt.removeType);
    if (kind === null) return [];
    return (node.DropStmt.objects ?? []).map((object) => mention('drop', kind, named(kind, partsOf(object))));
  }
  if ('CreateSchemaStmt' in node) {
    const schema = node.CreateSchemaStmt;
    const inside = (schema.schemaElts ?? []).flatMap(mentionsOf);
    return [mention('create', 'schema', { schema: null, name: schema.schemaname ?? '' }), ...inside];
  }
  if ('CreateExtensionStmt' in node) {
    return [mention('create', 'extension', { schema: null, name: node.CreateExtensionStmt.extname ?? '' })];
  }
  if ('AlterExtensionStmt' in node) {
    return [mention('alter', 'extension', { schema: null, name: node.AlterExtensionStmt.extname ?? '' })];
  }
  if ('CreatePublicationStmt' in node) {
    return [
      mention('create', 'publication', { schema: null, name: node.CreatePublicationStmt.pubname ?? '' }),
    ];
  }
  if ('AlterPublicationStmt' in node) {
    return [mention('alter', 'publication', { schema: null, name: node.AlterPublicationStmt.pubname ?? '' })];
  }
  if ('CreateEventTrigStmt' in node) {
    return [
      mention('create', 'eventTrigger', { schema: null, name: node.CreateEventTrigStmt.trigname ?? '' }),
    ];
  }
  if ('CreateFdwStmt' in node)
    return [mention('create', 'fdw', { schema: null, name: node.CreateFdwStmt.fdwname ?? '' })];
  if ('CreateForeignServerStmt' in node) {
    return [
      mention('create', 'server', { schema: null, name: node.CreateForeignServerStmt.servername ?? '' }),
    ];
  }
  return roleMentions(node) ?? grantAndCommentMentions(node) ?? ownershipMentions(node) ?? [];
}

function roleMentions(node: Node): ObjectMention[] | null {
  if ('CreateRoleStmt' in node)
    return [mention('create', 'role', { schema: null, name: node.CreateRoleStmt.role ?? '' })];
  if ('AlterRoleStmt' in node) {
    return [mention('alter', 'role', { schema: null, name: node.AlterRoleStmt.role?.rolename ?? '' })];
  }
  if ('DropRoleStmt' in node) {
    return (node.DropRoleStmt.roles ?? []).flatMap((role) =>
      'RoleSpec' in role
        ? [mention('drop', 'role', { schema: null, name: role.RoleSpec.rolename ?? '' })]
        : [],
    );
  }
  return null;
}

function grantAndCommentMentions(node: Node): ObjectMention[] | null {
  if ('GrantStmt' in node) {
    const kind = kindOf(node.GrantStmt.objtype) ?? 'table';
    return (node.GrantStmt.objects ?? []).map((object) =>
      mention('alter', kind, named(kind, partsOf(object))),
    );
  }
  if ('CommentStmt' in node) {
    const kind = kindOf(node.CommentStmt.objtype);
    return kind === null ? [] : [mention('alter', kind, named(kind, partsOf(node.CommentStmt.object)))];
  }
  return null;
}

function ownershipMentions(node: Node): ObjectMention[] | null {
  const stmt =
    'AlterOwnerStmt' in node
      ? { type: node.AlterOwnerStmt.objectType, ...node.AlterOwnerStmt }
      : 'AlterObjectSchemaStmt' in node
        ? { type: node.AlterObjectSchemaStmt.objectType, ...node.AlterObjectSchemaStmt }
        : null;
  if (stmt === null) return null;
  const kind = kindOf(stmt.type);
  if (kind === null) return [];
  const target =
    stmt.relation === undefined ? named(kind, partsOf(stmt.object)) : nameOfRelation(stmt.relation);
  return [mention('alter', kind, target)];
}

function named(kind: string, parts: readonly string[]): Named {
  return livesInTable(kind) ? ofTable(parts) : qualified(parts);
}

function renameMentions(rename: RenameStmt): ObjectMention[] {
  const kind = kindOf(rename.renameType);
  if (kind === null) return [];
  const to = rename.newname ?? '';
  if (rename.relation !== undefined) {
    const relation = nameOfRelation(rename.relation);
    const target = livesInTable(kind)
      ? { schema: relation.schema, table: relation.name, name: rename.subname ?? '' }
      : relation;
    return [{ ...mention('rename', kind, target), to }];
  }
  return [{ ...mention('rename', kind, named(kind, partsOf(rename.object))), to }];
}
