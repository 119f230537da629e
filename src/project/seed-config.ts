import type { Environment } from '../core/ports.ts';
import {
  boolean,
  invalid,
  isTable,
  type Problems,
  parseToml,
  shown,
  unsetVariable,
  type Value,
  valueAt,
} from './config.ts';

/** `[db.seed]` of config.toml, as it holds for one environment. */
export interface SeedConfig {
  readonly enabled: boolean;
  /** Patterns relative to the folder supabase, as they are written. */
  readonly patterns: readonly string[];
  /** The `[remotes.<name>]` whose settings were laid over the base; null where none was. */
  readonly remote: string | null;
  /** Whether that remote itself says that it is to be seeded. */
  readonly enabledByRemote: boolean;
}

/** What `supabase init` writes. */
export const DEFAULT_PATTERNS: readonly string[] = ['./seed.sql'];

/**
 * Reads the seed settings. As in the Supabase CLI, a remote is seeded only where its own section says so, whatever the base
 * says. `text` is null where there is no file. Throws `config-invalid` with every problem at once.
 */
export function readSeedConfig(
  file: string,
  text: string | null,
  chosen: { readonly environment: string | null; readonly projectRef: string | null },
  env: Environment,
): SeedConfig {
  if (text === null)
    return { enabled: true, patterns: DEFAULT_PATTERNS, remote: null, enabledByRemote: false };
  const document = parseToml(file, text);
  const found: { key: string; wrong: string; remedy: string }[] = [];
  const problems: Problems = { add: (key, wrong, remedy) => found.push({ key, wrong, remedy }) };
  const read = (section: readonly string[], key: string): Value =>
    valueAt(document, section, key, env, problems);
  const remote = remoteOf(document, chosen);
  const base = {
    enabled: boolean(read(['db', 'seed'], 'enabled'), true, problems),
    patterns: patterns(read(['db', 'seed'], 'sql_paths'), problems) ?? DEFAULT_PATTERNS,
  };
  const section = ['remotes', remote ?? '', 'db', 'seed'];
  const enabledByRemote = remote !== null && boolean(read(section, 'enabled'), false, problems);
  const own = remote === null ? null : patterns(read(section, 'sql_paths'), problems);
  if (found.length > 0) throw invalid(file, text, found);
  return {
    enabled: remote === null ? base.enabled : enabledByRemote,
    patterns: own ?? base.patterns,
    remote,
    enabledByRemote,
  };
}

/** By its name, or else by the ref of its project, as the Supabase CLI finds it. */
function remoteOf(
  document: Record<string, unknown>,
  { environment, projectRef }: { readonly environment: string | null; readonly projectRef: string | null },
): string | null {
  const remotes = document['remotes'];
  if (!isTable(remotes)) return null;
  if (environment !== null) return Object.hasOwn(remotes, environment) ? environment : null;
  const byRef = Object.entries(remotes).find(
    ([, remote]) => projectRef !== null && isTable(remote) && remote['project_id'] === projectRef,
  );
  return byRef?.[0] ?? null;
}

function patterns({ key, value }: Value, problems: Problems): readonly string[] | null {
  if (value === undefined) return null;
  const list: unknown = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(list)) {
    problems.add(
      key,
      `is ${shown(value)}`,
      unsetVariable(value) ?? 'Write a list of paths: sql_paths = ["./seed.sql"]',
    );
    return null;
  }
  return list.flatMap((item: unknown) => {
    if (typeof item === 'string' && unsetVariable(item) === null) return [item];
    problems.add(key, `holds ${shown(item)}`, unsetVariable(item) ?? 'Write every path as a string.');
    return [];
  });
}
