import type { Fact, FactBase, StableId } from '@supabase/pg-delta/core';
import { quoted } from './rename-sql.ts';

/**
 * Statements of a plan, with the column grants that its table grants take away put behind them. REVOKE ALL on a table takes the
 * grants on its columns too (PostgreSQL, REVOKE, notes), and pg-delta neither puts column grants behind it nor grants again
 * those that both sides have. `to`: the schema that the plan leads to.
 */
export function withColumnGrants(statements: readonly string[], to: FactBase): string[] {
  const all = new Set(statements);
  const lost = [...to.facts()]
    .flatMap((fact) => columnGrant(fact) ?? [])
    .filter(({ takenBy }) => all.has(takenBy));
  const again = new Set(lost.flatMap(({ reset, grants }) => [reset, ...grants]));
  return [...statements.filter((sql) => !again.has(sql)), ...lost.flatMap(({ grants }) => grants)];
}

interface ColumnGrant {
  /** What takes it away without naming it. */
  readonly takenBy: string;
  /** What pg-delta says before it grants. */
  readonly reset: string;
  readonly grants: readonly string[];
}

function columnGrant({ id, payload }: Fact): ColumnGrant | null {
  if (id.kind !== 'acl' || id.column === undefined) return null;
  const table = relation(id.target);
  if (table === null) return null;
  const column = quoted(id.column);
  const role = id.grantee === 'PUBLIC' ? 'PUBLIC' : quoted(id.grantee);
  const grantable = new Set(words(payload['grantable']));
  const privileges = words(payload['privileges']);
  const grant = (which: readonly string[], ending: string): string[] =>
    which.length === 0
      ? []
      : [
          `GRANT ${which.map((one) => `${one} (${column})`).join(', ')} ON TABLE ${table} TO ${role}${ending}`,
        ];
  return {
    takenBy: `REVOKE ALL ON TABLE ${table} FROM ${role}`,
    reset: `REVOKE ALL (${column}) ON TABLE ${table} FROM ${role}`,
    grants: [
      ...grant(
        privileges.filter((one) => !grantable.has(one)),
        '',
      ),
      ...grant(
        privileges.filter((one) => grantable.has(one)),
        ' WITH GRANT OPTION',
      ),
    ],
  };
}

function relation(target: StableId): string | null {
  return 'schema' in target && 'name' in target ? `${quoted(target.schema)}.${quoted(target.name)}` : null;
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
