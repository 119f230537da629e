import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { SluiceError } from '../core/errors.ts';
import type { CsvSeed } from '../core/seed-ports.ts';
import { CopyIn } from './copy-streams.ts';
import { literal } from './literals.ts';
import { quoted } from './row-violations.ts';

export interface RowsOrder {
  readonly client: pg.Client;
  readonly seed: CsvSeed;
  /** Whether the file was loaded before. */
  readonly again: boolean;
  readonly sent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Copies the rows of a CSV file into its table, within the transaction that is open; returns how many. Rows that the table has
 * already are in the way of a file that is new; a file that was loaded before brings them up to date, by the table's key.
 * Memory does not grow with the file.
 */
export async function copyRows(order: RowsOrder): Promise<number> {
  const { client, seed, again } = order;
  const table = tableName(seed);
  const columns = seed.columns.map(quoted).join(', ');
  if (!again || (await isEmpty(client, table))) return await stream(order, `${table} (${columns})`);
  const key = await keyOf(client, table, seed);
  await client.query(
    `create temporary table sluice_seed_rows on commit drop as select ${columns} from ${table} with no data`,
  );
  await stream(order, `pg_temp.sluice_seed_rows (${columns})`);
  const others = seed.columns
    .filter((column) => !key.includes(column))
    .map((name) => `${quoted(name)} = excluded.${quoted(name)}`);
  const action = others.length === 0 ? 'nothing' : `update set ${others.join(', ')}`;
  const { rowCount } = await client.query(
    `insert into ${table} (${columns}) overriding system value select ${columns} from pg_temp.sluice_seed_rows
     on conflict (${key.map(quoted).join(', ')}) do ${action}`,
  );
  return rowCount ?? 0;
}

function tableName({ schema, table }: CsvSeed): string {
  return schema === null ? quoted(table) : `${quoted(schema)}.${quoted(table)}`;
}

async function stream({ client, seed, sent, signal }: RowsOrder, into: string): Promise<number> {
  const copy = client.query(
    new CopyIn(`copy ${into} from stdin with (format csv, header match, encoding 'UTF8')`),
  );
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      sent(bytes);
      done(null, chunk);
    },
  });
  await pipeline(Readable.from(seed.rows()), counter, copy, { signal });
  return copy.rows;
}

async function isEmpty(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>(
    `select not exists (select from ${table}) as empty`,
  );
  return rows[0]?.empty === true;
}

/** The columns by which rows are told apart: of the primary key, or else of a unique index, all in the file and never NULL. */
async function keyOf(client: pg.Client, table: string, seed: CsvSeed): Promise<readonly string[]> {
  const { rows } = await client.query<{ columns: string[] }>(
    `select array(select a.attname::text from pg_catalog.unnest(i.indkey::pg_catalog.int2[]) with ordinality as k(number, place)
        join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number where k.place <= i.indnkeyatts order by k.place) as columns
     from pg_catalog.pg_index i
     where i.indrelid = ${literal(table)}::pg_catalog.regclass and i.indisunique and i.indimmediate and i.indisvalid and i.indpred is null and i.indexprs is null
       and not exists (select from pg_catalog.unnest(i.indkey::pg_catalog.int2[]) with ordinality as k(number, place)
         join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number where k.place <= i.indnkeyatts and not a.attnotnull)
     order by i.indisprimary desc, i.indexrelid`,
  );
  const key = rows.find(({ columns }) => columns.every((column) => seed.columns.includes(column)));
  if (key !== undefined) return key.columns;
  throw new SluiceError('seed-failed', {
    message: `${seed.file}:1: The file was loaded before, the table has rows, and no key in the header row tells which of them are the same.`,
    remedy:
      'Name the columns of the primary key or of a unique index in the file; or empty the table in a seed that runs before it.',
    location: { file: seed.file, line: 1 },
  });
}
