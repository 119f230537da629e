import { attributionUnder, type Differences } from '../core/changes.ts';
import { finding } from '../core/finding-codes.ts';
import type { Migration } from '../core/migration.ts';
import type {
  CutMigration,
  ObjectDifference,
  ObservedStatement,
  ReplaySession,
  SchemaReader,
  Snapshot,
} from '../core/ports.ts';
import type { Finding, Reversal, ReversalProof, ReversalVerdict } from '../core/report.ts';
import { judgeStretch, wholeReversal } from '../core/reversal.ts';
import { changedRows, createdTables } from '../core/row-changes.ts';
import type { CommandContext, ReviewPorts } from './context.ts';
import { ShadowScripts, scriptOf } from './shadow-scripts.ts';
import type { Stretch } from './stretches.ts';
import { type Aligned, forwardOf, type WayBack, WayBackWalker } from './way-back.ts';

export interface RehearsalInput {
  /** On the database that the head was replayed on. */
  readonly session: ReplaySession;
  readonly reader: SchemaReader;
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** Snapshots behind each stretch but the last, by its last version. */
  readonly boundaries: ReadonlyMap<string, Snapshot>;
  readonly stretches: readonly Stretch[];
  readonly observed: readonly ObservedStatement[];
  readonly head: readonly CutMigration[];
}

export interface RehearsalOutcome {
  /** Authored rollbacks that do not do what they are for. */
  readonly rollbackFindings: readonly Finding[];
  readonly differences: Differences;
  readonly differenceSql: string;
  readonly reversal: Reversal;
  readonly verdicts: ReadonlyMap<string, ReversalVerdict>;
}

/**
 * Goes the way back for real: down, compared with the base, up again, compared with the head. Renamed objects get their
 * former names first, so that what else changed about them can be compared, and so that a rename is undone by a rename.
 */
export async function rehearse(
  input: RehearsalInput,
  ports: ReviewPorts,
  context: CommandContext,
): Promise<RehearsalOutcome> {
  const scripts = new ShadowScripts(input.session, ports.parser, context);
  const walker = new WayBackWalker(ports, input.reader, scripts, input.observed);
  const { before, after, stretches } = input;
  const { schema } = ports;

  const whole = await walker.align(before, after);
  const { renames } = whole;
  const differences: Differences = {
    objects: whole.objects,
    renames: renames.renames,
    parked: renames.parked,
    recreated: whole.recreated,
  };
  const forward = await schema.planSql(before, whole.snapshot);
  const differenceSql = scriptOf([...forward, ...forwardOf(whole.steps)]);

  const { ways, proof: downProof } = await goDown(input, walker, whole);
  const proof = downProof.downMatchesBase === true ? await goUpAgain(input, walker, scripts) : downProof;
  const verdicts = new Map<string, ReversalVerdict>();
  for (const { stretch, way } of ways) {
    for (const { migration } of stretch.migrations) {
      verdicts.set(migration.version, verdictOf(migration, stretch, way, input.observed));
    }
  }
  const sql = ways
    .map(({ way }) => way.sql)
    .filter((text) => text !== '')
    .join('\n\n');
  const judgements = ways.map(({ way }) => way.judgement);
  return {
    differences,
    differenceSql,
    verdicts,
    rollbackFindings: ways.flatMap(wrongRollback),
    reversal: wholeReversal(judgements, sql, sourceOf(stretches), proof),
  };
}

interface WalkedStretch {
  readonly stretch: Stretch;
  readonly way: WayBack;
}

async function goDown(
  { before, after, stretches, boundaries }: RehearsalInput,
  walker: WayBackWalker,
  whole: Aligned,
): Promise<{ ways: WalkedStretch[]; proof: ReversalProof }> {
  const ways: WalkedStretch[] = [];
  const ends = [before, ...stretches.slice(0, -1).map(({ last }) => boundaries.get(last) ?? after), after];
  // With several stretches the way back starts from the head as it is.
  if (stretches.length > 1) await walker.unalign(whole);
  let current: Snapshot = after;
  for (const [index, stretch] of [...stretches.entries()].toReversed()) {
    const [lower, upper] = [ends[index] ?? before, ends[index + 1] ?? after];
    const aligned = stretches.length === 1 ? whole : await walker.align(lower, upper, current);
    const way = await walker.walk(stretch, lower, aligned);
    ways.push({ stretch, way });
    current = way.end ?? current;
    if (way.differences.length > 0) {
      const proof = { downMatchesBase: false, upMatchesHead: null, differences: way.differences };
      return { ways, proof };
    }
  }
  return { ways, proof: { downMatchesBase: true, upMatchesHead: null, differences: [] } };
}

async function goUpAgain(
  { head, after, reader, stretches, observed }: RehearsalInput,
  walker: WayBackWalker,
  scripts: ShadowScripts,
): Promise<ReversalProof> {
  const failure = await scripts.replay(head);
  if (failure !== null) {
    // Rows that nobody wrote a way back for are still there; that the same rows cannot come twice proves nothing.
    const upMatchesHead = leavesRows(stretches, observed) ? null : false;
    return { downMatchesBase: true, upMatchesHead, differences: upMatchesHead === null ? [] : [failure] };
  }
  const differences = walker.differencesFrom(after, await reader.read());
  return { downMatchesBase: true, upMatchesHead: differences.length === 0, differences };
}

function leavesRows(stretches: readonly Stretch[], observed: readonly ObservedStatement[]): boolean {
  const authored = new Set(stretches.flatMap((stretch) => (stretch.authored === null ? [] : [stretch.last])));
  const created = createdTables(observed);
  return observed.some((one) => !authored.has(one.migration.version) && changedRows(one, created) !== null);
}

/** A migration of a longer stretch is judged by what can be traced to it. */
function verdictOf(
  migration: Migration,
  stretch: Stretch,
  way: WayBack,
  all: readonly ObservedStatement[],
): ReversalVerdict {
  if (way.differences.length > 0) return 'irreversible';
  if (stretch.migrations.length === 1) return way.judgement.verdict;
  const { renames, parked } = way.aligned.renames;
  const isOwn = (object: ObjectDifference): boolean => {
    const found = attributionUnder([...renames, ...parked], object, all);
    return found?.all.some(({ observed }) => observed.migration.version === migration.version) === true;
  };
  return judgeStretch({
    migrations: [migration],
    authored: stretch.authored,
    refilled: [],
    rollbackWrites: [],
    differences: way.changed.filter(isOwn),
    remade: way.remade.filter(isOwn),
    observed: all.filter((one) => one.migration.version === migration.version),
    created: createdTables(all),
  }).verdict;
}

function wrongRollback({ stretch: { authored }, way: { differences } }: WalkedStretch): Finding[] {
  if (authored === null || differences.length === 0) return [];
  return [
    finding('rollback-wrong', {
      file: authored.file,
      line: 1,
      message: `${authored.file} does not lead back to the schema before its migration: ${differences.join('; ')}.`,
      remedy: 'Correct the file, or remove it to have the way back computed.',
    }),
  ];
}

function sourceOf(stretches: readonly Stretch[]): Reversal['source'] {
  const authored = stretches.filter((stretch) => stretch.authored !== null).length;
  if (stretches.length === 0) return 'none';
  if (authored === 0) return 'computed';
  return authored === stretches.length ? 'authored' : 'mixed';
}
