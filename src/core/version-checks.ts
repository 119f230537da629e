import { finding } from './finding-codes.ts';
import {
  byVersion,
  type HistoryChecks,
  type ListedMigration,
  newestVersion,
  sameContent,
} from './listed-migration.ts';
import { compareVersions } from './migration.ts';
import { quotePath } from './quote-path.ts';
import { folderOf, renameRemedy } from './rename-remedy.ts';
import type { Finding } from './report.ts';

/** Files with the same version: a database can record one alone. */
export function duplicateVersions({ head, tip, now }: HistoryChecks): readonly Finding[] {
  const known = new Set(tip.map(({ file }) => file));
  const groups = [...byVersion(head).values()].filter((group) => group.length > 1);
  const isOld = (group: readonly ListedMigration[]): boolean => group.every(({ file }) => known.has(file));
  const doubled = groups.filter((group) => !isOld(group)).flatMap((group) => doubledIn(group, known));
  // All of them at once, so that no two get the same new version.
  const movable = doubled.flatMap(({ item }) => (isDown(item.name) ? [] : [item]));
  const remedies = renameRemedy(movable, now, newestVersion([...head, ...tip]), []);
  return [
    ...oldDuplicates(groups.filter(isOld)),
    ...doubled.map(({ item, keeper }) =>
      finding('migration-duplicate-version', {
        file: item.file,
        line: null,
        message: `Version ${item.version} is also that of ${keeper.file}; a database can record only one of them.`,
        remedy: isDown(item.name)
          ? downRemedy(item)
          : (remedies[movable.indexOf(item)] ?? 'Give it a version of its own.'),
      }),
    ),
  ];
}

interface Doubled {
  readonly item: ListedMigration;
  /** The file that keeps the version. */
  readonly keeper: ListedMigration;
}

/** The file that the base already has keeps its version; of two new ones, the first that is no way down. */
function doubledIn(group: readonly ListedMigration[], known: ReadonlySet<string>): Doubled[] {
  const keeper =
    group.find(({ file }) => known.has(file)) ?? group.find(({ name }) => !isDown(name)) ?? group[0];
  return keeper === undefined
    ? []
    : group.filter((item) => item !== keeper).map((item) => ({ item, keeper }));
}

/** What the base has is deployed in some way; one warning is enough for all of it. */
function oldDuplicates(groups: readonly (readonly ListedMigration[])[]): Finding[] {
  const [first] = groups;
  if (first === undefined) return [];
  const named = first.map(({ file }) => file).join(' and ');
  const more = groups.length === 1 ? '' : ` The same holds for ${groups.length - 1} more.`;
  return [
    finding('migration-duplicate-version', {
      level: 'warning',
      file: first[0]?.file ?? null,
      line: null,
      message: `Version ${first[0]?.version ?? ''} is that of ${named}, which the base has already; a database records only one of them.${more}`,
      remedy:
        'Look into the history of each database (supabase migration list) before you give one of them another version there and in the repository.',
    }),
  ];
}

/** `…_users.down.sql` beside `…_users.up.sql`, as other migration tools have it. */
function isDown(name: string): boolean {
  return name.endsWith('.down');
}

function downRemedy(item: ListedMigration): string {
  const rollback = `${folderOf(folderOf(item.file))}rollbacks/${item.version}_${item.name.replace(/\.down$/u, '')}.sql`;
  return `The Supabase CLI knows no .down files and would run it as a migration. Move it: git mv ${quotePath(item.file)} ${quotePath(rollback)}`;
}

/** Versions that the base branch has given to other migrations since. */
export function takenVersions({ head, ancestor, tip, baseName, now }: HistoryChecks): readonly Finding[] {
  const before = byVersion(ancestor);
  const merged = byVersion(tip);
  const newest = newestVersion([...head, ...tip]);
  const taken = head.flatMap((item) => {
    const other = before.has(item.version) ? undefined : merged.get(item.version)?.[0];
    return other === undefined || sameContent(other, item) ? [] : [{ item, other }];
  });
  const remedies = renameRemedy(
    taken.map(({ item }) => item),
    now,
    newest,
    [],
  );
  return taken.map(({ item, other }, index) =>
    finding('migration-version-taken', {
      file: item.file,
      line: null,
      message: `${baseName} has meanwhile got ${other.file} with the same version ${item.version}.`,
      remedy: remedies[index] ?? 'Give it a version of its own.',
    }),
  );
}

/** New migrations that are older than the newest one of the base branch. */
export function outOfOrder({
  head,
  ancestor,
  tip,
  baseName,
  rollbacks,
  now,
}: HistoryChecks): readonly Finding[] {
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

/** `9_a` sorts after `10_b` as text; people expect the order of numbers. */
export function unevenVersions({ head, ancestor }: HistoryChecks): readonly Finding[] {
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

/**
 * `2025_a` and `20250101_b`: the Supabase CLI applies files in the order of their names, where `_` comes after every
 * digit, but compares versions with the history, where the shorter one comes first. It then takes one for missing.
 */
export function prefixVersions({ head, ancestor }: HistoryChecks): readonly Finding[] {
  const known = byVersion(ancestor);
  const groups = [...byVersion(head).values()];
  return groups.flatMap(([item], index): readonly Finding[] => {
    const next = groups[index + 1]?.[0];
    if (item === undefined || next === undefined || !next.version.startsWith(item.version)) return [];
    if (known.has(item.version) && known.has(next.version)) return [];
    const subject = known.has(item.version) ? next : item;
    return [
      finding('migration-version-prefix', {
        file: subject.file,
        line: null,
        message: `Version ${item.version} is the beginning of ${next.version}; the Supabase CLI applies them in one order and compares them in the other.`,
        remedy: 'Give all versions the same number of digits.',
      }),
    ];
  });
}
