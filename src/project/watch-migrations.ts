import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import type { MigrationWatchPort } from '../core/dev-ports.ts';
import { projectFolder } from './project-folder.ts';

/** An editor that saves does several things to a file; it is at rest when nothing more comes for so long, in milliseconds. */
const REST = 40;

/** Watches `supabase/migrations` of a checkout. */
export function createMigrationWatch({ cwd }: { readonly cwd: string }): MigrationWatchPort {
  return {
    async *changes(projectDir, signal) {
      const supabase = path.join(projectFolder(cwd, projectDir), 'supabase');
      using events = new FolderEvents(supabase, signal);
      while (!signal.aborted) {
        yield;
        await events.rest();
      }
    },
  };
}

/** The events of the folder of migrations, which may come and go: git replaces it when a branch is checked out. */
class FolderEvents implements Disposable {
  readonly #outer: FSWatcher;
  readonly #folder: string;
  readonly #signal: AbortSignal;
  #inner: FSWatcher | null = null;
  #timer: NodeJS.Timeout | null = null;
  #rested = false;
  #wake = (): void => {};
  readonly #abort = (): void => this.#ring();

  constructor(supabase: string, signal: AbortSignal) {
    this.#folder = path.join(supabase, 'migrations');
    this.#signal = signal;
    this.#outer = watch(supabase, () => {
      this.#open();
      this.#stir();
    });
    this.#outer.on('error', () => {});
    this.#open();
    signal.addEventListener('abort', this.#abort);
  }

  /** Returns when something has changed and come to rest since the last call, or the signal is aborted. */
  async rest(): Promise<void> {
    while (!this.#rested && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#rested = false;
  }

  #open(): void {
    this.#inner?.close();
    this.#inner = null;
    try {
      this.#inner = watch(this.#folder, () => this.#stir());
      this.#inner.on('error', () => {});
    } catch {
      // It is not there; the event of the folder around it tells when it comes.
    }
  }

  #stir(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#rested = true;
      this.#ring();
    }, REST);
  }

  #ring(): void {
    this.#wake();
  }

  [Symbol.dispose](): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#abort);
    this.#inner?.close();
    this.#outer.close();
  }
}
