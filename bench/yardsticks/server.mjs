import { chown, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { start } from '../measure/children.mjs';
import { run } from '../measure/command.mjs';
import { SERVER_ACCOUNT } from './engine.mjs';

/**
 * Stops the server when the shell's standard input closes, so also when the benchmark is killed; ends when the server
 * does.
 */
const WATCHED = `
exec 3<&0
"$@" &
server=$!
trap 'kill -INT "$server"' HUP INT TERM
{ read -r _ <&3; kill -INT "$server"; } &
reader=$!
wait "$server"
wait "$server"
kill "$reader" 2>/dev/null
`;

export const SUPERUSER = 'supabase_admin';

/** As quick as a plain server without durability can be had, so that it is a strict yardstick. */
const INITDB = [
  `--username=${SUPERUSER}`,
  '--auth=trust',
  '--encoding=UTF8',
  '--locale=C.UTF-8',
  '--no-sync',
];
const SETTINGS = ['-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'unix_socket_permissions=0700'];

/** A folder for one server that its account may write to. */
export async function serverFolder(parent, name) {
  const folder = join(parent, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { uid, gid } = SERVER_ACCOUNT;
  if (uid !== undefined) await chown(folder, uid, gid);
  return folder;
}

/** Makes a cluster in `data` of a folder. */
export async function initialise(engine, folder) {
  const args = [...INITDB, '-D', join(folder, 'data')];
  await run(join(engine.programs, 'initdb'), args, { ...SERVER_ACCOUNT, cwd: folder });
}

/** initdb, start, stop of the engine's binaries on the file system of `parent`: milliseconds. */
export async function initialiseStartStop(engine, parent) {
  const folder = await serverFolder(parent, 'yardstick');
  const began = performance.now();
  await initialise(engine, folder);
  const server = await startServer(engine, join(folder, 'data'), folder);
  await server.stop();
  const milliseconds = performance.now() - began;
  await rm(folder, { recursive: true, force: true });
  return milliseconds;
}

/** Starts a server on a socket in `socketFolder`, and on a port of loopback if asked; returns when it takes connections. */
export async function startServer(engine, data, socketFolder, port = null) {
  const tcp = port === null ? [] : ['-c', 'listen_addresses=127.0.0.1', '-p', String(port)];
  const command = [join(engine.programs, 'postgres'), '-D', data, '-k', socketFolder, ...SETTINGS, ...tcp];
  const child = start('/bin/sh', ['-c', WATCHED, 'sh', ...command], {
    ...SERVER_ACCOUNT,
    cwd: socketFolder,
    // A session of its own: Ctrl-C reaches the benchmark, which then closes the pipe.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  let log = '';
  await new Promise((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text) => {
      log += text;
      if (log.includes('database system is ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(`The server did not start:\n${log}`)));
  });
  return {
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
