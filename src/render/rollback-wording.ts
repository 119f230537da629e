import { asShellWord } from '../core/object-names.ts';
import type { Report } from '../core/report.ts';
import type {
  LossSummary,
  RollbackStepSummary,
  RollbackSummary,
  SavedRows,
} from '../core/rollback-report.ts';
import { countFindings, plural } from './counts.ts';
import type { Show } from './show.ts';

const MOST_SAVED = 20;

const HEADLINES: Readonly<
  Record<RollbackSummary['mode'], Readonly<Record<RollbackSummary['outcome'], string>>>
> = {
  rollback: {
    planned: 'rollback plan',
    nothing: 'nothing to roll back',
    refused: 'rollback refused',
    succeeded: 'rolled back',
    failed: 'rollback failed',
  },
  undo: {
    planned: 'plan to bring the rollback back',
    nothing: 'nothing to bring back',
    refused: 'not brought back',
    succeeded: 'brought back',
    failed: 'bringing back failed',
  },
  'resume-deploys': {
    planned: 'deploys would go on',
    nothing: 'no deploys are held back',
    refused: 'deploys stay held back',
    succeeded: 'deploys go on',
    failed: 'deploys stay held back',
  },
};

/** What the verdict line of a rollback says after its sign. */
export function rollbackParts(report: Report, rollback: RollbackSummary): readonly string[] {
  const errors = countFindings(report, 'error');
  const losses = rollback.steps.flatMap(({ losses: list }) => list).length;
  const parts = [
    HEADLINES[rollback.mode][rollback.outcome],
    rollback.outcome === 'nothing' || rollback.to === null ? null : `${wayOf(rollback)}`,
    report.migrations.length === 0 ? null : plural(report.migrations.length, 'migration'),
    errors > 0 ? plural(errors, 'error') : null,
    losses > 0 ? lossPart(losses, rollback.outcome) : null,
  ];
  return parts.filter((part) => part !== null);
}

function lossPart(losses: number, outcome: RollbackSummary['outcome']): string {
  return outcome === 'succeeded'
    ? `rows of ${plural(losses, 'object')} saved`
    : `${losses} with rows to lose`;
}

function wayOf({ from, to }: RollbackSummary): string {
  return `${from ?? '0'} → ${to === '0' ? 'before everything' : (to ?? '0')}`;
}

/** What the reader should know or do. */
export function rollbackAdvice(
  { mode, outcome, verification, saved, steps }: RollbackSummary,
  show: Show,
): string {
  switch (outcome) {
    case 'planned':
      return mode === 'resume-deploys'
        ? 'Nothing was changed.'
        : 'Nothing was run. The plan is approved by its digest, and only this plan runs with it.';
    case 'nothing':
      return 'The database is where it should be.';
    case 'refused':
      return `Nothing was run.${allowance(steps, show)}`;
    case 'failed':
      return verification.status === 'differs'
        ? 'The steps ran, but the schema is not the one they were to lead to.'
        : 'What is committed stays; run again with the same plan to take it up.';
    case 'succeeded':
      if (mode === 'resume-deploys') return 'What was rolled back may be deployed again.';
      if (mode === 'undo') return 'The migrations are applied again, with the rows that were saved.';
      return `The schema is that of its version. Deploys of what was rolled back are refused until the repository agrees.${
        saved.length === 0 ? '' : ` ${backAdvice(saved, show)}`
      }`;
  }
}

/** Longer commands would be cut, and could not be copied. */
const COMMAND = 8_000;

/** All names at once, to be copied. */
function allowance(steps: readonly RollbackStepSummary[], show: Show): string {
  const losses = steps.flatMap(({ losses: list }) => list);
  if (losses.every(({ allowed }) => allowed)) return '';
  const names = [...new Set(losses.map(({ object }) => object))];
  return ` To let all of it go, saved first: ${show(`--allow-data-loss ${asShellWord(names)}`, COMMAND)}`;
}

function backAdvice(saved: readonly SavedRows[], show: Show): string {
  return saved.some(({ file }) => file !== null)
    ? `Keep the files with the saved rows: ${show('--undo --saved-rows <their folder>')} brings them back, and psql can read them (${show('\\copy … with (format csv, header)')}).`
    : 'Rows were saved in the schema sluice_quarantine; --undo brings them back.';
}

/** One line each: where, which plan, which run. */
export function rollbackFacts(
  { plan }: Report,
  { run, reason, drift, verification, saved }: RollbackSummary,
): readonly (readonly [string, string])[] {
  const facts: [string, string][] = [];
  if (plan?.target !== undefined) {
    const version = plan.serverVersion === undefined ? '' : `, PostgreSQL ${plan.serverVersion}`;
    facts.push(['Database', `${plan.target}${version}`]);
  }
  if (reason !== null) facts.push(['Reason', reason]);
  if (plan !== null) facts.push(['Plan', plan.digest]);
  if (run !== null) facts.push(['Run', run]);
  for (const { object, rows, table, file, restored } of saved.slice(0, MOST_SAVED)) {
    const what = plural(rows, 'row');
    facts.push(
      restored === null
        ? ['Saved', `${object}, ${what}: ${file ?? table}`]
        : ['Restored', `${object}, ${restored < rows ? `${restored} of ${what}` : what}`],
    );
  }
  if (saved.length > MOST_SAVED) facts.push(['Saved', `and ${saved.length - MOST_SAVED} more`]);
  if (drift.status === 'none') facts.push(['Drift', 'none']);
  if (verification.status === 'matches') facts.push(['Schema', 'verified against the shadow']);
  return facts;
}

/** `20240102000000 (computed, proven on the shadow)`. */
export function stepTitle({ versions, source, file, done }: RollbackStepSummary): string {
  const how = {
    authored: `by ${file ?? 'its rollback file'}`,
    computed: 'computed, proven on the shadow',
    recorded: 'as the history recorded it',
  }[source];
  return `${versions.join(', ')} (${how}${done ? ', committed already' : ''})`;
}

/** `public.orders: 12 rows, saved first`. */
export function lossLine({ object, kind, rows, allowed }: LossSummary): string {
  const what = kind === 'table' ? plural(rows, 'row') : `values in ${plural(rows, 'row')}`;
  return `${object}: ${what}, ${allowed ? 'saved first' : 'not allowed to be lost'}`;
}
