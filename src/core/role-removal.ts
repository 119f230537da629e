const REMOVAL =
  /\bdrop\s+(?:role|user|group|owned)\b|\breassign\s+owned\b|\balter\s+(?:role|user|group)\s+(?:"[^"]*"|\S+)\s+rename\b/iu;

/**
 * Whether SQL may drop or rename roles, in a function's body or a string too. Roles belong to the whole server: one that a
 * second database needs cannot be dropped, and a renamed one has its new name there as well
 * (https://www.postgresql.org/docs/current/role-removal.html).
 */
export function mayRemoveRoles(sql: string): boolean {
  return REMOVAL.test(sql);
}
