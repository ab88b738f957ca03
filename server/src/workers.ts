import cluster, { type Worker } from 'node:cluster';
import { type EventFeed, feedProcess, type ProcessChannel } from '@bankgraph/events';
import type { Logger } from 'pino';
import { onHangUp } from './hang-up.js';

/** Processes that serve one address together. */
export interface Workers {
  /** What the first worker said when it was ready. */
  readonly ready: unknown;
  /** Ends them all, each after what it has in flight. */
  close(): Promise<void>;
}

/** What a worker says that wants to know what to do. */
const askForOrder = 'order';

/** What a worker says that serves. */
interface Ready {
  readonly ready: unknown;
}

/** What workers are given. */
export interface WorkersOptions {
  readonly count: number;
  /** What each of them is told when it asks for its order. */
  readonly order: object;
  /** What they hear of when they follow it (`channelToPrimary`); null: of nothing. */
  readonly events: EventFeed | null;
}

/** A worker that ends sooner than this after its start, in milliseconds, is not started again at once. */
const settledMs = 5_000;

/**
 * Runs this very command in several processes that share the listening socket (`node:cluster`). A worker that ends by
 * itself is started again. SIGHUP goes to all of them.
 *
 * @throws when a worker ends before it is ready
 */
export async function startWorkers(
  { count, order, events }: WorkersOptions,
  logger: Logger,
): Promise<Workers> {
  let closing = false;
  // The operating system hands connections out as Node's own round robin does, one process after the other.
  cluster.schedulingPolicy = cluster.SCHED_RR;
  cluster.setupPrimary({ serialization: 'advanced' });
  const start = (): Promise<unknown> => {
    const worker = cluster.fork();
    if (events !== null) feedProcess(events, channelTo(worker));
    const began = performance.now();
    return new Promise((resolve, reject) => {
      let isReady = false;
      worker.on('message', (message: unknown) => {
        // Not by its environment, which other processes can read: there are secrets in it.
        if (message === askForOrder) worker.send(order);
        else if (isReadyMessage(message)) {
          isReady = true;
          resolve(message.ready);
        }
      });
      worker.on('exit', (code, signal) => {
        if (!isReady) reject(new Error('A worker ended before it was ready; what it says is above.'));
        if (closing || !isReady) return;
        logger.error({ worker: worker.process.pid, code, signal }, 'worker ended; another one is started');
        const wait = performance.now() - began < settledMs ? settledMs : 0;
        setTimeout(() => {
          if (!closing)
            start().catch((error: unknown) => logger.error({ error: String(error) }, 'no worker'));
        }, wait);
      });
    });
  };
  const alive = (): readonly Worker[] =>
    Object.values(cluster.workers ?? {}).flatMap((worker) => (worker === undefined ? [] : [worker]));
  const forgetHangUp = onHangUp(() => {
    for (const worker of alive()) worker.process.kill('SIGHUP');
  });

  async function close(): Promise<void> {
    closing = true;
    forgetHangUp();
    await Promise.all(
      alive().map(
        (worker) =>
          new Promise<void>((resolve) => {
            worker.once('exit', () => resolve());
            worker.process.kill('SIGTERM');
          }),
      ),
    );
  }

  try {
    const [ready] = await Promise.all(Array.from({ length: count }, start));
    return { ready, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What this worker was told to do by the process that has started it. */
export function workerOrder<Order>(): Promise<Order> {
  return new Promise((resolve) => {
    process.once('message', (order) => resolve(order as Order));
    process.send?.(askForOrder);
  });
}

/** Whether this process is one of several that were started by `startWorkers`. */
export function isWorker(): boolean {
  return cluster.isWorker;
}

/** Tells the process that has started this one that it serves. */
export function tellReady(about: object): void {
  process.send?.({ ready: about } satisfies Ready);
}

/** What is said about events with the process that has started this one. */
export function channelToPrimary(): ProcessChannel {
  return {
    // Without a receiver the channel has ended, which is told by itself.
    send: (message) => void process.send?.(message, undefined, undefined, () => undefined),
    listen: (onMessage, onEnd) => {
      process.on('message', onMessage).once('disconnect', onEnd);
      return () => process.off('message', onMessage).off('disconnect', onEnd);
    },
  };
}

function channelTo(worker: Worker): ProcessChannel {
  return {
    send: (message) => {
      if (worker.isConnected()) worker.send(message, () => undefined);
    },
    listen: (onMessage, onEnd) => {
      worker.on('message', onMessage).once('disconnect', onEnd);
      return () => worker.off('message', onMessage).off('disconnect', onEnd);
    },
  };
}

function isReadyMessage(message: unknown): message is Ready {
  return typeof message === 'object' && message !== null && 'ready' in message;
}
