import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import type { FromWorker, Memory, ToWorker } from './messages.js';

/** What a process of a measurement runs. */
export interface Running<Ready> {
  /** What the process that measures needs to know. */
  readonly ready: Ready;
  stop(): Promise<void>;
}

/**
 * The life of a process of a measurement: starts what it is ordered to, says so, and stops it again when told to, or
 * when the process that measures is gone.
 */
export function work<Order, Ready>(start: (order: Order) => Promise<Running<Ready>>): void {
  const tell = (message: FromWorker<Ready>) => {
    if (process.connected) process.send?.(message);
  };
  let running: Promise<Running<Ready>> | undefined;
  let stopping = false;
  const tellFailure = (error: unknown) =>
    tell({
      kind: 'failed',
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    try {
      await (await running)?.stop();
    } finally {
      process.exit();
    }
  };
  process.on('message', (message: ToWorker<Order>) => {
    if (message.kind === 'stop') void stop();
    if (message.kind === 'processor-time') {
      const { user, system } = process.cpuUsage();
      tell({ kind: 'processor-time', microseconds: user + system });
    }
    if (message.kind === 'memory') tell({ kind: 'memory', memory: memory() });
    if (message.kind === 'profile') profile(message.file).then(() => tell({ kind: 'profile' }), tellFailure);
    if (message.kind === 'start') {
      running = start(message.order);
      running.then(
        ({ ready }) => tell({ kind: 'ready', ready }),
        (error: unknown) => {
          running = undefined;
          tellFailure(error);
        },
      );
    }
  });
  process.on('disconnect', () => void stop());
  // Ctrl-C reaches every process of the terminal. The one that measures ends, and the others stop because it is gone.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
}

const mebibyte = 2 ** 20;

/** Memory after what is not in use any more has been collected. */
function memory(): Memory {
  if (globalThis.gc === undefined) throw new Error('The process was started without --expose-gc.');
  // What the first round frees may be all that held on to something else.
  for (let round = 0; round < 3; round += 1) globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapMb: (heapUsed + external) / mebibyte, residentMb: rss / mebibyte };
}

let profiling: Session | undefined;

async function profile(file: string | null): Promise<void> {
  if (file === null) {
    profiling = new Session();
    profiling.connect();
    await profiling.post('Profiler.enable');
    await profiling.post('Profiler.start');
    return;
  }
  if (profiling === undefined) throw new Error('No profile has begun.');
  const taken = await profiling.post('Profiler.stop');
  profiling.disconnect();
  profiling = undefined;
  await writeFile(file, JSON.stringify(taken.profile));
}
