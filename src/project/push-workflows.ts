import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { PushWorkflow } from '../core/init-ports.ts';

/** What brings migrations into a database by the Supabase CLI. */
const PUSHES = /\bsupabase(?:@[\w.-]+)?\s+(?:--?[\w-]+(?:[= ]\S+)?\s+)*(?:db\s+push|migration\s+up)\b/u;
/** Actions that only prepare. */
const PREPARING = /^(?:actions\/(?:checkout|setup-node|cache)|supabase\/setup-cli)@/u;
/** Commands that only prepare, or say something. */
const HARMLESS =
  /^(?:$|#|set\b|cd\b|echo\b|export\b|npm (?:ci|install)\b|pnpm install\b|yarn(?: install)?$|(?:npx (?:--yes )?)?supabase(?:@[\w.-]+)?\s+(?:link|login|--version|migration list)\b)/u;

interface Step {
  readonly uses: string;
  readonly run: string;
  readonly line: number;
}

/** Whether a workflow pushes migrations, where, and whether that is all it does; null where it does not. */
export function pushWorkflow(file: string, text: string): PushWorkflow | null {
  if (!PUSHES.test(text)) return null;
  const lines = new LineCounter();
  const steps = stepsOf(parseDocument(text, { lineCounter: lines }).contents, lines);
  const pushing = steps.filter(({ run }) => PUSHES.test(run));
  if (pushing.length === 0) return null;
  return {
    file,
    lines: pushing.map(({ line }) => line),
    nothingElse: steps.every(({ uses, run }) =>
      uses === '' ? commandsOf(run).every(isPartOfPush) : PREPARING.test(uses),
    ),
  };
}

function commandsOf(run: string): readonly string[] {
  return run
    .replaceAll(/\\\r?\n/gu, ' ')
    .split(/\r?\n|&&|[;|]/u)
    .map((command) => command.trim());
}

function isPartOfPush(command: string): boolean {
  return (HARMLESS.test(command) || PUSHES.test(command)) && !/`|\$\(/u.test(command);
}

/** Every step of every job; a job without steps (a called workflow) counts as one that uses something. */
function stepsOf(contents: Node | null, lines: LineCounter): readonly Step[] {
  const jobs = isMap(contents) ? contents.get('jobs') : null;
  if (!isMap(jobs)) return [];
  return jobs.items.flatMap(({ value: job }) => {
    if (!isMap(job)) return [];
    const steps = job.get('steps');
    if (!isSeq(steps)) return [{ uses: textOf(job.get('uses')) || 'another workflow', run: '', line: 1 }];
    return steps.items.flatMap((step) => {
      if (!isMap(step)) return [];
      const run = step.get('run', true);
      const at = isScalar(run) ? run.range?.[0] : step.range?.[0];
      return [
        {
          uses: textOf(step.get('uses')),
          run: isScalar(run) ? textOf(run.value) : '',
          line: at === undefined ? 1 : lines.linePos(at).line,
        },
      ];
    });
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
