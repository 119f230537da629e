import { describe, expect, test } from '@jest/globals';
import { type ActorName, sampleDatabase } from '../support/sample-project.ts';
import { SAMPLE_ROWS } from '../support/sample-rows.ts';

const database = sampleDatabase(SAMPLE_ROWS);

interface Refusal {
  readonly actor: ActorName;
  readonly cannot: string;
  readonly sql: string;
  readonly because: string;
}

const noGrant = (table: string): string => `permission denied for table ${table}`;
const notTheirRow = (table: string): string =>
  `new row violates row-level security policy for table "${table}"`;

describe('what a policy on rows cannot guard', () => {
  const refusals: readonly Refusal[] = [
    {
      actor: 'owner',
      cannot: 'read the admin notes about themselves',
      sql: 'select admin_notes from public.user_metadata',
      because: noGrant('user_metadata'),
    },
    {
      actor: 'owner',
      cannot: 'find them with a filter',
      sql: "select user_id from public.user_metadata where admin_notes like '%watched%'",
      because: noGrant('user_metadata'),
    },
    {
      actor: 'owner',
      cannot: 'get them back from a change of their own row',
      sql: "update public.user_metadata set about = 'x' returning admin_notes",
      because: noGrant('user_metadata'),
    },
    {
      actor: 'moderator',
      cannot: 'read admin notes',
      sql: 'select admin_notes from public.user_metadata',
      because: noGrant('user_metadata'),
    },
    {
      actor: 'owner',
      cannot: 'write the admin notes about themselves',
      sql: "update public.user_metadata set admin_notes = 'is lovely'",
      because: noGrant('user_metadata'),
    },
    {
      actor: 'stranger',
      cannot: 'bring admin notes along with a new profile',
      sql: "insert into public.user_metadata (user_id, admin_notes) values ('user_stranger', 'is lovely')",
      because: noGrant('user_metadata'),
    },
    {
      actor: 'owner',
      cannot: 'hand their profile to somebody else',
      sql: "update public.user_metadata set user_id = 'user_stranger'",
      because: notTheirRow('user_metadata'),
    },
    {
      actor: 'owner',
      cannot: 'read the hash of their key',
      sql: 'select key_hash from public.user_api_keys',
      because: noGrant('user_api_keys'),
    },
    {
      actor: 'admin',
      cannot: 'read the hash of a key',
      sql: 'select key_hash from public.user_api_keys',
      because: noGrant('user_api_keys'),
    },
    {
      actor: 'server',
      cannot: 'read the hash of a key',
      sql: 'select key_hash from public.user_api_keys',
      because: noGrant('user_api_keys'),
    },
    {
      actor: 'server',
      cannot: 'read it as part of everything',
      sql: 'select * from public.user_api_keys',
      because: noGrant('user_api_keys'),
    },
    {
      actor: 'server',
      cannot: 'put another hash in place of a key',
      sql: "update public.user_api_keys set key_hash = sha256('known')",
      because: noGrant('user_api_keys'),
    },
    {
      actor: 'owner',
      cannot: 'hand their key to somebody else',
      sql: "update public.user_api_keys set user_id = 'user_admin'",
      because: noGrant('user_api_keys'),
    },
    {
      actor: 'owner',
      cannot: 'reset the count of their calls',
      sql: 'update public.user_api_keys set call_count = 0',
      because: noGrant('user_api_keys'),
    },
    {
      actor: 'admin',
      cannot: 'move a role to another user',
      sql: "update public.user_roles set user_id = 'user_stranger' where user_id = 'user_owner'",
      because: noGrant('user_roles'),
    },
    {
      actor: 'admin',
      cannot: 'backdate a role',
      sql: "insert into public.user_roles (user_id, email, created_at) values ('x', 'x', 'epoch')",
      because: noGrant('user_roles'),
    },
    {
      actor: 'visitor',
      cannot: 'see which admin changed a setting',
      sql: 'select updated_by from public.app_settings',
      because: noGrant('app_settings'),
    },
    {
      actor: 'owner',
      cannot: 'see which admin changed a setting',
      sql: 'select updated_by from public.app_settings',
      because: noGrant('app_settings'),
    },
    {
      actor: 'owner',
      cannot: 'see the user id of an author',
      sql: 'select author_id from public.announcements',
      because: noGrant('announcements'),
    },
    {
      actor: 'moderator',
      cannot: 'write an announcement in the name of somebody else',
      sql: "insert into public.announcements (title, author_id) values ('x', 'user_admin')",
      because: noGrant('announcements'),
    },
    {
      actor: 'owner',
      cannot: 'mark a draft as read',
      sql: "insert into public.announcement_reads (announcement_id) values ('00000000-0000-4000-8000-000000000002')",
      because: notTheirRow('announcement_reads'),
    },
    {
      actor: 'owner',
      cannot: 'tell a draft from an announcement that does not exist',
      sql: 'insert into public.announcement_reads (announcement_id) values (gen_random_uuid())',
      because: notTheirRow('announcement_reads'),
    },
    {
      actor: 'owner',
      cannot: 'mark an announcement as read for somebody else',
      sql: "insert into public.announcement_reads values ('00000000-0000-4000-8000-000000000001', 'user_admin')",
      because: noGrant('announcement_reads'),
    },
    {
      actor: 'admin',
      cannot: 'empty a table past its policies',
      sql: 'truncate public.user_roles',
      because: noGrant('user_roles'),
    },
    {
      actor: 'server',
      cannot: 'empty the audit log',
      sql: 'truncate public.admin_audit_log',
      because: noGrant('admin_audit_log'),
    },
    {
      actor: 'visitor',
      cannot: 'reach the private schema',
      sql: 'select private.is_admin()',
      because: 'permission denied for schema private',
    },
    {
      actor: 'owner',
      cannot: 'record an audit event past the check',
      sql: "select private.record_audit_event('forged', null, null, null)",
      because: 'permission denied for function record_audit_event',
    },
  ];

  test.each(refusals)('$actor cannot $cannot', async ({ actor, sql, because }) => {
    expect(await database.attempt(actor, sql)).toEqual({ refused: because });
  });
});

describe('what the column grants leave open', () => {
  const allowed: readonly { actor: ActorName; can: string; sql: string; rows: readonly object[] }[] = [
    {
      actor: 'server',
      can: 'read admin notes',
      sql: "select admin_notes from public.user_metadata where user_id = 'user_owner'",
      rows: [{ admin_notes: 'is watched' }],
    },
    {
      actor: 'owner',
      can: 'tell their key by its last characters',
      sql: 'select key_name, key_hint from public.user_api_keys',
      rows: [{ key_name: 'owner key', key_hint: 'wner' }],
    },
    {
      actor: 'owner',
      can: 'save their profile with an upsert',
      sql: `insert into public.user_metadata (user_id, about) values ('user_owner', 'hello')
        on conflict (user_id) do update set user_id = excluded.user_id, about = excluded.about
        returning user_id, about`,
      rows: [{ user_id: 'user_owner', about: 'hello' }],
    },
    {
      actor: 'user of Supabase Auth',
      can: 'add a profile under the uuid of their token',
      sql: `insert into public.user_metadata (user_id) values ('3b7ff6a8-8a5c-4f7e-9d7e-2f1f4f2a9c01')
        returning preferences`,
      rows: [{ preferences: {} }],
    },
  ];

  test.each(allowed)('$actor can $can', async ({ actor, sql, rows }) => {
    expect(await database.attempt(actor, sql)).toEqual({ rows });
  });
});
