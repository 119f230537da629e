import { readFile } from 'node:fs/promises';
import { SluiceError } from '../core/errors.ts';

export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * `nobody` before `postgres`: what the shadow runs comes from a pull request and must not share a user with the data
 * of a real server. Both are known to the passwd file, in which initdb looks its user up.
 */
const CANDIDATES = ['nobody', 'postgres'];

/**
 * The account for the server where this process is root, as which PostgreSQL refuses to run; null where it may run
 * as the user we are.
 * @throws SluiceError engine-unavailable where root finds no other account
 */
export async function serverAccount(
  uid: number | null,
  passwdFile = '/etc/passwd',
): Promise<ServerAccount | null> {
  if (uid !== 0) return null;
  const text = await readFile(passwdFile, 'utf8').catch(() => '');
  const entries = text.split('\n').map((line) => line.split(':'));
  for (const candidate of CANDIDATES) {
    const entry = entries.find(([name]) => name === candidate);
    const account = { uid: Number(entry?.[2]), gid: Number(entry?.[3]) };
    if (account.uid > 0 && account.gid >= 0) return account;
  }
  throw new SluiceError('engine-unavailable', {
    message: 'PostgreSQL refuses to run as root, and there is no other account to run it under.',
    likelyCause: `${passwdFile} has no user named ${CANDIDATES.join(' or ')}.`,
    remedy: 'Run Sluice as an ordinary user, or add a user named nobody.',
  });
}
