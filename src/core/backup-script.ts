import type { RowContents } from './backup-ports.ts';
import type { RelationName } from './deploy-ports.ts';

// The pieces of SQL that every script of a backup has, whichever way it was made.

/**
 * What a script begins with. Names are whole in it, so only routines need the search path; their bodies are not checked, because they may
 * name what comes later; and limits of the role are no limits of a restore.
 */
export function sessionSettings({
  encoding,
  searchPath,
}: Pick<RowContents, 'encoding' | 'searchPath'>): string {
  return `set client_encoding = '${encoding}';
set standard_conforming_strings = on;
set check_function_bodies = off;
set xmloption = content;
set array_nulls = on;
set client_min_messages = warning;
set row_security = off;
select pg_catalog.set_config(name, '0', false) from pg_catalog.pg_settings where name in ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout');
${routinesFindNames(searchPath)}`;
}

/**
 * Where routines look for what they name without a schema, as they do in the original: generated columns and constraints call them
 * while tables are made and rows come in. pg_dump has nothing there, and cannot restore such tables.
 */
export function routinesFindNames(searchPath: string): string {
  return `select pg_catalog.set_config('search_path', '${searchPath.replaceAll("'", "''")}', false);\n`;
}

/**
 * What a database grants on new objects by default must not be added to what the backup grants: a closed table would be open after the
 * restore. What the backup itself grants by default is set at its end. Only what lies in schemas is taken away; PostgreSQL's own
 * defaults stay, and so does what lies in schemas of the platform.
 */
export function withoutDefaultPrivileges(platformSchemas: readonly string[]): string {
  return `do $sluice$
declare one record;
begin
  for one in
    select d.defaclnamespace::pg_catalog.regnamespace as place, g.grantee,
      case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'routines' when 'T' then 'types' end as objects
    from pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) g
    where d.defaclrole = current_user::pg_catalog.regrole and d.defaclnamespace <> 0 and g.grantee <> d.defaclrole
      and d.defaclnamespace::pg_catalog.regnamespace::text not in (${platformSchemas.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ')}) and d.defaclobjtype in ('r', 'S', 'f', 'T')
  loop
    execute pg_catalog.format('alter default privileges in schema %s revoke all on %s from %s', one.place, one.objects,
      case one.grantee when 0 then 'public' else one.grantee::pg_catalog.regrole::text end);
  end loop;
end
$sluice$;
`;
}

/**
 * Takes tables of history and journal out of the way that are there and hold no rows, as in a project that something has only looked at. With rows
 * they stay, and making them anew is an error.
 */
export function roomForOwnTables(tables: readonly RelationName[]): string {
  return tables
    .filter(({ schema }) => schema === 'supabase_migrations')
    .map((table) => {
      const name = `${identifier(table.schema)}.${identifier(table.name)}`;
      const body = `begin if pg_catalog.to_regclass(${dollarQuoted(name)}) is not null then
  if not exists (select from ${name}) then drop table ${name}; end if;
end if; end`;
      return `do ${dollarQuoted(body)};\n`;
    })
    .join('');
}

/** A name as SQL writes it, on one line whatever it holds. */
export function identifier(name: string): string {
  const quoted = name.replaceAll('"', '""');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being looked for
  if (!/[\u0000-\u001f]/u.test(name)) return `"${quoted}"`;
  const escaped = quoted
    .replaceAll('\\', '\\\\')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being looked for
    .replaceAll(/[\u0000-\u001f]/gu, (found) => `\\${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `U&"${escaped}"`;
}

/** A text between dollar signs that it does not hold itself. */
export function dollarQuoted(text: string): string {
  let tag = 'sluice';
  while (text.includes(`$${tag}`)) tag += '_';
  return `$${tag}$${text}$${tag}$`;
}

/** Runs a statement only where a condition holds on the database that is restored into. */
export function runUnless(condition: string, statement: string): string {
  return `do ${dollarQuoted(`begin if not exists (${condition}) then execute ${dollarQuoted(statement)}; end if; end`)}`;
}

/**
 * A foreign key to a table of the platform, whose rows are not in the backup: where the rows that it needs are not there, it is made
 * NOT VALID with a warning, so that it holds for every row to come.
 */
export function lenientReference(statement: string): string {
  const plain = statement.trim().replace(/;$/u, '');
  const [, table = '', name = ''] =
    /^ALTER TABLE (?:ONLY )?((?:"(?:[^"]|"")+"|[^\s"]+)+)\s+ADD CONSTRAINT ("(?:[^"]|"")+"|\S+)/u.exec(
      plain,
    ) ?? [];
  const hint = `${table}: the foreign key ${name} is NOT VALID, because rows that it refers to are not here; once they are, run ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`;
  return `do ${dollarQuoted(`begin execute ${dollarQuoted(plain)};
exception when foreign_key_violation then
  execute ${dollarQuoted(`${plain} NOT VALID`)};
  raise warning '%', ${dollarQuoted(hint)};
end`)}`;
}

/** Whether a statement adds a foreign key to a table in one of these schemas. */
export function refersToPlatform(statement: string, platformSchemas: readonly string[]): boolean {
  const [, quoted, plain] =
    /^ALTER TABLE [\s\S]*?ADD CONSTRAINT [\s\S]*?FOREIGN KEY [\s\S]*?REFERENCES (?:"((?:[^"]|"")+)"|([a-z_0-9$]+))\./u.exec(
      statement.trim(),
    ) ?? [];
  const schema = quoted?.replaceAll('""', '"') ?? plain;
  return schema !== undefined && platformSchemas.includes(schema);
}

/** Statements as a script. */
export function scriptOf(statements: readonly string[]): string {
  return statements.map((statement) => `${statement.trimEnd().replace(/;$/u, '')};\n\n`).join('');
}
