import type { Finding, Level } from './report.ts';

interface FindingCodeFacts {
  /** The level it has unless the place that reports it knows better. */
  readonly level: Level;
  /** What the code means, for the documentation (generated). */
  readonly meaning: string;
}

function facts<const Code extends string>(
  table: Record<Code, FindingCodeFacts>,
): Record<Code, FindingCodeFacts> {
  return table;
}

/**
 * Every finding Sluice can report. A code is stable: it is never renamed or given another meaning.
 * error: blocks. warning: a person should read it. note: good to know.
 */
export const FINDING_CODES = facts({
  /* The list of migrations */
  'migration-duplicate-version': { level: 'error', meaning: 'Two migration files have the same version.' },
  'migration-version-taken': {
    level: 'error',
    meaning: 'The base branch has meanwhile got another migration with the same version.',
  },
  'migration-out-of-order': {
    level: 'error',
    meaning: 'A new migration has an older version than the newest one of the base branch.',
  },
  'migration-edited': { level: 'error', meaning: 'A migration that the base already has was changed.' },
  'migration-deleted': { level: 'error', meaning: 'A migration that the base already has is gone.' },
  'migration-renamed': {
    level: 'note',
    meaning: 'A migration that the base already has got another name under the same version.',
  },
  'migration-repaired': {
    level: 'note',
    meaning: 'A migration that the base has, but that could never run there, was changed.',
  },
  'migration-version-prefix': {
    level: 'error',
    meaning: 'A version is the beginning of another: the Supabase CLI gets the two in different orders.',
  },
  'migration-version-width': {
    level: 'warning',
    meaning: 'Versions of different lengths: as text they sort in another order than as numbers.',
  },
  'migrations-empty': { level: 'note', meaning: 'The project has no migrations.' },
  'migrations-disabled': {
    level: 'warning',
    meaning: 'config.toml turns migrations off, so the Supabase CLI skips them.',
  },
  'since-unknown': { level: 'note', meaning: 'No migration has the version that --since names.' },

  /* Files in the migrations folder */
  'migration-name': {
    level: 'error',
    meaning: 'The Supabase CLI skips a file because its name is not <version>_<name>.sql.',
  },
  'migration-skipped-init': {
    level: 'error',
    meaning: 'The Supabase CLI skips a first migration <version>_init.sql from before 2021-12-09.',
  },
  'migration-folder': { level: 'note', meaning: 'The Supabase CLI does not look into sub-folders.' },
  'migration-empty': { level: 'warning', meaning: 'A migration holds no statement.' },
  'migration-encoding': { level: 'error', meaning: 'A file is not UTF-8 text.' },
  'migration-byte-order-mark': {
    level: 'note',
    meaning: 'A file begins with a UTF-8 byte order mark, which Sluice leaves out.',
  },
  'migration-too-large': { level: 'error', meaning: 'A file is larger than 64 MiB.' },
  'migration-link': {
    level: 'error',
    meaning: 'A symlink leads out of the repository or to nothing.',
  },
  'migration-unreadable': { level: 'error', meaning: 'A file cannot be read.' },
  'migration-lfs-pointer': {
    level: 'error',
    meaning: 'A file is a Git LFS pointer instead of the SQL it stands for.',
  },
  'migration-conflict': { level: 'error', meaning: 'A file holds the conflict markers of a merge.' },
  'migration-psql-command': {
    level: 'error',
    meaning: 'A file holds a command of psql, which no other program understands.',
  },
  'migration-copy-stdin': {
    level: 'error',
    meaning: 'A file holds COPY … FROM stdin with its data, which only psql can run.',
  },

  /* What a migration must leave alone */
  'platform-owned': {
    level: 'error',
    meaning: 'A migration changes what belongs to the platform: it would fail on Supabase.',
  },
  'touches-history': {
    level: 'error',
    meaning: 'A migration changes the tables in which the migrations themselves are recorded.',
  },

  /* The history of a live database */
  'history-missing': {
    level: 'error',
    meaning: 'A database has applied a migration that the checkout does not have.',
  },
  'history-edited': {
    level: 'error',
    meaning: 'A database has applied a migration with other statements than the file has.',
  },
  'history-out-of-order': {
    level: 'error',
    meaning: 'A migration is not applied although a newer one is.',
  },
  'repair-unlike': {
    level: 'warning',
    meaning: 'A row of the history and a file have the same name, and nothing shows that they are the same.',
  },
  'repair-unproven': {
    level: 'warning',
    meaning: 'A repair of the history was not made, because the live schema does not show that it is right.',
  },
  'repair-refused': {
    level: 'error',
    meaning: 'A history cannot be repaired now.',
  },
  'seed-unusable': {
    level: 'error',
    meaning: 'A seed file cannot be used as it is: encoding, header row, psql commands, a link.',
  },
  'seed-empty': { level: 'note', meaning: 'A seed file holds no statement; it is recorded as loaded.' },
  'seed-unmatched': { level: 'warning', meaning: 'No file matches an entry of `sql_paths`.' },
  'seed-disabled': { level: 'note', meaning: 'The configuration does not let the database be seeded.' },
  'seed-csv-named': {
    level: 'warning',
    meaning: '`sql_paths` names CSV files, which the Supabase CLI would run as SQL.',
  },
  'seed-changed': {
    level: 'note',
    meaning: 'A seed file was changed since it was loaded, and is not loaded again (`--when once`).',
  },
  'seed-transaction': {
    level: 'error',
    meaning: 'A seed file begins or ends a transaction itself, or cannot run in one.',
  },
  'seed-syntax': { level: 'error', meaning: "PostgreSQL's own parser rejects a seed file." },
  'seed-failed': { level: 'error', meaning: 'PostgreSQL refused a statement or a row of a seed file.' },
  'seed-stopped': { level: 'error', meaning: 'Seeding stopped for a reason that lies in no file.' },
  'seed-environment-unnamed': {
    level: 'error',
    meaning: 'A database that is not on this machine is seeded only under its name.',
  },
  'seed-production': {
    level: 'error',
    meaning: 'Production is seeded only where repository and run both say so.',
  },
  'environment-unreachable': {
    level: 'error',
    meaning: 'One of several databases could not be looked at.',
  },
  'segment-edited': {
    level: 'error',
    meaning: 'A migration stopped half-way, and its file was changed in the part that is already committed.',
  },

  /* Deployments */
  drift: { level: 'error', meaning: 'A live schema is not what its last deployment left.' },
  'drift-unknown': {
    level: 'note',
    meaning: 'No deployment has recorded a schema yet, so a drift could not be seen.',
  },
  'drift-rename': {
    level: 'note',
    meaning: 'A column of a live schema looks renamed by hand, rather than dropped and added.',
  },
  'drift-unseen': {
    level: 'warning',
    meaning: 'The role could not see a part of the live schema, so that part was not compared.',
  },
  'drift-busy': {
    level: 'note',
    meaning: 'A deployment was at work, so the live schema was not judged.',
  },
  'record-damaged': { level: 'error', meaning: 'The recorded schema cannot be read.' },
  'record-outdated': {
    level: 'warning',
    meaning:
      'The recorded schema was written by another version of Sluice, or read from another major of PostgreSQL, and is not compared.',
  },
  'major-differs': {
    level: 'warning',
    meaning: 'A live database runs another major of PostgreSQL than config.toml says.',
  },
  'major-unsupported': {
    level: 'warning',
    meaning: 'There is no shadow of the major of PostgreSQL that a live database runs.',
  },
  'way-not-found': {
    level: 'note',
    meaning: 'No statements could be found that lead from one schema to the other.',
  },
  'migration-unproven': {
    level: 'warning',
    meaning: 'A migration that was written does not lead to the live schema on a shadow.',
  },
  'migrations-waiting': {
    level: 'warning',
    meaning: 'Merged migrations wait to be deployed for longer than allowed.',
  },
  'waiting-unknown': {
    level: 'note',
    meaning: 'The clone is too shallow to tell since when migrations wait.',
  },
  'run-unfinished': {
    level: 'note',
    meaning: 'An earlier deployment did not come to its end; this one takes its work up.',
  },
  'head-not-verified': {
    level: 'error',
    meaning: 'The checkout holds other migrations than those that were verified.',
  },
  'plan-changed': { level: 'error', meaning: 'The plan is no longer the one that was approved.' },
  'landed-differs': {
    level: 'error',
    meaning: 'What a deployment changed is not what the same migrations change on the shadow.',
  },
  'not-verified': {
    level: 'warning',
    meaning: 'A deployment was not held against the shadow, because verification was turned off.',
  },
  'adopt-unknown-version': { level: 'error', meaning: 'The version to adopt is not in the checkout.' },
  'adopt-differs': {
    level: 'error',
    meaning: 'The live schema is not the one that the migrations to adopt lead to.',
  },
  'deploy-stopped': {
    level: 'error',
    meaning: 'A deployment stopped before its end, for a reason outside its migrations.',
  },

  /* Approval */
  'gate-unprotected': {
    level: 'error',
    meaning: 'Nobody would have to approve a deployment to this environment.',
  },
  'gate-any-branch': {
    level: 'warning',
    meaning: 'Every branch may deploy to an environment, and so gets its secrets.',
  },
  'approval-refused': { level: 'error', meaning: 'A comment approves nothing, for the reason that is told.' },

  /* Rollbacks of a live database */
  'rolled-back': {
    level: 'error',
    meaning: 'A migration was rolled back from this database, and the checkout still holds it.',
  },
  'rollback-unfinished': {
    level: 'error',
    meaning: 'A rollback stopped half-way, and has to be taken up before anything else.',
  },
  'rollback-target': {
    level: 'error',
    meaning: 'The version to go back to is none that the database could go back to.',
  },
  'rollback-half-deployed': {
    level: 'error',
    meaning: 'A migration stopped half-way, so that there is no state to go back from.',
  },
  'rollback-no-text': {
    level: 'error',
    meaning: 'Neither the checkout nor the history says what a migration did.',
  },
  'rollback-from-history': {
    level: 'note',
    meaning: 'A migration that the checkout no longer has was read from the history of the database.',
  },
  'rollback-changed-data': {
    level: 'error',
    meaning: 'A migration changed rows, and nobody has written a rollback for it.',
  },
  'rollback-unproven': {
    level: 'error',
    meaning: 'The way back did not lead to the former schema on the shadow.',
  },
  'rollback-loses': {
    level: 'error',
    meaning: 'A rollback would lose rows or values that nobody has named as lost.',
  },
  'rollback-fails-on-rows': {
    level: 'error',
    meaning: 'A step of a rollback would fail on rows that are there now.',
  },
  'rollback-not-asked': {
    level: 'warning',
    meaning: 'Whether rows keep a rule that comes back could not be found out.',
  },
  'rollback-saves': {
    level: 'warning',
    meaning:
      'Rows or values that a rollback takes away are saved first, in the schema sluice_quarantine or in files.',
  },
  'rollback-allowance-unused': {
    level: 'warning',
    meaning: 'A loss was allowed that the rollback does not bring about.',
  },
  'rollback-differs': {
    level: 'error',
    meaning: 'A rollback led to another schema than the one of its version.',
  },
  'rollback-stopped': {
    level: 'error',
    meaning: 'A rollback stopped before its end; what is committed of it stays, and it can be taken up.',
  },
  'undo-rows-gone': {
    level: 'warning',
    meaning:
      'Saved values could not be given back, because their rows have been removed since, or got another value.',
  },
  'undo-rows-kept': {
    level: 'warning',
    meaning: 'Saved rows stayed in the quarantine, because rows written since the rollback have their keys.',
  },
  'undo-impossible': {
    level: 'error',
    meaning: 'There is no rollback to bring back, or something has happened since.',
  },

  /* Authored rollbacks */
  'rollback-wrong': {
    level: 'warning',
    meaning: 'A file in supabase/rollbacks fails, or does not lead back to the schema before its migration.',
  },
  'rollback-without-migration': {
    level: 'warning',
    meaning: 'A file in supabase/rollbacks belongs to no migration.',
  },
  'rollback-other-name': {
    level: 'note',
    meaning: 'A file in supabase/rollbacks has the version of a migration and another name.',
  },
  'rollback-duplicate-version': {
    level: 'error',
    meaning: 'Two files in supabase/rollbacks have the same version.',
  },
  'rollback-empty': {
    level: 'note',
    meaning: 'A file in supabase/rollbacks holds no statement yet; the way back is computed.',
  },
  'rollback-name': {
    level: 'warning',
    meaning: 'A file in supabase/rollbacks is skipped because its name is not <version>_<name>.sql.',
  },

  /* The local database */
  'env-not-ignored': {
    level: 'warning',
    meaning: 'The file that the URL of the local database was written to is not ignored by git.',
  },
  /* Backups */
  'backup-leaves-out': {
    level: 'note',
    meaning: 'A backup does not hold something, because it belongs to the platform or cannot be read.',
  },
  'backup-failed': {
    level: 'error',
    meaning: 'The backup before a deployment could not be made, so nothing was deployed.',
  },
  'restore-not-empty': {
    level: 'error',
    meaning: 'A backup is only restored into a database that holds nothing of a project.',
  },
  'restore-needs': {
    level: 'error',
    meaning: 'A database lacks roles or extensions that a backup needs.',
  },
  'restore-older-server': {
    level: 'error',
    meaning: 'A backup is of a newer major of PostgreSQL than the server that it is to be restored into.',
  },
  'restore-warning': {
    level: 'warning',
    meaning:
      'Something of a backup was restored with a reservation, such as a foreign key to users that are not there.',
  },
  'restore-differs': {
    level: 'warning',
    meaning: 'The schema after a restore is not in everything the one of the backup.',
  },

  /* Configuration */
  'config-missing': {
    level: 'note',
    meaning: 'There is no supabase/config.toml; Sluice takes the defaults.',
  },

  /* The engine */
  'extension-updated': {
    level: 'note',
    meaning: 'A migration brings an extension to another version, which is no change of the schema.',
  },
  'engine-fell-back': {
    level: 'note',
    meaning:
      'The embedded engine lacks something that a migration needs, so the full stack of Supabase judged it.',
  },

  /* Setting up a repository */
  'init-file-differs': {
    level: 'warning',
    meaning: 'A file that the setup would write is there already and says something else.',
  },
  'init-push-remains': {
    level: 'warning',
    meaning: 'A workflow still pushes migrations by the Supabase CLI, past every approval.',
  },
});

export type FindingCode = keyof typeof FINDING_CODES;

/** A finding at the default level of its code, or at the one given. */
export function finding(
  code: FindingCode,
  fields: Omit<Finding, 'code' | 'level'> & { readonly level?: Level },
): Finding {
  return { ...fields, code, level: fields.level ?? FINDING_CODES[code].level };
}
