/**
 * Versions for new migrations, `YYYYMMDDHHMMSS` in UTC as the Supabase CLI writes them: from `now` on, each later
 * than the one before and all later than `newest`. Null where `newest` is no such timestamp and sorts after them.
 */
export function freshVersions(count: number, now: Date, newest: string | null): readonly string[] | null {
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
