import type { JournaledRun, LiveState } from './deploy-ports.ts';
import { compareVersions, type Migration } from './migration.ts';
import type { EnvironmentStatus, StatusSummary, VersionState } from './status-report.ts';

/** One environment that could be looked at. */
export interface EnvironmentHistory {
  readonly name: string;
  readonly target: string;
  readonly serverVersion: string;
  readonly state: LiveState;
  /** What the journal knows of versions: when and by which run they were applied last. */
  readonly applied: ReadonlyMap<string, JournaledRun>;
  /** By version: the run that took it back last. */
  readonly rolledBack: ReadonlyMap<string, JournaledRun>;
  /** Versions whose recorded statements are not those of the file. */
  readonly edited: ReadonlySet<string>;
}

/** One that could not. */
export interface UnseenEnvironment {
  readonly name: string;
  readonly problem: string;
}

/** Environments of which every pair is compared; more of them are each held against the checkout alone. */
const PAIRED = 6;

/** Holds the histories of environments against the checkout and against each other. */
export function statusOf(
  repository: readonly Migration[],
  environments: readonly (EnvironmentHistory | UnseenEnvironment)[],
): StatusSummary {
  const files = new Map(repository.map((migration) => [migration.version, migration]));
  const names = new Map<string, string | null>();
  for (const environment of environments) {
    if ('problem' in environment) continue;
    for (const { version, name } of environment.state.history) {
      names.set(version, names.get(version) ?? name);
    }
    // What was taken back and then removed from the repository is still a part of the story.
    for (const version of environment.rolledBack.keys()) names.set(version, names.get(version) ?? null);
  }
  const versions = [...new Set([...files.keys(), ...names.keys()])].sort(compareVersions);
  const known = environments.map((environment) =>
    'problem' in environment ? null : new HistoryView(environment),
  );
  return {
    environments: environments.map((environment) => statusOfOne(environment, repository)),
    versions: versions.map((version) => ({
      version,
      name: files.get(version)?.name ?? names.get(version) ?? null,
      file: files.get(version)?.file ?? null,
      states: known.map((view) => view?.stateOf(version, files.has(version)) ?? ABSENT),
    })),
    leads: leadsOf(environments.filter(isSeen)),
  };
}

function isSeen(environment: EnvironmentHistory | UnseenEnvironment): environment is EnvironmentHistory {
  return !('problem' in environment);
}

const ABSENT: VersionState = {
  state: 'absent',
  at: null,
  run: null,
  actor: null,
  source: null,
  commit: null,
  kind: null,
};

class HistoryView {
  readonly #environment: EnvironmentHistory;
  readonly #history: ReadonlySet<string>;
  readonly #half: ReadonlySet<string>;
  readonly #newest: string;

  constructor(environment: EnvironmentHistory) {
    const { history, segments } = environment.state;
    this.#environment = environment;
    this.#history = new Set(history.map(({ version }) => version));
    this.#half = new Set(segments.map(({ version }) => version));
    this.#newest = history.at(-1)?.version ?? '';
  }

  stateOf(version: string, inRepository: boolean): VersionState {
    const { applied, rolledBack, edited } = this.#environment;
    if (this.#history.has(version)) {
      const state = !inRepository ? 'missing' : edited.has(version) ? 'edited' : 'applied';
      return stateWith(state, applied.get(version));
    }
    const back = rolledBack.get(version);
    if (back !== undefined) return stateWith('rolled-back', back);
    if (!inRepository) return ABSENT;
    if (this.#half.has(version)) return stateWith('half-done', undefined);
    return stateWith(compareVersions(version, this.#newest) < 0 ? 'out-of-order' : 'pending', undefined);
  }
}

function stateWith(state: VersionState['state'], by: JournaledRun | undefined): VersionState {
  if (by === undefined) return { ...ABSENT, state };
  const { at, run, actor, source, commit, kind } = by;
  return { state, at, run, actor, source, commit, kind };
}

function statusOfOne(
  environment: EnvironmentHistory | UnseenEnvironment,
  repository: readonly Migration[],
): EnvironmentStatus {
  if ('problem' in environment) {
    const { name, problem } = environment;
    const nothing = { target: null, serverVersion: null, newest: null };
    return { name, problem, ...nothing, applied: 0, pending: 0, unfinished: 0 };
  }
  const { name, target, serverVersion, state } = environment;
  const history = new Set(state.history.map(({ version }) => version));
  return {
    name,
    target,
    serverVersion,
    problem: null,
    applied: history.size,
    pending: repository.filter(({ version }) => !history.has(version)).length,
    newest: state.history.at(-1)?.version ?? null,
    unfinished: state.anchor?.unfinished.length ?? 0,
  };
}

function leadsOf(environments: readonly EnvironmentHistory[]): StatusSummary['leads'] {
  if (environments.length > PAIRED) return [];
  return environments.flatMap((ahead) =>
    environments.flatMap((behind) => {
      const has = new Set(behind.state.history.map(({ version }) => version));
      const versions = ahead.state.history
        .map(({ version }) => version)
        .filter((version) => !has.has(version));
      return ahead === behind || versions.length === 0
        ? []
        : [{ ahead: ahead.name, behind: behind.name, versions }];
    }),
  );
}
