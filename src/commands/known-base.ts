import { extensionsUsed } from '../core/error-findings.ts';
import type { Migration } from '../core/migration.ts';
import { isPlatformSchema } from '../core/platform-refusals.ts';
import type { CutMigration } from '../core/ports.ts';
import type { Statement } from '../core/statements.ts';

/**
 * What a review must know of statements that ran long ago: the routines and triggers that later ones set off, the extensions,
 * and what the project made in the platform's schemas. By the place of their migration in the history.
 */
export type RememberedStatements = readonly (readonly [index: number, statements: readonly Statement[]])[];

export function remembered(base: readonly CutMigration[]): RememberedStatements {
  return base.flatMap(({ migration, statements }, index): RememberedStatements => {
    const kept = statements.filter((statement) => isWorthRemembering(statement, migration));
    return kept.length === 0 ? [] : [[index, kept]];
  });
}

function isWorthRemembering(statement: Statement, migration: Migration): boolean {
  const { node, mentions } = statement;
  return (
    node === 'CreateFunctionStmt' ||
    node === 'CreateTrigStmt' ||
    extensionsUsed([{ migration, statements: [statement] }]).size > 0 ||
    mentions.some(({ verb, schema }) => verb === 'create' && schema !== null && isPlatformSchema(schema))
  );
}

/** The migrations with only what was remembered of them. */
export function recalled(
  migrations: readonly Migration[],
  statements: RememberedStatements,
): readonly CutMigration[] {
  const known = new Map(statements);
  return migrations.map((migration, index) => ({ migration, statements: known.get(index) ?? [] }));
}

/** Reads what `remembered` gave, after it was text; null where it is something else. */
export function readRemembered(value: unknown): RememberedStatements | null {
  return Array.isArray(value) && value.every(isRemembered) ? value : null;
}

function isRemembered(value: unknown): value is readonly [number, readonly Statement[]] {
  return (
    Array.isArray(value) &&
    typeof value[0] === 'number' &&
    Array.isArray(value[1]) &&
    value[1].every(isStatement)
  );
}

function isStatement(value: unknown): value is Statement {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['sql', 'node', 'mentions', 'calls', 'data'].every((name) => Object.hasOwn(value, name))
  );
}
