import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changeUnderReview } from './change.mjs';
import { FOUNDATION_SQL, FOUNDATION_TABLES } from './foundation.mjs';
import { tableNames } from './names.mjs';
import { Random } from './random.mjs';
import { drawTable, tablePieces } from './table.mjs';

const SEED = 20_250_301;
const MINUTE = 60_000;

/**
 * A Supabase project in memory: a base of `migrations` files that ends in `tables` tables, and the change under review.
 * The same numbers give the same bytes; another number of migrations gives the same schema.
 */
export function generateProject({ tables, migrations }) {
  const random = new Random(SEED);
  const drawn = [];
  for (const named of tableNames(tables - FOUNDATION_TABLES)) drawn.push(drawTable(named, drawn, random));
  const pieces = [{ name: 'foundation', sql: FOUNDATION_SQL }, ...drawn.flatMap(tablePieces)];
  const base = spread(pieces, migrations).map((group, index) => file(group, Date.UTC(2024, 0, 1), index));
  const head = changeUnderReview(drawn).map((piece, index) => file([piece], Date.UTC(2026, 0, 1), index));
  return { base, head, since: base.at(-1).version };
}

/** Cuts a list into `count` groups of nearly the same length, in order. */
function spread(list, count) {
  if (count > list.length)
    throw new Error(`There is something to write for ${list.length} files, not ${count}.`);
  return Array.from({ length: count }, (_, index) =>
    list.slice(Math.floor((index * list.length) / count), Math.floor(((index + 1) * list.length) / count)),
  );
}

function file(pieces, begin, index) {
  const version = new Date(begin + index * MINUTE).toISOString().replace(/\D/gu, '').slice(0, 14);
  return { version, name: pieces[0].name, sql: pieces.map(({ sql }) => sql).join('\n') };
}

/** Writes a project to a folder that does not exist yet. */
export async function writeProject(folder, project, major) {
  const migrations = join(folder, 'supabase', 'migrations');
  await mkdir(migrations, { recursive: true });
  await writeFile(join(folder, 'supabase', 'config.toml'), configToml(major));
  for (const { version, name, sql } of [...project.base, ...project.head]) {
    await writeFile(join(migrations, `${version}_${name}.sql`), sql);
  }
}

function configToml(major) {
  return `project_id = "benchmark"

[api]
schemas = ["public", "graphql_public"]

[db]
major_version = ${major}
`;
}
