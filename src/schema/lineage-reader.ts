import type pg from 'pg';
import type { ConnectionTarget, SchemaReader, SecurityFact } from '../core/ports.ts';
import { openPool, readable, withClient } from './catalog-pool.ts';
import { type IdentityMap, readIdentities, readIdentitiesAgain } from './identity.ts';
import { CommonAnswers, extractNarrowed } from './narrowed-extract.ts';
import { readNeighbours, readReferences } from './neighbours.ts';
import {
  type Departure,
  type Origin,
  PartialSnapshot,
  type RootedFacts,
  rootNameOfAddress,
  sortByRoot,
} from './partial-snapshot.ts';
import { OWN_SCHEMA } from './profile.ts';
import {
  COMMON,
  type RowVersions,
  readRowVersions,
  type TouchedRoots,
  touchedRoots,
} from './row-versions.ts';
import { readSecurityFacts } from './security.ts';
import { readUnmodelled, type UnmodelledFacts } from './unmodelled.ts';

/** What is known of one moment before any object is looked at closely. */
interface Moment {
  readonly versions: RowVersions;
  readonly identities: IdentityMap;
  readonly unmodelled: UnmodelledFacts;
}

interface Begun {
  readonly origin: Origin;
  readonly moment: Moment;
}

/**
 * Reads a database that began as its copy, which stays as it was. What was touched since shows in the row versions of
 * the catalog; only that is read, of the database and of the copy, so that the cost follows the change. Roles belong to
 * the server and not to the copy: none that the copy knows may be dropped or renamed meanwhile.
 */
class LineageReader implements SchemaReader {
  readonly #live: pg.Pool;
  readonly #copy: pg.Pool;
  /** Roots of the origin that have been read. */
  readonly #known = new Set<string>();
  /** Of roots of the origin, which stay what they are. */
  readonly #neighbours = new Map<string, ReadonlySet<string>>();
  readonly #common = new CommonAnswers();
  readonly #commonOfCopy = new CommonAnswers();
  #begun: Begun | null = null;

  constructor(live: pg.Pool, copy: pg.Pool) {
    this.#live = live;
    this.#copy = copy;
  }

  /** The first one is the origin: to be read before anything changes. */
  async read(): Promise<PartialSnapshot> {
    return await readable(async () => {
      if (this.#begun === null) return await this.#readOrigin();
      return await this.#readDeparture(this.#begun);
    });
  }

  async security(exposed: readonly string[]): Promise<readonly SecurityFact[]> {
    return await readable(() => withClient(this.#live, (client) => readSecurityFacts(client, exposed)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#live.end(), this.#copy.end()]);
  }

  async #readOrigin(): Promise<PartialSnapshot> {
    const moment = await withClient(this.#copy, async (client) => ({
      versions: await readRowVersions(client),
      identities: await readIdentities(client),
      unmodelled: await readUnmodelled(client, OWN_SCHEMA),
    }));
    const common = this.#common.at(moment.versions.get(COMMON));
    const origin = { facts: sortByRoot(await extractNarrowed(this.#live, new Set(), common)) };
    this.#begun = { origin, moment };
    return snapshotOf(moment, null, this.#begun);
  }

  async #readDeparture(begun: Begun): Promise<PartialSnapshot> {
    const { origin, moment: before } = begun;
    const { now, touched, gone, referred } = await withClient(this.#live, (client) => look(client, before));
    const common = this.#common.at(now.versions.get(COMMON));
    const [own] = await Promise.all([
      extractNarrowed(this.#live, new Set([...touched, ...referred]), common).then(sortByRoot),
      this.#readMoreOfOrigin(origin, before, [...touched, ...gone], referred),
    ]);
    const departure: Departure = {
      own: onlyRoots(own, namesOf(touched, now)),
      replaced: namesOf([...touched, ...gone], before),
    };
    return snapshotOf(now, departure, begun);
  }

  /** Whatever may stand in some relation to what was touched, in one go, so that no relation among it is missed. */
  async #readMoreOfOrigin(
    origin: Origin,
    { versions }: Moment,
    touched: readonly string[],
    referred: ReadonlySet<string>,
  ): Promise<void> {
    const existed = (root: string): boolean => versions.has(root);
    const seeds = touched.filter(existed).sort();
    const key = seeds.join(' ');
    const neighbours =
      this.#neighbours.get(key) ?? (await withClient(this.#copy, (client) => readNeighbours(client, seeds)));
    this.#neighbours.set(key, neighbours);
    const wanted = [...neighbours, ...referred].filter(existed);
    if (wanted.every((root) => this.#known.has(root))) return;
    for (const root of wanted) this.#known.add(root);
    const { rooted, edges } = sortByRoot(await extractNarrowed(this.#copy, this.#known, this.#commonOfCopy));
    const common = origin.facts.edges.get('') ?? [];
    origin.facts = { common: origin.facts.common, rooted, edges: new Map([...edges, ['', common]]) };
  }
}

/** The same questions are asked again and again about a few objects. */
const PREPARED = 'set plan_cache_mode = force_generic_plan';

/** Connects to a database and to the copy that was made of it just now. */
export async function openLineage(live: ConnectionTarget, copy: ConnectionTarget): Promise<SchemaReader> {
  return new LineageReader(openPool(live, PREPARED), openPool(copy, PREPARED));
}

function snapshotOf(
  { identities, unmodelled }: Moment,
  departure: Departure | null,
  { origin, moment }: Begun,
): PartialSnapshot {
  return new PartialSnapshot(origin, departure, identities, { now: unmodelled, origin: moment.unmodelled });
}

interface Look {
  readonly now: Moment;
  /** Roots that differ from the origin's, or whose definitions read differently. */
  readonly touched: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  /** Roots that the touched ones refer to. */
  readonly referred: ReadonlySet<string>;
}

async function look(client: pg.ClientBase, before: Moment): Promise<Look> {
  const versions = await readRowVersions(client);
  const roots: TouchedRoots = touchedRoots(before.versions, versions);
  const identities = await readIdentitiesAgain(client, before.identities, roots);
  const now = { versions, identities, unmodelled: await readUnmodelled(client, OWN_SCHEMA) };
  const renamed = renamedRoots(before, now, roots.changed);
  const named = renamed.size === 0 ? [] : await readNeighbours(client, renamed);
  const touched = new Set([...roots.changed, ...[...named].filter((root) => versions.has(root))]);
  const referred = touched.size === 0 ? new Set<string>() : await readReferences(client, touched);
  return { now, touched, gone: roots.gone, referred };
}

/**
 * Roots of which a part has another address now; what is defined in terms of them reads differently although its rows are
 * the same.
 */
function renamedRoots(before: Moment, now: Moment, changed: ReadonlySet<string>): Set<string> {
  const renamed = new Set<string>();
  for (const [id, { root, schema, table, name, arguments: args }] of now.identities) {
    if (root === null || !changed.has(root)) continue;
    const former = before.identities.get(id);
    if (former === undefined) continue;
    const same =
      former.schema === schema && former.table === table && former.name === name && former.arguments === args;
    if (!same) renamed.add(root);
  }
  return renamed;
}

/** Names of roots at a moment, by which facts are sorted. */
function namesOf(roots: Iterable<string>, { identities }: Moment): Set<string> {
  const names = new Set<string>();
  for (const root of roots) {
    const address = identities.get(root);
    if (address !== undefined) names.add(rootNameOfAddress(address));
  }
  return names;
}

function onlyRoots({ common, rooted, edges }: RootedFacts, names: ReadonlySet<string>): RootedFacts {
  return {
    common,
    rooted: new Map([...rooted].filter(([name]) => names.has(name))),
    edges: new Map([...edges].filter(([name]) => name === '' || names.has(name))),
  };
}
