import type { SqlSession } from '../sql-session.ts';

/** From this major on a role without superuser's rights that makes a role becomes a member of it. */
const GRANTS_TO_MAKER = 16;

/**
 * Makes `postgres` a superuser until the returned object is disposed of. PostgreSQL grants a new role to whoever made it, but not to a
 * superuser (https://www.postgresql.org/docs/current/role-attributes.html), so that is made up for: on the platform `postgres` is none.
 */
export async function elevatePostgres(session: SqlSession, major: number): Promise<AsyncDisposable> {
  const before = new Set(await roleNames(session));
  await session.rows('alter role postgres superuser');
  return {
    async [Symbol.asyncDispose]() {
      // Where the server is gone by now, its next start takes the rights back.
      await giveBack(session, major, before).catch(() => {});
    },
  };
}

async function giveBack(session: SqlSession, major: number, before: ReadonlySet<string>): Promise<void> {
  await session.rows('alter role postgres nosuperuser');
  if (major < GRANTS_TO_MAKER) return;
  for (const role of await roleNames(session)) {
    if (before.has(role)) continue;
    await session.rows(
      `grant "${role.replaceAll('"', '""')}" to postgres with admin true, inherit false, set false`,
    );
  }
}

/** Every role of the server. */
export async function roleNames(session: SqlSession): Promise<readonly string[]> {
  const rows = await session.rows('select rolname from pg_catalog.pg_roles');
  return rows.flatMap(({ rolname }) => (typeof rolname === 'string' ? [rolname] : []));
}
