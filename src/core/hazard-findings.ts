import type { PlacedChange } from './placed-change.ts';
import type { Finding, HazardKind } from './report.ts';
import { displayName } from './reversal.ts';

/** What to do about a hazard where it brings no advice of its own. */
const REMEDIES: Record<HazardKind, string> = {
  'data-loss':
    'Deploy code that no longer uses it first, and copy what should be kept (create table … as select …) before it goes.',
  rewrite:
    'On a large table add a new column, fill it in batches, and swap the two; or deploy when little traffic has to wait.',
  'blocking-lock':
    'Deploy when little traffic has to wait, or split the migration so that the lock is short.',
  'fails-on-rows':
    'Count the rows that break it before deploying, and repair them in a migration before this one.',
  'breaks-clients': 'Deploy code that no longer uses it first.',
  'non-transactional':
    'Keep it in a migration of its own, so that an interrupted deployment can resume there.',
};

/** Kinds that a person should look at before the merge; running outside a transaction is only good to know. */
const NEEDS_A_PERSON: readonly HazardKind[] = [
  'data-loss',
  'rewrite',
  'fails-on-rows',
  'blocking-lock',
  'breaks-clients',
];

/** What comes with a lock for as long as it takes. */
const TAKES_LONG: readonly HazardKind[] = ['data-loss', 'rewrite', 'fails-on-rows'];

/** Hazards as findings on their lines, so that they show up beside the statement that brings them. */
export function hazardFindings(changes: readonly PlacedChange[]): Finding[] {
  return onceEach(changes.flatMap(findingsOf));
}

function findingsOf({ change, hazards }: PlacedChange): Finding[] {
  const serious = hazards.filter(({ kind }) => NEEDS_A_PERSON.includes(kind));
  // What reads or writes every row holds its lock for as long as that takes; one finding says both.
  const told = serious.filter(
    (hazard) =>
      hazard.kind !== 'blocking-lock' ||
      !serious.some(({ kind, line }) => TAKES_LONG.includes(kind) && line === hazard.line),
  );
  return told.map((hazard) => ({
    code: hazard.kind,
    level: 'warning',
    file: hazard.file,
    line: hazard.line,
    message: hazard.detail,
    remedy: hazard.remedy ?? REMEDIES[hazard.kind],
    object: displayName(change),
  }));
}

/** Several columns that one statement changes say the same of their table. */
function onceEach(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.filter(({ code, file, line, message }) => {
    const key = JSON.stringify([code, file, line, message]);
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
}
