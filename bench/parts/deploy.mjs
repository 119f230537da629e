import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { run } from '../measure/command.mjs';
import { inTurns, ratioLine } from '../measure/rounds.mjs';
import { nodes } from '../nodes.mjs';
import { ROOT, review, SAMPLE } from '../review.mjs';
import { cachedEngine } from '../yardsticks/engine.mjs';
import { startLiveServer } from '../yardsticks/live-server.mjs';

const SIZES = [100, 1000];
const TABLES = 104;
const MAJOR = 17;
const BARE_LOOP = fileURLToPath(new URL('../yardsticks/bare-loop.mjs', import.meta.url));
const SUPABASE = join(ROOT, 'node_modules/.bin/supabase');

/** What a deployment does besides running migrations can be left out, so that like is compared with like. */
const BARE = ['--no-verify', '--drift', 'ignore'];

/**
 * Pending migrations on a fresh database each time: `sluice deploy` against `supabase db push` and against a loop that sends
 * the same files, and a deployment with nothing to do against Node.js and a connection alone.
 */
export async function measureDeploy(bench) {
  await review(SAMPLE, bench);
  const engine = await cachedEngine(bench.workspace.cacheFolder, MAJOR);
  const server = await startLiveServer(engine, bench.workspace.memoryFolder);
  try {
    const lines = [];
    await deployAnother(server, bench);
    for (const size of SIZES) lines.push(...(await measureSize(size, server, bench)));
    lines.push(...(await measureBehindHistory(server, bench)));
    lines.push(...(await measureNothing(server, bench)));
    return { lines };
  } finally {
    await server.stop();
  }
}

/** The first deployment on a machine: it notes what the baseline is, which is part of preparing the engine. */
async function deployAnother(server, bench) {
  const { folder } = await bench.workspace.project({ tables: 10, migrations: 10, major: MAJOR });
  const url = await server.freshDatabase();
  await deploy(folder, url, bench);
  await server.drop(url);
}

/**
 * Puts the cache back to what it was, so that nothing is known of a deployment that was measured before. `kind`: the beginning of
 * the names of what is forgotten; kept states of a history stay, for one.
 */
async function forgetting(bench, work, kind = '') {
  const states = join(bench.workspace.cacheFolder, 'states');
  const known = new Set(await readdir(states));
  return async (...all) => {
    const added = (await readdir(states)).filter((name) => name.startsWith(kind) && !known.has(name));
    for (const name of added) await rm(join(states, name));
    return await work(...all);
  };
}

async function measureSize(migrations, server, bench) {
  bench.tell(`Deploying ${migrations} migrations`);
  const project = await bench.workspace.project({ tables: TABLES, migrations, major: MAJOR });
  const onFresh = (work) => async () => {
    const url = await server.freshDatabase();
    const milliseconds = await work(url);
    await server.drop(url);
    return milliseconds;
  };
  const first = await forgetting(bench, (url) => deploy(project.folder, url, bench));
  const spreads = await inTurns(
    bench.runs,
    {
      deploy: onFresh((url) => deploy(project.folder, url, bench, BARE)),
      'deploy, verified': onFresh(first),
      'deploy, verified, known': onFresh((url) => deploy(project.folder, url, bench)),
      'supabase db push': onFresh((url) => push(project.folder, url, bench)),
      'bare loop': onFresh((url) => loop(url, join(project.folder, 'supabase/migrations'))),
    },
    bench.tell,
  );
  const name = `\`sluice deploy\` of ${migrations} migrations`;
  const note = `${TABLES} tables; without verification and drift gate, which nobody else has`;
  const verified =
    'everything on, and nothing known: all migrations on a shadow first, digests of both schemas, the record';
  const again =
    'everything on; another database had the same migrations before, as production behind staging';
  const [push_, loop_] = [spreads['supabase db push'], spreads['bare loop']];
  return [
    ratioLine({
      name: `${name} against \`supabase db push\``,
      measured: spreads.deploy,
      yardstick: push_,
      limit: 1,
      note,
    }),
    ratioLine({
      name: `${name} against a bare loop`,
      measured: spreads.deploy,
      yardstick: loop_,
      limit: 1.5,
      note,
    }),
    ratioLine({
      name: `${name}, verified, against \`supabase db push\``,
      measured: spreads['deploy, verified'],
      yardstick: push_,
      limit: 1,
      note: verified,
    }),
    ratioLine({
      name: `${name}, verified and known, against \`supabase db push\``,
      measured: spreads['deploy, verified, known'],
      yardstick: push_,
      limit: 1,
      note: again,
    }),
  ];
}

/** One pending migration on a database that has a long history, which the cache holds as well: what a merge usually is. */
async function measureBehindHistory(server, bench) {
  const applied = SIZES.at(-1);
  bench.tell(`Deploying one migration behind ${applied}`);
  const { folder } = await bench.workspace.project({
    tables: TABLES,
    migrations: applied,
    major: MAJOR,
    oneMigration: true,
  });
  const before = `${folder}-applied`;
  await cp(folder, before, { recursive: true });
  const files = (await readdir(join(before, 'supabase/migrations'))).sort();
  await rm(join(before, 'supabase/migrations', files.at(-1)));
  const original = await server.freshDatabase();
  await deploy(before, original, bench);
  const onCopy = (work) => async () => {
    const url = await server.copyOf(original);
    const milliseconds = await work(url);
    await server.drop(url);
    return milliseconds;
  };
  const first = await forgetting(bench, (url) => deploy(folder, url, bench), 'notes-');
  const spreads = await inTurns(
    bench.runs,
    {
      'deploy of one, verified': onCopy(first),
      'deploy of one, verified, known': onCopy((url) => deploy(folder, url, bench)),
      'supabase db push of one': onCopy((url) => push(folder, url, bench)),
    },
    bench.tell,
  );
  const name = `\`sluice deploy\` of one migration behind ${applied}`;
  return [
    ratioLine({
      name: `${name}, verified, against \`supabase db push\``,
      measured: spreads['deploy of one, verified'],
      yardstick: spreads['supabase db push of one'],
      limit: null,
      note: 'everything on; the state of the history is in the cache',
    }),
    ratioLine({
      name: `${name}, verified and known, against \`supabase db push\``,
      measured: spreads['deploy of one, verified, known'],
      yardstick: spreads['supabase db push of one'],
      limit: null,
      note: 'everything on; another database had it before',
    }),
  ];
}

/** A database that has everything, on each Node.js: the larger part of it is Node.js starting. */
async function measureNothing(server, bench) {
  const project = await bench.workspace.project({ tables: TABLES, migrations: SIZES[0], major: MAJOR });
  const url = await server.freshDatabase();
  await deploy(project.folder, url, bench, BARE);
  const lines = [];
  for (const { program, version } of await nodes()) {
    bench.tell(`Nothing to deploy, Node.js ${version}`);
    const spreads = await inTurns(
      bench.runs * 3,
      {
        deploy: () => deploy(project.folder, url, bench, [], program),
        'node -e 0 + connection': async () =>
          (await run(program, ['-e', '0'])).milliseconds + (await connection(url)),
      },
      bench.tell,
    );
    lines.push(
      ratioLine({
        name: '`sluice deploy` with nothing to do against `node -e 0` and a connection',
        measured: spreads.deploy,
        yardstick: spreads['node -e 0 + connection'],
        limit: 3,
        note: `Node.js ${version}`,
      }),
    );
  }
  return lines;
}

async function deploy(folder, url, bench, flags = [], node = process.execPath) {
  const args = [bench.cli, 'deploy', '--project-dir', '.', '--format', 'json', '--no-color', ...flags];
  const { milliseconds, stdout } = await run(node, args, {
    cwd: folder,
    env: { ...process.env, SLUICE_CACHE_DIR: bench.workspace.cacheFolder, SLUICE_DB_URL: url },
    allowed: [0, 1],
  });
  const { deployment, findings } = JSON.parse(stdout);
  if (deployment.outcome !== 'succeeded' && deployment.outcome !== 'nothing') {
    throw new Error(`The deployment of ${folder} did not succeed:\n${JSON.stringify(findings, null, 2)}`);
  }
  return milliseconds;
}

async function push(folder, url, bench) {
  const env = {
    PATH: process.env.PATH,
    HOME: bench.workspace.folder,
    SUPABASE_TELEMETRY_DISABLED: '1',
    CI: '1',
  };
  return (await run(SUPABASE, ['db', 'push', '--yes', `--remote=${url}`], { cwd: folder, env })).milliseconds;
}

async function loop(url, folder) {
  return (await run(process.execPath, [BARE_LOOP, url, folder])).milliseconds;
}

/** To connect, ask something, and leave; in a process that is running already. */
async function connection(url) {
  const began = performance.now();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('select 1');
  await client.end();
  return performance.now() - began;
}
