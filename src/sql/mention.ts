import type { ObjectMention } from '../core/statements.ts';
import { livesInTable } from './kinds.ts';
import { ofTable, qualified } from './names.ts';

export type Verb = ObjectMention['verb'];

export interface Named {
  readonly schema: string | null;
  readonly table?: string | null;
  readonly name: string;
}

type Extras = Partial<Pick<ObjectMention, 'risks' | 'mayRewrite' | 'to' | 'toSchema' | 'minor'>>;

/** A mention, without risks unless they are given: the common case. */
export function mention(verb: Verb, kind: string, named: Named, extras: Extras = {}): ObjectMention {
  const { schema, table = null, name } = named;
  return { verb, kind, schema, table, name, risks: [], mayRewrite: false, ...extras };
}

/** A mention of what lives in no schema: roles, extensions, publications. */
export function globalMention(verb: Verb, kind: string, name: string | undefined): ObjectMention {
  return mention(verb, kind, { schema: null, name: name ?? '' });
}

/** Reads the parts of a dotted name as the kind wants them: `schema.table.name` for parts of tables, else `schema.name`. */
export function named(kind: string, parts: readonly string[]): Named {
  return livesInTable(kind) ? ofTable(parts) : qualified(parts);
}
