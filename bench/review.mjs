import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './measure/command.mjs';

const PROBE = new URL('./measure/memory-probe.mjs', import.meta.url).href;

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The version from which on the sample's migrations are under review. */
export const SAMPLE = { folder: ROOT, since: '20250301000000' };

/** Runs a whole `sluice review` process; returns its milliseconds and its report. */
export async function review({ folder, since }, bench, { node = process.execPath, env = {} } = {}) {
  const args = [
    bench.cli,
    'review',
    '--project-dir',
    '.',
    '--since',
    since,
    '--format',
    'json',
    '--no-color',
  ];
  const { milliseconds, stdout } = await run(node, args, {
    cwd: folder,
    env: { ...process.env, SLUICE_CACHE_DIR: bench.workspace.cacheFolder, ...env },
    // 1: the review found something that it advises against, which it should.
    allowed: [0, 1],
  });
  const report = JSON.parse(stdout);
  if (report.changes.length === 0 || report.engine === null) {
    throw new Error(
      `The review of ${folder} did not come to its end:\n${JSON.stringify(report.findings, null, 2)}`,
    );
  }
  return { milliseconds, report };
}

/** The most memory that the Node process of a review held, in MB (10^6 bytes). */
export async function reviewMemory(project, bench, node) {
  const file = join(bench.workspace.folder, 'memory');
  await rm(file, { force: true });
  const env = { NODE_OPTIONS: `--import=${PROBE}`, BENCH_MEMORY_FILE: file };
  await review(project, bench, { node, env });
  return (Number(await readFile(file, 'utf8')) * 1024) / 1_000_000;
}
