import type { RunOrigin } from '../core/deploy-ports.ts';
import type { EnvironmentFilePort, ProjectWatchPort } from '../core/dev-ports.ts';
import type { LocalServerPort } from '../core/local-ports.ts';
import type { DeployPorts } from './deploy-request.ts';

/** What is to be done with the local database. */
export interface DevRequest {
  readonly task: 'start' | 'stop' | 'reset' | 'url' | 'status';
  /** Folder that holds `supabase/`, relative to the working directory. */
  readonly projectDir: string;
  /** The same as an absolute path, by which the server is known. */
  readonly project: string;
  /** Null: the remembered one, else a free one. */
  readonly port: number | null;
  /** Write the URL to `.env.local`. */
  readonly writeEnv: boolean;
  readonly origin: RunOrigin;
}

export interface DevPorts extends DeployPorts {
  readonly local: LocalServerPort;
  readonly environmentFile: EnvironmentFilePort;
  readonly watcher: ProjectWatchPort;
}
