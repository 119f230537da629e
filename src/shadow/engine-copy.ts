import { chmod, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, normalize, relative, sep } from 'node:path';
import { silentScript } from './baseline/silent-event-triggers.ts';
import type { GuardedFolder } from './guard.ts';
import type { ShadowBaseline } from './shadow-baseline.ts';
import { codeOf } from './system-error.ts';

/** In `lib`: needed to compile programs against the engine, which nobody does here. */
const NOT_NEEDED = /^(?:.*\.a|pkgconfig|libecpg.*|libpgtypes.*)$/u;

/**
 * Copies an engine's `native` folder to a place in the guard's folder, makes its links, adds the stand-ins' extension
 * files and marks as trusted what the platform lets `postgres` create. The source is left as it is.
 */
export async function copyEngine(
  native: string,
  { guard, folder }: GuardedFolder,
  place: string,
  baseline: ShadowBaseline,
): Promise<void> {
  await guard.copy(native, place);
  const target = join(folder, place);
  for (const path of await readdir(join(target, 'lib'))) {
    if (NOT_NEEDED.test(path)) await rm(join(target, 'lib', path), { recursive: true });
  }
  for (const program of await readdir(join(target, 'bin'))) await chmod(join(target, 'bin', program), 0o755);
  await makeLinks(native, target);
  await addExtensions(join(target, 'share/postgresql/extension'), baseline);
}

/** npm packages cannot hold links: this one lists them, for an install script that npm may not have run. */
async function makeLinks(native: string, target: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: unknown = JSON.parse(text);
  if (!Array.isArray(links)) return;
  for (const link of links) {
    if (!isLink(link)) continue;
    const from = pathInside(target, link.target);
    const to = pathInside(target, link.source);
    if (from === null || to === null || NOT_NEEDED.test(basename(from))) continue;
    await symlink(relative(dirname(from), to), from).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function isLink(value: unknown): value is Link {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'source' in value &&
    typeof value.source === 'string' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}

function pathInside(target: string, listed: string): string | null {
  const path = normalize(join(target, listed.replace(/^native\//u, '')));
  return path.startsWith(target + sep) ? path : null;
}

async function addExtensions(folder: string, baseline: ShadowBaseline): Promise<void> {
  for (const { name, version, control, script } of baseline.standIns) {
    await writeFile(join(folder, `${name}.control`), control);
    await writeFile(join(folder, `${name}--${version}.sql`), script);
  }
  await closeScripts(folder);
  for (const name of baseline.trustedExtensions) {
    const file = join(folder, `${name}.control`);
    const control = await readFile(file, 'utf8').catch(() => null);
    if (control === null || /^\s*trusted\s*=/mu.test(control)) continue;
    await writeFile(file, `${control.trimEnd()}\ntrusted = true\n`);
  }
}

/**
 * What a script does as a superuser must not call what a migration has made. And dblink_connect_u leaves out the check that who connects
 * knows a password, so that a migration could use those in the user's .pgpass: the platform's default privileges let `postgres` call it;
 * without its owner's rights it is dblink_connect.
 */
async function closeScripts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.sql')) continue;
    const script = await readFile(join(folder, name), 'utf8');
    const checked = name.startsWith('dblink--') ? script.replaceAll(' SECURITY DEFINER', '') : script;
    await writeFile(join(folder, name), silentScript(checked));
  }
}
