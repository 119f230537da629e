import { markdownTable } from 'markdown-table';

/** The inputs of the action and the flags of the command line, as one Markdown table. */
export function inputTable({ INPUTS, verbNames }) {
  return markdownTable([
    ['Input', 'Flag', 'Default', 'What it does'],
    [
      '`command`',
      '`sluice <command>`',
      '`review`',
      `What to do: ${verbNames('action').map(code).join(', ')}.`,
    ],
    ...INPUTS.map((input) => [
      input.doors.includes('action') ? code(input.name) : '',
      input.doors.includes('cli') ? flagOf(input) : '',
      input.default === '' ? '' : code(input.default),
      describe(input),
    ]),
  ]);
}

export function outputTable({ OUTPUTS }) {
  return markdownTable([
    ['Output', 'What it holds'],
    ...OUTPUTS.map((output) => [code(output.name), output.help]),
  ]);
}

/** A heading for each error, so that its code is the address of its entry. */
export function errorEntries(codes) {
  return Object.entries(codes)
    .map(
      ([name, { exit, meaning, remedy }]) =>
        `### ${name}\n\n${meaning} Exit code ${exit}.\n\n**What to do.** ${remedy}`,
    )
    .join('\n\n');
}

export function findingTable(codes) {
  return markdownTable([
    ['Finding', 'Level', 'What it means'],
    ...Object.entries(codes).map(([name, { level, meaning }]) => [code(name), level, escaped(meaning)]),
  ]);
}

/** The sentence of an input with what its type adds; also the description in action.yml. */
export function describe(input) {
  const extra = [
    ...(input.choices === undefined ? [] : [`One of ${input.choices.map(code).join(', ')}.`]),
    ...(input.variable === undefined || input.type === 'flag'
      ? []
      : [`Also read from ${code(input.variable)}.`]),
  ];
  return [input.help, ...extra].join(' ');
}

function flagOf(input) {
  if (input.positional) return code(`sluice ${input.verbs[0]} ${input.placeholder}`);
  if (input.type !== 'flag') return code(`--${input.name} ${input.placeholder}`);
  return code(input.default === 'false' ? `--${input.name}` : `--no-${input.name}`);
}

function code(text) {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** A bare angle bracket would be taken for HTML. */
function escaped(text) {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}
