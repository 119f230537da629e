import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { createArchivePort } from '../../src/archive/index.ts';
import type { BackupRooms } from '../../src/commands/make-backup.ts';
import type { Environment } from '../../src/core/ports.ts';
import { createBackupSchemaPort } from '../../src/schema/backup-script.ts';
import { createDriftPort } from '../../src/schema/drift.ts';
import { createSnapshotCodec } from '../../src/schema/snapshot-codec.ts';

/** The real rooms that make backups, on a machine that has the programs of that PATH and no others. */
export function testBackupRooms(
  env: Environment = { PATH: '' },
  programFolders: readonly string[] = [],
): BackupRooms {
  return {
    archive: createArchivePort({
      env,
      cwd: tmpdir(),
      programFolders,
      temporaryFolder: tmpdir(),
      // As cheap as it goes; what is tested is that both sides agree.
      scryptWorkFactor: 4,
      randomWord: () => randomBytes(6).toString('hex'),
    }),
    loadBackupSchema: async () => ({
      script: createBackupSchemaPort(),
      drift: createDriftPort(),
      codec: createSnapshotCodec(),
    }),
  };
}
