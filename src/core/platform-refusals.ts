import type { DataStatement, ObjectMention } from './statements.ts';

/** Why the platform refuses something to the role that migrations run as, and what to do instead. */
export interface PlatformRefusal {
  readonly reason: string;
  readonly remedy: string;
}

/** Schemas whose objects belong to roles of the platform. */
const PLATFORM_SCHEMAS = ['auth', 'storage', 'realtime'];

/** Tables on which the platform (supautils.policy_grants) lets postgres make policies although it does not own them. */
const TABLES_WITH_POLICIES = [
  'auth.audit_log_entries',
  'auth.identities',
  'auth.refresh_tokens',
  'auth.sessions',
  'auth.users',
  'realtime.messages',
  'storage.buckets',
  'storage.migrations',
  'storage.objects',
  'storage.s3_multipart_uploads',
  'storage.s3_multipart_uploads_parts',
];

/** Tables in which the services of the platform record their own migrations. */
const SERVICE_HISTORY = ['auth.schema_migrations', 'realtime.schema_migrations', 'storage.migrations'];

const ANNOUNCED =
  'since April 2025 postgres owns nothing in auth, storage and realtime, whose objects belong to the platform';

export function isPlatformSchema(schema: string | null | undefined): boolean {
  return schema !== null && schema !== undefined && PLATFORM_SCHEMAS.includes(schema);
}

/**
 * What a project of today refuses that the shadow lets pass, because projects have such migrations in their history from
 * when the platform allowed it; null where it works. `node` is the statement's own kind in the parse tree.
 * https://supabase.com/changelog/34270-restricting-access-on-auth-storage-and-realtime-schemas-on-april-21-2025
 */
export function definitionRefusal(mention: ObjectMention, node: string): PlatformRefusal | null {
  const { verb, kind, schema, table, name } = mention;
  // Rights are granted with the option that postgres has been given; nobody needs to own for that.
  if (node === 'GrantStmt') return null;
  if (kind === 'schema') {
    return isPlatformSchema(name) && verb !== 'create' ? refusal('Leave the schema as it is.') : null;
  }
  if (!isPlatformSchema(schema)) return null;
  const isComment = mention.minor === true;
  if (!isComment && kind === 'trigger' && verb !== 'rename') return null;
  if (!isComment && kind === 'policy' && verb !== 'rename') {
    return TABLES_WITH_POLICIES.includes(`${schema}.${table}`)
      ? null
      : refusal(
          'Policies are possible on the tables that the platform names for it, auth.users and storage.objects among them.',
        );
  }
  if (isComment) return refusal('Remove the statement; PostgreSQL takes it only from the owner.');
  if (verb === 'create') return refusal(createRemedy(kind, `${schema}.${table ?? name}`));
  return refusal(
    verb === 'drop'
      ? 'Leave the platform’s objects as they are.'
      : 'Leave the platform’s objects as they are; keep columns of your own in a table of your own that refers to them.',
  );
}

/** The same for a statement on rows. */
export function dataRefusal({ action, schema, table }: DataStatement, sql: string): PlatformRefusal | null {
  const name = `${schema}.${table}`;
  if (action === 'delete' && (name === 'storage.objects' || name === 'storage.buckets')) {
    // https://github.com/supabase/storage/blob/master/migrations/tenant/0055-prevent-direct-deletes.sql
    return sql.includes('storage.allow_delete_query')
      ? null
      : {
          reason: 'Storage refuses DELETE on its tables, because the files themselves would stay behind',
          remedy: 'Delete through the Storage API.',
        };
  }
  if (name === 'cron.job') {
    return {
      reason: 'postgres may only read cron.job',
      remedy: 'Use cron.schedule, cron.alter_job and cron.unschedule.',
    };
  }
  return SERVICE_HISTORY.includes(name)
    ? {
        reason:
          'in this table a service of the platform records its own migrations, and postgres may only read it',
        remedy: 'Remove the statement.',
      }
    : null;
}

function refusal(remedy: string): PlatformRefusal {
  return { reason: ANNOUNCED, remedy };
}

function createRemedy(kind: string, on: string): string {
  if (kind === 'index') return `Leave it out: ${on} gets its indexes from the platform.`;
  return 'Create it in a schema of your own.';
}
