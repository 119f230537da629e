import { takeLock, WORK_KEY } from './advisory-lock.ts';
import { runBatch } from './batch-query.ts';
import { connect } from './connect.ts';
import type { ControlSession } from './control-session.ts';
import { connectionError } from './errors.ts';
import type { LiveAddress } from './live-address.ts';
import { WorkSession } from './work-session.ts';

export interface DeployerDependencies {
  readonly address: LiveAddress;
  readonly control: ControlSession;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly random: () => number;
}

/** How long a broken connection's last message may go on running, in milliseconds. */
const ORPHAN_WAIT = 600_000;

/**
 * Ends a statement soon after its client is gone, so that a killed deployment does not go on for hours. Servers on
 * some systems cannot do it (https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-CLIENT-CONNECTION-CHECK-INTERVAL).
 */
const NOTICE_LOSS = "set client_connection_check_interval = '2s'";

/** Asks the server to stop what another session does. That session's own end shows whether it has. */
async function tellServer(
  control: ControlSession,
  what: 'pg_cancel_backend' | 'pg_terminate_backend',
  pid: number,
): Promise<void> {
  await control.exclusively((client) => client.query(`select pg_catalog.${what}($1)`, [pid])).catch(() => {});
}

/** The session that runs migrations, and the next one where it breaks. It holds the work lock, so no other can be running any. */
export class WorkSessions implements AsyncDisposable {
  readonly #deps: DeployerDependencies;
  #session: WorkSession | null = null;
  #noticesLoss = false;

  constructor(dependencies: DeployerDependencies) {
    this.#deps = dependencies;
  }

  /** What every fresh session is told besides its limits. */
  get settings(): readonly string[] {
    return this.#noticesLoss ? [NOTICE_LOSS] : [];
  }

  async open(): Promise<WorkSession> {
    if (this.#session !== null) return this.#session;
    const { address, signal, now, random } = this.#deps;
    const { client } = await connect(address, { signal, retries: 6 });
    try {
      await takeLock({ client, key: WORK_KEY, wait: ORPHAN_WAIT, signal, now, random, waiting: () => {} });
      this.#noticesLoss = (await runBatch(client, NOTICE_LOSS)).error === null;
      const { rows } = await client.query<{ pid: number }>('select pg_catalog.pg_backend_pid() as pid');
      this.#session = new WorkSession(client, rows[0]?.pid ?? 0);
    } catch (thrown) {
      await client.end().catch(() => {});
      throw connectionError(thrown, 'opening the session that runs migrations');
    }
    return this.#session;
  }

  /** Ends what the session is doing; its own end shows whether that came in time. */
  cancel(): void {
    if (this.#session !== null) void tellServer(this.#deps.control, 'pg_cancel_backend', this.#session.pid);
  }

  /** A new session, once the broken one is gone for good. @throws SluiceError deploy-lock-lost */
  async reopen(): Promise<void> {
    const { control } = this.#deps;
    const old = this.#session;
    this.#session = null;
    await old?.[Symbol.asyncDispose]();
    control.throwIfBroken();
    // What the old session still runs would only hold us up; whether it was in time, its row will tell.
    if (old !== null) await tellServer(control, 'pg_terminate_backend', old.pid);
    control.throwIfBroken();
    await this.open();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session?.[Symbol.asyncDispose]();
  }
}
