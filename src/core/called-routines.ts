import type { CutMigration, SqlParser } from './ports.ts';
import { writesRows } from './row-changes.ts';
import type { DataStatement, RoutineCall, Statement } from './statements.ts';

const ROUTINES = ['function', 'procedure'];

interface KnownRoutine {
  readonly schema: string | null;
  readonly sql: string;
}

/**
 * Tells for each SELECT, CALL and DO of the head what the routines do to rows that it calls, as far as their text tells: no
 * lock shows it where the transaction has that lock already, and PostgreSQL takes it as soon as a routine in SQL is made.
 * What triggers do is told beside it: whether they fire only the lock shows.
 * The routines are those of the migrations, in the state in which the statement finds them.
 */
export async function withCalledRoutines(
  base: readonly CutMigration[],
  head: readonly CutMigration[],
  parser: Pick<SqlParser, 'routineBody'>,
): Promise<readonly CutMigration[]> {
  if (!head.some(({ statements }) => statements.some(({ data }) => data !== null))) return head;
  const known = new KnownRoutines(parser);
  for (const { statements } of base) for (const statement of statements) known.learn(statement);
  const told: CutMigration[] = [];
  for (const { migration, statements } of head) {
    const found: Statement[] = [];
    for (const statement of statements) {
      known.learn(statement);
      found.push(await known.tell(statement));
    }
    told.push({ migration, statements: found });
  }
  return told;
}

class KnownRoutines {
  readonly #parser: Pick<SqlParser, 'routineBody'>;
  /** By bare name, and in it by schema and argument types. */
  readonly #routines = new Map<string, Map<string, KnownRoutine>>();

  /** The functions of triggers by the bare name of their table. */
  readonly #triggers = new Map<string, readonly RoutineCall[]>();

  constructor(parser: Pick<SqlParser, 'routineBody'>) {
    this.#parser = parser;
  }

  learn({ node, mentions, sql, calls }: Statement): void {
    if (node === 'CreateTrigStmt') this.#learnTrigger(mentions[0]?.table ?? '', calls);
    for (const { verb, kind, schema, name, to, toSchema } of mentions) {
      if (verb === 'rename' && ROUTINES.includes(kind)) this.#rename({ schema, name }, to ?? name, toSchema);
    }
    if (node !== 'CreateFunctionStmt') return;
    for (const { schema, name, arguments: types } of mentions) {
      const overloads = this.#routines.get(name) ?? new Map<string, KnownRoutine>();
      this.#routines.set(name, overloads.set(JSON.stringify([schema, types]), { schema, sql }));
    }
  }

  /** Every overload that may be meant, and under the old name too: one told too often is better than one not told. */
  #rename({ schema, name }: RoutineCall, to: string, toSchema: string | undefined): void {
    const renamed = new Map(this.#routines.get(to));
    for (const [key, routine] of this.#routines.get(name) ?? []) {
      if (schema !== null && routine.schema !== null && routine.schema !== schema) continue;
      const moved = { ...routine, schema: toSchema ?? routine.schema };
      renamed.set(JSON.stringify([moved.schema, name, key]), moved);
    }
    this.#routines.set(to, renamed);
  }

  async tell(statement: Statement): Promise<Statement> {
    const { data, calls } = statement;
    if (data === null) return statement;
    const inside = [...data.inside, ...(await this.#writesOf(calls, new Set()))];
    const tables = new Set([data, ...inside].map(({ table }) => table ?? ''));
    const functions = [...tables].flatMap((table) => this.#triggers.get(table) ?? []);
    const triggered = await this.#writesOf(functions, new Set());
    return { ...statement, data: { ...data, inside, ...(triggered.length === 0 ? {} : { triggered }) } };
  }

  #learnTrigger(table: string, functions: readonly RoutineCall[]): void {
    this.#triggers.set(table, [...(this.#triggers.get(table) ?? []), ...functions]);
  }

  /** `seen`: routines may call each other in a circle. */
  async #writesOf(calls: readonly RoutineCall[], seen: Set<string>): Promise<DataStatement[]> {
    const found: DataStatement[] = [];
    for (const { schema, name } of calls) {
      for (const routine of this.#routines.get(name)?.values() ?? []) {
        const mayBe = schema === null || routine.schema === null || routine.schema === schema;
        if (!mayBe || seen.has(routine.sql)) continue;
        seen.add(routine.sql);
        const body = await this.#parser.routineBody(routine.sql);
        found.push(...body.data, ...(await this.#writesOf(body.calls, seen)));
        if (body.dynamic && writesRows(routine.sql)) found.push(UNKNOWN_WRITE);
      }
    }
    return found;
  }
}

/** Rows of a table whose name is put together only when it runs. */
const UNKNOWN_WRITE: DataStatement = {
  action: 'do',
  schema: null,
  table: null,
  columns: [],
  everyRow: false,
  inside: [],
  dynamic: true,
};
