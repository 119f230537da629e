import { KNOWN_TRAPS } from './known-traps.ts';

export interface Advice {
  readonly likelyCause: string | null;
  readonly remedy: string;
}

/** What to tell about a SQL error in a migration. */
export function adviceFor(sqlState: string, message: string): Advice {
  const trap = KNOWN_TRAPS.find(
    (known) => known.sqlState === sqlState && (known.message === undefined || known.message.test(message)),
  );
  return (
    trap ?? {
      likelyCause: null,
      remedy: 'Correct the statement; its transaction has been rolled back.',
    }
  );
}
