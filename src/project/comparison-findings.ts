import { finding } from '../core/finding-codes.ts';
import { checkHistory } from '../core/history-checks.ts';
import { sameContent } from '../core/listed-migration.ts';
import { quotePath } from '../core/quote-path.ts';
import type { Finding } from '../core/report.ts';
import type { ReadConfig } from './config.ts';
import type { MigrationFile, MigrationsFolder } from './migrations-folder.ts';

export interface ComparedFiles {
  readonly config: ReadConfig;
  readonly head: MigrationsFolder;
  readonly rollbacks: MigrationsFolder;
  readonly ancestor: MigrationsFolder;
  readonly tip: MigrationsFolder;
  readonly baseName: string;
  readonly ancestorCommit: string | null;
  readonly now: Date;
}

/** Everything that the files themselves say, what concerns the project as a whole first. */
export function findInFiles(files: ComparedFiles): readonly Finding[] {
  const { config, head, rollbacks, ancestor } = files;
  return [
    ...config.findings,
    ...emptyProject(head),
    ...checkHistory({
      head: head.files,
      ancestor: ancestor.files,
      tip: files.tip.files,
      baseName: files.baseName,
      ancestorCommit: files.ancestorCommit,
      rollbacks: rollbacks.files,
      now: files.now,
    }),
    ...contentFindings(head, ancestor),
    ...newStrays(head, ancestor),
    ...rollbackFindings(rollbacks, head),
  ];
}

function emptyProject({ files, outcome }: MigrationsFolder): readonly Finding[] {
  if (files.length > 0) return [];
  return [
    finding('migrations-empty', {
      file: null,
      line: null,
      message:
        outcome === 'missing'
          ? 'The project has no migrations folder yet, so there is nothing to review.'
          : 'The migrations folder holds no migration, so there is nothing to review.',
      remedy: 'Make the first one: sluice new NAME',
    }),
  ];
}

/**
 * What stops a replay is told wherever it lies. Advice about files that the base already has as they are is not:
 * nobody may change them any more.
 */
function contentFindings(head: MigrationsFolder, ancestor: MigrationsFolder): readonly Finding[] {
  const known = new Map(ancestor.files.map((migration) => [migration.file, migration]));
  return head.files.flatMap((migration) => {
    const former = known.get(migration.file);
    if (former === undefined || !sameContent(former, migration)) return migration.findings;
    const told = new Set(former.findings.map(({ code }) => code));
    return migration.findings.filter(({ code, level }) => level === 'error' || !told.has(code));
  });
}

/** A badly named file that the base has too has never been run by anyone and stops nothing. */
function newStrays(head: MigrationsFolder, ancestor: MigrationsFolder): readonly Finding[] {
  const known = new Set(ancestor.strays.map(({ file }) => file));
  return head.strays.flatMap(({ file, findings }) => (known.has(file) ? [] : findings));
}

function rollbackFindings(rollbacks: MigrationsFolder, head: MigrationsFolder): readonly Finding[] {
  const names = new Map(head.files.map(({ version, name }) => [version, name]));
  const first = new Map<string, MigrationFile>();
  const findings: Finding[] = [];
  for (const item of rollbacks.files) {
    findings.push(
      ...item.findings.map((said) => (said.code === 'migration-empty' ? notWritten(item) : said)),
    );
    const earlier = first.get(item.version);
    if (earlier === undefined) first.set(item.version, item);
    else {
      findings.push(
        finding('rollback-duplicate-version', {
          file: item.file,
          line: null,
          message: `${earlier.file} already undoes migration ${item.version}.`,
          remedy: 'Put both into one file, in the order in which they are to run.',
        }),
      );
    }
    const name = names.get(item.version);
    if (name !== undefined && name !== item.name) findings.push(otherName(item, name));
    if (name === undefined) {
      findings.push(
        finding('rollback-without-migration', {
          file: item.file,
          line: null,
          message: `There is no migration with version ${item.version} that this could undo.`,
          remedy: 'Give it the version of its migration, or delete it.',
        }),
      );
    }
  }
  return [...findings, ...rollbacks.strays.flatMap(({ findings: said }) => said)];
}

function notWritten({ file }: MigrationFile): Finding {
  return finding('rollback-empty', {
    file,
    line: null,
    message: 'The file holds no statement yet, so the way back is computed as if it were not there.',
    remedy: 'Write what undoes the migration; where there is nothing to undo: select 1;',
  });
}

/** It is taken for that migration's all the same: the version counts. */
function otherName({ file, version, name }: MigrationFile, migration: string): Finding {
  const right = `${file.slice(0, file.length - `${version}_${name}.sql`.length)}${version}_${migration}.sql`;
  return finding('rollback-other-name', {
    file,
    line: null,
    message: `This undoes migration ${version}, which is called ${migration} and not ${name}.`,
    remedy: `If it is meant for that one: git mv ${quotePath(file)} ${quotePath(right)}`,
  });
}
