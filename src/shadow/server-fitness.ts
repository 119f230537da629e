import { SluiceError } from '../core/errors.ts';
import type { Major } from './baseline/major.ts';
import type { ShadowBaseline } from './shadow-baseline.ts';
import { type SqlSession, SUPERUSER } from './sql-session.ts';

/**
 * Whether a server that the user gives can be a shadow. It must have the project's major, a superuser for us, and the
 * roles of a Supabase project: databases can be made and dropped without a trace, roles belong to the whole server, so
 * Sluice makes none there. Supabase's own image and local stack have them all.
 * @returns the server's version
 * @throws SluiceError engine-unavailable with everything that is missing
 */
export async function requireFitServer(
  session: SqlSession,
  major: Major,
  baseline: ShadowBaseline,
): Promise<string> {
  const version = await session.text('SHOW server_version');
  const problems: string[] = [];
  const found = Number.parseInt(version, 10);
  if (found !== major) {
    problems.push(`it is PostgreSQL ${found}, and the project's [db] major_version is ${major}`);
  }
  const [user] = await session.rows('SELECT rolsuper FROM pg_roles WHERE rolname = current_user');
  if (user?.['rolsuper'] !== true) {
    problems.push('the user of the URL is no superuser, which making the auth and storage schemas takes');
  }
  const missing = await missingRoles(session, requiredRoles(major, baseline));
  if (missing.length > 0) problems.push(`it lacks the roles ${missing.join(', ')}`);
  if (problems.length === 0) return version;
  throw new SluiceError('engine-unavailable', {
    message: `The server of --engine url cannot be a shadow: ${problems.join('; ')}.`,
    likelyCause: 'It is a plain PostgreSQL, or the URL names another user than the superuser.',
    remedy:
      "Use Supabase's Postgres image or local stack with the user supabase_admin, or --engine embedded, which needs no server.",
  });
}

/** The roles that the SQL of the baseline names in a database. */
function requiredRoles(major: Major, baseline: ShadowBaseline): readonly string[] {
  const sql = baseline.databaseSql(major);
  const made = [...baseline.clusterSql(major).matchAll(/\bCREATE ROLE "?(\w+)/gu)].map(
    ([, name = '']) => name,
  );
  const named = [...made, SUPERUSER].filter((name) => new RegExp(`\\b${name}\\b`, 'u').test(sql));
  return [...new Set(['postgres', ...named])];
}

async function missingRoles(session: SqlSession, names: readonly string[]): Promise<readonly string[]> {
  const rows = await session.rows('SELECT rolname FROM pg_roles');
  const present = new Set(rows.map((row) => row['rolname']));
  return names.filter((name) => !present.has(name));
}
