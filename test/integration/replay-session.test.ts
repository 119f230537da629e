import { expect, test } from '@jest/globals';
import { createReplayPort } from '../../src/database/replay.ts';
import { createSqlParser } from '../../src/sql/parser.ts';
import { migrationOf } from '../support/live.ts';
import { sharedPlainShadow } from '../support/shadow.ts';
import { SILENT } from '../support/shadow-requests.ts';

const shared = sharedPlainShadow();

test.each([
  { name: 'its encoding', sql: "set client_encoding = 'LATIN1'" },
  { name: 'how it writes strings', sql: 'set standard_conforming_strings = off' },
])(
  'what a file sets for its session does not change how the shadow reads the next one: $name',
  async ({ sql }) => {
    const database = await shared.freshDatabase();
    const files = [
      migrationOf('20240101000000_base.sql', `create table public.t (value text); ${sql};`),
      migrationOf('20240102000000_next.sql', "insert into public.t values ('Größe\\n');"),
    ];
    const cut = await Promise.all(
      files.map(async (migration) => {
        const parsed = await createSqlParser().cut(migration.sql);
        if (!parsed.ok) throw new Error(parsed.problem.message);
        return { migration, statements: parsed.statements };
      }),
    );
    await createReplayPort().replay(database, cut, {
      observe: false,
      signal: new AbortController().signal,
      progress: SILENT,
    });
    const { rows } = await database.asMigrator.query('select value from public.t');
    expect(rows).toEqual([{ value: 'Größe\\n' }]);
  },
);
