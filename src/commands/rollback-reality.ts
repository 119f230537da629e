import { finding } from '../core/finding-codes.ts';
import { asShellWord, objectName } from '../core/object-names.ts';
import type { Finding } from '../core/report.ts';
import type { HeldRows, RowQuestion, RowReader, Violations } from '../core/rollback-ports.ts';
import type { LossSummary } from '../core/rollback-report.ts';
import type { LossGuard } from '../core/rollback-work.ts';
import { inLive } from './live-guard.ts';
import { withHeirs } from './rollback-heirs.ts';
import type { RollbackRequest } from './rollback-request.ts';
import type { ProvenStep } from './rollback-way.ts';

/** What the rows that are there have to say about each step, in the order of the steps. */
export interface RowsAnswer {
  readonly guards: readonly (readonly LossGuard[])[];
  readonly losses: readonly (readonly LossSummary[])[];
  readonly findings: readonly Finding[];
}

/** Asks the live database what each step would lose, and on which rows it would fail. Nothing is tried. */
export async function askRows(
  steps: readonly ProvenStep[],
  request: RollbackRequest,
  rows: RowReader,
): Promise<RowsAnswer> {
  const guards: LossGuard[][] = [];
  const losses: LossSummary[][] = [];
  const findings: Finding[] = [];
  for (const step of steps) {
    const named = step.guards.map((guard) => inLive(guard, step));
    const all = await withHeirs(step.guards, named, request.allowDataLoss, rows);
    const held = await rows.held(all.map((guard) => inLive(guard, step)));
    const known = all.map((guard, index) => ({ guard, held: held[index] ?? NOTHING_HELD }));
    known.push(...(await ofExtensions(step, request, rows)));
    // The rows of a partition are counted, saved and brought back with those of its parent.
    const own = known.filter((one) => one.held.within === null);
    guards.push(own.map(({ guard }) => guard));
    const lost = own.filter((one) => one.held.rows > 0);
    losses.push(
      lost.map(({ guard: { kind, object, allowed }, held: { rows: count } }) => ({
        kind,
        object,
        allowed,
        rows: count,
      })),
    );
    findings.push(
      ...lost.map(({ guard, held: { rows: count } }) =>
        lossFinding(guard, count, 'rollback', request.savedRows),
      ),
      ...own.flatMap(({ guard, held: { refusal } }) =>
        refusal === null ? [] : [refusalFinding(guard, refusal)],
      ),
      ...(await brokenRules(step, rows)),
    );
  }
  const objects = new Set(
    [...steps.flatMap((step) => step.guards), ...guards.flat()].map(({ object }) => object),
  );
  const unused = request.allowDataLoss.filter((object) => !objects.has(object));
  if (unused.length > 0 && steps.some(({ done }) => !done)) findings.push(unusedFinding(unused));
  return { guards, losses, findings };
}

/** Tables of an extension that hold rows; an empty one may belong to somebody who lets nobody lock it. */
async function ofExtensions(
  { extensions }: ProvenStep,
  { allowDataLoss }: RollbackRequest,
  rows: RowReader,
): Promise<{ guard: LossGuard; held: HeldRows }[]> {
  if (extensions.length === 0) return [];
  const guards = (await rows.extensionTables(extensions)).map(({ schema, name }): LossGuard => {
    const object = objectName({ schema, table: null, name });
    const allowed = allowDataLoss.includes(object);
    return {
      kind: 'table',
      schema,
      table: name,
      column: null,
      type: null,
      object,
      allowed,
      unsteady: [],
      former: { schema, table: name, column: null },
      kept: [],
    };
  });
  const held = await rows.held(guards);
  return guards.flatMap((guard, index) => {
    const found = held[index] ?? NOTHING_HELD;
    return found.rows > 0 ? [{ guard, held: found }] : [];
  });
}

const NOTHING_HELD: HeldRows = { rows: 0, within: null, refusal: null };

async function brokenRules(
  { questions, authored, versions }: ProvenStep,
  rows: RowReader,
): Promise<Finding[]> {
  const answers = await rows.violations(questions);
  return questions.flatMap((question, index) => {
    const answer = answers[index] ?? { rows: 0, unknown: null };
    if (answer.unknown !== null) return [notAsked(question, answer.unknown)];
    if (answer.rows === 0) return [];
    const found = brokenRule(question, answer);
    // An authored rollback may see to those rows first.
    return [
      authored === null
        ? found
        : {
            ...found,
            level: 'warning' as const,
            file: authored.file,
            remedy: `See that ${authored.file} sees to them before it puts the rule back; else it fails, and nothing of ${versions.join(', ')} is undone.`,
          },
    ];
  });
}

function brokenRule({ rule, live }: RowQuestion, { rows }: Violations): Finding {
  const table = `${live.schema}.${live.name}`;
  const count = `${rows} row${rows === 1 ? '' : 's'}`;
  const [what, remedy] = ((): [string, string] => {
    switch (rule.kind) {
      case 'not-null':
        return [
          `${table}.${rule.name} becomes NOT NULL again, and ${count} would hold NULL there.`,
          'Fill them first, or write the way back by hand with a value for them.',
        ];
      case 'unique':
        return [
          `The unique index ${rule.name} on ${table} comes back, and ${count} would be duplicates.`,
          'Remove the duplicates first.',
        ];
      case 'foreign-key':
        return [
          `The foreign key ${rule.name} of ${table} comes back, and ${count} would refer to nothing.`,
          'Repair or remove them first.',
        ];
      case 'check':
        return [`${rule.name} of ${table} comes back, and ${count} would break it.`, 'Repair them first.'];
      case 'domain':
        return [
          `The rule ${rule.name} of the domain ${table} comes back, and ${count} would break it.`,
          'Repair them first.',
        ];
      case 'composite':
        return [
          `The type ${table} goes back to the attributes ${rule.keys.join(', ')}, and ${count} ${rows === 1 ? 'holds' : 'hold'} something in another one.`,
          'Those values cannot be saved: move them elsewhere first, or write the way back by hand.',
        ];
      case 'enum':
        return [
          `The type ${table} goes back to the values ${rule.keys.join(', ')}, and ${count} ${rows === 1 ? 'uses' : 'use'} another one.`,
          'Give them one of these values first.',
        ];
    }
  })();
  return finding('rollback-fails-on-rows', {
    file: null,
    line: null,
    message: what,
    remedy: `Nothing was run. ${remedy}`,
    object: table,
  });
}

function notAsked({ rule, live }: RowQuestion, why: string): Finding {
  return finding('rollback-not-asked', {
    file: null,
    line: null,
    message: `Whether the rows of ${live.schema}.${live.name} keep ${rule.name} could not be asked: ${why}`,
    remedy: 'Look for yourself. If they do not, the step fails and nothing of it is left.',
    object: `${live.schema}.${live.name}`,
  });
}

/** That rows or values are there which would be lost, or are saved because somebody has named them. */
export function lossFinding(
  { kind, object, allowed, computed }: LossGuard,
  rows: number,
  by: 'rollback' | 'undo',
  folder: string | null,
): Finding {
  const count = `${rows} row${rows === 1 ? '' : 's'}`;
  const taker = by === 'undo' ? 'a migration that comes back' : 'the rollback';
  const what = {
    table: `${object} holds ${count}, which ${taker} takes away.`,
    column: `${object} holds values in ${count}, which ${taker} takes away.`,
    values: `${object} ${computed === undefined ? 'gets its former type back' : 'is computed by the server again'}, which changes its values in ${count}.`,
  }[kind];
  return allowed
    ? finding('rollback-saves', {
        file: null,
        line: null,
        message: `${what} They are saved ${folder === null ? 'in the schema sluice_quarantine' : `to a file in ${folder}`} first.`,
        remedy:
          by === 'undo'
            ? 'They stay there; the table sluice_quarantine.saved says where.'
            : `sluice rollback --undo${folder === null ? '' : ' --saved-rows <that folder>'} brings them back together with the migrations.`,
        object,
      })
    : finding('rollback-loses', {
        file: null,
        line: null,
        message: what,
        remedy: `Nothing was run. To let it go, make the plan with --allow-data-loss ${asShellWord([object])}; the rows are saved first${by === 'undo' ? '' : ' and can be brought back'}.`,
        object,
      });
}

function refusalFinding({ object, type }: LossGuard, refusal: string): Finding {
  return finding('rollback-fails-on-rows', {
    file: null,
    line: null,
    message: `${object} gets the type ${type ?? 'it had'} back, and a value in it cannot become one: ${refusal}.`,
    remedy: 'Nothing was run. Change those values first, or write the way back by hand.',
    object,
  });
}

function unusedFinding(unused: readonly string[]): Finding {
  return finding('rollback-allowance-unused', {
    file: null,
    line: null,
    message: `The rollback loses nothing of ${unused.join(', ')}.`,
    remedy:
      'Look whether the name is written as the plan writes it, as in public.orders or public.orders.note; a part with a dot or comma in it stands in double quotes.',
  });
}
