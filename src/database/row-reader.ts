import pg from 'pg';
import type { RelationName } from '../core/deploy-ports.ts';
import type { ConnectionTarget } from '../core/ports.ts';
import type {
  BegunRollback,
  HeldRows,
  PastRollback,
  RemovedMigration,
  RollbackPort,
  RowQuestion,
  RowReader,
} from '../core/rollback-ports.ts';
import type { SavedRows } from '../core/rollback-report.ts';
import type { LossGuard } from '../core/rollback-work.ts';
import { connectionError } from './errors.ts';
import { heirsOf, heldBy } from './held-rows.ts';
import { DEPLOYMENTS, SEGMENTS } from './journal-tables.ts';
import { literal } from './literals.ts';
import { RowFolder } from './row-folder.ts';
import { readRules } from './row-rules.ts';
import { countViolations } from './row-violations.ts';

/** Questions of a rollback over pg. */
export function createRollbackPort(): RollbackPort {
  return {
    rules: readRules,
    missingFiles: (folder, files) => new RowFolder(folder).missing(files),
    async open(target: ConnectionTarget): Promise<RowReader> {
      const client = new pg.Client({ ...target });
      client.on('error', () => {});
      try {
        await client.connect();
        await client.query(
          'set default_transaction_read_only = on; set row_security = off; set search_path = pg_catalog; set statement_timeout = 0',
        );
      } catch (thrown) {
        await client.end().catch(() => {});
        throw connectionError(thrown, 'opening the session that counts rows');
      }
      return new ConnectedReader(client);
    },
  };
}

class ConnectedReader implements RowReader {
  readonly #client: pg.Client;

  constructor(client: pg.Client) {
    this.#client = client;
  }

  async held(guards: readonly LossGuard[]): Promise<readonly HeldRows[]> {
    return await this.#doing('counting rows', async (client) => {
      const held: HeldRows[] = [];
      for (const guard of guards) held.push(await heldBy(client, guard, guards));
      return held;
    });
  }

  async heirs(guards: readonly LossGuard[]) {
    return await this.#doing('looking for tables that inherit', async (client) => {
      const heirs: (readonly RelationName[])[] = [];
      for (const guard of guards) heirs.push(await heirsOf(client, guard));
      return heirs;
    });
  }

  async extensionTables(extensions: readonly string[]) {
    return await this.#doing('looking for tables of extensions', async (client) => {
      const { rows } = await client.query<RelationName>(
        `select n.nspname as schema, c.relname as name from pg_extension e
         join pg_depend d on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid and d.deptype = 'e' and d.classid = 'pg_class'::regclass
         join pg_class c on c.oid = d.objid and c.relkind in ('r', 'p') join pg_namespace n on n.oid = c.relnamespace
         where e.extname = any($1) order by 1, 2`,
        [extensions],
      );
      return rows;
    });
  }

  async violations(questions: readonly RowQuestion[]) {
    return await this.#doing('asking about rows', (client) => countViolations(client, questions));
  }

  async removed(chain: string): Promise<readonly RemovedMigration[]> {
    return await this.#doing('reading the journal', async (client) => {
      const { rows } = await client.query<RemovedMigration>(
        `select distinct on (h.kept->>'version') h.kept->>'version' as version, h.kept->>'name' as name, s.version as step,
           case when jsonb_typeof(h.kept->'statements') = 'array' then (select array_agg(t order by n) from jsonb_array_elements_text(h.kept->'statements') with ordinality e(t, n)) end as statements,
           (select f.file_digest from ${SEGMENTS} f where f.version = h.kept->>'version' and f.state = 'committed' and f.segment = f.segments - 1 order by f.id desc limit 1) as "fileDigest"
         from ${SEGMENTS} s cross join lateral jsonb_array_elements(s.details->'history') as h(kept)
         where s.state = 'committed' and s.details->>'chain' = $1 order by h.kept->>'version', s.id desc`,
        [chain],
      );
      return [...rows].sort((left, right) =>
        left.version < right.version ? -1 : left.version > right.version ? 1 : 0,
      );
    });
  }

  async lastDeployment(): Promise<readonly string[] | null> {
    return await this.#doing('reading the journal', async (client) => {
      if (!(await hasJournal(client))) return null;
      const { rows } = await client.query<{ versions: string[] }>(
        `select versions from ${DEPLOYMENTS} where kind = 'deploy' and outcome = 'succeeded' and cardinality(versions) > 0 order by id desc limit 1`,
      );
      return rows[0]?.versions ?? null;
    });
  }

  async lastRollback(): Promise<PastRollback | null> {
    return await this.#doing('reading the journal', async (client) => {
      if (!(await hasJournal(client))) return null;
      const { rows } = await client.query<{ run: string; chain: string; undone: boolean }>(
        `select s.run, s.details->>'chain' as chain, exists (
           select from ${DEPLOYMENTS} u where u.kind = 'undo' and u.outcome = 'succeeded' and u.recorded_at > s.recorded_at and u.details->>'chain' = s.details->>'chain'
         ) as undone from ${SEGMENTS} s where s.state = 'committed' and s.details ? 'history' order by s.id desc limit 1`,
      );
      const [last] = rows;
      if (last === undefined || last.undone) return null;
      const { chain, run } = last;
      const { rows: versions } = await client.query<{ version: string }>(
        `select distinct h.kept->>'version' as version from ${SEGMENTS} s cross join lateral jsonb_array_elements(s.details->'history') as h(kept)
         where s.state = 'committed' and s.details->>'chain' = $1`,
        [chain],
      );
      return { chain, run, versions: versions.map(({ version }) => version).sort() };
    });
  }

  async saved(chain: string): Promise<readonly SavedRows[]> {
    return await this.#doing('reading what was saved', async (client) => {
      const { rows: known } = await client.query<{ known: boolean }>(
        "select to_regclass('sluice_quarantine.saved') is not null as known",
      );
      if (known[0]?.known !== true) return [];
      // An older version's table has no column for files.
      const { rows } = await client.query<SavedRows>(
        `select s.kind, s.object, s.rows::float8 as rows, format('sluice_quarantine.%I', s.place) as table, to_jsonb(s)->>'file' as file, to_jsonb(s)->>'clashing' as clashing, s.restored_rows::float8 as restored
         from sluice_quarantine.saved s where s.chain = $1 and s.kind <> 'sequence' order by s.id`,
        [chain],
      );
      return rows;
    });
  }

  async begun(run: string): Promise<BegunRollback> {
    return await this.#doing('reading the journal', async (client) => {
      const { rows } = await client.query<BegunRollback>(
        `select c.run as chain, c.fingerprint from ${DEPLOYMENTS} d join ${DEPLOYMENTS} c on c.run = (d.details->>'chain')::uuid and c.outcome = 'running'
         where d.run = $1 and d.outcome = 'running'`,
        [run],
      );
      return rows[0] ?? { chain: run, fingerprint: null };
    });
  }

  async #doing<Result>(what: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    try {
      return await work(this.#client);
    } catch (thrown) {
      throw connectionError(thrown, what);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end().catch(() => {});
  }
}

async function hasJournal(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ known: boolean }>(
    `select to_regclass(${literal(DEPLOYMENTS)}) is not null and to_regclass(${literal(SEGMENTS)}) is not null as known`,
  );
  return rows[0]?.known === true;
}
