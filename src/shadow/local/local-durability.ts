import type { SqlSession } from '../sql-session.ts';

/**
 * Lets the server leave it to the kernel when files reach the disk, which makes copies of databases several times quicker. Until the
 * kernel has written them, half a minute after the end of it, a crash of the machine (not of the server) may cost the local
 * database; sluice dev reset makes it anew.
 */
export async function beginBulk(session: SqlSession): Promise<void> {
  await session.rows('alter system set fsync = off');
  await session.rows('select pg_catalog.pg_reload_conf()');
  // The processes of the server read their settings when the signal has reached them; a few questions later, most of the time.
  for (let asked = 0; asked < 200 && !(await isBulk(session)); asked += 1);
}

/** Whether the server is in that state, also since a command that was killed. */
export async function isBulk(session: SqlSession): Promise<boolean> {
  return (await session.text('show fsync')) === 'off';
}

/** Ends that: what is committed from now on survives. */
export async function endBulk(session: SqlSession): Promise<void> {
  await session.rows('alter system set fsync = on');
  await session.rows('select pg_catalog.pg_reload_conf()');
}
