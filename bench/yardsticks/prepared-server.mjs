import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { run } from '../measure/command.mjs';
import { initialise, serverFolder, startServer } from './server.mjs';

/** A cluster that was made once, to be started and stopped: milliseconds. */
export async function preparedServer(engine, parent) {
  const folder = await serverFolder(parent, 'prepared');
  await initialise(engine, folder);
  return async () => {
    const began = performance.now();
    const server = await startServer(engine, join(folder, 'data'), folder);
    await server.stop();
    return performance.now() - began;
  };
}

/** Node.js that does nothing: milliseconds. */
export async function bareNode() {
  return (await run(process.execPath, ['-e', '0'])).milliseconds;
}
