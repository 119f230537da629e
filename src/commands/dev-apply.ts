import type { LiveState } from '../core/deploy-ports.ts';
import { hasErrors } from '../core/error-findings.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import type { LocalServer } from '../core/local-ports.ts';
import { localSource } from '../core/local-source.ts';
import type { Migration } from '../core/migration.ts';
import type { PendingMigrations } from '../core/pending.ts';
import type { Progress, ProjectComparison } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import type { SeedProject } from '../core/seed-ports.ts';
import type { CommandContext } from './context.ts';
import { deploy } from './deploy.ts';
import type { DevPorts, DevRequest } from './dev-request.ts';
import { judgeHistory } from './history-judgement.ts';

export interface DevInput {
  readonly request: DevRequest;
  readonly ports: DevPorts;
  readonly context: CommandContext;
  readonly comparison: ProjectComparison;
  readonly seeds: SeedProject;
  readonly server: LocalServer;
}

/** How the local database stands to the checkout. */
export interface DevStanding extends PendingMigrations {
  readonly state: LiveState;
  /** Migrations without a statement yet: nobody would want them recorded as applied. */
  readonly unwritten: readonly Migration[];
  readonly serverVersion: string;
}

export interface Applied {
  readonly applied: readonly { readonly version: string; readonly milliseconds: number }[];
  readonly findings: readonly Finding[];
}

/** Holds history and checkout against each other. No session stays open. */
export async function standingOf({ ports, context, comparison, server }: DevInput): Promise<DevStanding> {
  const { signal, progress } = context;
  await using live = await ports.live.open(localSource(server.url), { signal, progress });
  const state = await live.state();
  const judged = await judgeHistory(comparison.head.migrations, state, live, ports.scanner, true);
  const { version: serverVersion } = await live.identity();
  const empty = new Set(
    comparison.findings.filter(({ code }) => code === 'migration-empty').map(({ file }) => file),
  );
  return {
    ...judged,
    state,
    serverVersion,
    pending: judged.pending.filter(({ file }) => !empty.has(file)),
    unwritten: judged.pending.filter(({ file }) => empty.has(file)),
    findings: judged.findings.map(inLocalWords),
  };
}

/**
 * Applies what is pending as a deployment does, with the state before the newest kept, so that this one can be worked on and applied
 * again. Refusals and failures are findings.
 */
export async function applyPending(
  input: DevInput,
  standing: DevStanding,
  /** The version whose state before it the database was just put back to: it is kept as it is. */
  wentBackTo: string | null = null,
): Promise<Applied> {
  const { pending, findings } = standing;
  const found = [...input.comparison.findings.filter(({ level }) => level === 'error'), ...findings];
  if (hasErrors(found)) return { applied: [], findings: found };
  const newest = pending.at(-1);
  if (newest === undefined) return { applied: [], findings: found };
  await input.server.hurry();
  const before = input.comparison.head.migrations.filter(({ version }) => version < newest.version);
  const earlier = pending.slice(0, -1);
  const first = await run(input, standing, earlier);
  if (hasErrors(first.findings)) return { ...first, findings: [...found, ...first.findings] };
  const kept =
    (earlier.length === 0 && newest.version === wentBackTo) ||
    (await input.server.keep({ version: newest.version, head: headDigest(before) }));
  if (!kept) {
    input.context.progress.info(
      `The database is too large to be copied, or the disk has no room: an edit of ${newest.file} will need sluice dev reset.`,
    );
  }
  const last = await run(input, standing, [newest]);
  return {
    applied: [...first.applied, ...last.applied],
    findings: [...found, ...first.findings, ...last.findings],
  };
}

/** What a deployment says and a developer need not read: nothing is verified here, and nothing has to be taken up. */
const NO_NEWS: ReadonlySet<string> = new Set(['not-verified', 'run-unfinished', 'history-out-of-order']);

/** Applies some of what is pending, up to the first that fails. */
async function run(
  input: DevInput,
  standing: DevStanding,
  migrations: readonly Migration[],
): Promise<Applied> {
  let done: Applied = { applied: [], findings: [] };
  for (const stretch of await stretchesOf(input, migrations)) {
    const { applied, findings } = await deployStretch(input, standing, stretch);
    done = { applied: [...done.applied, ...applied], findings: [...done.findings, ...findings] };
    if (hasErrors(findings)) break;
  }
  return done;
}

/** Neighbours that run with the same rights. */
interface Stretch {
  readonly migrations: readonly Migration[];
  /** Whether a statement among them is one that the platform lets `postgres` run and plain PostgreSQL only a superuser. */
  readonly elevated: boolean;
}

/** A superuser does more than such a statement needs, so migrations without one run as they would on the platform. */
async function stretchesOf(
  { ports, server }: DevInput,
  migrations: readonly Migration[],
): Promise<readonly Stretch[]> {
  const stretches: { migrations: Migration[]; elevated: boolean }[] = [];
  for (const migration of migrations) {
    const cut = await ports.parser.cut(migration.sql);
    const elevated = cut.ok && cut.statements.some(({ node }) => server.elevated.has(node));
    const last = stretches.at(-1);
    if (last?.elevated === elevated) last.migrations.push(migration);
    else stretches.push({ migrations: [migration], elevated });
  }
  return stretches;
}

async function deployStretch(
  { request, ports, context, comparison, server }: DevInput,
  { pending, unwritten }: DevStanding,
  { migrations, elevated }: Stretch,
): Promise<Applied> {
  // As if what comes behind it, and what waits for its first statement, were not written yet.
  const newest = migrations.at(-1)?.version ?? '';
  const later = pending.filter(({ version }) => version > newest);
  const hidden = new Set([...unwritten, ...later].map(({ version }) => version));
  const checkout = comparison.head.migrations.filter(({ version }) => !hidden.has(version));
  await using _rights = elevated ? await server.elevate() : null;
  const report = await deploy(
    {
      projectDir: request.projectDir,
      source: localSource(server.url),
      plan: false,
      expectPlan: null,
      requireVerified: null,
      adopt: null,
      backup: null,
      allowOutOfOrder: true,
      drift: 'ignore',
      verify: false,
      cache: false,
      lockWait: 60_000,
      limits: { lockTimeout: 5_000, statementTimeout: 0, lockRetries: 10 },
      engine: 'auto',
      shadowUrl: null,
      origin: request.origin,
      approvedBy: null,
    },
    {
      ...ports,
      project: {
        compare: async () => ({
          ...comparison,
          head: { ...comparison.head, migrations: checkout },
          findings: [],
        }),
      },
    },
    { ...context, progress: withoutSteps(context.progress) },
  );
  return {
    applied: report.deployment?.applied ?? [],
    findings: report.findings.filter(({ code }) => !NO_NEWS.has(code)).map(inLocalWords),
  };
}

/** The steps of the deployments inside say nothing that their migrations do not say. */
export function withoutSteps(progress: Progress): Progress {
  return { ...progress, step: () => () => {} };
}

/** Where the history of a local database is wrong, it is made anew: nobody has to mend it by hand. */
export function inLocalWords(said: Finding): Finding {
  switch (said.code) {
    case 'history-edited':
      return {
        ...said,
        message: `${said.file ?? 'A migration'} was changed after the local database had applied it.`,
        remedy:
          'Make the database anew, with all migrations but without rows that were written by hand: sluice dev reset',
      };
    case 'history-missing':
      return {
        ...said,
        remedy:
          'Check out the branch that has it, or make the database anew, without rows that were written by hand: sluice dev reset',
      };
    case 'extension-unavailable':
      return {
        ...said,
        remedy:
          'The local database has the extensions of the embedded engine alone. Take the full stack for this project, which needs Docker (npx supabase start); a review asks it by itself.',
      };
    case 'segment-edited':
      return { ...said, remedy: 'Make the database anew: sluice dev reset' };
    default:
      return said;
  }
}

/** Files that wait for their first statement. */
export function unwrittenFindings({ unwritten }: DevStanding): readonly Finding[] {
  return unwritten.map(({ file }) =>
    finding('migration-empty', {
      file,
      line: 1,
      level: 'note',
      message: 'The file holds no statement yet, so it was not applied.',
      remedy: 'Write the migration; sluice dev start applies it then.',
    }),
  );
}
