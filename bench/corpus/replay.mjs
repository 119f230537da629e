import pg from 'pg';
import { SILENT } from './rooms.mjs';

/** More failures in one file say nothing more. */
const MOST_IN_A_FILE = 60;

/**
 * Replays every migration of one project on a shadow of its own, file by file. A statement that fails is written down and blanked, and
 * its file runs again without it, so that what comes after is judged too.
 */
export async function replayProject(folder, { project, parser, shadow: engines, replay }) {
  const signal = new AbortController().signal;
  const request = { projectDir: folder, base: null, head: null, since: '0', pullRequest: null };
  const { config, head, findings } = await project.compare(request, SILENT);
  const failures = findings
    .filter(({ level }) => level === 'error')
    .map(({ code, file, line, message }) => ({ kind: 'check', code, file, line, message }));
  const counts = { files: head.migrations.length, statements: 0, replayed: 0 };
  const made = [];
  const shadow = await engines.open({
    engine: 'embedded',
    major: config.majorVersion,
    autoExposeNewTables: config.autoExposeNewTables ?? true,
    serverUrl: null,
    signal,
    progress: SILENT,
  });
  let builtIn = [];
  try {
    const database = await shadow.createDatabase();
    builtIn = await builtInFunctions(database);
    for (const migration of head.migrations) {
      const outcome = await replayFile(migration, database, { parser, replay, signal });
      failures.push(...outcome.failures);
      made.push(...outcome.statements.map((statement) => ({ file: migration.file, ...statement })));
      counts.statements += outcome.statements.length;
      counts.replayed += outcome.statements.filter(({ ran }) => ran).length;
    }
  } finally {
    await shadow[Symbol.asyncDispose]();
  }
  const texts = head.migrations.map(({ file, sql }) => [file, sql]);
  return { major: config.majorVersion, ...counts, failures, made, builtIn, texts };
}

/** The names of PostgreSQL's own functions, which no platform adds arguments to. */
async function builtInFunctions({ administrator }) {
  const client = new pg.Client({ ...administrator });
  await client.connect();
  try {
    const { rows } = await client.query(
      "select distinct proname as name from pg_catalog.pg_proc where pronamespace = 'pg_catalog'::regnamespace",
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function replayFile(migration, database, { parser, replay, signal }) {
  const first = await parser.cut(migration.sql);
  if (!first.ok) {
    const { line, message } = first.problem;
    const failure = {
      kind: 'syntax',
      code: 'sql-syntax',
      file: migration.file,
      line,
      message,
      sqlState: '42601',
      sql: '',
    };
    return { failures: [failure], statements: [] };
  }
  const failures = [];
  const failed = new Set();
  let { sql } = migration;
  let { statements } = first;
  while (statements.length > 0) {
    try {
      await replay.replay(database, [{ migration: { ...migration, sql }, statements }], {
        observe: false,
        signal,
        progress: SILENT,
      });
      break;
    } catch (thrown) {
      const culprit = statementAt(sql, statements, thrown);
      const { code = thrown.name, sqlState = null, message } = thrown;
      failures.push({
        kind: 'statement',
        code,
        sqlState,
        file: migration.file,
        line: culprit?.line ?? null,
        node: culprit?.node ?? null,
        message: message.replace(/^\S+:\d+: /u, ''),
        sql: culprit?.sql ?? '',
      });
      if (culprit === null || failures.length >= MOST_IN_A_FILE) {
        for (const { start } of statements) failed.add(start);
        break;
      }
      failed.add(culprit.start);
      sql =
        sql.slice(0, culprit.start) +
        sql.slice(culprit.start, culprit.end).replace(/[^\n]/gu, ' ') +
        sql.slice(culprit.end);
      const again = await parser.cut(sql);
      statements = again.ok ? again.statements : [];
    }
  }
  return {
    failures,
    statements: first.statements.map(({ start, line, node, mentions, extension }) => ({
      line,
      node,
      mentions,
      extension,
      ran: !failed.has(start),
    })),
  };
}

/** The statement that an error's place is in. */
function statementAt(sql, statements, { location }) {
  if (location === undefined) return null;
  const before = sql
    .split('\n')
    .slice(0, location.line - 1)
    .join('\n').length;
  const offset = before + (location.line > 1 ? 1 : 0) + (location.column ?? 1) - 1;
  return statements.findLast(({ start }) => start <= offset) ?? statements[0] ?? null;
}
