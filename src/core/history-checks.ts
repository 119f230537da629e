import { changedOrDeleted } from './edit-checks.ts';
import type { HistoryChecks } from './listed-migration.ts';
import type { Finding } from './report.ts';
import {
  duplicateVersions,
  outOfOrder,
  prefixVersions,
  takenVersions,
  unevenVersions,
} from './version-checks.ts';

/** Every rule about the list of migrations as a whole, in the order in which people should read what they find. */
export function checkHistory(checks: HistoryChecks): readonly Finding[] {
  return [
    ...duplicateVersions(checks),
    ...takenVersions(checks),
    ...outOfOrder(checks),
    ...changedOrDeleted(checks),
    ...prefixVersions(checks),
    ...unevenVersions(checks),
  ];
}
