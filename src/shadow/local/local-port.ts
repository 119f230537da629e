import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SluiceError } from '../../core/errors.ts';
import type { LocalRequest } from '../../core/local-ports.ts';
import type { LocalFolder } from './local-folder.ts';
import { type LocalSettings, readLocalSettings } from './local-settings.ts';
import { isFree, listenerOf } from './process-facts.ts';

/** How many ports are tried behind the preferred one. */
const TRIES = 100;

/**
 * The port for a server that is to start: the one asked for, else the remembered one, which others may have written down; a new
 * project gets the first that is neither taken nor remembered by another project.
 * @throws SluiceError dev-port-taken, which says by whom
 */
export async function choosePort(
  { port, preferredPort, progress }: Pick<LocalRequest, 'port' | 'preferredPort' | 'progress'>,
  folder: LocalFolder,
  remembered: number | null,
): Promise<number> {
  const wanted = port ?? remembered;
  if (wanted !== null) {
    if (await isFree(wanted)) return wanted;
    throw taken(wanted, await holderOf(wanted, folder), port === null);
  }
  const others = new Map((await otherProjects(folder)).map((other) => [other.port, other.project]));
  for (let tried = preferredPort; tried < preferredPort + TRIES && tried <= 65_535; tried += 1) {
    if (others.has(tried) || !(await isFree(tried))) continue;
    if (tried !== preferredPort) {
      const why = others.get(preferredPort) ?? (await listenerOf(preferredPort)) ?? 'another program';
      progress.info(`Port ${preferredPort} belongs to ${why}, so this project gets ${tried}.`);
    }
    return tried;
  }
  throw taken(preferredPort, await holderOf(preferredPort, folder), false);
}

async function holderOf(port: number, folder: LocalFolder): Promise<string | null> {
  const other = (await otherProjects(folder)).find((project) => project.port === port);
  const listener = await listenerOf(port);
  if (other === undefined) return listener;
  return `the local database of ${other.project}${listener === null ? '' : `, or ${listener}`}`;
}

async function otherProjects({ path }: LocalFolder): Promise<readonly LocalSettings[]> {
  const parent = dirname(path);
  const names = await readdir(parent).catch(() => []);
  const found = await Promise.all(
    names
      .map((name) => join(parent, name))
      .filter((place) => place !== path)
      .map((place) => readLocalSettings({ settings: join(place, 'settings.json') })),
  );
  return found.filter((settings) => settings !== null);
}

function taken(port: number, holder: string | null, isRemembered: boolean): SluiceError {
  return new SluiceError('dev-port-taken', {
    message: `Port ${port} of this machine is taken${holder === null ? '' : ` by ${holder}`}.`,
    ...(isRemembered ? { likelyCause: 'This project used it before, so programs may know it.' } : {}),
    remedy: `Stop that program (the stack of the Supabase CLI: npx supabase stop), or take another port: sluice dev start --port ${port + 1}`,
  });
}
