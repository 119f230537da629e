import type { InitFile, InitSummary } from '../core/init-report.ts';
import { plural } from './counts.ts';

export const INIT_STATES: Readonly<Record<InitFile['state'], string>> = {
  created: 'written',
  kept: 'as it was',
  updated: 'moved to this release',
  replaced: 'replaced',
  differs: 'left alone',
  removed: 'removed',
};

/** What the verdict line of a setup says after its sign. */
export function initParts({ files, migrations }: InitSummary): readonly string[] {
  const changed = files.filter(({ state }) => state !== 'kept' && state !== 'differs').length;
  const alone = files.filter(({ state }) => state === 'differs').length;
  return [
    changed === 0 ? 'nothing to write' : `${plural(changed, 'file')} written`,
    ...(alone === 0 ? [] : [`${plural(alone, 'file')} left alone`]),
    migrations === 0 ? 'no migrations yet' : plural(migrations, 'migration'),
  ];
}

export function initAdvice({ files, tasks }: InitSummary): string {
  return files.every(({ state }) => state === 'kept')
    ? `Everything is there. What only you can set up (${plural(tasks.length, 'step')}) is listed once more.`
    : `Look at the files, then set up what only you can: ${plural(tasks.length, 'step')}, listed below.`;
}
