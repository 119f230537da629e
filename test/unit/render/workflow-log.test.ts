import { describe, expect, test } from '@jest/globals';
import { renderTerminal } from '../../../src/render/terminal.ts';
import { workflowLogText } from '../../../src/render/workflow-log.ts';
import { HOSTILE_NAMES, hostileReport, randomNames } from '../../support/hostile-names.ts';

/** What the runner obeys; no other line ends reach it, as the table shows. */
const COMMAND = /^\s*::|##\[/u;

describe('a line of the log', () => {
  test.each([
    { name: 'plain text', text: 'Replaying 3 migrations', expected: 'Replaying 3 migrations' },
    { name: 'a command', text: '::error::boo', expected: ': :error::boo' },
    { name: 'a command behind blanks', text: ' \t::add-mask::x', expected: ' \t: :add-mask::x' },
    { name: 'a group', text: '::group::x', expected: ': :group::x' },
    { name: 'the end of a stop', text: '::token::', expected: ': :token::' },
    { name: 'three colons', text: ':::error::', expected: ': ::error::' },
    { name: 'an old command', text: '##[error]boo', expected: '# #[error]boo' },
    { name: 'an old command within a line', text: 'x ##[set-env]y', expected: 'x # #[set-env]y' },
    { name: 'an old command with more signs', text: '###[error]', expected: '## #[error]' },
    { name: 'a command after a line feed', text: 'a\n::error::b', expected: 'a\n: :error::b' },
    { name: 'a command after a carriage return', text: 'a\r::error::b', expected: 'a\n: :error::b' },
    { name: 'a command after both', text: 'a\r\n::error::b', expected: 'a\n: :error::b' },
    {
      name: 'an encoded line feed, which stays in its line',
      text: 'a%0A::error::b',
      expected: 'a%0A::error::b',
    },
    { name: 'a cast, which is SQL', text: "select '1'::int", expected: "select '1'::int" },
    { name: 'an escape sequence', text: '\u001b[31m::error::', expected: '⟨U+001B⟩[31m::error::' },
    { name: 'a byte order mark', text: '\ufeff::error::', expected: '⟨U+FEFF⟩::error::' },
    {
      name: 'other line ends',
      text: 'a\u2028::b\u0085::c\u000b::d',
      expected: 'a⟨U+2028⟩::b⟨U+0085⟩::c⟨U+000B⟩::d',
    },
  ])('$name', ({ text, expected }) => {
    expect(workflowLogText(text)).toBe(expected);
  });

  test('is never a command, whatever is said', () => {
    for (const name of [...HOSTILE_NAMES, ...randomNames(13, 300)]) {
      for (const line of workflowLogText(`${name}\n ${name}`).split('\n')) expect(line).not.toMatch(COMMAND);
    }
  });

  test('is never a command in a whole report', () => {
    for (const name of ['\n::error::x', '##[add-mask]x', '::stop-commands::x', '\r::debug::x']) {
      const report = renderTerminal(hostileReport(name), { width: 80, colours: false });
      for (const line of workflowLogText(report).split('\n')) expect(line).not.toMatch(COMMAND);
    }
  });
});
