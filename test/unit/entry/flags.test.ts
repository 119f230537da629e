import { describe, expect, test } from '@jest/globals';
import { type CommandLine, parseCommandLine } from '../../../src/entry/flags.ts';

function parse(...argv: readonly string[]): CommandLine {
  return parseCommandLine(argv, '1.2.3', 100);
}

function problems(...argv: readonly string[]): readonly string[] {
  const line = parse(...argv);
  return line.kind === 'problems' ? line.problems : [];
}

function printed(...argv: readonly string[]): string {
  const line = parse(...argv);
  return line.kind === 'print' ? line.text : '';
}

describe('a command line', () => {
  test.each([
    ['a flag with a value', ['review', '--base', 'main'], { base: 'main' }],
    ['a flag with an equals sign', ['review', '--base=main'], { base: 'main' }],
    ['a switch', ['review', '--no-color'], { color: 'false' }],
    ['the last of two', ['review', '--base', 'a', '--base', 'b'], { base: 'b' }],
    ['no flags', ['review'], {}],
  ])('is read: %s', (_case, argv, given) => {
    expect(parse(...argv)).toEqual({ kind: 'run', verb: 'review', given });
  });

  test('prints the version', () => {
    expect(printed('--version')).toBe('1.2.3\n');
    expect(printed('-V')).toBe('1.2.3\n');
  });

  test.each([[['--help']], [['help']], [['-h']]])('explains the commands: %j', (argv) => {
    expect(printed(...argv)).toContain('Usage: sluice');
    expect(printed(...argv)).toContain('review');
  });

  test.each([[['review', '--help']], [['help', 'review']], [['review', '-h']]])(
    'explains one command: %j',
    (argv) => {
      expect(printed(...argv)).toContain('--base <ref>');
      expect(printed(...argv)).toMatch(/\(default:\s+auto\)/u);
      expect(printed(...argv)).not.toContain('--github-token');
    },
  );
});

describe('a mistake in a command line', () => {
  test.each([
    ['nothing at all', [], ['Write a command']],
    ['an unknown command', ['reviw'], ['Did you mean review?']],
    ['a command of another door', ['comment'], ["Unknown command 'comment'"]],
    ['help for an unknown command', ['help', 'nothing'], ['There is no command "nothing"']],
    ['an unknown flag that resembles one', ['review', '--bse', 'main'], ['did you mean --base?']],
    ['an unknown flag that resembles none', ['review', '--zzzzzz'], ['`sluice review --help` lists them']],
    ['an unknown flag with an equals sign', ['review', '--basse=main'], ['"--basse" is no flag']],
    ['a flag without its value', ['review', '--since'], ['--since needs a value: write --since <version>']],
    ['a flag that another one follows', ['review', '--base', '--head', 'x'], ['--base needs a value']],
    ['an empty value', ['review', '--base='], ['--base has an empty value']],
    ['a word that belongs to no flag', ['review', 'main'], ['"main" belongs to no flag']],
    [
      'several',
      ['review', '--bse', 'x', '--since', '--format='],
      ['did you mean --base?', '--since needs', '--format has an empty value'],
    ],
  ])('%s', (_case, argv, expected) => {
    const found = problems(...argv);
    expect(found).toHaveLength(expected.length);
    for (const text of expected) expect(found.join('\n')).toContain(text);
  });
});
