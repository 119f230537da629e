/** What the kept states may take where nobody says anything, in bytes. */
const DEFAULT = 1_000_000_000;

const UNITS: Readonly<Record<string, number>> = { MB: 1_000_000, GB: 1_000_000_000 };

export interface CacheLimit {
  /** Bytes. */
  readonly limit: number;
  /** Why what the user wrote is not used, as a sentence; null: it is. */
  readonly warning: string | null;
}

/** Reads SLUICE_CACHE_LIMIT: `500MB`, `2GB`, `0` for no states at all. */
export function cacheLimit(text: string | undefined): CacheLimit {
  if (text === undefined || text === '') return { limit: DEFAULT, warning: null };
  if (text === '0') return { limit: 0, warning: null };
  const [, number, unit] = /^(\d{1,6}) ?(MB|GB)$/iu.exec(text) ?? [];
  const factor = UNITS[(unit ?? '').toUpperCase()];
  if (number !== undefined && factor !== undefined) return { limit: Number(number) * factor, warning: null };
  return {
    limit: DEFAULT,
    warning: `SLUICE_CACHE_LIMIT is not used: write it as 500MB or 2GB, or 0 to keep no replayed states.`,
  };
}
