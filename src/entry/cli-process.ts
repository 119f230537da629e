import { VERSION } from '../manifest.ts';
import { cli } from './cli.ts';
import { endProcess } from './end-process.ts';
import { processHost } from './process-host.ts';

/** The command line's process, from its arguments to its end. */
export async function runCliProcess(process: NodeJS.Process): Promise<never> {
  using host = processHost(process);
  return await endProcess(process, await cli(process.argv.slice(2), host, VERSION));
}
