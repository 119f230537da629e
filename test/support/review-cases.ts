import { beforeAll } from '@jest/globals';
import type { Change, Finding, Report, ReversalVerdict } from '../../src/core/report.ts';
import { reviewOn } from './review.ts';
import type { SharedShadow } from './shadow.ts';

/**
 * One named case of a table. Its SQL works in a schema that it calls `app`; each case really has one of its own, so that a
 * whole table is reviewed at once. What lives in no schema (roles, publications) must have other names in each case.
 */
export interface ReviewCase {
  readonly name: string;
  /** What is there before; `create schema app` comes by itself. */
  readonly base?: string;
  readonly head: string;
}

export interface CaseOutcome {
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
  readonly verdict: ReversalVerdict | null;
  /** What the whole way back names of this case. */
  readonly objects: readonly string[];
  readonly reasons: readonly string[];
}

export interface ReviewedCases {
  /** The review of one case; only inside tests. */
  of(reviewCase: ReviewCase): CaseOutcome;
  /** The review of all cases together; only inside tests. */
  readonly report: Report;
}

/**
 * Reviews all cases of a table together, before the tests of the file run. `served`: the API serves the schema of each
 * case, and its roles may use what is made there, as in a project's public schema.
 */
export function reviewTogether(
  shared: SharedShadow,
  cases: readonly ReviewCase[],
  { served = false }: { readonly served?: boolean } = {},
): ReviewedCases {
  let reviewed: Report | null = null;
  const report = (): Report => {
    if (reviewed === null) throw new Error('cases are reviewed only while tests run');
    return reviewed;
  };
  beforeAll(async () => {
    reviewed = await reviewOn(shared.shadow, {
      base: Object.fromEntries(
        cases.map((one, index) => [`1${number(index)}_base.sql`, baseOf(one, index, served)]),
      ),
      head: Object.fromEntries(
        cases.map(({ head }, index) => [`2${number(index)}_head.sql`, inSchemaOf(index, head)]),
      ),
      ...(served ? { exposedSchemas: cases.map((_one, index) => schemaOf(index)) } : {}),
    });
    const failed = reviewed.findings.find(
      ({ level, sqlState }) => level === 'error' && sqlState !== undefined,
    );
    if (failed !== undefined) {
      const index = Number(/(\d+)_(?:base|head)/u.exec(failed.file ?? '')?.[1]?.slice(1) ?? -1);
      throw new Error(`the case "${cases[index]?.name}" does not run: ${failed.message}\n${failed.excerpt}`);
    }
  }, 120_000);
  return {
    get report() {
      return report();
    },
    of: (reviewCase) => outcomeOf(report(), cases.indexOf(reviewCase)),
  };
}

function outcomeOf(report: Report, index: number): CaseOutcome {
  const version = `2${number(index)}`;
  const isOwn = (text: string): boolean =>
    new RegExp(`\\b${schemaOf(index)}\\b`, 'u').test(text) || text.includes(`/${version}_`);
  const own: Omit<CaseOutcome, 'verdict'> = JSON.parse(
    JSON.stringify({
      objects: report.reversal?.objects.filter(isOwn) ?? [],
      reasons: report.reversal?.reasons.filter(isOwn) ?? [],
      changes: report.changes.filter(({ migration }) => migration === version),
      findings: report.findings.filter(({ file }) => file?.includes(`/${version}_`) === true),
    }).replaceAll(new RegExp(`\\b${schemaOf(index)}\\b`, 'gu'), 'app'),
  );
  const summary = report.migrations.find((migration) => migration.version === version);
  return { ...own, verdict: summary?.reversal ?? null };
}

const SERVED = `
grant usage on schema app to anon, authenticated, service_role;
alter default privileges in schema app grant all on tables to anon, authenticated, service_role;`;

function baseOf({ base = '' }: ReviewCase, index: number, served: boolean): string {
  return inSchemaOf(index, `create schema app;${served ? SERVED : ''}\n${base}`);
}

function inSchemaOf(index: number, sql: string): string {
  return sql.replaceAll(/\bapp\b/gu, schemaOf(index));
}

function schemaOf(index: number): string {
  return `app_${index}`;
}

function number(index: number): string {
  return String(index).padStart(4, '0');
}

/** A change in one line: `rename column app.orders.note from memo :2`. */
export function lineOf({ verb, kind, schema, table, name, from, line }: Change): string {
  if (verb === 'data')
    return [name, table === null ? null : `${schema}.${table}`, `:${line}`].filter(Boolean).join(' ');
  const object = [schema, table, name].filter((part) => part !== null).join('.');
  return `${verb} ${kind} ${object}${from === null ? '' : ` from ${from}`} :${line}`;
}
