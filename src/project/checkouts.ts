import type { Checkout } from '../core/ports.ts';
import type { MigrationsFolder } from './migrations-folder.ts';
import { migrationsOf } from './side.ts';

/** A base holds what could run: a file that could not is as if it were not there, so that its repair counts as new. */
export function baseCheckout(label: string, commit: string | null, folder: MigrationsFolder): Checkout {
  return { label, commit, migrations: migrationsOf(folder.files.filter(({ broken }) => !broken)) };
}

/** `asked` is the ref that was named for the head; null for the work tree. */
export function headCheckout(
  asked: string | null,
  commit: string | null,
  folder: MigrationsFolder,
): Checkout {
  const migrations = migrationsOf(folder.files);
  if (asked === null || commit === null) return { label: 'work tree', commit: null, migrations };
  const label = commit.startsWith(asked) ? commit.slice(0, 7) : `${asked} (${commit.slice(0, 7)})`;
  return { label, commit, migrations };
}
