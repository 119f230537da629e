import { encodeId, type FactBase } from '@supabase/pg-delta/core';
import { extract } from '@supabase/pg-delta/extract';
import { resolveView } from '@supabase/pg-delta/policy';
import pg from 'pg';
import type { AskedSchema, LiveReading, LiveSchemaReader, TouchedComparison } from '../core/drift-ports.ts';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { ConnectionTarget, KnownSchema, ObjectDigests, Snapshot } from '../core/ports.ts';
import { AskedLiveSchema } from './asked-schema.ts';
import { openPool, PREPARED, withClient } from './catalog-pool.ts';
import { type RootDigests, readDigest } from './digest.ts';
import { narrowedComparison } from './narrowed-drift.ts';
import { CommonAnswers, extractNarrowed } from './narrowed-extract.ts';
import { readReferences } from './neighbours.ts';
import { HANDLERS, OWN_SCHEMA, PROJECT_POLICY } from './profile.ts';
import { ProjectFacts, type ProjectReading, projectSnapshotOf } from './project-reading.ts';
import { RecordedSnapshot } from './recorded-snapshot.ts';
import { rootNameOf } from './rooted-facts.ts';
import { takenOver } from './taken-over.ts';
import { readUnmodelled } from './unmodelled.ts';
import { readVisibility, unseenMappings, type Visibility } from './visibility.ts';

/** Reads what of a live schema belongs to the project, as far as the role may see it. */
class LiveCatalogReader implements LiveSchemaReader {
  readonly #pool: pg.Pool;
  readonly #facts: ProjectFacts;
  /** What the server said of its objects before they are read. */
  #digests: RootDigests | null = null;
  readonly #asked: AskedLiveSchema | null;

  constructor(pool: pg.Pool, asked: AskedLiveSchema | null) {
    this.#pool = pool;
    this.#facts = new ProjectFacts(pool);
    this.#asked = asked;
  }

  async digest(known: string | null): Promise<string | null> {
    try {
      const ahead = known === null ? (this.#asked?.takeAnswer() ?? null) : null;
      const answer = ahead ?? withClient(this.#pool, (client) => readDigest(client, known));
      const { whole, roots } = await answer;
      this.#digests = roots;
      return whole;
    } catch (thrown) {
      // insufficient_privilege: then the schema has to be read as far as it can be.
      if (thrown instanceof pg.DatabaseError && thrown.code === '42501') return null;
      throw unreadable(thrown);
    }
  }

  async read(): Promise<LiveReading> {
    return await this.#reading(async ({ unreadable: hidden }) => ({
      ...(await extract(this.#pool, {
        handlers: HANDLERS.filter(({ extension }) => !hidden.has(extension)),
      })),
      same: new Map(),
    }));
  }

  objects(): ObjectDigests | null {
    return this.#digests?.all ?? null;
  }

  async readProject(known: readonly KnownSchema[]): Promise<LiveReading> {
    const digests = this.#digests;
    if (digests === null) return await this.read();
    return await this.#reading(() => this.#facts.read(digests, known));
  }

  async #reading(read: (visibility: Visibility) => Promise<ProjectReading>): Promise<LiveReading> {
    try {
      const visibility = await withClient(this.#pool, readVisibility);
      const reading = await read(visibility);
      return {
        snapshot: await projectSnapshotOf(this.#pool, reading, this.#digests),
        unseen: [...visibility.unseen, ...unseenMappings(reading.diagnostics)],
      };
    } catch (thrown) {
      throw unreadable(thrown);
    }
  }

  async compareTouched(expected: Snapshot): Promise<TouchedComparison | null> {
    const touched = touchedRoots(expected, this.#digests);
    if (touched === null) return null;
    const { record, changed, gone, ids } = touched;
    try {
      const { visibility, roots, unmodelled } = await withClient(this.#pool, async (client) => ({
        visibility: await readVisibility(client),
        roots: ids.length === 0 ? [] : [...ids, ...(await readReferences(client, ids))],
        unmodelled: await readUnmodelled(client, OWN_SCHEMA),
      }));
      const { factBase, diagnostics } = await extractNarrowed(
        this.#pool,
        new Set(roots),
        new CommonAnswers(),
      );
      if (!holdsAll(factBase, changed) || hasLost(record, factBase)) return null;
      const unseen = [...visibility.unseen, ...unseenMappings(diagnostics)];
      const view = resolveView(factBase, PROJECT_POLICY);
      const comparison = narrowedComparison(record, { view, unmodelled, changed, gone }, unseen);
      return comparison === null ? null : { comparison, unseen };
    } catch (thrown) {
      throw unreadable(thrown);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
  }
}

/**
 * Whether what has changed is still there under the ids that the digests named: what was dropped and made again since, or
 * renamed, would look as if it were gone. What PostgreSQL makes with another object has no facts of its own: the sequence of an
 * identity, the functions that make a range.
 */
function holdsAll(facts: FactBase, changed: ReadonlySet<string>): boolean {
  const found = new Set([...facts.facts()].map((fact) => rootNameOf(fact, facts)));
  return [...changed].every((root) => found.has(root) || /^\["(?:sequence|function)",/u.test(root));
}

/** Whether something that was recorded went to a role of the platform, which is told from the whole. */
function hasLost(record: RecordedSnapshot, facts: FactBase): boolean {
  const taken = takenOver(facts);
  if (taken.size === 0) return false;
  const common = new Set(record.common.facts.map(({ id }) => encodeId(id)));
  return facts
    .facts()
    .filter(({ id }) => taken.has(encodeId(id)))
    .some((fact) => common.has(encodeId(fact.id)) || record.placeOf(rootNameOf(fact, facts)) !== undefined);
}

/** More roots than these are not read one by one. */
const MANY = 500;

/** What is not as it was recorded, by the digests of both; null where they say nothing about each other. */
function touchedRoots(expected: Snapshot, digests: RootDigests | null) {
  if (!(expected instanceof RecordedSnapshot)) return null;
  const { server } = expected;
  if (server === null || digests === null || server.version !== digests.version) return null;
  const changed = [...digests.digests]
    .filter(([root, digest]) => server.digests.get(root) !== digest)
    .map(([root]) => root);
  const gone = [...server.digests.keys()].filter((root) => !digests.digests.has(root));
  if (changed.length + gone.length > MANY) return null;
  return {
    record: expected,
    changed: new Set(changed),
    gone: new Set(gone),
    ids: changed.flatMap((root) => digests.ids.get(root) ?? []),
  };
}

/** Connects for reading a live schema. */
export async function openLiveReader(
  target: ConnectionTarget,
  asked: AskedSchema | null = null,
): Promise<LiveSchemaReader> {
  if (asked instanceof AskedLiveSchema) return new LiveCatalogReader(asked.pool, asked);
  return new LiveCatalogReader(openPool(target, PREPARED), null);
}

function unreadable(thrown: unknown): SluiceError {
  if (thrown instanceof SluiceError) return thrown;
  return new SluiceError('schema-unreadable', {
    message: `The catalog of the live database could not be read: ${messageOf(thrown)}`,
    remedy: 'Run again; if it stays, try as the role postgres, and report it with this output.',
    cause: thrown,
  });
}
