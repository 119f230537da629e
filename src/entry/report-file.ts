import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Report } from '../core/report.ts';
import { renderJson } from '../render/json.ts';

/** Writes the JSON report. Throws SluiceError `output-failed`; `remedy` says how another file is named. */
export async function writeReportFile(
  file: string,
  report: Report,
  remedy = 'Write another path as report.',
): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, renderJson(report));
  } catch (cause) {
    throw new SluiceError('output-failed', {
      message: `The report could not be written to ${file}: ${messageOf(cause)}.`,
      remedy,
      cause,
    });
  }
}
