import { setTimeout as sleep } from 'node:timers/promises';

/** A process, or a tree of processes, that can be killed and started again. */
export interface Victim {
  readonly name: string;
  /** SIGKILL; resolves when it is gone, to false when nothing ran. May be called while `start` waits, which then fails. */
  kill(): Promise<boolean>;
  /** Starts it again; resolves when it serves. @throws Error when it ended first, whatever for */
  start(): Promise<void>;
}

/** A victim that is started again after each kill. */
export interface KeptVictim {
  readonly name: string;
  /** Kills it, be it up or on the way there. False when there was nothing to kill at this moment. */
  kill(): Promise<boolean>;
  /** Resolves when it serves. @throws Error when it did not come up again within a minute of tries */
  up(): Promise<void>;
}

const patienceMs = 60_000;
const pauseMs = 100;

/** Starts the victim again whenever it was killed, until it stays up. It needs what else was killed, so tries may fail. */
export function keepUp(victim: Victim): KeptVictim {
  let rising = false;
  let up: Promise<void> = Promise.resolve();
  const rise = async () => {
    for (const deadline = Date.now() + patienceMs; ; await sleep(pauseMs)) {
      try {
        await victim.start();
        rising = false;
        return;
      } catch (cause) {
        if (Date.now() > deadline) throw new Error(`${victim.name} does not come up again.`, { cause });
      }
    }
  };
  return {
    name: victim.name,
    kill: async () => {
      const killed = await victim.kill();
      if (!rising) {
        rising = true;
        up = rise();
        // Whoever waits for it gets the error; that nobody waits yet must not end this process.
        up.catch(() => undefined);
      }
      return killed;
    },
    up: () => up,
  };
}
