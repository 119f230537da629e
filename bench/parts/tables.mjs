import { inTurns, ratioLine } from '../measure/rounds.mjs';
import { review } from '../review.mjs';
import { cachedEngine } from '../yardsticks/engine.mjs';
import { findPgDump } from '../yardsticks/pg-dump.mjs';
import { initialiseStartStop } from '../yardsticks/server.mjs';
import { dumpSchema, startWithTwoSchemas } from '../yardsticks/two-schemas.mjs';

const LIMIT = 5;
const TABLES = 300;

/**
 * A small change to 300 tables: the whole review against pg_dump of both schemas one after the other plus initdb,
 * start and stop of a server.
 */
export async function measureTables(bench) {
  const name = `\`sluice review\` at ${TABLES} tables against two pg_dump + initdb + start + stop`;
  const pgDump = await findPgDump(process.env);
  if (pgDump === null) {
    return {
      lines: [{ name, limit: `${LIMIT} ×`, holds: null, note: 'not measured: no pg_dump 15 or newer here' }],
    };
  }
  bench.tell(`Reviewing a change to ${TABLES} tables of PostgreSQL ${pgDump.major}`);
  const project = await bench.workspace.project({ tables: TABLES, migrations: TABLES, major: pgDump.major });
  await review(project, bench);
  const engine = await cachedEngine(bench.workspace.cacheFolder, pgDump.major);
  const server = await startWithTwoSchemas(engine, bench.workspace.memoryFolder, project.files);
  try {
    const spreads = await inTurns(
      bench.runs,
      {
        review: async () => (await review(project, bench)).milliseconds,
        'initdb + start + stop + 2 × pg_dump': async () => {
          const started = await initialiseStartStop(engine, bench.workspace.memoryFolder);
          const base = await dumpSchema(pgDump, server.folder, 'base');
          return started + base + (await dumpSchema(pgDump, server.folder, 'head'));
        },
      },
      bench.tell,
    );
    const line = ratioLine({
      name,
      measured: spreads.review,
      yardstick: spreads['initdb + start + stop + 2 × pg_dump'],
      limit: LIMIT,
      note: `${pgDump.version}; ${engine.version}`,
    });
    return { lines: [line] };
  } finally {
    await server.stop();
  }
}
