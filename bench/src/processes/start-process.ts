import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromWorker, Memory, ToWorker } from './messages.js';

/** A process that was started to be measured, or to be asked by one that is. */
export interface StartedProcess<Ready> {
  readonly ready: Ready;
  /** Its id in the system. */
  readonly pid: number;
  /** Processor time that the process has used so far, all its threads, in seconds. */
  processorSeconds(): Promise<number>;
  /** Its memory after a forced collection. Needs the flag `--expose-gc`. */
  memory(): Promise<Memory>;
  /**
   * Has it write where its main thread spends its time meanwhile.
   *
   * @param file absolute, of a V8 CPU profile: what flame graphs are drawn of
   * @throws what the work throws
   */
  profiled<Result>(file: string, work: () => Promise<Result>): Promise<Result>;
  /** Ends it in order; after ten seconds, anyhow. */
  stop(): Promise<void>;
}

const patienceMs = 10_000;

/**
 * Starts a script of this package as a process of its own and waits until it is ready.
 *
 * @param script file beside this one, for example `./bank-process.js`
 * @param cores list of cores as `taskset` writes it, for example `0,2`; null: wherever the system likes
 * @param flags of Node for it, beside those of this process
 * @throws Error with the process's own reason when it cannot start
 */
export async function startProcess<Order, Ready>(
  script: string,
  order: Order,
  cores: string | null,
  flags: readonly string[] = [],
): Promise<StartedProcess<Ready>> {
  const all = [...process.execArgv, ...flags];
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [], {
    serialization: 'advanced',
    // Standard output is for the result alone.
    stdio: ['ignore', 2, 2, 'ipc'],
    // As the product is started.
    env: { ...process.env, NODE_ENV: 'production' },
    ...(cores === null
      ? { execArgv: all }
      : { execPath: 'taskset', execArgv: ['-c', cores, process.execPath, ...all] }),
  });
  const send = (message: ToWorker<Order>) => child.send(message);
  const next = <Kind extends FromWorker<Ready>['kind']>(kind: Kind) => nextMessage<Ready, Kind>(child, kind);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    if (child.connected) send({ kind: 'stop' });
    const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await ended;
    clearTimeout(impatience);
  };
  try {
    const started = next('ready');
    send({ kind: 'start', order });
    const { ready } = await started;
    return {
      ready,
      // It has answered, so it has been started.
      pid: child.pid ?? 0,
      async processorSeconds() {
        const told = next('processor-time');
        send({ kind: 'processor-time' });
        return (await told).microseconds / 1e6;
      },
      async memory() {
        const told = next('memory');
        send({ kind: 'memory' });
        return (await told).memory;
      },
      async profiled(file, work) {
        const profile = async (ended: string | null) => {
          const told = next('profile');
          send({ kind: 'profile', file: ended });
          await told;
        };
        await profile(null);
        const result = await work();
        await profile(file);
        return result;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The next message of a kind; rejects when the process fails or ends first. */
function nextMessage<Ready, Kind extends FromWorker<Ready>['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromWorker<Ready>, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const done = () => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.off('error', onError);
    };
    const onMessage = (message: FromWorker<Ready>) => {
      if (message.kind !== kind && message.kind !== 'failed') return;
      done();
      if (message.kind === 'failed') reject(new Error(message.reason));
      else resolve(message as Extract<FromWorker<Ready>, { kind: Kind }>);
    };
    const onExit = (code: number | null, signal: string | null) => {
      done();
      reject(new Error(`A process of the measurement ended with ${signal ?? code}.`));
    };
    const onError = (error: Error) => {
      done();
      reject(error);
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.once('error', onError);
  });
}
