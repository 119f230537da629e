import type { RefusedMessage } from './segment-errors.ts';

/** A segment's try ended because of a lock; the transaction is rolled back. */
export class MetLock extends Error {
  readonly refused: RefusedMessage;

  constructor(refused: RefusedMessage) {
    super(refused.error.message);
    this.refused = refused;
  }
}

/** The connection broke during a segment's try; what became of it is not known yet. */
export class BrokenConnection extends Error {}
