import type { DumpOrders } from '../core/backup-ports.ts';
import { lenientReference, refersToPlatform, routinesFindNames, runUnless } from '../core/backup-script.ts';

/** One object in what pg_dump writes, with the comment that it stands under. */
interface Entry {
  readonly type: string;
  readonly schema: string;
  readonly owner: string;
  readonly name: string;
  readonly sql: string;
}

const HEAD = /^--\n-- (?:Data for )?Name: (.*); Type: (.*); Schema: (.*); Owner: (.*)\n--\n\n/gmu;

/**
 * What pg_dump wrote, as it can be restored into a project: without what the platform has there already, and with what only needs to be made where it
 * is missing. Lines for psql alone (`\restrict`) are left out.
 */
export function restorableDump(
  text: string,
  orders: Pick<DumpOrders, 'script' | 'platformSchemas' | 'platformRoles' | 'contents'>,
): string {
  const { preamble, entries } = entriesOf(withoutRestrict(text));
  const { searchPath } = orders.contents;
  return `${whereRoutinesFindNames(preamble, searchPath)}${entries.map((entry) => restorable(entry, orders)).join('')}`;
}

/** https://www.postgresql.org/docs/current/app-pgdump.html, --restrict-key: one such line at the beginning, and one at the end. */
export function withoutRestrict(text: string): string {
  return text.replace(/^\\restrict \w+\n/mu, '').replace(/\n\\unrestrict \w+\n*$/u, '\n');
}

/** The search path is empty in what pg_dump writes (https://www.postgresql.org/docs/release/10.3/). */
export function whereRoutinesFindNames(text: string, searchPath: string): string {
  return text.replace(/^SELECT pg_catalog\.set_config\('search_path', '', false\);\n/mu, () =>
    routinesFindNames(searchPath),
  );
}

function entriesOf(text: string): { readonly preamble: string; readonly entries: readonly Entry[] } {
  const heads = [...text.matchAll(HEAD)];
  const entries = heads.map((head, index): Entry => {
    const [whole, name = '', type = '', schema = '', owner = ''] = head;
    const sql = text.slice(head.index + whole.length, heads[index + 1]?.index ?? text.length);
    return { name, type, schema, owner, sql };
  });
  return { preamble: text.slice(0, heads[0]?.index ?? text.length), entries };
}

function restorable(
  entry: Entry,
  { script, platformSchemas, platformRoles }: Parameters<typeof restorableDump>[1],
): string {
  const { type, schema, owner, name, sql } = entry;
  const isPlatform = platformRoles.includes(owner);
  // Grants on what an extension brought into a schema of the platform, and on what PostgreSQL brings, which only a superuser gives.
  if (schema === 'pg_catalog' || platformSchemas.includes(schema)) return '';
  switch (type) {
    case 'SCHEMA':
      return sql.replace(/^CREATE SCHEMA (?:IF NOT EXISTS )?/mu, 'CREATE SCHEMA IF NOT EXISTS ');
    case 'EXTENSION':
      return script.extensions.includes(name) ? sql : '';
    case 'COMMENT':
      return /^EXTENSION /u.test(name) || isPlatform ? '' : sql;
    case 'EVENT TRIGGER':
    case 'DEFAULT ACL':
      return isPlatform ? '' : sql;
    case 'PUBLICATION': {
      const [statement = '', ...rest] = sql.split(/(?<=;)\n\n/u);
      const condition = `select from pg_catalog.pg_publication where pubname = '${name.replaceAll("'", "''")}'`;
      return isPlatform
        ? ''
        : `${runUnless(condition, statement.replace(/;\s*$/u, ''))};\n\n${rest.join('\n\n')}`;
    }
    case 'FK CONSTRAINT':
      return refersToPlatform(sql, platformSchemas) ? `${lenientReference(sql)};\n\n` : sql;
    default:
      return sql;
  }
}
