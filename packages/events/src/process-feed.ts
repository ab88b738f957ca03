import type { Logger } from 'pino';
import type { CustomerEvent } from './customer-event.js';
import { defaultKept, type EventFeed, type EventSubscription } from './event-bus.js';
import { KeptEvents } from './kept-events.js';
import { checkPosition } from './position.js';

/** One end of the messages between two processes; other things may be said there, too. Messages come in order. */
export interface ProcessChannel {
  send(message: FeedMessage): void;
  /** Calls `onMessage` for whatever comes, and `onEnd` when nothing can come any more. @returns what ends that */
  listen(onMessage: (message: unknown) => void, onEnd: () => void): () => void;
}

/** What is said about events between a process that has the bus and one that follows it. */
export type FeedMessage =
  /** Tell me of all that is kept, and from then on of each event. */
  | { readonly feed: 'follow' }
  | { readonly feed: 'event'; readonly event: CustomerEvent; readonly position: string }
  /** Whether all after the position is kept; without one, only that this was heard. */
  | { readonly feed: 'ask'; readonly ask: number; readonly position: string | null }
  | { readonly feed: 'answer'; readonly ask: number; readonly keepsAll: boolean };

/** How a feed from another process behaves. */
export interface ProcessFeedOptions {
  readonly logger: Logger;
  /** How many events it keeps, as many as the bus does; 10,000 when not given. */
  readonly kept?: number;
}

/** The process that has the bus has ended. */
export class FeedEnded extends Error {
  override readonly name = 'FeedEnded';

  constructor() {
    super('The process that has the events has ended.');
  }
}

/** Before every position that a bus gives. */
const beginning = '0-0';

/**
 * Tells the process at the other end of what is on the bus, once that process wants to follow it, until it has ended.
 *
 * @param bus in this process's memory: what it tells of is on its way before what is asked later is answered
 */
export function feedProcess(bus: EventFeed, channel: ProcessChannel): EventSubscription {
  let following: Promise<EventSubscription> | null = null;
  const stop = async () => {
    stopListening();
    await (await following)?.close();
  };
  const stopListening = channel.listen(
    async (message) => {
      if (!isFeedMessage(message)) return;
      if (message.feed === 'follow') {
        following ??= bus.subscribe(beginning, (event, position) =>
          channel.send({ feed: 'event', event, position }),
        );
      } else if (message.feed === 'ask') {
        const { ask, position } = message;
        const keepsAll = position === null ? true : await bus.keepsAllAfter(position);
        channel.send({ feed: 'answer', ask, keepsAll });
      }
    },
    () => void stop(),
  );
  return { close: stop };
}

/**
 * Follows the bus of the process at the other end, which calls `feedProcess`. What it keeps is kept here as well, so each
 * event crosses over once, however many subscribe here.
 */
export function createProcessFeed(
  channel: ProcessChannel,
  { logger, kept: most = defaultKept }: ProcessFeedOptions,
): EventFeed {
  const kept = new KeptEvents(most, logger);
  const asked = new Map<number, { resolve(keepsAll: boolean): void; reject(error: FeedEnded): void }>();
  let asks = 0;
  let ended = false;
  const end = () => {
    ended = true;
    for (const { reject } of asked.values()) reject(new FeedEnded());
    asked.clear();
  };
  const stopListening = channel.listen((message) => {
    if (!isFeedMessage(message)) return;
    if (message.feed === 'event') kept.add(message.event, message.position);
    else if (message.feed === 'answer') {
      asked.get(message.ask)?.resolve(message.keepsAll);
      asked.delete(message.ask);
    }
  }, end);
  const ask = (position: string | null): Promise<boolean> => {
    if (ended) return Promise.reject(new FeedEnded());
    asks += 1;
    return new Promise((resolve, reject) => {
      asked.set(asks, { resolve, reject });
      channel.send({ feed: 'ask', ask: asks, position });
    });
  };
  channel.send({ feed: 'follow' });
  return {
    async subscribe(after, listener) {
      if (after !== null) checkPosition(after);
      // All that the bus has had until now is here when this is answered.
      await ask(null);
      return kept.subscribe(after, listener);
    },
    async keepsAllAfter(position) {
      return ask(checkPosition(position));
    },
    async close() {
      stopListening();
      end();
      kept.close();
    },
  };
}

function isFeedMessage(message: unknown): message is FeedMessage {
  return typeof message === 'object' && message !== null && 'feed' in message;
}
