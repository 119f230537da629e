import { randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../core/ports.ts';
import { VERSION } from '../manifest.ts';
import type { ShadowDependencies } from '../shadow/index.ts';
import { buildOf } from './build.ts';

/** What the room of servers has to know of this machine and process. */
export function shadowMachine(env: Environment): ShadowDependencies {
  return {
    env,
    platform: process.platform,
    arch: process.arch,
    uid: process.getuid?.() ?? null,
    temporaryFolder: tmpdir(),
    memoryFolder: process.platform === 'linux' ? '/dev/shm' : null,
    runningFile: fileURLToPath(import.meta.url),
    release: `${VERSION} ${buildOf()}`,
    machine: `${hostname()} ${processSpace()}`,
    processId: process.pid,
    randomWord: () => randomBytes(8).toString('hex').slice(0, 12),
    now: () => Date.now(),
  };
}

/** What Linux calls the numbers of processes that this one can see; empty elsewhere. */
function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
