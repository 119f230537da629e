import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { messageOf } from '../core/errors.ts';
import {
  type FileContent,
  type FileSource,
  type FolderOutcome,
  type FolderVisitor,
  MAX_FILE_BYTES,
} from './file-source.ts';
import { isInside } from './repository.ts';

/** How many folders are looked through for other projects before giving up. */
const SEARCH_LIMIT = 5_000;
/** How many files are read before what else has happened gets its turn: a server that answers meanwhile is then asked the next thing. */
const TURN = 8;
const NEVER_SEARCHED = new Set([
  '.git',
  'node_modules',
  'dist',
  'build',
  'vendor',
  '.next',
  '.turbo',
  '.venv',
]);

/**
 * The files as they lie on disk, tracked or not.
 * Synchronous calls on purpose: thousands of small files are read several times faster than through the thread pool.
 */
export function workTreeFiles(root: string): FileSource {
  const realRoot = realpathSync(root);

  const contentAt = (absolute: string): FileContent | null => {
    let target: string;
    try {
      target = realpathSync(absolute);
    } catch (thrown) {
      return unresolved(absolute, thrown);
    }
    if (!isInside(realRoot, target) || isInside(path.join(realRoot, '.git'), target)) {
      return { kind: 'outside', target };
    }
    return readContent(target);
  };

  return {
    async visitFolder(folder: string, visitor: FolderVisitor): Promise<FolderOutcome> {
      const absolute = path.join(root, folder);
      let target: string;
      try {
        target = realpathSync(absolute);
      } catch (thrown) {
        if (codeOf(thrown) === 'ENOTDIR') return 'not-a-folder';
        return 'missing';
      }
      if (!isInside(realRoot, target)) return 'outside';
      if (!statSync(target).isDirectory()) return 'not-a-folder';
      const readFile = smallFileReader();
      const entries = readdirSync(target, { withFileTypes: true, encoding: 'buffer' });
      for (const [index, entry] of entries.entries()) {
        if (index % TURN === 0) await new Promise((resume) => setImmediate(resume));
        const name = entry.name.toString('utf8');
        const validName = Buffer.from(name, 'utf8').equals(entry.name);
        if (entry.isDirectory()) visitor.pass(name, 'folder', validName);
        else if (!validName || !visitor.wants(name)) visitor.pass(name, 'file', validName);
        else {
          const file = `${target}${path.sep}${name}`;
          const content = entry.isFile() ? readFile(file) : contentAt(file);
          visitor.visit(name, content ?? { kind: 'unreadable', reason: 'it went away while it was read' });
        }
      }
      return 'visited';
    },

    async readFile(file) {
      return contentAt(path.join(root, file));
    },

    async findProjects(limit) {
      return searchProjects(realRoot, limit);
    },
  };
}

/** What most migrations fit into. */
const SMALL_FILE_BYTES = 64 * 1024;

/**
 * Reads what a folder says are files. One that fits into the buffer ends where a read ends, so that nothing else need be asked about
 * it: thousands of them are read in three quarters of the time.
 */
function smallFileReader(): (absolute: string) => FileContent {
  const buffer = Buffer.allocUnsafe(SMALL_FILE_BYTES);
  return (absolute) =>
    opened(absolute, (descriptor) => {
      const length = readSync(descriptor, buffer, 0, SMALL_FILE_BYTES, 0);
      if (length === SMALL_FILE_BYTES) return wholeContent(descriptor);
      return { kind: 'bytes', bytes: Buffer.from(buffer.subarray(0, length)) };
    });
}

function readContent(absolute: string): FileContent {
  return opened(absolute, wholeContent);
}

function wholeContent(descriptor: number): FileContent {
  const facts = fstatSync(descriptor);
  if (facts.isDirectory()) return { kind: 'folder' };
  if (!facts.isFile()) return { kind: 'special' };
  if (facts.size > MAX_FILE_BYTES) return { kind: 'too-large', size: facts.size };
  return { kind: 'bytes', bytes: readFileSync(descriptor) };
}

function opened(absolute: string, read: (descriptor: number) => FileContent): FileContent {
  let descriptor: number;
  try {
    // Not blocking: opening a named pipe would otherwise wait for someone to write into it.
    descriptor = openSync(absolute, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (thrown) {
    return { kind: 'unreadable', reason: messageOf(thrown) };
  }
  try {
    return read(descriptor);
  } catch (thrown) {
    return { kind: 'unreadable', reason: messageOf(thrown) };
  } finally {
    closeSync(descriptor);
  }
}

function unresolved(absolute: string, thrown: unknown): FileContent | null {
  switch (codeOf(thrown)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return isLink(absolute) ? { kind: 'dangling', target: absolute } : null;
    case 'ELOOP':
      return { kind: 'dangling', target: absolute };
    default:
      return { kind: 'unreadable', reason: messageOf(thrown) };
  }
}

function isLink(absolute: string): boolean {
  return lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}

function searchProjects(root: string, limit: number): readonly string[] {
  const found: string[] = [];
  const queue = [''];
  for (
    let visited = 0;
    visited < queue.length && visited < SEARCH_LIMIT && found.length < limit;
    visited += 1
  ) {
    const folder = queue[visited] ?? '';
    for (const name of foldersIn(path.join(root, folder))) {
      if (NEVER_SEARCHED.has(name)) continue;
      const inner = folder === '' ? name : `${folder}/${name}`;
      if (name === 'supabase' && foldersIn(path.join(root, inner)).includes('migrations')) {
        found.push(folder === '' ? '.' : folder);
      } else queue.push(inner);
    }
  }
  return found.slice(0, limit);
}

function foldersIn(absolute: string): readonly string[] {
  try {
    return readdirSync(absolute, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}
