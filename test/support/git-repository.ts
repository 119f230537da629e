import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Environment } from '../../src/core/ports.ts';

/** A person and a place that no setting of the machine can change. */
export const GIT_ENVIRONMENT: Environment = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
};

/** A folder of its own for one test, gone when the test ends (`using`). */
export class TemporaryFolder implements Disposable {
  readonly path: string;

  constructor() {
    this.path = realpathSync(mkdtempSync(path.join(tmpdir(), 'sluice-project-')));
  }

  at(...parts: readonly string[]): string {
    return path.join(this.path, ...parts);
  }

  write(file: string, content: string | Uint8Array): void {
    mkdirSync(path.dirname(this.at(file)), { recursive: true });
    writeFileSync(this.at(file), content);
  }

  link(file: string, target: string): void {
    mkdirSync(path.dirname(this.at(file)), { recursive: true });
    symlinkSync(target, this.at(file));
  }

  remove(file: string): void {
    rmSync(this.at(file), { recursive: true });
  }

  [Symbol.dispose](): void {
    chmodSync(this.path, 0o700);
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A real git repository in a temporary folder, or a clone of one. */
export class GitRepository extends TemporaryFolder {
  static create(branch = 'main'): GitRepository {
    const repository = new GitRepository();
    // What `git init` makes, without a process for it: most tests begin here.
    for (const folder of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags'])
      mkdirSync(repository.at('.git', folder), { recursive: true });
    writeFileSync(repository.at('.git/HEAD'), `ref: refs/heads/${branch}\n`);
    writeFileSync(
      repository.at('.git/config'),
      '[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n',
    );
    return repository;
  }

  /** The same commits and files in a place of their own; a good deal faster than to make them again. */
  static copy(from: GitRepository): GitRepository {
    const repository = new GitRepository();
    cpSync(from.path, repository.path, { recursive: true, verbatimSymlinks: true });
    return repository;
  }

  /** A clone over file://, where git keeps to depth and filters as with a remote host. */
  static clone(from: GitRepository, ...options: readonly string[]): GitRepository {
    const repository = new GitRepository();
    repository.git('clone', '--quiet', ...options, `file://${from.path}`, '.');
    return repository;
  }

  /** What actions/checkout does with its defaults: one commit, no branches. */
  static checkoutLikeAction(from: GitRepository, ref: string): GitRepository {
    const repository = GitRepository.create();
    repository.git('remote', 'add', 'origin', `file://${from.path}`);
    repository.git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', ref);
    repository.git('checkout', '--quiet', '--detach', 'FETCH_HEAD');
    return repository;
  }

  git(...args: readonly string[]): string {
    // Nothing here is large or old enough to be tidied up, which costs two more processes each time that git asks itself.
    const result = spawnSync('git', ['-c', 'gc.auto=0', '-c', 'maintenance.auto=false', ...args], {
      cwd: this.path,
      env: { ...GIT_ENVIRONMENT },
      encoding: 'utf8',
    });
    if (result.status !== 0) throw new Error(`git ${args.join(' ')}: ${result.stderr}`);
    return result.stdout.trim();
  }

  /** Commits everything that lies here; returns the commit's id. */
  commit(message = 'Change'): string {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    const head = readFileSync(this.at('.git/HEAD'), 'utf8').trim();
    // Written a moment ago, so it is in a file of its own.
    return head.startsWith('ref: ') ? readFileSync(this.at('.git', head.slice(5)), 'utf8').trim() : head;
  }

  /** So many more commits that change nothing, in one go. */
  commitMany(count: number): void {
    const branch = this.git('symbolic-ref', 'HEAD');
    const commits = Array.from(
      { length: count },
      (_, place) =>
        `commit ${branch}\ncommitter Ada <ada@example.com> 1767225600 +0000\ndata <<.\n${branch} ${place}\n.\n${place === 0 ? `from ${branch}^0\n` : ''}`,
    );
    const { status, stderr } = spawnSync('git', ['fast-import', '--quiet'], {
      cwd: this.path,
      env: { ...GIT_ENVIRONMENT },
      encoding: 'utf8',
      input: commits.join(''),
    });
    if (status !== 0) throw new Error(`git fast-import: ${stderr}`);
  }

  commitMigrations(...names: readonly string[]): string {
    for (const name of names)
      this.write(migrationPath(name), `create table public.${tableName(name)} (id int);\n`);
    return this.commit(names.join(', '));
  }
}

export function migrationPath(name: string): string {
  return `supabase/migrations/${name}.sql`;
}

function tableName(name: string): string {
  return `t_${name.replace(/\W/gu, '_')}`;
}
