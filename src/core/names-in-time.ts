import type { ObjectDifference, ObservedStatement } from './ports.ts';
import { routineName } from './routine-names.ts';
import type { ObjectMention } from './statements.ts';

/** Kinds that the parse tree cannot tell apart: DROP TABLE names them all, GRANT calls every relation a table. */
const RELATIONS = new Set(['table', 'view', 'materializedView', 'sequence', 'foreignTable', 'index']);
/** What columns, constraints, values and attributes belong to. */
const CONTAINERS = new Set([...RELATIONS, 'type', 'domain']);
const ROUTINES = new Set(['function', 'procedure', 'aggregate']);

/**
 * The names of one object while statements pass by: schema, table and own name change when a statement renames one of
 * them. Read backwards it starts with the last names and finds the former ones; forwards the other way round.
 */
export class NamesInTime {
  readonly #kind: string;
  /** Routines: the types of the arguments. */
  readonly #arguments: readonly string[] | null;
  readonly #direction: 'forwards' | 'backwards';
  #schema: string | null;
  #table: string | null;
  #name: string;

  constructor(
    { kind, schema, table, name }: Pick<ObjectDifference, 'kind' | 'schema' | 'table' | 'name'>,
    direction: 'forwards' | 'backwards',
  ) {
    this.#kind = kind;
    this.#direction = direction;
    this.#schema = schema;
    this.#table = table;
    this.#name = bareName(kind, name);
    this.#arguments = ROUTINES.has(kind) ? routineName(name).arguments : null;
  }

  /** Its own name, routines without their arguments. */
  get name(): string {
    return this.#name;
  }

  /** The relation that the object is or belongs to. */
  relation(): { schema: string | null; name: string } {
    return { schema: this.#schema, name: this.#table ?? this.#name };
  }

  /** Whether a mention names the object itself. */
  isNamedBy(mention: ObjectMention, searchPath: readonly string[]): boolean {
    if (!kindMatches(this.#kind, mention.kind) || !this.#inSchema(this.#schemaIn(mention), searchPath))
      return false;
    if (mention.table !== null && this.#table !== null && mention.table !== this.#table) return false;
    if (!this.#hasArguments(mention)) return false;
    // A name that PostgreSQL chose is known only by its table.
    if (mention.name === '') return mention.kind === this.#kind && mention.table === this.#table;
    return mention.name === '*' || this.#nameIn(mention) === this.#name;
  }

  /** Whether a mention names the table that the object belongs to, or something inside the object if it is a table. */
  tableIsNamedBy(mention: ObjectMention, searchPath: readonly string[]): boolean {
    if (!this.#inSchema(mention.schema, searchPath)) return false;
    const mentioned = mention.table ?? (RELATIONS.has(mention.kind) ? mention.name : null);
    if (mentioned === null) return false;
    return mentioned === (this.#table ?? (RELATIONS.has(this.#kind) ? this.#name : null));
  }

  /** Whether the catalog's address parts name the object: without its table where the catalog leaves that out (indexes). */
  isAddress(parts: readonly string[]): boolean {
    const own = this.#kind === 'index' ? [this.#schema, this.#name] : [this.#schema, this.#table, this.#name];
    const wanted = own.filter((part) => part !== null);
    return parts.length === wanted.length && wanted.every((part, index) => part === parts[index]);
  }

  isAddressOfTable(parts: readonly string[]): boolean {
    const { schema, name } = this.relation();
    return parts[0] === schema && parts[1] === name;
  }

  /** Takes over the names that the object had on the other side of a statement. */
  pass({ statement, searchPath }: ObservedStatement): void {
    const { mentions } = statement;
    for (const mention of this.#direction === 'forwards' ? mentions : mentions.toReversed()) {
      if (mention.verb !== 'rename' || mention.to === undefined) continue;
      const [here, there] =
        this.#direction === 'forwards' ? [mention.name, mention.to] : [mention.to, mention.name];
      if (mention.kind === 'schema' && this.#kind !== 'schema') {
        if (this.#schema === here) this.#schema = there;
        continue;
      }
      const schemaHere = this.#schemaIn(mention);
      if (!this.#inSchema(schemaHere, searchPath)) continue;
      if (
        this.#table !== null &&
        CONTAINERS.has(mention.kind) &&
        mention.table === null &&
        this.#table === here
      ) {
        this.#table = there;
      } else {
        const sameTable = mention.table === null || mention.table === this.#table;
        if (!kindMatches(this.#kind, mention.kind) || !sameTable || this.#name !== here) continue;
        if (!this.#hasArguments(mention)) continue;
        this.#name = there;
      }
      if (mention.toSchema !== undefined) {
        this.#schema = this.#direction === 'forwards' ? mention.toSchema : (mention.schema ?? this.#schema);
      }
    }
  }

  #hasArguments({ arguments: types }: ObjectMention): boolean {
    const own = this.#arguments;
    if (types === undefined || own === null) return true;
    return types.length === own.length && types.every((type, index) => type === own[index]);
  }

  /** The schema by which a mention finds the object: SET SCHEMA has two. */
  #schemaIn(mention: ObjectMention): string | null {
    return this.#direction === 'backwards' ? (mention.toSchema ?? mention.schema) : mention.schema;
  }

  #nameIn(mention: ObjectMention): string {
    return this.#direction === 'backwards' ? (mention.to ?? mention.name) : mention.name;
  }

  #inSchema(schema: string | null, searchPath: readonly string[]): boolean {
    if (this.#schema === null || this.#kind === 'schema') return true;
    return schema === null ? searchPath.includes(this.#schema) : schema === this.#schema;
  }
}

function kindMatches(left: string, right: string): boolean {
  return (
    left === right ||
    (RELATIONS.has(left) && RELATIONS.has(right)) ||
    (ROUTINES.has(left) && ROUTINES.has(right)) ||
    // An index that belongs to a constraint is renamed as either.
    (left === 'constraint' && right === 'index') ||
    (left === 'domain' && right === 'type')
  );
}

/** `total(integer)` → `total`: statements may name a routine without its arguments. */
function bareName(kind: string, name: string): string {
  return ROUTINES.has(kind) || kind === 'operator' ? routineName(name).name : name;
}
