import { cpus, loadavg, platform, totalmem } from 'node:os';

/** What a reader needs to know of the machine to judge the numbers, and nothing that tells which one it is. */
export function machineFacts() {
  const [processor] = cpus();
  return {
    cores: cpus().length,
    processor: processor?.model.trim() ?? 'unknown',
    memory: `${Math.round(totalmem() / 1_000_000_000)} GB`,
    platform: `${platform()}-${process.arch}`,
    node: process.versions.node,
  };
}

/** How many processes wanted the cores in the last minute: above their number, others were at work too. */
export function load() {
  return Number(loadavg()[0].toFixed(2));
}
