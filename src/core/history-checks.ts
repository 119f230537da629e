import { finding } from './finding-codes.ts';
import { compareVersions, type MigrationFileName } from './migration.ts';
import type { Finding } from './report.ts';
import { freshVersions } from './version-timestamp.ts';

/** One migration file as the rules about a list of them need it. */
export interface ListedMigration extends MigrationFileName {
  readonly file: string;
  /** Null where the file cannot be read as text. */
  readonly sql: string | null;
  /** sha256 of the bytes. */
  readonly digest: string;
  /** It could not run as it is (encoding, psql commands, …), so nowhere has it been applied. */
  readonly broken: boolean;
}

export interface HistoryChecks {
  readonly head: readonly ListedMigration[];
  /** What the head began from; what it edits, renames or deletes is judged against this. */
  readonly ancestor: readonly ListedMigration[];
  /** What the base branch holds now; order is judged against this. */
  readonly tip: readonly ListedMigration[];
  /** What people call the base, for messages. */
  readonly baseName: string;
  /** The commit of `ancestor`, for commands that bring files back; null where there is none. */
  readonly ancestorCommit: string | null;
  /** The head's authored rollbacks, which have to be renamed with their migration. */
  readonly rollbacks: readonly { readonly version: string; readonly file: string }[];
  readonly now: Date;
}

/** Every rule about the list of migrations as a whole, in the order in which people should read what they find. */
export function checkHistory(checks: HistoryChecks): readonly Finding[] {
  return [
    ...duplicateVersions(checks),
    ...takenVersions(checks),
    ...outOfOrder(checks),
    ...changedOrDeleted(checks),
    ...unevenVersions(checks),
  ];
}

/** Whether two texts say the same to a database: line endings and a byte order mark change with a checkout's settings. */
export function sameContent(
  left: Pick<ListedMigration, 'sql' | 'digest'>,
  right: Pick<ListedMigration, 'sql' | 'digest'>,
): boolean {
  if (left.digest === right.digest) return true;
  if (left.sql === null || right.sql === null) return false;
  return left.sql.replaceAll('\r\n', '\n') === right.sql.replaceAll('\r\n', '\n');
}

function byVersion(list: readonly ListedMigration[]): ReadonlyMap<string, readonly ListedMigration[]> {
  const groups = new Map<string, ListedMigration[]>();
  for (const item of list) {
    const group = groups.get(item.version);
    if (group === undefined) groups.set(item.version, [item]);
    else group.push(item);
  }
  return groups;
}

function duplicateVersions({ head, tip, now }: HistoryChecks): readonly Finding[] {
  const known = new Set(tip.map(({ file }) => file));
  const newest = newestVersion([...head, ...tip]);
  return [...byVersion(head).values()].flatMap((group) => {
    if (group.length < 2) return [];
    // The file that the base already has keeps its version; of two new ones, the first that is no way down.
    const keeper =
      group.find(({ file }) => known.has(file)) ?? group.find(({ name }) => !isDown(name)) ?? group[0];
    return group
      .filter((item) => item !== keeper)
      .map((item) =>
        finding('migration-duplicate-version', {
          file: item.file,
          line: null,
          message: `Version ${item.version} is also that of ${keeper?.file ?? ''}; a database can record only one of them.`,
          remedy: duplicateRemedy(item, now, newest),
        }),
      );
  });
}

/** `…_users.down.sql` beside `…_users.up.sql`, as other migration tools have it. */
function isDown(name: string): boolean {
  return name.endsWith('.down');
}

function duplicateRemedy(item: ListedMigration, now: Date, newest: string | null): string {
  if (isDown(item.name)) {
    const rollback = `${folderOf(folderOf(item.file))}rollbacks/${item.version}_${item.name.replace(/\.down$/u, '')}.sql`;
    return `The Supabase CLI knows no .down files and would run it as a migration. Move it: git mv ${quotePath(item.file)} ${quotePath(rollback)}`;
  }
  return renameRemedy([item], now, newest, [])[0] ?? 'Give it a version of its own.';
}

function takenVersions({ head, ancestor, tip, baseName, now }: HistoryChecks): readonly Finding[] {
  const before = byVersion(ancestor);
  const merged = byVersion(tip);
  const newest = newestVersion([...head, ...tip]);
  return head.flatMap((item) => {
    const other = before.has(item.version) ? undefined : merged.get(item.version)?.[0];
    if (other === undefined || sameContent(other, item)) return [];
    return finding('migration-version-taken', {
      file: item.file,
      line: null,
      message: `${baseName} has meanwhile got ${other.file} with the same version ${item.version}.`,
      remedy: renameRemedy([item], now, newest, [])[0] ?? 'Give it a version of its own.',
    });
  });
}

function outOfOrder({ head, ancestor, tip, baseName, rollbacks, now }: HistoryChecks): readonly Finding[] {
  const newest = newestVersion(tip);
  if (newest === null) return [];
  const known = byVersion([...ancestor, ...tip]);
  const late = head.filter(({ version }) => !known.has(version) && compareVersions(version, newest) < 0);
  const remedies = renameRemedy(late, now, newestVersion([...head, ...tip]), rollbacks);
  return late.map((item, index) =>
    finding('migration-out-of-order', {
      file: item.file,
      line: null,
      message: `Version ${item.version} is older than ${newest}, the newest migration of ${baseName}. A database that has that one would not take this one any more.`,
      remedy: remedies[index] ?? `Rename it to a version after ${newest}.`,
    }),
  );
}

/** One `git mv` each, to versions that keep the order the migrations have among themselves. */
function renameRemedy(
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

function changedOrDeleted({ head, ancestor, baseName, ancestorCommit }: HistoryChecks): readonly Finding[] {
  const now = byVersion(head);
  return ancestor.flatMap((before): readonly Finding[] => {
    const after = now.get(before.version);
    if (after === undefined) return [deleted(before, baseName, ancestorCommit)];
    const same = after.find(({ file }) => file === before.file) ?? after[0];
    if (same === undefined) return [];
    const findings: Finding[] = [];
    if (same.name !== before.name) findings.push(renamed(before, same));
    if (!sameContent(before, same))
      findings.push(before.broken ? repaired(same) : edited(before, same, baseName, ancestorCommit));
    return findings;
  });
}

function deleted(before: ListedMigration, baseName: string, commit: string | null): Finding {
  return finding('migration-deleted', {
    file: before.file,
    line: null,
    // A file that never could run was never applied, so nothing is lost with it.
    level: before.broken ? 'note' : 'error',
    message: `Migration ${before.version} is in ${baseName} and gone here. Databases that have applied it would disagree with the repository.`,
    remedy: `Bring the file back${restore(before, commit)} and undo its work in a new migration.`,
  });
}

function renamed(before: ListedMigration, after: ListedMigration): Finding {
  return finding('migration-renamed', {
    file: after.file,
    line: null,
    message: `Migration ${before.version} was called ${before.name} before; databases know it by its version, so nothing is run again.`,
    remedy: 'Nothing has to be done. Databases that have applied it keep showing the old name.',
  });
}

function repaired(after: ListedMigration): Finding {
  return finding('migration-repaired', {
    file: after.file,
    line: null,
    message: `Migration ${after.version} could not run as it was; what is reviewed is the new text.`,
    remedy: 'Make sure that no database has applied some form of it by hand.',
  });
}

function edited(
  before: ListedMigration,
  after: ListedMigration,
  baseName: string,
  commit: string | null,
): Finding {
  const line = firstDifferentLine(before.sql, after.sql);
  return finding('migration-edited', {
    file: after.file,
    line,
    message: `Migration ${after.version} is already in ${baseName} and was changed${line === null ? '' : ` from line ${line} on`}. Databases that have applied it would never see the change.`,
    remedy: `Put the old text back${restore(before, commit)} and write the change as a new migration.`,
  });
}

function restore({ file }: ListedMigration, commit: string | null): string {
  return commit === null ? '' : ` (git checkout ${commit.slice(0, 12)} -- ${quotePath(file)})`;
}

function firstDifferentLine(before: string | null, after: string | null): number | null {
  if (before === null || after === null) return null;
  const old = before.replaceAll('\r\n', '\n').split('\n');
  const current = after.replaceAll('\r\n', '\n').split('\n');
  const index = current.findIndex((text, at) => text !== old[at]);
  return index === -1 ? current.length : index + 1;
}

/** `9_a` sorts after `10_b` as text; people expect the order of numbers. */
function unevenVersions({ head, ancestor }: HistoryChecks): readonly Finding[] {
  const usual = mostCommonLength(head);
  const known = byVersion(ancestor);
  return head
    .filter(({ version }) => version.length !== usual && !known.has(version))
    .map((item) =>
      finding('migration-version-width', {
        file: item.file,
        line: null,
        message: `Version ${item.version} has ${item.version.length} digits, most others ${usual}. Versions are compared as text, so it may not run where its number suggests.`,
        remedy: `Give it ${usual} digits${usual === 14 ? ' (YYYYMMDDHHMMSS, UTC)' : ''}.`,
      }),
    );
}

function mostCommonLength(list: readonly ListedMigration[]): number {
  const counts = new Map<number, number>();
  for (const { version } of list) counts.set(version.length, (counts.get(version.length) ?? 0) + 1);
  // Where as many have 14 digits as another number, 14 is the Supabase CLI's own.
  const ranked = [...counts].sort(
    (left, right) => right[1] - left[1] || Number(right[0] === 14) - Number(left[0] === 14),
  );
  return ranked[0]?.[0] ?? 14;
}

function newestVersion(list: readonly { readonly version: string }[]): string | null {
  return list.reduce<string | null>(
    (newest, { version }) => (newest === null || compareVersions(version, newest) > 0 ? version : newest),
    null,
  );
}

function withVersion(file: string, version: string): string {
  return folderOf(file) + file.slice(folderOf(file).length).replace(/^[0-9]+/u, version);
}

/** With its closing slash. */
function folderOf(file: string): string {
  return file.slice(0, file.replace(/\/$/u, '').lastIndexOf('/') + 1);
}

/** A path as a POSIX shell takes it in one piece. */
export function quotePath(path: string): string {
  return /^[\w./@%+=:,][\w./@%+=:,-]*$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
