/** One station in the life of a change: reviewed, staging, approval, production. */
export interface LifeStage {
  /** Its name for people: `staging`. */
  readonly stage: string;
  readonly state: 'done' | 'running' | 'waiting' | 'failed' | 'rolled back' | 'ahead';
  /** The run that brought it there. */
  readonly link: string | null;
  /** When it came to this state, as shown to people: `2026-11-22 17:05 UTC`. */
  readonly when: string | null;
}

export const LIFE_MARKS: Readonly<Record<LifeStage['state'], string>> = {
  done: '✓',
  running: '…',
  waiting: 'waiting',
  failed: '✗ failed',
  'rolled back': '↩ rolled back',
  ahead: '',
};
