import pg from 'pg';
import type { RepairedRow, RunEnd, RunStart } from '../core/deploy-ports.ts';
import { SluiceError } from '../core/errors.ts';
import { endRow, startRow } from './journal.ts';
import { HISTORY, SEGMENTS } from './journal-tables.ts';
import { literal } from './literals.ts';
import { historyRow } from './segment-message.ts';

/**
 * Changes rows of the history, all or nothing, with the rows of the run. A row that gets another version stays the same row, so
 * that columns which other tools have added keep what they hold.
 */
export async function writeRepair(
  client: pg.Client,
  rows: readonly RepairedRow[],
  start: RunStart,
  end: RunEnd,
): Promise<void> {
  await client.query(
    `begin; set local lock_timeout = '4s'; lock table ${HISTORY} in share row exclusive mode`,
  );
  for (const row of rows) await writeRow(client, row);
  const segments = rows.map(
    ({ migration: { version, digest } }) =>
      `insert into ${SEGMENTS} (run, version, segment, segments, state, digest, file_digest) values (${literal(start.run)}, ${literal(version)}, 0, 1, 'committed', '', ${literal(digest)})`,
  );
  await client.query([startRow(start), ...segments, endRow(end), 'commit'].join(';\n'));
}

async function writeRow(client: pg.Client, row: RepairedRow): Promise<void> {
  const { migration, pieces, from } = row;
  try {
    if (from === null) {
      await client.query(historyRow(row));
      return;
    }
    const { rowCount } = await client.query(
      `update ${HISTORY} set version = $2, name = $3, statements = $4 where version = $1`,
      [from, migration.version, migration.name, pieces],
    );
    if (rowCount !== 1) throw moved(`The row ${from} of the history is gone`);
  } catch (thrown) {
    // unique_violation: another tool, which knows nothing of our lock, has written that version.
    if (!(thrown instanceof pg.DatabaseError) || thrown.code !== '23505') throw thrown;
    throw moved(`The history has a row ${migration.version} already`, thrown);
  }
}

function moved(what: string, cause?: unknown): SluiceError {
  return new SluiceError('history-moved', {
    message: `${what}; somebody else has changed it meanwhile.`,
    remedy: 'Nothing was changed. Run sluice repair again.',
    cause,
  });
}
