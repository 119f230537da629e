/** Where the reusable workflows are taken from. */
export interface WorkflowSource {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** A commit, or a tag. */
  readonly ref: string;
  /** The release that the commit belongs to, `v1.2.3`; null where it is not known, or is the ref itself. */
  readonly release: string | null;
}

export interface StarterChoices {
  readonly source: WorkflowSource;
  /** Project folder relative to the repository root, `.` for the root. */
  readonly project: string;
  readonly branch: string;
  /** Who approves production. */
  readonly approval: 'reviewers' | 'comment';
}

export interface StarterFile {
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly text: string;
  readonly purpose: string;
}

/** The workflows of a repository that uses Sluice, each a few lines that call the reusable ones. */
export function starterWorkflows(choices: StarterChoices): readonly StarterFile[] {
  const { project, approval } = choices;
  const title = project === '.' ? '' : ` (${project})`;
  const suffix = project === '.' ? '' : `-${slug(project)}`;
  const place = (name: string): string => `.github/workflows/${name}${suffix}.yml`;
  const files: readonly (StarterFile | null)[] = [
    {
      file: place('schema-diff'),
      purpose: 'reviews the migrations of each pull request',
      text: schemaDiff(choices, title),
    },
    {
      file: place('schema-diff-comment'),
      purpose: 'writes the review into a comment, for pull requests from forks too',
      text: schemaDiffComment(choices, title),
    },
    {
      file: place('deploy'),
      purpose: 'ships a merge to staging, and to production once it is approved',
      text: deploy(choices, title),
    },
    approval === 'reviewers'
      ? null
      : {
          file: place('deploy-approval'),
          purpose: 'reads the approval of a plan in a comment',
          text: deployApproval(choices, title),
        },
    {
      file: place('rollback'),
      purpose: 'takes migrations out of an environment again, started by hand',
      text: rollback(choices, title),
    },
    {
      file: place('drift'),
      purpose: 'watches every day for changes by hand and for migrations that wait',
      text: drift(choices, title),
    },
  ];
  return files.filter((file) => file !== null);
}

/** Whether a file says the same but for the release that it is pinned to. */
export function sameButForPin(left: string, right: string): boolean {
  return withoutPins(left) === withoutPins(right);
}

function withoutPins(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .trimEnd()
    .replaceAll(/^( +uses: )[\w.-]+\/[\w.-]+(\/\.github\/workflows\/[\w-]+\.yml)@\S+(?: #.*)?$/gmu, '$1$2');
}

function slug(project: string): string {
  const name = project
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-|-$/gu, '');
  return name === '' ? 'project' : name;
}

/** A scalar in double quotes is the same in YAML as in JSON. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function head(name: string, title: string, note: string): string {
  return `# ${note}\nname: ${title === '' ? name : quoted(`${name}${title}`)}\n`;
}

function uses({ source }: StarterChoices, workflow: string): string {
  const release = source.release === null ? '' : ` # ${source.release}`;
  return `    uses: ${source.repository}/.github/workflows/${workflow}.yml@${source.ref}${release}\n`;
}

function withInputs({ project }: StarterChoices, inputs: readonly string[]): string {
  const all = [...(project === '.' ? [] : [`project-dir: ${quoted(project)}`]), ...inputs];
  return all.length === 0 ? '' : `    with:\n${all.map((line) => `      ${line}\n`).join('')}`;
}

function schemaDiff(choices: StarterChoices, title: string): string {
  return `${head('Schema diff', title, 'Reviews the migrations of a pull request, without any right to write.')}on:
  pull_request:
    types: [opened, synchronize, reopened, edited]
permissions:
  contents: read
jobs:
  review:
${uses(choices, 'schema-diff')}${withInputs(choices, [])}`;
}

function schemaDiffComment(choices: StarterChoices, title: string): string {
  return `${head('Schema diff comment', title, 'Comments what the review has found; runs the default branch, never the code of the pull request.')}on:
  workflow_run:
    workflows: [${title === '' ? 'Schema diff' : quoted(`Schema diff${title}`)}]
    types: [completed]
permissions:
  actions: read
  contents: read
  pull-requests: write
jobs:
  comment:
${uses(choices, 'schema-diff-comment')}`;
}

function deploy(choices: StarterChoices, title: string): string {
  return `${head('Deploy', title, 'Ships what was merged: to staging at once, and to production once somebody has approved the plan for it.')}on:
  push:
    branches: [${quoted(choices.branch)}]
permissions:
  actions: read
  contents: read
  pull-requests: write
jobs:
  deploy:
${uses(choices, 'deploy')}${withInputs(choices, choices.approval === 'comment' ? ['approval: comment'] : [])}    secrets: inherit
`;
}

function deployApproval(choices: StarterChoices, title: string): string {
  return `${head('Deploy approval', title, 'Reads `/sluice approve <digest>` in a comment on a pull request.')}on:
  issue_comment:
    types: [created]
permissions:
  contents: read
  pull-requests: write
jobs:
  approve:
    if: startsWith(github.event.comment.body, '/sluice approve ')
${uses(choices, 'deploy-approval')}${withInputs(choices, [])}    secrets: inherit
`;
}

/* biome-ignore-start lint/suspicious/noTemplateCurlyInString: expressions of the workflow language */
function rollback(choices: StarterChoices, title: string): string {
  return `${head('Rollback', title, 'Takes migrations out of an environment again: a plan, its approval, exactly that plan, a pull request that reverts.')}on:
  workflow_dispatch:
    inputs:
      environment: { type: environment, required: true }
      to: { type: string, default: last-deployment }
      mode: { type: choice, options: [plan, apply, plan-undo, undo], default: plan }
      allow-data-loss: { type: string, default: "" }
      reason: { type: string, required: true }
permissions:
  actions: read
  contents: write
  pull-requests: write
jobs:
  rollback:
${uses(choices, 'rollback')}${withInputs(choices, [
  'environment: ${{ inputs.environment }}',
  'to: ${{ inputs.to }}',
  'mode: ${{ inputs.mode }}',
  'allow-data-loss: ${{ inputs.allow-data-loss }}',
  'reason: ${{ inputs.reason }}',
])}    secrets: inherit
`;
}
/* biome-ignore-end lint/suspicious/noTemplateCurlyInString: expressions of the workflow language */

function drift(choices: StarterChoices, title: string): string {
  const databases = JSON.stringify([
    { name: 'staging', secret: 'STAGING_PLAN_DB_URL' },
    { name: 'production', secret: 'PRODUCTION_PLAN_DB_URL' },
  ]);
  return `${head('Drift', title, 'Looks every day whether a database is still what its last deployment left, and keeps one issue for each.')}on:
  schedule:
    - cron: "23 5 * * *"
  workflow_dispatch:
permissions:
  contents: read
  issues: write
jobs:
  drift:
${uses(choices, 'drift')}${withInputs(choices, [`environments: '${databases}'`])}    secrets: inherit
`;
}
