import { withCalledRoutines } from '../core/called-routines.ts';
import { changesOf, NO_DIFFERENCES } from '../core/changes.ts';
import { extensionsUsed, withoutRetold } from '../core/error-findings.ts';
import { extensionUpdateFindings } from '../core/extension-updates.ts';
import { hazardFindings } from '../core/hazard-findings.ts';
import { headDigest } from '../core/head.ts';
import { historyFindings } from '../core/history-findings.ts';
import { withFilledColumns } from '../core/new-columns.ts';
import { platformFindings, withoutStopped } from '../core/platform-findings.ts';
import type { CutMigration, ProjectComparison, ProjectRequest, Shadow } from '../core/ports.ts';
import { type EngineFacts, REPORT_SCHEMA, type Report, type StandIn } from '../core/report.ts';
import { verdictOf } from '../core/verdict.ts';
import { worstFirst } from '../core/worst-first.ts';
import type { CommandContext, ReviewPorts } from './context.ts';
import { cutBase, cutFiles } from './cut-files.ts';
import { onFittingEngine } from './fitting-engine.ts';
import { type ReplayOutcome, replayAndCompare } from './replay-and-compare.ts';
import { disposedAfterwards, openShadow, type ReviewShadowRequest } from './review-shadow.ts';
import { Stopwatch } from './stopwatch.ts';

/** What a review is asked to do. */
export interface ReviewRequest extends ProjectRequest, ReviewShadowRequest {}

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
  const versions = new Set(comparison.base.migrations.map(({ version }) => version));
  const pending = comparison.head.migrations.filter(({ version }) => !versions.has(version));
  if (pending.length === 0) return assemble(comparison, [], NOTHING_REPLAYED, watch);

  const opening = openShadow(request, comparison, ports, context, watch);
  const cut = await cutFiles(pending, ports.parser, watch);
  const known = await cutBase(comparison.base.migrations, await opening.begins, ports.parser, watch);
  const shadow = await opening.shadow;
  await using _shadow = disposedAfterwards(shadow, context);
  const restored = shadow.states?.restored ?? 0;
  // A state that was found may have turned out to be damaged.
  const base =
    restored >= known.remembered
      ? known
      : await cutBase(comparison.base.migrations, null, ports.parser, watch);
  const head = { ...cut, cut: withFilledColumns(await withCalledRoutines(base.cut, cut.cut, ports.parser)) };

  const upFront = [...base.findings, ...head.findings, ...historyFindings(head.cut)];
  if (upFront.length > 0)
    return assemble(
      comparison,
      head.cut,
      { ...NOTHING_REPLAYED, findings: withoutRetold(upFront, comparison.findings) },
      watch,
    );
  const judge = async (on: Shadow, baseCut: readonly CutMigration[]): Promise<Judgement> => {
    const input = {
      shadow: on,
      base: baseCut,
      head: head.cut,
      rollbacks: comparison.rollbacks,
      exposedSchemas: comparison.config.exposedSchemas,
    };
    const outcome = await replayAndCompare(input, ports, context, watch);
    const platform = platformFindings(baseCut, head.cut, outcome.observed);
    return {
      ...outcome,
      findings: [
        ...outcome.findings,
        ...withoutStopped(platform, outcome.findings),
        ...extensionUpdateFindings(head.cut),
      ],
      engine: engineFacts(on, [...baseCut, ...head.cut]),
    };
  };
  const judged = await onFittingEngine(
    request.engine,
    async (engine) => {
      if (engine === request.engine) return await judge(shadow, base.cut);
      const asked = { ...request, engine, cache: false };
      const other = await openShadow(asked, comparison, ports, context, watch).shadow;
      await using _other = disposedAfterwards(other, context);
      // Of what was restored on the first one the statements are not known.
      const whole = await cutBase(comparison.base.migrations, null, ports.parser, watch);
      return await judge(other, whole.cut);
    },
    context.progress,
  );
  return assemble(comparison, head.cut, judged, watch);
}

interface Judgement extends ReplayOutcome {
  /** Null where nothing was replayed. */
  readonly engine: EngineFacts | null;
}

const NOTHING_REPLAYED: Judgement = {
  differences: NO_DIFFERENCES,
  observed: [],
  findings: [],
  reversal: null,
  verdicts: new Map(),
  differenceSql: '',
  diagram: () => null,
  engine: null,
};

function assemble(
  comparison: ProjectComparison,
  head: readonly CutMigration[],
  outcome: Judgement,
  watch: Stopwatch,
): Report {
  const placed = changesOf(outcome.differences, outcome.observed);
  const changes = placed.map(({ change }) => change);
  const findings = worstFirst([...comparison.findings, ...outcome.findings, ...hazardFindings(placed)]);
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
    engine: outcome.engine,
    diagram: outcome.diagram(changes),
    differenceSql: outcome.differenceSql,
    timings: watch.timings,
  };
}

function engineFacts(shadow: Shadow, replayed: readonly CutMigration[]): EngineFacts {
  const { engine, states } = shadow;
  return {
    ...engine,
    standIns: standInsUsed(shadow, replayed),
    ...(states === undefined ? {} : { restored: states.restored }),
  };
}

function standInsUsed(shadow: Shadow, replayed: readonly CutMigration[]): StandIn[] {
  return [...extensionsUsed(replayed)].flatMap((extension) => {
    const missing = shadow.standIns.get(extension);
    return missing === undefined ? [] : [{ extension, missing }];
  });
}
