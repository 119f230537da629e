import { GitRepository } from './git-repository.ts';

export const BASE_FILE = '20250101000000_orders.sql';
export const CHANGE_FILE = '20250201000000_change.sql';

const ORDERS = `
create table public.orders (id bigint primary key, note text);
alter table public.orders enable row level security;
create policy "nobody" on public.orders for select to authenticated using (false);
`;

/** A repository whose branch `feature` adds the SQL as a migration to what `main` has. */
export function repositoryWith(sql: string): GitRepository {
  const repository = GitRepository.create();
  repository.write('supabase/config.toml', 'project_id = "shop"\n[db]\nmajor_version = 17\n');
  repository.write(`supabase/migrations/${BASE_FILE}`, ORDERS);
  repository.commit('base');
  repository.git('switch', '--quiet', '--create', 'feature');
  repository.write(`supabase/migrations/${CHANGE_FILE}`, sql);
  repository.commit('change');
  return repository;
}

/** What GitHub tells a workflow of the pull request from `feature` to `main`, number 5 of acme/shop. */
export function pullRequestPayload(repository: GitRepository, owner = 'acme') {
  const [base, head] = [repository.git('rev-parse', 'main'), repository.git('rev-parse', 'feature')];
  return {
    action: 'opened',
    pull_request: {
      number: 5,
      base: { sha: base, ref: 'main', repo: { full_name: 'acme/shop' } },
      head: {
        sha: head,
        ref: 'feature',
        repo: { name: 'shop', full_name: `${owner}/shop`, owner: { login: owner } },
      },
    },
  };
}
