import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `Usage: npm run bench -- [--only ${'load,sample,tables,memory,warm,history,action,deploy,drift,rollback,steps'}] [--runs 5] [--cli dist/cli/index.js]\n       npm run bench -- --docker [--runs 5]`;

/** Reads the command line; throws an error with the usage where it cannot be read. */
export function benchArguments(argv, parts, root) {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        only: { type: 'string', default: parts.join(',') },
        runs: { type: 'string', default: '5' },
        docker: { type: 'boolean', default: false },
        cli: { type: 'string', default: 'dist/cli/index.js' },
      },
    });
    const only = values.only.split(',').map((name) => name.trim());
    const unknown = only.filter((name) => !parts.includes(name));
    if (unknown.length > 0) throw new Error(`There is no part named ${unknown.join(', ')}.`);
    const runs = Number(values.runs);
    if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1.');
    return { only, runs, docker: values.docker, cli: resolve(root, values.cli) };
  } catch (error) {
    throw new Error(`${error.message}\n${USAGE}`, { cause: error });
  }
}
