import type { ControlSession } from './control-session.ts';

/** A session that another one waits for. */
export interface Blocker {
  readonly pid: number;
  readonly user: string;
  readonly application: string;
  readonly state: string;
  /** Seconds since its transaction began; null where it is in none. */
  readonly age: number | null;
  readonly query: string;
  /** The relations it holds locks on that a waiting session wants; else those it holds strong locks on. */
  readonly relations: readonly string[];
}

const BLOCKERS_SQL = `
select a.pid, coalesce(a.usename, '') as user, coalesce(a.application_name, '') as application, coalesce(a.state, 'unknown') as state,
  extract(epoch from pg_catalog.now() - a.xact_start)::int as age, pg_catalog.left(coalesce(a.query, ''), 500) as query,
  array(select distinct w.relation::pg_catalog.regclass::text from pg_catalog.pg_locks w
        join pg_catalog.pg_locks h on h.pid = a.pid and h.granted and h.relation = w.relation and h.database = w.database
        where w.pid = $1 and not w.granted and w.relation is not null) as relations
from pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) as blocking(pid) join pg_catalog.pg_stat_activity a using (pid)`;

/** Transactions of others that have been holding locks on tables, oldest first: the suspects where nobody was caught. */
const SUSPECTS_SQL = `
select a.pid, coalesce(a.usename, '') as user, coalesce(a.application_name, '') as application, coalesce(a.state, 'unknown') as state,
  extract(epoch from pg_catalog.now() - a.xact_start)::int as age, pg_catalog.left(coalesce(a.query, ''), 500) as query,
  array(select distinct l.relation::pg_catalog.regclass::text from pg_catalog.pg_locks l
        where l.pid = a.pid and l.granted and l.relation >= 16384 limit 5) as relations
from pg_catalog.pg_stat_activity a
where a.datname = pg_catalog.current_database() and a.xact_start is not null and a.pid <> pg_catalog.pg_backend_pid() and a.pid <> $1
  and exists (select from pg_catalog.pg_locks l where l.pid = a.pid and l.granted and l.relation >= 16384)
order by a.xact_start limit 3`;

/** Watches who keeps a session waiting, because after a lock timeout the server no longer knows. */
export class BlockerWatch implements Disposable {
  readonly #control: ControlSession;
  readonly #pid: number;
  readonly #timer: NodeJS.Timeout;
  #seen: readonly Blocker[] = [];
  #asking = false;

  /** `every` is in milliseconds. */
  constructor(control: ControlSession, pid: number, every: number) {
    this.#control = control;
    this.#pid = pid;
    this.#timer = setInterval(() => void this.#look(), every).unref();
  }

  async #look(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const rows = await this.#ask(BLOCKERS_SQL);
      if (rows.length > 0) this.#seen = rows;
    } catch {
      // It only explains; whether the connection is sound is judged elsewhere.
    } finally {
      this.#asking = false;
    }
  }

  async #ask(sql: string): Promise<readonly Blocker[]> {
    const { rows } = await this.#control.exclusively((client) => client.query<Blocker>(sql, [this.#pid]));
    return rows;
  }

  /** Who was seen, or else who is most likely. */
  async blockers(): Promise<readonly Blocker[]> {
    if (this.#seen.length > 0) return this.#seen;
    try {
      return await this.#ask(SUSPECTS_SQL);
    } catch {
      return [];
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

/** `session 4711 (app, psql, idle in transaction for 90 s) on public.orders: select * from orders`. */
export function describeBlocker({ pid, user, application, state, age, query, relations }: Blocker): string {
  const during = age === null ? state : `${state} for ${age} s`;
  const who = [user, application, during].filter((part) => part !== '').join(', ');
  const where = relations.length === 0 ? '' : ` on ${relations.join(', ')}`;
  const what = query === '' ? '' : `: ${query.replaceAll(/\s+/gu, ' ').trim()}`;
  return `session ${pid} (${who})${where}${what}`;
}
