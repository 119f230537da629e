import type { TableRows } from '../core/backup-manifest.ts';
import type {
  ArchivePort,
  BackupSchemaPort,
  BackupWriter,
  Pieces,
  RowSource,
  SchemaScript,
} from '../core/backup-ports.ts';
import {
  identifier,
  roomForOwnTables,
  scriptOf,
  sessionSettings,
  withoutDefaultPrivileges,
} from '../core/backup-script.ts';
import type { ChosenWay } from '../core/backup-way.ts';
import type { LiveDatabase } from '../core/deploy-ports.ts';
import type { CommandContext } from './context.ts';

/** What the three parts of the script are written from, and where to. */
export interface BackupSources {
  readonly live: LiveDatabase;
  readonly writer: BackupWriter;
  readonly source: RowSource;
  readonly script: SchemaScript;
  readonly port: BackupSchemaPort;
  readonly archive: ArchivePort;
}

export interface WrittenScript {
  readonly tables: readonly TableRows[];
  readonly leftOut: readonly string[];
}

/** Writes the three parts, by the way that was chosen. */
export async function writeScript(
  { way, program }: ChosenWay,
  { live, writer, source, script, port, archive }: BackupSources,
  { progress, signal }: Pick<CommandContext, 'progress' | 'signal'>,
): Promise<WrittenScript> {
  const total = source.contents.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const amount = progress.amount('Copying rows', total);
  try {
    if (way === 'copy' || program === null) {
      return await writeCopy(writer, source, script, port, (bytes) => amount.advance(Math.min(bytes, total)));
    }
    const { platformSchemas, platformRoles } = port;
    const { snapshot, contents } = source;
    const orders = {
      way,
      program,
      target: live.target,
      snapshot,
      script,
      contents,
      platformSchemas,
      platformRoles,
      signal,
    };
    return await archive.dump(
      { ...orders, advance: (bytes) => amount.advance(Math.min(bytes, total)) },
      writer,
    );
  } finally {
    amount.finish();
  }
}

/** The rows as COPY gives them between the statements that make the schema. */
async function writeCopy(
  writer: BackupWriter,
  source: RowSource,
  script: SchemaScript,
  port: BackupSchemaPort,
  advance: (bytes: number) => void,
): Promise<WrittenScript> {
  const { ownTables, sequences, emptyViews } = source.contents;
  const settings = sessionSettings(source.contents);
  await writer.write(
    '1-tables.sql',
    'statements',
    oneOf(
      Buffer.from(
        `${settings}${withoutDefaultPrivileges(port.platformSchemas)}${roomForOwnTables(source.contents.tables)}${scriptOf([...script.roles, ...script.before, ...ownTables.before])}`,
      ),
    ),
  );
  const tables: TableRows[] = [];
  await writer.write('2-rows.sql', 'rows', copies(source, settings, tables, advance));
  await writer.write(
    '3-rest.sql',
    'statements',
    oneOf(
      Buffer.from(
        `${settings}${scriptOf([...sequences, ...ownTables.after, ...script.after, ...emptyViews])}`,
      ),
    ),
  );
  return { tables, leftOut: script.leftOut };
}

async function* copies(
  source: RowSource,
  settings: string,
  tables: TableRows[],
  advance: (bytes: number) => void,
): Pieces {
  yield Buffer.from(settings);
  let bytes = 0;
  for (const table of source.contents.tables) {
    const { schema, name, columns } = table;
    const list = columns.length === 0 ? '' : ` (${columns.map(identifier).join(', ')})`;
    yield Buffer.from(`COPY ${identifier(schema)}.${identifier(name)}${list} FROM stdin;\n`);
    const { pieces, count } = source.rows(table);
    for await (const piece of pieces) {
      bytes += piece.length;
      advance(bytes);
      yield piece;
    }
    yield Buffer.from('\\.\n\n');
    tables.push({ schema, name, rows: count() });
  }
}

/** Bytes that are there already. */
export async function* oneOf(bytes: Uint8Array): Pieces {
  yield bytes;
}
