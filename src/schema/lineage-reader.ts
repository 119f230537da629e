import type pg from 'pg';
import type { ConnectionTarget, SchemaReader, SecurityFact } from '../core/ports.ts';
import { openPool, readable, withClient } from './catalog-pool.ts';
import { readIdentities, readIdentitiesAgain } from './identity.ts';
import { CommonAnswers, extractNarrowed } from './narrowed-extract.ts';
import { type Renamed, readNeighbours, readReaders, readReferences, readSignatures } from './neighbours.ts';
import { type Moment, type NotedOrigin, readOrigin, writeOrigin } from './origin-notes.ts';
import { type Departure, Origin, PartialSnapshot } from './partial-snapshot.ts';
import { OWN_SCHEMA } from './profile.ts';
import { type RootedFacts, rootNameOfAddress, sortByRoot } from './rooted-facts.ts';
import { COMMON, readRowVersions, type TouchedRoots, touchedRoots } from './row-versions.ts';
import { readSecurityFacts } from './security.ts';
import { readUnmodelled } from './unmodelled.ts';

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
  /** What is no root is the same in both until something changes. */
  #commonOfOrigin = new CommonAnswers();
  readonly #noted: NotedOrigin | null;
  #begun: Begun | null = null;

  constructor(live: pg.Pool, copy: pg.Pool, noted: NotedOrigin | null) {
    this.#live = live;
    this.#copy = copy;
    this.#noted = noted;
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
    const { moment, answers } = this.#noted ?? (await this.#lookAtOrigin());
    this.#commonOfOrigin = answers;
    const { factBase } = await extractNarrowed(this.#live, new Set(), answers);
    const facts = sortByRoot(factBase);
    this.#common.at(moment.versions.get(COMMON)).learn(answers.rows());
    this.#begun = { origin: new Origin(facts, moment.unmodelled), moment };
    return snapshotOf(moment, null, this.#begun);
  }

  async #lookAtOrigin(): Promise<NotedOrigin> {
    const moment = await withClient(this.#copy, async (client) => ({
      versions: await readRowVersions(client),
      identities: await readIdentities(client),
      unmodelled: await readUnmodelled(client, OWN_SCHEMA),
    }));
    return { moment, answers: new CommonAnswers().at(moment.versions.get(COMMON)) };
  }

  notes(): string {
    return this.#begun === null ? '' : writeOrigin(this.#begun.moment, this.#commonOfOrigin);
  }

  async #readDeparture(begun: Begun): Promise<PartialSnapshot> {
    const { origin, moment: before } = begun;
    const seen = await withClient(this.#live, (client) => look(client, before));
    const { now, touched, gone, referred } = seen;
    const common = this.#common.at(now.versions.get(COMMON));
    const [own] = await Promise.all([
      extractNarrowed(this.#live, new Set([...touched, ...referred]), common),
      this.#readMoreOfOrigin(origin, before, [...touched, ...gone], seen),
    ]);
    const departure: Departure = {
      own: onlyRoots(sortByRoot(own.factBase), namesOf(touched, now)),
      replaced: namesOf([...touched, ...gone], before),
    };
    return snapshotOf(now, departure, begun);
  }

  /** Whatever may stand in some relation to what was touched, in one go, so that no relation among it is missed. */
  async #readMoreOfOrigin(
    origin: Origin,
    { versions, identities }: Moment,
    touched: readonly string[],
    { referred, signatures }: Look,
  ): Promise<void> {
    const existed = (root: string): boolean => versions.has(root);
    const seeds = touched.filter(existed).sort();
    const key = JSON.stringify([seeds, [...signatures]]);
    const neighbours =
      this.#neighbours.get(key) ??
      (await withClient(this.#copy, async (client) => {
        const former = await readSignatures(client, seeds);
        const stands = (root: string): boolean =>
          identities.get(root)?.kind === 'table' ||
          (former.has(root) && former.get(root) === signatures.get(root));
        return await readNeighbours(
          client,
          seeds.filter((root) => !stands(root)),
          seeds.filter(stands),
        );
      }));
    this.#neighbours.set(key, neighbours);
    const wanted = [...neighbours, ...referred].filter(existed);
    if (wanted.every((root) => this.#known.has(root))) return;
    for (const root of wanted) this.#known.add(root);
    const { factBase } = await extractNarrowed(this.#copy, this.#known, this.#commonOfOrigin);
    origin.grow(sortByRoot(factBase));
  }
}

/** The same questions are asked again and again about a few objects. */
const PREPARED = 'set plan_cache_mode = force_generic_plan';

/** Connects to a database and to the copy that was made of it just now. */
export async function openLineage(
  live: ConnectionTarget,
  copy: ConnectionTarget,
  noted = '',
): Promise<SchemaReader> {
  return new LineageReader(openPool(live, PREPARED), openPool(copy, PREPARED), readOrigin(noted));
}

function snapshotOf(
  { identities, unmodelled }: Moment,
  departure: Departure | null,
  { origin }: Begun,
): PartialSnapshot {
  return new PartialSnapshot(origin, departure, identities, unmodelled);
}

interface Look {
  readonly now: Moment;
  /** Roots that differ from the origin's, or whose definitions read differently. */
  readonly touched: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  /** Roots that the touched ones refer to. */
  readonly referred: ReadonlySet<string>;
  /** Of the touched routines. */
  readonly signatures: ReadonlyMap<string, string>;
}

async function look(client: pg.ClientBase, before: Moment): Promise<Look> {
  const versions = await readRowVersions(client);
  const roots: TouchedRoots = touchedRoots(before.versions, versions);
  const identities = await readIdentitiesAgain(client, before.identities, roots);
  const now = { versions, identities, unmodelled: await readUnmodelled(client, OWN_SCHEMA) };
  const renamed = renamedSince(before, now, roots.changed);
  const isRenamed = renamed.roots.size + renamed.columns.size > 0;
  const named = isRenamed ? await readReaders(client, renamed) : [];
  const touched = new Set([...roots.changed, ...[...named].filter((root) => versions.has(root))]);
  const referred = touched.size === 0 ? new Set<string>() : await readReferences(client, touched);
  const signatures = touched.size === 0 ? new Map<string, string>() : await readSignatures(client, touched);
  return { now, touched, gone: roots.gone, referred, signatures };
}

/**
 * What has another name or schema now: whatever is defined in terms of it reads differently although its rows are the
 * same. Nothing is defined in terms of a constraint, an index, a trigger or a policy by name.
 */
function renamedSince(before: Moment, now: Moment, changed: ReadonlySet<string>): Renamed {
  const roots = new Set<string>();
  const columns = new Set<string>();
  for (const [id, { root, kind, schema, name, arguments: args }] of now.identities) {
    const former = before.identities.get(id);
    if (former === undefined || root === null || !changed.has(root)) continue;
    if (id === root || kind === 'enumValue' || kind === 'typeAttribute') {
      const same = former.schema === schema && former.name === name && former.arguments === args;
      if (!same) roots.add(root);
    } else if (kind === 'column' && former.name !== name) columns.add(id);
  }
  return { roots, columns };
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
