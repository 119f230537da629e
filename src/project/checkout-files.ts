import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Environment, Progress } from '../core/ports.ts';
import { createGit } from './git.ts';
import type { RunGit } from './git-process.ts';
import { inProject, nearestFolder, projectFolder, projectIn } from './project-folder.ts';
import { findRepository, rootWithoutGit } from './repository.ts';

export interface CheckoutDependencies {
  /** The working directory that relative paths start from; absolute. */
  readonly cwd: string;
  readonly env: Environment;
  readonly runGit: RunGit;
}

const MIGRATIONS = 'supabase/migrations';

/** When files came into the branch, and writing the next migration. */
export function createCheckoutFiles({ cwd, env, runGit }: CheckoutDependencies) {
  return {
    async mergedAt(
      projectDir: string,
      files: readonly string[],
      _progress: Progress,
    ): Promise<ReadonlyMap<string, number | null> | null> {
      const folder = nearestFolder(projectFolder(cwd, projectDir));
      const git = createGit(runGit, folder, env);
      try {
        const { root, shallow } = await findRepository(git, folder);
        if (shallow) return null;
        const project = projectIn(root, projectFolder(cwd, projectDir));
        // The merges of the branch itself: what was committed elsewhere before counts from its merge on.
        const args = [
          'log',
          '-z',
          '--first-parent',
          '-m',
          // Of what git takes for a renamed file, the name would not be a new one.
          '--no-renames',
          '--diff-filter=A',
          '--format=%x01%ct',
          '--name-only',
        ];
        const top = createGit(runGit, root, env);
        const said = await top.read([...args, '--', inProject(project, MIGRATIONS)]);
        const added = addedFiles(said.toString('utf8'));
        return new Map(files.map((file) => [file, added.get(file) ?? null]));
      } catch (thrown) {
        // Without git, or outside of a repository, nobody knows.
        if (thrown instanceof SluiceError && thrown.code === 'git-failed') return null;
        throw thrown;
      }
    },

    async writeMigration(
      projectDir: string,
      { version, name, sql }: { readonly version: string; readonly name: string; readonly sql: string },
    ): Promise<string> {
      const folder = projectFolder(cwd, projectDir);
      const file = path.join(folder, MIGRATIONS, `${version}_${name}.sql`);
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, sql, { flag: 'wx' });
      } catch (cause) {
        throw new SluiceError('output-failed', {
          message: `The migration could not be written to ${file}: ${messageOf(cause)}.`,
          remedy: 'Look at the folder supabase/migrations, and run again.',
          cause,
        });
      }
      return path.relative(rootWithoutGit(cwd, folder), file).split(path.sep).join('/');
    },
  };
}

/** The newest commit that added each file comes first. */
function addedFiles(log: string): ReadonlyMap<string, number> {
  const added = new Map<string, number>();
  for (const commit of log.split('\u0001').slice(1)) {
    const [time = '', ...names] = commit.split('\0');
    for (const name of names.map((one) => one.replace(/^\n/u, ''))) {
      if (name !== '' && !added.has(name)) added.set(name, Number(time) * 1_000);
    }
  }
  return added;
}
