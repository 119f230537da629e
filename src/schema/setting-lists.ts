/** Settings whose value is a list of names, each quoted by itself (GUC_LIST_QUOTE in PostgreSQL's guc_tables.c). */
const LISTS = [
  'search_path',
  'temp_tablespaces',
  'local_preload_libraries',
  'session_preload_libraries',
  'shared_preload_libraries',
  'unix_socket_directories',
];

const SETTING = new RegExp(
  `^(ALTER ROLE [\\s\\S]* SET "?(?:${LISTS.join('|')})"? TO )'((?:[^']|'')*)'$`,
  'u',
);

/**
 * `… SET "search_path" TO 'a, b'` as a list of two names instead of one name with a comma in it. The catalog holds the value
 * as names with quotes where they need some; each becomes a string, which may be empty too.
 */
export function withSettingLists(sql: string): string {
  const match = SETTING.exec(sql);
  if (match === null) return sql;
  const [, words = '', value = ''] = match;
  const names = [...value.replaceAll("''", "'").matchAll(/"((?:[^"]|"")*)"|([^,\s"]+)/gu)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
  return `${words}${names.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ')}`;
}
