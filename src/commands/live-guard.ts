import { presentName, type RenamesDown, underPresentNames } from '../core/rollback-names.ts';
import type { LossGuard } from '../core/rollback-work.ts';
import type { ProvenStep } from './rollback-way.ts';

/** A guard names things as they are when its step begins; now they may still have the names of later migrations. */
export function inLive(guard: LossGuard, { above }: ProvenStep): LossGuard {
  const inLiveTable = (schema: string, name: string): { schema: string; table: string } => {
    const present = presentName({ schema, table: null, name }, 'table', above);
    return { schema: present.schema ?? schema, table: present.name };
  };
  const column =
    guard.column === null
      ? null
      : presentName({ schema: guard.schema, table: guard.table, name: guard.column }, 'column', above);
  return {
    ...guard,
    ...inLiveTable(guard.schema, guard.table),
    ...(guard.computed === undefined ? {} : { computed: computedInLive(guard.computed, guard, above) }),
    column: column?.name ?? null,
    kept: guard.kept.map(({ schema, table }) => inLiveTable(schema, table)),
  };
}

/** What is computed over columns that may have later names by now. */
function computedInLive(computed: string, { schema, table }: LossGuard, above: RenamesDown): string {
  return above.toReversed().reduce(
    ({ expression, place }, renames) => {
      const present = presentName(place, 'table', [renames]);
      const columns = { schema: present.schema, table: present.name };
      return { place: present, expression: underPresentNames(expression, columns, renames) };
    },
    { expression: computed, place: presentName({ schema, table: null, name: table }, 'table', []) },
  ).expression;
}
