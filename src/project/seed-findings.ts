import { finding } from '../core/finding-codes.ts';
import type { Finding } from '../core/report.ts';

/** What to do where the advice for a migration does not fit a seed. */
const REMEDIES: Readonly<Record<string, string>> = {
  'migration-copy-stdin':
    'Put the rows into a CSV file beside it, named after the table (public.users.csv), with the columns in its first line.',
  'migration-lfs-pointer': 'Fetch the file itself: git lfs pull (actions/checkout with lfs: true).',
  'migration-too-large': 'Put the rows into CSV files beside it, which may have any size.',
};

/** What the content of a migration would be told about, told of a seed. A byte order mark is left out by both tools. */
export function seedFinding(found: Finding): readonly Finding[] {
  if (found.code === 'migration-byte-order-mark') return [];
  const { code, file, line, message, excerpt, column } = found;
  const place = {
    file,
    line,
    ...(column === undefined ? {} : { column }),
    ...(excerpt === undefined ? {} : { excerpt }),
  };
  if (code === 'migration-empty') {
    const remedy = 'It is recorded as loaded. Write statements into it, or delete it.';
    return [finding('seed-empty', { ...place, message, remedy })];
  }
  const copies = code === 'migration-psql-command' && /^\\copy\b/iu.test(message);
  const remedy = REMEDIES[copies ? 'migration-copy-stdin' : code] ?? found.remedy;
  return [finding('seed-unusable', { ...place, message, remedy: remedy.replaceAll('migration', 'seed') })];
}
