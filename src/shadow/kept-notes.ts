import { messageOf } from '../core/errors.ts';
import type { ShadowNotes, ShadowRequest } from '../core/ports.ts';
import { chooseCacheFolder } from './cache-folder.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { engineRelease } from './engine-release.ts';
import { preparedName } from './prepared-engine.ts';
import type { ShadowBaseline } from './shadow-baseline.ts';
import { notesName, stateOrigin } from './state-key.ts';
import { StateStore } from './state-store.ts';

/** Finds what was noted about something on an embedded shadow. Null: there is no cache for it. */
export async function keptNotes(
  request: ShadowRequest,
  about: readonly string[],
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline,
): Promise<ShadowNotes | null> {
  const { platform, arch } = dependencies;
  if (engineRelease(platform, arch, request.major) === null) return null;
  const { folder } = await chooseCacheFolder(dependencies);
  const store = StateStore.in(folder, dependencies);
  if (store === null) return null;
  const identity = preparedName(request, dependencies, baseline);
  const name = notesName(stateOrigin(request, identity, baseline, dependencies), about);
  const found = await store.newest([name]);
  await found?.file[Symbol.asyncDispose]();
  return {
    text: found?.file.notes ?? '',
    async keep(text) {
      try {
        await store.keep(null, name, text);
      } catch (error) {
        request.progress.warn(`What was found out could not be kept in the cache: ${messageOf(error)}`);
      }
    },
  };
}
