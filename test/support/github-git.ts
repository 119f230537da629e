import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GIT_ENVIRONMENT } from './git-repository.ts';

export interface GitAnswer {
  readonly status: number;
  readonly body: unknown;
}

const NOT_YOURS: GitAnswer = { status: 403, body: { message: 'Resource not accessible by integration' } };

interface TreeEntry {
  readonly path: string;
  readonly sha: string | null;
}

/** The part of GitHub's API that reads and writes git objects, on a real repository. */
export class FakeGit {
  readonly #checkout: string;
  readonly #most: number;

  /** `most` entries of a tree are told, with those of its folders where they are asked for. */
  constructor(checkout: string, most: number) {
    this.#checkout = checkout;
    this.#most = most;
  }

  /** Null for what is not its business. `path` is what follows the repository. */
  answer(
    method: string,
    path: string,
    { body, isDeep }: { readonly body: unknown; readonly isDeep: boolean },
    mayWrite: boolean,
  ): GitAnswer | null {
    if (!path.startsWith('git/')) return null;
    const rest = decodeURIComponent(path.slice('git/'.length));
    if (method === 'GET') return this.#read(rest, isDeep);
    return mayWrite ? this.#write(method, rest, fieldsOf(body)) : NOT_YOURS;
  }

  #read(path: string, isDeep: boolean): GitAnswer | null {
    const [kind = '', ...name] = path.split('/');
    if (kind === 'ref') {
      const sha = this.#git({}, 'rev-parse', '--verify', `refs/${name.join('/')}`);
      return { status: 200, body: { ref: `refs/${name.join('/')}`, object: { sha, type: 'commit' } } };
    }
    if (kind === 'commits') {
      const [sha = ''] = name;
      return { status: 200, body: { sha, tree: { sha: this.#git({}, 'rev-parse', `${sha}^{tree}`) } } };
    }
    if (kind !== 'trees') return null;
    const listed = this.#git(
      {},
      'ls-tree',
      ...(isDeep ? ['-r'] : []),
      '--format=%(objecttype) %(objectname) %(path)',
      name[0] ?? '',
    );
    const tree = listed.split('\n').map((line) => {
      const [type, sha, ...path] = line.split(' ');
      return { type, sha, path: path.join(' ') };
    });
    const shown = tree.slice(0, this.#most);
    return { status: 200, body: { sha: name[0], tree: shown, truncated: shown.length < tree.length } };
  }

  #write(method: string, path: string, fields: Readonly<Record<string, unknown>>): GitAnswer | null {
    if (method === 'POST' && path === 'trees') return { status: 201, body: { sha: this.#tree(fields) } };
    if (method === 'POST' && path === 'commits') {
      const parents = listOf(fields['parents']).flatMap((parent) => ['-p', String(parent)]);
      const sha = this.#git(
        {},
        'commit-tree',
        String(fields['tree']),
        ...parents,
        '-m',
        String(fields['message']),
      );
      return { status: 201, body: { sha } };
    }
    if (method === 'POST' && path === 'refs') {
      const ref = String(fields['ref']);
      const known = this.#git({}, 'for-each-ref', ref) !== '';
      if (known) return { status: 422, body: { message: 'Reference already exists' } };
      this.#git({}, 'update-ref', ref, String(fields['sha']));
      return { status: 201, body: { ref } };
    }
    if (method === 'PATCH' && path.startsWith('refs/')) {
      this.#git({}, 'update-ref', path, String(fields['sha']));
      return { status: 200, body: { ref: path } };
    }
    return null;
  }

  #tree(fields: Readonly<Record<string, unknown>>): string {
    const folder = mkdtempSync(join(tmpdir(), 'fake-git-'));
    try {
      const index = { GIT_INDEX_FILE: join(folder, 'index') };
      this.#git(index, 'read-tree', String(fields['base_tree']));
      for (const { path, sha } of listOf(fields['tree']).filter(isEntry)) {
        if (sha !== null) throw new Error('only removals are played');
        this.#git(index, 'update-index', '--force-remove', '--', path);
      }
      return this.#git(index, 'write-tree');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #git(env: Readonly<Record<string, string>>, ...args: readonly string[]): string {
    const options = { cwd: this.#checkout, env: { ...GIT_ENVIRONMENT, ...env }, encoding: 'utf8' } as const;
    return execFileSync('git', args, options).trim();
  }
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isEntry(value: unknown): value is TreeEntry {
  return typeof value === 'object' && value !== null && 'path' in value && 'sha' in value;
}
