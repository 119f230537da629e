import { finding } from './finding-codes.ts';
import { byVersion, type HistoryChecks, type ListedMigration, sameContent } from './listed-migration.ts';
import { quotePath } from './quote-path.ts';
import type { Finding } from './report.ts';

/** Migrations that the base has and that were edited, renamed or deleted: databases have run them as they were. */
export function changedOrDeleted({
  head,
  ancestor,
  baseName,
  ancestorCommit,
}: HistoryChecks): readonly Finding[] {
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
