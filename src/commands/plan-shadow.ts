import type { DeployedMigration, LiveState } from '../core/deploy-ports.ts';
import { hasErrors } from '../core/error-findings.ts';
import { messageOf } from '../core/errors.ts';
import type { DigestChange } from '../core/landed-digests.ts';
import type { Migration } from '../core/migration.ts';
import type { ShadowNotes, Snapshot } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import { cutBase, cutFiles } from './cut-files.ts';
import {
  type Expectation,
  type ExpectedMigrations,
  MigrationReplay,
  type Reading,
} from './deploy-expectation.ts';
import { committedOf, remainingOf } from './deploy-segments.ts';
import {
  expectationNotes,
  type KnownExpectation,
  readExpectation,
  writeExpectation,
} from './known-expectation.ts';
import { landingDigests } from './landed-reading.ts';
import type { LiveSchema } from './live-schema.ts';
import { type KnownHistory, NO_HISTORY } from './open-shadow.ts';
import type { PlanInput, QuickInput } from './plan-input.ts';

/** A history that was judged. */
interface JudgedMigrations {
  readonly applied: readonly Migration[];
  readonly pending: readonly Migration[];
}

/** The same with what is pending cut into segments. */
interface PlannedMigrations {
  readonly applied: readonly Migration[];
  readonly migrations: readonly DeployedMigration[];
}

/** The shadow of one plan, or what is known from an earlier one of the same migrations. */
export class PlanShadow implements AsyncDisposable {
  readonly #input: PlanInput;
  readonly #judged: JudgedMigrations;
  #replay: MigrationReplay | null = null;
  /** Until it turns out not to be enough. */
  known: KnownExpectation | null = null;

  constructor(input: PlanInput, judged: JudgedMigrations) {
    this.#input = input;
    this.#judged = judged;
  }

  async begin(): Promise<void> {
    this.known = await knownExpectation(this.#input, this.#judged);
    if (this.known === null) this.#replay = openReplay(this.#input, this.#judged.applied);
  }

  /** Null where nothing is to be replayed. */
  get replay(): MigrationReplay | null {
    return this.#replay;
  }

  /**
   * Takes a shadow after all where digests cannot tell whether the live schema, which is `before`, becomes what is known. Null: what
   * there is stays.
   */
  settle(before: LiveSchema | null): MigrationReplay | null {
    if (this.known === null || landingDigests(this.known.digests, before) !== null) return null;
    this.known = null;
    this.#replay = openReplay(this.#input, this.#judged.applied);
    return this.#replay;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#replay?.[Symbol.asyncDispose]();
  }
}

/** What stopped half-way, or brings a rollback back, is compared as a whole; everything else by digests, if these can tell. */
export function isJudgedByDigests({ state, isUndo }: QuickInput): boolean {
  return isUndo !== true && !hasStopped(state);
}

/** Whether an earlier run stopped half-way. */
export function hasStopped({ anchor }: LiveState): boolean {
  return (anchor?.unfinished ?? []).length > 0;
}

/** Whether a deployment that is to run is the first one of the project to its database. */
export function isFirst({ request, state, isUndo }: QuickInput, applied: readonly Migration[]): boolean {
  return (
    !request.plan &&
    isUndo !== true &&
    applied.length === 0 &&
    state.segments.length === 0 &&
    !hasStopped(state)
  );
}

/** Opens the shadow that what is pending is replayed on. */
function openReplay(input: PlanInput, applied: readonly Migration[]): MigrationReplay {
  const { comparison } = input;
  const reading = readingOf(input, applied);
  return new MigrationReplay({ ...input, config: comparison.config, reading, history: knownHistory(input) });
}

function readingOf(input: QuickInput, applied: readonly Migration[]): Reading {
  // What stopped half-way is held against a recorded schema, which is whole.
  if (hasStopped(input.state)) return 'everything';
  return isFirst(input, applied) ? 'project' : 'changes';
}

/** Replays what is planned; returns why that failed. */
export async function runOn(
  replay: MigrationReplay | null,
  input: PlanInput,
  planned: PlannedMigrations,
): Promise<readonly Finding[]> {
  return replay === null ? [] : await replay.run(await expected(input, planned));
}

/** What a fresh shadow says of a plan that was made without one; null where it cannot be replayed. */
export async function digestsAnew(input: PlanInput, plan: PlannedMigrations): Promise<DigestChange | null> {
  await using replay = openReplay(input, plan.applied);
  return hasErrors(await runOn(replay, input, plan)) ? null : replay.digests;
}

/** What is known of the same deployment; null where it was not met before, or digests are not what it is judged by. */
async function knownExpectation(
  input: QuickInput,
  judged: JudgedMigrations,
): Promise<KnownExpectation | null> {
  const notes = await notesOf(input, judged);
  return notes === null ? null : readExpectation(notes.text);
}

async function notesOf(
  input: QuickInput,
  { applied, pending }: JudgedMigrations,
): Promise<ShadowNotes | null> {
  if (!isJudgedByDigests(input) || input.state.segments.length > 0) return null;
  return await expectationNotes(input, { applied, pending, look: readingOf(input, applied) });
}

/** Whether a deployment is going to do without a shadow, as far as can be told before its history is judged. */
export async function isExpectationKnown(input: QuickInput): Promise<boolean> {
  const { migrations: applied, pending } = knownHistory(input);
  const notes = await notesOf(input, { applied, pending });
  return notes !== null && notes.text !== '';
}

/**
 * Keeps what the shadow has told for the next database that the same migrations are deployed to. What cannot be kept is found out
 * again: that is no reason for a deployment to fail.
 */
export async function keepExpectation(
  input: PlanInput,
  judged: JudgedMigrations,
  expectation: Expectation,
  replayed: MigrationReplay | null,
): Promise<void> {
  const digests = replayed?.digests ?? null;
  if (digests === null || expectation.engine.name !== 'embedded') return;
  try {
    const notes = await notesOf(input, judged);
    if (notes === null) return;
    const isWhole = readingOf(input, judged.applied) === 'project';
    const end = isWhole ? await storedInText(expectation.end, input) : null;
    await notes.keep(writeExpectation({ digests, change: expectation, end }));
  } catch (thrown) {
    input.context.progress.warn(`What the shadow has told could not be kept: ${messageOf(thrown)}`);
  }
}

async function storedInText(snapshot: Snapshot, { ports }: PlanInput): Promise<string> {
  return Buffer.from(await ports.codec.serialize(snapshot)).toString('base64');
}

/** What the shadow may begin with: what is applied, unless that is looked at in parts. */
export function knownHistory({
  comparison,
  state,
  request,
}: QuickInput): KnownHistory & { readonly pending: readonly Migration[] } {
  if (!request.cache || hasStopped(state)) return NO_HISTORY;
  const applied = new Set(state.history.map(({ version }) => version));
  const { migrations } = comparison.head;
  return {
    migrations: migrations.filter(({ version }) => applied.has(version)),
    pending: migrations.filter(({ version }) => !applied.has(version)),
  };
}

async function expected(
  input: PlanInput,
  { applied, migrations }: PlannedMigrations,
): Promise<ExpectedMigrations> {
  const { state, ports, watch } = input;
  const since = new Set(hasStopped(state) ? (state.anchor?.appliedSince ?? []) : []);
  const anchor = applied.filter(({ version }) => !since.has(version));
  const later = applied.filter(({ version }) => since.has(version));
  return {
    anchor: async (beginning) => await cutBase(anchor, beginning, ports.parser, watch),
    since: [
      ...(await cutFiles(later, ports.parser, watch)).cut,
      ...migrations.filter(({ committed }) => committed > 0).map(committedOf),
    ],
    pending: migrations.map(remainingOf),
    watched: !isFirst(input, applied),
  };
}
