import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Where a registry lacks the builds for other platforms, npm leaves them out of the lockfile, and `npm ci` then refuses
 * it on every platform.
 */
test('the lockfile holds the builds for every platform, so that npm ci takes it', () => {
  const lock: { readonly packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(
    readFileSync('package-lock.json', 'utf8'),
  );
  const locked = Object.keys(lock.packages);
  const optional = Object.values(lock.packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}),
  );
  const missing = optional.filter((name) => !locked.some((key) => key.endsWith(`node_modules/${name}`)));
  expect(missing).toEqual([]);
  expect(optional.length).toBeGreaterThan(50);
});
