import { link, prose } from './escape.ts';

/** One station in the life of a change: reviewed, staging, production. */
export interface LifeStage {
  /** Its name for people: `staging`. */
  readonly stage: string;
  readonly state: LifeState;
  /** The run that brought it there. */
  readonly link: string | null;
  /** When it came to this state, as shown to people: `2026-11-22 17:05 UTC`. */
  readonly when: string | null;
  /** The workflow run that says so; an older one does not take back what a newer one has said. */
  readonly run?: { readonly runId: number; readonly attempt: number };
  /** Of a stage that waits: what there is to approve. */
  readonly offer?: LifeOffer;
}

/** A plan that waits for its approval. */
export interface LifeOffer {
  readonly plan: string;
  /** The head that another environment has verified. */
  readonly head: string;
  /** The pull requests whose migrations the plan would run. */
  readonly pullRequests: readonly number[];
}

export type LifeState = 'done' | 'running' | 'waiting' | 'failed' | 'rolled back' | 'ahead';

export const LIFE_MARKS: Readonly<Record<LifeState, string>> = {
  done: '✓',
  running: '…',
  waiting: 'waiting for approval',
  failed: '✗ failed',
  'rolled back': '↩ rolled back',
  ahead: '',
};

/** Most stages that are shown; nobody has more environments in a row. */
export const STAGE_LIMIT = 20;

/** Most pull requests that an offer names: more would not fit beside the review. */
export const OFFER_LIMIT = 500;

const START = '<!-- sluice:life ';
const END = '<!-- sluice:life:end -->';
/**
 * GitHub shows what stands between the two; the record is for the next run that has something to tell. The block counts only
 * at its place: elsewhere in a comment the SQL of a stranger may say the same.
 */
const BLOCK = /^<!-- sluice:life ([A-Za-z0-9+/=]{0,20000}) -->\n[\s\S]*?<!-- sluice:life:end -->\n*/u;

/**
 * The life of a change as a block of the comment: a hidden record of its stages, which later runs add to, and the line
 * that people read. Null for a life without stages.
 */
export function lifeBlock(stages: readonly LifeStage[]): string | null {
  if (stages.length === 0) return null;
  const shown = stages.slice(0, STAGE_LIMIT);
  const record = Buffer.from(JSON.stringify(shown), 'utf8').toString('base64');
  const line = `**Life of this change:** ${shown.map(stationOf).join(' → ')}`;
  return [`${START}${record} -->`, line, ...shown.flatMap(offerLine), END].join('\n');
}

function stationOf(stage: LifeStage): string {
  const mark = LIFE_MARKS[stage.state];
  const name = prose(stage.stage, 60);
  const when = stage.when === null ? '' : ` (${prose(stage.when, 40)})`;
  return `${link(mark === '' ? name : `${name} ${mark}`, stage.link)}${when}`;
}

/** What somebody who may approve by a comment writes; a digest is made of digits and dashes and needs no escape. */
function offerLine({ state, stage, offer }: LifeStage): string[] {
  if (state !== 'waiting' || offer === undefined || !/^[0-9a-f-]+$/u.test(offer.plan)) return [];
  return ['', `To deploy this to ${prose(stage, 60)}, write: \`/sluice approve ${offer.plan}\``, ''];
}

/** The record in a comment body, as JSON text; null where there is none. Whoever reads it checks what is in it. */
export function lifeRecord(body: string): string | null {
  const record = BLOCK.exec(behindAdvice(body).rest)?.[1];
  return record === undefined ? null : Buffer.from(record, 'base64').toString('utf8');
}

/** A comment body without the block. */
export function withoutLife(body: string): string {
  const { opening, rest } = behindAdvice(body);
  return `${opening}${rest.replace(BLOCK, '')}`;
}

/** A comment body with the block of another life. */
export function withLife(body: string, stages: readonly LifeStage[]): string {
  const { opening, rest } = behindAdvice(withoutLife(body));
  const block = lifeBlock(stages);
  return block === null ? `${opening}${rest}` : `${opening}${block}\n\n${rest}`;
}

/**
 * A comment in two, cut behind the verdict and its advice, which every one begins with. Its lines end anew: one that a person has
 * edited comes from GitHub with those of Windows.
 */
function behindAdvice(body: string): { readonly opening: string; readonly rest: string } {
  const text = body.replace(/\r\n?/gu, '\n');
  const verdict = text.indexOf('\n\n');
  const advice = verdict === -1 ? -1 : text.indexOf('\n\n', verdict + 2);
  const at = advice === -1 ? text.length : advice + 2;
  return { opening: text.slice(0, at), rest: text.slice(at) };
}

/** What has happened to a database; the other states are of a run only. */
const FACTS: readonly LifeState[] = ['done', 'rolled back'];

/**
 * The stages with one more, or with what has become of one of them. What happened to a database always counts; that a run
 * waits or has failed does not where a newer run has spoken of the same stage. A run that was started by the approval of a plan
 * is newer than others that have still to make theirs: that it failed counts only of the plan that was `approved`, and as if the
 * run that had made it said so, so that neither another plan nor its successor is lost.
 */
export function withStage(
  stages: readonly LifeStage[],
  next: LifeStage,
  approved: string | null = null,
): readonly LifeStage[] {
  const known = stages.find(({ stage }) => stage === next.stage);
  if (approved !== null && !FACTS.includes(next.state)) {
    if (known?.offer?.plan !== approved) return stages;
    const { run: _approving, ...failed } = next;
    const told = known.run === undefined ? failed : { ...failed, run: known.run };
    return stages.map((one) => (one === known ? told : one));
  }
  if (known === undefined) return [...stages, next];
  const late = known.run !== undefined && next.run !== undefined && isOlder(next.run, known.run);
  if (late && !FACTS.includes(next.state)) return stages;
  return stages.map((one) => (one === known ? next : one));
}

function isOlder(left: NonNullable<LifeStage['run']>, right: NonNullable<LifeStage['run']>): boolean {
  return left.runId === right.runId ? left.attempt < right.attempt : left.runId < right.runId;
}
