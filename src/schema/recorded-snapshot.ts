import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { buildFactBase, encodeId, type Fact, type FactBase } from '@supabase/pg-delta/core';
import type { IdentityMap } from './identity.ts';
import { ProjectSnapshot } from './project-snapshot.ts';
import { type Edge, type RootPart, type RootParts, sortByRoot } from './rooted-facts.ts';
import { CatalogSnapshot } from './snapshot.ts';
import {
  edgeOf,
  factOf,
  fromJson,
  jsonOf,
  rememberingIds,
  type StoredFact,
  storedFact,
} from './stored-facts.ts';
import type { UnmodelledFact } from './unmodelled.ts';

/**
 * The version of the format; it rises with the way to name facts, pg-delta's or ours. Of the ones before only what pg-delta does
 * not model was told in another way.
 */
const FORMAT = 'sluice-snapshot-4';
const FORMER_FORMATS = ['sluice-snapshot-2', 'sluice-snapshot-3'] as const;

/** Roots that are unpacked before others have their turn. */
const AT_A_TIME = 8;

const NOTHING: RootPart = { facts: [], edges: [], referenceOnly: [] };

const NO_BYTES = Buffer.alloc(0);

/**
 * A snapshot as it is stored: a line that says what is in it, a line with what is part of no root, and a line for each
 * root, so that a few objects can be looked at without unpacking the others.
 */
interface Header {
  readonly format: typeof FORMAT | (typeof FORMER_FORMATS)[number];
  /** sha256 of the lines behind this one. */
  readonly digest: string;
  readonly fingerprint: string;
  /** Of the first line. */
  readonly bytes: number;
  readonly roots: readonly {
    readonly name: string;
    /** Of its line. */
    readonly bytes: number;
    /** Roots that it refers to, by their place in this list. */
    readonly refers: readonly number[];
  }[];
  /** What the server said of its objects before they were read; null where nobody asked. */
  readonly server: {
    readonly version: string;
    readonly digests: readonly (readonly [root: string, digest: string])[];
  } | null;
}

/**
 * With encoded ids. `target`: the root that it leads to, by its place; -1: to what is part of none, or out of the snapshot.
 */
export type StoredEdge = readonly [from: string, to: string, kind: string, target: number];

interface StoredRoot {
  readonly facts: readonly StoredFact[];
  readonly edges: readonly StoredEdge[];
  readonly referenceOnly: readonly string[];
}

interface StoredCommon extends StoredRoot {
  readonly unmodelled: readonly (readonly [string, UnmodelledFact])[];
}

/** The format, and which digests of objects are in it. */
export function storedForm({ digests }: CatalogSnapshot): string {
  return digests === null ? FORMAT : `${FORMAT} ${digests.version}`;
}

/** The bytes of a snapshot, not compressed. */
export function storedSnapshot(snapshot: CatalogSnapshot): Buffer {
  const view = snapshot.managed;
  const sorted = sortByRoot(view);
  const names = [...sorted.rooted.keys()];
  const places = new Map(
    [...sorted.rooted.values()].flatMap((facts, place) =>
      facts.map(({ id }) => [encodeId(id), place] as const),
    ),
  );
  const storedEdge = ({ from, to, kind }: Edge): StoredEdge => {
    const target = encodeId(to);
    return [encodeId(from), target, kind, places.get(target) ?? -1];
  };
  const stored = (facts: readonly Fact[], edges: readonly Edge[]): StoredRoot => ({
    facts: facts.map(storedFact),
    edges: edges.map(storedEdge),
    referenceOnly: facts.map(({ id }) => encodeId(id)).filter((id) => view.referenceOnly.has(id)),
  });
  const common: StoredCommon = {
    ...stored(sorted.common, sorted.edges.get('') ?? []),
    unmodelled: [...snapshot.unmodelled],
  };
  const roots = [...sorted.rooted].map(([name, facts]) => stored(facts, sorted.edges.get(name) ?? []));
  const [first, ...lines] = [common, ...roots].map((part) => Buffer.from(`${jsonOf(part)}\n`));
  const body = Buffer.concat([first ?? Buffer.alloc(0), ...lines]);
  const { digests } = snapshot;
  const header: Header = {
    format: FORMAT,
    digest: createHash('sha256').update(body).digest('hex'),
    fingerprint: snapshot.projectFingerprint,
    bytes: first?.length ?? 0,
    roots: names.map((name, place) => ({
      name,
      bytes: lines[place]?.length ?? 0,
      refers: [...new Set(roots[place]?.edges.map(([, , , target]) => target))].filter(
        (target) => target !== -1 && target !== place,
      ),
    })),
    server: digests === null ? null : { version: digests.version, digests: [...digests.digests] },
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** Takes the line that says what is in the rest from stored bytes, of whatever format. Throws an Error where it is no JSON. */
export function splitStored(stored: Buffer): { readonly first: unknown; readonly rest: Buffer } {
  const end = stored.indexOf('\n');
  const head = end === -1 ? stored : stored.subarray(0, end);
  return { first: fromJson(head.toString('utf8')), rest: end === -1 ? NO_BYTES : stored.subarray(end + 1) };
}

/** `first`: the line that says what is in `rest`. Null where it is of another format. Throws an Error where they are damaged. */
export function readStored(first: unknown, rest: Buffer): RecordedSnapshot | null {
  if (!isHeader(first)) return null;
  if (createHash('sha256').update(rest).digest('hex') !== first.digest) {
    throw new Error('its digest is another one');
  }
  return new RecordedSnapshot(first, rest);
}

/** The digest in it vouches for the rest. */
function isHeader(header: unknown): header is Header {
  if (typeof header !== 'object' || header === null || !('format' in header)) return false;
  return [FORMAT, ...FORMER_FORMATS].some((format) => header.format === format);
}

/** Facts as they were stored, of one root or of what is part of none. */
export interface RecordedPart {
  readonly facts: readonly Fact[];
  readonly edges: readonly StoredEdge[];
  /** Encoded ids. */
  readonly referenceOnly: readonly string[];
}

/** A snapshot of the project's objects that is unpacked as far as it is looked at. */
export class RecordedSnapshot extends CatalogSnapshot {
  readonly identities: IdentityMap = new Map();
  readonly #header: Header;
  readonly #body: Buffer;
  readonly #starts: readonly number[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #parts = new Map<number, RecordedPart>();
  readonly #readId = rememberingIds();
  readonly common: RecordedPart;
  /** What the server said of its objects, by their names; null where nobody asked it. */
  readonly server: { readonly version: string; readonly digests: ReadonlyMap<string, string> } | null;
  #referrers: ReadonlyMap<number, readonly number[]> | null = null;
  #whole: ProjectSnapshot | null = null;

  constructor(header: Header, body: Buffer) {
    const common: unknown = fromJson(body.subarray(0, header.bytes).toString('utf8'));
    if (!isCommon(common)) throw new Error('it is not whole');
    super(header.format === FORMAT ? new Map(common.unmodelled) : null);
    this.#header = header;
    this.#body = body;
    let at = header.bytes;
    this.#starts = header.roots.map(({ bytes }) => {
      at += bytes;
      return at - bytes;
    });
    this.#places = new Map(header.roots.map(({ name }, place) => [name, place]));
    this.common = this.#partOf(common);
    const { server } = header;
    this.server = server === null ? null : { version: server.version, digests: new Map(server.digests) };
  }

  /** Where a root stands among those that were stored; undefined for one that was not. */
  placeOf(name: string): number | undefined {
    return this.#places.get(name);
  }

  /** The places of the roots that one refers to. */
  refers(place: number): readonly number[] {
    return this.#header.roots[place]?.refers ?? [];
  }

  /** The places of the roots that refer to one. */
  referrers(place: number): readonly number[] {
    if (this.#referrers === null) {
      const referrers = new Map<number, number[]>();
      for (const [from, { refers }] of this.#header.roots.entries()) {
        for (const to of refers) referrers.set(to, [...(referrers.get(to) ?? []), from]);
      }
      this.#referrers = referrers;
    }
    return this.#referrers.get(place) ?? [];
  }

  /** Unpacks all roots, a few at a time. */
  async unpack(): Promise<void> {
    for (const place of this.#header.roots.keys()) {
      if (place % AT_A_TIME === 0) await setImmediate();
      this.root(place);
    }
  }

  root(place: number): RecordedPart {
    const known = this.#parts.get(place) ?? this.#unpack(place);
    this.#parts.set(place, known);
    return known;
  }

  /** Whoever looks at a few need not wait for all of them. */
  override get roots(): RootParts {
    return {
      has: (name) => this.#places.has(name),
      part: (name) => {
        const place = this.#places.get(name);
        if (place === undefined) return NOTHING;
        const part = this.root(place);
        return { ...part, edges: this.#edgesOf(part) };
      },
    };
  }

  get view(): FactBase {
    return this.#all().view;
  }

  /** What is stored is the project's part already. */
  override get managed(): FactBase {
    return this.view;
  }

  get fingerprint(): string {
    return this.#all().fingerprint;
  }

  #unpack(place: number): RecordedPart {
    const start = this.#starts[place] ?? 0;
    const text = this.#body.subarray(start, start + (this.#header.roots[place]?.bytes ?? 0)).toString('utf8');
    const stored: unknown = fromJson(text);
    if (!isRoot(stored)) throw new Error('it is not whole');
    return this.#partOf(stored);
  }

  #partOf({ facts, edges, referenceOnly }: StoredRoot): RecordedPart {
    return { facts: facts.map((fact) => factOf(fact, this.#readId)), edges, referenceOnly };
  }

  #edgesOf({ edges }: RecordedPart): readonly Edge[] {
    return edges.map(([from, to, kind]) => edgeOf(from, to, kind, this.#readId));
  }

  #all(): ProjectSnapshot {
    if (this.#whole !== null) return this.#whole;
    const parts = [this.common, ...this.#header.roots.map((_root, place) => this.root(place))];
    const view = buildFactBase(
      parts.flatMap(({ facts }) => facts),
      parts.flatMap((part) => this.#edgesOf(part)),
      'snapshot',
      new Set(parts.flatMap(({ referenceOnly }) => referenceOnly)),
      // What the view retained on purpose was written; nothing else was.
      { allowDangling: () => true },
    );
    this.#whole = new ProjectSnapshot(view, this.isComplete ? this.unmodelled : null);
    return this.#whole;
  }
}

/** The digest of the header vouches for what is in it. */
function isRoot(stored: unknown): stored is StoredRoot {
  return typeof stored === 'object' && stored !== null && 'facts' in stored && 'edges' in stored;
}

function isCommon(stored: unknown): stored is StoredCommon {
  return isRoot(stored) && 'unmodelled' in stored;
}
