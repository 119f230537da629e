import { visibleLines } from './visible.ts';

/**
 * Any text made safe for the log of a GitHub Actions step: no line of it is taken for a workflow command, and
 * nothing in it moves the cursor. The runner obeys `::command::` at the start of a line, white space before it or
 * not, and `##[command]` anywhere in a line (actions/runner, ActionCommand.cs); both are set apart with a space.
 * `%0A` is left alone: the runner decodes it only inside commands, so it cannot begin a line here.
 */
export function workflowLogText(text: string): string {
  return visibleLines(text)
    .split('\n')
    .map((line) => line.replace(/^(\s*):(?=:)/u, '$1: ').replace(/#(?=#\[)/gu, '# '))
    .join('\n');
}
