import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder } from './project-folder.js';

/** A process of the graph, as a container would run it. */
export interface TopologyProcess {
  readonly name: string;
  readonly pid: number;
  /** What it has written to standard output and standard error so far. */
  readonly output: readonly string[];
  /** The first line of its output that fits. @throws Error with the output when it ends before or is too slow */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal and resolves when the process has ended, to its exit code or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts processes, and sees to it that none outlives this one. */
export interface TopologyProcesses {
  start(
    name: string,
    script: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): TopologyProcess;
  /** Kills what still runs. */
  [Symbol.asyncDispose](): Promise<void>;
}

const patienceMs = 180_000;

/** Starts processes in the folder, each with the environment it is given and nothing of ours but PATH. */
export function topologyProcesses(folder: string): TopologyProcesses {
  const running = new Set<ChildProcess>();
  // Even a test runner that is killed leaves nothing behind: its end of the pipe closes, and the guard acts.
  const guard = spawn('/bin/sh', ['-c', 'while read -r pid; do pids="$pids $pid"; done; kill -KILL $pids'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  return {
    start(name, script, args, environment) {
      const child = spawn(process.execPath, [`${projectFolder}/${script}`, ...args], {
        cwd: folder,
        env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const { pid } = child;
      if (pid === undefined) throw new Error(`${name} could not be started.`);
      guard.stdin.write(`${pid}\n`);
      running.add(child);
      const output: string[] = [];
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => output.push(line));
      }
      const ended = once(child, 'close').then(([code, signal]) => {
        running.delete(child);
        return (code ?? signal) as number | NodeJS.Signals;
      });
      return {
        name,
        pid,
        output,
        ended,
        line: async (pattern) => {
          for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(20)) {
            const found = output.map((line) => pattern.exec(line)).find((match) => match !== null);
            if (found) return found;
            if (!running.has(child)) break;
          }
          throw new Error(`${name} did not say ${pattern}. It said:\n${output.join('\n')}`);
        },
        end: (signal) => {
          child.kill(signal);
          return ended;
        },
      };
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(
        [...running].map(async (child) => {
          child.kill('SIGKILL');
          if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
        }),
      );
      guard.kill('SIGKILL');
    },
  };
}
