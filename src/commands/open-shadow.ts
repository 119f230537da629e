import type { ProjectConfig, Shadow, ShadowPort, ShadowRequest } from '../core/ports.ts';
import { shadowSettings } from '../core/shadow-settings.ts';
import type { CommandContext } from './context.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Which server a command is to judge on. */
export interface ShadowChoice {
  readonly engine: ShadowRequest['engine'];
  /** For `url`. */
  readonly shadowUrl: string | null;
}

/** Opens the shadow that migrations are replayed on from their beginning. */
export async function openShadow(
  config: ProjectConfig,
  choice: ShadowChoice,
  { shadow }: { readonly shadow: ShadowPort },
  context: CommandContext,
  watch: Stopwatch,
): Promise<Shadow> {
  return await watch.run('engine', 'Starting PostgreSQL', () =>
    shadow.open(shadowRequest(config, choice, context)),
  );
}

/** What is asked for a shadow of a project. */
export function shadowRequest(
  config: ProjectConfig,
  { engine, shadowUrl }: ShadowChoice,
  { signal, progress }: Pick<CommandContext, 'signal' | 'progress'>,
): ShadowRequest {
  return { engine, ...shadowSettings(config), serverUrl: shadowUrl, signal, progress };
}
