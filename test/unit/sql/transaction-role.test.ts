import { describe, expect, test } from '@jest/globals';
import type { TransactionRole } from '../../../src/core/statements.ts';
import { createSqlParser } from '../../../src/sql/parser.ts';

const parser = createSqlParser();

/** https://www.postgresql.org/docs/current/ says of each whether it can run inside a transaction block. */
const ROLES: Record<TransactionRole, readonly string[]> = {
  alone: [
    'create index concurrently i on t (a)',
    'create unique index concurrently if not exists i on t (a)',
    'drop index concurrently i',
    'reindex index concurrently i',
    'reindex (concurrently) table t',
    'reindex schema s',
    'reindex database',
    'reindex system',
    'vacuum',
    'vacuum (full, analyze) t',
    "alter system set work_mem = '1GB'",
    'create database d',
    'drop database d',
    "create tablespace s location '/tmp'",
    'drop tablespace s',
    'cluster',
    'alter table t detach partition p concurrently',
    "commit prepared 'x'",
    "rollback prepared 'x'",
  ],
  'ends-segment': ["alter type mood add value 'x'", "alter type mood add value if not exists 'x' after 'y'"],
  begin: ['begin', 'begin isolation level serializable', 'start transaction'],
  commit: ['commit', 'end', 'commit and no chain'],
  // What is prepared is not committed: whoever reads the file would think so.
  rollback: ['rollback', 'abort', "prepare transaction 'x'"],
  savepoint: ['savepoint s', 'release s', 'rollback to s'],
  inside: [
    'create index i on t (a)',
    'drop index i',
    'reindex index i',
    'reindex table t',
    'analyze t',
    'cluster t using i',
    'refresh materialized view concurrently m',
    'alter table t detach partition p',
    'alter table t detach partition p finalize',
    "alter type mood rename value 'x' to 'y'",
    'alter type mood rename to feeling',
    "alter database d set work_mem = '1GB'",
    'select 1',
    'insert into t values (1)',
    'do $$ begin end $$',
    "set local work_mem = '1GB'",
    'lock table t',
    'create extension pgcrypto',
  ],
};

const CASES = Object.entries(ROLES).flatMap(([role, statements]) =>
  statements.map((sql): [sql: string, role: string] => [sql, role]),
);

describe('how a statement gets along with a transaction', () => {
  test.each(CASES)('%s: %s', async (sql, role) => {
    const result = await parser.cut(sql);
    expect(result.ok ? result.statements.map(({ transaction }) => transaction) : result.problem).toEqual([
      role,
    ]);
  });
});

describe('what builds without blocking writes', () => {
  test.each([
    ['create index concurrently i on t (a)', true],
    ['drop index concurrently i', true],
    ['reindex table concurrently t', true],
    ['refresh materialized view concurrently m', true],
    ['alter table t detach partition p concurrently', true],
    ['create index i on t (a)', false],
    ['reindex schema s', false],
    ['vacuum full t', false],
  ])('%s: %s', async (sql, concurrent) => {
    const result = await parser.cut(sql);
    expect(result.ok ? result.statements[0]?.concurrent : null).toBe(concurrent);
  });
});
