import { setTimeout as sleep } from 'node:timers/promises';
import { type GatewayClient, gatewayClient, type Question, type Timed } from './client.js';

/** One request of a load at a fixed rate. */
export interface RatedAnswer {
  /** When it was due, by `performance.now()`. */
  readonly dueAt: number;
  /** From then to its last byte: what a client waits whose request came while others were still waiting. */
  readonly milliseconds: number;
  /** Why it was no right answer; null when it was one. */
  readonly fault: string | null;
}

/** A load that goes on until it is ended. */
export interface RatedLoad {
  /** Answers so far, in the order in which they came. */
  readonly answers: readonly RatedAnswer[];
  /** Sends nothing more; resolves when every request has its answer. */
  end(): Promise<void>;
}

/** How often requests are sent that have become due, in milliseconds. */
const tickMs = 2;

/**
 * Sends requests at a fixed rate, whether or not those before were answered, over as many connections as it takes. A
 * request that is sent late because this process was late was due no later.
 *
 * @param next the question to ask at this place, from 0
 * @param examine throws when an answer is not what it has to be
 */
export function askAtRate(
  url: string,
  perSecond: number,
  next: (at: number) => Question,
  examine: (answer: Timed) => void,
): RatedLoad {
  const idle: GatewayClient[] = [];
  const answers: RatedAnswer[] = [];
  const asking = new Set<Promise<void>>();
  const began = performance.now();
  let ended = false;

  async function ask(at: number, dueAt: number): Promise<void> {
    const client = idle.pop() ?? gatewayClient(url);
    let fault: string | null = null;
    try {
      examine(await client.ask(next(at)));
      idle.push(client);
    } catch (error) {
      fault = error instanceof Error ? error.message : String(error);
      void client.close();
    }
    answers.push({ dueAt, milliseconds: performance.now() - dueAt, fault });
  }

  async function send(): Promise<void> {
    for (let sent = 0; !ended; await sleep(tickMs)) {
      for (; !ended && began + (1000 * sent) / perSecond <= performance.now(); sent += 1) {
        const asked = ask(sent, began + (1000 * sent) / perSecond);
        asking.add(asked);
        void asked.then(() => asking.delete(asked));
      }
    }
  }

  const sending = send();
  return {
    answers,
    async end() {
      ended = true;
      await sending;
      await Promise.all(asking);
      await Promise.all(idle.map((client) => client.close()));
    },
  };
}
