import { createHash } from 'node:crypto';
import type { AppliedMigration, LiveDatabase, LiveState } from '../core/deploy-ports.ts';
import { finding } from '../core/finding-codes.ts';
import type { Migration } from '../core/migration.ts';
import { samePieces } from '../core/pieces.ts';
import type { Finding } from '../core/report.ts';
import type { RemovedMigration } from '../core/rollback-ports.ts';
import { editedVersions } from './history-judgement.ts';
import type { RollbackPorts } from './rollback-request.ts';

export interface HistoryTexts {
  /** In version order; the file of the checkout, or what the history recorded. */
  readonly migrations: readonly Migration[];
  readonly findings: readonly Finding[];
}

/**
 * What the migrations of a database did, those that an unfinished rollback took out already included. A file that the checkout had
 * and has no longer is read from the history; that it had it is known where Sluice itself has deployed it.
 */
export async function textsOfHistory(
  state: LiveState,
  removed: readonly RemovedMigration[],
  repository: readonly Migration[],
  live: LiveDatabase,
  ports: RollbackPorts,
): Promise<HistoryTexts> {
  const files = new Map(repository.map((migration) => [migration.version, migration]));
  const gone = state.history.filter(({ version }) => !files.has(version));
  const recorded = await live.recordedStatements(gone.map(({ version }) => version));
  const edited = await editedVersions(repository, state, live, ports.scanner);
  const findings: Finding[] = [];
  const migrations: Migration[] = [];
  const all: readonly (AppliedMigration & { readonly statements?: readonly string[] | null })[] = [
    ...state.history,
    ...removed,
  ];
  for (const row of [...all].sort((left, right) => (left.version < right.version ? -1 : 1))) {
    const file = files.get(row.version);
    if (file !== undefined && isThatFile(file, row)) {
      if (edited.has(row.version)) findings.push(editedFinding(file));
      migrations.push(file);
      continue;
    }
    const statements = row.statements ?? recorded.get(row.version) ?? null;
    const problem = row.statements === undefined ? unreadable(row, statements) : null;
    if (problem !== null || statements === null) findings.push(problem ?? noText(row));
    else {
      migrations.push(fromHistory(row, statements));
      if (row.statements === undefined) findings.push(fromHistoryFinding(row));
    }
  }
  return { migrations, findings };
}

/** Of what is in the history still, an edited file is a finding; of what is out of it already, only the very same file will do. */
function isThatFile(
  file: Migration,
  { fileDigest, statements }: AppliedMigration & { readonly statements?: readonly string[] | null },
): boolean {
  if (statements === undefined || statements === null) return true;
  return fileDigest === null ? samePieces(file.sql, statements) : fileDigest === file.digest;
}

/** A migration as its history row tells it. */
export function fromHistory(
  { version, name, fileDigest }: Pick<RemovedMigration, 'version' | 'name' | 'fileDigest'>,
  statements: readonly string[],
): Migration {
  // A piece may end in a comment, so the semicolon stands on a line of its own.
  const sql = statements.map((piece) => `${piece}\n;\n`).join('');
  return {
    version,
    name: name ?? '',
    file: `history:${version}${name === null || name === '' ? '' : `_${name}`}`,
    sql,
    digest: fileDigest ?? createHash('sha256').update(sql).digest('hex'),
  };
}

function unreadable(
  { version, name, fileDigest }: AppliedMigration,
  statements: readonly string[] | null,
): Finding | null {
  if (statements === null) return null;
  if (fileDigest !== null) return null;
  return finding('history-missing', {
    file: null,
    line: null,
    message: `The database has applied ${version}${name === null || name === '' ? '' : ` (${name})`}, which this checkout does not have and Sluice has not deployed.`,
    remedy:
      'Nothing was run. Run from a checkout that has it; or, if it was made elsewhere on purpose, write it down from the database (supabase migration fetch), commit it, and make the plan again.',
  });
}

function noText({ version }: AppliedMigration): Finding {
  return finding('rollback-no-text', {
    file: null,
    line: null,
    message: `The checkout has no migration ${version}, and the history does not say what it did.`,
    remedy: 'Nothing was run. Run from a checkout that has it.',
  });
}

function fromHistoryFinding({ version }: AppliedMigration): Finding {
  return finding('rollback-from-history', {
    file: null,
    line: null,
    message: `The checkout no longer has ${version}; what it did was read from the history of the database.`,
    remedy: 'Nothing has to be done.',
  });
}

function editedFinding({ version, file }: Migration): Finding {
  return finding('history-edited', {
    file,
    line: null,
    message: `The database has applied version ${version} with other statements than this file has now, so nobody knows what there is to undo.`,
    remedy: `Put the old text back (git log -p -- ${file}; or from the database: supabase migration fetch), and make the plan again.`,
  });
}
