import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseCommandLine } from '../../src/entry/flags.ts';
import { createSqlParser } from '../../src/sql/parser.ts';
import { loadWorkflowTools, type WorkflowTools } from '../support/workflow-tools.ts';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

interface Block {
  readonly line: number;
  readonly text: string;
}

/** The code blocks of a page in one of the languages. */
function blocks(page: string, ...languages: readonly string[]): readonly Block[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^( *)```(\w+)\n([\s\S]*?)^\1```$/gmu)].flatMap((match) => {
    const [, indent = '', language = '', code = ''] = match;
    if (!languages.includes(language)) return [];
    const line = text.slice(0, match.index).split('\n').length + 1;
    return [{ line, text: code.replaceAll(new RegExp(`^${indent}`, 'gmu'), '') }];
  });
}

/** The arguments of each `sluice` command of a script, without what the shell does around it. */
function commandsOf(script: string): readonly (readonly string[])[] {
  const substituted: string[] = [];
  const lines = script
    .replaceAll(/\\\n\s*/gu, ' ')
    .replaceAll(/\$\(([^()]*)\)/gu, (_whole, inner: string) => {
      substituted.push(inner);
      return 'substituted';
    })
    .split('\n');
  return [...lines, ...substituted].flatMap((line) =>
    [
      ...line.matchAll(
        /(?:^|&& |\| )\s*(?:npx (?:--\S+ )*)?(?:sluice|node dist\/cli\/index\.js) ([^|)>#]*)/gu,
      ),
    ].map(([, words = '']) =>
      [...words.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/gu)].map((word) => word.slice(1).find(Boolean) ?? ''),
    ),
  );
}

/** Headings as GitHub makes addresses of them. */
function anchorsOf(page: string): ReadonlySet<string> {
  const text = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```$/gmu, '');
  return new Set(
    [...text.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/gu, '-'),
    ),
  );
}

describe.each(PAGES)('%s', (page) => {
  test('writes commands that exist', () => {
    const problems = blocks(page, 'sh', 'bash', 'text').flatMap(({ line, text }) =>
      commandsOf(text).flatMap((words) => {
        const parsed = parseCommandLine(words, '0.0.0', 100);
        return parsed.kind === 'problems'
          ? [`${line}: ${words.join(' ')}: ${parsed.problems.join(' ')}`]
          : [];
      }),
    );
    expect(problems).toEqual([]);
  });

  test('links to places that are there', () => {
    const text = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```$/gmu, '');
    const broken = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/gu)].flatMap(([, target = '']) => {
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? page : join(dirname(page), file);
      if (!existsSync(path)) return [target];
      return anchor === undefined || anchorsOf(path).has(anchor) ? [] : [target];
    });
    expect(broken).toEqual([]);
  });

  test('writes SQL that PostgreSQL can read', async () => {
    const parser = createSqlParser();
    const problems: string[] = [];
    for (const { line, text } of blocks(page, 'sql')) {
      const cut = await parser.cut(text);
      if (!cut.ok) problems.push(`${line}: ${cut.problem.message}`);
    }
    expect(problems).toEqual([]);
  });
});

describe('workflows in the pages', () => {
  let tools: WorkflowTools;

  beforeAll(async () => {
    tools = await loadWorkflowTools();
  });

  test('are sound', async () => {
    const found = PAGES.flatMap((page) => blocks(page, 'yaml').map((block) => ({ page, ...block })));
    const whole = found.filter(({ text }) => /^on:/mu.test(text) && /^jobs:/mu.test(text));
    expect(whole.length).toBeGreaterThan(4);
    const problems: string[] = [];
    for (const { page, line, text } of whole) {
      const yaml = text.replaceAll('<owner>', 'acme').replaceAll('<commit>', 'a'.repeat(40));
      const document = tools.TextDocument.create(`file:///${page}-${line}.yml`, 'yaml', 1, yaml);
      problems.push(
        ...(await tools.service.validate(document)).map(({ message }) => `${page}:${line}: ${message}`),
      );
    }
    expect(problems).toEqual([]);
  });
});
