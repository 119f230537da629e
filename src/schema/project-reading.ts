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
import { type RootedFacts, sortByRoot } from './rooted-facts.ts';
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
  readonly #common = new CommonAnswers();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * The facts of everything that belongs to the project, and of what that refers to: the platform has many times as many objects
   * as a young project, and comparisons only look at those of them that are referred to. What the server says is the same in one
   * of `known` is taken from there, but for what something else holds that is no root, because which objects that holds is read
   * of them. `digests`: what the server says of this moment.
   */
  async read(
    digests: RootDigests,
    known: readonly KnownSchema[],
  ): Promise<Pick<ExtractResult, 'factBase' | 'diagnostics'>> {
    const sources = digests.all.objects.has(PARTITION_MANAGER) ? [] : known.map(sourceOf);
    const { same, roots } = await rootsToRead(this.#pool, digests, sources);
    const common = this.#common.at(digests.common);
    const { factBase, diagnostics } = await extractNarrowed(this.#pool, roots, common, 'of-all');
    return { factBase: sources.length === 0 ? factBase : withKnown(factBase, same), diagnostics };
  }
}

/** Where facts may be taken from. */
interface Source {
  readonly facts: RootedFacts;
  readonly digests: ObjectDigests;
}

function sourceOf({ snapshot, digests }: KnownSchema): Source {
  return { facts: catalogOf(snapshot).rooted, digests };
}

/** A root that is in a source as it is. */
interface KnownRoot {
  readonly id: string;
  readonly facts: RootedFacts;
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
    const source = sources.find(
      ({ facts, digests: then }) => facts.rooted.has(name) && isSame(name, digests, then),
    );
    if (source !== undefined) same.set(name, { id, facts: source.facts });
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

/** What was read, and the roots that were not because they are known. */
function withKnown(read: FactBase, same: ReadonlyMap<string, KnownRoot>): FactBase {
  const there = sortByRoot(read).rooted;
  const taken = [...same].filter(([name]) => !there.has(name));
  const facts = taken.flatMap(([name, source]) => source.facts.rooted.get(name) ?? []);
  const edges = taken.flatMap(([name, source]) => source.facts.edges.get(name) ?? []);
  return buildFactBase([...read.facts(), ...facts], [...read.edges, ...edges], read.source);
}

/** The snapshot of facts that were read just now, with what pg-delta leaves out. */
export async function projectSnapshotOf(
  pool: pg.Pool,
  facts: FactBase,
  digests: RootDigests | null,
): Promise<ProjectSnapshot> {
  const unmodelled = await withClient(pool, (client) => readUnmodelled(client, OWN_SCHEMA));
  return new ProjectSnapshot(resolveView(facts, PROJECT_POLICY), unmodelled, digests, takenOver(facts));
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
