import { deploy } from '../commands/deploy.ts';
import type { RunDeploy } from './deploy-run.ts';
import { liveRooms, originOf } from './live-rooms.ts';

/** The deployment on the real rooms. */
export const runDeploy: RunDeploy = async (settings, { env, cwd, clock, progress, signal }) => {
  const { format: _format, report: _report, color: _color, summary: _summary, ...request } = settings;
  const ports = await liveRooms({ env, cwd, clock });
  return await deploy({ ...request, origin: originOf(env) }, ports, { progress, signal, clock });
};
