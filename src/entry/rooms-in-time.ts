import type { ReviewPorts } from '../commands/context.ts';
import type { ShadowPort } from '../core/ports.ts';
import { lateReplay } from './late-replay.ts';

/** What a review reaches only once its server runs, or is about to. */
export type LateRooms = Pick<ReviewPorts, 'parser' | 'replay' | 'schema'>;

/**
 * Loads rooms while the server of a review starts, when this process has nothing else to do: loading them first would hold up
 * the server, and loading them when they are asked for what is asked. Whoever asks too early waits, but for `schema`, which may be
 * asked once the shadow is open.
 */
export function roomsInTime(
  shadow: ShadowPort,
  load: () => Promise<LateRooms>,
): LateRooms & Pick<ReviewPorts, 'shadow'> {
  let begin: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let loaded: LateRooms | null = null;
  const loading = begun.then(load).then((rooms) => {
    loaded = rooms;
    return rooms;
  });
  // Whoever needs them gets the error.
  loading.catch(() => {});
  return {
    shadow: {
      async open(request) {
        const opening = shadow.open({ ...request, starting: begin });
        // An engine that says nothing of its start, or does not come so far.
        const opened = await opening.finally(begin);
        await loading.catch(async (error: unknown) => {
          await opened[Symbol.asyncDispose]();
          throw error;
        });
        return opened;
      },
      notes: async (request, about) => await shadow.notes(request, about),
    },
    parser: {
      cut: async (sql) => await (await loading).parser.cut(sql),
      routineBody: async (sql) => await (await loading).parser.routineBody(sql),
    },
    replay: lateReplay(async () => (await loading).replay),
    get schema() {
      if (loaded === null) throw new Error('The schema is asked about before the shadow is open.');
      return loaded.schema;
    },
  };
}
