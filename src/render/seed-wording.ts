import type { Report } from '../core/report.ts';
import type { SeedFileSummary, SeedSummary } from '../core/seed-report.ts';
import { countFindings, plural } from './counts.ts';
import { bytesInWords } from './deploy-wording.ts';

/** What the verdict line of another command says about the seeds behind it. */
export function seedHeadline({ outcome, files }: SeedSummary): string {
  const loaded = files.filter(({ result }) => result === 'loaded').length;
  return outcome === 'succeeded' ? `${plural(loaded, 'seed file')} loaded` : HEADLINES[outcome];
}

/** What the verdict line of seeding says after its sign. */
export function seedParts(report: Report, seed: SeedSummary): readonly string[] {
  const [errors, warnings] = [countFindings(report, 'error'), countFindings(report, 'warning')];
  return [
    HEADLINES[seed.outcome],
    ...countedFiles(seed),
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
}

const HEADLINES: Readonly<Record<SeedSummary['outcome'], string>> = {
  planned: 'would be seeded',
  nothing: 'nothing to seed',
  refused: 'not seeded',
  succeeded: 'seeded',
  failed: 'seeding failed',
};

/** `2 files`, or `1 of 2 files` where not all of them were loaded; and the rows. */
export function countedFiles({ outcome, files }: SeedSummary): readonly string[] {
  if (outcome === 'nothing' || outcome === 'refused') return [];
  const meant = files.filter(({ result }) => result !== 'skipped');
  const loaded = meant.filter(({ result }) => result === 'loaded');
  if (outcome === 'planned') return [plural(meant.length, 'file')];
  const rows = loaded.reduce((sum, file) => sum + (file.rows ?? 0), 0);
  return [
    loaded.length === meant.length
      ? plural(loaded.length, 'file')
      : `${loaded.length} of ${plural(meant.length, 'file')} loaded`,
    plural(rows, 'row'),
  ];
}

/** What the reader should know or do. */
export function seedAdvice({ outcome, files, when }: SeedSummary): string {
  switch (outcome) {
    case 'planned':
      return 'Nothing was loaded, as asked.';
    case 'nothing':
      return files.length === 0
        ? 'There is no seed file to load.'
        : when === 'once'
          ? 'Every seed file was loaded before.'
          : 'Every seed file was loaded before as it is now.';
    case 'refused':
      return 'Nothing was loaded.';
    case 'succeeded':
      return 'Each file is committed and recorded as the Supabase CLI records it.';
    case 'failed':
      return 'Nothing is left of the file that failed; the files before it stay, and are not loaded again.';
  }
}

/** A file of a seeding in cells: state, size, and what became of it. */
export function seedCells({ bytes, state, result, rows, milliseconds }: SeedFileSummary): readonly string[] {
  return [
    state,
    bytesInWords(bytes),
    result === 'waiting' ? 'to be loaded' : result,
    rows === null ? '' : plural(rows, 'row'),
    milliseconds === null
      ? ''
      : milliseconds < 1_000
        ? `${milliseconds} ms`
        : `${(milliseconds / 1_000).toFixed(1)} s`,
  ];
}
