import { describe, expect, test } from '@jest/globals';
import type { HazardKind } from '../../src/core/report.ts';
import { HEAD_FILE, reviewOn } from '../support/review.ts';
import { sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();

const BASE = `
create schema app;
create table app.a (id integer primary key, c integer);
create table app.log (line text);
create type app.e as enum ('x', 'y');
create table app.m (i app.e);
create function app.clear() returns void language plpgsql as $$ begin delete from app.a; end $$;
create function app.follow() returns trigger language plpgsql as $$ begin delete from app.log; return new; end $$;
create trigger follow after insert on app.a for each statement execute function app.follow();`;

/** What no comparison of schemas shows and the text of the statement does not say. */
const HIDDEN: readonly {
  readonly name: string;
  readonly head: string;
  readonly kinds: readonly HazardKind[];
}[] = [
  {
    name: 'a WITH that deletes',
    head: 'with gone as (delete from app.a returning 1) select * from gone;',
    kinds: ['data-loss'],
  },
  { name: 'a function that deletes', head: 'select app.clear();', kinds: ['data-loss'] },
  { name: 'a block that calls one', head: 'do $$ begin perform app.clear(); end $$;', kinds: ['data-loss'] },
  {
    name: 'text that a block runs',
    head: "do $$ begin execute 'delete fr' || 'om app.a'; end $$;",
    kinds: ['data-loss'],
  },
  { name: 'EXPLAIN ANALYZE', head: 'explain analyze delete from app.a;', kinds: ['data-loss'] },
  { name: 'EXECUTE', head: 'prepare gone as delete from app.a;\nexecute gone;', kinds: ['data-loss'] },
  { name: 'a trigger', head: 'insert into app.a values (1, 1);', kinds: ['data-loss'] },
  {
    name: 'MERGE',
    head: 'merge into app.a using app.log on true when matched then delete;',
    kinds: ['data-loss'],
  },
  {
    name: 'a type changed there and back',
    head: 'alter table app.a alter c type bigint;\nalter table app.a alter c type integer;',
    kinds: ['rewrite', 'blocking-lock'],
  },
  { name: 'VACUUM FULL', head: 'vacuum full app.a;', kinds: ['rewrite', 'blocking-lock'] },
  { name: 'CLUSTER', head: 'cluster app.a using a_pkey;', kinds: ['rewrite', 'blocking-lock'] },
];

describe('what only watching shows', () => {
  test.each(HIDDEN)('$name', async ({ head, kinds }) => {
    const report = await reviewOn(shared.shadow, { base: BASE, head });
    const found = new Set(report.changes.flatMap(({ hazards }) => hazards.map(({ kind }) => kind)));
    expect([...kinds].filter((kind) => !found.has(kind))).toEqual([]);
    expect(report.verdict).toBe('attention');
  });
});

describe('an authored rollback', () => {
  const cases = [
    {
      name: 'that deletes rows which were there before is lossy',
      head: 'alter table app.a add column d integer;',
      rollback: 'delete from app.a; alter table app.a drop column d;',
      verdict: 'lossy',
      findings: [],
    },
    {
      name: 'that does nothing about the rows that its migration changed is none',
      head: 'update app.a set c = 1 where id = 2;',
      rollback: 'select 1;',
      verdict: 'irreversible',
      findings: [],
    },
    {
      name: 'that takes back the rows that its migration wrote is enough',
      head: "insert into app.log values ('new');",
      rollback: "delete from app.log where line = 'new';",
      verdict: 'reversible',
      findings: [],
    },
    {
      name: 'that does not lead back is said at its file',
      head: 'alter table app.a add column d integer;',
      rollback: 'alter table app.a drop column c;',
      verdict: 'irreversible',
      findings: ['rollback-wrong'],
    },
    {
      name: 'that cannot be read is said at its file',
      head: 'alter table app.a add column d integer;',
      rollback: 'alter tabel app.a drop column d;',
      verdict: 'irreversible',
      findings: ['rollback-wrong'],
    },
  ] as const;

  test.each(cases)('$name', async ({ head, rollback, verdict, findings }) => {
    const report = await reviewOn(shared.shadow, { base: BASE, head, rollbacks: { [HEAD_FILE]: rollback } });
    expect(report.reversal?.verdict).toBe(verdict);
    expect(report.findings.map(({ code }) => code).filter((code) => code.startsWith('rollback'))).toEqual(
      findings,
    );
  });
});
