import pg from 'pg';
import type { ConnectionTarget } from '../core/ports.ts';

/**
 * The superuser's connection to a shadow, opened when it is first needed. Event triggers that a migration made would run
 * with its rights, so all of them are off while it works. (Written to the catalog, because the setting event_triggers
 * exists only since PostgreSQL 17 and session_replication_role leaves those on that are enabled ALWAYS.)
 */
export class ShadowAdministrator implements AsyncDisposable {
  readonly #target: ConnectionTarget;
  #client: Promise<pg.Client> | null = null;

  constructor(target: ConnectionTarget) {
    this.#target = target;
  }

  connect(): void {
    this.#client ??= open(this.#target);
    // Whoever runs something gets the error.
    this.#client.catch(() => {});
  }

  /** Leaves the event triggers as they are: for statements about them, which fire none. */
  async runOnTriggers(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
    this.#client ??= open(this.#target);
    await work(await this.#client);
  }

  async run(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
    this.#client ??= open(this.#target);
    const client = await this.#client;
    const { rows } = await client.query<{ id: string; enabled: string }>(TRIGGERS_OFF_SQL);
    try {
      await work(client);
    } finally {
      if (rows.length > 0) {
        await client.query(TRIGGERS_ON_SQL, [rows.map(({ id }) => id), rows.map(({ enabled }) => enabled)]);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const client = await this.#client?.catch(() => null);
    await client?.end().catch(() => {});
  }
}

const TRIGGERS_OFF_SQL = `
with armed as (select oid, evtenabled from pg_catalog.pg_event_trigger where evtenabled <> 'D')
update pg_catalog.pg_event_trigger e set evtenabled = 'D' from armed where armed.oid = e.oid
returning e.oid::text as id, armed.evtenabled::text as enabled`;

const TRIGGERS_ON_SQL = `
update pg_catalog.pg_event_trigger e set evtenabled = armed.enabled::"char"
from unnest($1::oid[], $2::text[]) armed (id, enabled) where e.oid = armed.id`;

async function open(target: ConnectionTarget): Promise<pg.Client> {
  const client = new pg.Client({ ...target });
  client.on('error', () => {});
  await client.connect();
  // What a database or role sets as its path must not decide which function a superuser calls.
  await client.query("set search_path = ''");
  return client;
}
