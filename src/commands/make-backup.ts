import {
  type BackupManifest,
  MANIFEST_FORMAT,
  restoreCommand,
  type TableRows,
} from '../core/backup-manifest.ts';
import type { ArchivePort, BackupSchemaPort, RowSource } from '../core/backup-ports.ts';
import type { BackupSummary } from '../core/backup-report.ts';
import { type ChosenWay, chooseWay, majorOf, type WantedWay } from '../core/backup-way.ts';
import type { LiveDatabase, SnapshotCodec } from '../core/deploy-ports.ts';
import type { DriftPort } from '../core/drift-ports.ts';
import { SluiceError } from '../core/errors.ts';
import type { Snapshot } from '../core/ports.ts';
import { oneOf, writeScript } from './backup-files.ts';
import type { CommandContext } from './context.ts';

/** What to back up to where. */
export interface BackupOrder {
  /** A folder that is not there yet, or empty. */
  readonly folder: string;
  readonly way: WantedWay;
  /** Null: not encrypted. */
  readonly passphrase: string | null;
  /** Where the project is, for the Supabase CLI in its node_modules. */
  readonly projectDir: string;
  readonly tool: string;
}

/** The rooms that make backups. */
export interface BackupRooms {
  readonly archive: ArchivePort;
  readonly loadBackupSchema: () => Promise<{
    readonly script: BackupSchemaPort;
    readonly drift: DriftPort;
    readonly codec: SnapshotCodec;
  }>;
}

/**
 * Writes schema and rows of a live database to a folder, all from one moment. A role that may read is enough. Either the whole backup is
 * there afterwards or nothing is.
 * @throws SluiceError backup-unreadable, backup-moved, backup-target-taken, backup-unwritable, backup-way-unavailable, backup-program-failed
 */
export async function makeBackup(
  live: LiveDatabase,
  order: BackupOrder,
  { archive, loadBackupSchema }: BackupRooms,
  { progress, signal }: CommandContext,
): Promise<Omit<BackupSummary, 'run'>> {
  const { script: port, drift, codec } = await loadBackupSchema();
  const { version } = await live.identity();
  const chosen = await choose(order, majorOf(version), archive);
  await using writer = await archive.create(order.folder, order.passphrase, signal);
  await using reader = await drift.open(live.target);
  const digest = await reader.digest(null);
  await using source = await live.openRows(port.platformSchemas);
  const { snapshot, unseen } = await reader.read();
  await refuseMoved(digest, snapshot, reader, codec);
  const script = await port.script(snapshot);
  const made = await writeScript(
    chosen,
    { live, writer, source, script, port, archive },
    { progress, signal },
  );
  await writer.write('schema.snapshot', 'snapshot', oneOf(await codec.serialize(snapshot)));
  refuseIncomplete(source, made.tables);
  const manifest = await writer.finish((files) => ({
    format: MANIFEST_FORMAT,
    tool: order.tool,
    takenAt: source.takenAt,
    way: chosen.way,
    why: chosen.why,
    program: programName(chosen),
    database: live.shown,
    serverVersion: version,
    encryption: writer.encryption,
    files,
    tables: made.tables,
    extensions: script.extensions,
    roles: script.neededRoles,
    leftOut: [
      ...source.contents.leftOut,
      ...made.leftOut,
      ...unseen.map(({ kind, why }) => `${kind}: ${why}.`),
    ],
    restoreCommand: restoreCommand(writer.encryption),
  }));
  return summaryOf(manifest, order.folder);
}

async function choose(order: BackupOrder, major: number, archive: ArchivePort): Promise<ChosenWay> {
  if (order.way === 'copy') return chooseWay('copy', major, { pgDumps: [], supabase: null });
  const programs = await archive.programs(order.projectDir, order.way === 'supabase');
  const fits = programs.pgDumps.some(({ version }) => majorOf(version) >= major);
  // Docker takes a while to answer, and is not asked where nobody would use it.
  return order.way === 'auto' && !fits
    ? chooseWay('auto', major, await archive.programs(order.projectDir, true))
    : chooseWay(order.way, major, programs);
}

function programName({ way, program }: ChosenWay): string | null {
  if (program === null) return null;
  return way === 'pg_dump' ? `pg_dump ${program.version}` : `supabase ${program.version}`;
}

/** The rows are of one moment and the schema of another; nothing may have changed about it in between. */
async function refuseMoved(
  before: string | null,
  snapshot: Snapshot,
  reader: Awaited<ReturnType<DriftPort['open']>>,
  codec: SnapshotCodec,
): Promise<void> {
  const isSame =
    before === null
      ? codec.fingerprint((await reader.read()).snapshot) === codec.fingerprint(snapshot)
      : (await reader.digest(before)) === before;
  if (isSame) return;
  throw new SluiceError('backup-moved', {
    message: 'The schema changed while it was read.',
    remedy: 'Run it again when no migration is running.',
  });
}

/** A table that is in the database and not in the backup is an error, whoever left it out. */
function refuseIncomplete({ contents }: RowSource, tables: readonly TableRows[]): void {
  const known = new Set(tables.map(({ schema, name }) => JSON.stringify([schema, name])));
  const missing = contents.tables.filter(({ schema, name }) => !known.has(JSON.stringify([schema, name])));
  if (missing.length === 0) return;
  throw new SluiceError('backup-program-failed', {
    message: `The backup would be without the rows of ${missing.map(({ schema, name }) => `${schema}.${name}`).join(', ')}.`,
    remedy: 'Write --way copy.',
  });
}

export function summaryOf(manifest: BackupManifest, folder: string): Omit<BackupSummary, 'run'> {
  const { database, serverVersion, way, why, program, encryption, tables, files, leftOut } = manifest;
  return {
    target: database,
    serverVersion,
    folder,
    way,
    why,
    program,
    encryption,
    tables,
    files: files.map(({ name, bytes }) => ({ name, bytes })),
    leftOut,
    restoreCommand: manifest.restoreCommand,
  };
}
