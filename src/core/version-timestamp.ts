/**
 * Versions for new migrations, each later than the one before and all later than `newest`: `YYYYMMDDHHMMSS` in UTC as the Supabase
 * CLI writes them, from `now` on; where a project counts (`0089`), the next numbers of as many digits, because versions are compared
 * as text. Null where `newest` sorts after all of these.
 */
export function freshVersions(count: number, now: Date, newest: string | null): readonly string[] | null {
  return (newest === null ? null : nextNumbers(count, newest)) ?? timestamps(count, now, newest);
}

/** As many digits as nobody writes a day with. */
const NUMBER = /^\d{1,6}$/u;

function nextNumbers(count: number, newest: string): readonly string[] | null {
  if (!NUMBER.test(newest)) return null;
  const numbers = Array.from({ length: count }, (_, index) =>
    String(Number(newest) + index + 1).padStart(newest.length, '0'),
  );
  return numbers.some(({ length }) => length !== newest.length) ? null : numbers;
}

function timestamps(count: number, now: Date, newest: string | null): readonly string[] | null {
  const after = newest === null ? null : momentOf(newest);
  let moment = Math.floor(now.getTime() / 1000) * 1000;
  if (after !== null && after >= moment) moment = after + 1000;
  const versions = Array.from({ length: count }, (_, index) => versionAt(new Date(moment + index * 1000)));
  return newest !== null && versions.some((version) => version <= newest || version.length !== 14)
    ? null
    : versions;
}

function versionAt(moment: Date): string {
  return moment
    .toISOString()
    .replace(/\.\d+Z$/u, '')
    .replace(/\D/gu, '');
}

function momentOf(version: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/u.exec(version);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const moment = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(moment) ? null : moment;
}
