/** A process that rolls back, for tests that kill it. Its one argument is JSON. */
import './lean-webassembly.ts';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import { rollScenarioBack } from './rollback-scenario.ts';

interface Orders {
  readonly target: ConnectionTarget;
  readonly savedRows: string | null;
}

const orders: Orders = JSON.parse(process.argv[2] ?? '{}');
await rollScenarioBack(orders.target, orders.savedRows);
