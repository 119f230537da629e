import type { PlacedChange } from './placed-change.ts';
import type { ObservedStatement } from './ports.ts';

/**
 * Settings of the database, or of a role in it, as changes of their own: they belong to no object of the schema, so no
 * comparison shows them.
 */
export function settingChanges(observed: readonly ObservedStatement[]): PlacedChange[] {
  return observed.filter(setsDatabase).map(({ migration, statement }) => {
    const isRole = statement.node === 'AlterRoleSetStmt';
    const change = {
      verb: 'alter' as const,
      kind: isRole ? 'role' : 'database',
      schema: null,
      table: null,
      name: statement.mentions[0]?.name ?? '',
      from: null,
      details: [`${settingOf(statement.sql)}${isRole ? ' in this database' : ''}`],
      hazards: [],
      lock: null,
      lockedRelations: [],
      migration: migration.version,
      file: migration.file,
      line: statement.line,
    };
    return { change, hazards: [] };
  });
}

/** ALTER DATABASE … SET, and ALTER ROLE … IN DATABASE … SET. */
export function setsDatabase({ statement: { node, sql } }: Pick<ObservedStatement, 'statement'>): boolean {
  return node === 'AlterDatabaseSetStmt' || (node === 'AlterRoleSetStmt' && /\bin\s+database\b/iu.test(sql));
}

/** `set timezone = 'UTC'` */
function settingOf(sql: string): string {
  const [clause = sql] = /\b(?:set|reset)\s[\s\S]*$/iu.exec(sql) ?? [];
  return clause.replaceAll(/\s+/gu, ' ').replace(/;$/u, '');
}
