import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUNDLE = join(ROOT, 'node_modules/.cache/sluice-corpus/rooms.mjs');

/** The rooms that a review replays with, straight from src/, so that nothing has to be built first. */
export async function loadRooms() {
  await mkdir(dirname(BUNDLE), { recursive: true });
  await build({
    stdin: {
      contents: `
        export { createProjectPort, runGit } from './src/project/index.ts';
        export { createSqlParser } from './src/sql/parser.ts';
        export { createShadowPort } from './src/shadow/index.ts';
        export { createReplayPort } from './src/database/replay.ts';`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    outfile: BUNDLE,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const rooms = await import(pathToFileURL(BUNDLE).href);
  return {
    project: rooms.createProjectPort({
      cwd: ROOT,
      env: process.env,
      runGit: rooms.runGit,
      now: () => new Date(),
    }),
    parser: rooms.createSqlParser(),
    replay: rooms.createReplayPort(),
    shadow: rooms.createShadowPort({
      env: process.env,
      platform: process.platform,
      arch: process.arch,
      uid: process.getuid?.() ?? null,
      temporaryFolder: tmpdir(),
      memoryFolder: process.platform === 'linux' ? '/dev/shm' : null,
      runningFile: BUNDLE,
      randomWord: () => Math.random().toString(36).slice(2, 14),
      now: () => Date.now(),
    }),
  };
}

export const SILENT = {
  step: () => () => {},
  info: () => {},
  warn: () => {},
  amount: () => ({ advance: () => {}, finish: () => {} }),
};
