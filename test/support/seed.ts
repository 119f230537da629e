import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { seed } from '../../src/commands/seed.ts';
import type { SeedDatabaseRequest } from '../../src/commands/seed-request.ts';
import type { ConnectionTarget, Progress } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { createSeedProject } from '../../src/project/seed-project.ts';
import { createSqlParser } from '../../src/sql/parser.ts';
import { livePort, urlOf } from './live.ts';
import { SILENT } from './shadow-requests.ts';

const parser = createSqlParser();

/** Checkouts on disk, removed together. */
export class SeedFolder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<SeedFolder> {
    return new SeedFolder(await mkdtemp(join(tmpdir(), 'seed ünd ')));
  }

  /** A project of these files, relative to its folder; config.toml is made of `config` unless it is among them. */
  async project(
    name: string,
    files: Readonly<Record<string, string | Buffer>>,
    config = '',
  ): Promise<string> {
    const project = join(this.path, name);
    const all = {
      'supabase/config.toml': `project_id = "seeds"\n[db]\nmajor_version = 17\n${config}`,
      ...files,
    };
    for (const [file, content] of Object.entries(all)) {
      await mkdir(dirname(join(project, file)), { recursive: true });
      await writeFile(join(project, file), content);
    }
    return project;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

/** Seeds a database with the real rooms. */
export async function seedTo(
  target: ConnectionTarget,
  project: string,
  changes: Partial<SeedDatabaseRequest> = {},
  {
    progress = SILENT,
    signal = new AbortController().signal,
  }: { readonly progress?: Progress; readonly signal?: AbortSignal } = {},
): Promise<Report> {
  return await seed(
    {
      projectDir: '.',
      source: { kind: 'url', url: urlOf(target) },
      plan: false,
      when: 'once',
      environment: null,
      allowProduction: false,
      lockWait: 20_000,
      limits: { lockTimeout: 2_000, statementTimeout: null, lockRetries: 1 },
      origin: { actor: 'tester', source: null, commit: null, tool: 'test' },
      ...changes,
    },
    {
      seeds: createSeedProject({ cwd: project, env: {} }),
      parser,
      live: livePort(),
      newRun: () => randomUUID(),
    },
    { progress, signal, clock: { now: () => performance.now() } },
  );
}
