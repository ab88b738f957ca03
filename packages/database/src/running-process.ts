import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What tells a running process from another one that got the same number later. */
export interface RunningProcess {
  readonly pid: number;
  /** Start time as the system states it; only fit for comparison. */
  readonly startedAt: string;
  /** Executable and arguments, separated by blanks. */
  readonly command: string;
}

/**
 * The process of this number, or undefined when there is none (a zombie counts as none: it holds nothing).
 * Reads /proc on Linux and asks `ps` elsewhere.
 */
export async function findProcess(pid: number): Promise<RunningProcess | undefined> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return platform() === 'linux' ? readProc(pid) : askPs(pid);
}

async function readProc(pid: number): Promise<RunningProcess | undefined> {
  try {
    const [stat, commandLine] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // proc(5): the name in parentheses may itself hold blanks; state is field 3, start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return { pid, startedAt: fields[19] ?? '', command: commandLine.split('\0').join(' ').trim() };
  } catch {
    return undefined;
  }
}

async function askPs(pid: number): Promise<RunningProcess | undefined> {
  try {
    const [started, command] = await Promise.all([
      run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]),
      run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]),
    ]);
    const [state = '', ...startedAt] = started.stdout.trim().split(/\s+/);
    if (state.startsWith('Z')) return undefined;
    return { pid, startedAt: startedAt.join(' '), command: command.stdout.trim() };
  } catch {
    return undefined;
  }
}

/** Sends a signal; a process that is gone already is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
