import { SluiceError } from '../core/errors.ts';
import type { Progress } from '../core/ports.ts';
import { type Git, whatGitSaid } from './git.ts';

/** How far a shallow clone is deepened in search of a common ancestor, step by step, before all history is fetched. */
const DEEPENING = [32, 128, 512, 2048];

const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--no-auto-gc',
];

/** The commits of a repository, with what a shallow clone lacks fetched from its remote when it is asked for. */
export interface Commits {
  /** The full id of what a ref, tag or id names here; null where nothing here has that name. */
  find(name: string): Promise<string | null>;
  /** As `find`, but looks at the remote too. Throws `git-ref-not-found`. */
  resolve(name: string): Promise<string>;
  /** The tip of a branch as the remote has it now; null where the remote does not answer or has no such branch. */
  remoteTip(branch: string): Promise<string | null>;
  /** The remote's default branch and its tip; null as above. */
  remoteDefault(): Promise<{ readonly branch: string; readonly commit: string } | null>;
  /** The parents a commit names, also those that a shallow clone hides. */
  parents(commit: string): Promise<readonly string[]>;
  /** Makes sure that a commit's files are here. Throws `git-ref-not-found`. */
  obtain(commit: string, name: string): Promise<void>;
  /** The newest commit that both have in common; null for unrelated histories. */
  mergeBase(left: string, right: string): Promise<string | null>;
  /** What a symbolic ref points to, `refs/remotes/origin/main`; null where there is none. */
  symbolic(ref: string): Promise<string | null>;
}

export function readCommits(git: Git, shallow: boolean, progress: Progress): Commits {
  const find: Commits['find'] = async (name) => {
    // Line breaks would be two questions; git allows no control characters in ref names anyway.
    if (name === '' || /\p{Cc}/u.test(name)) return null;
    const said = await git.read(['cat-file', '--batch-check'], { input: `${name}^{commit}\n` });
    return /^([0-9a-f]{40,64}) commit /u.exec(said.toString('utf8'))?.[1] ?? null;
  };

  const remotes = async (): Promise<readonly string[]> =>
    (await git.read(['remote']))
      .toString('utf8')
      .split('\n')
      .filter((name) => name !== '');

  const mainRemote = async (): Promise<string | null> => {
    const names = await remotes();
    return names.includes('origin') ? 'origin' : (names[0] ?? null);
  };

  /** Null on success, else what git said. */
  const fetch = async (depth: readonly string[], commits: readonly string[]): Promise<string | null> => {
    const remote = await mainRemote();
    if (remote === null) return 'the repository has no remote.';
    const result = await git.remote([...FETCH, ...depth, '--', remote, ...commits]);
    return result.exitCode === 0 ? null : whatGitSaid(result);
  };

  const fetchCommit = async (commit: string): Promise<string | null> =>
    // A depth given to a complete clone would make it shallow, so only a shallow one gets it.
    fetch(shallow ? ['--depth=1'] : [], [commit]);

  const obtain: Commits['obtain'] = async (commit, name) => {
    if ((await find(commit)) !== null) return;
    progress.info(`Fetching ${name} from the remote`);
    const problem = await fetchCommit(commit);
    if (problem === null && (await find(commit)) !== null) return;
    throw notFound(name, problem);
  };

  const listRemote = async (
    remote: string,
    patterns: readonly string[],
  ): Promise<ReadonlyMap<string, string> | { readonly problem: string }> => {
    const result = await git.remote(['ls-remote', '--quiet', '--', remote, ...patterns]);
    if (result.exitCode !== 0) return { problem: whatGitSaid(result) };
    return new Map(
      result.stdout
        .toString('utf8')
        .split('\n')
        .map((line) => line.split('\t'))
        .flatMap(([commit, ref]) => (commit && ref ? [[ref, commit] as const] : [])),
    );
  };

  const resolveRemote = async (name: string): Promise<string> => {
    if (/^[0-9a-f]{40}([0-9a-f]{24})?$/u.test(name)) {
      await obtain(name, name);
      return name;
    }
    const names = await remotes();
    const prefix = names.find((remote) => name.startsWith(`${remote}/`));
    const remote = prefix ?? (await mainRemote());
    if (remote === null) throw notFound(name, null);
    const bare = prefix === undefined ? name : name.slice(prefix.length + 1);
    const candidates = bare.startsWith('refs/')
      ? [bare]
      : [`refs/heads/${bare}`, `refs/tags/${bare}^{}`, `refs/tags/${bare}`];
    const listed = await listRemote(
      remote,
      bare.startsWith('refs/') ? [bare] : [`refs/heads/${bare}`, `refs/tags/${bare}*`],
    );
    if ('problem' in listed) {
      // What a whole checkout has brought serves as well: in one without credentials, nobody can ask.
      const fetched = await find(`refs/remotes/${remote}/${bare}`);
      if (fetched !== null) return fetched;
      throw notFound(name, listed.problem);
    }
    const commit = candidates.map((ref) => listed.get(ref)).find((id) => id !== undefined);
    if (commit === undefined) throw notFound(name, null);
    await obtain(commit, name);
    return commit;
  };

  const joined = async (left: string, right: string): Promise<string | null> => {
    const result = await git.attempt(['merge-base', left, right]);
    return result.exitCode === 0 ? result.stdout.toString('utf8').trim() : null;
  };

  const deepen = async (left: string, right: string): Promise<string | null> => {
    for (const depth of [...DEEPENING.map((count) => `--deepen=${count}`), '--unshallow']) {
      const problem = await fetch([depth], [left, right]);
      // The head may be a commit that only exists here; then the remote can deepen the other side alone.
      const second = problem === null ? null : await fetch([depth], [left]);
      const found = await joined(left, right);
      if (found !== null) return found;
      if (second !== null) throw notFound('the common ancestor of base and head', problem);
    }
    return null;
  };

  return {
    find,
    obtain,
    async resolve(name) {
      if (name === '' || /\p{Cc}/u.test(name)) throw notFound(name, null);
      return (await find(name)) ?? (await resolveRemote(name));
    },
    async remoteTip(branch) {
      const remote = await mainRemote();
      if (remote === null) return null;
      const result = await git.remote(['ls-remote', '--quiet', '--', remote, `refs/heads/${branch}`]);
      const line = result.stdout
        .toString('utf8')
        .split('\n')
        .find((text) => text.endsWith(`\trefs/heads/${branch}`));
      return result.exitCode === 0 ? (line?.split('\t')[0] ?? null) : null;
    },
    async remoteDefault() {
      const remote = await mainRemote();
      if (remote === null) return null;
      const result = await git.remote(['ls-remote', '--quiet', '--symref', '--', remote, 'HEAD']);
      const said = result.stdout.toString('utf8');
      const branch = /^ref: refs\/heads\/(.+)\tHEAD$/mu.exec(said)?.[1];
      const commit = /^([0-9a-f]{40,64})\tHEAD$/mu.exec(said)?.[1];
      return result.exitCode === 0 && branch !== undefined && commit !== undefined
        ? { branch, commit }
        : null;
    },
    async parents(commit) {
      const text = (await git.read(['cat-file', 'commit', commit])).toString('utf8');
      const header = text.slice(0, text.indexOf('\n\n'));
      return [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gmu)].flatMap(([, parent]) => parent ?? []);
    },
    async mergeBase(left, right) {
      const here = await joined(left, right);
      if (here !== null || !shallow) return here;
      progress.info('Fetching history up to the common ancestor');
      return deepen(left, right);
    },
    async symbolic(ref) {
      const result = await git.attempt(['symbolic-ref', '--quiet', ref]);
      return result.exitCode === 0 ? result.stdout.toString('utf8').trim() : null;
    },
  };
}

function notFound(name: string, problem: string | null): SluiceError {
  return new SluiceError('git-ref-not-found', {
    message: `${name === '' ? 'An empty name' : name} is not in this clone and could not be fetched${problem === null ? '.' : `: ${problem}`}`,
    likelyCause:
      problem === null
        ? 'The name is misspelt, or the branch or tag was deleted.'
        : 'It would have to come from the remote, which cannot be reached with the credentials that the checkout left (persist-credentials: false removes them).',
    remedy:
      'Let the checkout bring all history: actions/checkout with fetch-depth: 0. Otherwise name a commit that is here (git branch -a shows branches), or compare without git: --since VERSION.',
  });
}
