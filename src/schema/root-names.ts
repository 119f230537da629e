import type { ObjectAddress } from './identity.ts';

/** The name of a root (rootNameOf), from what the catalog calls an object. */
export function rootNameOfAddress({
  kind,
  schema,
  name,
  arguments: args,
}: Pick<ObjectAddress, 'kind' | 'schema' | 'name' | 'arguments'>): string {
  const isRoutine = kind === 'function' || kind === 'procedure' || kind === 'aggregate';
  return JSON.stringify([kind, schema, name, isRoutine ? args : null]);
}
