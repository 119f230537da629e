/** A process that repairs a history, for tests that kill it. Its one argument is JSON. */
import './lean-webassembly.ts';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import { repairScenario } from './repair-scenario.ts';

const orders: { readonly target: ConnectionTarget } = JSON.parse(process.argv[2] ?? '{}');
await repairScenario(orders.target);
