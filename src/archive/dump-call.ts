import type { DumpOrders } from '../core/backup-ports.ts';
import type { ConnectionTarget, Environment } from '../core/ports.ts';

/** A program with what it is called with. */
export interface DumpCall {
  readonly args: readonly string[];
  /** Besides the environment of the process; the password is here and nowhere else. */
  readonly env: Environment;
}

/**
 * How pg_dump is told where to connect: by variables of libpq (https://www.postgresql.org/docs/current/libpq-envars.html), because a command line
 * can be read by everybody on the machine. `certificate` is the path of the root certificate, where one is given.
 */
export function connectionVariables(target: ConnectionTarget, certificate: string | null): Environment {
  const { host, port, user, database, password, ssl, options } = target;
  return {
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGDATABASE: database,
    PGAPPNAME: 'sluice',
    ...(password === undefined ? {} : { PGPASSWORD: password }),
    ...(options === undefined ? {} : { PGOPTIONS: options }),
    PGSSLMODE: sslMode(ssl),
    ...(certificate === null ? {} : { PGSSLROOTCERT: certificate }),
  };
}

function sslMode(ssl: ConnectionTarget['ssl']): string {
  if (ssl === false) return 'disable';
  if (!ssl.rejectUnauthorized) return 'require';
  return ssl.checkServerIdentity === undefined ? 'verify-full' : 'verify-ca';
}

/**
 * One of the three sections of a script, of the same moment as everything else in the backup. What the platform owns, large objects and subscriptions
 * are left out, and row level security is off, so that rows that cannot be seen are an error.
 */
export function pgDumpCall(
  section: 'pre-data' | 'data' | 'post-data',
  {
    target,
    snapshot,
    platformSchemas,
    contents,
  }: Pick<DumpOrders, 'target' | 'snapshot' | 'platformSchemas' | 'contents'>,
  certificate: string | null,
): DumpCall {
  return {
    args: [
      '--format=plain',
      `--section=${section}`,
      `--snapshot=${snapshot}`,
      `--encoding=${contents.encoding}`,
      '--no-password',
      '--no-blobs',
      '--no-subscriptions',
      '--quote-all-identifiers',
      ...platformSchemas.map((schema) => `--exclude-schema=${pattern(schema)}`),
    ],
    env: connectionVariables(target, certificate),
  };
}

/** A name as pg_dump matches it whole (https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-PATTERNS). */
function pattern(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * `supabase db dump`, which runs pg_dump in Docker. It takes the address as a flag, so the password goes by PGPASSWORD, and the address has
 * none. The schemas are named, because by itself it leaves out the history.
 */
export function supabaseCall(
  part: 'schema' | 'data',
  target: ConnectionTarget,
  schemas: readonly string[],
  certificate: string | null,
): DumpCall {
  const { host, port, user, database } = target;
  const mode = sslMode(target.ssl);
  const query = new URLSearchParams({
    sslmode: mode,
    ...(certificate === null ? {} : { sslrootcert: certificate }),
  });
  const address = `postgresql://${encodeURIComponent(user)}@${encodeURIComponent(host)}:${port}/${encodeURIComponent(database)}?${query}`;
  return {
    args: [
      'db',
      'dump',
      `--remote=${address}`,
      '--schema',
      schemas.join(','),
      ...(part === 'data' ? ['--data-only', '--use-copy'] : ['--keep-comments']),
    ],
    env: { PGPASSWORD: target.password ?? '' },
  };
}
