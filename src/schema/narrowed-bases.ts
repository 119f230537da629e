import { buildFactBase, encodeId, type Fact, type FactBase, type StableId } from '@supabase/pg-delta/core';
import { isRecord, textOf } from './phrases.ts';
import type { RecordedPart, RecordedSnapshot } from './recorded-snapshot.ts';
import { type Edge, type RootedFacts, rootNameOf, sortByRoot } from './rooted-facts.ts';
import { edgeOf } from './stored-facts.ts';
import type { UnmodelledFacts } from './unmodelled.ts';

/** What was read of a live schema: what is part of no root, and the roots that are not as they were recorded. */
export interface TouchedReading {
  /** The project's view; also of what the changed roots refer to. */
  readonly view: FactBase;
  readonly unmodelled: UnmodelledFacts;
  /** Names of roots that are new or have another digest. */
  readonly changed: ReadonlySet<string>;
  /** Names of roots that were recorded and are there no more. */
  readonly gone: ReadonlySet<string>;
}

/** The recorded and the live schema as far as they are looked at: everything else is the same in both. */
export interface NarrowedBases {
  readonly expected: FactBase;
  readonly live: FactBase;
}

/** Puts the two sides of a comparison together from a record and what was read because it differs from that. */
export class NarrowedSchema {
  readonly record: RecordedSnapshot;
  readonly #reading: TouchedReading;
  readonly #live: RootedFacts;
  /** Of the record's roots that were touched. */
  readonly touched: ReadonlySet<number>;

  constructor(record: RecordedSnapshot, reading: TouchedReading) {
    this.record = record;
    this.#reading = reading;
    this.#live = sortByRoot(reading.view);
    this.touched = new Set(
      [...reading.changed, ...reading.gone].flatMap((name) => record.placeOf(name) ?? []),
    );
  }

  /** The live roots that are not as they were recorded, by name. */
  *changed(): Iterable<readonly [name: string, facts: readonly Fact[], edges: readonly Edge[]]> {
    for (const name of this.#reading.changed) {
      yield [name, this.#live.rooted.get(name) ?? [], this.#live.edges.get(name) ?? []];
    }
  }

  /** With the roots that these refer to, of either side. */
  withReferences(places: Iterable<number>): ReadonlySet<number> {
    const all = new Set([...places, ...this.touched]);
    for (const place of [...all]) for (const other of this.record.refers(place)) all.add(other);
    for (const [, facts, edges] of this.changed()) {
      for (const id of [...edges.map(({ to }) => to), ...facts.flatMap(ownerColumn)]) {
        const fact = this.#reading.view.get(id);
        const place =
          fact === undefined ? undefined : this.record.placeOf(rootNameOf(fact, this.#reading.view));
        if (place !== undefined) all.add(place);
      }
    }
    return all;
  }

  /** Both sides with the touched roots, and of the others those at `places`. */
  bases(places: ReadonlySet<number>): NarrowedBases {
    const { record, touched } = this;
    const shown = new Set([...places, ...touched]);
    const isShown = (target: number): boolean => target === -1 || shown.has(target);
    const untouched = [...shown].filter((place) => !touched.has(place)).map((place) => record.root(place));
    const expected = [record.common, ...[...touched].map((place) => record.root(place)), ...untouched];
    return {
      expected: baseOf(
        expected.flatMap(({ facts }) => facts),
        expected.flatMap((part) => edgesOf(part, isShown)),
        expected.flatMap(({ referenceOnly }) => referenceOnly),
      ),
      live: this.#liveBase(untouched, isShown),
    };
  }

  #liveBase(untouched: readonly RecordedPart[], isShown: (target: number) => boolean): FactBase {
    const { view } = this.#reading;
    const own = [...this.#live.common];
    const edges = [...(this.#live.edges.get('') ?? [])];
    for (const [, facts, more] of this.changed()) {
      own.push(...facts);
      edges.push(...more);
    }
    const facts = [...own, ...untouched.flatMap((part) => part.facts)];
    const known = new Set(facts.map(({ id }) => encodeId(id)));
    const isTouched = (target: number): boolean => this.touched.has(target);
    // What leads from an object that is no root to one that was not touched was not read, because that one was not.
    const common = edgesOf(
      this.record.common,
      (target) => target !== -1 && isShown(target) && !isTouched(target),
    ).filter(({ from }) => known.has(encodeId(from)));
    const others = untouched
      .flatMap((part) => part.edges)
      .filter(([, to, , target]) => isShown(target) && (!isTouched(target) || known.has(to)))
      .map(([from, to, kind]) => edgeOf(from, to, kind));
    return baseOf(
      facts,
      // Edges that lead out of the view on purpose stay; those to roots that are not looked at go.
      [...edges.filter(({ to }) => known.has(encodeId(to)) || !view.has(to)), ...common, ...others],
      [
        ...own.map(({ id }) => encodeId(id)).filter((id) => view.referenceOnly.has(id)),
        ...untouched.flatMap((part) => part.referenceOnly),
      ],
    );
  }
}

/** The column that a sequence goes with, which no edge leads to. */
function ownerColumn({ id, payload }: Fact): StableId[] {
  const owner = payload['ownedBy'];
  if (id.kind !== 'sequence' || !isRecord(owner)) return [];
  const [schema, table, name] = ['schema', 'table', 'column'].map((part) => textOf(owner[part]));
  return [{ kind: 'column', schema: schema ?? '', table: table ?? '', name: name ?? '' }];
}

function edgesOf({ edges }: RecordedPart, isShown: (target: number) => boolean): Edge[] {
  return edges.filter(([, , , target]) => isShown(target)).map(([from, to, kind]) => edgeOf(from, to, kind));
}

function baseOf(facts: Fact[], edges: Edge[], referenceOnly: readonly string[]): FactBase {
  return buildFactBase(facts, edges, 'snapshot', new Set(referenceOnly), { allowDangling: () => true });
}
