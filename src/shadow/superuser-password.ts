import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { SUPERUSER } from './sql-session.ts';

/**
 * Who may connect: everybody who reaches the socket, which is nobody but us and the server itself. Through dblink and the like a
 * migration lets the server connect to itself; as the superuser it must not, since whoever connects says which libraries are loaded.
 */
export const ACCESS_RULES = `local all ${SUPERUSER} password\nlocal all all trust\n`;

/** A password that nobody can guess, so that the server need not make guessing slow either. */
export function newSuperuserPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Says the password to the server in a form that needs no hashing in thousands of rounds for each connection (RFC 5803). */
export function superuserPasswordSql(password: string): string {
  const iterations = 1;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64');
  const verifier = `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${keyed('Server Key').toString('base64')}`;
  return `ALTER ROLE ${SUPERUSER} PASSWORD '${verifier}'`;
}
