import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../measure/command.mjs';
import { inTurns, ratioLine } from '../measure/rounds.mjs';
import { review, SAMPLE } from '../review.mjs';
import { cachedEngine } from '../yardsticks/engine.mjs';
import { startLiveServer } from '../yardsticks/live-server.mjs';

const TABLES = 300;
const MAJOR = 17;
const LIMIT = 2;

/** One migration of some twenty changes on 300 tables, deployed and rolled back in turns on one database. */
export async function measureRollback(bench) {
  await review(SAMPLE, bench);
  const engine = await cachedEngine(bench.workspace.cacheFolder, MAJOR);
  const server = await startLiveServer(engine, bench.workspace.memoryFolder);
  try {
    const { folder, files, since } = await bench.workspace.project({
      tables: TABLES,
      migrations: TABLES + 1,
      major: MAJOR,
    });
    const url = await server.freshDatabase();
    const sluice = (...args) => command(folder, url, bench, args);
    await reversible(folder, files);
    await sluice('deploy');
    bench.tell(`Rolling back and deploying one migration at ${TABLES} tables`);
    const back = ['rollback', '--to', since];
    const plan = async () => (await sluice(...back, '--plan')).report.plan.digest;
    // The first turn begins with a database that has the migration, so it is taken out first.
    await sluice(...back, '--expect-plan', await plan());
    await sluice('rollback', '--resume-deploys');
    const spreads = await inTurns(
      bench.runs,
      {
        deploy: async () => (await sluice('deploy')).milliseconds,
        rollback: async () => {
          const digest = await plan();
          const { milliseconds } = await sluice(...back, '--expect-plan', digest);
          await sluice('rollback', '--resume-deploys');
          return milliseconds;
        },
      },
      bench.tell,
    );
    return {
      lines: [
        ratioLine({
          name: `\`sluice rollback\` of one migration at ${TABLES} tables against deploying it`,
          measured: spreads.rollback,
          yardstick: spreads.deploy,
          limit: LIMIT,
          note: 'both verified; each plans anew under the lock',
        }),
      ],
    };
  } finally {
    await server.stop();
  }
}

/** The change under review without what only a person could undo, and without its second migration. */
async function reversible(folder, { head: [first, second] }) {
  const fileOf = ({ version, name }) => join(folder, 'supabase/migrations', `${version}_${name}.sql`);
  await writeFile(fileOf(first), first.sql.replace(/^update .*$/mu, ''));
  await rm(fileOf(second));
}

async function command(folder, url, bench, args) {
  const all = [bench.cli, ...args, '--project-dir', '.', '--format', 'json', '--no-color'];
  const { milliseconds, stdout } = await run(process.execPath, all, {
    cwd: folder,
    env: { ...process.env, SLUICE_CACHE_DIR: bench.workspace.cacheFolder, SLUICE_DB_URL: url },
    allowed: [0, 1],
  });
  const report = JSON.parse(stdout);
  const { outcome } = report.rollback ?? report.deployment;
  if (!['succeeded', 'planned'].includes(outcome)) {
    throw new Error(`${args.join(' ')} ended as ${outcome}:\n${JSON.stringify(report.findings, null, 2)}`);
  }
  return { milliseconds, report };
}
