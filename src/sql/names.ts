import type { Node, ObjectWithArgs, RangeVar, TypeName } from 'libpg-query';

export interface QualifiedName {
  readonly schema: string | null;
  readonly name: string;
}

export function nameOfRelation(relation: RangeVar | undefined): QualifiedName {
  return { schema: relation?.schemaname ?? null, name: relation?.relname ?? '' };
}

/** The parts of a dotted name: `[schema, name]` as String nodes, bare, in a List, a TypeName or an ObjectWithArgs. */
export function partsOf(node: Node | undefined): string[] {
  if (node === undefined) return [];
  if ('String' in node) return [node.String.sval ?? ''];
  if ('List' in node) return (node.List.items ?? []).flatMap(partsOf);
  if ('TypeName' in node) return partsOfList(node.TypeName.names);
  if ('ObjectWithArgs' in node) return partsOfList(node.ObjectWithArgs.objname);
  if ('RangeVar' in node) {
    const { schema, name } = nameOfRelation(node.RangeVar);
    return schema === null ? [name] : [schema, name];
  }
  return [];
}

export function partsOfList(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap(partsOf);
}

/** Reads `name` or `schema.name` (a leading catalog is dropped). */
export function qualified(parts: readonly string[]): QualifiedName {
  return { schema: parts.length > 1 ? (parts.at(-2) ?? null) : null, name: parts.at(-1) ?? '' };
}

/** Reads `table.name` or `schema.table.name`, the way policies, triggers, rules and constraints are named in DROP and COMMENT. */
export function ofTable(parts: readonly string[]): QualifiedName & { readonly table: string | null } {
  return {
    schema: parts.length > 2 ? (parts.at(-3) ?? null) : null,
    table: parts.at(-2) ?? null,
    name: parts.at(-1) ?? '',
  };
}

export function nameOfRoutine(routine: ObjectWithArgs | undefined): QualifiedName {
  return qualified(partsOfList(routine?.objname));
}

export function nameOfType(type: TypeName | undefined): QualifiedName {
  return qualified(partsOfList(type?.names));
}
