import type { Contribution } from './attribution.ts';
import { blocks } from './locks.ts';
import { locksOn, strongest } from './observed-locks.ts';
import type { ObjectDifference } from './ports.ts';
import type { Hazard } from './report.ts';
import { sqlName, sqlQualifiedName } from './sql-names.ts';
import type { RowRisk } from './statements.ts';

/** Risks that make PostgreSQL read every row, or build an index over them, while it holds the lock of the statement. */
const READS_ROWS: readonly RowRisk[] = [
  'check',
  'foreign-key',
  'not-null',
  'unique',
  'primary-key',
  'exclusion',
  'unique-column',
  'met-check',
];

/** Tables that are written anew, and locks that are held for as long as reading or writing every row takes. */
export function lockHazards(difference: ObjectDifference, contribution: Contribution): Hazard[] {
  const { observed, relation } = contribution;
  const rewrites = isRewrittenBy(difference, contribution);
  const hazards: Hazard[] = [];
  if (rewrites) {
    hazards.push({
      kind: 'rewrite',
      detail: `PostgreSQL writes all rows of ${relation.name} anew while nobody can read or write it.`,
    });
  }
  const mode = strongest(locksOn(observed, relation));
  if (mode === null || blocks(mode) === 'nothing' || observed.statement.concurrent) return hazards;
  if (difference.kind === 'index' && contribution.mention?.verb === 'create') {
    hazards.push({
      kind: 'blocking-lock',
      detail: `Building the index blocks ${blocks(mode)} on ${relation.name} until it is done.`,
      remedy: indexRemedy(difference, contribution),
    });
  } else if (rewrites || readsRows(contribution)) {
    const waiting = tablesThatWait(contribution).join(' and ');
    hazards.push({
      kind: 'blocking-lock',
      detail: `${sentence(blocks(mode))} on ${waiting} wait while the rows of ${relation.name} are read.`,
    });
  }
  return hazards;
}

/** CREATE INDEX CONCURRENTLY does not take a partitioned table. */
function indexRemedy(difference: ObjectDifference, { observed, relation, mention }: Contribution): string {
  const [index, table] = [sqlName(difference.name), sqlQualifiedName(relation.schema, relation.name)];
  const partitioned = observed.locks.some(
    ({ relation: name, partitioned }) => partitioned && name === relation.name,
  );
  if (partitioned) {
    return `create index ${index} on only ${table} …; then for each partition, in a migration of its own, create index concurrently … on it, and: alter index ${index} attach partition …;`;
  }
  const unique = mention?.risks.includes('unique-index') ? 'unique ' : '';
  return `In a migration of its own, so that nobody has to wait: create ${unique}index concurrently ${index} on ${table} …;`;
}

function readsRows({ mention, itself, observed, relation }: Contribution): boolean {
  if (!itself) return false;
  if (mention === null) return observed.verified.includes(relation.name);
  if (mention.risks.some((risk) => READS_ROWS.includes(risk))) return true;
  return mention.risks.length > 0 && observed.verified.includes(relation.name);
}

/** The table itself first, then others that the statement locks as strongly (the other side of a foreign key). */
function tablesThatWait({ observed, relation }: Contribution): string[] {
  const others = observed.locks
    .filter(({ mode, relation: name }) => blocks(mode) !== 'nothing' && name !== relation.name)
    .map(({ relation: name }) => name);
  return [...new Set([relation.name, ...others])];
}

/**
 * Whether the statement made PostgreSQL write the table anew because of this difference: a statement may change several
 * columns, of which a changed type is the cause before an added column is.
 */
function isRewrittenBy(difference: ObjectDifference, { observed, mention, relation }: Contribution): boolean {
  const { rewritten, statement } = observed;
  if (statement.data?.action === 'truncate') return false;
  if (!rewritten.some(({ schema, relation: name }) => name === relation.name && schema === relation.schema))
    return false;
  if (mention === null) {
    if (difference.kind === 'table') return difference.details.some((detail) => /logged/u.test(detail));
    if (difference.kind !== 'column') return false;
    return difference.verb === 'create' || difference.column?.before?.type !== difference.column?.after?.type;
  }
  if (!mention.mayRewrite) return false;
  const causes = statement.mentions.filter(
    ({ mayRewrite, table, name, kind }) =>
      mayRewrite && (kind === 'table' ? name : table) === (mention.table ?? mention.name),
  );
  return mention.verb === 'alter' || causes.every(({ verb }) => verb === 'create');
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
