import { ERROR_CODES, type ErrorCode, type FailureExit } from './error-codes.ts';

/** A place in a file of the repository: path relative to the repository root, line and column counted from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

export interface SluiceErrorFields {
  /** What happened, in one sentence. */
  readonly message: string;
  /** The likely cause, where it is not plain from the message. */
  readonly likelyCause?: string;
  /** What exactly to do about it: a command, an edit, a setting. */
  readonly remedy: string;
  readonly location?: Location;
  /** A piece of SQL with a caret line under the place, several lines. */
  readonly excerpt?: string;
  /** The SQLSTATE where the error came from PostgreSQL. */
  readonly sqlState?: string;
  readonly cause?: unknown;
}

/**
 * The one family of errors. Every code is listed in error-codes.ts with its meaning and exit;
 * whatever reaches a person is made from these fields and nothing else.
 */
export class SluiceError extends Error {
  override readonly name = 'SluiceError';
  readonly code: ErrorCode;
  readonly likelyCause: string | undefined;
  readonly remedy: string;
  readonly location: Location | undefined;
  readonly excerpt: string | undefined;
  readonly sqlState: string | undefined;

  constructor(code: ErrorCode, fields: SluiceErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.code = code;
    this.likelyCause = fields.likelyCause;
    this.remedy = fields.remedy;
    this.location = fields.location;
    this.excerpt = fields.excerpt;
    this.sqlState = fields.sqlState;
  }

  get exit(): FailureExit {
    return ERROR_CODES[this.code].exit;
  }
}

/** The text of anything that was thrown, for messages about failures of things outside our family. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
