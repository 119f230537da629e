import { finding } from './finding-codes.ts';
import {
  dataRefusal,
  definitionRefusal,
  isPlatformSchema,
  type PlatformRefusal,
} from './platform-refusals.ts';
import type { CutMigration, ObservedStatement } from './ports.ts';
import type { Finding } from './report.ts';
import { sqlQualifiedName } from './sql-names.ts';
import type { ObjectMention, Statement } from './statements.ts';

interface Refused {
  /** As people read it, `storage.objects`. */
  readonly object: string;
  readonly line: number;
  readonly refusal: PlatformRefusal;
}

/**
 * Findings for what the migrations under review change of the platform's own objects: the shadow lets it pass, a project of
 * today does not. What the text names is told in any case; what only the catalog's account of the run shows (text that a block
 * puts together, names found by the search path) where there is one.
 */
export function platformFindings(
  base: readonly CutMigration[],
  head: readonly CutMigration[],
  observed: readonly ObservedStatement[],
): Finding[] {
  const own = ownObjects([...base, ...head]);
  const seen = new Map(observed.map((one) => [one.statement, one]));
  return head.flatMap(({ migration, statements }) =>
    statements.flatMap((statement) => {
      if (expectsRefusal(statement)) return [];
      const [first] = [
        ...definitionsRefused(statement, own),
        ...rowsRefused(statement),
        ...eventsRefused(seen.get(statement), own),
      ];
      return first === undefined ? [] : [findingOf(first, statement, migration.file)];
    }),
  );
}

/** Those at a place where a right was missing on the shadow as well need not be told twice. */
export function withoutStopped(platform: readonly Finding[], others: readonly Finding[]): Finding[] {
  return platform.filter(
    ({ file, line }) =>
      !others.some((other) => other.sqlState === '42501' && other.file === file && other.line === line),
  );
}

/** A block that catches the error says itself that it may be refused. */
function expectsRefusal({ node, sql }: Statement): boolean {
  return node === 'DoStmt' && /\bexception\s+when\b[\s\S]*\b(?:insufficient_privilege|others)\b/iu.test(sql);
}

function definitionsRefused({ mentions, node, line }: Statement, own: ReadonlySet<string>): Refused[] {
  return mentions.flatMap((mention) => {
    const refusal = definitionRefusal(mention, node);
    if (refusal === null || (!isNewInSchema(mention) && isOwn(mention, own))) return [];
    return [{ object: objectOf(mention), line: mention.line ?? line, refusal }];
  });
}

/** What is made in a schema needs the right to create there, whoever owns its tables. */
function isNewInSchema({ verb, kind, table }: ObjectMention): boolean {
  return verb === 'create' && (table === null || kind === 'index');
}

function rowsRefused({ data, line, sql }: Statement): Refused[] {
  return [...(data === null ? [] : [data, ...data.inside])].flatMap((one) => {
    const refusal = dataRefusal(one, sql);
    return refusal === null ? [] : [{ object: `${one.schema}.${one.table}`, line, refusal }];
  });
}

/** Addresses of two parts are objects of the schema itself; policies and triggers have three. */
function eventsRefused(one: ObservedStatement | undefined, own: ReadonlySet<string>): Refused[] {
  if (one === undefined || one.statement.node === 'GrantStmt') return [];
  return one.events.flatMap(({ verb, names }) => {
    const [schema, name = '', ...rest] = names;
    if (!isPlatformSchema(schema) || schema === undefined || name === '' || rest.length > 0) return [];
    if (own.has(keyOf(schema, name))) return [];
    const refusal = definitionRefusal(
      { verb, kind: 'object', schema, table: null, name, risks: [], mayRewrite: false },
      one.statement.node,
    );
    return refusal === null ? [] : [{ object: `${schema}.${name}`, line: one.statement.line, refusal }];
  });
}

function findingOf({ object, line, refusal }: Refused, statement: Statement, file: string): Finding {
  const isGuarded = statement.node === 'DoStmt';
  const enablesSecurity = /\benable\s+row\s+level\s+security\b/iu.test(statement.sql);
  return finding('platform-owned', {
    // Whether a block comes to that statement depends on what it finds.
    ...(isGuarded ? { level: 'warning' as const } : {}),
    file,
    line,
    message: `This ${isGuarded ? 'may fail' : 'fails'} on Supabase: ${refusal.reason} (here ${object}).`,
    remedy: enablesSecurity
      ? 'Remove the statement: the platform has enabled row level security on its tables already.'
      : refusal.remedy,
    object,
  });
}

/** What the project itself has made in the platform's schemas belongs to it. */
function ownObjects(migrations: readonly CutMigration[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { statements } of migrations) {
    for (const { mentions } of statements) {
      for (const { verb, schema, table, name } of mentions) {
        if (verb === 'create' && schema !== null && isPlatformSchema(schema)) {
          names.add(keyOf(schema, name));
          if (table !== null) names.add(keyOf(schema, `${table}.${name}`));
        }
      }
    }
  }
  return names;
}

function isOwn({ schema, table, name }: ObjectMention, own: ReadonlySet<string>): boolean {
  return schema !== null && own.has(keyOf(schema, table === null ? name : table));
}

function keyOf(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}

function objectOf({ schema, table, name }: ObjectMention): string {
  return schema === null ? name : sqlQualifiedName(schema, table ?? name);
}
