import { parse, TomlError } from 'smol-toml';
import { messageOf, SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import type { Environment, ProjectConfig } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';

export interface ReadConfig {
  readonly config: ProjectConfig;
  readonly findings: readonly Finding[];
}

/** What `supabase init` writes today. */
const DEFAULTS: ProjectConfig = {
  majorVersion: 17,
  exposedSchemas: ['public', 'graphql_public'],
  autoExposeNewTables: true,
  platformServices: { auth: true, storage: true, realtime: true },
};

/** Collects what is wrong, so that it can all be said at once. */
export interface Problems {
  add(key: string, wrong: string, remedy: string): void;
}

/**
 * Reads `supabase/config.toml`, the keys that Sluice needs; every other key is the Supabase CLI's own business.
 * `text` is null where there is no file. Throws `config-invalid` with every problem at once.
 */
export function readConfig(file: string, text: string | null, env: Environment): ReadConfig {
  if (text === null) return { config: DEFAULTS, findings: [missing(file)] };
  const document = parseToml(file, text);
  const found: { key: string; wrong: string; remedy: string }[] = [];
  const problems: Problems = { add: (key, wrong, remedy) => found.push({ key, wrong, remedy }) };
  const read = (section: readonly string[], key: string): Value =>
    valueAt(document, section, key, env, problems);
  const config: ProjectConfig = {
    majorVersion: majorVersion(read(['db'], 'major_version'), problems),
    exposedSchemas: schemas(read(['api'], 'schemas'), problems),
    // Unset, the Supabase CLI still grants what it always did (internal/db/start of the CLI).
    autoExposeNewTables: boolean(read(['api'], 'auto_expose_new_tables'), true, problems),
    ...databasePort(read(['db'], 'port')),
    platformServices: {
      auth: boolean(read(['auth'], 'enabled'), true, problems),
      storage: boolean(read(['storage'], 'enabled'), true, problems),
      realtime: boolean(read(['realtime'], 'enabled'), true, problems),
    },
  };
  const enabled = boolean(read(['db', 'migrations'], 'enabled'), true, problems);
  if (found.length > 0) throw invalid(file, text, found);
  return { config, findings: enabled ? [] : [disabled(file, text)] };
}

export interface Value {
  readonly key: string;
  readonly value: unknown;
}

export function parseToml(file: string, text: string): Record<string, unknown> {
  try {
    // Numbers and dates of keys that are not read here must not matter, whatever the Node version.
    return parse(text, { integersAsBigInt: 'asNeeded', useLegacyDate: true });
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    throw new SluiceError('config-invalid', {
      message: `${file} is not valid TOML: ${messageOf(cause).split('\n')[0] ?? ''}.`,
      remedy: 'Correct the line; https://toml.io describes the format.',
      location: { file, line: cause.line, column: cause.column },
      excerpt: cause.codeblock.trimEnd(),
      cause,
    });
  }
}

export function valueAt(
  document: Record<string, unknown>,
  section: readonly string[],
  name: string,
  env: Environment,
  problems: Problems,
): Value {
  const key = [...section, name].join('.');
  let table: unknown = document;
  for (const [index, part] of section.entries()) {
    if (!isTable(table)) {
      problems.add(
        section.slice(0, index).join('.'),
        'is not a table',
        `Write [${section.slice(0, index).join('.')}] as a section.`,
      );
      return { key, value: undefined };
    }
    if (!Object.hasOwn(table, part)) return { key, value: undefined };
    table = table[part];
  }
  if (!isTable(table)) {
    problems.add(section.join('.'), 'is not a table', `Write [${section.join('.')}] as a section.`);
    return { key, value: undefined };
  }
  return { key, value: Object.hasOwn(table, name) ? substitute(table[name], env) : undefined };
}

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** `env(NAME)` stands for a variable; where it is unset or empty the Supabase CLI leaves the text as it is. */
function substitute(value: unknown, env: Environment): unknown {
  if (Array.isArray(value)) return value.map((item) => substitute(item, env));
  if (typeof value !== 'string') return value;
  const name = /^env\((.*)\)$/u.exec(value)?.[1];
  const known = name === undefined ? undefined : env[name];
  return known === undefined || known === '' ? value : known;
}

function majorVersion({ key, value }: Value, problems: Problems): ProjectConfig['majorVersion'] {
  if (value === undefined) return DEFAULTS.majorVersion;
  // The Supabase CLI reads numbers out of strings too, since env(NAME) can only give a string.
  const number = typeof value === 'string' && /^\s*[0-9]+\s*$/u.test(value) ? Number(value) : value;
  if (number === 15 || number === 17 || number === 18) return number;
  if (number === 12 || number === 13 || number === 14) {
    problems.add(
      key,
      `is ${number}, a version that Sluice has no PostgreSQL for`,
      'Upgrade the project in the Supabase dashboard, then write major_version = 17 (or 15).',
    );
  } else
    problems.add(
      key,
      `is ${shown(value)}`,
      unsetVariable(value) ?? 'Write 15, 17 or 18, as SHOW server_version says on the live database.',
    );
  return DEFAULTS.majorVersion;
}

/** What is no port is the Supabase CLI's to complain about: nothing here stands or falls with it. */
function databasePort({ value }: Value): Pick<ProjectConfig, 'databasePort'> {
  const port = Number(value);
  return value !== undefined && Number.isInteger(port) && port > 0 && port < 65_536
    ? { databasePort: port }
    : {};
}

function schemas({ key, value }: Value, problems: Problems): readonly string[] {
  if (value === undefined) return DEFAULTS.exposedSchemas;
  const list: unknown = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(list)) {
    problems.add(
      key,
      `is ${shown(value)}`,
      unsetVariable(value) ?? 'Write a list of names: schemas = ["public", "graphql_public"]',
    );
    return DEFAULTS.exposedSchemas;
  }
  const names: string[] = [];
  for (const item of list) {
    if (typeof item === 'string' && unsetVariable(item) === null) names.push(item.trim());
    else problems.add(key, `holds ${shown(item)}`, unsetVariable(item) ?? 'Write every name as a string.');
  }
  return [...new Set(names.filter((name) => name !== ''))];
}

export function boolean({ key, value }: Value, fallback: boolean, problems: Problems): boolean {
  if (value === undefined) return fallback;
  if (value === true || value === 'true' || value === '1') return true;
  if (value === false || value === 'false' || value === '0') return false;
  problems.add(key, `is ${shown(value)}`, unsetVariable(value) ?? 'Write true or false.');
  return fallback;
}

export function unsetVariable(value: unknown): string | null {
  const name = typeof value === 'string' ? /^env\((.*)\)$/u.exec(value)?.[1] : undefined;
  return name === undefined
    ? null
    : `Set the environment variable ${name}, which is unset or empty, or write the value itself.`;
}

export function shown(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? String(inner) : inner,
  ).slice(0, 80);
}

export function invalid(
  file: string,
  text: string,
  found: readonly { key: string; wrong: string; remedy: string }[],
): SluiceError {
  const [first] = found;
  const line = first === undefined ? null : lineOfKey(text, first.key);
  return new SluiceError('config-invalid', {
    message: `${file}: ${found.map(({ key, wrong }) => `${key} ${wrong}`).join('; ')}.`,
    remedy: found.map(({ remedy }) => remedy).join(' '),
    ...(line === null ? {} : { location: { file, line: line.number }, excerpt: line.excerpt }),
  });
}

/** Where `[section]` sets a key, found in the text since a TOML document does not remember its lines. */
function lineOfKey(text: string, key: string): { readonly number: number; readonly excerpt: string } | null {
  const parts = key.split('.');
  const name = parts.at(-1) ?? '';
  const wanted = parts.slice(0, -1).join('.');
  let section = '';
  for (const [index, line] of text.split('\n').entries()) {
    section = /^\s*\[\s*([^[\]]+?)\s*\]/u.exec(line)?.[1]?.replace(/\s|"/gu, '') ?? section;
    const at = new RegExp(`^\\s*"?${name}"?\\s*=\\s*`, 'u').exec(line);
    if (section === wanted && at !== null) {
      const prefix = `LINE ${index + 1}: `;
      return {
        number: index + 1,
        excerpt: `${prefix}${line.trimEnd()}\n${' '.repeat(prefix.length + at[0].length)}^`,
      };
    }
  }
  return null;
}

function missing(file: string): Finding {
  return finding('config-missing', {
    file,
    line: null,
    message: `There is no ${file}. PostgreSQL ${DEFAULTS.majorVersion} and the exposed schemas ${DEFAULTS.exposedSchemas.join(', ')} are assumed.`,
    remedy: 'Run npx supabase init, or commit the file that you have.',
  });
}

function disabled(file: string, text: string): Finding {
  return finding('migrations-disabled', {
    file,
    line: lineOfKey(text, 'db.migrations.enabled')?.number ?? null,
    message:
      'db.migrations.enabled is false, so supabase db push and db reset skip every migration. Sluice reviews them all the same.',
    remedy: 'Write enabled = true, or delete the line.',
  });
}
