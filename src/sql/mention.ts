import type { Node } from 'libpg-query';
import type { ObjectMention } from '../core/statements.ts';
import { typesOfRoutine } from './argument-types.ts';
import { livesInTable } from './kinds.ts';
import { ofTable, partsOf, qualified } from './names.ts';

export type Verb = ObjectMention['verb'];

export interface Named {
  readonly schema: string | null;
  readonly table?: string | null;
  readonly name: string;
}

type Extras = Partial<
  Pick<ObjectMention, 'risks' | 'mayRewrite' | 'to' | 'toSchema' | 'minor' | 'arguments'>
>;

/** A mention, without risks unless they are given: the common case. */
export function mention(verb: Verb, kind: string, named: Named, extras: Extras = {}): ObjectMention {
  const { schema, table = null, name } = named;
  return { verb, kind, schema, table, name, risks: [], mayRewrite: false, ...extras };
}

/** A mention of what lives in no schema: roles, extensions, publications. */
export function globalMention(verb: Verb, kind: string, name: string | undefined): ObjectMention {
  return mention(verb, kind, { schema: null, name: name ?? '' });
}

/** A mention of a routine, with the types of its arguments where the text names them. */
export function routineMention(
  verb: Verb,
  kind: string,
  name: Named,
  types: readonly string[] | null,
  extras: Extras = {},
): ObjectMention {
  return mention(verb, kind, name, types === null ? extras : { ...extras, arguments: types });
}

/** A mention of what DROP, COMMENT and the like name: a dotted name, for routines with the types of their arguments. */
export function objectMention(
  verb: Verb,
  kind: string,
  object: Node | undefined,
  extras: Extras = {},
): ObjectMention {
  const name = named(kind, partsOf(object));
  if (object === undefined || !('ObjectWithArgs' in object) || kind === 'operator')
    return mention(verb, kind, name, extras);
  return routineMention(verb, kind, name, typesOfRoutine(object.ObjectWithArgs), extras);
}

/** Reads the parts of a dotted name as the kind wants them: `schema.table.name` for parts of tables, else `schema.name`. */
function named(kind: string, parts: readonly string[]): Named {
  return livesInTable(kind) ? ofTable(parts) : qualified(parts);
}
