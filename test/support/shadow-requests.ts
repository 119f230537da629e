import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Progress, ShadowRequest } from '../../src/core/ports.ts';
import type { ShadowBaseline, ShadowDependencies } from '../../src/shadow/index.ts';

/** Says nothing. */
export const SILENT: Progress = {
  step: () => () => {},
  info: () => {},
  warn: () => {},
  amount: () => ({ advance: () => {}, finish: () => {} }),
};

/** The facts of this process and its machine, as an entry would hand them over. */
export function processMachine(changes: Partial<ShadowDependencies> = {}): ShadowDependencies {
  return {
    env: process.env,
    platform: process.platform,
    arch: process.arch,
    uid: process.getuid?.() ?? null,
    temporaryFolder: tmpdir(),
    memoryFolder: process.platform === 'linux' ? '/dev/shm' : null,
    runningFile: fileURLToPath(import.meta.url),
    release: 'test',
    machine: 'the one that tests run on',
    processId: process.pid,
    randomWord: () => randomBytes(6).toString('hex'),
    now: () => Date.now(),
    ...changes,
  };
}

export function shadowRequest(changes: Partial<ShadowRequest> = {}): ShadowRequest {
  return {
    engine: 'embedded',
    major: 17,
    serverUrl: null,
    signal: new AbortController().signal,
    progress: SILENT,
    ...changes,
  };
}

/** Enough for a migration to run, for tests of the engine that make many clusters. */
export const TINY_BASELINE: ShadowBaseline = {
  clusterSql: () => 'CREATE ROLE postgres LOGIN CREATEDB CREATEROLE',
  databaseSql: () => 'CREATE SCHEMA extensions; GRANT ALL ON SCHEMA public, extensions TO postgres',
  databaseSettings: [{ name: 'search_path', value: 'public, extensions' }],
  standIns: [],
  trustedExtensions: ['pgcrypto'],
  elevations: [],
  optionlessIndexMethods: [],
};
