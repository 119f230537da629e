import { objectName } from '../core/object-names.ts';
import type { RowReader } from '../core/rollback-ports.ts';
import type { LossGuard } from '../core/rollback-work.ts';

/**
 * Guards, and those of tables that inherit what they are about: of these a comparison of schemas says nothing, because only the
 * parent is named where it goes. `live` are the same guards under the names that things have now.
 */
export async function withHeirs(
  guards: readonly LossGuard[],
  live: readonly LossGuard[],
  allowed: readonly string[],
  rows: RowReader,
): Promise<readonly LossGuard[]> {
  const known = new Set(guards.map(({ object }) => object));
  const whole = new Set(guards.filter(({ kind }) => kind === 'table').map(placeOf));
  const heirs = await rows.heirs(live);
  const added = guards.flatMap((guard, index) =>
    (heirs[index] ?? []).flatMap(({ schema, name }): LossGuard[] => {
      const object = objectName(
        guard.column === null ? { schema, table: null, name } : { schema, table: name, name: guard.column },
      );
      const heir = {
        ...guard,
        schema,
        table: name,
        object,
        allowed: allowed.includes(object),
        former: { ...guard.former, schema, table: name },
        kept: [],
      };
      if (known.has(object) || whole.has(placeOf(heir))) return [];
      known.add(object);
      return [heir];
    }),
  );
  if (added.length === 0) return guards;
  // Rows of a table cannot be told by what it inherits and loses, whichever of its columns is asked about.
  const inherited = new Map<string, readonly string[]>();
  for (const heir of added)
    inherited.set(placeOf(heir), [...(inherited.get(placeOf(heir)) ?? []), ...heir.unsteady]);
  const own = new Map<string, readonly string[]>();
  for (const guard of guards)
    own.set(placeOf(guard), [...(own.get(placeOf(guard)) ?? []), ...guard.unsteady]);
  return [...guards, ...added].map((guard) => {
    const gone = inherited.get(placeOf(guard));
    if (gone === undefined || guard.kind === 'table') return guard;
    return {
      ...guard,
      unsteady: [...new Set([...guard.unsteady, ...gone, ...(own.get(placeOf(guard)) ?? [])])],
    };
  });
}

function placeOf({ schema, table }: Pick<LossGuard, 'schema' | 'table'>): string {
  return JSON.stringify([schema, table]);
}
