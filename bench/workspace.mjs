import { existsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateProject, writeProject } from './generate/project.mjs';
import { removeAtTheEnd } from './measure/children.mjs';

/** Where the benchmark writes while it runs: projects and Sluice's cache on disk, the yardsticks' servers in memory. */
export class Workspace {
  folder;
  memoryFolder;
  #projects = new Map();

  constructor(folder, memoryFolder) {
    this.folder = folder;
    this.memoryFolder = memoryFolder;
  }

  static async open() {
    const folder = await temporaryFolder(tmpdir());
    return new Workspace(folder, existsSync('/dev/shm') ? await temporaryFolder('/dev/shm') : folder);
  }

  /** A cache of its own, so that what a user's cache holds plays no part. */
  get cacheFolder() {
    return join(this.folder, 'cache');
  }

  /** A generated project, with all changes under review or the first migration of them; written once for all parts that ask for the same. */
  async project({ tables, migrations, major, oneMigration = false }) {
    const name = `project-${tables}-${migrations}-${major}${oneMigration ? '-one' : ''}`;
    const folder = join(this.folder, name);
    const known = this.#projects.get(folder);
    if (known !== undefined) return known;
    const generated = generateProject({ tables, migrations });
    const files = oneMigration ? { ...generated, head: generated.head.slice(0, 1) } : generated;
    await writeProject(folder, files, major);
    const project = { folder, since: files.since, files };
    this.#projects.set(folder, project);
    return project;
  }
}

/** The account of the servers must be able to enter it too. */
async function temporaryFolder(parent) {
  const folder = await mkdtemp(join(parent, 'sluice-bench-'));
  removeAtTheEnd(folder);
  await chmod(folder, 0o755);
  return folder;
}
