import { finding } from './finding-codes.ts';
import type { Finding } from './report.ts';
import type { SeedEnvironment } from './seed-ports.ts';

/** What is known when it is decided whether a database may be seeded. */
export interface SeedPermission {
  readonly environment: SeedEnvironment;
  /** Whether the database is on this machine. */
  readonly isLocal: boolean;
  /** Whether the run itself says that production is meant. */
  readonly allowProduction: boolean;
}

/** A name that says production by itself: `production`, `prod-eu`, `eu_production`. */
export function soundsLikeProduction(name: string): boolean {
  return /(?:^|[^a-z])prod(?:uction)?(?:[^a-z]|$)/iu.test(name);
}

/**
 * What forbids to seed the database. A database elsewhere must have a name, because nothing else tells what it is; and
 * production is seeded only where both the repository and the run say so, so that neither slip alone is enough.
 */
export function refusedSeeding({
  environment,
  isLocal,
  allowProduction,
}: SeedPermission): readonly Finding[] {
  const { name, production, allowedBy } = environment;
  const whole = { file: null, line: null };
  if (name === null) {
    if (isLocal) return [];
    return [
      finding('seed-environment-unnamed', {
        ...whole,
        message: 'The database is not on this machine, and nobody said which environment it is.',
        remedy: 'Name it: --environment staging. Production is seeded only where that is said twice.',
      }),
    ];
  }
  if (production === null || (allowedBy !== null && allowProduction)) return [];
  const missing = [
    ...(allowedBy === null
      ? [`in the repository ([remotes.${name}.db.seed] enabled = true, or seed = true for the target)`]
      : []),
    ...(allowProduction ? [] : ['in the run (--allow-production)']),
  ];
  return [
    finding('seed-production', {
      ...whole,
      message: `${name} is production (${production}), and that it is to be seeded is not said ${missing.join(' and ')}.`,
      remedy: `Nothing was run. Seeds are for other databases; if this one is really meant, say it ${missing.join(' and ')}.`,
    }),
  ];
}
