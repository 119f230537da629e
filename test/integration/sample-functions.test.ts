import { describe, expect, test } from '@jest/globals';
import { type ActorName, sampleDatabase } from '../support/sample-project.ts';
import { SAMPLE_ROWS } from '../support/sample-rows.ts';

const database = sampleDatabase(SAMPLE_ROWS);

const REFUSED_BY_GRANT = 'permission denied for function';

describe('API keys', () => {
  test('a new key is shown once and kept as hash and last four characters', async () => {
    await database.session(async ({ become, becomeOwner, rows }) => {
      await become('owner');
      const [key] = await rows("select id, secret from public.create_api_key('laptop')");
      expect(key).toEqual({ id: expect.any(String), secret: expect.stringMatching(/^sk_[0-9a-f]{48}$/u) });

      await becomeOwner();
      const stored = await rows(
        `select user_id, key_name, key_hint = right($2, 4) as hint, key_hash = sha256(convert_to($2, 'UTF8')) as hash,
           position($2 in to_jsonb(k)::text) as readable
         from public.user_api_keys as k where id = $1`,
        [key?.['id'], key?.['secret']],
      );
      expect(stored).toEqual([
        { user_id: 'user_owner', key_name: 'laptop', hint: true, hash: true, readable: 0 },
      ]);
    });
  });

  test('two keys of the same name and user cannot be told apart and are refused', async () => {
    expect(await database.attempt('owner', "select public.create_api_key('owner key')")).toEqual({
      refused: 'duplicate key value violates unique constraint "user_api_keys_one_name_per_user"',
    });
  });

  test('a key that was just made belongs to its maker', async () => {
    await database.session(async ({ become, rows }) => {
      await become('user of Supabase Auth');
      const [key] = await rows("select secret from public.create_api_key('laptop')");
      await become('server');
      expect(await rows('select public.verify_api_key($1) as user_id', [key?.['secret']])).toEqual([
        { user_id: '3b7ff6a8-8a5c-4f7e-9d7e-2f1f4f2a9c01' },
      ]);
    });
  });

  test.each([
    { key: 'of an active user', secret: 'sk_owner', userId: 'user_owner' },
    { key: 'of a user without a role', secret: 'sk_stranger', userId: 'user_stranger' },
    { key: 'of an inactive user', secret: 'sk_inactive', userId: null },
    { key: 'that does not exist', secret: 'sk_wrong', userId: null },
  ])('the server asks about a key $key and learns: $userId', async ({ secret, userId }) => {
    expect(await database.attempt('server', 'select public.verify_api_key($1) as user_id', [secret])).toEqual(
      { rows: [{ user_id: userId }] },
    );
  });

  test('a call is counted beyond the range of integer and does not count as a change of the key', async () => {
    await database.session(async ({ become, becomeOwner, rows }) => {
      await becomeOwner();
      await rows("update public.user_api_keys set call_count = 2147483647, updated_at = 'epoch'");
      await become('server');
      await rows("select public.verify_api_key('sk_owner')");
      expect(
        await rows(`select call_count, last_used_at = now() as used, updated_at = 'epoch' as unchanged
          from public.user_api_keys where key_name = 'owner key'`),
      ).toEqual([{ call_count: '2147483648', used: true, unchanged: true }]);
    });
  });
});

describe('admin notes', () => {
  test('an admin writes and reads them, and the log holds that they did but not what they wrote', async () => {
    await database.session(async ({ become, rows }) => {
      await become('admin');
      await rows("select public.set_admin_notes('user_stranger', 'came by')");
      expect(await rows("select public.admin_notes('user_stranger') as notes")).toEqual([
        { notes: 'came by' },
      ]);
      expect(
        await rows(
          "select admin_id, target_id, details from public.admin_audit_log where action = 'admin_notes.write'",
        ),
      ).toEqual([{ admin_id: 'user_admin', target_id: 'user_stranger', details: null }]);
    });
  });
});

describe('the functions for admins and for the server', () => {
  const NOT_AN_ADMIN: readonly ActorName[] = ['owner', 'moderator', 'inactive admin', 'invited admin'];
  const NOT_SIGNED_IN: readonly ActorName[] = ['visitor', 'server'];
  const adminFunctions = [
    { call: "log_admin_action('forged')", because: 'only an active admin may write to the audit log' },
    { call: "admin_notes('user_owner')", because: 'only an active admin may read admin notes' },
    { call: "set_admin_notes('user_owner', 'x')", because: 'only an active admin may write admin notes' },
  ];
  const refusals = [
    ...adminFunctions.flatMap(({ call, because }) => [
      ...NOT_AN_ADMIN.map((actor) => ({ actor, call, because })),
      ...NOT_SIGNED_IN.map((actor) => ({
        actor,
        call,
        because: `${REFUSED_BY_GRANT} ${call.slice(0, call.indexOf('('))}`,
      })),
    ]),
    ...NOT_SIGNED_IN.map((actor) => ({
      actor,
      call: "create_api_key('x')",
      because: `${REFUSED_BY_GRANT} create_api_key`,
    })),
    ...(['visitor', 'owner', 'admin'] as const).map((actor) => ({
      actor,
      call: "verify_api_key('sk_owner')",
      because: `${REFUSED_BY_GRANT} verify_api_key`,
    })),
  ];

  test.each(refusals)('$actor cannot call $call', async ({ actor, call, because }) => {
    expect(await database.attempt(actor, `select public.${call}`)).toEqual({ refused: because });
  });
});

describe('what a row says about its last change', () => {
  test.each([
    { table: 'user_roles', set: 'email = email' },
    { table: 'user_metadata', set: 'about = about' },
    { table: 'user_api_keys', set: 'key_name = key_name' },
    { table: 'app_settings', set: 'description = description' },
    { table: 'announcements', set: 'body = body' },
  ])('$table: updated_at is the time of the change, not what the client claims', async ({ table, set }) => {
    await database.session(async ({ becomeOwner, rows }) => {
      await becomeOwner();
      expect(
        await rows(
          `with changed as (update public.${table} set ${set}, updated_at = 'epoch' returning updated_at)
           select bool_and(updated_at = now()) as now from changed`,
        ),
      ).toEqual([{ now: true }]);
    });
  });

  test('app_settings: updated_by is who changed it, not what the client claims', async () => {
    expect(
      await database.attempt(
        'server',
        "update public.app_settings set updated_by = 'user_admin' where setting_key = 'open' returning updated_by",
      ),
    ).toEqual({ rows: [{ updated_by: 'service_role' }] });
  });
});

describe('values that make no sense are refused', () => {
  test.each([
    { what: 'an unknown role', sql: "update public.user_roles set role = 'root'" },
    { what: 'an unknown status', sql: "update public.user_roles set status = 'banned'" },
    { what: 'preferences that are a list', sql: "update public.user_metadata set preferences = '[]'" },
    { what: 'a hash that is none', sql: "update public.user_api_keys set key_hash = 'plain'" },
    { what: 'a hint that is the key', sql: "update public.user_api_keys set key_hint = 'sk_owner'" },
    {
      what: 'a boolean setting: maybe',
      sql: "update public.app_settings set setting_type = 'boolean', setting_value = 'maybe'",
    },
    {
      what: 'a number setting: ten',
      sql: "update public.app_settings set setting_type = 'number', setting_value = 'ten'",
    },
    {
      what: 'a json setting: {',
      sql: "update public.app_settings set setting_type = 'json', setting_value = '{'",
    },
    { what: 'an empty title', sql: "update public.announcements set title = ''" },
  ])('$what', async ({ sql }) => {
    const outcome = await database.session(async ({ becomeOwner, attempt }) => {
      await becomeOwner();
      return attempt(sql);
    });
    expect(outcome).toEqual({ refused: expect.stringContaining('violates check constraint') });
  });
});
