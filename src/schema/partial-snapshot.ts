import { createHash } from 'node:crypto';
import { buildFactBase, type Delta, diff, encodeId, type Fact, type FactBase } from '@supabase/pg-delta/core';
import { resolveView } from '@supabase/pg-delta/policy';
import type { IdentityMap } from './identity.ts';
import { POLICY } from './profile.ts';
import { type Edge, type RootedFacts, type RootParts, rootParts } from './rooted-facts.ts';
import { CatalogSnapshot } from './snapshot.ts';
import type { UnmodelledFacts } from './unmodelled.ts';

/** The moment that others are told from, and what has been read of it so far. */
export class Origin {
  readonly unmodelled: UnmodelledFacts;
  #facts: RootedFacts;
  #identities: IdentityMap = new Map();
  #view: FactBase | null = null;

  constructor(facts: RootedFacts, unmodelled: UnmodelledFacts) {
    this.#facts = facts;
    this.unmodelled = unmodelled;
  }

  /** Of everything that was touched at any moment since, and of what is no part of a root. */
  get identities(): IdentityMap {
    return this.#identities;
  }

  recognise(identities: IdentityMap): void {
    this.#identities = new Map([...this.#identities, ...identities]);
  }

  get facts(): RootedFacts {
    return this.#facts;
  }

  /** More roots than before; what is no root stays what was read of it first. */
  grow({ rooted, edges }: RootedFacts): void {
    const common = this.#facts.edges.get('') ?? [];
    this.#facts = { common: this.#facts.common, rooted, edges: new Map([...edges, ['', common]]) };
    this.#view = null;
  }

  /** All roots that were read, and everything that is no root. */
  get view(): FactBase {
    this.#view ??= assemble(this.#facts, null);
    return this.#view;
  }
}

/** What a moment has that is not the origin's. */
export interface Departure {
  readonly own: RootedFacts;
  /** Of the roots that were touched since, and of all that is no part of a root. */
  readonly identities: IdentityMap;
  /** The origin's roots that differ or are gone. */
  readonly leftBehind: ReadonlySet<string>;
  /** Names of the origin's roots that were touched since or are gone. */
  readonly replaced: ReadonlySet<string>;
}

/**
 * A schema as its difference from the origin: what was touched was read at its moment, everything else is the origin's.
 * Two of them are compared over all roots that were ever read, which is where they can differ.
 */
export class PartialSnapshot extends CatalogSnapshot {
  readonly #origin: Origin;
  readonly #departure: Departure | null;
  #view: { readonly of: RootedFacts; readonly facts: FactBase } | null = null;
  #identities: { readonly of: IdentityMap; readonly all: IdentityMap } | null = null;
  #fingerprint: string | null = null;

  /** `departure` null: the origin itself. */
  constructor(origin: Origin, departure: Departure | null, unmodelled: UnmodelledFacts) {
    super(unmodelled);
    this.#origin = origin;
    this.#departure = departure;
  }

  /** Of all that was touched at this moment or another one: everything else is the same at both. */
  get identities(): IdentityMap {
    const of = this.#origin.identities;
    if (this.#departure === null) return of;
    if (this.#identities === null || this.#identities.of !== of)
      this.#identities = { of, all: merged(of, this.#departure) };
    return this.#identities.all;
  }

  /** All roots that were read of the origin, as they are at this moment, and everything that is no root. */
  get view(): FactBase {
    if (this.#departure === null) return this.#origin.view;
    const of = this.#origin.facts;
    if (this.#view === null || this.#view.of !== of)
      this.#view = { of, facts: assemble(of, this.#departure) };
    return this.#view.facts;
  }

  override get roots(): RootParts {
    const { rooted } = this.#departure?.own ?? this.#origin.facts;
    return rootParts(this.managed, (name) => rooted.has(name));
  }

  /** Told by what differs from the origin, so that it does not depend on how much was read of it. */
  get fingerprint(): string {
    this.#fingerprint ??= this.#compute();
    return this.#fingerprint;
  }

  #compute(): string {
    const { view } = this;
    const lines = diff(this.#origin.view, view).flatMap((delta) => lineOf(delta, view));
    for (const [key, fact] of this.unmodelled) {
      if (this.#origin.unmodelled.get(key)?.definition !== fact.definition)
        lines.push(`= ${key} ${fact.definition}`);
    }
    for (const key of this.#origin.unmodelled.keys()) if (!this.unmodelled.has(key)) lines.push(`- ${key}`);
    return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
  }
}

/** The origin's identities, but for what the departure has its own of. */
function merged(origin: IdentityMap, { identities, leftBehind }: Departure): IdentityMap {
  const kept = [...origin].filter(([, { root }]) => root !== null && !leftBehind.has(root));
  return new Map([...kept, ...identities]);
}

/** The origin's facts, but for what the departure has its own of. */
function assemble(origin: RootedFacts, departure: Departure | null): FactBase {
  const { common, rooted, edges } = departure === null ? origin : departure.own;
  const facts = [...common];
  const kept: Edge[] = [...(edges.get('') ?? [])];
  const take = (source: RootedFacts, root: string, list: readonly Fact[]): void => {
    facts.push(...list);
    kept.push(...(source.edges.get(root) ?? []));
  };
  if (departure !== null) for (const [root, list] of rooted) take(departure.own, root, list);
  for (const [root, list] of origin.rooted) {
    if (departure === null || (!departure.replaced.has(root) && !rooted.has(root))) take(origin, root, list);
  }
  return resolveView(buildFactBase(facts, kept), POLICY);
}

/** Which of the dependencies are known follows from how much was read; only whose something is counts. */
function lineOf(delta: Delta, facts: FactBase): string[] {
  switch (delta.verb) {
    case 'add':
      return [`+ ${encodeId(delta.fact.id)} ${facts.hashOf(delta.fact.id)}`];
    case 'remove':
      return [`- ${encodeId(delta.fact.id)}`];
    case 'set':
      return [`= ${encodeId(delta.id)} ${facts.hashOf(delta.id)}`];
    case 'link':
    case 'unlink': {
      const { from, kind, to } = delta.edge;
      return kind === 'depends' ? [] : [`${delta.verb} ${encodeId(from)} ${kind} ${encodeId(to)}`];
    }
  }
}
