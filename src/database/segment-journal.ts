import type pg from 'pg';
import { segmentDigest } from '../core/segment-digest.ts';
import type { ControlSession } from './control-session.ts';
import { connectionError } from './errors.ts';
import { SEGMENTS } from './journal-tables.ts';
import type { SegmentOrder } from './segment-message.ts';

/**
 * What the journal says of segments, read over the control connection, as ourselves: the session that runs them may be in a role
 * that must not.
 */
export class SegmentJournal {
  readonly #control: ControlSession;

  constructor(control: ControlSession) {
    this.#control = control;
  }

  /** Whether this run has committed the segment. */
  async isCommitted({ run, migration, number }: SegmentOrder): Promise<boolean> {
    const rows = await this.#read(
      `select 1 as committed from ${SEGMENTS} where run = $1 and version = $2 and segment = $3 and state = 'committed'`,
      [run, migration.migration.version, number],
    );
    return rows.length > 0;
  }

  /** Whether the segment's statement began in an earlier try, and what was kept then. */
  async beforehand({
    migration,
    segment,
    number,
  }: SegmentOrder): Promise<{ readonly began: boolean; readonly kept: unknown }> {
    const [last] = await this.#read<{ state: string; digest: string; details: unknown }>(
      `select state, digest, details from ${SEGMENTS} where version = $1 and segment = $2 order by id desc limit 1`,
      [migration.migration.version, number],
    );
    return last?.state === 'began' && last.digest === segmentDigest(segment)
      ? { began: true, kept: last.details }
      : { began: false, kept: null };
  }

  /** The settings that the file has made in the segments before this one, the role last. */
  async settingsBefore({
    migration,
    number,
  }: SegmentOrder): Promise<readonly (readonly [name: string, value: string])[]> {
    const [last] = await this.#read<{ session: Readonly<Record<string, string>> | null }>(
      `select session from ${SEGMENTS} where version = $1 and segment = $2 and state = 'committed' order by id desc limit 1`,
      [migration.migration.version, number - 1],
    );
    const { role, ...settings } = last?.session ?? {};
    return [...Object.entries(settings), ...(role === undefined ? [] : [['role', role] as const])];
  }

  /** Those of some files of saved rows that what is committed speaks of. */
  async savedFiles(names: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#read<{ file: string }>(
      'select file from sluice_quarantine.saved where file = any($1)',
      [names],
    );
    return rows.map(({ file }) => file);
  }

  async #read<Row extends pg.QueryResultRow>(
    sql: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    try {
      const { rows } = await this.#control.exclusively((client) => client.query<Row>(sql, [...values]));
      return rows;
    } catch (thrown) {
      this.#control.throwIfBroken();
      throw connectionError(thrown, 'reading the journal');
    }
  }
}
