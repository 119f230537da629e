import type { ReplayPort, ReplaySession, ShadowDatabase } from '../core/ports.ts';

/** The room that replays, for whoever asks before it is loaded. */
export function lateReplay(load: () => Promise<ReplayPort>): ReplayPort {
  return {
    open: (database) => lateSession(load, database),
    replay: async (...all) => await (await load()).replay(...all),
  };
}

function lateSession(load: () => Promise<ReplayPort>, database: ShadowDatabase): ReplaySession {
  let opened: ReplaySession | null = null;
  let isOver = false;
  return {
    connect() {
      load()
        .then((room) => {
          if (isOver) return;
          opened ??= room.open(database);
          opened.connect();
        })
        // Whoever replays gets the error.
        .catch(() => {});
    },
    async replay(migrations, options) {
      const room = await load();
      opened ??= room.open(database);
      return await opened.replay(migrations, options);
    },
    async [Symbol.asyncDispose]() {
      isOver = true;
      await opened?.[Symbol.asyncDispose]();
    },
  };
}
