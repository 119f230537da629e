import type { HistoryChecks, ListedMigration } from './listed-migration.ts';
import { quotePath } from './quote-path.ts';
import { freshVersions } from './version-timestamp.ts';

/** One `git mv` each, to versions that keep the order the migrations have among themselves. */
export function renameRemedy(
  items: readonly ListedMigration[],
  now: Date,
  newest: string | null,
  rollbacks: HistoryChecks['rollbacks'],
): readonly string[] {
  const versions = freshVersions(items.length, now, newest);
  return items.map((item, index) => {
    const version = versions?.[index];
    if (version === undefined) return `Rename it to a version that sorts after ${newest ?? item.version}.`;
    const moves = [
      item.file,
      ...rollbacks.filter((rollback) => rollback.version === item.version).map(({ file }) => file),
    ];
    return `Rename it: ${moves
      .map((file) => `git mv ${quotePath(file)} ${quotePath(withVersion(file, version))}`)
      .join(' && ')}`;
  });
}

function withVersion(file: string, version: string): string {
  return folderOf(file) + file.slice(folderOf(file).length).replace(/^[0-9]+/u, version);
}

/** The folder of a path, with its closing slash. */
export function folderOf(file: string): string {
  return file.slice(0, file.replace(/\/$/u, '').lastIndexOf('/') + 1);
}
