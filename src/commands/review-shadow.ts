import type { KeptStates, ProjectComparison, Shadow, ShadowPort, ShadowRequest } from '../core/ports.ts';
import { mayRemoveRoles } from '../core/role-removal.ts';
import { shadowSettings } from '../core/shadow-settings.ts';
import type { CommandContext } from './context.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What a shadow begins with, as far as it is told while it starts. */
export type Beginning = Pick<KeptStates, 'restored' | 'notes'>;

export interface OpeningShadow {
  /** Known long before the shadow is open; null: it begins with the baseline. */
  readonly begins: Promise<Beginning | null>;
  readonly shadow: Promise<Shadow>;
}

export interface ReviewShadowRequest {
  readonly engine: ShadowRequest['engine'];
  readonly shadowUrl: string | null;
  readonly cache: boolean;
}

/** Starts the shadow of a review beside other work: neither promise counts as unhandled before it is awaited. */
export function openShadow(
  { engine, shadowUrl, cache }: ReviewShadowRequest,
  { config, base, head, rollbacks }: Pick<ProjectComparison, 'config' | 'base' | 'head' | 'rollbacks'>,
  { shadow: port }: { readonly shadow: ShadowPort },
  { signal, progress }: CommandContext,
  watch: Stopwatch,
): OpeningShadow {
  let tell: (beginning: Beginning | null) => void = () => {};
  const told = new Promise<Beginning | null>((resolve) => {
    tell = resolve;
  });
  const shadow = watch.run('engine', 'Starting PostgreSQL', () =>
    port.open({
      engine,
      ...shadowSettings(config),
      serverUrl: shadowUrl,
      ...(cache ? { history: base.migrations.map(({ digest }) => digest) } : {}),
      copyAhead: ![...base.migrations, ...head.migrations, ...rollbacks].some(({ sql }) =>
        mayRemoveRoles(sql),
      ),
      beginsWith: tell,
      signal,
      progress,
    }),
  );
  const begins = Promise.race([told, shadow.then(() => null)]);
  for (const promise of [shadow, begins]) promise.catch(() => {});
  return { begins, shadow };
}

/** Disposes of a shadow when the command is through with it, or later where there is a later. */
export function disposedAfterwards(shadow: Shadow, { afterwards }: CommandContext): AsyncDisposable {
  const dispose = async (): Promise<void> => await shadow[Symbol.asyncDispose]();
  return {
    async [Symbol.asyncDispose]() {
      if (afterwards === undefined) await dispose();
      else afterwards(dispose);
    },
  };
}
