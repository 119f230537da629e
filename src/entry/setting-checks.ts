import { parseObjectNames } from '../core/object-names.ts';

/** Why a value cannot be used, and what to write instead; null where it can. */
export type Check = (value: string) => { readonly problem: string; readonly remedy: string } | null;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being looked for
const CONTROL = /[\u0000-\u001f\u007f]/u;

/** A value as it is repeated to people: quoted, on one line, cut where it is long. */
export function shown(value: string): string {
  const cut = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return JSON.stringify(cut);
}

/** `a, b or c`. */
export function listed(choices: readonly string[]): string {
  const last = choices.at(-1) ?? '';
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')} or ${last}`;
}

/** Anything git may be asked for without taking it for an option or a range (git-check-ref-format). */
export const ref: Check = (value) => {
  if (value.startsWith('-')) {
    return { problem: 'looks like an option', remedy: 'write a branch, a tag or a commit' };
  }
  if (CONTROL.test(value) || /[ ?*[\\:]|\.\./u.test(value)) {
    return { problem: 'is no git ref', remedy: 'write a branch, a tag or a commit, as in origin/main' };
  }
  return null;
};

/** A migration version: digits, as in the name of its file. */
export const version: Check = (value) =>
  /^[0-9]+$/u.test(value)
    ? null
    : {
        problem: 'is no version',
        remedy: 'write the digits before the first _ of a migration, as in 20250301000000',
      };

/** Where a rollback may go. */
export const rollbackTarget: Check = (value) =>
  /^(?:[0-9]+|last-deployment)$/u.test(value)
    ? null
    : {
        problem: 'is no version',
        remedy: 'write the digits before the first _ of a migration, 0 or last-deployment',
      };

export const path: Check = (value) =>
  CONTROL.test(value) ? { problem: 'holds control characters', remedy: 'write a plain path' } : null;

/** The name of an environment of GitHub, of at most 255 characters. */
export const environmentName: Check = (value) =>
  CONTROL.test(value) || value.length > 255
    ? {
        problem: 'is no name of an environment',
        remedy: 'write it as it stands under Settings → Environments',
      }
    : null;

/** A line of text that is recorded as it is. */
export const line: Check = (value) =>
  CONTROL.test(value) || value.length > 1_000
    ? { problem: 'is longer than a line', remedy: 'write a name and a link' }
    : null;

/** Names of tables and columns with commas between, in double quotes where SQL needs them. */
export const objectNames: Check = (value) =>
  CONTROL.test(value) || value.length > 20_000 || parseObjectNames(value) === null
    ? {
        problem: 'is no list of names',
        remedy: 'copy the names from the plan, with commas between: public.orders,public.users."a.b"',
      }
    : null;

/** A connection string. The value is a secret: nothing of it is repeated. */
export const databaseUrl: Check = (value) => {
  const remedy =
    'write postgresql://user:password@host:5432/postgres, with special characters percent-encoded';
  if (!URL.canParse(value)) return { problem: 'is no URL', remedy };
  const { protocol } = new URL(value);
  return protocol === 'postgres:' || protocol === 'postgresql:'
    ? null
    : { problem: 'is no address of a Postgres server', remedy };
};

export const token: Check = (value) =>
  CONTROL.test(value) || value.includes(' ')
    ? { problem: 'holds spaces or control characters', remedy: 'write the token alone' }
    : null;

/** A connection string whose password may hold anything; what of it cannot be used is said when it is taken apart. */
export const liveUrl: Check = (value) =>
  /^postgres(?:ql)?:\/\//u.test(value.trim())
    ? null
    : {
        problem: 'is no address of a Postgres database',
        remedy: 'write postgresql://user:password@host:5432/postgres',
      };

/** Anything but control characters: passwords are what they are. */
export const password: Check = (value) =>
  CONTROL.test(value) ? { problem: 'holds control characters', remedy: 'write the password alone' } : null;

/** What a backup is encrypted with. Short ones can be guessed by whoever has the files. */
export const passphrase: Check = (value) => {
  if (CONTROL.test(value))
    return { problem: 'holds control characters', remedy: 'write the passphrase alone' };
  return value.length < 12
    ? { problem: 'is shorter than 12 characters', remedy: 'take a longer one, such as five random words' }
    : null;
};

export const projectRef: Check = (value) =>
  /^[a-z0-9]+$/u.test(value)
    ? null
    : {
        problem: 'is no ref of a project',
        remedy: 'write the word from its address, https://supabase.com/dashboard/project/<ref>',
      };

/** What stands in a file name behind the version; the Supabase CLI takes more, but nobody needs it. */
export const migrationName: Check = (value) =>
  /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/u.test(value)
    ? null
    : {
        problem: 'is no name for a migration',
        remedy: 'write letters, digits and underscores, as in add_orders',
      };

/** `none` is what a workflow hands over where the digest did not reach it, so that nothing runs without one. */
export const planDigest: Check = (value) =>
  /^(?:[0-9a-f-]+|none)$/u.test(value)
    ? null
    : { problem: 'is no digest of a plan', remedy: 'write the one that deploy --plan printed' };

/** `none` is what a workflow hands over where nothing was verified, so that it is refused for that reason. */
export const headDigest: Check = (value) =>
  /^(?:[0-9a-f]{64}|none)$/u.test(value)
    ? null
    : { problem: 'is no digest of migrations', remedy: 'write the 64 digits that the report calls head' };

export const time: Check = (value) =>
  milliseconds(value) === null
    ? { problem: 'is no length of time', remedy: 'write a number with its unit, as in 500ms, 5s or 2min' }
    : null;

export const port: Check = (value) =>
  /^\d{1,5}$/u.test(value) && Number(value) > 0 && Number(value) < 65_536
    ? null
    : { problem: 'is no port', remedy: 'write a number from 1 to 65535' };

export const count: Check = (value) =>
  /^\d{1,4}$/u.test(value) ? null : { problem: 'is no number', remedy: 'write a whole number from 0 on' };

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 };

/** A length of time as PostgreSQL writes them, in milliseconds; null where it is none. A bare 0 needs no unit. */
export function milliseconds(text: string): number | null {
  if (text === '0') return 0;
  const [, digits, unit] = /^(\d{1,9})\s?(ms|s|min|h)$/u.exec(text) ?? [];
  const factor = unit === undefined ? undefined : UNITS[unit];
  const result = Number(digits) * (factor ?? Number.NaN);
  // PostgreSQL keeps its own in 32 bits.
  return Number.isNaN(result) || result > 2_147_483_647 ? null : result;
}
