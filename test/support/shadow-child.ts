/**
 * A process that opens a shadow, for tests that kill it. Its one argument is JSON; it writes one line of JSON when a
 * database is ready, and then does what `afterwards` says.
 */
import pg from 'pg';
import type { ShadowDependencies } from '../../src/shadow/index.ts';
import { createShadowPort } from '../../src/shadow/index.ts';
import { SUPABASE_BASELINE } from '../../src/shadow/shadow-baseline.ts';
import { processMachine, shadowRequest, TINY_BASELINE } from './shadow-requests.ts';

export interface ChildOrders {
  readonly machine: Partial<Pick<ShadowDependencies, 'memoryFolder' | 'temporaryFolder' | 'runningFile'>>;
  readonly baseline: 'supabase' | 'tiny';
  /** dispose: close in order. wait: until a signal, which aborts and disposes. hang: until it is killed. exit, throw: end at once without closing. */
  readonly afterwards: 'dispose' | 'wait' | 'hang' | 'exit' | 'throw';
}

const orders: ChildOrders = JSON.parse(process.argv[2] ?? '{}');
const abort = new AbortController();
let signalled = () => {};
const signal = new Promise<void>((resolve) => {
  signalled = resolve;
});
if (orders.afterwards === 'wait') {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      abort.abort();
      signalled();
    });
  }
}

const port = createShadowPort(
  processMachine(orders.machine),
  orders.baseline === 'tiny' ? TINY_BASELINE : SUPABASE_BASELINE,
);
const shadow = await port.open(shadowRequest({ signal: abort.signal }));
const { migrator } = await shadow.createDatabase();
const client = new pg.Client({ ...migrator });
client.on('error', () => {});
await client.connect();
const { rows } = await client.query('SELECT current_user AS who');
process.stdout.write(
  `${JSON.stringify({ host: migrator.host, who: rows[0].who, uid: process.getuid?.() })}\n`,
);

if (orders.afterwards === 'exit') process.exit(7);
if (orders.afterwards === 'throw') {
  setImmediate(() => {
    throw new Error('nobody catches this');
  });
}
if (orders.afterwards === 'wait') await signal;
// A statement that runs for ever: a backend that is busy must go as well.
if (orders.afterwards === 'hang' || orders.afterwards === 'throw') {
  await client.query('DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$');
}
await client.end();
await shadow[Symbol.asyncDispose]();
