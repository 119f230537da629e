import { messageOf, SluiceError } from '../core/errors.ts';

/** Why a file of a backup could not be written; a full disk in words that say what to do. */
export function writeError(thrown: unknown, folder: string): SluiceError {
  if (thrown instanceof SluiceError) return thrown;
  const code = systemCode(thrown);
  const [message, remedy] =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? [
          `There is no room left for the backup in ${folder}.`,
          'Free some, or write to another disk with --out; nothing of the unfinished backup was kept.',
        ]
      : [
          `The backup could not be written to ${folder}: ${messageOf(thrown)}.`,
          'Write to a folder that can be written; nothing of the unfinished backup was kept.',
        ];
  return new SluiceError('backup-unwritable', { message, remedy, cause: thrown });
}

export function systemCode(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : '';
}
