/** The plain words for what a report says: one place, so that the comment, the terminal and the log say the same. */
import { couldNotRun } from '../core/failed-review.ts';
import { blocks, type LockMode } from '../core/locks.ts';
import type {
  Change,
  ChangeVerb,
  EngineFacts,
  Finding,
  HazardKind,
  Level,
  Report,
  Reversal,
  ReversalVerdict,
  Timing,
} from '../core/report.ts';
import { backupAdvice, backupParts, restoreAdvice, restoreParts } from './backup-wording.ts';
import { countChanges, countFindings, hasHazard, plural } from './counts.ts';
import { deploymentAdvice, deploymentParts } from './deploy-wording.ts';
import { devAdvice, devParts } from './dev-wording.ts';
import { diffAdvice, diffParts } from './diff-wording.ts';
import { driftAdvice, driftParts } from './drift-wording.ts';
import { initAdvice, initParts } from './init-wording.ts';
import { createdAdvice, createdParts } from './new-wording.ts';
import { repairAdvice, repairParts } from './repair-wording.ts';
import { rollbackAdvice, rollbackParts } from './rollback-wording.ts';
import { seedAdvice, seedParts } from './seed-wording.ts';
import type { Show } from './show.ts';
import { statusAdvice, statusParts } from './status-wording.ts';

export { countChanges, countFindings, plural } from './counts.ts';

/** One sign for the whole report: red blocked or destructive, yellow attention, green safe, white nothing. */
export type Sign = '🔴' | '🟡' | '🟢' | '⚪';

export function signOf(report: Report): Sign {
  if (report.verdict === 'blocked') return '🔴';
  if (countChanges(report, 'data-loss') > 0) return '🔴';
  if (report.verdict === 'attention') return '🟡';
  return report.verdict === 'safe' ? '🟢' : '⚪';
}

/** `2 migrations`, `1 destructive`, `rollback: lossy`: what the verdict line says after its sign, worst first; raw unless `show` is given. */
export function verdictParts(report: Report, show: Show = (name) => name): readonly string[] {
  if (report.deployment !== undefined) return deploymentParts(report, report.deployment);
  if (report.rollback !== undefined) return rollbackParts(report, report.rollback);
  if (report.drift !== undefined) return driftParts(report, report.drift, show);
  if (report.repair !== undefined) return repairParts(report, report.repair);
  if (report.dev !== undefined) return devParts(report, report.dev);
  if (report.seed !== undefined) return seedParts(report, report.seed);
  if (report.status !== undefined) return statusParts(report, report.status);
  if (report.diff !== undefined) return diffParts(report, report.diff);
  if (report.created !== undefined) return createdParts(report.created, show);
  if (report.init !== undefined) return initParts(report.init);
  if (report.backup !== undefined) return backupParts(report.backup);
  if (report.restore !== undefined) return restoreParts(report, report.restore);
  if (couldNotRun(report)) return ['the review could not run'];
  if (report.verdict === 'nothing') return ['no migrations to review'];
  const errors = countFindings(report, 'error');
  const destructive = countChanges(report, 'data-loss');
  const rewrites = countChanges(report, 'rewrite');
  const locks = countChanges(report, 'blocking-lock', ['rewrite', 'data-loss']);
  const fails = countChanges(report, 'fails-on-rows');
  const breaking = countChanges(report, 'breaks-clients', ['data-loss']);
  const warnings = report.findings.filter(isOtherWarning).length;
  const reasons = [
    errors > 0 ? plural(errors, 'error') : null,
    destructive > 0 ? `${destructive} destructive` : null,
    rewrites > 0 ? plural(rewrites, 'table rewrite') : null,
    locks > 0 ? plural(locks, 'blocking lock') : null,
    fails > 0 ? `${fails} may fail on rows` : null,
    breaking > 0 ? `${breaking} ${breaking === 1 ? 'breaks' : 'break'} running clients` : null,
    warnings > 0 ? plural(warnings, 'warning') : null,
  ].filter((part) => part !== null);
  // Only good to know, so it is named where nothing else says why the report asks for attention.
  const outside = reasons.length === 0 ? countChanges(report, 'non-transactional') : 0;
  return [
    plural(report.migrations.length, 'migration'),
    ...reasons,
    ...(outside > 0 ? [`${outside} outside a transaction`] : []),
    ...(report.reversal === null ? [] : [`rollback: ${report.reversal.verdict}`]),
  ];
}

const NAMED_LOSSES = 3;

/** What the reader should do, in a sentence or two; `show` makes raw names safe for the medium. */
export function advice(report: Report, show: Show): string {
  if (report.deployment !== undefined) return deploymentAdvice(report.deployment);
  if (report.rollback !== undefined) return rollbackAdvice(report.rollback, show);
  if (report.drift !== undefined) return driftAdvice(report.drift, show);
  if (report.repair !== undefined) return repairAdvice(report.repair);
  if (report.dev !== undefined) return devAdvice(report, report.dev, show);
  if (report.seed !== undefined) return seedAdvice(report.seed);
  if (report.status !== undefined) return statusAdvice(report.status, show);
  if (report.diff !== undefined) return diffAdvice(report.diff, show);
  if (report.created !== undefined) return createdAdvice(report.created);
  if (report.init !== undefined) return initAdvice(report.init);
  if (report.backup !== undefined) return backupAdvice(report.backup);
  if (report.restore !== undefined) return restoreAdvice(report.restore);
  const judgement = judge(report, show);
  return report.reversal?.verdict === 'irreversible'
    ? `${judgement} There is no way back that could be shown to work.`
    : judgement;
}

function judge(report: Report, show: Show): string {
  switch (report.verdict) {
    case 'nothing':
      return 'The head brings no migration that the base does not have.';
    case 'safe':
      return report.changes.length === 0
        ? 'The migrations leave the schema as it is.'
        : 'No data is lost, no table is rewritten, and traffic is not blocked.';
    case 'blocked': {
      if (couldNotRun(report))
        return 'Nothing is known about the migrations of this commit. Repair what is said below and run it again.';
      const errors = countFindings(report, 'error');
      const what = errors === 1 ? 'the error' : `the ${errors} errors`;
      return `Do not merge yet: ${what} below must be repaired first.`;
    }
    case 'attention': {
      const losses = report.changes.filter((change) => hasHazard(change, 'data-loss')).map(fullName);
      if (losses.length === 0) return 'Nothing is lost, but read what is marked below before you approve.';
      const more = losses.length > NAMED_LOSSES ? ` and ${losses.length - NAMED_LOSSES} more` : '';
      const names = losses
        .slice(0, NAMED_LOSSES)
        .map((name) => show(name))
        .join(', ');
      return `Deploying this deletes data for good: ${names}${more}. Approve only if that is meant.`;
    }
  }
}

/** `public.orders.total` for a column, `public.orders` for a table; for data statements the table. */
function fullName(change: Change): string {
  const own = change.kind === 'statement' && change.table !== null ? null : change.name;
  return [change.schema, change.table, own].filter((part) => part !== null).join('.');
}

/** The kind of an object in words, `materialized view`, in the plural where there are several. */
export function kindInWords(kind: string, count = 1): string {
  const words = kind.replaceAll('_', ' ');
  if (count === 1) return words;
  if (words.endsWith('y')) return `${words.slice(0, -1)}ies`;
  return /(?:s|x|ch)$/u.test(words) ? `${words}es` : `${words}s`;
}

export const HAZARD_NAMES: Readonly<Record<HazardKind, string>> = {
  'data-loss': 'data loss',
  rewrite: 'table rewrite',
  'blocking-lock': 'blocking lock',
  'fails-on-rows': 'may fail on existing rows',
  'breaks-clients': 'breaks running clients',
  'non-transactional': 'outside a transaction',
};

/** Hazards from worst to mildest. */
export const HAZARD_ORDER: readonly HazardKind[] = [
  'data-loss',
  'fails-on-rows',
  'rewrite',
  'blocking-lock',
  'breaks-clients',
  'non-transactional',
];

export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  error: 'Error',
  warning: 'Warning',
  note: 'Note',
};

const VERBS: Readonly<Record<ChangeVerb, string>> = {
  create: 'created',
  alter: 'altered',
  drop: 'dropped',
  rename: 'renamed',
  data: 'rows changed',
};

/** What happened to an object; of a block, a call or a query its details say what it did. */
export function verbOf({ verb, name }: Pick<Change, 'verb' | 'name'>): string {
  return verb === 'data' && ['DO', 'CALL', 'SELECT'].includes(name) ? 'run' : VERBS[verb];
}

/** `blocks reads and writes`: what ordinary traffic waits for. */
export function lockInWords(mode: LockMode): string {
  const blocked = blocks(mode);
  return blocked === 'nothing' ? 'no blocking' : `blocks ${blocked}`;
}

/** The mode as PostgreSQL's documents write it: `ACCESS EXCLUSIVE`. */
export function lockModeInSql(mode: LockMode): string {
  return mode.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toUpperCase();
}

export const REVERSAL_MEANINGS: Readonly<Record<ReversalVerdict, string>> = {
  reversible: 'The way back restores the schema and loses nothing that was there before.',
  lossy: 'The way back restores the schema, but not everything that was in it.',
  irreversible: 'Once deployed, this cannot be undone by any SQL that was shown to work.',
};

export const REVERSAL_SOURCES: Readonly<Record<Reversal['source'], string>> = {
  authored: 'from supabase/rollbacks',
  computed: 'computed from the two schemas',
  mixed: 'from supabase/rollbacks where there is a file, computed for the rest',
  none: 'missing',
};

/** How the way back was rehearsed, a sentence for each step that ran. */
export function proofSentences(reversal: Reversal): readonly string[] {
  const { downMatchesBase, upMatchesHead } = reversal.proof;
  const sentences: string[] = [];
  if (downMatchesBase === true) sentences.push('Down: the schema equals the base again.');
  if (downMatchesBase === false) sentences.push('Down: the schema does NOT equal the base.');
  if (upMatchesHead === true) sentences.push('Up again: the schema equals the head again.');
  if (upMatchesHead === false) sentences.push('Up again: the schema does NOT equal the head.');
  return sentences.length > 0 ? sentences : ['It was not rehearsed.'];
}

/** `embedded PostgreSQL 17.10`, and where nothing was replayed on it this time, so. */
export function engineInWords({ name, version, earlier }: EngineFacts): string {
  const names = { embedded: 'embedded', supabase: 'Supabase', url: 'given' };
  const when = earlier === true ? ', as it told of the same migrations before (--no-cache asks it anew)' : '';
  return `${names[name]} PostgreSQL ${version}${when}`;
}

/** `300 migrations of the base from the cache`; null where none were. */
export function restoredInWords({ restored = 0 }: EngineFacts): string | null {
  return restored === 0 ? null : `${plural(restored, 'migration')} of the base from the cache`;
}

/** `420 ms`, `3.1 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Findings that say a hazard again carry its kind as their code; the hazard is counted already. */
function isOtherWarning(finding: Finding): boolean {
  return finding.level === 'warning' && !HAZARD_ORDER.some((kind) => kind === finding.code);
}

/** What the base is called, and its newest version where the name does not say it. */
export function baseNames(base: Report['base']): readonly string[] {
  const { ref, version } = base;
  if (ref !== null && version !== null && ref.includes(version)) return [ref];
  return [ref, version].filter((part) => part !== null);
}

/** The time of each step, steps of the same name added up, in the order in which they first ran. */
export function stepTimes(timings: readonly Timing[]): readonly Timing[] {
  const times = new Map<string, number>();
  for (const { step, milliseconds } of timings) times.set(step, (times.get(step) ?? 0) + milliseconds);
  return [...times].map(([step, milliseconds]) => ({ step, milliseconds }));
}
