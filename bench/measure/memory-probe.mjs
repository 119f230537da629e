/**
 * Loaded into a measured process with --import: writes the most memory that it ever held (KiB) to the file named by
 * BENCH_MEMORY_FILE. VmHWM where there is /proc, because getrusage also counts what the process inherited before exec.
 */
import { readFileSync, writeFileSync } from 'node:fs';

process.once('exit', () => {
  const file = process.env.BENCH_MEMORY_FILE;
  if (file !== undefined) writeFileSync(file, String(mostMemory()));
});

function mostMemory() {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/mu.exec(readFileSync('/proc/self/status', 'utf8'));
    if (found !== null) return Number(found[1]);
  } catch {}
  return process.resourceUsage().maxRSS;
}
