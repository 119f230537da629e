import { describe, expect, test } from '@jest/globals';
import { createCheckoutFiles } from '../../src/project/checkout-files.ts';
import { runGit } from '../../src/project/git-process.ts';
import { SILENT } from '../support/compare-project.ts';
import { GIT_ENVIRONMENT, GitRepository, migrationPath } from '../support/git-repository.ts';

/** What every commit of these repositories was made at. */
const COMMITTED = Date.parse('2026-01-01T00:00:00Z');

function mergedAt(repository: GitRepository, names: readonly string[]) {
  const checkout = createCheckoutFiles({ cwd: repository.path, env: GIT_ENVIRONMENT, runGit });
  return checkout.mergedAt('.', names.map(migrationPath), SILENT);
}

describe('since when a migration is in the branch', () => {
  test('is told of one that was renamed there', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations('20260101000000_first');
    repository.git('mv', migrationPath('20260101000000_first'), migrationPath('20260102000000_first'));
    repository.commit('Rename');
    expect(await mergedAt(repository, ['20260102000000_first'])).toEqual(
      new Map([[migrationPath('20260102000000_first'), COMMITTED]]),
    );
  });

  test('is told of one whose name git would quote', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations('20260101000000_größe "neu" und alt');
    expect(await mergedAt(repository, ['20260101000000_größe "neu" und alt'])).toEqual(
      new Map([[migrationPath('20260101000000_größe "neu" und alt'), COMMITTED]]),
    );
  });
});
