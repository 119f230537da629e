import { type Attribution, type Contribution, placeOfContribution } from './attribution.ts';
import { judgeTypeChange } from './column-types.ts';
import { lockHazards } from './lock-hazards.ts';
import { locksOn } from './observed-locks.ts';
import type { ObjectDifference } from './ports.ts';
import type { Hazard } from './report.ts';
import { riskDetail, riskRemedy } from './row-risks.ts';
import { sqlName, sqlQualifiedName } from './sql-names.ts';
import type { RowRisk } from './statements.ts';

/** A hazard with the statement that brings it; both null where no statement can be told. */
export interface PlacedHazard extends Hazard {
  readonly file: string | null;
  readonly line: number | null;
}

/** What a difference may do to a live database, from the difference itself and from the statements that brought it. */
export function hazardsOf(difference: ObjectDifference, attribution: Attribution | null): PlacedHazard[] {
  const loss = dataLoss(difference);
  if (attribution === null) return loss.map((hazard) => ({ ...hazard, file: null, line: null }));
  const dropping = attribution.all.find(({ mention }) => mention?.verb === 'drop') ?? attribution.main;
  const typeChanging = attribution.all.find(({ mention }) => mention?.mayRewrite) ?? attribution.main;
  return distinct([
    ...placed(loss, dropping),
    ...placed(typeHazards(difference, typeChanging), typeChanging),
    ...attribution.all.flatMap((contribution) => [
      ...placed(rowHazards(difference, contribution), contribution),
      ...placed(lockHazards(difference, contribution), contribution),
      ...placed(nonTransactional(difference, contribution), contribution),
    ]),
  ]);
}

function placed(hazards: readonly Hazard[], contribution: Contribution): PlacedHazard[] {
  return hazards.map((hazard) => ({ ...hazard, ...placeOfContribution(contribution) }));
}

function distinct(hazards: readonly PlacedHazard[]): PlacedHazard[] {
  return hazards.filter(
    ({ kind, detail }, index) =>
      hazards.findIndex((other) => other.kind === kind && other.detail === detail) === index,
  );
}

function dataLoss(difference: ObjectDifference): Hazard[] {
  if (!difference.destroysData) return [];
  const { kind, table, name } = difference;
  const again = difference.verb === 'alter' && kind !== 'type' ? ' It is dropped and created anew.' : '';
  return [{ kind: 'data-loss', detail: `${lossOf(kind, table, name)}${again}` }];
}

function lossOf(kind: string, table: string | null, name: string): string {
  switch (kind) {
    case 'table':
      return `All rows of ${name} are lost.`;
    case 'sequence':
      return `The number that ${name} has reached is lost.`;
    case 'type':
      return `Values of the removed attributes of ${name} are lost in every row that holds it.`;
    default:
      return `All values of ${table ?? ''}.${name} are lost.`;
  }
}

function typeHazards({ column, name }: ObjectDifference, { observed, relation }: Contribution): Hazard[] {
  if (column === null || column.before === null || column.after === null) return [];
  // A table that this review creates has no rows in any environment.
  if (locksOn(observed, relation).length === 0) return [];
  const { before, after } = column;
  switch (judgeTypeChange(before.type, after.type)) {
    case 'narrowing':
      return [
        {
          kind: 'fails-on-rows',
          detail: `A value of ${name} that does not fit ${after.type} stops the migration.`,
        },
      ];
    case 'converting':
      return [
        {
          kind: 'fails-on-rows',
          detail: `Every value of ${name} is converted from ${before.type} to ${after.type}; one that cannot be stops the migration.`,
        },
      ];
    default:
      return [];
  }
}

/** Risks that PostgreSQL itself rules out where it can prove them: then it does not read the rows. */
const PROVABLE: readonly RowRisk[] = ['set-not-null', 'partition-bounds'];

function rowHazards(difference: ObjectDifference, { observed, mention, relation }: Contribution): Hazard[] {
  if (mention === null) return [];
  if (mention.kind !== 'domain' && locksOn(observed, relation).length === 0) return [];
  const table = sqlQualifiedName(relation.schema, relation.name);
  const chosen = mention.name === '' || mention.name === '*' ? difference.name : mention.name;
  const name = difference.kind === 'table' ? relation.name : chosen;
  return mention.risks
    .filter((risk) => risk !== 'met-check')
    .filter((risk) => !PROVABLE.includes(risk) || observed.verified.includes(relation.name))
    .map((risk) => ({
      kind: 'fails-on-rows',
      detail: riskDetail(risk, name, relation.name),
      remedy: riskRemedy(
        risk,
        mention.kind === 'domain' ? sqlQualifiedName(difference.schema, name) : sqlName(name),
        table,
      ),
    }));
}

function nonTransactional(difference: ObjectDifference, { observed, mention }: Contribution): Hazard[] {
  if (mention === null) return [];
  const { transaction } = observed.statement;
  if (transaction === 'alone') {
    return [
      {
        kind: 'non-transactional',
        detail: `If it is interrupted, ${difference.name} may be left half done.`,
      },
    ];
  }
  return transaction === 'ends-segment'
    ? [
        {
          kind: 'non-transactional',
          detail:
            'Committed at once, before the rest of its migration: a new enum value cannot be rolled back.',
        },
      ]
    : [];
}
