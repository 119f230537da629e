import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly line: string;
}

/** The command lines of all processes that a process has started, and those of theirs. */
export function descendantsOf(pid: number): readonly string[] {
  const all = processes();
  const family = new Set([pid]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const process of all) if (family.has(process.parent)) family.add(process.pid);
  }
  family.delete(pid);
  return all.filter((process) => family.has(process.pid)).map(({ line }) => line);
}

/** The private folders of the servers that run for a process: they stand in the command lines of its descendants. */
export function serverFoldersOf(pid: number): readonly string[] {
  const lines = descendantsOf(pid).join('\n');
  return [...new Set(lines.match(/\/\S*\/sluice-[0-9a-f]{12}\b/gu) ?? [])];
}

function processes(): readonly Process[] {
  return process.platform === 'linux' ? fromProc() : fromPs();
}

function fromProc(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [, parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(name), parent: Number(parent), line }];
      } catch {
        // Gone by the time we look.
        return [];
      }
    });
}

function fromPs(): readonly Process[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((row) => {
      const [, pid, parent, line] = /^\s*(\d+)\s+(\d+)\s+(.*)$/u.exec(row) ?? [];
      return line === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), line }];
    });
}
