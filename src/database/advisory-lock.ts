import type pg from 'pg';
import { SluiceError } from '../core/errors.ts';
import { sleep } from './sleep.ts';

/**
 * The keys of Sluice's advisory locks, each a pair of integers as pg_advisory_lock takes them. They are part of the
 * contract: whoever else wants to keep deployments away from a database may take them too. Advisory locks belong to one database.
 */
export const LOCK_CLASS = 0x536c7563;
/** Held by the control connection of a deployment from before it reads the history until its outcome is recorded. */
export const DEPLOY_KEY = 1;
/**
 * Held by the connection that runs the migrations. Whoever has the deployment lock waits for this one too before it reads
 * anything: a killed deployment frees its deployment lock at once, while its last message may still be running.
 */
export const WORK_KEY = 2;

export interface LockRequest {
  readonly client: pg.Client;
  readonly key: typeof DEPLOY_KEY | typeof WORK_KEY;
  /** How long to wait, in milliseconds. */
  readonly wait: number;
  readonly signal: AbortSignal;
  /** Milliseconds since some fixed moment. */
  readonly now: () => number;
  readonly random: () => number;
  /** Told once, when the lock is found busy. */
  readonly waiting: (holder: LockHolder | null) => void;
}

/** The session that holds a lock, as far as the server lets us see it. */
export interface LockHolder {
  readonly pid: number;
  readonly user: string;
  readonly application: string;
  readonly address: string | null;
  /** When the session began. */
  readonly since: string;
  readonly state: string;
}

/** Between two tries, in milliseconds; each wait is drawn from the half of it up to the whole. */
const POLL = 400;

/**
 * Takes a session's advisory lock by trying again and again. It never waits inside PostgreSQL: a waiting statement holds
 * a snapshot, and CREATE INDEX CONCURRENTLY waits for every older snapshot, so that the holder would wait for those who wait for it.
 * @throws SluiceError deploy-locked, pooler-unsuitable
 */
export async function takeLock(request: LockRequest): Promise<void> {
  const { client, key, wait, signal, now, random } = request;
  const until = now() + wait;
  let told = false;
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await client.query<{ taken: boolean; pid: number }>(
      `select pg_catalog.pg_try_advisory_lock(${LOCK_CLASS}, ${key}) as taken, pg_catalog.pg_backend_pid() as pid`,
    );
    if (rows[0]?.taken === true) return await refusePooledSessions(client, key, rows[0].pid);
    if (!told) {
      told = true;
      request.waiting(await lockHolder(client, key));
    }
    if (now() >= until) throw lockedOut(await lockHolder(client, key), key, wait);
    await sleep(Math.min(POLL * (0.5 + random() / 2), Math.max(1, until - now())), signal);
  }
}

/** Through a pooler in transaction mode the next statement runs in another session, which does not hold the lock. */
async function refusePooledSessions(client: pg.Client, key: number, pid: number): Promise<void> {
  const { rows } = await client.query<{ held: boolean }>(
    `select pg_catalog.pg_backend_pid() = ${pid} and ${holdsLockSql(key, pid)} as held`,
  );
  if (rows[0]?.held === true) return;
  throw new SluiceError('pooler-unsuitable', {
    message: 'The lock of the deployment was gone a moment after it was taken.',
    likelyCause:
      'Between Sluice and PostgreSQL stands a pooler in transaction mode, which uses another session for each transaction.',
    remedy: 'Give the URL of PostgreSQL itself, or of a pooler in session mode.',
  });
}

/** A condition in SQL: that session holds the lock in this database. */
export function holdsLockSql(key: number, pid: number): string {
  return `exists (select from pg_catalog.pg_locks where locktype operator(pg_catalog.=) 'advisory' and ${LOCK_SQL(key)} and granted and pid operator(pg_catalog.=) ${pid})`;
}

/**
 * The key of one run, from its UUID: the control connection holds it besides the deployment's lock, and nobody else ever asks for
 * it. Whether it is held tells each segment, in its own transaction, that its deployment still has the lock; to look that up
 * in pg_locks would cost as much as a small migration.
 */
function runKey(run: string): string {
  return String(BigInt.asIntN(64, BigInt(`0x${run.replaceAll('-', '').slice(0, 16)}`)));
}

/** Takes the lock of a run for the session. */
export function takeRunSql(run: string): string {
  return `select pg_catalog.pg_advisory_lock(${runKey(run)})`;
}

/** Whether some session holds the lock of a run. Where none does, the transaction that asks has it until its end. */
export function isRunHeldSql(run: string): string {
  return `not pg_catalog.pg_try_advisory_xact_lock_shared(${runKey(run)})`;
}

const LOCK_SQL = (key: number): string =>
  `database operator(pg_catalog.=) (select oid from pg_catalog.pg_database where datname operator(pg_catalog.=) pg_catalog.current_database())
  and classid operator(pg_catalog.=) ${LOCK_CLASS}::pg_catalog.oid and objid operator(pg_catalog.=) ${key}::pg_catalog.oid and objsubid operator(pg_catalog.=) 2`;

export async function lockHolder(client: pg.Client, key: number): Promise<LockHolder | null> {
  const { rows } = await client.query<LockHolder>(
    `select a.pid, coalesce(a.usename, '') as user, coalesce(a.application_name, '') as application, host(a.client_addr) as address,
       to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"') as since, coalesce(a.state, 'unknown') as state
     from pg_catalog.pg_locks join pg_catalog.pg_stat_activity a using (pid)
     where locktype = 'advisory' and ${LOCK_SQL(key)} and granted limit 1`,
  );
  return rows[0] ?? null;
}

function lockedOut(holder: LockHolder | null, key: number, wait: number): SluiceError {
  const who = holder === null ? 'a session that has just ended' : describeHolder(holder);
  const seconds = Math.round(wait / 1000);
  return new SluiceError('deploy-locked', {
    message:
      key === DEPLOY_KEY
        ? `Another deployment works on this database: the lock is held by ${who}. Sluice waited ${seconds} s.`
        : `The last message of a deployment that ended still runs: ${who}. Sluice waited ${seconds} s.`,
    remedy:
      holder === null
        ? 'Run again.'
        : `Wait until it is done, or wait longer with --lock-wait. If its process is gone for good: select pg_terminate_backend(${holder.pid});`,
  });
}

/** `session 4711 (postgres, sluice, from 10.0.0.7, since 2026-11-02 10:15:00 UTC, idle)`. */
export function describeHolder({ pid, user, application, address, since, state }: LockHolder): string {
  const parts = [user, application, address === null ? '' : `from ${address}`, `since ${since}`, state];
  return `session ${pid} (${parts.filter((part) => part !== '').join(', ')})`;
}
