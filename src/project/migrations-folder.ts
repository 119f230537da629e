import type { ListedMigration } from '../core/listed-migration.ts';
import { compareVersions, parseMigrationFileName } from '../core/migration.ts';
import type { Finding } from '../core/report.ts';
import type { SqlFile, SqlReader } from './content.ts';
import type { FileSource, FolderOutcome } from './file-source.ts';

export interface MigrationFile extends ListedMigration, SqlFile {}

/** A name in the folder that gives no migration, with what there is to say about it (nothing, for a README). */
export interface Stray {
  readonly file: string;
  readonly findings: readonly Finding[];
}

export interface MigrationsFolder {
  readonly outcome: FolderOutcome;
  /** In version order; files with the same version in the order of their names. */
  readonly files: readonly MigrationFile[];
  readonly strays: readonly Stray[];
}

/** What to say about names that are no `<version>_<name>.sql`. */
export interface FolderRules {
  /** Whether this file, the first of the folder by name, is passed over in spite of its name. */
  skipsFirst(name: string): boolean;
  stray(
    file: string,
    name: string,
    kind: 'file' | 'folder' | 'submodule' | 'skipped-first',
  ): readonly Finding[];
}

/** Reads one folder of `<version>_<name>.sql` files. `folder` is relative to the repository root. */
export async function readMigrationsFolder(
  source: FileSource,
  folder: string,
  reader: SqlReader,
  rules: FolderRules,
): Promise<MigrationsFolder> {
  const files: MigrationFile[] = [];
  const strays: Stray[] = [];
  const addStray = (name: string, kind: Parameters<FolderRules['stray']>[2]): void => {
    const file = `${folder}/${name}`;
    strays.push({ file, findings: rules.stray(file, name, kind) });
  };
  let first: string | null = null;
  const seen = (name: string): void => {
    if (first === null || name < first) first = name;
  };
  const outcome = await source.visitFolder(folder, {
    wants: (name) => parseMigrationFileName(name) !== null,
    visit(name, content) {
      seen(name);
      const parsed = parseMigrationFileName(name);
      if (parsed === null) return;
      if (content.kind === 'folder' || content.kind === 'submodule') {
        addStray(name, content.kind);
        return;
      }
      const file = `${folder}/${name}`;
      const { sql, digest, findings } = reader.read(file, content);
      const broken = sql === null || findings.some(({ level }) => level === 'error');
      files.push({ version: parsed.version, name: parsed.name, file, sql, digest, findings, broken });
    },
    pass(name, kind) {
      seen(name);
      addStray(name, kind);
    },
  });
  const skipped = first !== null && rules.skipsFirst(first) ? first : null;
  if (skipped !== null) addStray(skipped, 'skipped-first');
  return {
    outcome,
    files: files.filter(({ file }) => file !== `${folder}/${skipped ?? ''}`).sort(byVersionThenFile),
    strays,
  };
}

function byVersionThenFile(left: MigrationFile, right: MigrationFile): number {
  return compareVersions(left.version, right.version) || (left.file < right.file ? -1 : 1);
}
