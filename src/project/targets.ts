import { parse, TomlError } from 'smol-toml';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Target } from '../core/targets.ts';

/** What the keys of a target must look like, and what to say where they do not. */
const KEYS = {
  name: {
    accepts: (value: unknown) =>
      typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/u.test(value),
    remedy: 'letters, digits, dots, dashes and underscores',
  },
  environment: {
    accepts: (value: unknown) => typeof value === 'string' && value.trim() !== '' && value.length <= 255,
    remedy: 'the name of an environment of the repository',
  },
  secret: {
    accepts: (value: unknown) =>
      typeof value === 'string' && /^(?!GITHUB_)[A-Z_][A-Z0-9_]{0,199}$/iu.test(value),
    remedy: 'the name of the secret that holds its URL, as in EU_DB_URL',
  },
  plan_secret: {
    accepts: (value: unknown) =>
      value === undefined ||
      (typeof value === 'string' && /^(?!GITHUB_)[A-Z_][A-Z0-9_]{0,199}$/iu.test(value)),
    remedy: 'the name of the secret with the URL of a role that may only read',
  },
  wave: {
    accepts: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0,
    remedy: 'a whole number from 0 on; 0 goes first',
  },
} as const;

/** Keys that a target may have and need not. */
const OPTIONAL = ['production', 'seed'] as const;

/**
 * Reads a file of targets, in TOML: a `[[target]]` with name, environment, secret and wave for each. Throws SluiceError
 * `config-invalid` that names everything that is wrong.
 */
export function readTargets(file: string, text: string): readonly Target[] {
  const document = parsed(file, text);
  const problems: string[] = [];
  for (const key of Object.keys(document)) {
    if (key !== 'target') problems.push(`${key} is unknown: write [[target]] for each database.`);
  }
  const list: unknown = document['target'];
  const found = Array.isArray(list)
    ? list.map((entry: unknown, index) => targetOf(entry, index, problems))
    : [];
  if (found.length === 0) problems.push('There is no [[target]].');
  const targets = found.filter((target) => target !== null);
  problems.push(...doubles(targets));
  if (problems.length === 0) return targets;
  throw new SluiceError('config-invalid', {
    message: `${file} cannot be used.`,
    remedy: problems.join('\n'),
  });
}

function parsed(file: string, text: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    throw new SluiceError('config-invalid', {
      message: `${file} is not valid TOML: ${messageOf(cause).split('\n')[0] ?? ''}.`,
      remedy: 'Correct the line; https://toml.io describes the format.',
      location: { file, line: cause.line, column: cause.column },
      excerpt: cause.codeblock.trimEnd(),
      cause,
    });
  }
}

function targetOf(entry: unknown, index: number, problems: string[]): Target | null {
  if (typeof entry !== 'object' || entry === null) {
    problems.push(`target ${index + 1} is no table: write [[target]].`);
    return null;
  }
  const given: Readonly<Record<string, unknown>> = { wave: 1, plan_secret: undefined, ...entry };
  const shown = typeof given['name'] === 'string' ? given['name'].slice(0, 100) : String(index + 1);
  const before = problems.length;
  for (const [key, { accepts, remedy }] of Object.entries(KEYS)) {
    if (!(key in given)) problems.push(`target ${shown}: ${key} is missing: write ${remedy}.`);
    else if (!accepts(given[key])) problems.push(`target ${shown}: ${key} cannot be used: write ${remedy}.`);
  }
  for (const key of OPTIONAL) {
    if (key in given && typeof given[key] !== 'boolean') {
      problems.push(`target ${shown}: ${key} cannot be used: write true or false.`);
    }
  }
  for (const key of Object.keys(given)) {
    if (!(key in KEYS || OPTIONAL.some((known) => known === key)))
      problems.push(`target ${shown}: ${key} is unknown: leave it out.`);
  }
  if (problems.length > before) return null;
  return {
    name: String(given['name']),
    environment: String(given['environment']),
    secret: String(given['secret']),
    ...(typeof given['plan_secret'] === 'string' ? { planSecret: given['plan_secret'] } : {}),
    wave: Number(given['wave']),
    ...(typeof given['production'] === 'boolean' ? { production: given['production'] } : {}),
    ...(typeof given['seed'] === 'boolean' ? { seed: given['seed'] } : {}),
  };
}

/** Names of artifacts, environments and secrets do not tell upper from lower case; a secret of an environment is one database. */
function doubles(targets: readonly Target[]): readonly string[] {
  const problems: string[] = [];
  const names = new Map<string, string>();
  const secrets = new Map<string, string>();
  for (const { name, environment, secret } of targets) {
    const sameName = names.get(name.toLowerCase());
    if (sameName !== undefined) problems.push(`target ${name}: the name is taken: write another one.`);
    const key = JSON.stringify([environment.toLowerCase(), secret.toUpperCase()]);
    const sameSecret = secrets.get(key);
    if (sameSecret !== undefined) {
      problems.push(`target ${name}: its secret ${secret} is that of ${sameSecret} too: write another one.`);
    }
    names.set(name.toLowerCase(), name);
    secrets.set(key, name);
  }
  return problems;
}
