import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { ObjectDigest, ObjectDigests } from '../core/ports.ts';
import { DIGEST_SQL, EXTENSION_STATE, READ_WITHOUT_RISK } from './digest-sql.ts';
import { rootNameOfAddress } from './root-names.ts';

/** Digests that were made by another query say nothing about each other. */
export const DIGEST_VERSION = createHash('sha256').update(DIGEST_SQL).digest('hex').slice(0, 8);

/** What the server says of a schema without telling it. */
export interface SchemaDigest {
  /** Equal ones of two states of one database mean equal schemas. */
  readonly whole: string;
  /** Null where the whole is the one that was asked about. */
  readonly roots: RootDigests | null;
}

/** Digests of objects, by the name of the root; equal ones of one version mean that they read the same. */
export interface RootDigests {
  readonly version: string;
  readonly digests: ReadonlyMap<string, string>;
  /** The same roots in the catalog of this database, as `c/16402`. */
  readonly ids: ReadonlyMap<string, string>;
  /** Of the roots and of everything else, to be held against those of another database. */
  readonly all: ObjectDigests;
  /** Equal ones mean that whatever is part of no root is the same. */
  readonly common: string;
}

type RootRow = [
  id: string,
  kind: string,
  schema: string,
  name: string,
  args: string | null,
  definition: string,
  grants: string,
];

type OtherRow = [kind: string, name: string, definition: string, grants: string];

/** Rows of extensions that count as schema, as text, by their table. */
type StateRow = readonly [table: string, row: string];

/**
 * Digests of the whole schema and of each object in it, which the server computes in one query. Several times cheaper than
 * a snapshot, and unlike it not able to say what differs in an object. `known`: the whole that makes the rest needless. `asked`: called when the server is at work.
 */
export async function readDigest(
  client: ClientBase,
  known: string | null = null,
  asked: () => void = () => {},
): Promise<SchemaDigest> {
  await client.query(
    "begin isolation level repeatable read read only; set local search_path = ''; set local jit = off",
  );
  try {
    // The long question first, where it does not depend on the other: the server is at work while this process may be busy.
    const early = known === null ? askCatalog(client, null) : null;
    early?.catch(() => {});
    asked();
    const state = await readExtensionState(client);
    const ending = state.length === 0 ? '' : `-${sha256(state.flat().join('\n'))}`;
    const row = await (early ?? askCatalog(client, known === null ? null : catalogDigest(known, ending)));
    const whole = `${DIGEST_VERSION}-${row?.digest ?? ''}${ending}`;
    return { whole, roots: whole === known ? null : rootDigests(row?.roots ?? [], row?.others ?? [], state) };
  } finally {
    await client.query('rollback');
  }
}

interface CatalogRow {
  readonly digest: string;
  readonly roots: RootRow[] | null;
  readonly others: OtherRow[] | null;
}

async function askCatalog(client: ClientBase, known: string | null): Promise<CatalogRow | undefined> {
  const { rows } = await client.query<CatalogRow>({
    // Whoever asks twice over one connection is answered in half the time.
    name: 'sluice-digest',
    text: DIGEST_SQL,
    values: [known],
  });
  return rows[0];
}

/** What the server says of each object. */
export async function readRootDigests(client: ClientBase): Promise<RootDigests> {
  const { roots } = await readDigest(client);
  return roots ?? rootDigests([], [], []);
}

/** What the query would say if nothing had changed; null where something has already. */
function catalogDigest(known: string, ending: string): string | null {
  const [version, digest = '', ...state] = known.split('-');
  return version === DIGEST_VERSION && ['', ...state].join('-') === ending ? digest : null;
}

function rootDigests(
  rows: readonly RootRow[],
  others: readonly OtherRow[],
  state: readonly StateRow[],
): RootDigests {
  const digests = new Map<string, string>();
  const ids = new Map<string, string>();
  const objects = new Map<string, ObjectDigest>();
  for (const [id, kind, schema, name, args, definition, grants] of rows) {
    const root = rootNameOfAddress({ kind, schema, name, arguments: args });
    digests.set(root, `${definition}${grants}`);
    ids.set(root, id);
    objects.set(root, { definition, grants });
  }
  // No root has a name of two parts.
  for (const [kind, name, definition, grants] of others) {
    objects.set(JSON.stringify([kind, name]), { definition, grants });
  }
  for (const row of state) objects.set(JSON.stringify(row), { definition: '', grants: '' });
  const common = sha256(
    [...others, ...state]
      .map((row) => JSON.stringify(row))
      .sort()
      .join('\n'),
  );
  return { version: DIGEST_VERSION, digests, ids, all: { version: DIGEST_VERSION, objects }, common };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Empty where no extension keeps any. */
async function readExtensionState(client: ClientBase): Promise<readonly StateRow[]> {
  const { rows: tables } = await client.query<{ there: (string | null)[] }>(
    `select array(
      select c.oid::regclass::text from unnest($1::text[]) with ordinality t (name, place)
      left join pg_catalog.pg_class c on c.oid = to_regclass(t.name) and ${READ_WITHOUT_RISK} order by place
    ) as there`,
    [EXTENSION_STATE.map(({ table }) => table)],
  );
  const there = tables[0]?.there ?? [];
  const state: StateRow[] = [];
  for (const [place, { table, sql }] of EXTENSION_STATE.entries()) {
    if ((there[place] ?? null) === null) continue;
    const { rows } = await client.query<{ row: string }>(
      `select to_jsonb(state)::text as row from (${sql}) state order by 1`,
    );
    state.push(...rows.map(({ row }): StateRow => [table, row]));
  }
  return state;
}
