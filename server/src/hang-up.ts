import cluster from 'node:cluster';
import { closeSync, openSync } from 'node:fs';

/**
 * Does something whenever this process gets SIGHUP. A terminal that is closed says SIGHUP too; then nobody is left who could
 * stop what was started there, and the process ends as by SIGTERM. A worker leaves that to the process that has started it.
 *
 * @returns takes it back
 */
export function onHangUp(action: () => void): () => void {
  const startedAtTerminal = process.stderr.isTTY === true;
  const hangUp = () => {
    if (!startedAtTerminal || hasTerminal()) action();
    else if (!cluster.isWorker) process.kill(process.pid, 'SIGTERM');
  };
  process.on('SIGHUP', hangUp);
  return () => void process.off('SIGHUP', hangUp);
}

/** Whether the terminal by which this process is controlled is still there (POSIX: /dev/tty cannot be opened without). */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
