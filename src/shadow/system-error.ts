/** The code of an error from Node (`ENOENT`) or PostgreSQL (`42P01`); null where it has none. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
