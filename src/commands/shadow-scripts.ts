import { messageOf } from '../core/errors.ts';
import type { Migration } from '../core/migration.ts';
import type { CutMigration, ReplayPort, ShadowDatabase, SqlParser } from '../core/ports.ts';
import type { CommandContext } from './context.ts';

/** Runs scripts on one database of the shadow as migrations run, and says what went wrong instead of throwing. */
export class ShadowScripts {
  readonly #database: ShadowDatabase;
  readonly #ports: { readonly parser: SqlParser; readonly replay: ReplayPort };
  readonly #context: CommandContext;

  constructor(
    database: ShadowDatabase,
    ports: { readonly parser: SqlParser; readonly replay: ReplayPort },
    context: CommandContext,
  ) {
    this.#database = database;
    this.#ports = ports;
    this.#context = context;
  }

  /** The message of what failed, or null. `name` is what messages call the script. */
  async run(name: string, sql: string): Promise<string | null> {
    if (sql.trim() === '') return null;
    const cut = await this.#ports.parser.cut(sql);
    if (!cut.ok) return `${name}:${cut.problem.line}: ${cut.problem.message}`;
    const migration: Migration = { version: '0', name, file: name, sql, digest: '' };
    return await this.replay([{ migration, statements: cut.statements }]);
  }

  /** The message of what failed, or null. Throws only where the run was interrupted. */
  async replay(migrations: readonly CutMigration[]): Promise<string | null> {
    const { signal, progress } = this.#context;
    try {
      await this.#ports.replay.replay(this.#database, migrations, { observe: false, signal, progress });
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
