/** The largest file that Sluice reads: 64 MiB. Supabase's own CLI has no limit; beyond this a replay needs data loading, not a migration. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** What stands behind a name. Only `bytes` and `known` can be used; every other case says why not. */
export type FileContent =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  /** The same bytes were read before, under this object id of git. */
  | { readonly kind: 'known'; readonly object: string }
  | { readonly kind: 'too-large'; readonly size: number }
  /** A symlink whose target lies outside the repository; it is not followed. */
  | { readonly kind: 'outside'; readonly target: string }
  | { readonly kind: 'dangling'; readonly target: string }
  | { readonly kind: 'folder' }
  | { readonly kind: 'submodule' }
  /** A socket, a pipe, a device: reading it could wait for ever. */
  | { readonly kind: 'special' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export type FolderOutcome = 'visited' | 'missing' | 'not-a-folder' | 'submodule' | 'outside';

export interface FolderVisitor {
  /** Whether the content under this name is wanted. Asked of names in UTF-8 alone. */
  wants(name: string): boolean;
  visit(name: string, content: FileContent): void;
  /** What is not wanted, and folders; `validName` is false where the name is not UTF-8 and so cannot be written as it is. */
  pass(name: string, kind: 'file' | 'folder' | 'submodule', validName: boolean): void;
}

/**
 * The files of one side of a comparison. Paths are relative to the repository root, with forward slashes.
 * Symlinks are followed inside the repository only.
 */
export interface FileSource {
  /** Hands over a folder's direct entries one at a time, so that no more than one file's bytes are held. */
  visitFolder(folder: string, visitor: FolderVisitor): Promise<FolderOutcome>;
  /** Null where there is nothing of that name. */
  readFile(file: string): Promise<FileContent | null>;
  /** Folders that hold `supabase/migrations`, to help someone who looked in the wrong place; at most `limit`. */
  findProjects(limit: number): Promise<readonly string[]>;
}
