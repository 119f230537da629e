import type { ProjectConfig } from './project-ports.ts';
import type { ShadowRequest } from './shadow-ports.ts';

/** What of a project's configuration a shadow has to follow. */
export function shadowSettings({
  majorVersion,
  autoExposeNewTables = true,
  platformServices = { auth: true, storage: true, realtime: true },
}: ProjectConfig): Pick<ShadowRequest, 'major' | 'autoExposeNewTables' | 'platformServices'> {
  return { major: majorVersion, autoExposeNewTables, platformServices };
}
