import type { Migration } from '../core/migration.ts';
import type { ProjectConfig, Shadow, ShadowPort, ShadowRequest } from '../core/ports.ts';
import { mayRemoveRoles } from '../core/role-removal.ts';
import { shadowSettings } from '../core/shadow-settings.ts';
import type { CommandContext } from './context.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Which server a command is to judge on. */
export interface ShadowChoice {
  readonly engine: ShadowRequest['engine'];
  /** For `url`. */
  readonly shadowUrl: string | null;
  /** Whether to take what was found out before from the cache. */
  readonly cache?: boolean;
}

/** What a kept state may have behind it. */
export interface KnownHistory {
  /** Migrations that are to be replayed before anything is looked at; none: the shadow begins with the baseline. */
  readonly migrations: readonly Migration[];
  /** What runs behind them. */
  readonly pending: readonly { readonly sql: string }[];
}

export const NO_HISTORY = { migrations: [], pending: [] } as const satisfies KnownHistory;

/** Opens the shadow that migrations are replayed on, from their beginning or from where a kept state is. */
export async function openShadow(
  config: ProjectConfig,
  choice: ShadowChoice,
  { shadow }: { readonly shadow: ShadowPort },
  context: CommandContext,
  watch: Stopwatch,
  history: KnownHistory = NO_HISTORY,
): Promise<Shadow> {
  return await watch.run('engine', 'Starting PostgreSQL', () =>
    shadow.open(shadowRequest(config, choice, context, history)),
  );
}

/** What is asked for a shadow of a project. */
export function shadowRequest(
  config: ProjectConfig,
  { engine, shadowUrl }: ShadowChoice,
  { signal, progress }: Pick<CommandContext, 'signal' | 'progress'>,
  { migrations, pending }: KnownHistory = NO_HISTORY,
): ShadowRequest {
  const kept =
    migrations.length === 0
      ? {}
      : {
          history: migrations.map(({ digest }) => digest),
          copyAhead: ![...migrations, ...pending].some(({ sql }) => mayRemoveRoles(sql)),
        };
  return { engine, ...shadowSettings(config), serverUrl: shadowUrl, ...kept, signal, progress };
}
