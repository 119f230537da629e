import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../review.mjs';
import { run } from './command.mjs';
import { testSupport } from './test-support.mjs';

const TESTS = fileURLToPath(new URL('../../test/docker', import.meta.url));
const BINARY = join(ROOT, 'node_modules/.bin/supabase');

/** What the Docker tests make: their image, and the sample as it runs on it. */
async function support(folder) {
  return await testSupport(folder, {
    name: 'docker-tests',
    tests: TESTS,
    place: 'postgres-image.ts',
    contents: [
      "export { CLI_ENVIRONMENT, requireImage } from './postgres-image.ts';",
      "export { freePort, writeSampleOnImage } from './sample-on-image.ts';",
    ],
    external: ['pg-native'],
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  });
}

/** The sample as a project of the Supabase CLI on an image of its own; null where no Docker answers. */
export async function stackOfTheCli(major, bench) {
  const version = await run('docker', ['version', '--format', '{{.Server.Version}}']).catch(() => null);
  if (version === null) return null;
  const { CLI_ENVIRONMENT, requireImage, freePort, writeSampleOnImage } = await support(
    bench.workspace.folder,
  );
  bench.tell(`Preparing the image of PostgreSQL ${major}`);
  const image = await requireImage(major, BINARY);
  const folder = join(bench.workspace.folder, `stack-${major}`);
  const project = `sluice-bench-${process.pid}-${major}`;
  writeSampleOnImage(folder, { major, project, ports: [await freePort(), await freePort()] });
  const env = { ...process.env, ...CLI_ENVIRONMENT };
  const supabase = async (args) => await run(BINARY, [...args, '--workdir', folder], { env });
  const { stdout } = await supabase(['--version']);
  return {
    folder,
    supabase,
    image: image.split('/').at(-1),
    version: stdout.trim(),
    docker: `Docker ${version.stdout.trim()}`,
  };
}
