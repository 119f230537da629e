const COLUMNS = [
  ['title', "text not null default ''"],
  ['description', 'text'],
  ['email', 'text'],
  ['amount', 'numeric(12, 2) not null default 0'],
  ['currency', "char(3) not null default 'EUR'"],
  ['quantity', 'integer not null default 1'],
  ['metadata', "jsonb not null default '{}'"],
  ['labels', "text[] not null default '{}'"],
  ['starts_at', 'timestamptz'],
  ['due_on', 'date'],
  ['is_public', 'boolean not null default false'],
  ['external_id', 'text'],
  ['rate', 'double precision'],
  ['source_address', 'inet'],
];

/** Draws one table of a domain: which columns it has, what it refers to, what its policies allow. */
export function drawTable({ domain, name }, earlier, random) {
  const parents = earlier.filter((table) => table.domain === domain).slice(-6);
  return {
    domain,
    name,
    parent: parents.length > 0 && random.chance(0.7) ? random.pick(parents).name : null,
    hasKind: random.chance(0.33),
    columns: random.sample(COLUMNS, random.between(2, 4)),
    writes: random.sample(['insert', 'update', 'delete'], random.between(1, 3)),
    isAudited: random.chance(0.2),
    extra: random.pick(['view', 'function', 'unique', 'view']),
  };
}

/**
 * What makes a table, in ten pieces of SQL in the order in which a team would write them. However many files the pieces
 * are spread over, they end in the same schema.
 */
export function tablePieces(table) {
  return [
    { name: `create_${table.name}`, sql: createTable(table) },
    { name: `secure_${table.name}`, sql: secureTable(table) },
    { name: `read_${table.name}`, sql: readPolicy(table) },
    { name: `write_${table.name}`, sql: writePolicies(table) },
    { name: `index_${table.name}`, sql: keyIndexes(table) },
    { name: `find_${table.name}`, sql: searchIndex(table) },
    { name: `track_${table.name}`, sql: triggers(table) },
    { name: `archive_${table.name}`, sql: laterColumns(table) },
    { name: `describe_${table.name}`, sql: comments(table) },
    { name: `extend_${table.name}`, sql: extra(table) },
  ];
}

function createTable({ name, parent, hasKind, columns }) {
  const kind = hasKind ? `create type public.${name}_kind as enum ('draft', 'active', 'closed');\n\n` : '';
  const lines = [
    'id uuid primary key default gen_random_uuid()',
    'organization_id uuid not null references public.organizations (id) on delete cascade',
    'created_by uuid references auth.users (id) on delete set null',
    ...(parent === null ? [] : [`parent_id uuid references public.${parent} (id) on delete cascade`]),
    ...(hasKind ? [`kind public.${name}_kind not null default 'draft'`] : []),
    ...columns.map(([column, definition]) => `${column} ${definition}`),
    'created_at timestamptz not null default now()',
    'updated_at timestamptz not null default now()',
  ];
  return `${kind}create table public.${name} (\n  ${lines.join(',\n  ')}\n);\n`;
}

function secureTable({ name }) {
  return `alter table public.${name} enable row level security;
revoke all on public.${name} from anon;
grant select, insert, update, delete on public.${name} to authenticated;
grant all on public.${name} to service_role;
`;
}

function readPolicy({ name }) {
  return `create policy "members read ${name}" on public.${name}
  for select to authenticated using (private.is_member(organization_id));
`;
}

function writePolicies({ name, writes }) {
  const conditions = {
    insert: 'with check (private.may_edit(organization_id) and created_by = (select auth.uid()))',
    update: 'using (private.may_edit(organization_id)) with check (private.may_edit(organization_id))',
    delete: 'using (created_by = (select auth.uid()))',
  };
  return writes
    .map(
      (verb) =>
        `create policy "editors ${verb} ${name}" on public.${name}\n  for ${verb} to authenticated ${conditions[verb]};\n`,
    )
    .join('');
}

function keyIndexes({ name, parent }) {
  const byParent = `create index ${name}_parent_id_idx on public.${name} (parent_id);\n`;
  return `create index ${name}_organization_id_idx on public.${name} (organization_id, created_at desc);
${parent === null ? '' : byParent}`;
}

function searchIndex({ name, columns }) {
  const [column] = columns.find(([one]) => one === 'metadata' || one === 'labels') ?? columns[0];
  const method = column === 'metadata' || column === 'labels' ? 'using gin ' : '';
  return `create index ${name}_${column}_idx on public.${name} ${method}(${column});\n`;
}

function triggers({ name, isAudited }) {
  const updated = `create trigger set_updated_at before update on public.${name}
  for each row execute function private.set_updated_at();
`;
  if (!isAudited) return updated;
  return `${updated}
create function private.notify_${name}() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_notify('${name}', coalesce(new.id, old.id)::text);
  return coalesce(new, old);
end;
$$;

create trigger notify after insert or update or delete on public.${name}
  for each row execute function private.notify_${name}();
`;
}

function laterColumns({ name }) {
  return `alter table public.${name}
  add column archived_at timestamptz,
  add column revision integer not null default 1,
  add constraint ${name}_revision_positive check (revision > 0);
`;
}

function comments({ name, domain }) {
  return `comment on table public.${name} is 'What the part ${domain} keeps of its ${name.slice(domain.length + 1)}.';
comment on column public.${name}.archived_at is 'Set instead of deleting the row.';
comment on column public.${name}.revision is 'Rises with every change.';
`;
}

function extra({ name, extra: kind }) {
  switch (kind) {
    case 'view':
      return `create view public.current_${name} with (security_invoker = true) as
  select id, organization_id, created_by, revision, created_at from public.${name} where updated_at > now() - interval '90 days';
`;
    case 'function':
      return `create function public.count_${name}(organization uuid) returns bigint
  language sql stable set search_path = ''
as $$ select count(*) from public.${name} where organization_id = organization; $$;
`;
    default:
      return `create unique index ${name}_one_revision_idx on public.${name} (organization_id, id, revision);\n`;
  }
}
