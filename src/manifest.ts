/**
 * The one table of verbs, inputs and outputs. action.yml, action/, the flags of the CLI and the tables of the README
 * are made from it (scripts/generate.mjs), so that no door knows an input that another has not heard of.
 */

/** The version of this release; a guard test holds it against package.json. */
export const VERSION = '0.1.0';

export type Door = 'cli' | 'action';

export interface VerbDefinition {
  readonly help: string;
  readonly doors: readonly Door[];
}

function verbTable<const Table extends Readonly<Record<string, VerbDefinition>>>(table: Table): Table {
  return table;
}

export const VERBS = verbTable({
  review: {
    help: 'Replay base and head on a throwaway Postgres; report what changes, what may break, and whether it can be undone.',
    doors: ['cli', 'action'],
  },
  deploy: {
    help: 'Bring the pending migrations into a live database, each exactly once; or say what would happen.',
    doors: ['cli', 'action'],
  },
  rollback: {
    help: 'Take migrations out of a live database again, down to a version, without losing rows that nobody has named; or bring the last rollback back.',
    doors: ['cli', 'action'],
  },
  drift: {
    help: 'Say whether a live schema is what its last deployment left, what was changed by hand, and both ways out of it.',
    doors: ['cli', 'action'],
  },
  status: {
    help: 'Show the history of one or several databases beside the migrations of the checkout.',
    doors: ['cli', 'action'],
  },
  repair: {
    help: 'Mend a history that is wrong while the schema is right: find the rows that belong to files by what they say, and check it on the live schema.',
    doors: ['cli', 'action'],
  },
  new: {
    help: 'Write the next migration file, and its rollback file beside it.',
    doors: ['cli'],
  },
  init: {
    help: 'Set Sluice up in a repository: write the workflows, and say what only a person can set up.',
    doors: ['cli'],
  },
  dev: {
    help: 'A local PostgreSQL with migrations and seeds applied, without Docker: start it, make it anew, stop it, or print its URL.',
    doors: ['cli'],
  },
  diff: {
    help: 'Write down what a database has that the migrations have not, by default the local one, as a migration.',
    doors: ['cli'],
  },
  backup: {
    help: 'Write schema and rows of a live database to compressed files, all from one moment; a role that may only read is enough.',
    doors: ['cli', 'action'],
  },
  restore: {
    help: 'Bring a backup into an empty database, in one transaction, and check that every row and the schema are there.',
    doors: ['cli', 'action'],
  },
  seed: {
    help: 'Load the seed files of config.toml into a database, each in one transaction and once, or again where it was changed.',
    doors: ['cli', 'action'],
  },
  gate: {
    help: 'Ask GitHub whether a person has to approve what is deployed to an environment, and who has.',
    doors: ['action'],
  },
  life: {
    help: 'Tell on the pull requests of the deployed migrations how far they have come.',
    doors: ['action'],
  },
  approve: {
    help: 'Read `/sluice approve <digest>` in a comment on a pull request, and check whether it counts. For issue_comment.',
    doors: ['action'],
  },
  targets: {
    help: 'Hand the databases of a file of targets to a workflow as matrices, wave by wave.',
    doors: ['action'],
  },
  'targets-summary': {
    help: 'Write one table of what became of every target.',
    doors: ['action'],
  },
  revert: {
    help: 'Open a pull request that takes rolled back migrations out of the repository too.',
    doors: ['action'],
  },
  comment: {
    help: 'Post a report that another workflow run made as the pull-request comment. For workflow_run; trusts nothing in the report.',
    doors: ['action'],
  },
});

export type Verb = keyof typeof VERBS;

/** The verbs that are offered at one door. */
export type VerbOf<At extends Door> = {
  [Name in Verb]: At extends (typeof VERBS)[Name]['doors'][number] ? Name : never;
}[Verb];

export function isVerb(name: string): name is Verb {
  return Object.hasOwn(VERBS, name);
}

export function isVerbOf<At extends Door>(name: string, door: At): name is VerbOf<At> {
  if (!isVerb(name)) return false;
  const { doors }: VerbDefinition = VERBS[name];
  return doors.includes(door);
}

/** Every verb, in the order in which people read about them. */
export function verbNames<At extends Door>(door: At): readonly VerbOf<At>[] {
  return Object.keys(VERBS).filter((name): name is VerbOf<At> => isVerbOf(name, door));
}

/** What a value must look like. `flag` is a choice between true and false. */
export type InputType = 'text' | 'flag' | 'choice' | 'path' | 'ref' | 'version' | 'url';

export interface InputDefinition {
  /** Name of the action input and, after two dashes, of the flag. */
  readonly name: string;
  readonly type: InputType;
  /** For `choice`. */
  readonly choices?: readonly string[];
  /** What holds when nobody says anything; an expression of the workflow language is allowed for action inputs. */
  readonly default: string;
  /** Secrets are masked before anything else happens, and may be given as `env:NAME`. */
  readonly secret: boolean;
  /** On the command line a word of its own instead of a flag: `sluice new add_orders`. */
  readonly positional?: true;
  /** An environment variable that is read where the input is not given. */
  readonly variable?: string;
  /** What stands after the flag in the help, `<ref>`. */
  readonly placeholder: string;
  readonly help: string;
  readonly verbs: readonly Verb[];
  readonly doors: readonly Door[];
}

const BOTH: readonly Door[] = ['cli', 'action'];
const ACTION: readonly Door[] = ['action'];

/** Verbs that work on a live database. */
const LIVE: readonly Verb[] = [
  'deploy',
  'status',
  'rollback',
  'drift',
  'repair',
  'diff',
  'backup',
  'restore',
  'seed',
];
/** Verbs that replay migrations on a throwaway Postgres. */
const REPLAYING: readonly Verb[] = ['review', 'deploy', 'rollback', 'drift', 'repair'];
const AT_TERMINALS: readonly Verb[] = verbNames('cli');

/** Inputs in the order in which the tables show them. `command` is not here: it chooses the verb. */
export const INPUTS = [
  {
    name: 'name',
    type: 'text',
    positional: true,
    default: '',
    secret: false,
    placeholder: '<name>',
    help: 'What the migration is called in the names of its files: letters, digits and underscores.',
    verbs: ['new'],
    doors: ['cli'],
  },
  {
    name: 'task',
    type: 'choice',
    choices: ['start', 'stop', 'reset', 'url', 'status'],
    positional: true,
    default: 'start',
    secret: false,
    placeholder: '<task>',
    help: 'What to do with the local database. `start` applies pending migrations, loads the seed files of config.toml that were never loaded, and keeps the rows; `reset` makes it anew, with both.',
    verbs: ['dev'],
    doors: ['cli'],
  },
  {
    name: 'port',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<port>',
    help: 'The port of the local database. Default: the one it had, else the first free one from `[db] port` of config.toml on.',
    verbs: ['dev'],
    doors: ['cli'],
  },
  {
    name: 'watch',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Go on, and apply each migration as it is saved; an edited one is applied again on the state before it.',
    verbs: ['dev'],
    doors: ['cli'],
  },
  {
    name: 'write-env',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Write the URL as DATABASE_URL to `.env.local`; other lines stay.',
    verbs: ['dev'],
    doors: ['cli'],
  },
  {
    name: 'project-dir',
    type: 'path',
    default: '.',
    secret: false,
    placeholder: '<folder>',
    help: 'Folder that holds `supabase/`. One a run: for several, use one step (or a matrix job) each.',
    verbs: [
      'review',
      'deploy',
      'status',
      'life',
      'approve',
      'rollback',
      'drift',
      'repair',
      'new',
      'init',
      'dev',
      'diff',
      'backup',
      'seed',
    ],
    doors: BOTH,
  },
  {
    name: 'base',
    type: 'ref',
    default: '',
    secret: false,
    placeholder: '<ref>',
    help: "Git ref to compare with. Default: the pull request's base, else the merge base with the default branch.",
    verbs: ['review'],
    doors: BOTH,
  },
  {
    name: 'head',
    type: 'ref',
    default: '',
    secret: false,
    placeholder: '<ref>',
    help: 'Git ref to review. Default: the work tree.',
    verbs: ['review'],
    doors: BOTH,
  },
  {
    name: 'since',
    type: 'version',
    default: '',
    secret: false,
    placeholder: '<version>',
    help: 'Compare without git: migrations up to and including this version are the base. `0` reviews them all.',
    verbs: ['review'],
    doors: BOTH,
  },
  {
    name: 'engine',
    type: 'choice',
    choices: ['auto', 'embedded', 'supabase', 'url'],
    default: 'auto',
    secret: false,
    placeholder: '<engine>',
    help: 'What provides the throwaway Postgres. `auto` takes `embedded`, which needs no Docker, and `supabase`, the full stack in Docker, where `embedded` lacks something; `url` uses the server of `shadow-url`.',
    verbs: REPLAYING,
    doors: BOTH,
  },
  {
    name: 'shadow-url',
    type: 'url',
    default: '',
    secret: true,
    variable: 'SLUICE_SHADOW_URL',
    placeholder: '<url>',
    help: 'For `engine: url`: a Postgres server on which Sluice may make and drop databases of its own. `env:NAME` reads it from another variable.',
    verbs: REPLAYING,
    doors: BOTH,
  },
  {
    name: 'cache',
    type: 'flag',
    default: 'true',
    secret: false,
    placeholder: '',
    help: 'Taking what was replayed before from the cache, and keeping it there.',
    verbs: ['review', 'deploy', 'rollback'],
    doors: BOTH,
  },
  {
    name: 'statement-limit',
    type: 'text',
    default: '5min',
    secret: false,
    placeholder: '<time>',
    help: 'How long a statement may run on the throwaway Postgres before it is cancelled. 0 allows any time.',
    verbs: ['review'],
    doors: BOTH,
  },
  {
    name: 'db-url',
    type: 'url',
    default: '',
    secret: true,
    variable: 'SLUICE_DB_URL',
    placeholder: '<url>',
    help: 'The live database. Session mode, not port 6543. `env:NAME` reads it from another variable.',
    verbs: LIVE,
    doors: BOTH,
  },
  {
    name: 'project-ref',
    type: 'text',
    default: '',
    secret: false,
    variable: 'SUPABASE_PROJECT_ID',
    placeholder: '<ref>',
    help: 'Instead of `db-url`: the ref of the Supabase project, with `db-password` and `access-token`; Sluice then asks for the session pooler.',
    verbs: LIVE,
    doors: BOTH,
  },
  {
    name: 'db-password',
    type: 'text',
    default: '',
    secret: true,
    variable: 'SUPABASE_DB_PASSWORD',
    placeholder: '<password>',
    help: 'The password of the database of `project-ref`.',
    verbs: LIVE,
    doors: BOTH,
  },
  {
    name: 'access-token',
    type: 'text',
    default: '',
    secret: true,
    variable: 'SUPABASE_ACCESS_TOKEN',
    placeholder: '<token>',
    help: 'A token of the Management API that may read the pooler of `project-ref`.',
    verbs: LIVE,
    doors: BOTH,
  },
  {
    name: 'environments',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<list>',
    help: 'Instead of `db-url`: several databases side by side, each a name and the variable that holds its URL: `staging=env:STAGING_DB_URL, production=env:PRODUCTION_DB_URL`.',
    verbs: ['status'],
    doors: BOTH,
  },
  {
    name: 'out',
    type: 'path',
    default: '',
    secret: false,
    placeholder: '<folder>',
    help: 'The folder that the backup is to be; one that is not there yet. Nothing is ever overwritten.',
    verbs: ['backup'],
    doors: BOTH,
  },
  {
    name: 'from',
    type: 'path',
    default: '',
    secret: false,
    placeholder: '<folder>',
    help: 'The folder of the backup that is to be restored.',
    verbs: ['restore'],
    doors: BOTH,
  },
  {
    name: 'backup',
    type: 'path',
    default: '',
    secret: false,
    placeholder: '<folder>',
    help: 'Back the database up to this folder before anything is run; without a backup nothing is.',
    verbs: ['deploy'],
    doors: BOTH,
  },
  {
    name: 'way',
    type: 'choice',
    choices: ['auto', 'pg_dump', 'supabase', 'copy'],
    default: 'auto',
    secret: false,
    placeholder: '<way>',
    help: 'How a backup is made: by pg_dump, by `supabase db dump` (Docker), or by COPY without any program. `auto` takes the first of them that is there.',
    verbs: ['backup', 'deploy'],
    doors: BOTH,
  },
  {
    name: 'passphrase',
    type: 'text',
    default: '',
    secret: true,
    variable: 'SLUICE_BACKUP_PASSPHRASE',
    placeholder: '<passphrase>',
    help: 'Encrypts the backup as `age --passphrase` does; a restore needs it again. `env:NAME` reads it from another variable.',
    verbs: ['backup', 'restore', 'deploy'],
    doors: BOTH,
  },
  {
    name: 'plan',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Change nothing; say what would run, what it changes and locks, and the digest of it. A role that may only read is enough.',
    verbs: ['deploy', 'rollback', 'seed'],
    doors: BOTH,
  },
  {
    name: 'expect-plan',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<digest>',
    help: 'Run only if the plan still has this digest. A rollback always needs it.',
    verbs: ['deploy', 'rollback'],
    doors: BOTH,
  },
  {
    name: 'require-verified',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<head>',
    help: 'Deploy only if the checkout holds exactly the migrations with this digest, the `head` of another deployment.',
    verbs: ['deploy'],
    doors: BOTH,
  },
  {
    name: 'adopt',
    type: 'version',
    default: '',
    secret: false,
    placeholder: '<version>',
    help: 'Run nothing: record everything up to this version as applied, after checking that the live schema has it.',
    verbs: ['deploy'],
    doors: BOTH,
  },
  {
    name: 'to',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<version>',
    help: 'The version that is to be the newest one afterwards; `0` for none, `last-deployment` for the one before the last deployment. `targets` only checks that it is a version: the last deployment is not the same everywhere.',
    verbs: ['rollback', 'targets'],
    doors: BOTH,
  },
  {
    name: 'allow-data-loss',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<objects>',
    help: 'Tables and columns whose rows or values may go, as the plan names them, with commas between: `public.orders, public.users.note`, a name with a dot or comma in it in double quotes. They are saved in the schema `sluice_quarantine` first.',
    verbs: ['rollback'],
    doors: BOTH,
  },
  {
    name: 'saved-rows',
    type: 'path',
    default: '',
    secret: false,
    placeholder: '<folder>',
    help: 'Save the rows that may go to files in this folder instead, readable by their owner only; `undo` brings them back from there.',
    verbs: ['rollback'],
    doors: BOTH,
  },
  {
    name: 'reason',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<text>',
    help: 'Why, for the journal, the report and the pull requests.',
    verbs: ['rollback'],
    doors: BOTH,
  },
  {
    name: 'undo',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Bring the last rollback back, with the rows that it had saved.',
    verbs: ['rollback'],
    doors: BOTH,
  },
  {
    name: 'resume-deploys',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Let what was rolled back be deployed again. Nothing is run.',
    verbs: ['rollback'],
    doors: BOTH,
  },
  {
    name: 'against',
    type: 'choice',
    choices: ['record', 'repo'],
    default: 'record',
    secret: false,
    placeholder: '<what>',
    help: 'Hold the live schema against what the last deployment recorded, or against what the applied migrations of the checkout lead to on a throwaway Postgres.',
    verbs: ['drift'],
    doors: BOTH,
  },
  {
    name: 'write-migration',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<name>',
    help: 'Write a migration of this name that takes what was found into the repository.',
    verbs: ['drift', 'diff'],
    doors: ['cli'],
  },
  {
    name: 'mark-applied',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Record the written migration as applied in the database that has it, after checking that it really leads there.',
    verbs: ['diff'],
    doors: ['cli'],
  },
  {
    name: 'record',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Record the live schema as what it should be from now on; with `against: repo` only where both are the same.',
    verbs: ['drift'],
    doors: BOTH,
  },
  {
    name: 'apply',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Change the history; without it nothing is changed, and the report says what would be.',
    verbs: ['repair'],
    doors: BOTH,
  },
  {
    name: 'max-wait',
    type: 'text',
    default: '72h',
    secret: false,
    placeholder: '<time>',
    help: 'How long merged migrations may wait to be deployed before there is a warning. 0 never warns.',
    verbs: ['drift'],
    doors: BOTH,
  },
  {
    name: 'issue',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Keep one issue for the environment: open while something is wrong, closed when it is not. Needs `issues: write`.',
    verbs: ['drift'],
    doors: ACTION,
  },
  {
    name: 'allow-out-of-order',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Run migrations also where a newer one is applied already.',
    verbs: ['deploy'],
    doors: BOTH,
  },
  {
    name: 'drift',
    type: 'choice',
    choices: ['fail', 'warn', 'ignore'],
    default: 'fail',
    secret: false,
    placeholder: '<policy>',
    help: 'What to do where the live schema is not what the last deployment left.',
    verbs: ['deploy', 'rollback'],
    doors: BOTH,
  },
  {
    name: 'verify',
    type: 'flag',
    default: 'true',
    secret: false,
    placeholder: '',
    help: 'Comparison of what lands with what the same migrations do on a throwaway Postgres.',
    verbs: ['deploy'],
    doors: BOTH,
  },
  {
    name: 'lock-wait',
    type: 'text',
    default: '60s',
    secret: false,
    placeholder: '<time>',
    help: 'How long to wait for another deployment to the same database: 500ms, 60s, 5min.',
    verbs: ['deploy', 'rollback', 'drift', 'repair', 'restore', 'seed'],
    doors: BOTH,
  },
  {
    name: 'lock-timeout',
    type: 'text',
    default: '5s',
    secret: false,
    placeholder: '<time>',
    help: 'How long a statement may wait for a lock before its transaction is rolled back and tried again. 0 waits for ever.',
    verbs: ['deploy', 'rollback', 'seed'],
    doors: BOTH,
  },
  {
    name: 'when',
    type: 'choice',
    choices: ['once', 'changed', 'always'],
    default: 'once',
    secret: false,
    placeholder: '<policy>',
    help: 'Whether a seed file that was loaded before is loaded again: never, when its content is another one, or each time.',
    verbs: ['seed', 'deploy'],
    doors: BOTH,
  },
  {
    name: 'with-seed',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Load the seed files too, after the migrations and under the same lock.',
    verbs: ['deploy'],
    doors: BOTH,
  },
  {
    name: 'allow-production',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Seed an environment that is production. The repository has to say so too: `[remotes.<name>.db.seed] enabled = true`, or `seed = true` for its target.',
    verbs: ['seed', 'deploy'],
    doors: BOTH,
  },
  {
    name: 'lock-retries',
    type: 'text',
    default: '10',
    secret: false,
    placeholder: '<count>',
    help: 'How often it is tried again, with growing pauses.',
    verbs: ['deploy', 'rollback', 'seed'],
    doors: BOTH,
  },
  {
    name: 'statement-timeout',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<time>',
    help: 'How long a statement may take. Default: what the role allows; 0 allows any time.',
    verbs: ['deploy', 'rollback', 'seed'],
    doors: BOTH,
  },
  {
    name: 'approved-by',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<who>',
    help: 'Who approved the deployment, and where: recorded with it.',
    verbs: ['deploy', 'rollback'],
    doors: BOTH,
  },
  {
    name: 'environment',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<name>',
    help: 'What the database is called; for a workflow the environment of GitHub that is deployed to.',
    verbs: ['gate', 'life', 'approve', 'drift', 'revert', 'seed', 'deploy'],
    doors: BOTH,
  },
  {
    name: 'approval',
    type: 'choice',
    choices: ['reviewers', 'comment'],
    default: 'reviewers',
    secret: false,
    placeholder: '<kind>',
    help: 'Who has to say yes: the required reviewers of the environment, or somebody with write access in a comment `/sluice approve <digest>`.',
    verbs: ['gate', 'life', 'init'],
    doors: BOTH,
  },
  {
    name: 'source',
    type: 'text',
    default: '',
    secret: false,
    placeholder: '<repository>',
    help: 'Where the workflows are called from, `<owner>/<repository>@<commit>`. Default: the release, or the clone, that is running.',
    verbs: ['init'],
    doors: ['cli'],
  },
  {
    name: 'yes',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Ask nothing: every question gets its usual answer.',
    verbs: ['init'],
    doors: ['cli'],
  },
  {
    name: 'allow-unprotected',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Deploy also where nobody has to approve it.',
    verbs: ['gate', 'targets'],
    doors: ACTION,
  },
  {
    name: 'allow-author',
    type: 'flag',
    default: 'false',
    secret: false,
    placeholder: '',
    help: 'Let the author of a change approve it by a comment.',
    verbs: ['approve'],
    doors: ACTION,
  },
  {
    name: 'targets',
    type: 'path',
    default: 'supabase/targets.toml',
    secret: false,
    placeholder: '<file>',
    help: 'The file of targets, from the root of the repository.',
    verbs: ['targets', 'targets-summary'],
    doors: ACTION,
  },
  {
    name: 'state',
    type: 'choice',
    choices: ['report', 'running', 'waiting', 'done', 'failed', 'rolled-back'],
    default: 'report',
    secret: false,
    placeholder: '<state>',
    help: 'How far the change has come; by default what the report says, and failed where there is none.',
    verbs: ['life'],
    doors: ACTION,
  },
  {
    name: 'fail-on',
    type: 'choice',
    choices: ['error', 'warning', 'never'],
    default: 'error',
    secret: false,
    placeholder: '<level>',
    help: 'The lowest level of a finding that makes the run fail with exit code 1.',
    verbs: ['review', 'status', 'rollback', 'drift', 'repair', 'init', 'backup', 'restore', 'seed'],
    doors: BOTH,
  },
  {
    name: 'format',
    type: 'choice',
    choices: ['text', 'markdown', 'json'],
    default: 'text',
    secret: false,
    placeholder: '<format>',
    help: 'How the report is printed on standard output (the action: in the log).',
    verbs: AT_TERMINALS,
    doors: BOTH,
  },
  {
    name: 'report',
    type: 'path',
    default: '',
    secret: false,
    placeholder: '<file>',
    help: 'Where to write the JSON report; the action keeps it in its temporary folder if nothing is said. `comment`, `life`, `targets` and `targets-summary` read it: a file, or a folder of downloaded artifacts.',
    verbs: [...AT_TERMINALS, 'comment', 'life', 'targets', 'targets-summary', 'revert'],
    doors: BOTH,
  },
  {
    name: 'color',
    type: 'flag',
    default: 'true',
    secret: false,
    variable: 'NO_COLOR',
    placeholder: '',
    help: 'Colours in a terminal. `NO_COLOR` turns them off too.',
    verbs: AT_TERMINALS,
    doors: ['cli'],
  },
  {
    name: 'comment',
    type: 'flag',
    default: 'true',
    secret: false,
    placeholder: '',
    help: 'Keep one comment on the pull request up to date. Needs `pull-requests: write`; without it the job summary has everything.',
    verbs: ['review'],
    doors: ACTION,
  },
  {
    name: 'summary',
    type: 'flag',
    default: 'true',
    secret: false,
    placeholder: '',
    help: 'Write the whole report to the job summary.',
    verbs: [
      'review',
      'deploy',
      'status',
      'gate',
      'approve',
      'rollback',
      'drift',
      'targets-summary',
      'repair',
      'backup',
      'restore',
      'seed',
    ],
    doors: ACTION,
  },
  {
    name: 'annotations',
    type: 'flag',
    default: 'true',
    secret: false,
    placeholder: '',
    help: 'Show findings on the lines of the diff.',
    verbs: ['review'],
    doors: ACTION,
  },
  {
    name: 'github-token',
    type: 'text',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of the workflow language
    default: '${{ github.token }}',
    secret: true,
    placeholder: '<token>',
    help: 'Token for the comment, and for what is asked of GitHub.',
    verbs: ['review', 'comment', 'gate', 'life', 'approve', 'drift', 'targets', 'revert'],
    doors: ACTION,
  },
] as const satisfies readonly InputDefinition[];

export type InputName = (typeof INPUTS)[number]['name'];

/** The inputs that one door offers for one verb. */
export function inputsOf(verb: Verb, door: Door): readonly InputDefinition[] {
  const all: readonly InputDefinition[] = INPUTS;
  return all.filter((input) => input.verbs.includes(verb) && input.doors.includes(door));
}

export interface OutputDefinition {
  readonly name: string;
  readonly help: string;
}

/** What the action hands to later steps. Every output is text; counts are decimal numbers. */
export const OUTPUTS = [
  { name: 'verdict', help: '`nothing`, `safe`, `attention` or `blocked`.' },
  { name: 'migrations', help: 'How many migrations were reviewed.' },
  { name: 'changes', help: 'How many objects change.' },
  { name: 'destructive', help: 'How many changes may lose data.' },
  { name: 'rewrites', help: 'How many changes rewrite a table.' },
  { name: 'findings', help: 'How many findings there are, of any level.' },
  { name: 'errors', help: 'How many findings are errors.' },
  { name: 'warnings', help: 'How many findings are warnings.' },
  {
    name: 'reversal',
    help: '`reversible`, `lossy` or `irreversible`; empty where there is nothing to undo.',
  },
  { name: 'head', help: 'The digest of the migrations that were reviewed.' },
  { name: 'plan-digest', help: 'Of `deploy` and `rollback`: the digest of the plan, for `expect-plan`.' },
  {
    name: 'outcome',
    help: 'Of `deploy`, `rollback` and `seed`: `planned`, `nothing`, `refused`, `succeeded` or `failed`; of `approve`: `approved`, `refused` or `nothing`.',
  },
  {
    name: 'verified-head',
    help: 'Of `deploy`: the head, where the database is known to be what its migrations lead to; for `require-verified`.',
  },
  {
    name: 'gate',
    help: 'Of `gate`: what holds the deployment: `reviewers`, `comment`, `open`, or `refused`.',
  },
  { name: 'backup-path', help: 'Of `backup`, and of a `deploy` that made one: the folder of the backup.' },
  { name: 'batches', help: 'Of `targets`: a list of lists of targets, as JSON.' },
  { name: 'batch-count', help: 'Of `targets`: how many batches there are.' },
  { name: 'approved-by', help: 'Of `gate` and `approve`: who has approved, for `deploy`.' },
  {
    name: 'revert-url',
    help: 'Of `revert`: the pull request; where workflows may open none, the page to open it.',
  },
  { name: 'report-path', help: 'The JSON report.' },
  { name: 'artifact-name', help: 'The name under which to upload the report, one for each project folder.' },
  { name: 'comment-url', help: 'The pull-request comment; empty where none could be written.' },
  { name: 'issue-url', help: 'Of `drift`: the issue of the environment; empty where there is none.' },
  {
    name: 'drift',
    help: 'Of `drift`: `none`, `found`, `unknown` or `busy`.',
  },
  {
    name: 'cache-key',
    help: 'Says what the cache folder of SLUICE_CACHE_DIR holds; empty where nothing came or went, so that nothing need be kept.',
  },
] as const satisfies readonly OutputDefinition[];

export type OutputName = (typeof OUTPUTS)[number]['name'];
