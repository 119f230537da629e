import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { isAlive } from '../../src/shadow/local/process-facts.ts';
import { preparedEngine } from '../../src/shadow/prepared-engine.ts';
import { serverAccount } from '../../src/shadow/server-account.ts';
import { SUPABASE_BASELINE } from '../../src/shadow/shadow-baseline.ts';
import { processMachine, shadowRequest } from '../support/shadow-requests.ts';

/**
 * An image for the Supabase CLI, made of Debian's base system and the binaries of PostgreSQL that come through npm: for machines that
 * cannot pull the real one. It stands for the CLI's side of the contract (its entrypoint, its roles, a volume, the check of its
 * health), not for the extensions of the real image. It has a registry of its own that nobody can pull from, so that no stack of
 * whoever runs the tests ever starts with it.
 */

const REGISTRY = 'sluice-test.invalid';
const BASE = `${REGISTRY}/debian:bookworm`;
/** Label of an image that tells what it was made of. */
const MADE_OF = 'sluice.made-of';

/** An extension that the image has, and the embedded engine neither has nor stands in for. */
export const ONLY_IN_IMAGE = 'sluice_only_there';

/** For a process that runs the Supabase CLI on these images. */
export const CLI_ENVIRONMENT = {
  SUPABASE_INTERNAL_IMAGE_REGISTRY: REGISTRY,
  SUPABASE_TELEMETRY_DISABLED: '1',
  CI: '1',
} as const;

/** Follows the entrypoint of the official image as far as the CLI relies on it. */
const ENTRYPOINT = `#!/bin/sh
set -eu
[ "\${1:-}" = postgres ] || exec "$@"
export PATH=/opt/postgres/bin:$PATH PGDATA=/var/lib/postgresql/data PGPASSWORD=$POSTGRES_PASSWORD
as_postgres() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
mkdir -p "$PGDATA" /var/run/postgresql
chown -R postgres:postgres /var/lib/postgresql /var/run/postgresql
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

const RUNS = ['--change', 'ENTRYPOINT ["docker-entrypoint.sh"]', '--change', 'CMD ["postgres"]'];

/** Builds the image unless it is there as it would be built. */
export async function requireImage(major: 15 | 17, binary: string): Promise<string> {
  await removeLeftovers();
  const name = `${REGISTRY}/supabase/postgres:${await wantedTag(major, binary)}`;
  const account = await serverAccount(process.getuid?.() ?? null);
  await using engine = await preparedEngine(
    { request: shadowRequest({ major }), baseline: SUPABASE_BASELINE, account, distrusted: null },
    processMachine(),
  );
  const files = {
    'usr/local/bin/docker-entrypoint.sh': ENTRYPOINT,
    'opt/sluice/cluster.sql': `${SUPABASE_BASELINE.clusterSql(major)};\n`,
    'opt/sluice/database.sql': `${SUPABASE_BASELINE.databaseSql(major)};\n`,
    'etc/postgresql.schema.sql': '',
    'etc/postgresql/README': 'The CLI names this folder as that of the configuration.\n',
    [`opt/postgres/share/postgresql/extension/${ONLY_IN_IMAGE}.control`]:
      "default_version = '1.0'\ntrusted = true\n",
    [`opt/postgres/share/postgresql/extension/${ONLY_IN_IMAGE}--1.0.sql`]:
      'create function only_there() returns int language sql return 7;\n',
  };
  const madeOf = createHash('sha256')
    .update(JSON.stringify([files, RUNS, engine.identity]))
    .digest('hex');
  const found = labelOf(name);
  if (found === madeOf) return name;
  if (found !== '') await run('docker', ['image', 'rm', name]);
  await requireBase();
  const context = await folderFor('image');
  try {
    await cp(engine.engine, join(context, 'opt/postgres'), { recursive: true, verbatimSymlinks: true });
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(context, file)), { recursive: true });
      await writeFile(join(context, file), text, { mode: 0o755 });
    }
    // Without a builder, which not every Docker has.
    const container = (await run('docker', ['create', BASE, 'true'])).trim();
    try {
      await piped(
        ['tar', '--owner=0', '--group=0', '-C', context, '-c', '.'],
        ['docker', 'cp', '-', `${container}:/`],
      );
      await run('docker', ['commit', ...RUNS, '--change', `LABEL ${MADE_OF}=${madeOf}`, container, name]);
    } finally {
      await run('docker', ['rm', container]);
    }
    return name;
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

function labelOf(image: string): string {
  const format = `{{index .Config.Labels "${MADE_OF}"}}`;
  return spawnSync('docker', ['image', 'inspect', '--format', format, image], {
    encoding: 'utf8',
  }).stdout.trim();
}

/** The tag that the CLI takes for a project of this major. */
async function wantedTag(major: 15 | 17, binary: string): Promise<string> {
  const folder = await folderFor('services');
  try {
    await mkdir(join(folder, 'supabase'));
    const config = `project_id = "sluice-services"\n[db]\nmajor_version = ${major}\n`;
    await writeFile(join(folder, 'supabase/config.toml'), config);
    const stdout = await run(binary, ['services', '--workdir', folder]);
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
  const root = await folderFor('debian');
  try {
    const mirror = 'http://deb.debian.org/debian';
    const packages = '--include=postgresql-client-15';
    await run('debootstrap', ['--variant=minbase', packages, 'bookworm', root, mirror]);
    await run('chroot', [root, 'useradd', '--system', '--create-home', 'postgres']);
    await piped(['tar', '--numeric-owner', '-C', root, '-c', '.'], ['docker', 'import', '-', BASE]);
  } finally {
    await removeTree(root);
  }
}

const FOLDER = 'sluice-docker-test';

/** A folder whose name tells which process made it. */
async function folderFor(purpose: string): Promise<string> {
  return await mkdtemp(join(tmpdir(), `${FOLDER}-${process.pid}-${purpose}-`));
}

/** What a run that was killed has left: folders, and containers that images were being made of. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const maker = new RegExp(`^${FOLDER}-(\\d+)-`, 'u').exec(name)?.[1];
    if (maker === undefined || Number(maker) === process.pid || isAlive(Number(maker))) continue;
    await removeTree(join(tmpdir(), name));
  }
  const made = await run('docker', [
    'ps',
    '--all',
    '--quiet',
    '--filter',
    `ancestor=${BASE}`,
    '--filter',
    'status=created',
  ]);
  for (const container of made.split('\n').filter((id) => id !== '')) await run('docker', ['rm', container]);
}

/** Never reaches into what debootstrap had mounted there when it was killed. */
async function removeTree(folder: string): Promise<void> {
  for (const mounted of ['proc', 'sys', 'dev'])
    spawnSync('umount', ['--recursive', resolve(folder, mounted)], { stdio: 'ignore' });
  await run('rm', ['-rf', '--one-file-system', folder]);
}

async function run(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** What the first program writes, the second reads. */
async function piped(
  from: readonly [string, ...string[]],
  to: readonly [string, ...string[]],
): Promise<void> {
  const [source, target] = [from, to].map(([program, ...args], index) =>
    spawn(program, args, {
      stdio: index === 0 ? ['ignore', 'pipe', 'inherit'] : ['pipe', 'ignore', 'inherit'],
    }),
  );
  if (source?.stdout == null || target?.stdin == null) throw new TypeError('a pipe without ends');
  const ends = [source, target].map(
    (child) => new Promise<number | null>((done, failed) => child.once('error', failed).once('close', done)),
  );
  await pipeline(source.stdout, target.stdin);
  const exits = await Promise.all(ends);
  if (exits.some((exit) => exit !== 0)) throw new Error(`${from.join(' ')} | ${to.join(' ')} failed`);
}
