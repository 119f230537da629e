import { readFile } from 'node:fs/promises';
import { SluiceError } from '../core/errors.ts';

export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. `nobody` before `postgres`: what the shadow runs comes from a pull request and
 * must not share a user with a real server's data. initdb wants the user to be in the passwd file.
 */
const CANDIDATES = ['nobody', 'postgres'];

/**
 * The account for the server where this process is root; null where it may run as the user we are.
 * @throws SluiceError engine-unavailable where root finds no other account
 */
export async function serverAccount(
  uid: number | null,
  passwdFile = '/etc/passwd',
): Promise<ServerAccount | null> {
  if (uid !== 0) return null;
  const text = await readFile(passwdFile, 'utf8').catch(() => '');
  const entries = text.split('\n').map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const entry = entries.find((fields) => fields[0] === name);
    const found = { uid: Number(entry?.[2]), gid: Number(entry?.[3]) };
    if (Number.isInteger(found.uid) && Number.isInteger(found.gid) && found.uid > 0) return found;
  }
  throw new SluiceError('engine-unavailable', {
    message: 'PostgreSQL refuses to run as root, and this machine has no other account to run it under.',
    likelyCause: `${passwdFile} has no user named ${CANDIDATES.join(' or ')}.`,
    remedy: 'Run Sluice as an ordinary user, or add a user named nobody.',
  });
}
