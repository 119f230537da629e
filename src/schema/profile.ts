import { SUPABASE_EXTENSION_HANDLERS, supabaseProfile } from '@supabase/pg-delta/integrations';
import { flattenPolicy, type Policy } from '@supabase/pg-delta/policy';

/** Which objects are the platform's and which are the project's, by the Supabase profile of pg-delta. */
export const POLICY: Policy = supabaseProfile.policy ?? { id: 'supabase' };

export const HANDLERS = SUPABASE_EXTENSION_HANDLERS;

const FLAT = flattenPolicy(POLICY);

/** Schemas that belong to the platform. */
export const PLATFORM_SCHEMAS: readonly string[] = FLAT.assumedSchemas;

/** Roles that the platform brings along. */
export const PLATFORM_ROLES: readonly string[] = FLAT.assumedRoles;
