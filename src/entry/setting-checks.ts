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

export const path: Check = (value) =>
  CONTROL.test(value) ? { problem: 'holds control characters', remedy: 'write a plain path' } : null;

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
