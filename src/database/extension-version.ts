import { extensionUpdate } from '../core/extension-updates.ts';
import type { Statement } from '../core/statements.ts';

/** What a statement says about the version of an extension that a stand-in stands for. */
export interface ExtensionVersion {
  readonly name: string;
  readonly verb: 'create' | 'update';
  /** Null: UPDATE without TO, which means the newest. */
  readonly version: string | null;
  /** The statement without the clause, of the same length, so that positions in errors stay right. */
  readonly without: string;
}

const VERSION = /\bversion\s+(?:'([^']+)'|"([^"]+)"|([\w.]+))/iu;

/**
 * Reads CREATE EXTENSION … VERSION and ALTER EXTENSION … UPDATE of one of the given extensions; null for every other statement.
 * A stand-in has one version, while old migrations name those that the platform had when they were written.
 */
export function extensionVersion(
  { node, sql, extension }: Pick<Statement, 'node' | 'sql' | 'extension'>,
  standIns: readonly string[],
): ExtensionVersion | null {
  if (node === 'CreateExtensionStmt') {
    const clause = VERSION.exec(sql);
    if (clause === null || extension === null || !standIns.includes(extension)) return null;
    const [text, quoted, identifier, word] = clause;
    return {
      name: extension,
      verb: 'create',
      version: quoted ?? identifier ?? word ?? null,
      without: sql.replace(text, ' '.repeat(text.length)),
    };
  }
  const update = extensionUpdate({ node, sql });
  if (update === null || !standIns.includes(update.name)) return null;
  return { ...update, verb: 'update', without: sql };
}

/** The version that is installed, null if none is, and the stand-in's own. */
export const EXTENSION_FACTS_SQL = `
select (select extversion from pg_catalog.pg_extension where extname = $1) as installed,
  (select default_version from pg_catalog.pg_available_extensions where name = $1) as newest`;

/** Writes the version down that a statement asked for. */
export const SET_EXTENSION_VERSION_SQL =
  'update pg_catalog.pg_extension set extversion = $2 where extname = $1';
