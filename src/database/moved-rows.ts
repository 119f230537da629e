import type pg from 'pg';
import type { DeployedMigration } from '../core/deploy-ports.ts';
import type { RowStore } from './rollback-guards.ts';
import { loadFromFiles, saveToFiles } from './row-files.ts';
import { RowFolder } from './row-folder.ts';
import type { SegmentOrder } from './segment-message.ts';

/** What is to be done over a connection within the transaction of a segment. */
type Work = (client: pg.Client) => Promise<void>;

/** Rows that steps of a rollback move between their tables and files, within the transactions of one run. */
export class MovedRows {
  readonly #run: string;
  /** Where saved rows are files; null where they are in the quarantine. */
  readonly #folder: RowFolder | null;
  /** Files of the try that is under way, and of no other. */
  #files: string[] = [];
  #filesBefore = 0;

  constructor(run: string, folder: string | null) {
    this.#run = run;
    this.#folder = folder === null ? null : new RowFolder(folder);
  }

  get store(): RowStore {
    return this.#folder === null ? 'quarantine' : 'files';
  }

  /** Writes the rows that a step takes away to files; null where it takes none, or they go elsewhere. */
  leaving({ migration, rollback }: DeployedMigration): Work | null {
    const folder = this.#folder;
    if (folder === null || rollback?.kind !== 'remove' || !rollback.guards.some(({ allowed }) => allowed)) {
      return null;
    }
    return async (client) => {
      await saveToFiles(client, {
        chain: rollback.chain,
        step: migration.version,
        folder,
        nameOf: (place) => {
          this.#filesBefore += 1;
          return `${place}.${this.#run.slice(0, 8)}.${this.#filesBefore}.csv`;
        },
        written: (name) => this.#files.push(name),
      });
    };
  }

  /** Reads the rows that come back behind a segment from their files; null where none do. */
  comingBack({ migration: { rollback, segments }, number }: SegmentOrder): Work | null {
    const folder = this.#folder;
    if (folder === null || rollback?.kind !== 'restore' || number !== segments.length - 1) return null;
    const { chain, step, isLast } = rollback;
    if (step === null || !isLast) return null;
    return async (client) => await loadFromFiles(client, { chain, step, folder });
  }

  /**
   * Of a try that was committed: nothing that fails later may take them along. What a segment has left in its table, a later one of the
   * step saves anew; nobody would find that file again, so it goes. `stillSaved` gives those of some files that are written down.
   */
  async keepFiles(stillSaved: (names: readonly string[]) => Promise<readonly string[]>): Promise<void> {
    const names = this.#files.splice(0);
    if (names.length === 0) return;
    const saved = new Set(await stillSaved(names));
    for (const name of names) if (!saved.has(name)) await this.#folder?.remove(name);
  }

  /** Of a try that was rolled back. */
  async removeFiles(): Promise<void> {
    for (const name of this.#files.splice(0)) await this.#folder?.remove(name);
  }
}
