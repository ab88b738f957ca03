import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { tokenOf } from '../load/identity.js';

/** Customers who listen, each to what happens to themselves. */
export interface Subscribers {
  /** How many are open. */
  readonly open: number;
  /** Opens more until there are so many. */
  openUntil(many: number): Promise<void>;
  /** When the payload of an event came, by `performance.now()`. @throws Error when it does not come */
  toldAt(eventId: string): Promise<number>;
  stop(): void;
}

/** As a banking app would: what it shows may be out of date. */
const query = `subscription ($id: ID!) {
  customerChanged(id: $id) { id at domain customer { kyc { status } restrictions { reason scope since } } }
}`;
const opening = 16;
const patienceMs = 30_000;

/** Number of a customer of the sandbox, from 0. */
export const customerOf = (index: number) => `C-${1001 + index}`;

/** Nobody listens yet. */
export function openSubscribers(url: string, issuerUrl: string): Subscribers {
  const stops: (() => void)[] = [];
  const told = new Map<string, number>();
  let fault: unknown = null;

  async function openOne(customerId: string): Promise<void> {
    const token = await tokenOf(issuerUrl, { role: 'customer', customerId });
    const client = createClient({
      url: `${url}/stream`,
      headers: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    await new Promise<void>((resolve, reject) => {
      const stop = client.subscribe<{ readonly customerChanged: { readonly id: string } }>(
        { query, variables: { id: customerId } },
        {
          next: ({ data, errors }) => {
            if (data == null || errors !== undefined) fault = new Error(`A payload is not whole: ${errors}`);
            else told.set(data.customerChanged.id, performance.now());
          },
          error: reject,
          complete: () => {
            fault ??= new Error('A subscription has ended.');
          },
        },
        { connected: () => resolve() },
      );
      stops.push(stop);
    });
  }

  return {
    get open() {
      return stops.length;
    },
    async openUntil(many) {
      const waiting = Array.from({ length: many - stops.length }, (_, at) => customerOf(stops.length + at));
      await Promise.all(
        Array.from({ length: opening }, async () => {
          for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await openOne(next);
        }),
      );
    },
    async toldAt(eventId) {
      for (const end = performance.now() + patienceMs; performance.now() < end; await sleep(5)) {
        if (fault !== null) throw fault;
        const at = told.get(eventId);
        if (at !== undefined) return at;
      }
      throw new Error(`Nobody was told of ${eventId}.`);
    },
    stop() {
      for (const stop of stops.splice(0)) stop();
    },
  };
}
