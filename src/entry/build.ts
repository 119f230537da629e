/** Told by scripts/build.mjs: a digest of everything that is in the bundle. */
declare const BUILD: string;

/** Which build this is: what one has kept in the cache may say something else to another. Sources that run as they are have none. */
export function buildOf(): string {
  return typeof BUILD === 'undefined' ? 'source' : BUILD;
}
