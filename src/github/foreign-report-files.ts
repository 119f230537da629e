import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Report } from '../core/report.ts';
import { FOREIGN_REPORT_LIMIT, parseForeignReport } from './foreign-report.ts';

/** A pull request that touches more project folders than this gets comments for the first ones only. */
const MOST_REPORTS = 20;

/**
 * Reads the reports of another run: one file, or the `report.json` files in a folder and in the folders right below
 * it, as artifacts are unpacked. Links are not followed. Throws SluiceError `report-invalid`.
 */
export async function readForeignReports(path: string): Promise<readonly Report[]> {
  const files = await reportFiles(path);
  const reports: Report[] = [];
  for (const file of files.slice(0, MOST_REPORTS)) reports.push(parseForeignReport(await readBounded(file)));
  return reports;
}

async function reportFiles(path: string): Promise<readonly string[]> {
  const kind = await lstat(path).catch(() => null);
  if (kind === null) return [];
  if (kind.isFile()) return [path];
  if (!kind.isDirectory()) throw unreadable(path, 'it is neither a file nor a folder');
  const files: string[] = [];
  for (const entry of (await readdir(path, { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (entry.isFile() && entry.name === 'report.json') files.push(join(path, entry.name));
    if (!entry.isDirectory()) continue;
    const inside = join(path, entry.name, 'report.json');
    if ((await lstat(inside).catch(() => null))?.isFile() === true) files.push(inside);
  }
  return files;
}

async function readBounded(file: string): Promise<Uint8Array> {
  try {
    await using handle = await open(file, 'r');
    const { size } = await handle.stat();
    const buffer = new Uint8Array(Math.min(size, FOREIGN_REPORT_LIMIT + 1));
    const { bytesRead } = await handle.read(buffer, 0, buffer.byteLength, 0);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw unreadable(file, messageOf(cause));
  }
}

function unreadable(file: string, why: string): SluiceError {
  return new SluiceError('report-invalid', {
    message: `The report ${JSON.stringify(file)} cannot be read: ${why}.`,
    remedy: 'Download the artifact of the review into a folder of its own and write that folder as report.',
  });
}
