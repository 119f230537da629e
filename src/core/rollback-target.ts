import type { AppliedMigration } from './deploy-ports.ts';
import { finding } from './finding-codes.ts';
import { compareVersions, type Migration } from './migration.ts';
import type { Finding } from './report.ts';

/** What a rollback leaves, and what it takes out. */
export interface RollbackTarget {
  /** In version order. */
  readonly keep: readonly string[];
  /** In version order. */
  readonly remove: readonly string[];
  readonly findings: readonly Finding[];
}

/** The version that stands for an empty history. */
export const BEFORE_EVERYTHING = '0';

/** The word for the state before the last deployment. */
export const LAST_DEPLOYMENT = 'last-deployment';

/** Cuts a history at the version that is to be its newest; what cannot be a target is refused with what could be. */
export function targetOf(
  to: string,
  history: readonly Pick<AppliedMigration, 'version'>[],
  repository: readonly Migration[],
): RollbackTarget {
  const versions = history.map(({ version }) => version);
  const newest = versions.at(-1);
  const nothing = { keep: versions, remove: [] };
  if (newest === undefined) return { ...nothing, findings: [refusal('The history is empty.', versions)] };
  if (to === newest) {
    return { ...nothing, findings: [refusal(`Version ${to} is the newest one already.`, versions)] };
  }
  if (to !== BEFORE_EVERYTHING && !versions.includes(to)) {
    return { ...nothing, findings: [refusal(whyNot(to, newest, repository), versions)] };
  }
  return {
    keep: versions.filter((version) => compareVersions(version, to) <= 0),
    remove: versions.filter((version) => compareVersions(version, to) > 0),
    findings: [],
  };
}

function whyNot(to: string, newest: string, repository: readonly Migration[]): string {
  if (repository.some(({ version }) => version === to)) {
    return `Version ${to} is in the checkout, but this database has never applied it.`;
  }
  return compareVersions(to, newest) > 0
    ? `Version ${to} is newer than the newest one that this database has applied, ${newest}.`
    : `This database has never applied a version ${to}.`;
}

function refusal(message: string, versions: readonly string[]): Finding {
  const candidates = versions.slice(-6, -1).toReversed();
  return finding('rollback-target', {
    file: null,
    line: null,
    message,
    remedy:
      candidates.length === 0
        ? `Nothing was run. Only --to ${BEFORE_EVERYTHING} is left, which undoes every migration.`
        : `Nothing was run. Write one that the database has: ${candidates.join(', ')}; or ${BEFORE_EVERYTHING} to undo every migration.`,
  });
}

/**
 * The newest version that was there before a deployment. Refused where others came between or behind, because going back would
 * take them out as well.
 */
export function beforeDeployment(
  deployed: readonly string[] | null,
  history: readonly Pick<AppliedMigration, 'version'>[],
): { readonly to: string; readonly findings: readonly Finding[] } {
  const versions = history.map(({ version }) => version);
  const present = (deployed ?? []).filter((version) => versions.includes(version)).sort(compareVersions);
  const [first] = present;
  if (first === undefined) {
    return {
      to: versions.at(-1) ?? BEFORE_EVERYTHING,
      findings: [refusal('The journal knows of no deployment whose migrations are still there.', versions)],
    };
  }
  const before = versions.filter((version) => compareVersions(version, first) < 0).at(-1);
  const others = versions.filter(
    (version) => compareVersions(version, first) > 0 && !present.includes(version),
  );
  return {
    to: before ?? BEFORE_EVERYTHING,
    findings:
      others.length === 0
        ? []
        : [
            refusal(
              `The last deployment brought ${present.join(', ')}, and the history has ${others.join(', ')} besides, which going back would take out as well.`,
              versions,
            ),
          ],
  };
}
