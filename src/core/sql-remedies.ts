import { KNOWN_TRAPS } from './known-traps.ts';

export interface Advice {
  readonly likelyCause: string | null;
  readonly remedy: string;
}

/** What to tell about a SQL error in a migration; `before` is its text up to the statement that failed. */
export function adviceFor(sqlState: string, message: string, before = ''): Advice {
  const role = sqlState === '42501' ? roleTaken(before) : null;
  if (role !== null) {
    return {
      likelyCause: `The migration has taken on the role ${role} before, which has not this right.`,
      remedy: `Write reset role; before the statement, or grant ${role} what it needs.`,
    };
  }
  const trap = KNOWN_TRAPS.find(
    (known) => known.sqlState === sqlState && (known.message === undefined || known.message.test(message)),
  );
  return (
    trap ?? {
      likelyCause: null,
      remedy: 'Correct the statement; its transaction has been rolled back.',
    }
  );
}

/** The role that a text has taken on at its end and not given back; null where it is the migration's own. */
function roleTaken(text: string): string | null {
  const last = [...text.matchAll(ROLE_CHANGE)].at(-1);
  const role = last?.[1] ?? last?.[2] ?? null;
  return role === null || /^(?:none|default|postgres)$/iu.test(role) ? null : role;
}

const NAME = /(?:"((?:[^"]|"")+)"|'?([\w$]+)'?)/u.source;
const ROLE_CHANGE = new RegExp(
  `\\bset\\s+(?:local\\s+|session\\s+)?(?:role|session\\s+authorization)(?:\\s+to|\\s*=)?\\s+${NAME}|\\breset\\s+(?:role|session\\s+authorization|all)\\b`,
  'giu',
);
