import { type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import type { ProjectWatchPort } from '../core/dev-ports.ts';
import { projectFolder } from './project-folder.ts';

/** An editor that saves does several things to a file; it is at rest when nothing more comes for so long, in milliseconds. */
const REST = 40;

/** Watches `supabase`, `supabase/migrations` and the folders of seeds of a checkout. */
export function createProjectWatch({ cwd }: { readonly cwd: string }): ProjectWatchPort {
  return {
    async *changes(projectDir, others, signal) {
      const supabase = path.join(projectFolder(cwd, projectDir), 'supabase');
      using events = new FolderEvents(supabase, signal);
      const migrations = path.join(supabase, 'migrations');
      events.follow([migrations]);
      while (!signal.aborted) {
        yield;
        // What was saved there before it was watched is seen by another look.
        if (events.follow([migrations, ...others()])) events.stir();
        await events.rest();
      }
    },
  };
}

/** The events of a folder and of others, which may come and go: git replaces a folder when a branch is checked out. */
class FolderEvents implements Disposable {
  readonly #outer: string;
  readonly #signal: AbortSignal;
  readonly #watchers = new Map<string, FSWatcher>();
  #followed: readonly string[] = [];
  #timer: NodeJS.Timeout | null = null;
  #rested = false;
  #wake = (): void => {};
  readonly #abort = (): void => this.#ring();

  constructor(outer: string, signal: AbortSignal) {
    this.#outer = outer;
    this.#signal = signal;
    this.#open(outer, () => void this.follow(this.#followed));
    signal.addEventListener('abort', this.#abort);
  }

  /** Watches these beside the outer folder from now on, anew where one was watched before. True: one was not. */
  follow(folders: readonly string[]): boolean {
    this.#followed = folders;
    const wanted = new Set(folders.filter((folder) => folder !== this.#outer));
    for (const [folder, watcher] of this.#watchers) {
      if (folder === this.#outer || wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    const begun = [...wanted].filter((folder) => !this.#watchers.has(folder));
    for (const folder of wanted) this.#open(folder);
    return begun.some((folder) => this.#watchers.has(folder));
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

  /** The new watch begins before the old one ends, so that nothing is missed. */
  #open(folder: string, changed = (): void => {}): void {
    const old = this.#watchers.get(folder);
    try {
      const watcher = watch(folder, () => {
        changed();
        this.stir();
      });
      watcher.on('error', () => {});
      this.#watchers.set(folder, watcher);
    } catch {
      // It is not there; the event of the folder around it tells when it comes.
      this.#watchers.delete(folder);
    }
    old?.close();
  }

  /** Something has changed, and may go on to. */
  stir(): void {
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
    for (const watcher of this.#watchers.values()) watcher.close();
  }
}
