/**
 * `node bare-loop.mjs <url> <folder>`: sends the files of a folder one after the other, a message each, and keeps no history: the
 * least that anything can do which brings migrations into a database.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const [url, folder] = process.argv.slice(2);
const client = new pg.Client({ connectionString: url });
await client.connect();
const files = folder === undefined ? [] : (await readdir(folder)).sort();
for (const file of files) await client.query(await readFile(join(folder, file), 'utf8'));
await client.end();
