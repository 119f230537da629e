import type { GitHubApi } from './api.ts';
import type { RepositoryName } from './workflow-event.ts';

/** How many commits of one file are looked at, the newest of them. */
const MOST = 100;
/** How many names of one file are followed back. */
const MOST_NAMES = 10;

/** A commit, as far as files are followed through it. */
interface Passed {
  readonly parent: string | null;
  /** The name that a file had before, by the one that the commit gave it. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * The commits behind `sha` that brought files or changed them, also under names that they had before: GitHub's own list of the commits of
 * a path ends where the path begins. `files` are paths from the root of the repository.
 */
export async function commitsOfFiles(
  api: GitHubApi,
  repository: RepositoryName,
  sha: string,
  files: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  // Files often come with one commit.
  const passed = new Map<string, Promise<Passed>>();
  const passing = async (commit: string): Promise<Passed> => {
    const asked = passed.get(commit) ?? readPassed(api, repository, commit);
    passed.set(commit, asked);
    return await asked;
  };
  for (const file of files) {
    let [path, from]: [string | null, string | null] = [file, sha];
    for (let names = 0; path !== null && from !== null && names < MOST_NAMES; names += 1) {
      const { data } = await api.rest.repos.listCommits({ ...repository, sha: from, path, per_page: MOST });
      for (const commit of data) found.add(commit.sha);
      const oldest = data.at(-1);
      if (oldest === undefined || data.length === MOST) break;
      const { renamed, parent } = await passing(oldest.sha);
      path = renamed.get(path) ?? null;
      from = parent;
    }
  }
  return found;
}

async function readPassed(api: GitHubApi, repository: RepositoryName, sha: string): Promise<Passed> {
  const { data } = await api.rest.repos.getCommit({ ...repository, ref: sha });
  const renamed = (data.files ?? []).flatMap(({ filename, previous_filename: before }) =>
    before === undefined ? [] : [[filename, before] as const],
  );
  return { parent: data.parents[0]?.sha ?? null, renamed: new Map(renamed) };
}
