import path from 'node:path';
import { finding } from '../core/finding-codes.ts';
import type { Environment } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import { soundsLikeProduction } from '../core/seed-permission.ts';
import type { SeedEnvironment, SeedFile, SeedProjectPort, SeedRequest } from '../core/seed-ports.ts';
import type { Target } from '../core/targets.ts';
import type { FileSource } from './file-source.ts';
import { inProject, projectFolder, projectIn, projectNotFound } from './project-folder.ts';
import { isInside, rootWithoutGit } from './repository.ts';
import { DEFAULT_PATTERNS, readSeedConfig, type SeedConfig } from './seed-config.ts';
import { readCsvSeed, readSqlSeed } from './seed-files.ts';
import { matchSeeds, seedFolders } from './seed-patterns.ts';
import { configText } from './side.ts';
import { readTargets } from './targets.ts';
import { workTreeFiles } from './work-tree-files.ts';

export interface SeedProjectDependencies {
  /** The working directory that relative paths start from; absolute. */
  readonly cwd: string;
  /** For `env(NAME)` in config.toml. */
  readonly env: Environment;
}

/** The seeds of the work tree. */
export function createSeedProject({ cwd, env }: SeedProjectDependencies): SeedProjectPort {
  return {
    async read(request) {
      const folder = projectFolder(cwd, request.projectDir);
      const root = rootWithoutGit(cwd, folder);
      const project = projectIn(root, folder);
      const source = workTreeFiles(root);
      const configFile = inProject(project, 'supabase/config.toml');
      const text = configText(configFile, await source.readFile(configFile));
      if (text === null && (await source.readFile(inProject(project, 'supabase'))) === null) {
        throw await projectNotFound(source, project, root);
      }
      const config = readSeedConfig(configFile, text, request, env);
      const environment = await environmentOf(source, project, request, config);
      const common = { project, enabled: config.enabled, environment };
      if (!config.enabled)
        return { ...common, files: [], folders: [], findings: [disabled(configFile, config)] };
      return { ...common, ...(await readFiles({ root, folder, project, source, config, configFile })) };
    },
  };
}

async function environmentOf(
  source: FileSource,
  project: string,
  { environment }: SeedRequest,
  { remote, enabledByRemote }: SeedConfig,
): Promise<SeedEnvironment> {
  const name = environment ?? remote;
  if (name === null) return { name, production: null, allowedBy: null };
  const targets = await targetsNamed(source, project, name);
  const marked = targets.find((target) => productionOf(target) !== null);
  const seeded = targets.length > 0 && targets.every(({ seed }) => seed === true);
  return {
    name,
    production: soundsLikeProduction(name)
      ? 'by its name'
      : marked !== undefined
        ? productionOf(marked)
        : null,
    allowedBy: enabledByRemote
      ? `[remotes.${remote ?? ''}.db.seed] enabled`
      : seeded
        ? `seed = true of the target ${targets[0]?.name ?? ''}`
        : null,
  };
}

/** Why a target counts as production, for people. */
function productionOf({ name, environment, production }: Target): string | null {
  if (production === true) return `production = true of the target ${name}`;
  return soundsLikeProduction(environment) ? `the environment ${environment} of the target ${name}` : null;
}

/** Targets of that name, or else those of that environment of GitHub. */
async function targetsNamed(source: FileSource, project: string, name: string): Promise<readonly Target[]> {
  const file = inProject(project, 'supabase/targets.toml');
  const text = configText(file, await source.readFile(file));
  if (text === null) return [];
  const targets = readTargets(file, text);
  const own = targets.filter((target) => target.name === name);
  return own.length > 0 ? own : targets.filter((target) => target.environment === name);
}

interface SeedFolder {
  readonly root: string;
  readonly folder: string;
  readonly project: string;
  readonly source: FileSource;
  readonly config: SeedConfig;
  readonly configFile: string;
}

async function readFiles({ root, folder, project, source, config, configFile }: SeedFolder) {
  const files: SeedFile[] = [];
  const findings: Finding[] = [];
  const folders = new Set<string>();
  const seen = new Set<string>();
  for (const pattern of config.patterns) {
    const { paths, problem } = matchSeeds(folder, pattern);
    for (const place of seedFolders(folder, pattern, paths)) if (isInside(folder, place)) folders.add(place);
    if (problem !== null) findings.push(leadsNowhere(configFile, pattern, problem));
    for (const found of paths) {
      if (seen.has(found)) continue;
      seen.add(found);
      const place = { path: found, file: inProject(project, found) };
      const outside = path.isAbsolute(found) || found.startsWith('../');
      const { seed, findings: told } = outside
        ? { seed: null, findings: [leadsOut(found)] }
        : found.endsWith('.csv')
          ? await readCsvSeed(root, place)
          : await readSqlSeed(source, place);
      if (seed !== null) files.push(seed);
      findings.push(...told);
    }
    if (pattern.endsWith('.csv')) findings.push(csvForSluice(configFile, pattern));
  }
  return { files, folders: [...folders], findings };
}

function disabled(file: string, { remote }: SeedConfig): Finding {
  const key = remote === null ? '[db.seed]' : `[remotes.${remote}.db.seed]`;
  return finding('seed-disabled', {
    file,
    line: null,
    message:
      remote === null ? `${key} enabled is false.` : `${key} does not say that ${remote} is to be seeded.`,
    remedy: `Write enabled = true under ${key} to seed it.`,
  });
}

function leadsNowhere(file: string, pattern: string, problem: 'malformed' | 'unmatched'): Finding {
  // `supabase init` names it and does not write it, so nobody who has none has made a mistake.
  const isUsual = problem === 'unmatched' && DEFAULT_PATTERNS.includes(pattern);
  return finding('seed-unmatched', {
    ...(isUsual ? { level: 'note' } : {}),
    file,
    line: null,
    message:
      problem === 'malformed'
        ? `${pattern} in sql_paths is no pattern that can be read.`
        : `No file matches ${pattern} in sql_paths.`,
    remedy: 'Correct the path, which begins at the folder supabase, or take it out.',
  });
}

function leadsOut(found: string): Finding {
  return finding('seed-unusable', {
    file: null,
    line: null,
    message: `${found} lies outside the project.`,
    remedy: 'Put seeds into the folder supabase, and name them from there.',
  });
}

function csvForSluice(file: string, pattern: string): Finding {
  return finding('seed-csv-named', {
    file,
    line: null,
    message: `${pattern} in sql_paths names CSV files; the Supabase CLI would run them as SQL.`,
    remedy: 'Name the folder, or the same pattern with .sql: Sluice takes the CSV files beside by itself.',
  });
}
