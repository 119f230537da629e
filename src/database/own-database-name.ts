import type { Statement } from '../core/statements.ts';

const NAME = /("(?:[^"]|"")+"|[^\s"';]+)/u.source;
const DATABASE = new RegExp(`^(alter\\s+database\\s+)${NAME}`, 'iu');
const IN_DATABASE = new RegExp(`(\\bin\\s+database\\s+)${NAME}`, 'iu');

/** Whether a statement sets something for a database, which a migration knows by the name that it has on the platform. */
export function namesDatabase({ node }: Pick<Statement, 'node'>): boolean {
  return node === 'AlterDatabaseSetStmt' || node === 'AlterRoleSetStmt' || node === 'AlterDatabaseStmt';
}

/**
 * The statement for the shadow's own database instead of `postgres`: that name is another one on its server, which does not
 * belong to the review.
 */
export function onOwnDatabase({ sql, node }: Pick<Statement, 'sql' | 'node'>, own: string): string {
  const pattern = node === 'AlterRoleSetStmt' ? IN_DATABASE : DATABASE;
  return sql.replace(pattern, (all, words: string, name: string) =>
    name.replaceAll('"', '') === 'postgres' ? `${words}"${own.replaceAll('"', '""')}"` : all,
  );
}
