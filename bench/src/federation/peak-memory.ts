import { readFile } from 'node:fs/promises';

/**
 * The most memory that a process has had resident at once.
 *
 * @returns MiB (`VmHWM`), or null where there is no `/proc`
 */
export async function peakMemoryMb(pid: number): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
