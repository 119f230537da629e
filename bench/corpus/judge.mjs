/**
 * Says whose fault a failed statement is. A rule may call it the project's own only where the folder itself, or a fact about PostgreSQL
 * that no platform changes, proves it; what no rule proves and no entry of known-faults.json explains is ours.
 */

/** Classes in the order of the table, with what each of them says. */
export const CLASSES = {
  'file-names': 'two files share a version, or one version begins another: a database cannot record both',
  encoding: 'the file is not UTF-8',
  syntax: 'PostgreSQL cannot parse it',
  'never-made': 'it names something of its own that no file of the folder makes',
  'made-later': 'it names something that only a later file, or a later line, makes',
  'dropped-before': 'it names something of its own that an earlier file has dropped, moved or renamed',
  follows: 'it needs what an earlier statement would have made, which failed itself',
  'extension-not-made':
    'it needs an extension that no project has from the start, and no file before it creates',
  contradiction: 'it does not fit what its own earlier files made: a column, type, key or name',
  rule: 'a rule of PostgreSQL that holds everywhere forbids it',
  rows: 'the rows that it needs or writes are not there, or break a rule of its own tables',
  'own-check': 'its own RAISE EXCEPTION stops it',
  ours: 'Sluice: the baseline, a stand-in, a permission, the engine or one of its checks',
};

/** Schemas that are not the project's: what is missing there may be missing in the baseline. */
const PLATFORM_NAME =
  /\b(?:auth|storage|realtime|_realtime|vault|graphql|graphql_public|pgsodium|pgsodium_masks|supabase_functions|supabase_migrations|pgbouncer|extensions|net|pgmq|pgmq_public|partman|tiger|topology)\s*\.\s*"?\w/iu;

/** What of the platform cannot be the reason: the four functions are there, and so is the key, a uuid, that a foreign key may name. */
const HARMLESS = [
  /--[^\n]*/gu,
  /\bauth\s*\.\s*(?:uid|jwt|role|email)\s*\(\s*\)/giu,
  /\breferences\s+"?auth"?\s*\.\s*"?users"?(?:\s*\(\s*"?id"?\s*\))?/giu,
  /\bauth\s*\.\s*users\s*\(\s*id\s*\)/giu,
];

/** Whether the text names anything of the platform's that could be missing or different here. */
function namesPlatform(sql) {
  return PLATFORM_NAME.test(HARMLESS.reduce((rest, pattern) => rest.replaceAll(pattern, ''), sql));
}

/** Names by which extensions are missed that are not installed from the start. */
const BROUGHT_BY = {
  vector: /^(?:vector|halfvec|sparsevec|(?:vector|halfvec|sparsevec)_\w+_ops|hnsw|ivfflat)$/u,
  postgis: /^(?:geometry|geography|st_\w+|spatial_ref_sys)$/u,
  pg_trgm: /^(?:similarity|word_similarity|show_trgm|g(?:in|ist)_trgm_ops)$/u,
  pg_cron: /^cron(?:\.\w+)?$/u,
  pg_net: /^net(?:\.\w+)?$/u,
  pgmq: /^pgmq(?:\.\w+)?$/u,
  http: /^(?:http|http_\w+)$/u,
  citext: /^citext$/u,
  ltree: /^ltree$/u,
  hstore: /^hstore$/u,
  unaccent: /^unaccent$/u,
  moddatetime: /^moddatetime$/u,
  fuzzystrmatch: /^(?:levenshtein|soundex|metaphone)$/u,
  btree_gist: /^gist_\w+_ops$/u,
  earthdistance: /^(?:earth|ll_to_earth|earth_distance|earth_box)$/u,
  pgjwt: /^(?:sign|verify|url_encode|url_decode)$/u,
};

/** Forbidden or failing wherever PostgreSQL runs, whatever the platform around it, as long as the statement names nothing of the platform's. */
const RULES_OF_POSTGRESQL = new Set([
  ...[
    '42601',
    '42P16',
    '42P17',
    '42P13',
    '42P10',
    '42P18',
    '42P20',
    '42P22',
    '42803',
    '42611',
    '42P11',
    '42P19',
    '42P21',
  ],
  ...[
    '0A000',
    '55P04',
    '2BP01',
    '42P09',
    '42702',
    '42725',
    '54000',
    '54001',
    '54011',
    '42622',
    '25001',
    '55000',
    '42846',
  ],
]);
const CONTRADICTIONS = new Set([
  '42703',
  '42701',
  '42P07',
  '42710',
  '42723',
  '42712',
  '42804',
  '42830',
  '42P06',
  '42809',
  '42P02',
  '428C9',
]);
const ROWS = new Set(['P0002', 'P0003']);

/** The name that an error says is missing: schema (or null) and name. */
function missingName(message) {
  const patterns = [
    /^(?:relation|type|schema|sequence|materialized view|view|table|index|role|publication|collation) "([^"]+)" does not exist/u,
    /^(?:function|procedure|aggregate|routine) "?([\w.]+)"?\s*\(?.*does not exist/u,
    /^could not find an? (?:function|procedure|aggregate) named "([^"]+)"/u,
    /^type ([\w.]+)(?:\[\])? does not exist/u,
    /^operator class "([^"]+)" does not exist/u,
    /^access method "([^"]+)" does not exist/u,
    /^(?:policy|trigger|constraint|rule|column) "([^"]+)" (?:for|of|on) (?:table|relation) "[^"]+" does not exist/u,
  ];
  for (const pattern of patterns) {
    const found = pattern.exec(message)?.[1];
    if (found === undefined) continue;
    const parts = found.replaceAll('"', '').replace(/\(.*$/u, '').split('.');
    return { schema: parts.length > 1 ? (parts[0] ?? null) : null, name: (parts.at(-1) ?? '').toLowerCase() };
  }
  return null;
}

/**
 * The class of each failure of one project, in their order, with the reason.
 * `known` are the entries of known-faults.json for the project, `texts` its files in order, as pairs of name and content.
 */
export function judged({ failures, made, builtIn }, texts, known) {
  const folder = new Folder(made, failures, new Map(texts), new Set(builtIn));
  return failures.map((failure) => {
    const entry = known.find(
      ({ file, sqlState, says }) =>
        (file === undefined || failure.file.endsWith(`/${file}`)) &&
        sqlState === (failure.sqlState ?? failure.code) &&
        failure.message.includes(says),
    );
    if (entry !== undefined) return { class: entry.class, why: entry.why, listed: true };
    return { ...verdict(failure, folder), listed: false };
  });
}

function verdict(failure, folder) {
  const { kind, code, sqlState, sql } = failure;
  const message = failure.message.split('\n')[0].replace(/ \(SQLSTATE \w+\)$/u, '');
  if (kind === 'check') {
    if (/^migration-(?:duplicate-version|version-prefix)$/u.test(code))
      return { class: 'file-names', why: message };
    if (code === 'migration-encoding') return { class: 'encoding', why: message };
    return { class: 'ours', why: `${code}: ${message}` };
  }
  if (kind === 'syntax' || sqlState === '42601') return { class: 'syntax', why: message };
  if (sqlState === null || code !== 'sql-failed') return { class: 'ours', why: `${code}: ${message}` };
  if (sqlState === 'P0001' && folder.hasFailedBefore(failure))
    return { class: 'own-check', why: 'its own RAISE EXCEPTION, after other statements had failed' };

  const missing = missingName(message);
  if (missing !== null) {
    const answer = folder.whyMissing(missing, failure);
    if (answer !== null) return answer;
  }
  if (/^unrecognized configuration parameter "(?:app|my|request|custom)\./u.test(message))
    return {
      class: 'rule',
      why: 'current_setting() of a setting of its own that nothing has set, without missing_ok',
    };
  if (
    /^operator does not exist: (?:uuid|text|integer|bigint|boolean|character varying|jsonb|json|date|timestamp with(?:out)? time zone|numeric|double precision|\w+\[\]|[~=<>!+|@#&*/-]+|unknown| )+$/u.test(
      message,
    )
  )
    return { class: 'contradiction', why: 'PostgreSQL has no such operator between its own types' };
  const platform = namesPlatform(sql);
  if (CONTRADICTIONS.has(sqlState) && !platform)
    return { class: 'contradiction', why: 'only its own objects are named' };
  if (CONTRADICTIONS.has(sqlState) && folder.makesNamed(message))
    return { class: 'contradiction', why: 'the table or name is its own' };
  if (/^missing FROM-clause entry/u.test(message)) return { class: 'rule', why: 'missing FROM-clause entry' };
  if (sqlState === '42P13' && folder.redefines(failure))
    return { class: 'contradiction', why: 'its own function is defined otherwise' };
  if (RULES_OF_POSTGRESQL.has(sqlState) && !platform)
    return { class: 'rule', why: message.replaceAll(/"[^"]*"/gu, '…') };
  if (/^2[23]/u.test(sqlState) || ROWS.has(sqlState)) {
    if (!platform || folder.makesNamed(message))
      return { class: 'rows', why: message.replaceAll(/"[^"]*"/gu, '…') };
  }
  return { class: 'ours', why: message };
}

/** What the files of a folder make and drop, in the order in which they ran. */
class Folder {
  #steps = [];
  #unparsed;
  #texts;
  #builtIn;
  #place;
  #failures;

  constructor(made, failures, texts, builtIn) {
    this.#texts = texts;
    this.#builtIn = builtIn;
    this.#place = new Map([...texts.keys()].map((file, index) => [file, index]));
    this.#unparsed = new Set(failures.filter(({ kind }) => kind !== 'statement').map(({ file }) => file));
    this.#steps = made;
    this.#failures = failures;
  }

  /** Whether a name in quotes in the message is one that the folder's own files make. */
  makesNamed(message) {
    const names = [...message.matchAll(/"([^"]+)"|\benum (?:\w+\.)?(\w+)/gu)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    );
    return names.some((name) => this.#makers(name.toLowerCase()).length > 0);
  }

  /** A check of the project's own may well find what an earlier failure has left out. */
  hasFailedBefore(failure) {
    return this.#failures.some(
      (other) => other !== failure && other.kind !== 'check' && this.#isBefore(other, failure),
    );
  }

  /** Whether the statement that failed makes something that an earlier file had made. */
  redefines(failure) {
    const step = this.#steps.find(({ file, line }) => file === failure.file && line === failure.line);
    return (step?.mentions ?? []).some(
      ({ verb, name, schema }) =>
        verb === 'create' &&
        !PLATFORM_NAME.test(`${schema ?? 'public'}.x`) &&
        this.#makers(name.toLowerCase()).some((maker) => maker.ran && this.#isBefore(maker, failure)),
    );
  }

  whyMissing({ schema, name }, failure) {
    const brought = Object.entries(BROUGHT_BY).find(
      ([, names]) => names.test(name) || (schema !== null && names.test(`${schema}.${name}`)),
    );
    if (brought !== undefined && this.#makers(name).length === 0) {
      const [extension] = brought;
      const created = this.#steps.some(
        (step) => step.extension === extension && step.ran && this.#isBefore(step, failure),
      );
      return created ? null : { class: 'extension-not-made', why: `no file before it creates ${extension}` };
    }
    if (schema !== null && PLATFORM_NAME.test(`${schema}.x`)) return null;
    const makers = this.#makers(name);
    const before = makers.filter((step) => this.#isBefore(step, failure));
    if (before.some(({ ran }) => ran)) {
      return /^42883$/u.test(failure.sqlState)
        ? { class: 'contradiction', why: 'its own function takes other arguments' }
        : {
            class: 'dropped-before',
            why: 'made by an earlier statement, and gone, renamed or in another schema by then',
          };
    }
    if (before.length > 0) return { class: 'follows', why: 'the statement that makes it failed' };
    if (makers.length > 0) return { class: 'made-later', why: 'a later statement makes it' };
    const word = new RegExp(
      `\\b(?:create|table|view|function|procedure|type|schema|index|domain|sequence|to|policy|trigger|constraint)\\b[^;]{0,80}?"?\\b${name.replaceAll(/[^\w]/gu, '.')}\\b`,
      'iu',
    );
    for (const [file, text] of this.#texts) {
      if (this.#unparsed.has(file) && word.test(text))
        return { class: 'follows', why: 'the file that makes it cannot be read' };
    }
    if (failure.sqlState === '42883' && this.#builtIn.has(name))
      return { class: 'contradiction', why: "PostgreSQL's own function takes other arguments" };
    // A function that nobody makes could be one of an extension or of the platform that the shadow lacks.
    if (failure.sqlState === '42883' && schema !== 'public') return null;
    return { class: 'never-made', why: 'no file of the folder makes it' };
  }

  #makers(name) {
    return this.#steps.filter(({ mentions }) =>
      mentions.some(
        (mention) =>
          (mention.verb === 'create' && mention.name.toLowerCase() === name) ||
          (mention.verb === 'rename' && mention.to?.toLowerCase() === name),
      ),
    );
  }

  #isBefore(step, { file, line }) {
    return this.#order(step.file) < this.#order(file) || (step.file === file && step.line < (line ?? 0));
  }

  #order(file) {
    return this.#place.get(file) ?? -1;
  }
}
