/** The process exit of a run, as docs/ states it: 1 the command's own "no", 2 unusable settings, 3 it could not run, 130 interrupted. */
export type FailureExit = 1 | 2 | 3 | 130;

interface ErrorCodeFacts {
  readonly exit: FailureExit;
  /** What the code means, for docs/TROUBLESHOOTING.md (generated). */
  readonly meaning: string;
}

function facts<const Code extends string>(table: Record<Code, ErrorCodeFacts>): Record<Code, ErrorCodeFacts> {
  return table;
}

/** Every error Sluice can say. A code is stable: it is never renamed or given another meaning. */
export const ERROR_CODES = facts({
  'settings-invalid': { exit: 2, meaning: 'One or more flags, inputs or environment values cannot be used.' },
  'config-invalid': {
    exit: 2,
    meaning: 'supabase/config.toml cannot be read or holds a value Sluice cannot use.',
  },
  'project-not-found': { exit: 2, meaning: 'There is no supabase/migrations folder where Sluice looked.' },
  'migration-unreadable': {
    exit: 2,
    meaning: 'A migration file cannot be used as it is: encoding, size, link, name.',
  },
  'git-failed': { exit: 3, meaning: 'A git command that Sluice needs failed.' },
  'git-ref-not-found': {
    exit: 2,
    meaning: 'The base or head ref does not exist here and could not be fetched.',
  },
  'sql-syntax': { exit: 1, meaning: "PostgreSQL's own parser rejects a migration." },
  'sql-failed': { exit: 1, meaning: 'PostgreSQL refused a statement of a migration.' },
  'statement-limit': {
    exit: 1,
    meaning: 'A statement of a migration ran longer on the shadow than it may (`--statement-limit`).',
  },
  'transaction-escape': { exit: 1, meaning: 'A statement would end the transaction that Sluice runs it in.' },
  'extension-unavailable': {
    exit: 3,
    meaning: 'A migration needs an extension that the engine does not have.',
  },
  'engine-unavailable': {
    exit: 3,
    meaning: 'No PostgreSQL could be found, fetched or started for the shadow.',
  },
  'engine-unsupported': { exit: 2, meaning: 'The chosen engine is not available in this version of Sluice.' },
  'connection-failed': { exit: 3, meaning: 'A database could not be reached.' },
  'connection-url-invalid': { exit: 2, meaning: 'The address of a database cannot be used as it is.' },
  'pooler-unsuitable': {
    exit: 2,
    meaning: 'The address leads to a transaction-mode pooler, which cannot hold the lock of a deployment.',
  },
  'authentication-failed': { exit: 3, meaning: 'A database refused the user or the password.' },
  'management-api-failed': {
    exit: 3,
    meaning: 'The Management API of Supabase refused a request or could not be reached.',
  },
  'deploy-locked': { exit: 3, meaning: 'Another deployment holds the lock of the database.' },
  'deploy-lock-lost': {
    exit: 3,
    meaning: 'The connection that held the lock of the deployment broke; the deployment stopped.',
  },
  'history-moved': {
    exit: 1,
    meaning: 'Somebody else recorded a migration as applied while Sluice ran it.',
  },
  'rollback-would-lose': {
    exit: 1,
    meaning: 'A rollback met rows that nobody allowed it to lose, and stopped before it touched them.',
  },
  'rows-not-restored': {
    exit: 1,
    meaning: 'Rows that a rollback had saved could not be put back; they are still in the quarantine.',
  },
  'database-failed': { exit: 3, meaning: 'PostgreSQL reported an error outside any migration.' },
  'schema-unreadable': { exit: 3, meaning: 'The catalog of a database could not be read or compared.' },
  'github-failed': { exit: 3, meaning: 'The GitHub API refused a request or could not be reached.' },
  'github-event-invalid': { exit: 2, meaning: 'The workflow event does not carry what the command needs.' },
  'report-invalid': {
    exit: 2,
    meaning: 'A report of another run is not one that Sluice would have written.',
  },
  'output-failed': { exit: 3, meaning: 'A report, output or summary could not be written.' },
  interrupted: { exit: 130, meaning: 'The run was stopped by a signal.' },
  internal: { exit: 3, meaning: 'A defect of Sluice itself. Please report it with the output.' },
});

export type ErrorCode = keyof typeof ERROR_CODES;
