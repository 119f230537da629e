import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { DIGEST_SQL, EXTENSION_STATE } from './digest-sql.ts';
import { rootNameOfAddress } from './rooted-facts.ts';

/** Digests that were made by another query say nothing about each other. */
const VERSION = createHash('sha256').update(DIGEST_SQL).digest('hex').slice(0, 8);

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
}

type RootRow = [id: string, kind: string, schema: string, name: string, args: string | null, digest: string];

/**
 * Digests of the whole schema and of each object in it, which the server computes in one query. Several times cheaper than
 * a snapshot, and unlike it not able to say what differs in an object. `known`: the whole that makes the rest needless.
 */
export async function readDigest(client: ClientBase, known: string | null = null): Promise<SchemaDigest> {
  await client.query(
    "begin isolation level repeatable read read only; set local search_path = ''; set local jit = off",
  );
  try {
    const state = await readExtensionState(client);
    const ending = state === '' ? '' : `-${createHash('sha256').update(state).digest('hex')}`;
    const { rows } = await client.query<{ digest: string; roots: RootRow[] | null }>(DIGEST_SQL, [
      known === null ? null : catalogDigest(known, ending),
    ]);
    const [row] = rows;
    const whole = `${VERSION}-${row?.digest ?? ''}${ending}`;
    return { whole, roots: whole === known ? null : rootDigests(row?.roots ?? []) };
  } finally {
    await client.query('rollback');
  }
}

/** What the query would say if nothing had changed; null where something has already. */
function catalogDigest(known: string, ending: string): string | null {
  const [version, digest = '', ...state] = known.split('-');
  return version === VERSION && ['', ...state].join('-') === ending ? digest : null;
}

function rootDigests(rows: readonly RootRow[]): RootDigests {
  const digests = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const [id, kind, schema, name, args, digest] of rows) {
    const root = rootNameOfAddress({ kind, schema, name, arguments: args });
    digests.set(root, digest);
    ids.set(root, id);
  }
  return { version: VERSION, digests, ids };
}

/** Empty where no extension keeps any. */
async function readExtensionState(client: ClientBase): Promise<string> {
  const lines: string[] = [];
  for (const { table, sql } of EXTENSION_STATE) {
    const { rows: found } = await client.query<{ there: boolean }>(
      'select to_regclass($1) is not null as there',
      [table],
    );
    if (found[0]?.there !== true) continue;
    const { rows } = await client.query<{ row: string }>(
      `select to_jsonb(state)::text as row from (${sql}) state order by 1`,
    );
    lines.push(table, ...rows.map(({ row }) => row));
  }
  return lines.join('\n');
}
