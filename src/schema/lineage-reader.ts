import type pg from 'pg';
import type { ConnectionTarget, ObjectDigests, SchemaReader, SecurityFact } from '../core/ports.ts';
import { openPool, PREPARED, readable, withClient } from './catalog-pool.ts';
import { readRootDigests } from './digest.ts';
import { type IdentityMap, type ObjectAddress, readIdentitiesOf } from './identity.ts';
import { CommonAnswers, extractNarrowed } from './narrowed-extract.ts';
import {
  type Renamed,
  readNeighbours,
  readReaders,
  readReferences,
  readSignatures,
  rootIds,
} from './neighbours.ts';
import { type Moment, type NotedOrigin, readOrigin, writeOrigin } from './origin-notes.ts';
import { type Departure, Origin, PartialSnapshot } from './partial-snapshot.ts';
import { OWN_SCHEMA } from './profile.ts';
import { rootNameOfAddress } from './root-names.ts';
import { type RootedFacts, sortByRoot } from './rooted-facts.ts';
import { COMMON, readRowVersions, type TouchedRoots, touchedRoots } from './row-versions.ts';
import { readSecurityFacts } from './security.ts';
import { type FormerRelation, readUnmodelled, readUnmodelledAgain } from './unmodelled.ts';

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
  /** Roots of the origin whose identities have been read. */
  readonly #recognised = new Set<string>();
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

  /** The copy is what the database was at first, so nobody has to wait for the answer before changing anything. */
  async digests(moment: 'first' | 'now'): Promise<ObjectDigests> {
    const pool = moment === 'first' ? this.#copy : this.#live;
    return (await readable(() => withClient(pool, readRootDigests))).all;
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
    this.#getReady(answers);
    return new PartialSnapshot(this.#begun.origin, null, moment.unmodelled);
  }

  /**
   * Asks all questions about nothing, so that they are planned while the migrations run: for the first answer that takes longer
   * than everything else. Who reads meanwhile waits, for there is one connection to each database.
   */
  #getReady(answers: CommonAnswers): void {
    const known = (): CommonAnswers => new CommonAnswers().learn(answers.rows());
    const live = withClient(this.#live, async (client) => {
      await readRowVersions(client);
      await readIdentitiesOf(client, NOBODY);
      await readUnmodelledAgain(client, OWN_SCHEMA, new Map(), [], []);
      await readReferences(client, NOBODY);
      await readSignatures(client, NOBODY);
    }).then(() => extractNarrowed(this.#live, NOBODY, known()));
    const copy = withClient(this.#copy, async (client) => {
      await readIdentitiesOf(client, NOBODY);
      await readSignatures(client, NOBODY);
      await readNeighbours(client, NOBODY, NOBODY);
    }).then(() => extractNarrowed(this.#copy, NOBODY, known()));
    // What is wrong shows when somebody wants to know something.
    for (const ready of [live, copy]) ready.catch(() => {});
  }

  async #lookAtOrigin(): Promise<NotedOrigin> {
    const moment = await withClient(this.#copy, async (client) => ({
      versions: await readRowVersions(client),
      unmodelled: await readUnmodelled(client, OWN_SCHEMA),
    }));
    return { moment, answers: new CommonAnswers().at(moment.versions.get(COMMON)) };
  }

  notes(): string {
    return this.#begun === null ? '' : writeOrigin(this.#begun.moment, this.#commonOfOrigin);
  }

  async #readDeparture({ origin, moment: before }: Begun): Promise<PartialSnapshot> {
    const seen = await withClient(this.#live, (client) =>
      look(client, before, async (roots) => {
        await this.#recognise(origin, before, roots);
        return origin.identities;
      }),
    );
    const { versions, unmodelled, identities, touched, gone, referred } = seen;
    await this.#recognise(origin, before, touched);
    const common = this.#common.at(versions.get(COMMON));
    const [own] = await Promise.all([
      extractNarrowed(this.#live, new Set([...touched, ...referred]), common),
      this.#readMoreOfOrigin(origin, before, [...touched, ...gone], seen),
    ]);
    const leftBehind = new Set([...seen.changed, ...gone]);
    const departure: Departure = {
      own: onlyRoots(sortByRoot(own.factBase), namesOf(touched, [identities, origin.identities])),
      identities,
      leftBehind,
      replaced: namesOf([...touched, ...gone], [origin.identities]),
    };
    return new PartialSnapshot(origin, departure, unmodelled);
  }

  /** Reads who those of some roots that the origin has were, and what was no part of a root. */
  async #recognise(origin: Origin, { versions }: Moment, roots: Iterable<string>): Promise<void> {
    const unknown = [...roots].filter((root) => versions.has(root) && !this.#recognised.has(root));
    if (unknown.length === 0 && origin.identities.size > 0) return;
    for (const root of unknown) this.#recognised.add(root);
    origin.recognise(await withClient(this.#copy, (client) => readIdentitiesOf(client, unknown)));
  }

  /** Whatever may stand in some relation to what was touched, in one go, so that no relation among it is missed. */
  async #readMoreOfOrigin(
    origin: Origin,
    { versions }: Moment,
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
          origin.identities.get(root)?.kind === 'table' ||
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

/** Roots of each kind that no database has. */
const NOBODY: ReadonlySet<string> = new Set(['c/0', 'f/0', 'y/0', 'l/0']);

/** Connects to a database and to the copy that was made of it just now. */
export async function openLineage(
  live: ConnectionTarget,
  copy: ConnectionTarget,
  noted = '',
): Promise<SchemaReader> {
  return new LineageReader(openPool(live, PREPARED), openPool(copy, PREPARED), readOrigin(noted));
}

interface Look extends Moment {
  /** Of what changed, and of everything that is no part of a root. */
  readonly identities: IdentityMap;
  /** Roots that differ from the origin's. */
  readonly changed: ReadonlySet<string>;
  /** These, and those whose definitions read differently. */
  readonly touched: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  /** Roots that the touched ones refer to. */
  readonly referred: ReadonlySet<string>;
  /** Of the touched routines. */
  readonly signatures: ReadonlyMap<string, string>;
}

/** `formerly` tells who some roots were at the origin. */
async function look(
  client: pg.ClientBase,
  before: Moment,
  formerly: (roots: readonly string[]) => Promise<IdentityMap>,
): Promise<Look> {
  const versions = await readRowVersions(client);
  const roots: TouchedRoots = touchedRoots(before.versions, versions);
  const differing = [...roots.changed, ...roots.gone];
  const [former, identities] = await Promise.all([
    formerly(differing),
    readIdentitiesOf(client, roots.changed),
  ]);
  const unmodelled = await readUnmodelledAgain(
    client,
    OWN_SCHEMA,
    before.unmodelled,
    rootIds(roots.changed).relations,
    differing.flatMap((root): FormerRelation[] => {
      const address = former.get(root);
      return address === undefined ? [] : [address];
    }),
  );
  const renamed = renamedSince(former, identities, roots.changed);
  const isRenamed = renamed.roots.size + renamed.columns.size > 0;
  const named = isRenamed ? await readReaders(client, renamed) : [];
  const touched = new Set([...roots.changed, ...[...named].filter((root) => versions.has(root))]);
  const referred = touched.size === 0 ? new Set<string>() : await readReferences(client, touched);
  const signatures = touched.size === 0 ? new Map<string, string>() : await readSignatures(client, touched);
  return { versions, unmodelled, identities, ...roots, touched, referred, signatures };
}

/**
 * What has another name or schema now: whatever is defined in terms of it reads differently although its rows are the
 * same. Nothing is defined in terms of a constraint, an index, a trigger or a policy by name.
 */
function renamedSince(before: IdentityMap, now: IdentityMap, changed: ReadonlySet<string>): Renamed {
  const roots = new Set<string>();
  const columns = new Set<string>();
  for (const [id, { root, kind, schema, name, arguments: args }] of now) {
    const former = before.get(id);
    if (former === undefined || root === null || !changed.has(root)) continue;
    if (id === root || kind === 'enumValue' || kind === 'typeAttribute') {
      const same = former.schema === schema && former.name === name && former.arguments === args;
      if (!same) roots.add(root);
    } else if (kind === 'column' && former.name !== name) columns.add(id);
  }
  return { roots, columns };
}

/** Names of roots, by which facts are sorted; the first map that knows one tells it. */
function namesOf(roots: Iterable<string>, known: readonly IdentityMap[]): Set<string> {
  const names = new Set<string>();
  for (const root of roots) {
    const address = firstOf(known, root);
    if (address !== undefined) names.add(rootNameOfAddress(address));
  }
  return names;
}

function firstOf(known: readonly IdentityMap[], root: string): ObjectAddress | undefined {
  for (const identities of known) {
    const address = identities.get(root);
    if (address !== undefined) return address;
  }
  return undefined;
}

function onlyRoots({ common, rooted, edges }: RootedFacts, names: ReadonlySet<string>): RootedFacts {
  return {
    common,
    rooted: new Map([...rooted].filter(([name]) => names.has(name))),
    edges: new Map([...edges].filter(([name]) => name === '' || names.has(name))),
  };
}
