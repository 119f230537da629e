import type { DeployedMigration, DeployOrders } from '../core/deploy-ports.ts';
import { connectionError } from './errors.ts';
import { SEGMENTS } from './journal-tables.ts';
import { BEGIN, bodyOf, closingStatements, freshSession } from './segment-message.ts';
import { sleep } from './sleep.ts';
import type { MessageOutcome } from './work-session.ts';
import type { DeployerDependencies, WorkSessions } from './work-sessions.ts';

/** How long nothing is told of a message, in milliseconds. */
const LOOK = 1_000;

/**
 * Brings migrations of one segment each in messages of several, each in its own transaction with its own row of the journal. What it
 * cannot bring it leaves alone: a failure is for whoever tries that migration by itself.
 */
export class MigrationGroups {
  readonly #deps: DeployerDependencies;
  readonly #sessions: WorkSessions;
  readonly #orders: Pick<DeployOrders, 'run' | 'limits' | 'events'>;

  constructor(
    dependencies: DeployerDependencies,
    sessions: WorkSessions,
    orders: Pick<DeployOrders, 'run' | 'limits' | 'events'>,
  ) {
    this.#deps = dependencies;
    this.#sessions = sessions;
    this.#orders = orders;
  }

  /**
   * Returns how many of them are committed, from the first on: the server takes the first one that fails back as a whole, and begins
   * none behind it. After a broken connection that is read from the journal, once the old session is known to be gone.
   * @throws SluiceError where there is no other connection, or the lock of the deployment is lost
   */
  async send(group: readonly DeployedMigration[]): Promise<number> {
    const { events } = this.#orders;
    const telling = new Telling(group, this.#deps.now(), events.done);
    const session = await this.#sessions.open();
    const sending = session.send(group.flatMap((migration) => this.#statementsOf(migration)));
    const outcome = await this.#lookingOn(sending, telling);
    const lost = outcome.kind === 'broken' ? await this.#reopened() : null;
    await this.#look(telling, lost);
    if (lost !== null) throw lost.thrown;
    if (outcome.kind === 'broken') tellReconnected(group, telling.told, events);
    return telling.told;
  }

  /** Tells what is committed while something slow behind it still runs: the answer to a message comes when all of it is done. */
  async #lookingOn(sending: Promise<MessageOutcome>, telling: Telling): Promise<MessageOutcome> {
    const over = new AbortController();
    for (;;) {
      const waiting = sleep(LOOK, over.signal).then(() => null);
      const outcome = await Promise.race([sending, waiting]);
      if (outcome !== null) {
        over.abort();
        return outcome;
      }
      // It is asked again at the end.
      await this.#look(telling, null).catch(() => {});
    }
  }

  #statementsOf(migration: DeployedMigration): readonly string[] {
    const { run, limits } = this.#orders;
    const [segment] = migration.segments;
    if (segment === undefined) return [];
    const order = { run, migration, segment, number: 0 };
    return [
      ...freshSession(limits),
      ...this.#sessions.settings,
      BEGIN,
      ...bodyOf(order),
      ...closingStatements(order, true),
      'commit',
    ];
  }

  /** Null: there is a new session. */
  async #reopened(): Promise<{ readonly thrown: unknown } | null> {
    try {
      await this.#sessions.reopen();
      return null;
    } catch (thrown) {
      return { thrown };
    }
  }

  async #look(telling: Telling, lost: { readonly thrown: unknown } | null): Promise<void> {
    const { control, now } = this.#deps;
    try {
      const { rows } = await control.exclusively((client) =>
        client.query<{ version: string; ago: string }>(
          `select version, extract(epoch from pg_catalog.clock_timestamp() operator(pg_catalog.-) recorded_at) operator(pg_catalog.*) 1000 as ago from ${SEGMENTS} where run = $1 and segment = 0 and state = 'committed' and version = any($2)`,
          [this.#orders.run, telling.versions],
        ),
      );
      const asked = now();
      telling.tell(new Map(rows.map(({ version, ago }) => [version, asked - Number(ago)])));
    } catch (thrown) {
      if (lost !== null) throw lost.thrown;
      control.throwIfBroken();
      throw connectionError(thrown, 'reading the journal');
    }
  }
}

/** Tells of each migration of a group once that it is committed, in their order. */
class Telling {
  readonly versions: readonly string[];
  /** How many have been told. */
  told = 0;
  readonly #group: readonly DeployedMigration[];
  readonly #done: DeployOrders['events']['done'];
  /** The end of the last one, and of what was before the first. */
  #last: number;

  constructor(group: readonly DeployedMigration[], began: number, done: DeployOrders['events']['done']) {
    this.versions = group.map(({ migration }) => migration.version);
    this.#group = group;
    this.#done = done;
    this.#last = began;
  }

  /** `ends`: when those that are committed were, by version. */
  tell(ends: ReadonlyMap<string, number>): void {
    for (const { migration } of this.#group.slice(this.told)) {
      const end = ends.get(migration.version);
      if (end === undefined) return;
      this.#done(migration, Math.max(end - this.#last, 0));
      this.#last = end;
      this.told += 1;
    }
  }
}

function tellReconnected(
  group: readonly DeployedMigration[],
  committed: number,
  events: DeployOrders['events'],
): void {
  const [under, last] = [group[committed], group.at(-1)];
  if (under !== undefined) events.reconnected(under.migration, false);
  else if (last !== undefined) events.reconnected(last.migration, true);
}
