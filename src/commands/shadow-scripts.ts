import { messageOf } from '../core/errors.ts';
import type { Migration } from '../core/migration.ts';
import type { CutMigration, ReplaySession, SqlParser } from '../core/ports.ts';
import type { CommandContext } from './context.ts';

/** Runs scripts on one database of the shadow as migrations run, and says what went wrong instead of throwing. */
export class ShadowScripts {
  readonly #session: ReplaySession;
  readonly #parser: SqlParser;
  readonly #context: CommandContext;

  constructor(session: ReplaySession, parser: SqlParser, context: CommandContext) {
    this.#session = session;
    this.#parser = parser;
    this.#context = context;
  }

  /** The message of what failed, or null. `name` is what messages call the script. */
  async run(name: string, sql: string): Promise<string | null> {
    if (sql.trim() === '') return null;
    const cut = await this.#parser.cut(sql);
    if (!cut.ok) return `${name}:${cut.problem.line}: ${cut.problem.message}`;
    const migration: Migration = { version: '0', name, file: name, sql, digest: '' };
    return await this.replay([{ migration, statements: cut.statements }]);
  }

  /** The message of what failed, or null. Throws only where the run was interrupted. */
  async replay(migrations: readonly CutMigration[]): Promise<string | null> {
    const { signal, progress } = this.#context;
    try {
      await this.#session.replay(migrations, { observe: false, signal, progress });
      return null;
    } catch (thrown) {
      signal.throwIfAborted();
      return messageOf(thrown);
    }
  }
}

/** Statements as one script, each closed by a semicolon. */
export function scriptOf(statements: readonly string[]): string {
  return statements.map((statement) => `${statement.trim().replace(/;$/u, '')};`).join('\n');
}
