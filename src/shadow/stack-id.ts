import { createHash } from 'node:crypto';
import type { ShadowDependencies } from './dependencies.ts';
import { isAlive } from './local/process-facts.ts';

/** How the ids of our projects begin. */
const PREFIX = 'sluice-shadow';

type Maker = Pick<ShadowDependencies, 'machine' | 'processId'>;

/** An id for a stack of our own, which tells which process has made it, and where. The CLI takes 40 characters. */
export function stackId({
  machine,
  processId,
  randomWord,
}: Maker & Pick<ShadowDependencies, 'randomWord'>): string {
  return `${PREFIX}-${placeOf(machine)}-${processId}-${randomWord().slice(0, 8)}`;
}

/**
 * Whether a project is a stack that a run on this machine has left without stopping it. One Docker may serve several machines and
 * containers, whose processes nobody can look for here: their stacks are theirs.
 */
export function isOrphan(id: string, { machine }: Pick<ShadowDependencies, 'machine'>): boolean {
  const maker = new RegExp(`^${PREFIX}-${placeOf(machine)}-(\\d+)-`, 'u').exec(id)?.[1];
  return maker !== undefined && !isAlive(Number(maker));
}

function placeOf(machine: string): string {
  return createHash('sha256').update(machine).digest('hex').slice(0, 6);
}
