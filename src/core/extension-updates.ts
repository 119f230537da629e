import { finding } from './finding-codes.ts';
import type { CutMigration } from './ports.ts';
import type { Finding } from './report.ts';
import type { Statement } from './statements.ts';

export interface ExtensionUpdate {
  readonly name: string;
  /** Null: the newest that the server has. */
  readonly version: string | null;
}

const UPDATE =
  /^alter\s+extension\s+(?:"([^"]+)"|([\w-]+))\s+update(?:\s+to\s+(?:'([^']+)'|"([^"]+)"|([\w.]+)))?\s*$/iu;

/** Reads ALTER EXTENSION … UPDATE; null for every other statement. */
export function extensionUpdate({ node, sql }: Pick<Statement, 'node' | 'sql'>): ExtensionUpdate | null {
  const found = node === 'AlterExtensionStmt' ? UPDATE.exec(sql) : null;
  const name = found?.[1] ?? found?.[2]?.toLowerCase();
  if (found === null || name === undefined) return null;
  return { name, version: found[3] ?? found[4] ?? found[5] ?? null };
}

/**
 * Another version of an extension is no change of the schema that a comparison could tell: which one a server has is its own business,
 * and hardly any extension can go back.
 */
export function extensionUpdateFindings(migrations: readonly CutMigration[]): Finding[] {
  return migrations.flatMap(({ migration, statements }) =>
    statements.flatMap((statement) => {
      const update = extensionUpdate(statement);
      if (update === null) return [];
      const { name, version } = update;
      const to = version === null ? 'the newest version that the server has' : `version ${version}`;
      return [
        finding('extension-updated', {
          file: migration.file,
          line: statement.line,
          message: `The extension ${name} is brought to ${to}, which the changes do not show and the way back does not take back.`,
          remedy: `Make sure that the server has it: select * from pg_available_extension_versions where name = '${name.replaceAll("'", "''")}';`,
        }),
      ];
    }),
  );
}
