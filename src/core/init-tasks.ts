import type { InitTask } from './init-report.ts';

export interface TaskFacts {
  /** The page of the repository; null where it is not known. */
  readonly page: string | null;
  readonly branch: string;
  readonly approval: 'reviewers' | 'comment';
  /** The newest migration; null where there is none. */
  readonly newest: string | null;
  readonly project: string;
  /** Where the documentation of this release is. */
  readonly docs: string;
}

/** What only a person can set up, in the order in which it is done. */
export function initTasks({ page, branch, approval, newest, project, docs }: TaskFacts): readonly InitTask[] {
  const at = (path: string): string | null => (page === null ? null : `${page}/${path}`);
  const environments = at('settings/environments/new');
  const secrets = at('settings/secrets/actions/new');
  const place = project === '.' ? '' : ` --project-dir ${project}`;
  return [
    {
      what: 'Make the environment staging',
      why: `Let only the branch ${branch} deploy to it. Its secret STAGING_DB_URL is the URL of the session pooler (port 5432).`,
      link: environments,
      command: null,
    },
    {
      what: 'Make the environment production',
      why:
        approval === 'reviewers'
          ? `Let only the branch ${branch} deploy to it, and name its required reviewers: they approve each plan. Its secret is PRODUCTION_DB_URL.`
          : `Let only the branch ${branch} deploy to it. Its secret is PRODUCTION_DB_URL; plans are approved by a comment.`,
      link: environments,
      command: null,
    },
    {
      what: 'Add the secrets STAGING_PLAN_DB_URL and PRODUCTION_PLAN_DB_URL to the repository',
      why: `URLs of a role that may only read: plans and the daily look at drift are made before anybody has approved. The SQL that makes the role: ${docs}/PROMOTION.md#2-the-secrets`,
      link: secrets,
      command: null,
    },
    {
      what: 'Let workflows open pull requests',
      why: 'Settings, Actions, General, Workflow permissions: a rollback opens the pull request that reverts the migrations.',
      link: at('settings/actions'),
      command: null,
    },
    ...(newest === null
      ? []
      : [
          {
            what: 'Record what the databases have already, once for each',
            why: 'It checks that the live schema is what the migrations lead to, and runs none of them. Then the same with PRODUCTION_DB_URL.',
            link: null,
            command: `sluice deploy --adopt ${newest} --db-url env:STAGING_DB_URL${place}`,
          },
        ]),
    {
      what: 'Commit the files and open a pull request',
      why: 'The first migration that a pull request brings is reviewed within seconds.',
      link: null,
      command: 'git add --all .github supabase && git commit -m "Review and ship migrations with Sluice"',
    },
  ];
}
