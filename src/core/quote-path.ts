/** A path as a POSIX shell takes it in one piece. */
export function quotePath(path: string): string {
  return /^[\w./@%+=:,][\w./@%+=:,-]*$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
