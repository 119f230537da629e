import { buildFactBase, type FactBase } from '@supabase/pg-delta/core';
import type { ExtractResult } from '@supabase/pg-delta/extract';
import { resolveView } from '@supabase/pg-delta/policy';
import type pg from 'pg';
import type { KnownSchema, ObjectDigests } from '../core/ports.ts';
import { withClient } from './catalog-pool.ts';
import type { RootDigests } from './digest.ts';
import { CommonAnswers, extractNarrowed } from './narrowed-extract.ts';
import { readHeld, readReferences } from './neighbours.ts';
import { OWN_SCHEMA, PLATFORM_SCHEMAS, PROJECT_POLICY } from './profile.ts';
import { ProjectSnapshot } from './project-snapshot.ts';
import { type RootParts, rootParts } from './rooted-facts.ts';
import { catalogOf } from './snapshot.ts';
import { takenOver } from './taken-over.ts';
import { readUnmodelled } from './unmodelled.ts';

/** The extension whose handler says which tables are its own by looking at all of them. */
const PARTITION_MANAGER = JSON.stringify(['extension', 'pg_partman']);

/** Tables of the platform that have something of a project (PLATFORM_POLICY says what that can be): a policy or a trigger. */
const EXTENDED_SQL = `
select 'c/' || c.oid as id from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = any ($1) and (exists (select from pg_catalog.pg_policy p where p.polrelid = c.oid)
  or exists (select from pg_catalog.pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal))`;

/** Reads the project's part of one database, again and again: what is no root is only asked about where it has changed. */
export class ProjectFacts {
  readonly #pool: pg.Pool;
  /** What was answered of what is no root. */
  readonly answers: CommonAnswers;

  constructor(pool: pg.Pool, answers = new CommonAnswers()) {
    this.#pool = pool;
    this.answers = answers;
  }

  /**
   * The facts of everything that belongs to the project, and of what that refers to: the platform has many times as many objects
   * as a young project, and comparisons only look at those of them that are referred to. What the server says is the same in one
   * of `known` is taken from there, but for what something else holds that is no root, because which objects that holds is read
   * of them. `digests`: what the server says of this moment.
   */
  async read(digests: RootDigests, known: readonly KnownSchema[]): Promise<ProjectReading> {
    const sources = digests.all.objects.has(PARTITION_MANAGER) ? [] : known.map(sourceOf);
    const { same, roots } = await rootsToRead(this.#pool, digests, sources);
    const common = this.answers.at(digests.common);
    return { ...(await extractNarrowed(this.#pool, roots, common, 'of-all')), same };
  }
}

/** What was read, and what of the project was not because it is known; in `same` by the name of the root. */
export interface ProjectReading extends Pick<ExtractResult, 'factBase' | 'diagnostics'> {
  readonly same: ReadonlyMap<string, KnownRoot>;
}

/** Where facts may be taken from. */
interface Source {
  readonly roots: RootParts;
  readonly digests: ObjectDigests;
}

function sourceOf({ snapshot, digests }: KnownSchema): Source {
  return { roots: catalogOf(snapshot).roots, digests };
}

/** A root that is in a source as it is. */
interface KnownRoot {
  readonly id: string;
  readonly roots: RootParts;
}

/** `same`: roots of the project that are known; `roots`: all others, and whatever any of them refers to. */
async function rootsToRead(
  pool: pg.Pool,
  digests: RootDigests,
  sources: readonly Source[],
): Promise<{ readonly same: ReadonlyMap<string, KnownRoot>; readonly roots: ReadonlySet<string> }> {
  const own = [...digests.ids].filter(([name]) => !isOfPlatform(name));
  const held = sources.length === 0 ? new Set<string>() : await withClient(pool, readHeld);
  const same = new Map<string, KnownRoot>();
  for (const [name, id] of own) {
    if (held.has(id)) continue;
    const source = sources.find(({ roots, digests: then }) => roots.has(name) && isSame(name, digests, then));
    if (source !== undefined) same.set(name, { id, roots: source.roots });
  }
  const others = own.filter(([name]) => !same.has(name)).map(([, id]) => id);
  const roots = await withClient(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(EXTENDED_SQL, [PLATFORM_SCHEMAS]);
    const seeds = [...others, ...rows.map(({ id }) => id)];
    const read = seeds.length === 0 ? [] : [...seeds, ...(await readReferences(client, seeds))];
    if (same.size === 0) return new Set(read);
    const ids = new Set([...same.values()].map(({ id }) => id));
    const referred = await readReferences(client, ids);
    return new Set([...read, ...[...referred].filter((id) => !ids.has(id))]);
  });
  return { same, roots };
}

function isSame(name: string, { all }: RootDigests, then: ObjectDigests): boolean {
  if (then.version !== all.version) return false;
  const [is, was] = [all.objects.get(name), then.objects.get(name)];
  return is?.definition === was?.definition && is?.grants === was?.grants;
}

/** The project's view of what was read, with the roots that were not because they are known. */
function withKnown(read: FactBase, same: ReadonlyMap<string, KnownRoot>): FactBase {
  if (same.size === 0) return read;
  const there = rootParts(read);
  const parts = [...same].flatMap(([name, { roots }]) => (there.has(name) ? [] : [roots.part(name)]));
  return buildFactBase(
    [...read.facts(), ...parts.flatMap(({ facts }) => facts)],
    [...read.edges, ...parts.flatMap(({ edges }) => edges)],
    read.source,
    new Set([...read.referenceOnly, ...parts.flatMap(({ referenceOnly }) => referenceOnly)]),
    // What a view retains on purpose stays; it has nothing else.
    { allowDangling: () => true },
  );
}

/** The snapshot of facts that were read just now, with what pg-delta leaves out. */
export async function projectSnapshotOf(
  pool: pg.Pool,
  { factBase, same }: Pick<ProjectReading, 'factBase' | 'same'>,
  digests: RootDigests | null,
): Promise<ProjectSnapshot> {
  const unmodelled = await withClient(pool, (client) => readUnmodelled(client, OWN_SCHEMA));
  const view = withKnown(resolveView(factBase, PROJECT_POLICY), same);
  return new ProjectSnapshot(view, unmodelled, digests, takenOver(factBase));
}

/** By the name of a root (rootNameOfAddress); what is part of none is nobody's. */
export function isOfPlatform(name: string): boolean {
  return PLATFORM_SCHEMAS.includes(schemaOf(name));
}

function schemaOf(name: string): string {
  const parts: unknown = JSON.parse(name);
  const schema: unknown = Array.isArray(parts) && parts.length > 2 ? parts[1] : null;
  return typeof schema === 'string' ? schema : '';
}
