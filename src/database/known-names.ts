import type { Statement } from '../core/statements.ts';

/** Statements that lock no relation but those that their text names. Not DROP, whose CASCADE goes on, and nothing that runs a routine. */
const LOCK_WHAT_THEY_NAME: ReadonlySet<string> = new Set([
  'AlterFunctionStmt',
  'AlterSeqStmt',
  'AlterTableStmt',
  'CommentStmt',
  'CompositeTypeStmt',
  'CreateDomainStmt',
  'CreateEnumStmt',
  'CreateFunctionStmt',
  'CreatePolicyStmt',
  'CreateSeqStmt',
  'CreateStmt',
  'CreateTrigStmt',
  'GrantStmt',
  'IndexStmt',
  'VariableSetStmt',
  'ViewStmt',
]);

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/gu;

/** What is asked of the relations that were there before: names in lower case, as a search for words of a text finds them. */
export class KnownNames {
  readonly #ids = new Map<string, string[]>();
  /** Names that are no single word are looked for as they are. */
  readonly #odd: string[] = [];

  constructor(relations: Iterable<readonly [id: string, name: string]>) {
    for (const [id, name] of relations) {
      const key = name.toLowerCase();
      this.#ids.set(key, [...(this.#ids.get(key) ?? []), id]);
      if (key.match(WORD)?.[0] !== key) this.#odd.push(key);
    }
  }

  /**
   * Ids of the relations that a statement may lock in a mode of its own choice, and of those that it can only refer to in a
   * foreign key, which locks them in one mode; null where the text does not tell.
   */
  lockedBy(
    statement: Statement,
  ): { readonly chosen: readonly string[]; readonly referred: readonly string[] } | null {
    const { node, sql, mentions } = statement;
    if (!LOCK_WHAT_THEY_NAME.has(node) || mentions.some(({ name }) => name === '*')) return null;
    const named = this.#named(sql);
    const makesOrAlters = node === 'CreateStmt' || node === 'AlterTableStmt';
    if (!makesOrAlters || /\b(?:inherits?|like|partition)\b/iu.test(sql))
      return { chosen: named, referred: [] };
    const own = new Set(
      mentions.flatMap(({ table, name }) => this.#ids.get((table ?? name).toLowerCase()) ?? []),
    );
    return { chosen: named.filter((id) => own.has(id)), referred: named.filter((id) => !own.has(id)) };
  }

  #named(sql: string): string[] {
    const text = sql.toLowerCase();
    const found = new Set<string>(text.match(WORD) ?? []);
    for (const name of this.#odd) if (text.includes(name)) found.add(name);
    return [...found].flatMap((name) => this.#ids.get(name) ?? []);
  }
}
