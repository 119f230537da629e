import { finding } from '../core/finding-codes.ts';
import { quotePath } from '../core/quote-path.ts';
import type { Finding, Level } from '../core/report.ts';
import { freshVersions } from '../core/version-timestamp.ts';
import type { FolderRules } from './migrations-folder.ts';

/**
 * `supabase/migrations`, with the rules of the Supabase CLI (pkg/migration/list.go): it passes over folders, names
 * that do not match, and a first file `<version>_init.sql` of the time when it made that file itself.
 */
export function migrationRules(now: Date, nameLevel: Level): FolderRules {
  return {
    skipsFirst: (name) => {
      const version = /^\D*?([0-9]{14})_init\.sql/u.exec(name)?.[1];
      return version !== undefined && version < '20211209000000';
    },
    stray(file, name, kind) {
      switch (kind) {
        case 'skipped-first':
          return [skippedInit(file)];
        case 'folder':
        case 'submodule':
          return name.startsWith('.') ? [] : [folder(file, name)];
        case 'file':
          return looksLikeMigration(name) ? [badName(file, name, now, nameLevel)] : [];
      }
    },
  };
}

/** `supabase/rollbacks`, Sluice's own folder: authored reversals, named like their migrations. */
export function rollbackRules(): FolderRules {
  return {
    skipsFirst: () => false,
    stray: (file, name, kind) =>
      kind === 'file' && looksLikeMigration(name)
        ? [
            finding('rollback-name', {
              file,
              line: null,
              message: 'The name is not <version>_<name>.sql, so the file belongs to no migration.',
              remedy: 'Give it the name of the migration that it undoes.',
            }),
          ]
        : [],
  };
}

/** Notes, lock files of editors and the like may lie in the folder; what holds SQL or carries a version is meant to run. */
function looksLikeMigration(name: string): boolean {
  return !name.startsWith('.') && (/\.sql\b/iu.test(name) || /^[0-9]{8,}/u.test(name));
}

function skippedInit(file: string): Finding {
  return finding('migration-skipped-init', {
    file,
    line: null,
    message:
      'The Supabase CLI skips this file: it takes a first <version>_init.sql from before 2021-12-09 for one that it made itself.',
    remedy: `Rename it: git mv ${quotePath(file)} ${quotePath(file.replace(/_init\.sql$/u, '_initial.sql'))}`,
  });
}

function folder(file: string, name: string): Finding {
  const isNamedSql = /\.sql$/iu.test(name);
  return finding('migration-folder', {
    file,
    line: null,
    level: isNamedSql ? 'error' : 'note',
    message: isNamedSql
      ? 'This is a folder with the name of a migration; the Supabase CLI skips it.'
      : 'The Supabase CLI does not look into folders here, so nothing in this one is run.',
    remedy: 'Move what is to run into files of their own beside the other migrations.',
  });
}

function badName(file: string, name: string, now: Date, level: Level): Finding {
  return finding('migration-name', {
    file,
    line: null,
    level,
    message:
      'The Supabase CLI skips this file: its name is not <version>_<name>.sql, with digits alone for the version.',
    remedy: `Rename it: git mv ${quotePath(file)} ${quotePath(file.slice(0, file.length - name.length) + suggestedName(name, now))}`,
  });
}

/** The nearest name that the Supabase CLI takes: the version that is there, else a fresh one. */
export function suggestedName(name: string, now: Date): string {
  const bare = name
    .trim()
    .replace(/(?:\.sql)?(?:\.txt|\.bak|\.orig)?$/iu, '')
    .replace(/\.sql$/iu, '');
  const parts = /^[vV]?([0-9]{4,})[\s_.-]*(.*)$/su.exec(bare);
  const version = parts?.[1] ?? freshVersions(1, now, null)?.[0] ?? '';
  const title = (parts?.[2] ?? bare)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
  return `${version}_${title === '' ? 'change' : title}.sql`;
}
