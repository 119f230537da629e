import { SluiceError } from '../core/errors.ts';
import type { AuthoredRollback, Migration } from '../core/migration.ts';
import type { Environment } from '../core/ports.ts';
import type { Level } from '../core/report.ts';
import { type ReadConfig, readConfig } from './config.ts';
import type { SqlReader } from './content.ts';
import { decodeSql } from './decode.ts';
import type { FileContent, FileSource } from './file-source.ts';
import { migrationRules, rollbackRules } from './folder-rules.ts';
import {
  type FolderRules,
  type MigrationFile,
  type MigrationsFolder,
  readMigrationsFolder,
} from './migrations-folder.ts';
import { folderUnusable, inProject, projectNotFound } from './project-folder.ts';

/** One commit or the work tree, with what reading it needs. */
export interface SideContext {
  readonly source: FileSource;
  /** What to call it in messages. */
  readonly where: string;
  readonly project: string;
  readonly reader: SqlReader;
  readonly now: Date;
  /** How bad a file is that the Supabase CLI skips: where it cannot be told whether it is new, a warning. */
  readonly badNames: Level;
}

/** The whole project of one side. Throws `project-not-found`, `config-invalid`, `migration-unreadable`. */
export async function readProject(
  context: SideContext,
  env: Environment,
): Promise<{
  readonly config: ReadConfig;
  readonly migrations: MigrationsFolder;
  readonly rollbacks: MigrationsFolder;
}> {
  const { source, project } = context;
  const migrations = await readMigrations(context);
  const configFile = inProject(project, 'supabase/config.toml');
  const text = configText(configFile, await source.readFile(configFile));
  // git keeps no empty folders: with a config.toml there is a project, though one without migrations.
  if (migrations.outcome === 'missing' && text === null) {
    throw await projectNotFound(source, project, context.where);
  }
  const rollbacks = await readFolder(context, 'supabase/rollbacks', rollbackRules());
  return { config: readConfig(configFile, text, env), migrations, rollbacks };
}

/** The migrations of one side; none where the folder is missing. Throws `project-not-found`, `migration-unreadable`. */
export function readMigrations(context: SideContext): Promise<MigrationsFolder> {
  return readFolder(context, 'supabase/migrations', migrationRules(context.now, context.badNames));
}

async function readFolder(
  { source, project, reader, where }: SideContext,
  inner: string,
  rules: FolderRules,
): Promise<MigrationsFolder> {
  const folder = inProject(project, inner);
  const read = await readMigrationsFolder(source, folder, reader, rules);
  if (read.outcome !== 'visited' && read.outcome !== 'missing')
    throw folderUnusable(folder, read.outcome, where);
  return read;
}

/** The text of a settings file; null where there is none. Throws `config-invalid`. */
export function configText(file: string, content: FileContent | null): string | null {
  // To the Supabase CLI too a link to nothing is no file.
  if (content === null || content.kind === 'dangling') return null;
  const unusable = (why: string, remedy: string): SluiceError =>
    new SluiceError('config-invalid', { message: `${file} ${why}.`, remedy, location: { file, line: 1 } });
  if (content.kind !== 'bytes') {
    throw unusable(
      content.kind === 'outside'
        ? 'is a symlink that leads out of the repository'
        : 'is not a file that can be read',
      'Put a plain file in its place.',
    );
  }
  const decoded = decodeSql(content.bytes);
  if (!decoded.ok) throw unusable(`is not UTF-8 text; it is probably ${decoded.likely}`, 'Save it as UTF-8.');
  return decoded.text;
}

/** The files that can be replayed. */
export function migrationsOf(files: readonly MigrationFile[]): readonly Migration[] {
  return files.flatMap(({ version, name, file, sql, digest }) =>
    sql === null ? [] : [{ version, name, file, sql, digest }],
  );
}

/** The authored rollbacks. A file with nothing but comments is none yet, as `sluice new` leaves it. */
export function rollbacksOf(files: readonly MigrationFile[]): readonly AuthoredRollback[] {
  return files.flatMap(({ version, file, sql, digest, findings }) =>
    sql === null || findings.some(({ code }) => code === 'migration-empty')
      ? []
      : [{ version, file, sql, digest }],
  );
}
