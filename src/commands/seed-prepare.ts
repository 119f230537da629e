import type { LiveDatabase } from '../core/deploy-ports.ts';
import { finding } from '../core/finding-codes.ts';
import type { Finding } from '../core/report.ts';
import { refusedSeeding } from '../core/seed-permission.ts';
import { planSeeds, type SeedStep } from '../core/seed-plan.ts';
import type { LoadedSeed, SeedProject } from '../core/seed-ports.ts';
import { cutSeed, type SeedProblem } from '../core/seed-statements.ts';
import type { SeedChoice, SeedPorts } from './seed-request.ts';

/** Everything that is known before anything is loaded. */
export interface PreparedSeeds {
  readonly steps: readonly SeedStep[];
  readonly seeds: readonly LoadedSeed[];
  /** Errors among them forbid to load anything. */
  readonly findings: readonly Finding[];
}

/** Holds the seed files against the database, and reads those that are to be loaded; nothing is changed. */
export async function prepareSeeds(
  project: SeedProject,
  choice: SeedChoice,
  live: LiveDatabase,
  parser: SeedPorts['parser'],
): Promise<PreparedSeeds> {
  const { environment } = project;
  const refused = project.enabled
    ? refusedSeeding({ environment, isLocal: isLocal(live), allowProduction: choice.allowProduction })
    : [];
  const steps = planSeeds(project.files, await live.seeded(), choice.when);
  const findings = [...project.findings, ...refused, ...steps.flatMap(changedNote)];
  if (findings.some(({ level }) => level === 'error')) return { steps, seeds: [], findings };
  const seeds: LoadedSeed[] = [];
  for (const { file, state, load } of steps) {
    if (!load) continue;
    if (file.kind === 'csv') {
      seeds.push({ file, again: state !== 'new' });
      continue;
    }
    const cut = await cutSeed(file.sql, parser);
    if (cut.ok) seeds.push({ file, statements: cut.statements });
    else findings.push(problemFinding(file.file, cut.problem));
  }
  return { steps, seeds, findings };
}

/** What is left of it now that the lock is held: whoever had it before may have loaded some. */
export async function stillToLoad(
  prepared: PreparedSeeds,
  { when }: SeedChoice,
  live: LiveDatabase,
): Promise<PreparedSeeds> {
  const steps = planSeeds(
    prepared.steps.map(({ file }) => file),
    await live.seeded(),
    when,
  );
  const states = new Map(steps.map(({ file, state, load }) => [file.path, { state, load }]));
  const seeds = prepared.seeds.flatMap((seed): LoadedSeed[] => {
    const now = states.get(seed.file.path);
    if (now?.load !== true) return [];
    return 'statements' in seed ? [seed] : [{ ...seed, again: now.state !== 'new' }];
  });
  return { ...prepared, steps, seeds };
}

/** A Unix socket or the loopback address; a tunnel leads elsewhere, but whoever dug it knows where. */
function isLocal({ target: { host } }: LiveDatabase): boolean {
  return /^(?:\/|localhost$|127\.|::1$|\[::1\]$)/u.test(host);
}

function changedNote({ file, state, load }: SeedStep): readonly Finding[] {
  if (load || state !== 'changed') return [];
  return [
    finding('seed-changed', {
      file: file.file,
      line: null,
      message: 'The file was changed since it was loaded.',
      remedy: 'Load it again with --when changed; its statements must bear that.',
    }),
  ];
}

function problemFinding(file: string, { kind, message, line, column, excerpt }: SeedProblem): Finding {
  return kind === 'syntax'
    ? finding('seed-syntax', {
        file,
        line,
        column,
        excerpt,
        message: `PostgreSQL cannot read this: ${message} (SQLSTATE 42601)`,
        remedy: 'Correct the statement. Nothing has been loaded.',
        sqlState: '42601',
      })
    : finding('seed-transaction', {
        file,
        line,
        column,
        excerpt,
        message: `This statement cannot be part of a seed: ${message}.`,
        remedy:
          'Remove it; what needs its own transaction belongs into a migration. Nothing has been loaded.',
      });
}
