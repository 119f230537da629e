import { Command, CommanderError, Option } from 'commander';
import {
  INPUTS,
  type InputDefinition,
  type InputName,
  inputsOf,
  VERBS,
  type Verb,
  verbNames,
} from '../manifest.ts';
import { shown } from './setting-checks.ts';
import type { GivenInputs } from './settings.ts';

/** What a command line asks for. */
export type CommandLine =
  | { readonly kind: 'run'; readonly verb: Verb; readonly given: GivenInputs }
  /** Something to print and be done: help or the version. */
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'problems'; readonly problems: readonly [string, ...string[]] };

/**
 * Reads the arguments of the CLI (without node and the script) against the manifest. Every unknown flag, missing
 * value and stray argument is a problem of its own, with the nearest known spelling where there is one.
 */
export function parseCommandLine(argv: readonly string[], version: string, columns: number): CommandLine {
  const printed: string[] = [];
  const program = buildProgram(version, columns, (text) => printed.push(text));
  const runs: CommandLine[] = [];
  for (const verb of verbNames('cli')) {
    program.addCommand(
      verbCommand(verb, columns, printed, argv.includes(verb)).action((...given: unknown[]) => {
        // Words, options and the command itself, in this order.
        const command = given.at(-1);
        if (command instanceof Command) runs.push(readVerb(verb, command));
      }),
    );
  }
  if (argv.length === 0) {
    return {
      kind: 'problems',
      problems: [`Write a command: ${verbNames('cli').join(', ')}; \`sluice --help\` explains them.`],
    };
  }
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'print', text: printed.join('') };
    return { kind: 'problems', problems: [commandProblem(error, argv)] };
  }
  return runs[0] ?? { kind: 'print', text: program.helpInformation() };
}

function buildProgram(version: string, columns: number, print: (text: string) => void): Command {
  return new Command('sluice')
    .description('Reviews and ships Supabase database migrations.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain the commands or one command')
    .helpCommand('help [command]', 'explain the commands or one command')
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => {}, getOutHelpWidth: () => columns });
}

/** Its flags are only of interest where it is `named`. */
function verbCommand(verb: Verb, columns: number, printed: string[], named: boolean): Command {
  const command = new Command(verb)
    .description(VERBS[verb].help)
    .helpOption('-h, --help', 'explain this command')
    .allowUnknownOption()
    .allowExcessArguments()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void printed.push(text),
      writeErr: () => {},
      getOutHelpWidth: () => columns,
    })
    // A flag without its value is reported by us, together with everything else; in the help the value is not optional.
    .configureHelp({ optionTerm: (option) => option.flags.replace(/\[(.*)\]$/u, '<$1>') });
  for (const input of inputsOf(verb, 'cli')) {
    if (input.positional === true) command.argument(`[${input.name}]`, explained(input));
    else if (named) command.addOption(flagOf(input));
  }
  return command;
}

function flagOf(input: InputDefinition): Option {
  if (input.type === 'flag') {
    return input.default === 'false'
      ? new Option(`--${input.name}`, plain(input.help))
      : new Option(`--no-${input.name}`, `No ${lowerFirst(plain(input.help))}`);
  }
  const value = input.placeholder.replace(/^<(.*)>$/u, '[$1]');
  return new Option(`--${input.name} ${value}`, explained(input));
}

function explained(input: InputDefinition): string {
  const extra = [
    ...(input.choices === undefined ? [] : [`One of ${input.choices.join(', ')}.`]),
    ...(input.default === '' ? [] : [`(default: ${input.default})`]),
    ...(input.variable === undefined ? [] : [`(also read from ${input.variable})`]),
  ];
  return [plain(input.help), ...extra].join(' ');
}

function readVerb(verb: Verb, command: Command): CommandLine {
  const problems: string[] = [];
  const given: Partial<Record<InputName, string>> = {};
  const expected = INPUTS.filter((input) => 'positional' in input && hasInput(verb, input.name));
  // What commander could not place: unknown flags, and words that belong to no flag.
  for (const [at, word] of command.args.entries()) {
    if (word.startsWith('-')) problems.push(unknownFlag(verb, word));
    // The word after an unknown flag is most likely its value.
    else if (command.args[at - 1]?.startsWith('-') !== true) {
      const input = expected.shift();
      if (input !== undefined) given[input.name] = word;
      else problems.push(`${shown(word)} belongs to no flag: leave it out, or write the flag before it.`);
    }
  }
  for (const { name } of INPUTS) {
    const value: unknown = command.opts()[camelCase(name)];
    if (typeof value === 'string') {
      if (value === '') problems.push(`--${name} has an empty value: write one, or leave the flag out.`);
      given[name] = value;
    } else if (value === true && !isFlag(name)) {
      problems.push(`--${name} needs a value: write --${name} ${placeholderOf(name)}.`);
    } else if (value === false) {
      given[name] = 'false';
    } else if (value === true && !isOnByDefault(name)) {
      given[name] = 'true';
    }
  }
  const [first, ...more] = problems;
  return first === undefined
    ? { kind: 'run', verb, given }
    : { kind: 'problems', problems: [first, ...more] };
}

/** Lets the argument parser find the nearest spelling: it only tells in its own error. */
function unknownFlag(verb: Verb, word: string): string {
  const flag = word.split('=', 1)[0] ?? word;
  const probe = new Command(verb).exitOverride().configureOutput({ writeErr: () => {} });
  for (const input of inputsOf(verb, 'cli')) {
    if (input.positional !== true) probe.addOption(flagOf(input));
  }
  try {
    probe.parse([flag], { from: 'user' });
  } catch (error) {
    const suggestion =
      error instanceof CommanderError ? /Did you mean (.+?)\?/u.exec(error.message)?.[1] : undefined;
    if (suggestion !== undefined) return `${shown(flag)} is no flag of ${verb}: did you mean ${suggestion}?`;
  }
  return `${shown(flag)} is no flag of ${verb}: \`sluice ${verb} --help\` lists them.`;
}

function hasInput(verb: Verb, name: InputName): boolean {
  return inputsOf(verb, 'cli').some((input) => input.name === name);
}

function isFlag(name: InputName): boolean {
  return INPUTS.some((input) => input.name === name && input.type === 'flag');
}

/** Of a switch that can only be turned off, commander says that it is on though nobody wrote it. */
function isOnByDefault(name: InputName): boolean {
  return INPUTS.some((input) => input.name === name && input.default === 'true');
}

function placeholderOf(name: InputName): string {
  return INPUTS.find((input) => input.name === name)?.placeholder ?? '';
}

/** The key under which commander keeps a flag's value. */
function camelCase(name: string): string {
  return name.replace(/-([a-z])/gu, (_match, letter: string) => letter.toUpperCase());
}

/** Help without the marks of Markdown. */
function plain(help: string): string {
  return help.replaceAll('`', '');
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function commandProblem(error: CommanderError, argv: readonly string[]): string {
  return error.code === 'commander.help'
    ? `There is no command ${shown(argv.at(-1) ?? '')}: write ${verbNames('cli').join(', ')}.`
    : sentence(error.message);
}

/** Commander's `error: unknown command 'x'\n(Did you mean y?)` as one sentence of ours. */
function sentence(message: string): string {
  const text = message.replace(/^error: /u, '').replaceAll('\n', ' ');
  const whole = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.?!)]$/u.test(whole) ? whole : `${whole}.`;
}
