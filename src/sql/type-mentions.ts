import type { AlterDomainStmt, AlterEnumStmt, Node } from 'libpg-query';
import type { ObjectMention } from '../core/statements.ts';
import { typesOfParameters, typesOfRoutine } from './argument-types.ts';
import { kindOf } from './kinds.ts';
import { mention, routineMention } from './mention.ts';
import { nameOfRelation, nameOfRoutine, partsOfList, qualified } from './names.ts';

/** What statements about routines, types, domains, operators and text search name. */
export function routineAndTypeMentions(node: Node): ObjectMention[] | null {
  return routineMentions(node) ?? typeMentions(node);
}

function routineMentions(node: Node): ObjectMention[] | null {
  if ('CreateFunctionStmt' in node) {
    const { is_procedure: procedure, funcname, parameters } = node.CreateFunctionStmt;
    const kind = procedure === true ? 'procedure' : 'function';
    return [routineMention('create', kind, qualified(partsOfList(funcname)), typesOfParameters(parameters))];
  }
  if ('AlterFunctionStmt' in node) {
    const { objtype, func } = node.AlterFunctionStmt;
    return [
      routineMention('alter', kindOf(objtype) ?? 'function', nameOfRoutine(func), typesOfRoutine(func)),
    ];
  }
  if ('AlterOperatorStmt' in node)
    return [mention('alter', 'operator', nameOfRoutine(node.AlterOperatorStmt.opername))];
  // A cast has no name, and the catalog writes its types in another way than the text does.
  if ('CreateCastStmt' in node) return [mention('create', 'cast', { schema: null, name: '*' })];
  if ('AlterTSConfigurationStmt' in node) {
    const name = qualified(partsOfList(node.AlterTSConfigurationStmt.cfgname));
    return [mention('alter', 'text search configuration', name)];
  }
  if ('AlterTSDictionaryStmt' in node) {
    const name = qualified(partsOfList(node.AlterTSDictionaryStmt.dictname));
    return [mention('alter', 'text search dictionary', name)];
  }
  return null;
}

function typeMentions(node: Node): ObjectMention[] | null {
  if ('DefineStmt' in node) {
    const kind = kindOf(node.DefineStmt.kind);
    return kind === null ? [] : [mention('create', kind, qualified(partsOfList(node.DefineStmt.defnames)))];
  }
  if ('CreateEnumStmt' in node)
    return [mention('create', 'type', qualified(partsOfList(node.CreateEnumStmt.typeName)))];
  if ('AlterEnumStmt' in node) return [alterEnumMention(node.AlterEnumStmt)];
  if ('AlterTypeStmt' in node)
    return [mention('alter', 'type', qualified(partsOfList(node.AlterTypeStmt.typeName)))];
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

function alterEnumMention({ typeName, oldVal, newVal }: AlterEnumStmt): ObjectMention {
  const type = qualified(partsOfList(typeName));
  if (oldVal === undefined) return mention('alter', 'type', type);
  const value = { schema: type.schema, table: type.name, name: oldVal };
  return mention('rename', 'enumValue', value, { to: newVal ?? '' });
}

function alterDomainMention(stmt: AlterDomainStmt): ObjectMention {
  const checks =
    stmt.def !== undefined && 'Constraint' in stmt.def && stmt.def.Constraint.skip_validation !== true;
  // Subtypes of AlterDomainStmt in parsenodes.h: O = SET NOT NULL, C = ADD CONSTRAINT, V = VALIDATE.
  const scans = stmt.subtype === 'O' || stmt.subtype === 'V' || (stmt.subtype === 'C' && checks);
  const domain = qualified(partsOfList(stmt.typeName));
  return mention('alter', 'domain', domain, { risks: scans ? ['domain-rule'] : [] });
}
