import { SUPABASE_EXTENSION_HANDLERS, supabaseProfile } from '@supabase/pg-delta/integrations';
import { flattenPolicy, type Policy, type Predicate } from '@supabase/pg-delta/policy';
import { withOwnDatabase } from './own-database-jobs.ts';

export const HANDLERS = SUPABASE_EXTENSION_HANDLERS.map(withOwnDatabase);

const SUPABASE: Policy = supabaseProfile.policy ?? { id: 'supabase' };

/** Whom the platform makes members of its own roles. */
const PLATFORM_MEMBERS: string[] = [...(SUPABASE.assumedRoles ?? []), 'postgres'];

/** Who speaks for the clients of the API. The platform makes `authenticator` a member of the others, and none of them of anything else. */
export const API_ROLES: readonly string[] = ['anon', 'authenticated', 'service_role', 'authenticator'];

/** A membership through which clients of the API may do what the platform does not let them do. */
const API_MEMBERSHIP: Predicate = {
  all: [
    { kind: 'membership' },
    { idField: { field: 'member', glob: [...API_ROLES] } },
    {
      not: {
        all: [
          { idField: { field: 'member', glob: ['authenticator'] } },
          { idField: { field: 'role', glob: SUPABASE.assumedRoles ?? [] } },
        ],
      },
    },
  ],
};

/**
 * Which objects are the platform's and which are the project's, by the Supabase profile of pg-delta; but for policies on tables of
 * storage and realtime, which projects write and the platform does not, and for roles of a project that become members of the
 * platform's, and those of the API that become members of any, because they get all that those may do.
 */
export const PLATFORM_POLICY: Policy = {
  ...SUPABASE,
  filter: [
    {
      match: {
        all: [{ kind: 'membership' }, { not: { idField: { field: 'member', glob: PLATFORM_MEMBERS } } }],
      },
      action: 'include',
    },
    { match: API_MEMBERSHIP, action: 'include' },
    { match: { all: [{ kind: 'policy' }, { schema: ['storage', 'realtime'] }] }, action: 'include' },
    ...(SUPABASE.filter ?? []),
  ],
};

const FLAT = flattenPolicy(PLATFORM_POLICY);

/** Schemas that belong to the platform. */
export const PLATFORM_SCHEMAS: readonly string[] = FLAT.assumedSchemas;

/** Roles that the platform brings along. */
export const PLATFORM_ROLES: readonly string[] = FLAT.assumedRoles;

/** Where the history of migrations lives, and what Sluice itself needs while it watches them. */
export const OWN_SCHEMA = 'supabase_migrations';

/** Where rows wait that an allowed loss of a rollback took out of their tables (database/quarantine-tables.ts). */
const QUARANTINE_SCHEMA = 'sluice_quarantine';

/** Names of event triggers that Sluice installs for a while (database/statement-events.ts). */
export const OWN_EVENT_TRIGGERS = ['sluice_observe_end', 'sluice_observe_drop'] as const;

/**
 * What a comparison of two moments of one shadow looks at: everything but our own. The platform's objects are the same at
 * both moments unless a migration changed them (a policy on storage.objects, a grant on auth.users), and then they
 * belong into the review. Between two databases, or days, the platform's policy is the one to take.
 */
export const POLICY: Policy = {
  id: 'sluice',
  filter: [
    { match: { schema: [OWN_SCHEMA, QUARANTINE_SCHEMA] }, action: 'exclude' },
    { match: { all: [{ kind: 'schema' }, { name: [OWN_SCHEMA, QUARANTINE_SCHEMA] }] }, action: 'exclude' },
    { match: { all: [{ kind: 'eventTrigger' }, { name: [...OWN_EVENT_TRIGGERS] }] }, action: 'exclude' },
  ],
};

/** What belongs to the project and not to the platform, and nothing of our own, in one go. */
export const PROJECT_POLICY: Policy = {
  ...PLATFORM_POLICY,
  filter: [...(POLICY.filter ?? []), ...(PLATFORM_POLICY.filter ?? [])],
  assumedSchemas: (PLATFORM_POLICY.assumedSchemas ?? []).filter((name) => name !== OWN_SCHEMA),
};
