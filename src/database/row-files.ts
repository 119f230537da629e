import type pg from 'pg';
import { CopyIn, CopyOut } from './copy-streams.ts';
import { literal } from './literals.ts';
import { steadySettings } from './quarantine-tables.ts';
import type { RowFolder } from './row-folder.ts';

/** Every value in quotes that needs them, and NULL without: what a spreadsheet and psql's \copy read too. */
const FORMAT = "with (format csv, header true, encoding 'UTF8')";

/**
 * Writes the rows of a step's allowed losses to files, inside the transaction whose guards hold the locks, and says in it which file
 * holds what. `written` hears of each file before its first byte.
 */
export async function saveToFiles(
  client: pg.Client,
  { chain, step, folder, nameOf, written }: SavingOrder,
): Promise<void> {
  const { rows } = await client.query<{ id: string; place: string; source: string }>(
    `select id, place, source from sluice_quarantine.saved where chain = $1 and step = $2 and source is not null and file is null and restored_at is null order by id`,
    [chain, step],
  );
  for (const { id, place, source } of rows) {
    const name = nameOf(place);
    // The step's own statements find the session's settings as they were.
    await client.query(`savepoint sluice_rows; ${steadySettings()}`);
    const { sha256, bytes } = await folder.write(
      name,
      client.query(new CopyOut(`copy (${source}) to stdout ${FORMAT}`)),
      () => written(name),
    );
    await client.query('rollback to savepoint sluice_rows; release savepoint sluice_rows');
    await client.query(
      'update sluice_quarantine.saved set file = $2, sha256 = $3, bytes = $4 where id = $1',
      [id, name, sha256, bytes],
    );
  }
}

export interface SavingOrder {
  readonly chain: string;
  readonly step: string;
  readonly folder: RowFolder;
  /** A name for the file of a place that no file has yet. */
  readonly nameOf: (place: string) => string;
  readonly written: (name: string) => void;
}

/** Fills the empty places of a step from their files, inside the transaction that brings the rows back. */
export async function loadFromFiles(
  client: pg.Client,
  { chain, step, folder }: Pick<SavingOrder, 'chain' | 'step' | 'folder'>,
): Promise<void> {
  await client.query(steadySettings());
  for (const { place, file, sha256 } of await savedFiles(client, chain, step)) {
    // A table without columns has only a number of rows, which is known.
    const { rows } = await client.query(
      `select 1 from pg_catalog.pg_attribute where attrelid = pg_catalog.to_regclass($1) and attnum > 0 limit 1`,
      [`sluice_quarantine.${place}`],
    );
    if (rows.length === 0) continue;
    const filling = client.query(new CopyIn(`copy sluice_quarantine.${place} from stdin ${FORMAT}`));
    await folder.read(file, { sha256 }, filling);
  }
}

/** Statements that empty the places again behind the rows. */
export function emptyPlaces(chain: string, step: string): string {
  return `do $sluice_places$
  declare one record;
  begin
    if pg_catalog.to_regclass('sluice_quarantine.saved') is null then return; end if;
    for one in select place from sluice_quarantine.saved where chain = ${literal(chain)} and step = ${literal(step)} and file is not null and clashing is null loop
      execute pg_catalog.format('truncate table sluice_quarantine.%I', one.place);
    end loop;
  end $sluice_places$`;
}

async function savedFiles(
  client: pg.Client,
  chain: string,
  step: string,
): Promise<readonly { place: string; file: string; sha256: string }[]> {
  const { rows: known } = await client.query(
    "select 1 from pg_catalog.pg_attribute where attrelid = pg_catalog.to_regclass('sluice_quarantine.saved') and attname = 'file'",
  );
  if (known.length === 0) return [];
  const { rows } = await client.query<{ place: string; file: string; sha256: string }>(
    'select place, file, sha256 from sluice_quarantine.saved where chain = $1 and step = $2 and file is not null and restored_at is null order by id',
    [chain, step],
  );
  return rows;
}
