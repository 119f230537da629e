import type { Options } from 'p-retry';
import type { DeployLimits } from '../core/deploy-ports.ts';

/** How often to look who holds a lock that is waited for, in milliseconds. */
export function lookEvery({ lockTimeout }: Pick<DeployLimits, 'lockTimeout'>): number {
  return lockTimeout === 0 ? 1_000 : Math.max(20, Math.min(1_000, lockTimeout / 4));
}

/** The pauses between tries of what met a lock: growing, and not the same for two that met each other. */
export function lockPauses(
  { lockRetries }: Pick<DeployLimits, 'lockRetries'>,
  random: () => number,
): Pick<Options, 'retries' | 'minTimeout' | 'maxTimeout' | 'factor' | 'randomize'> {
  return {
    retries: lockRetries,
    minTimeout: 250 * (0.75 + random() / 2),
    maxTimeout: 15_000,
    factor: 2,
    randomize: true,
  };
}
