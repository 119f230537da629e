import type { KeptStates, ProjectComparison, Shadow, ShadowPort } from '../core/ports.ts';
import type { CommandContext } from './context.ts';
import { NO_HISTORY, type ShadowChoice, shadowRequest } from './open-shadow.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What a shadow begins with, as far as it is told while it starts. */
export type Beginning = Pick<KeptStates, 'restored' | 'notes'>;

export interface OpeningShadow {
  /** Known long before the shadow is open; null: it begins with the baseline. */
  readonly begins: Promise<Beginning | null>;
  readonly shadow: Promise<Shadow>;
}

export interface ReviewShadowRequest extends ShadowChoice {
  readonly cache: boolean;
}

/** Starts the shadow of a review beside other work: neither promise counts as unhandled before it is awaited. */
export function openShadow(
  request: ReviewShadowRequest,
  { config, base, head, rollbacks }: Pick<ProjectComparison, 'config' | 'base' | 'head' | 'rollbacks'>,
  { shadow: port }: { readonly shadow: ShadowPort },
  context: CommandContext,
  watch: Stopwatch,
): OpeningShadow {
  const history = request.cache
    ? { migrations: base.migrations, pending: [...head.migrations, ...rollbacks] }
    : NO_HISTORY;
  let tell: (beginning: Beginning | null) => void = () => {};
  const told = new Promise<Beginning | null>((resolve) => {
    tell = resolve;
  });
  const shadow = watch.run('engine', 'Starting PostgreSQL', () =>
    port.open({ ...shadowRequest(config, request, context, history), beginsWith: tell }),
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
