import { afterAll, afterEach, beforeAll } from '@jest/globals';
import pg from 'pg';
import type { Shadow, ShadowDatabase, ShadowRequest } from '../../src/core/ports.ts';
import { createShadowPort, type ShadowBaseline } from '../../src/shadow/index.ts';
import { PLAIN_BASELINE } from './plain-baseline.ts';
import { processMachine, shadowRequest } from './shadow-requests.ts';

export { processMachine as machine, SILENT, shadowRequest } from './shadow-requests.ts';

/** A database of its own for one test, with a connection for each of its two roles. */
export interface FreshDatabase extends ShadowDatabase {
  /** Connected as `postgres`, the role that migrations run as. */
  readonly asMigrator: pg.Client;
  /** Connected as the superuser. */
  readonly asAdministrator: pg.Client;
}

export interface SharedShadow {
  /** The open shadow; only inside tests and their hooks. */
  readonly shadow: Shadow;
  /** A new database with the baseline; its connections are made when they are used, and closed after the test. */
  freshDatabase(): Promise<FreshDatabase>;
  /** The same as another one that was made once for the test file: copies of it, as cheap as an empty one. Call it at the top level. */
  prepared(make: (database: ShadowDatabase) => Promise<unknown>): () => Promise<FreshDatabase>;
  /** A further connection to a database, closed after the test. */
  connect(target: ShadowDatabase['migrator']): Promise<pg.Client>;
}

/** One shadow server for a test file: opened before its tests, disposed of after them. Call it at the top level. */
export function sharedShadow(major: ShadowRequest['major'] = 17, baseline?: ShadowBaseline): SharedShadow {
  let opened: Shadow | null = null;
  const clients: pg.Client[] = [];

  const shadow = (): Shadow => {
    if (opened === null) throw new Error('the shadow is open only while tests run');
    return opened;
  };
  const connect = async (target: ShadowDatabase['migrator']): Promise<pg.Client> => {
    const client = new pg.Client({ ...target });
    await client.connect();
    clients.push(client);
    return client;
  };

  const connected = (database: ShadowDatabase): FreshDatabase => {
    const asMigrator = lazily(database.migrator);
    const asAdministrator = lazily(database.administrator);
    clients.push(asMigrator, asAdministrator);
    return { ...database, asMigrator, asAdministrator };
  };

  beforeAll(async () => {
    opened = await createShadowPort(processMachine(), baseline).open(shadowRequest({ major }));
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.end()));
  });
  afterAll(async () => {
    await opened?.[Symbol.asyncDispose]();
    opened = null;
  });

  return {
    get shadow() {
      return shadow();
    },
    connect,
    async freshDatabase() {
      return connected(await shadow().createDatabase());
    },
    prepared(make) {
      let original: ShadowDatabase | null = null;
      return async () => {
        if (original === null) {
          original = await shadow().createDatabase();
          await make(original);
        }
        const copy = await shadow().copyDatabase?.(original);
        if (copy === undefined) throw new Error('the server of tests makes copies');
        return connected(copy);
      };
    },
  };
}

/** The same, as a project without the platform's services (plain-baseline.ts). */
export function sharedPlainShadow(): SharedShadow {
  return sharedShadow(17, PLAIN_BASELINE);
}

/** A connection that is made when something is asked over it: most tests need one of the two, and each costs the server a process. */
function lazily(target: ShadowDatabase['migrator']): pg.Client {
  const client = new pg.Client({ ...target });
  let isAsked = false;
  return new Proxy(client, {
    get(_, name) {
      if (name === 'query' && !isAsked) {
        isAsked = true;
        // Whoever asks gets the error.
        client.connect().catch(() => {});
      }
      const value: unknown = Reflect.get(client, name);
      return typeof value === 'function' ? value.bind(client) : value;
    },
  });
}
