import { messageOf, SluiceError } from '../core/errors.ts';
import type { ConnectionTarget, Shadow, ShadowRequest } from '../core/ports.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { OwnDatabases, PREFIX } from './own-databases.ts';
import { requireFitServer } from './server-fitness.ts';
import { readServerUrl, type ServerAddress } from './server-url.ts';
import { defaultPrivilegesSql, type ShadowBaseline } from './shadow-baseline.ts';
import { SqlSession } from './sql-session.ts';

/**
 * Uses a server that the user gives. Everything happens in databases named `sluice_shadow_…`, dropped in the end; those
 * of a run that was killed before it could do so are dropped by the next one, which knows them by their name and by
 * the missing session of their maker.
 * @throws SluiceError settings-invalid, connection-failed, engine-unavailable
 */
export async function openUrl(
  request: ShadowRequest,
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline,
): Promise<Shadow> {
  if (request.serverUrl === null) {
    throw new SluiceError('settings-invalid', {
      message: '--engine url needs the URL of a server.',
      remedy: 'Give it with --shadow-url postgres://user:password@host:5432/postgres.',
    });
  }
  const name = `${PREFIX}${dependencies.randomWord()}`;
  const { session, target } = await connect(await readServerUrl(request.serverUrl, dependencies.env), name);
  const databases = new OwnDatabases(session, target, name, request.progress);
  try {
    const version = await requireFitServer(session, request.major, baseline);
    request.signal.throwIfAborted();
    await databases.dropOrphans();
    await databases.makeTemplate(
      `${baseline.databaseSql(request.major)}\n${defaultPrivilegesSql(request, baseline)}`,
    );
    request.signal.throwIfAborted();
    return {
      engine: { name: 'url', major: request.major, version },
      // The server's own extensions are used.
      standIns: new Map(),
      createDatabase: () => databases.create(baseline),
      [Symbol.asyncDispose]: () => databases[Symbol.asyncDispose](),
    };
  } catch (error) {
    await databases[Symbol.asyncDispose]();
    throw error;
  }
}

/** Connects under the name of our databases, by which another run sees that their maker lives. */
async function connect(
  { target, attempts }: ServerAddress,
  name: string,
): Promise<{ session: SqlSession; target: ConnectionTarget }> {
  let problem: unknown;
  for (const ssl of attempts) {
    const attempt = { ...target, ssl };
    try {
      return { session: await SqlSession.open(attempt, name), target: attempt };
    } catch (error) {
      problem = error;
      // Only a server without TLS is tried again without it: a refused password would be refused again.
      if (!messageOf(error).includes('does not support SSL')) break;
    }
  }
  throw new SluiceError('connection-failed', {
    message: `The server for the shadow at ${target.host} port ${target.port} could not be reached: ${messageOf(problem)}`,
    remedy: 'Check host, port, user and password of --shadow-url, and that the server runs.',
    cause: problem,
  });
}
