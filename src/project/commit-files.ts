import {
  type FileContent,
  type FileSource,
  type FolderOutcome,
  type FolderVisitor,
  MAX_FILE_BYTES,
} from './file-source.ts';
import type { Git } from './git.ts';
import { type ObjectAnswer, ObjectStream } from './object-stream.ts';

interface TreeEntry {
  readonly mode: string;
  readonly object: string;
  readonly name: string;
  readonly validName: boolean;
}

const LINK = '120000';
const SUBMODULE = '160000';
const FOLDER = '040000';

/**
 * The files of one commit, read straight from the object store: nothing is checked out, no filter runs.
 * What `isKnown` has by its object id is handed over as that id and not read again: of a base, that is nearly all.
 */
export function commitFiles(git: Git, commit: string, isKnown: (object: string) => boolean): FileSource {
  const contentOf = async (file: string): Promise<FileContent | null> => {
    let content: FileContent | null = null;
    await ask(git, [`${commit}:${file}`], true, (answer) => {
      content = contentFrom(answer);
    });
    return content;
  };

  return {
    readFile: contentOf,

    async visitFolder(folder: string, visitor: FolderVisitor): Promise<FolderOutcome> {
      const tree = await findTree(git, commit, folder);
      if (typeof tree === 'string') return tree;
      const entries = await listTree(git, tree.object);
      const wanted: TreeEntry[] = [];
      for (const entry of entries) {
        if (entry.mode === FOLDER) visitor.pass(entry.name, 'folder', entry.validName);
        else if (entry.mode === SUBMODULE) visitor.pass(entry.name, 'submodule', entry.validName);
        else if (!entry.validName || !visitor.wants(entry.name)) {
          visitor.pass(entry.name, 'file', entry.validName);
        } else wanted.push(entry);
      }
      for (const { mode, object, name } of wanted) {
        if (mode !== LINK && isKnown(object)) visitor.visit(name, { kind: 'known', object });
      }
      const plain = wanted.filter(({ mode, object }) => mode !== LINK && !isKnown(object));
      let next = 0;
      await ask(
        git,
        plain.map((entry) => entry.object),
        false,
        (answer) => {
          const entry = plain[next];
          next += 1;
          if (entry !== undefined) visitor.visit(entry.name, contentFrom(answer) ?? lost());
        },
      );
      for (const entry of wanted) {
        if (entry.mode !== LINK) continue;
        visitor.visit(entry.name, (await contentOf(joined(folder, entry.name))) ?? lost());
      }
      return 'visited';
    },

    async findProjects(limit) {
      const listed = await git.read(['ls-tree', '-r', '-d', '-z', '--name-only', '--full-tree', commit]);
      return listed
        .toString('utf8')
        .split('\0')
        .filter((folder) => /(^|\/)supabase\/migrations$/u.test(folder))
        .slice(0, limit)
        .map((folder) => folder.replace(/\/?supabase\/migrations$/u, '') || '.');
    },
  };
}

/** Where git itself has lost what its tree names: a damaged object store, or a partial clone that is offline. */
function lost(): FileContent {
  return { kind: 'unreadable', reason: 'its content is missing from the git object store' };
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Follows symlinks inside the commit; git tells where one leads out of it. */
async function findTree(
  git: Git,
  commit: string,
  folder: string,
): Promise<{ readonly object: string } | Exclude<FolderOutcome, 'visited'>> {
  const question = `${commit}:${folder}`;
  const output = await git.read(['cat-file', '--batch-check', '--follow-symlinks'], {
    input: `${question}\n`,
  });
  const said = output.toString('utf8');
  const object = /^([0-9a-f]{40,64}) ([a-z]+) [0-9]+/u.exec(said);
  if (object !== null) {
    if (object[2] === 'tree') return { object: object[1] ?? '' };
    return object[2] === 'commit' ? 'submodule' : 'not-a-folder';
  }
  if (said.startsWith('symlink ')) return 'outside';
  if (said.startsWith('notdir ')) return 'not-a-folder';
  return (await isSubmodule(git, commit, folder)) ? 'submodule' : 'missing';
}

/** The commit that a submodule stands at is in the other repository, so git calls the entry missing. */
async function isSubmodule(git: Git, commit: string, folder: string): Promise<boolean> {
  const parts = folder.split('/');
  const paths = parts.map((_, index) => parts.slice(0, index + 1).join('/')).filter((path) => path !== '');
  if (paths.length === 0) return false;
  const listed = await git.read(['ls-tree', '-z', '--full-tree', commit, '--', ...paths]);
  return listed
    .toString('utf8')
    .split('\0')
    .some((line) => line.startsWith(`${SUBMODULE} `));
}

async function listTree(git: Git, tree: string): Promise<readonly TreeEntry[]> {
  const output = await git.read(['ls-tree', '-z', '--full-tree', tree]);
  const entries: TreeEntry[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(0, at);
    const tab = output.indexOf(9, at);
    const [mode = '', , object = ''] = output.subarray(at, tab).toString('latin1').split(' ');
    const bytes = output.subarray(tab + 1, end);
    const name = bytes.toString('utf8');
    entries.push({ mode, object, name, validName: Buffer.from(name, 'utf8').equals(bytes) });
    at = end + 1;
  }
  return entries;
}

async function ask(
  git: Git,
  questions: readonly string[],
  followLinks: boolean,
  receive: (answer: ObjectAnswer) => void,
): Promise<void> {
  if (questions.length === 0) return;
  const stream = new ObjectStream(MAX_FILE_BYTES, receive);
  const follow = followLinks ? ['--follow-symlinks'] : ['--buffer'];
  await git.read(['cat-file', '--batch', ...follow], {
    input: questions.map((question) => `${question}\n`).join(''),
    onOutput: (chunk) => stream.write(chunk),
  });
}

function contentFrom(answer: ObjectAnswer): FileContent | null {
  if (answer.kind === 'none') {
    switch (answer.reason) {
      case 'symlink':
        return { kind: 'outside', target: answer.target };
      case 'dangling':
      case 'loop':
        return { kind: 'dangling', target: answer.target };
      default:
        return null;
    }
  }
  if (answer.type === 'tree') return { kind: 'folder' };
  if (answer.type === 'commit') return { kind: 'submodule' };
  if (answer.bytes === null) return { kind: 'too-large', size: answer.size };
  return { kind: 'bytes', bytes: answer.bytes };
}
