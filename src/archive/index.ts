import { resolve } from 'node:path';
import type { ArchivePort } from '../core/backup-ports.ts';
import { BackupFolder } from './backup-folder.ts';
import { openBackup } from './backup-reader.ts';
import type { ArchiveDependencies } from './dependencies.ts';
import { runDump } from './dump.ts';
import { findPrograms } from './programs.ts';

/** Folders of backups, and the programs that make them. */
export function createArchivePort(dependencies: ArchiveDependencies): ArchivePort {
  const { cwd, randomWord, scryptWorkFactor } = dependencies;
  return {
    programs: (folder, askDocker) => findPrograms(folder, askDocker, dependencies),
    create: (folder, passphrase, signal) => {
      const lock = passphrase === null ? null : { passphrase, workFactor: scryptWorkFactor };
      return BackupFolder.create(resolve(cwd, folder), randomWord(), lock, signal);
    },
    open: (folder, passphrase, signal) => openBackup(resolve(cwd, folder), passphrase, signal),
    dump: (orders, writer) => runDump(orders, writer, dependencies),
  };
}
