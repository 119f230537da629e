import type { ObservedStatement } from './ports.ts';

/**
 * Finds the statements that may name an object among thousands without asking each of them: by the last part of the names
 * in their text and in the catalog's account, and by the renames that lead from one name to another.
 */
export class StatementIndex {
  readonly #observed: readonly ObservedStatement[];
  readonly #byName = new Map<string, number[]>();
  /** Names that a rename connects, both ways. */
  readonly #renamed = new Map<string, Set<string>>();
  /** Statements that concern everybody: renames, all objects of a schema, objects whose name PostgreSQL chooses. */
  readonly #always: number[] = [];

  constructor(observed: readonly ObservedStatement[]) {
    this.#observed = observed;
    for (const [position, { statement, events }] of observed.entries()) {
      const names = new Set<string>();
      let concernsAll = false;
      for (const { name, to, verb } of statement.mentions) {
        names.add(name);
        if (name === '' || name === '*' || verb === 'rename') concernsAll = true;
        if (to === undefined) continue;
        names.add(to);
        this.#connect(name, to);
      }
      for (const { names: parts } of events) names.add(parts.at(-1) ?? '');
      if (concernsAll) this.#always.push(position);
      else for (const name of names) this.#add(name, position);
    }
  }

  /** Every statement that may name an object which has this name at some time, in the order in which they ran. */
  mayName(name: string): ObservedStatement[] {
    const positions = new Set(this.#always);
    for (const known of this.#namesOf(name)) {
      for (const position of this.#byName.get(known) ?? []) positions.add(position);
    }
    return [...positions]
      .sort((left, right) => left - right)
      .flatMap((position) => this.#observed[position] ?? []);
  }

  #namesOf(name: string): ReadonlySet<string> {
    const names = new Set([name]);
    // A set hands out what is added to it while it is walked.
    for (const known of names) for (const other of this.#renamed.get(known) ?? []) names.add(other);
    return names;
  }

  #add(name: string, position: number): void {
    const positions = this.#byName.get(name);
    if (positions === undefined) this.#byName.set(name, [position]);
    else positions.push(position);
  }

  #connect(one: string, other: string): void {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const known = this.#renamed.get(from) ?? new Set();
      this.#renamed.set(from, known.add(to));
    }
  }
}
