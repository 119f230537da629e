import { run } from '../measure/command.mjs';
import { inTurns, ratioLine } from '../measure/rounds.mjs';
import { nodes } from '../nodes.mjs';

const LIMIT = 3;

/** The bundle loads: `--version` against a Node.js that does nothing, on this Node.js and on that of the runners. */
export async function measureLoad(bench) {
  const lines = [];
  for (const { program, version } of await nodes()) {
    bench.tell(`Loading the bundle on Node.js ${version}`);
    const spreads = await inTurns(
      bench.runs * 3,
      {
        'sluice --version': async () => (await run(program, [bench.cli, '--version'])).milliseconds,
        'node -e 0': async () => (await run(program, ['-e', '0'])).milliseconds,
      },
      bench.tell,
    );
    lines.push(
      ratioLine({
        name: `\`sluice --version\` against \`node -e 0\`, Node.js ${version}`,
        measured: spreads['sluice --version'],
        yardstick: spreads['node -e 0'],
        limit: LIMIT,
      }),
    );
  }
  return { lines };
}
