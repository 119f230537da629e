import { expect, test } from '@jest/globals';
import type { Progress } from '../../src/core/ports.ts';
import { createReplayPort } from '../../src/database/replay.ts';
import { createSqlParser } from '../../src/sql/parser.ts';
import { SILENT, sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();
const parser = createSqlParser();

/** Replays a text with a limit of a moment; what it says while it works. */
async function replay(sql: string, observe: boolean, statementLimit: number): Promise<readonly string[]> {
  const said: string[] = [];
  const progress: Progress = { ...SILENT, info: (message) => void said.push(message) };
  const cut = await parser.cut(sql);
  const migration = { version: '1', name: 'a', file: 'supabase/migrations/1_a.sql', sql, digest: '' };
  await createReplayPort({ statementLimit, sayAfter: 50 }).replay(
    await shared.shadow.createDatabase(),
    [{ migration, statements: cut.ok ? cut.statements : [] }],
    { observe, signal: new AbortController().signal, progress },
  );
  return said;
}

test.each([
  ['a loop without end', 'do $$ begin loop perform 1; end loop; end $$;'],
  [
    'one that catches errors',
    'do $$ begin loop begin loop perform 1; end loop; exception when others then null; end; end loop; end $$;',
  ],
  ['a wait that gives itself all the time', 'select pg_sleep(3600);'],
  ['a statement outside a transaction', 'create index concurrently i on public.t (public.wait());'],
])('%s is cancelled at the limit, and named', async (_name, endless) => {
  const sql = `create table public.t (); insert into public.t default values;
create function public.wait() returns text language plpgsql immutable as 'begin perform pg_sleep(3600); return 1; end';
set statement_timeout = 0;
${endless}`;
  for (const observe of [false, true]) {
    await expect(replay(sql, observe, 300)).rejects.toMatchObject({
      code: 'statement-limit',
      message:
        'supabase/migrations/1_a.sql:4: the statement was still running after 300 ms, so it was cancelled.',
      location: { file: 'supabase/migrations/1_a.sql', line: 4 },
    });
  }
});

test('a statement that takes its time is named meanwhile, and runs on without a limit', async () => {
  expect(await replay('select 1;\nselect pg_sleep(0.4);', true, 0)).toEqual([
    'Still running: supabase/migrations/1_a.sql:2',
  ]);
});
