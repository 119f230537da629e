import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import { csvRecord } from './csv.ts';
import type { GeneratedTable } from './tables.ts';

/** Writes each table as a CSV file that `sluice seed` loads, numbered in their order. Returns the files. */
export async function writeTables(
  tables: readonly GeneratedTable[],
  folder: string,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const [index, table] of tables.entries()) {
    const file = join(folder, `${String(index + 1).padStart(2, '0')}_public.${table.name}.csv`);
    await pipeline(Readable.from(chunks(table)), createWriteStream(file));
    files.push(file);
  }
  return files;
}

/** Copies the tables straight into a database, all or nothing. */
export async function copyTables(tables: readonly GeneratedTable[], url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    for (const table of tables) {
      const copy = `copy public.${table.name} (${table.columns.join(', ')}) from stdin with (format csv, header match)`;
      await pipeline(Readable.from(chunks(table)), client.query(from(copy)));
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** Many rows at once: a stream costs about as much for a row as for a thousand. */
function* chunks({ columns, rows }: GeneratedTable): Generator<Buffer> {
  let text = csvRecord(columns);
  for (const row of rows()) {
    text += csvRecord(row);
    if (text.length > 65_536) {
      yield Buffer.from(text);
      text = '';
    }
  }
  yield Buffer.from(text);
}
