import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type ExtractResult, extract } from '@supabase/pg-delta/extract';
import type pg from 'pg';
import { SluiceError } from '../core/errors.ts';
import { withClient } from './catalog-pool.ts';
import {
  OTHER_CATALOGS,
  OWN_CATALOGS,
  type OwnObjects,
  type RootIds,
  readOwnObjects,
  rootIds,
} from './neighbours.ts';
import { HANDLERS } from './profile.ts';

/** Which roots a query of pg-delta reads, told by its FROM, and of which kinds where that is told by it too. */
const SHAPES: readonly (readonly [from: RegExp, roots: keyof RootIds, id: string, kinds?: string])[] = [
  [/\bFROM pg_class c\s+JOIN pg_namespace n\b/u, 'relations', 'c.oid'],
  [/\bFROM pg_attribute a\s+JOIN pg_class c\b/u, 'relations', 'c.oid'],
  [/\bFROM pg_constraint con\s+JOIN pg_class c\b/u, 'relations', 'c.oid'],
  [/\bFROM pg_index i\s+JOIN pg_class ic\b/u, 'relations', 'c.oid'],
  [/\bFROM pg_sequence s\s+JOIN pg_class c\b/u, 'relations', 'c.oid', 'S'],
  [/\bFROM pg_trigger t\s+JOIN pg_class c\b/u, 'relations', 'c.oid'],
  [/\bFROM pg_rewrite rw\s+JOIN pg_class c\b/u, 'relations', 'c.oid'],
  [/\bFROM pg_policy pol\s+JOIN pg_class c\b/u, 'relations', 'c.oid'],
  [/\bFROM pg_foreign_table ft\s+JOIN pg_class c\b/u, 'relations', 'c.oid', 'f'],
  [/\bFROM pg_proc p\s+JOIN pg_(?:namespace|aggregate)\b/u, 'routines', 'p.oid'],
  [/\bFROM pg_constraint con\s+JOIN pg_type t\b/u, 'types', 't.oid'],
  [/\bFROM pg_range rng\s+JOIN pg_type t\b/u, 'types', 't.oid'],
  [/\bFROM pg_type t\s+JOIN pg_(?:namespace|class)\b/u, 'types', 't.oid'],
  [/\bFROM pg_collation c\s+JOIN pg_namespace n\b/u, 'collations', 'c.oid'],
];

/** The condition by which pg-delta leaves system schemas out; once in each query of objects in schemas. */
const SYSTEM_SCHEMAS = "n.nspname NOT IN ('pg_catalog', 'information_schema')";
/** The kinds of objects that a query is about, in front of that condition. */
const KINDS = /\bWHERE [cpt]\.(?:relkind|prokind|typtype) (?:IN \(([^()]+)\)|= ('\w')) AND\s*$/u;
const PREFIXES: Readonly<Record<keyof RootIds, string>> = {
  relations: 'c',
  routines: 'f',
  types: 'y',
  collations: 'l',
};
/** What counts as the kind of a root that does not exist: a table, a function, an enum. */
const USUAL: Readonly<Record<keyof RootIds, string>> = {
  relations: 'r',
  routines: 'f',
  types: 'e',
  collations: '',
};
const INHERITANCE = "WHERE cc.relkind IN ('r', 'p')";
/** The constraint that an index belongs to is one of its table, and only by that an index of the catalog finds it. */
const OWN_INDEX = 'WHERE pc.conindid = i.indexrelid';
const DEPENDENCIES = "WHERE d.deptype IN ('n', 'a')";
/** What the ends of dependencies are named by: told of every object of a kind by pg-delta, and here only of those that are an end. */
const NAMES_OF_ENDS: readonly (readonly [condition: string, id: string])[] = [
  ["WHERE rc.relkind IN ('r','p','f','v','m','i','I','S')", 'rc.oid'],
  ['AND con.conindid <> 0', 'con.conindid'],
  ['WHERE att.attnum > 0 AND NOT att.attisdropped', 'att.attrelid'],
  ['WHERE con.conrelid <> 0', 'con.oid'],
  ["WHERE base.typtype IN ('d', 'e', 'c', 'r')", 'tt.oid'],
  ["WHERE cc.relkind = 'c'", 'cc.oid'],
];

/** Questions about what is no part of a root: answered by the catalogs that the version `common` is made of. */
const COMMON_QUESTION =
  /\bFROM pg_(?:roles r\b|auth_members m\b|default_acl d\b|namespace n\s+JOIN pg_roles|extension e\s+JOIN pg_namespace n ON n\.oid = e\.extnamespace\s+WHERE e\.extname <>|event_trigger e\b|foreign_data_wrapper f\b|foreign_server s\b|user_mappings? [uv]\b|publication p\b|subscription s\b)|has_(?:table|column)_privilege\('pg|EXISTS \(SELECT 1 FROM pg_seclabel\)|current_setting\('server_version'\)/u;

/** Whether there is something that pg-delta does not model; what we see of that is read by unmodelled.ts. */
const COMPLETENESS_QUESTION = "SELECT 'cast'::text AS kind";

const NO_ROWS: pg.QueryResult = { command: 'SELECT', rowCount: 0, oid: 0, fields: [], rows: [] };

/** More objects than this are better planned for than prepared for. */
const MANY = 5000;

export type AnsweredRows = readonly [question: string, rows: readonly pg.QueryResultRow[]];

/** Answers that stay right as long as the version `common` of the row versions does. */
export class CommonAnswers {
  #version: string | null = null;
  readonly #answers = new Map<string, Promise<pg.QueryResult>>();
  readonly #rows = new Map<string, readonly pg.QueryResultRow[]>();

  /** What was known of another version is forgotten. */
  at(version: string | undefined): this {
    if (version === undefined || version !== this.#version) {
      this.#answers.clear();
      this.#rows.clear();
    }
    this.#version = version ?? null;
    return this;
  }

  async answer(text: string, ask: () => Promise<pg.QueryResult>): Promise<pg.QueryResult> {
    const known = this.#answers.get(text) ?? ask();
    this.#answers.set(text, known);
    const result = await known;
    this.#rows.set(text, result.rows);
    return result;
  }

  /** What was answered so far and is the same behind JSON, by question. */
  rows(): readonly AnsweredRows[] {
    return [...this.#rows].filter(([, rows]) => isDeepStrictEqual(rows, JSON.parse(JSON.stringify(rows))));
  }

  /** Takes over answers that were given before at the same version. */
  learn(answers: readonly AnsweredRows[]): this {
    for (const [text, rows] of answers) {
      this.#answers.set(text, Promise.resolve({ ...NO_ROWS, rowCount: rows.length, rows: [...rows] }));
    }
    return this;
  }
}

/** Whose dependencies on roots are read: those of the roots alone, or of what is no root, too, such as publications. */
export type Dependencies = 'of-roots' | 'of-all';

/**
 * The facts of some roots, and of everything that is no root (schemas, roles, extensions, default privileges,
 * publications …), as pg-delta extracts them. Of the other roots nothing is read, so that the cost follows their number.
 * It narrows the queries of the pinned version of pg-delta; what it does not know any more is an error, never a gap.
 */
export async function extractNarrowed(
  pool: pg.Pool,
  roots: ReadonlySet<string>,
  common: CommonAnswers,
  dependencies: Dependencies = 'of-roots',
): Promise<ExtractResult> {
  const objects = await withClient(pool, (client) => readOwnObjects(client, roots));
  const narrow = (text: string): Narrowed | null => narrowed(text, rootIds(roots), objects, dependencies);
  return await extract(narrowing(pool, narrow, common), { handlers: HANDLERS });
}

function narrowing(pool: pg.Pool, narrow: (text: string) => Narrowed | null, common: CommonAnswers): pg.Pool {
  return new Proxy(pool, {
    get: (target, name) =>
      name === 'connect'
        ? async () => narrowingClient(await target.connect(), narrow, common)
        : Reflect.get(target, name),
  });
}

function narrowingClient(
  client: pg.PoolClient,
  narrow: (text: string) => Narrowed | null,
  common: CommonAnswers,
): pg.PoolClient {
  return new Proxy(client, {
    get(target, name) {
      if (name === 'query') return (text: string) => answered(target, text, narrow(text), common);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function answered(
  client: pg.PoolClient,
  text: string,
  question: Narrowed | null,
  common: CommonAnswers,
): Promise<pg.QueryResult> {
  if (question === null) {
    if (text.startsWith(COMPLETENESS_QUESTION)) return NO_ROWS;
    const ask = async (): Promise<pg.QueryResult> => await client.query(text);
    return COMMON_QUESTION.test(text) ? await common.answer(text, ask) : await ask();
  }
  const { ids } = question;
  if (ids.length === 0 && question.only) return NO_ROWS;
  if (ids.length > MANY) return await client.query(question.text, [ids]);
  // Planning some of these takes longer than running them.
  const name = createHash('sha256').update(question.text).digest('hex').slice(0, 32);
  return await client.query({ name, text: question.text, values: [ids] });
}

interface Narrowed {
  /** With `$1` for the identifiers. */
  readonly text: string;
  readonly ids: readonly string[];
  /** Whether it is about nothing else. */
  readonly only: boolean;
}

/** The same question about fewer objects; null where it is not about objects in schemas. */
export function narrowed(
  sql: string,
  roots: RootIds,
  objects: OwnObjects,
  dependencies: Dependencies = 'of-roots',
): Narrowed | null {
  if (sql.includes(DEPENDENCIES)) {
    // With the catalogs the index on both is used, which a list of identifiers alone has no use for.
    const own = `d.classid = ANY ('{${OWN_CATALOGS.join(',')}}'::regclass[]) AND d.objid = ANY ($1::oid[])`;
    const only = dependencies === 'of-roots';
    const condition = only
      ? own
      : `(${own} OR d.classid = ANY ('{${OTHER_CATALOGS.join(',')}}'::regclass[]))`;
    const text = sql.replace(DEPENDENCIES, `${DEPENDENCIES} AND ${condition}`);
    return { text: NAMES_OF_ENDS.reduce(ofEnds, text), ids: objects.ids, only };
  }
  if (sql.includes(INHERITANCE) && sql.includes('FROM pg_inherits i')) {
    return {
      text: sql.replace(INHERITANCE, `${INHERITANCE} AND cc.oid = ANY ($1::oid[])`),
      ids: roots.relations,
      only: true,
    };
  }
  const place = sql.lastIndexOf(SYSTEM_SCHEMAS);
  // Schemas are always read whole, and labels go with what they are on.
  if (place === -1 || /\bFROM pg_(?:namespace n|seclabel sl)\b/u.test(sql)) return null;
  const shape = SHAPES.find(([from]) => from.test(sql));
  if (shape === undefined) throw unknownQuestion(sql);
  const [, which, id, kind] = shape;
  const beginning = sql.slice(0, place);
  const [, several, single] = KINDS.exec(beginning) ?? [];
  const kinds = kind ?? several ?? single;
  const isMeant = (oid: string): boolean =>
    kinds?.includes(objects.kinds.get(`${PREFIXES[which]}/${oid}`) ?? USUAL[which]) !== false;
  const text = `${beginning}${id} = ANY ($1::oid[]) AND ${sql.slice(place)}`;
  return {
    text: text.replace(OWN_INDEX, `${OWN_INDEX} AND pc.conrelid = i.indrelid`),
    // Most questions are about kinds that nothing of is looked at, and need not be asked.
    ids: roots[which].filter(isMeant),
    only: true,
  };
}

function ofEnds(sql: string, [condition, id]: readonly [condition: string, id: string]): string {
  if (!sql.includes(condition)) throw unknownQuestion(sql);
  return sql.replace(condition, `${condition} AND ${id} IN (SELECT objid FROM endpoints)`);
}

function unknownQuestion(sql: string): SluiceError {
  return new SluiceError('internal', {
    message: `pg-delta asks a question that is not known here: ${sql.trim().slice(0, 200)}`,
    remedy: 'Report this with the version of Sluice.',
  });
}
