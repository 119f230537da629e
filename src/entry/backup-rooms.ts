import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { BackupRooms } from '../commands/make-backup.ts';
import type { RoomContext } from './live-rooms.ts';

/** Where Debian and Ubuntu, and Homebrew's and PostgreSQL's own packages for them, put several majors side by side. */
const PROGRAM_FOLDERS = ['/usr/lib/postgresql'];

/** The real rooms that make and read backups. */
export async function backupRooms({ env, cwd }: Pick<RoomContext, 'env' | 'cwd'>): Promise<BackupRooms> {
  const { createArchivePort } = await import('../archive/index.ts');
  return {
    archive: createArchivePort({
      env,
      cwd,
      programFolders: PROGRAM_FOLDERS,
      temporaryFolder: tmpdir(),
      scryptWorkFactor: 18,
      randomWord: () => randomBytes(6).toString('hex'),
    }),
    loadBackupSchema: async () => ({
      script: (await import('../schema/backup-script.ts')).createBackupSchemaPort(),
      drift: (await import('../schema/drift.ts')).createDriftPort(),
      codec: (await import('../schema/snapshot-codec.ts')).createSnapshotCodec(),
    }),
  };
}
