import { driftLines } from '../core/drift.ts';
import { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import { listOf } from '../core/landed.ts';
import type { Migration } from '../core/migration.ts';
import type { EngineFacts, Finding } from '../core/report.ts';
import { freshVersions } from '../core/version-timestamp.ts';
import { expectedSchema } from './drift-expected.ts';
import type { DriftInput } from './drift-input.ts';
import type { Look } from './drift-look.ts';
import { scriptOf } from './shadow-scripts.ts';

/** The two ways out of drift: undo it in the database, or take it into the repository. */
export interface WaysOut {
  readonly backSql: string;
  readonly migrationSql: string;
  /** The migration that was written, relative to the repository. */
  readonly written: string | null;
  readonly findings: readonly Finding[];
  readonly engine: EngineFacts | null;
}

export const NO_WAYS: WaysOut = {
  backSql: '',
  migrationSql: '',
  written: null,
  findings: [],
  engine: null,
};

export async function waysOut(input: DriftInput, { comparison }: Look): Promise<WaysOut> {
  if (comparison === null) return NO_WAYS;
  const findings: Finding[] = [];
  const tried = async (what: string, statements: () => Promise<readonly string[]>): Promise<string> => {
    try {
      return scriptOf(await statements());
    } catch (thrown) {
      if (!(thrown instanceof SluiceError) || thrown.code !== 'schema-unreadable') throw thrown;
      findings.push(wayNotFound(what, thrown));
      return '';
    }
  };
  const { watch, request } = input;
  const [backSql, migrationSql] = await watch.run('ways out', 'Looking for the ways out', async () => [
    await tried('that put the database back', () => comparison.back()),
    await tried('that take the drift into the repository', () => comparison.forward()),
  ]);
  const ways = { backSql, migrationSql, written: null, engine: null };
  if (request.writeMigration === null || migrationSql === '') return { ...ways, findings };
  const written = await writeMigration(input, request.writeMigration, migrationSql);
  return { ...ways, ...written, findings: [...findings, ...written.findings] };
}

async function writeMigration(
  input: DriftInput,
  name: string,
  statements: string,
): Promise<Pick<WaysOut, 'written' | 'findings' | 'engine'>> {
  const { ports, request, comparison, judged } = input;
  const newest = comparison.head.migrations.at(-1)?.version ?? null;
  const [version] = freshVersions(1, new Date(ports.today()), newest) ?? [];
  if (version === undefined) {
    return { written: null, engine: null, findings: [noVersion(newest ?? '')] };
  }
  const sql = `-- Takes into the repository what was changed by hand in ${commentText(request.environment)}.\n-- There, record it as applied instead of running it: sluice deploy --adopt ${version}\n\n${statements}\n`;
  const written = await ports.checkout.writeMigration(request.projectDir, { version, name, sql });
  const migration: Migration = { version, name, file: written, sql, digest: '' };
  const proof = await proveMigration(input, [...judged.applied, migration], written);
  return { written, ...proof };
}

/** Runs it behind the applied migrations on a shadow, and holds what it leads to against the live schema. */
async function proveMigration(
  input: DriftInput,
  migrations: readonly Migration[],
  file: string,
): Promise<Pick<WaysOut, 'findings' | 'engine'>> {
  const { ports, reader, comparison } = input;
  const expected = await expectedSchema({ ...input, config: comparison.config, migrations });
  if (!expected.ok) return { findings: [unproven(file, expected.finding.message)], engine: null };
  const { differences } = ports.drift.compare(expected.snapshot, await reader.read());
  const remains =
    differences.length === 0
      ? []
      : [unproven(file, `these are still different:\n${listOf(driftLines(differences))}`)];
  return { engine: expected.engine, findings: [...expected.notes, ...remains] };
}

function unproven(file: string, why: string): Finding {
  return finding('migration-unproven', {
    file,
    line: null,
    message: `Behind the applied migrations, this file does not lead to the live schema on a shadow: ${why}`,
    remedy:
      'Read it, and repair it by hand. Where the database differs from its migrations for longer already, sluice drift --against repo --write-migration NAME writes all of it.',
  });
}

function wayNotFound(what: string, thrown: SluiceError): Finding {
  return finding('way-not-found', {
    file: null,
    line: null,
    message: `No statements were found ${what}: ${thrown.message}`,
    remedy: 'Write them by hand; the table of changes says what differs.',
  });
}

function noVersion(newest: string): Finding {
  return finding('way-not-found', {
    file: null,
    line: null,
    message: `No migration was written: ${newest} is no timestamp, so nobody can say which version comes after it.`,
    remedy: 'Copy the SQL of this report into a migration of your own.',
  });
}

/** A name must not end the comment it stands in. */
function commentText(name: string): string {
  return name.replaceAll(/[\r\n]+/gu, ' ');
}
