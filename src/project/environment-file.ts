import { chmod, lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EnvironmentFilePort } from '../core/dev-ports.ts';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { CheckoutDependencies } from './checkout-files.ts';
import { createGit } from './git.ts';
import { projectFolder } from './project-folder.ts';

const FILE = '.env.local';

/** `.env.local` of the project. */
export function createEnvironmentFile({ cwd, env, runGit }: CheckoutDependencies): EnvironmentFilePort {
  return {
    async write(projectDir, name, value) {
      const folder = projectFolder(cwd, projectDir);
      const file = path.join(folder, FILE);
      try {
        const kind = await lstat(file).catch(() => null);
        if (kind !== null && !kind.isFile()) throw new Error('it is not a plain file');
        const before = kind === null ? '' : await readFile(file, 'utf8');
        // Written beside it and put in its place, so that a crash leaves the old lines.
        // A link of that name, from whoever wrote the checkout, would lead the writing anywhere.
        await rm(`${file}.new`, { force: true });
        await writeFile(`${file}.new`, withVariable(before, name, value), { mode: 0o600, flag: 'wx' });
        await chmod(`${file}.new`, 0o600);
        await rename(`${file}.new`, file);
      } catch (cause) {
        throw new SluiceError('output-failed', {
          message: `The URL could not be written to ${file}: ${messageOf(cause)}.`,
          remedy: `See that the file can be written to, or set the variable yourself: export ${name}=$(sluice dev url)`,
          cause,
        });
      }
      const { exitCode } = await createGit(runGit, folder, env)
        .attempt(['check-ignore', '--quiet', '--', FILE])
        .catch(() => ({ exitCode: 128 }));
      return { file: FILE, ignored: exitCode === 0 ? true : exitCode === 1 ? false : null };
    },
  };
}

/** The text with the variable set: in the place of its last line, else behind the others. Line ends stay what they are. */
export function withVariable(text: string, name: string, value: string): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${name}=${value}`;
  const lines = text === '' ? [] : text.replace(/\r?\n$/u, '').split(/\r?\n/u);
  const at = lines.findLastIndex((one) => new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`, 'u').test(one));
  if (at === -1) lines.push(line);
  else lines[at] = line;
  return `${lines.join(lineEnd)}${lineEnd}`;
}
