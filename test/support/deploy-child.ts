/** A process that deploys, for tests that kill it. Its one argument is JSON. */
import './lean-webassembly.ts';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import { applyAll } from './live.ts';

interface Orders {
  readonly target: ConnectionTarget;
  readonly files: Readonly<Record<string, string>>;
}

const orders: Orders = JSON.parse(process.argv[2] ?? '{}');
await applyAll(orders.target, orders.files);
