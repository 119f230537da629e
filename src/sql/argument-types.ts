import type { FunctionParameter, Node, ObjectWithArgs, TypeName } from 'libpg-query';
import { partsOfList } from './names.ts';

/** Names that the parse tree has for types which the catalog writes out (format_type of PostgreSQL). */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bpchar: 'character',
  float4: 'real',
  float8: 'double precision',
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  time: 'time without time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  timetz: 'time with time zone',
  varbit: 'bit varying',
  varchar: 'character varying',
};

/** The types of the arguments that tell overloads of a routine apart, without schemas; null where the text names none. */
export function typesOfRoutine(routine: ObjectWithArgs | undefined): string[] | null {
  if (routine === undefined || routine.args_unspecified === true) return null;
  return (routine.objargs ?? []).flatMap(typeOf);
}

export function typesOfParameters(parameters: readonly Node[] | undefined): string[] {
  return (parameters ?? []).flatMap((node) => {
    if (!('FunctionParameter' in node) || !isInput(node.FunctionParameter)) return [];
    return typeName(node.FunctionParameter.argType);
  });
}

function isInput({ mode }: FunctionParameter): boolean {
  return mode !== 'FUNC_PARAM_OUT' && mode !== 'FUNC_PARAM_TABLE';
}

function typeOf(node: Node): string[] {
  return 'TypeName' in node ? typeName(node.TypeName) : [];
}

function typeName(type: TypeName | undefined): string[] {
  const name = partsOfList(type?.names).at(-1);
  if (name === undefined) return [];
  const array = (type?.arrayBounds ?? []).length > 0 ? '[]' : '';
  return [`${WRITTEN_OUT[name] ?? name}${array}`];
}
