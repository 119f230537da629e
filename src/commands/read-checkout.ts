import type { ProjectComparison, ProjectPort } from '../core/ports.ts';
import type { CommandContext } from './context.ts';
import type { Stopwatch } from './stopwatch.ts';

/** The checkout alone: nothing is compared with a commit, because a live database says what is new. */
export async function readCheckout(
  { projectDir }: { readonly projectDir: string },
  ports: { readonly project: ProjectPort },
  { progress }: CommandContext,
  watch: Stopwatch,
): Promise<ProjectComparison> {
  const comparison = await watch.run('files', 'Reading the migrations', () =>
    ports.project.compare({ projectDir, base: null, head: null, since: '0', pullRequest: null }, progress),
  );
  return { ...comparison, findings: comparison.findings.filter(({ code }) => code !== 'since-unknown') };
}
