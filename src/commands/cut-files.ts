import { syntaxFinding } from '../core/error-findings.ts';
import type { Migration } from '../core/migration.ts';
import type { CutMigration, SqlParser } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import { readBaseNotes } from './base-notes.ts';
import { recalled } from './known-base.ts';
import type { Beginning } from './review-shadow.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface CutFiles {
  readonly cut: readonly CutMigration[];
  readonly findings: readonly Finding[];
}

export interface CutBase extends CutFiles {
  /** Of how many of them only what is worth remembering is there: they have run already. */
  readonly remembered: number;
}

/** Cuts the files of the base; those that a kept state has behind it are not parsed again. */
export async function cutBase(
  migrations: readonly Migration[],
  beginning: Beginning | null,
  parser: SqlParser,
  watch: Stopwatch,
): Promise<CutBase> {
  const notes = beginning === null ? null : readBaseNotes(beginning.notes);
  const remembered = beginning === null || notes === null ? 0 : beginning.restored;
  const rest = await cutFiles(migrations.slice(remembered), parser, watch);
  const known = notes === null ? [] : recalled(migrations.slice(0, remembered), notes.statements);
  return { cut: [...known, ...rest.cut], findings: rest.findings, remembered };
}

export async function cutFiles(
  migrations: readonly Migration[],
  parser: SqlParser,
  watch: Stopwatch,
): Promise<CutFiles> {
  return await watch.run('parse', 'Parsing the migrations', async () => {
    const cut: CutMigration[] = [];
    const findings: Finding[] = [];
    for (const migration of migrations) {
      const result = await parser.cut(migration.sql);
      if (result.ok) cut.push({ migration, statements: result.statements });
      else {
        findings.push(syntaxFinding(migration, result.problem));
        cut.push({ migration, statements: [] });
      }
    }
    return { cut, findings };
  });
}
