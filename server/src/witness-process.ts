import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { projectFolder } from './project-folder.js';

/** How long it may take to look a last time. */
const lastLookMs = 3_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** The variables that a witness needs (docs/configuration.md), and no other of this process's. */
export interface WitnessEnvironment {
  readonly AUDIT_WITNESS_DATABASE_URL: string;
  readonly WITNESS_KEY_FILE: string;
  readonly AUDIT_VERIFIERS_FILE: string;
  readonly WITNESS_FOLDER: string;
}

/**
 * Runs the witness as a process of its own, so that what goes wrong in this one does not reach it, and starts it again when
 * it ends. It ends with this process, also when this one is killed: the channel between them closes.
 */
export function keepWitness(environment: WitnessEnvironment, logger: Logger): { close(): Promise<void> } {
  const closing = new AbortController();
  let child: ChildProcess | undefined;
  const run = async () => {
    for (let pauseMs = firstPauseMs; !closing.signal.aborted; ) {
      const began = performance.now();
      // A session of its own: Ctrl-C reaches this process, which lets the witness look a last time before it ends it.
      child = spawn(
        process.execPath,
        [join(projectFolder, 'server/bin/bankgraph.js'), 'start', '--serve', 'witness'],
        {
          env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...environment },
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
          detached: true,
        },
      );
      const code: unknown = await Promise.race([
        once(child, 'exit').then(([status, signal]: unknown[]) => status ?? signal),
        once(child, 'error').then(([error]: unknown[]) => (error as { code?: string }).code),
      ]);
      if (closing.signal.aborted) return;
      if (performance.now() - began > longestPauseMs) pauseMs = firstPauseMs;
      logger.error({ code, pauseMs }, "The audit log's witness has ended; it is started again");
      await wait(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
      pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }
  };
  const running = run();
  return {
    close: async () => {
      closing.abort();
      child?.kill('SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), lastLookMs);
      await running;
      clearTimeout(late);
    },
  };
}
