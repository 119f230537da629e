import { resolve } from 'node:path';
import { rollback } from '../commands/rollback.ts';
import { liveRooms, originOf } from './live-rooms.ts';
import type { RollbackSettings } from './rollback-settings.ts';
import type { RunVerb } from './verb-run.ts';

/** The rollback on the real rooms. */
export function runRollback(settings: RollbackSettings): RunVerb {
  return async ({ env, cwd, clock, progress, signal }) => {
    const { failOn: _failOn, format: _format, report: _report, ...rest } = settings;
    const { color: _color, summary: _summary, ...request } = rest;
    const rooms = await liveRooms({ env, cwd, clock });
    const { createRollbackPort } = await import('../database/row-reader.ts');
    return await rollback(
      {
        ...request,
        savedRows: request.savedRows === null ? null : resolve(cwd, request.savedRows),
        origin: originOf(env),
      },
      { ...rooms, rows: createRollbackPort() },
      { progress, signal, clock },
    );
  };
}
