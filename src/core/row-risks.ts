import type { RowRisk } from './statements.ts';

/** What may stop a statement; the others only make it read. */
export type FailingRisk = Exclude<RowRisk, 'met-check'>;

/** How to tell about a risk, and how to do the same without it. */
interface RiskWords {
  /** With names as people read them. */
  readonly detail: (name: string, table: string) => string;
  /** With names as SQL wants them, the table with its schema. */
  readonly remedy: (name: string, table: string) => string;
}

const validateLater: RiskWords['remedy'] = (name, table) =>
  `Add it with NOT VALID, and in the next migration: alter table ${table} validate constraint ${name}; this reads the rows while others go on working.`;

function indexFirst(kind: 'unique' | 'primary key'): RiskWords['remedy'] {
  return (name, table) =>
    `Remove such rows first. So that nobody has to wait, build the index in a migration of its own: create unique index concurrently ${name} on ${table} (…); and then: alter table ${table} add constraint ${name} ${kind} using index ${name};`;
}

/**
 * The words for each risk. What PostgreSQL checks, and which forms avoid the long lock:
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
const WORDS: Record<FailingRisk, RiskWords> = {
  'not-null-column': {
    detail: (name, table) =>
      `Column ${name} is NOT NULL without a default: adding it fails if ${table} has any row.`,
    remedy: (name, table) =>
      `Give it a default, or add it without NOT NULL, fill it, and then: alter table ${table} alter column ${name} set not null;`,
  },
  'unique-column': {
    detail: (name, table) =>
      `Column ${name} is unique and filled at once: adding it fails if ${table} has two rows that get the same value.`,
    remedy: (name) =>
      `Add ${name} without the constraint, fill it with values that differ, and add the constraint afterwards.`,
  },
  'checked-column': {
    detail: (name, table) =>
      `The check on the new column ${name} is tested against every row of ${table}; a default or computed value that breaks it stops the migration.`,
    remedy: (_name, table) =>
      `Add the check in a statement of its own: alter table ${table} add constraint … check (…) not valid;`,
  },
  'referencing-column': {
    detail: (name, table) =>
      `Every row of ${table} gets a value of ${name}; where the row that it refers to does not exist, the migration stops.`,
    remedy: (name) =>
      `Add ${name} without the foreign key, fill it, and add the constraint afterwards with NOT VALID.`,
  },
  'set-not-null': {
    detail: (name, table) =>
      `SET NOT NULL on ${name} reads the whole table ${table} and fails if a row holds NULL there.`,
    remedy: (name, table) =>
      `Fill it first: update ${table} set ${name} = … where ${name} is null; On a large table add a constraint check (${name} is not null) not valid, validate it in the next migration, and only then SET NOT NULL, which needs to read nothing any more.`,
  },
  check: {
    detail: (name, table) =>
      `${name} is checked against every row of ${table}; a row that breaks it stops the migration.`,
    remedy: validateLater,
  },
  'foreign-key': {
    detail: (name, table) =>
      `${name} is checked against every row of ${table}; a row without its counterpart stops the migration.`,
    remedy: validateLater,
  },
  'not-null': {
    detail: (name, table) => `${name} fails if a row of ${table} holds NULL there.`,
    remedy: validateLater,
  },
  unique: {
    detail: (name, table) => `${name} cannot be built if ${table} holds duplicates.`,
    remedy: indexFirst('unique'),
  },
  'primary-key': {
    detail: (name, table) => `${name} cannot be built if ${table} holds duplicates or NULL.`,
    remedy: indexFirst('primary key'),
  },
  exclusion: {
    detail: (name, table) => `${name} cannot be built if rows of ${table} conflict with each other.`,
    remedy: (_name, table) =>
      `Find and repair the rows of ${table} that conflict first, and deploy when little traffic has to wait: PostgreSQL has no form of it that lets others go on.`,
  },
  validate: {
    detail: (name, table) => `Validating ${name} reads all rows of ${table} and fails if one breaks it.`,
    remedy: (_name, table) => `Count the rows of ${table} that break it before deploying, and repair them.`,
  },
  'partition-bounds': {
    detail: (name) =>
      `Every row of ${name} is checked against the bounds of the partition; one outside of them stops the migration.`,
    remedy: (_name, table) =>
      `Before it, add a check constraint to ${table} that says the same as the bounds, NOT VALID, and validate it; attaching then reads no rows.`,
  },
  'unique-index': {
    detail: (name, table) => `The unique index ${name} cannot be built if ${table} holds duplicates.`,
    remedy: (_name, table) => `Find duplicates in ${table} before deploying, and remove them.`,
  },
  'domain-rule': {
    detail: (name) =>
      `Every column of the domain ${name} is checked; a value that breaks the rule stops the migration.`,
    remedy: (name) =>
      `alter domain ${name} add constraint … not valid; and validate it in the next migration.`,
  },
};

/** What may go wrong, with names as people read them. */
export function riskDetail(risk: FailingRisk, name: string, table: string): string {
  return WORDS[risk].detail(name, table);
}

/** How to avoid it, with names as SQL wants them. */
export function riskRemedy(risk: FailingRisk, name: string, table: string): string {
  return WORDS[risk].remedy(name, table);
}
