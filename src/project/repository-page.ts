/**
 * The page of a repository from the URL of its remote, `https://github.com/owner/name`: both forms of SSH and HTTPS, without
 * credentials. Null for anything else, a folder for instance.
 */
export function repositoryPage(remote: string): string | null {
  const scp = /^(?:[\w.-]+@)?(?<host>[\w.-]+):(?!\/)(?<slug>[\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/u.exec(remote);
  const url =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?(?<host>[\w.-]+)(?::\d+)?\/(?<slug>[\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/u.exec(
      remote,
    );
  const { host, slug } = (url ?? scp)?.groups ?? {};
  if (host === undefined || slug === undefined || !host.includes('.')) return null;
  return `https://${host}/${slug}`;
}
