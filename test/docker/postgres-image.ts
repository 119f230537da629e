import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { preparedEngine } from '../../src/shadow/prepared-engine.ts';
import { serverAccount } from '../../src/shadow/server-account.ts';
import { SUPABASE_BASELINE } from '../../src/shadow/shadow-baseline.ts';
import { processMachine, shadowRequest } from '../support/shadow-requests.ts';

/**
 * An image under the name that the Supabase CLI asks for, made of Debian's base system and the binaries of PostgreSQL that come
 * through npm: for machines that cannot pull the real one. It stands for the CLI's side of the contract (its entrypoint, its roles, a
 * volume, the check of its health), not for the extensions of the real image.
 */

const BASE = 'sluice-test-debian';
const REGISTRY = 'public.ecr.aws/supabase/postgres';

/** Follows the entrypoint of the official image as far as the CLI relies on it. */
const ENTRYPOINT = `#!/bin/sh
set -eu
[ "\${1:-}" = postgres ] || exec "$@"
export PATH=/opt/postgres/bin:$PATH PGDATA=/var/lib/postgresql/data PGPASSWORD=$POSTGRES_PASSWORD
as_postgres() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
mkdir -p "$PGDATA"
chown -R postgres:postgres /var/lib/postgresql
chmod 700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  as_postgres initdb --username=supabase_admin --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C --no-sync >/dev/null
  echo "host all all all scram-sha-256" >> "$PGDATA/pg_hba.conf"
  as_postgres pg_ctl -w -o "-c listen_addresses='' -c unix_socket_directories=/tmp" start >/dev/null
  psql="psql -q -v ON_ERROR_STOP=1 -h /tmp -U supabase_admin -d postgres"
  $psql -f /opt/sluice/cluster.sql
  $psql -f /opt/sluice/database.sql
  for role in $($psql -At -c "select quote_ident(rolname) from pg_roles where rolname !~ '^pg_'"); do
    $psql -c "alter role $role password '$POSTGRES_PASSWORD'"
  done
  for file in /etc/postgresql.schema.sql; do
    if [ -s "$file" ]; then psql -q -h /tmp -U supabase_admin -d postgres -f "$file"; fi
  done
  as_postgres pg_ctl -w -m fast stop >/dev/null
fi
exec setpriv --reuid=postgres --regid=postgres --clear-groups postgres -c listen_addresses='*' -c unix_socket_directories=/tmp,/var/run/postgresql -c fsync=off
`;

const DOCKERFILE = `FROM ${BASE}
COPY postgres /opt/postgres
COPY sql /opt/sluice
COPY docker-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
RUN chmod 755 /usr/local/bin/docker-entrypoint.sh && mkdir -p /etc/postgresql /var/run/postgresql && chown postgres /var/run/postgresql && touch /etc/postgresql.schema.sql
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
`;

/** Whether a Docker engine answers here. */
export function hasDocker(): boolean {
  return spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0;
}

/** Builds the image unless it is there. */
export async function requireImage(major: 15 | 17, binary: string): Promise<string> {
  const name = `${REGISTRY}:${await wantedTag(major, binary)}`;
  if (spawnSync('docker', ['image', 'inspect', name], { stdio: 'ignore' }).status === 0) return name;
  await requireBase();
  const context = await mkdtemp(join(tmpdir(), 'sluice-image-'));
  try {
    const request = shadowRequest({ major });
    const account = await serverAccount(process.getuid?.() ?? null);
    await using engine = await preparedEngine(
      { request, baseline: SUPABASE_BASELINE, account, distrusted: null },
      processMachine(),
    );
    await cp(engine.engine, join(context, 'postgres'), { recursive: true, verbatimSymlinks: true });
    await mkdir(join(context, 'sql'));
    await writeFile(join(context, 'sql/cluster.sql'), `${SUPABASE_BASELINE.clusterSql(major)};\n`);
    await writeFile(join(context, 'sql/database.sql'), `${SUPABASE_BASELINE.databaseSql(major)};\n`);
    await writeFile(join(context, 'docker-entrypoint.sh'), ENTRYPOINT);
    await writeFile(join(context, 'Dockerfile'), DOCKERFILE);
    await docker(['build', '--quiet', '--tag', name, context]);
    return name;
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

/** The tag that the CLI takes for a project of this major. */
async function wantedTag(major: 15 | 17, binary: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-services-'));
  try {
    await mkdir(join(folder, 'supabase'));
    const config = `project_id = "sluice-services"\n[db]\nmajor_version = ${major}\n`;
    await writeFile(join(folder, 'supabase/config.toml'), config);
    const { stdout } = await promisify(execFile)(binary, ['services', '--workdir', folder]);
    const tag = /supabase\/postgres\s*\|\s*(\S+)/u.exec(stdout)?.[1];
    if (tag === undefined) throw new Error(`supabase services names no image of Postgres: ${stdout}`);
    return tag;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Debian's base system with its own client programs, by debootstrap. */
async function requireBase(): Promise<void> {
  if (spawnSync('docker', ['image', 'inspect', BASE], { stdio: 'ignore' }).status === 0) return;
  const root = await mkdtemp(join(tmpdir(), 'sluice-debian-'));
  try {
    await run('debootstrap', ['--variant=minbase', '--include=postgresql-client-15', 'bookworm', root]);
    await run('chroot', [root, 'useradd', '--system', '--create-home', 'postgres']);
    await run('sh', ['-c', 'tar --numeric-owner -C "$1" -c . | docker import - "$2"', 'sh', root, BASE]);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function docker(args: readonly string[]): Promise<void> {
  await run('docker', args, { ...process.env, DOCKER_BUILDKIT: '0' });
}

async function run(program: string, args: readonly string[], env = process.env): Promise<void> {
  await promisify(execFile)(program, [...args], { env, maxBuffer: 64 * 1024 * 1024 });
}
