import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableRows } from '../core/backup-manifest.ts';
import type { BackupWriter, DumpOrders, DumpResult, Pieces } from '../core/backup-ports.ts';
import {
  roomForOwnTables,
  scriptOf,
  sessionSettings,
  withoutDefaultPrivileges,
} from '../core/backup-script.ts';
import type { ArchiveDependencies } from './dependencies.ts';
import { type DumpCall, pgDumpCall, supabaseCall } from './dump-call.ts';
import { restorableDump, whereRoutinesFindNames, withoutRestrict } from './dump-text.ts';
import { outputOf } from './run-program.ts';
import { scriptParts } from './script-parts.ts';

/** Lets a program make the files of a backup. */
export async function runDump(
  orders: DumpOrders,
  writer: BackupWriter,
  dependencies: ArchiveDependencies,
): Promise<DumpResult> {
  await using certificate = await certificateFile(orders, dependencies);
  const { script, contents, program, signal } = orders;
  const { env, cwd } = dependencies;
  const output = (call: DumpCall): Pieces =>
    outputOf({ path: program.path, args: call.args, env: { ...env, ...call.env }, cwd, signal });
  const isPgDump = orders.way === 'pg_dump';
  const schemas = [...new Set([...script.schemas, ...contents.tables.map(({ schema }) => schema)])];
  const call = {
    before: isPgDump
      ? pgDumpCall('pre-data', orders, certificate.path)
      : supabaseCall('schema', orders.target, schemas, certificate.path),
    rows: isPgDump
      ? pgDumpCall('data', orders, certificate.path)
      : supabaseCall('data', orders.target, schemas, certificate.path),
  };
  const before = await textOf(output(call.before));
  await writer.write(
    '1-tables.sql',
    'statements',
    text(
      `${sessionSettings(contents)}${withoutDefaultPrivileges(orders.platformSchemas)}${roomForOwnTables(contents.tables)}${scriptOf(script.roles)}${restorableDump(before, orders)}`,
    ),
  );
  const counter = new RowCounter(contents.searchPath);
  await writer.write('2-rows.sql', 'rows', counter.counted(output(call.rows), orders.advance));
  const after = isPgDump
    ? restorableDump(await textOf(output(pgDumpCall('post-data', orders, certificate.path))), orders)
    : '';
  await writer.write(
    '3-rest.sql',
    'statements',
    text(`${sessionSettings(contents)}${after}${scriptOf(script.onPlatform)}`),
  );
  return {
    tables: counter.tables,
    leftOut: isPgDump
      ? []
      : [
          'Extensions, publications and event triggers, which supabase db dump leaves out where schemas are named.',
          'One moment for everything: supabase db dump reads schema and rows one after the other.',
        ],
  };
}

/** Counts the rows of each table while the script goes by, unchanged but for lines that only psql knows. */
class RowCounter {
  readonly tables: TableRows[] = [];
  readonly #searchPath: string;

  constructor(searchPath: string) {
    this.#searchPath = searchPath;
  }

  async *counted(pieces: Pieces, advance: (bytes: number) => void): Pieces {
    let bytes = 0;
    for await (const part of scriptParts(pieces)) {
      if (part.kind === 'statements') {
        yield Buffer.from(whereRoutinesFindNames(withoutRestrict(part.sql), this.#searchPath));
        continue;
      }
      yield Buffer.from(`${part.statement};\n`);
      let rows = 0;
      for await (const piece of part.rows) {
        for (let at = piece.indexOf(0x0a); at !== -1; at = piece.indexOf(0x0a, at + 1)) rows += 1;
        bytes += piece.length;
        advance(bytes);
        yield piece;
      }
      yield Buffer.from('\\.\n');
      this.tables.push({ ...part.table, rows });
    }
  }
}

async function textOf(pieces: Pieces): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString('utf8');
}

async function* text(content: string): Pieces {
  yield Buffer.from(content);
}

/** The root certificate as a file, for programs that take no other. */
async function certificateFile(
  { target }: DumpOrders,
  { temporaryFolder }: ArchiveDependencies,
): Promise<AsyncDisposable & { readonly path: string | null }> {
  const ca = target.ssl === false ? undefined : target.ssl.ca;
  if (ca === undefined) return { path: null, async [Symbol.asyncDispose]() {} };
  const folder = await mkdtemp(join(temporaryFolder, 'sluice-'));
  const path = join(folder, 'root.crt');
  await writeFile(path, ca, { mode: 0o600 });
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
