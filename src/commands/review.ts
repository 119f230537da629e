import { withCalledRoutines } from '../core/called-routines.ts';
import { changesOf, NO_DIFFERENCES } from '../core/changes.ts';
import { extensionsUsed, syntaxFinding, withoutRetold } from '../core/error-findings.ts';
import { hazardFindings } from '../core/hazard-findings.ts';
import { headDigest } from '../core/head.ts';
import { historyFindings } from '../core/history-findings.ts';
import type { Migration } from '../core/migration.ts';
import { withFilledColumns } from '../core/new-columns.ts';
import { platformFindings, withoutStopped } from '../core/platform-findings.ts';
import type {
  CutMigration,
  ProjectComparison,
  ProjectRequest,
  Shadow,
  ShadowRequest,
  SqlParser,
} from '../core/ports.ts';
import { type Finding, REPORT_SCHEMA, type Report, type StandIn } from '../core/report.ts';
import { verdictOf } from '../core/verdict.ts';
import type { CommandContext, ReviewPorts } from './context.ts';
import { type ReplayOutcome, replayAndCompare } from './replay-and-compare.ts';
import { Stopwatch } from './stopwatch.ts';

/** What a review is asked to do. */
export interface ReviewRequest extends ProjectRequest {
  readonly engine: ShadowRequest['engine'];
  /** For the engine `url`. */
  readonly shadowUrl: string | null;
}

/**
 * Replays base and head on a shadow and tells what the head's migrations change, what that may break and whether it can
 * be undone. Problems of the migrations are findings in the report; it throws SluiceError only where the review itself
 * cannot run.
 */
export async function review(
  request: ReviewRequest,
  ports: ReviewPorts,
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  const comparison = await watch.run('files', 'Reading the migrations', () =>
    ports.project.compare(request, context.progress),
  );
  const known = new Set(comparison.base.migrations.map(({ version }) => version));
  const pending = comparison.head.migrations.filter(({ version }) => !known.has(version));
  if (pending.length === 0) return assemble(comparison, [], NOTHING_REPLAYED, watch, null, []);

  const opening = openShadow(request, comparison, ports, context, watch);
  // Not awaited yet: its failure must not count as unhandled while the files are parsed.
  opening.catch(() => {});
  const base = await cutAll(ports.parser, comparison.base.migrations, watch);
  const cut = await cutAll(ports.parser, pending, watch);
  const head = { ...cut, cut: withFilledColumns(await withCalledRoutines(base.cut, cut.cut, ports.parser)) };
  await using shadow = await opening;

  const upFront = [...base.findings, ...head.findings, ...historyFindings(head.cut)];
  if (upFront.length > 0)
    return assemble(
      comparison,
      head.cut,
      { ...NOTHING_REPLAYED, findings: withoutRetold(upFront, comparison.findings) },
      watch,
      null,
      [],
    );
  const outcome = await replayAndCompare(
    {
      shadow,
      base: base.cut,
      head: head.cut,
      rollbacks: comparison.rollbacks,
      exposedSchemas: comparison.config.exposedSchemas,
    },
    ports,
    context,
    watch,
  );
  const platform = platformFindings(base.cut, head.cut, outcome.observed);
  const findings = [...outcome.findings, ...withoutStopped(platform, outcome.findings)];
  return assemble(comparison, head.cut, { ...outcome, findings }, watch, shadow, [...base.cut, ...head.cut]);
}

const NOTHING_REPLAYED: ReplayOutcome = {
  differences: NO_DIFFERENCES,
  observed: [],
  findings: [],
  reversal: null,
  verdicts: new Map(),
  differenceSql: '',
  diagram: () => null,
};

async function openShadow(
  request: ReviewRequest,
  comparison: ProjectComparison,
  ports: ReviewPorts,
  context: CommandContext,
  watch: Stopwatch,
): Promise<Shadow> {
  return await watch.run('engine', 'Starting PostgreSQL', () =>
    ports.shadow.open({
      engine: request.engine,
      major: comparison.config.majorVersion,
      autoExposeNewTables: comparison.config.autoExposeNewTables ?? true,
      serverUrl: request.shadowUrl,
      signal: context.signal,
      progress: context.progress,
    }),
  );
}

interface CutResultOfAll {
  readonly cut: readonly CutMigration[];
  readonly findings: readonly Finding[];
}

async function cutAll(
  parser: SqlParser,
  migrations: readonly Migration[],
  watch: Stopwatch,
): Promise<CutResultOfAll> {
  return await watch.run('parse', 'Parsing the migrations', async () => {
    const cut: CutMigration[] = [];
    const findings: Finding[] = [];
    for (const migration of migrations) {
      const result = await parser.cut(migration.sql);
      if (result.ok) cut.push({ migration, statements: result.statements });
      else {
        findings.push(syntaxFinding(migration, result.problem));
        cut.push({ migration, statements: [] });
      }
    }
    return { cut, findings };
  });
}

function assemble(
  comparison: ProjectComparison,
  head: readonly CutMigration[],
  outcome: ReplayOutcome,
  watch: Stopwatch,
  shadow: Shadow | null,
  replayed: readonly CutMigration[],
): Report {
  const placed = changesOf(outcome.differences, outcome.observed);
  const changes = placed.map(({ change }) => change);
  const findings = [...comparison.findings, ...outcome.findings, ...hazardFindings(placed)];
  return {
    schema: REPORT_SCHEMA,
    command: 'review',
    verdict: verdictOf(head.length, changes, findings),
    project: comparison.project,
    migrations: head.map(({ migration, statements }) => ({
      version: migration.version,
      name: migration.name,
      file: migration.file,
      statements: statements.length,
      reversal: outcome.verdicts.get(migration.version) ?? null,
    })),
    changes,
    findings,
    reversal: outcome.reversal,
    plan: null,
    head: headDigest(comparison.head.migrations),
    base: { ref: comparison.base.label, version: comparison.base.migrations.at(-1)?.version ?? null },
    engine: shadow === null ? null : { ...shadow.engine, standIns: standInsUsed(shadow, replayed) },
    diagram: outcome.diagram(changes),
    differenceSql: outcome.differenceSql,
    timings: watch.timings,
  };
}

function standInsUsed(shadow: Shadow, replayed: readonly CutMigration[]): StandIn[] {
  return [...extensionsUsed(replayed)].flatMap((extension) => {
    const missing = shadow.standIns.get(extension);
    return missing === undefined ? [] : [{ extension, missing }];
  });
}
