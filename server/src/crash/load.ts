import { setTimeout as sleep } from 'node:timers/promises';
import { openClient, type Question } from './ask.js';
import type { Journal } from './journal.js';

/** Clients that ask without end. */
export interface Load {
  /** Answers with status 200 that came to their end so far. */
  readonly answered: number;
  /** Every client gets its last answer, and none asks again. */
  stop(): Promise<void>;
}

/** A short thought before the next question, so that processes that start get their share of the machine. */
const thoughtMs = 40;
/** After a question that nobody answered. */
const patienceMs = 100;

/** Starts one client for each URL, which asks questions at random, each noted down before the next. */
export function startLoad(urls: readonly string[], questions: readonly Question[], journal: Journal): Load {
  let stopped = false;
  let answered = 0;
  const clients = urls.map(async (url) => {
    const client = openClient(url);
    while (!stopped) {
      const question = oneOf(questions);
      const received = await client.ask(question);
      journal.append(received);
      if (received.status === 200 && received.complete) answered += 1;
      await sleep(Math.random() * (received.status === 200 ? thoughtMs : patienceMs));
    }
    client.close();
  });
  return {
    get answered() {
      return answered;
    },
    stop: async () => {
      stopped = true;
      await Promise.all(clients);
    },
  };
}

function oneOf<T>(items: readonly T[]): T {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new RangeError('There is nothing to choose from.');
  return item;
}
