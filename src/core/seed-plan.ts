import type { SeedFile } from './seed-ports.ts';
import type { SeedFileSummary, SeedPolicy } from './seed-report.ts';

/** A seed file beside what the database has recorded of it. */
export interface SeedStep {
  readonly file: SeedFile;
  readonly state: SeedFileSummary['state'];
  /** Whether it is to be loaded. */
  readonly load: boolean;
}

/** Says of each file, in their order, whether it is to be loaded. `recorded` is path → hash. */
export function planSeeds(
  files: readonly SeedFile[],
  recorded: ReadonlyMap<string, string>,
  when: SeedPolicy,
): readonly SeedStep[] {
  return files.map((file) => {
    const hash = recorded.get(file.path);
    const state = hash === undefined ? 'new' : hash === file.digest ? 'unchanged' : 'changed';
    return { file, state, load: isLoaded(state, when) };
  });
}

function isLoaded(state: SeedStep['state'], when: SeedPolicy): boolean {
  switch (when) {
    case 'once':
      return state === 'new';
    case 'changed':
      return state !== 'unchanged';
    case 'always':
      return true;
  }
}
