import { describe, expect, test } from '@jest/globals';
import { type ActorName, sampleDatabase } from '../support/sample-project.ts';
import { SAMPLE_ROWS } from '../support/sample-rows.ts';

const database = sampleDatabase(SAMPLE_ROWS);

describe('the audit log', () => {
  test('takes the actor from the token, their email from user_roles and the rest from the headers', async () => {
    await database.session(async ({ become, rows }) => {
      await become('admin');
      await rows("select set_config('request.headers', $1, true)", [
        JSON.stringify({ 'x-forwarded-for': '203.0.113.7, 10.0.0.1', 'user-agent': 'Firefox' }),
      ]);
      await rows(
        `select public.log_admin_action('export', 'user_owner', 'owner@example.test', '{"rows": 3}')`,
      );
      expect(
        await rows(
          `select admin_id, admin_email, target_id, details, host(ip_address) as address, user_agent
           from public.admin_audit_log where action = 'export'`,
        ),
      ).toEqual([
        {
          admin_id: 'user_admin',
          admin_email: 'admin@example.test',
          target_id: 'user_owner',
          details: { rows: 3 },
          address: '203.0.113.7',
          user_agent: 'Firefox',
        },
      ]);
    });
  });

  test('records an action of a request whose address is nonsense', async () => {
    await database.session(async ({ become, rows }) => {
      await become('admin');
      await rows("select set_config('request.headers', $1, true)", [
        JSON.stringify({ 'x-forwarded-for': 'nowhere' }),
      ]);
      await rows("select public.log_admin_action('export')");
      expect(await rows("select ip_address from public.admin_audit_log where action = 'export'")).toEqual([
        { ip_address: null },
      ]);
    });
  });

  const changes: readonly {
    by: string;
    actor: ActorName | null;
    adminId: string;
    what: string;
    sql: string;
    action: string;
    target: string;
    details: object;
  }[] = [
    {
      by: 'an admin',
      actor: 'admin',
      adminId: 'user_admin',
      what: 'a change of role',
      sql: "update public.user_roles set role = 'moderator' where user_id = 'user_owner'",
      action: 'user_role.update',
      target: 'user_owner',
      details: {
        before: { role: 'user', status: 'active' },
        after: { role: 'moderator', status: 'active' },
      },
    },
    {
      by: 'the server',
      actor: 'server',
      adminId: 'service_role',
      what: 'a removed role',
      sql: "delete from public.user_roles where user_id = 'user_owner'",
      action: 'user_role.delete',
      target: 'user_owner',
      details: { before: { role: 'user', status: 'active' }, after: null },
    },
    {
      by: 'SQL on the database itself',
      actor: null,
      adminId: 'postgres',
      what: 'a first admin',
      sql: "insert into public.user_roles (user_id, email, role) values ('user_first', 'f@example.test', 'admin')",
      action: 'user_role.insert',
      target: 'user_first',
      details: { before: null, after: { role: 'admin', status: 'active' } },
    },
    {
      by: 'an admin',
      actor: 'admin',
      adminId: 'user_admin',
      what: 'a changed setting',
      sql: "update public.app_settings set setting_value = 'no' where setting_key = 'secret'",
      action: 'app_setting.update',
      target: 'secret',
      details: { before: 'yes', after: 'no' },
    },
  ];

  test.each(changes)('holds $what by $by', async ({ actor, adminId, sql, action, target, details }) => {
    await database.session(async ({ become, becomeOwner, rows }) => {
      if (actor !== null) await become(actor);
      await rows(sql);
      await becomeOwner();
      expect(
        await rows(
          `select admin_id, details from public.admin_audit_log
           where action = $1 and target_id = $2 and created_at = now()`,
          [action, target],
        ),
      ).toEqual([{ admin_id: adminId, details }]);
    });
  });

  test.each([
    { statement: 'UPDATE', sql: "update public.admin_audit_log set action = 'x'" },
    { statement: 'DELETE', sql: 'delete from public.admin_audit_log' },
    { statement: 'TRUNCATE', sql: 'truncate public.admin_audit_log' },
  ])('refuses even its owner: $statement', async ({ statement, sql }) => {
    const outcome = await database.session(async ({ becomeOwner, attempt }) => {
      await becomeOwner();
      return attempt(sql);
    });
    expect(outcome).toEqual({
      refused: `${statement} on public.admin_audit_log is not allowed: the table is append only`,
    });
  });
});
