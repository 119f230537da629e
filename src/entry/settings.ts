import { SluiceError } from '../core/errors.ts';
import type { Environment } from '../core/ports.ts';
import { type Door, type InputName, inputsOf, type Verb } from '../manifest.ts';
import * as check from './setting-checks.ts';

/** What a door was given, by input name: null or empty where nothing was said. */
export type GivenInputs = Readonly<Partial<Record<InputName, string | null>>>;

/** What `review` needs to know, whichever door it came through. */
export interface ReviewSettings {
  readonly projectDir: string;
  readonly base: string | null;
  readonly head: string | null;
  readonly since: string | null;
  readonly engine: 'auto' | 'embedded' | 'supabase' | 'url';
  readonly shadowUrl: string | null;
  readonly cache: boolean;
  /** Milliseconds; 0 for none. */
  readonly statementLimit: number;
  readonly failOn: 'error' | 'warning' | 'never';
  readonly format: 'text' | 'markdown' | 'json';
  readonly report: string | null;
  readonly color: boolean;
  readonly comment: boolean;
  readonly summary: boolean;
  readonly annotations: boolean;
  readonly githubToken: string | null;
}

/** What `comment` needs to know. */
export interface CommentSettings {
  readonly report: string;
  readonly githubToken: string;
}

/**
 * Reads the settings of `review`. Throws SluiceError `settings-invalid` that names every setting that cannot be
 * used, each with what to write instead. Values of secrets are never repeated.
 */
export function parseReviewSettings(given: GivenInputs, env: Environment, door: Door): ReviewSettings {
  const inputs = new Inputs('review', given, env, door);
  const engine = inputs.choice('engine', ['auto', 'embedded', 'supabase', 'url']);
  const shadowUrl = inputs.text('shadow-url', check.databaseUrl);
  const since = inputs.text('since', check.version);
  const base = inputs.text('base', check.ref);
  const head = inputs.text('head', check.ref);
  if (engine === 'url' && shadowUrl === null && inputs.isSound('shadow-url')) {
    inputs.refuse(
      'shadow-url',
      `is needed when ${inputs.label('engine')} is url`,
      `write ${inputs.label('shadow-url')} env:NAME with the variable that holds postgresql://user:password@host:5432/postgres`,
    );
  }
  if (engine !== 'url' && inputs.isGiven('shadow-url')) {
    inputs.refuse(
      'shadow-url',
      `is only used when ${inputs.label('engine')} is url`,
      `write ${inputs.label('engine')} url, or leave the URL out`,
    );
  }
  for (const other of ['base', 'head'] as const) {
    if (inputs.isGiven('since') && inputs.isGiven(other)) {
      inputs.refuse(
        'since',
        `cannot be combined with ${inputs.label(other)}`,
        'keep the version to compare without git, or the refs to compare with it',
      );
    }
  }
  const settings: ReviewSettings = {
    projectDir: inputs.text('project-dir', check.path) ?? '.',
    base,
    head,
    since,
    engine,
    shadowUrl,
    cache: inputs.flag('cache'),
    statementLimit: check.milliseconds(inputs.text('statement-limit', check.time) ?? '5min') ?? 0,
    failOn: inputs.choice('fail-on', ['error', 'warning', 'never']),
    format: inputs.choice('format', ['text', 'markdown', 'json']),
    report: inputs.text('report', check.path),
    color: inputs.flag('color') && (env['NO_COLOR'] ?? '') === '',
    comment: inputs.flag('comment'),
    summary: inputs.flag('summary'),
    annotations: inputs.flag('annotations'),
    githubToken: inputs.text('github-token', check.token),
  };
  inputs.throwProblems();
  return settings;
}

/** Reads the settings of `comment`. Throws like parseReviewSettings. */
export function parseCommentSettings(given: GivenInputs, env: Environment, door: Door): CommentSettings {
  const inputs = new Inputs('comment', given, env, door);
  const settings = {
    report: inputs.required('report', check.path, 'the report file, or the folder that it was downloaded to'),
    githubToken: inputs.required('github-token', check.token, 'a token that may write pull requests'),
  };
  inputs.throwProblems();
  return settings;
}

interface Problem {
  readonly input: InputName;
  readonly text: string;
}

/** Reads inputs one by one and collects what cannot be used. */
export class Inputs {
  readonly #verb: Verb;
  readonly #given: GivenInputs;
  readonly #env: Environment;
  readonly #door: Door;
  readonly #problems: Problem[] = [];

  constructor(verb: Verb, given: GivenInputs, env: Environment, door: Door) {
    this.#verb = verb;
    this.#given = given;
    this.#env = env;
    this.#door = door;
  }

  /** How people of this door write the input: `--base`, or `base:` in a workflow; a word without a flag is called by its meaning. */
  label(name: InputName): string {
    if (this.#definition(name)?.positional === true) return `The ${name}`;
    return this.#door === 'cli' ? `--${name}` : `${name}:`;
  }

  isGiven(name: InputName): boolean {
    return (this.#given[name] ?? '') !== '';
  }

  isSound(name: InputName): boolean {
    return this.#problems.every((problem) => problem.input !== name);
  }

  refuse(name: InputName, what: string, remedy: string): void {
    this.#problems.push({ input: name, text: `${this.label(name)} ${what}: ${remedy}.` });
  }

  text(name: InputName, accept: check.Check): string | null {
    const value = this.#value(name);
    if (value === null) return null;
    const verdict = accept(value);
    if (verdict === null) return value;
    const shown = this.#definition(name)?.secret === true ? '' : `${check.shown(value)} `;
    this.refuse(name, `${shown}${verdict.problem}`, verdict.remedy);
    return null;
  }

  required(name: InputName, accept: check.Check, meaning: string): string {
    const value = this.text(name, accept);
    if (value === null && this.isSound(name)) this.refuse(name, 'is missing', `write ${meaning}`);
    return value ?? '';
  }

  choice<const Choice extends string>(name: InputName, choices: readonly [Choice, ...Choice[]]): Choice {
    const value = this.#value(name);
    if (value === null) return choices[0];
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    this.refuse(name, `${check.shown(value)} is unknown`, `write ${check.listed(choices)}`);
    return choices[0];
  }

  /** The spellings of YAML 1.2, as the runner's own inputs take them. */
  flag(name: InputName): boolean {
    const value = this.#value(name);
    if (value === null || /^(?:true|True|TRUE)$/u.test(value)) return true;
    if (!/^(?:false|False|FALSE)$/u.test(value)) {
      this.refuse(name, `${check.shown(value)} is neither yes nor no`, 'write true or false');
    }
    return false;
  }

  throwProblems(): void {
    const [first, ...more] = this.#problems.map((problem) => problem.text);
    if (first === undefined) return;
    throw settingsError([first, ...more]);
  }

  #definition(name: InputName) {
    return inputsOf(this.#verb, this.#door).find((input) => input.name === name);
  }

  /** The text of an input after its variable, `env:NAME` and the default; null where there is none. */
  #value(name: InputName): string | null {
    const definition = this.#definition(name);
    if (definition === undefined) return null;
    const given = this.#given[name] ?? '';
    const variable = definition.type === 'flag' ? undefined : definition.variable;
    const raw = given === '' && variable !== undefined ? (this.#env[variable] ?? '') : given;
    if (definition.secret && raw.startsWith('env:')) return this.#indirect(name, raw.slice('env:'.length));
    if (raw !== '') return raw;
    const fallback = definition.default;
    return fallback === '' || fallback.includes('${{') ? null : fallback;
  }

  #indirect(name: InputName, variable: string): string | null {
    const value = this.#env[variable] ?? '';
    if (value !== '') return value;
    this.refuse(
      name,
      `names the environment variable ${check.shown(variable)}, which is not set`,
      'set it, or name another one',
    );
    return null;
  }
}

/** One error for all problems of a command line or of the inputs, each a sentence with what to write instead. */
export function settingsError(problems: readonly [string, ...string[]]): SluiceError {
  const [only, ...more] = problems;
  return more.length === 0
    ? new SluiceError('settings-invalid', {
        message: only,
        remedy: 'Correct it and run again; `sluice <command> --help` lists every setting.',
      })
    : new SluiceError('settings-invalid', {
        message: `${problems.length} settings cannot be used.`,
        remedy: problems.join('\n'),
      });
}
