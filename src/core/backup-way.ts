import type { BackupWay } from './backup-manifest.ts';
import type { DumpProgram, DumpPrograms } from './backup-ports.ts';
import { SluiceError } from './errors.ts';

export type WantedWay = 'auto' | BackupWay;

export interface ChosenWay {
  readonly way: BackupWay;
  /** Null for copy. */
  readonly program: DumpProgram | null;
  /** In a sentence. */
  readonly why: string;
}

/**
 * Which way to make a backup: pg_dump where one is at least as new as the server (an older one refuses,
 * https://www.postgresql.org/docs/current/app-pgdump.html), the newest major that fits least; else the Supabase CLI where Docker
 * runs; else COPY.
 * @throws SluiceError backup-way-unavailable where the one that was asked for cannot be had
 */
export function chooseWay(wanted: WantedWay, serverMajor: number, programs: DumpPrograms): ChosenWay {
  const { pgDumps, supabase } = programs;
  const fitting = pgDumps
    .filter(({ version }) => majorOf(version) >= serverMajor)
    .toSorted((left, right) => majorOf(left.version) - majorOf(right.version))[0];
  // One program often has several names.
  const versions = [...new Set(pgDumps.map(({ version }) => version))];
  const found =
    versions.length === 0
      ? 'no pg_dump was found'
      : `pg_dump ${versions.join(' and ')} ${versions.length === 1 ? 'is' : 'are'} older than the server`;
  switch (wanted) {
    case 'copy':
      return { way: 'copy', program: null, why: 'It was asked for.' };
    case 'pg_dump':
      if (fitting !== undefined) return { way: 'pg_dump', program: fitting, why: 'It was asked for.' };
      throw unavailable(
        `A backup by pg_dump is not possible: ${found} (PostgreSQL ${serverMajor}).`,
        `Install the client programs of PostgreSQL ${serverMajor} or newer (postgresql-client-${serverMajor}), or leave --way out.`,
      );
    case 'supabase':
      if (supabase !== null) return { way: 'supabase', program: supabase, why: 'It was asked for.' };
      throw unavailable(
        'A backup by supabase db dump is not possible: the Supabase CLI or a running Docker was not found.',
        'Start Docker and install the npm package supabase, or leave --way out.',
      );
    case 'auto':
      if (fitting !== undefined) {
        return {
          way: 'pg_dump',
          program: fitting,
          why: `pg_dump ${fitting.version} fits PostgreSQL ${serverMajor}.`,
        };
      }
      return supabase === null
        ? {
            way: 'copy',
            program: null,
            why: `${sentence(found)}, and there is no Docker for supabase db dump.`,
          }
        : { way: 'supabase', program: supabase, why: `${sentence(found)}; Docker runs.` };
  }
}

export function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}

function sentence(text: string): string {
  return text.replace(/^no /u, 'No ');
}

function unavailable(message: string, remedy: string): SluiceError {
  return new SluiceError('backup-way-unavailable', { message, remedy });
}
