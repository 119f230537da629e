import type { DeployedMigration, DeployOrders } from '../core/deploy-ports.ts';
import { connectionError } from './errors.ts';
import { SEGMENTS } from './journal-tables.ts';
import { BEGIN, bodyOf, closingStatements, freshSession } from './segment-message.ts';
import type { DeployerDependencies, WorkSessions } from './work-sessions.ts';

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
    const { now } = this.#deps;
    const { events } = this.#orders;
    const began = now();
    const session = await this.#sessions.open();
    const outcome = await session.send(group.flatMap((migration) => this.#statementsOf(migration)));
    const lost = outcome.kind === 'broken' ? await this.#reopened() : null;
    const ends = await this.#committedAt(group, lost);
    this.#tell(group, ends, now() - began);
    if (lost !== null) throw lost.thrown;
    if (outcome.kind === 'broken') this.#tellReconnected(group, ends.length, events);
    return ends.length;
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

  /** When the first ones that are committed were, in milliseconds by the clock of the server. */
  async #committedAt(
    group: readonly DeployedMigration[],
    lost: { readonly thrown: unknown } | null,
  ): Promise<readonly number[]> {
    const { control } = this.#deps;
    try {
      const { rows } = await control.exclusively((client) =>
        client.query<{ version: string; at: string }>(
          `select version, extract(epoch from recorded_at) * 1000 as at from ${SEGMENTS} where run = $1 and segment = 0 and state = 'committed' and version = any($2)`,
          [this.#orders.run, group.map(({ migration }) => migration.version)],
        ),
      );
      const times = new Map(rows.map(({ version, at }) => [version, Number(at)]));
      return timesOf(group, times);
    } catch (thrown) {
      if (lost !== null) throw lost.thrown;
      control.throwIfBroken();
      throw connectionError(thrown, 'reading the journal');
    }
  }

  /** What is left of the whole time was the first one's. */
  #tell(group: readonly DeployedMigration[], ends: readonly number[], whole: number): void {
    const later = ends.slice(1).map((end, place) => end - (ends[place] ?? end));
    const first = Math.max(whole - later.reduce((sum, time) => sum + time, 0), 0);
    for (const [place, time] of [first, ...later].slice(0, ends.length).entries()) {
      const done = group[place];
      if (done !== undefined) this.#orders.events.done(done.migration, time);
    }
  }

  #tellReconnected(
    group: readonly DeployedMigration[],
    committed: number,
    events: DeployOrders['events'],
  ): void {
    const [under, last] = [group[committed], group.at(-1)];
    if (under !== undefined) events.reconnected(under.migration, false);
    else if (last !== undefined) events.reconnected(last.migration, true);
  }
}

/** Up to the first one that has none. */
function timesOf(group: readonly DeployedMigration[], times: ReadonlyMap<string, number>): readonly number[] {
  const ends: number[] = [];
  for (const { migration } of group) {
    const end = times.get(migration.version);
    if (end === undefined) break;
    ends.push(end);
  }
  return ends;
}
