import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Received } from './journal.js';

/** A question about one customer, on behalf of somebody who may ask it. */
export interface Question {
  readonly customer: string;
  readonly token: string;
  /** JSON text with `query` and `variables`. */
  readonly body: string;
}

/** A client with one kept connection that asks one question after the other. */
export interface Client {
  /** Asks under a request id of its own; resolves whatever becomes of it, with the bytes that came. */
  ask(question: Question): Promise<Received>;
  close(): void;
}

/** Longer than the gateway's own deadlines: a client that gives up tells nothing about the server. */
const patienceMs = 30_000;

/** Opens a client of the GraphQL endpoint at `url`. */
export function openClient(url: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: ({ customer, token, body }) =>
      new Promise((resolve) => {
        const requestId = randomUUID();
        const chunks: Buffer[] = [];
        let status: number | null = null;
        let complete = false;
        const sent = request(url, {
          method: 'POST',
          agent,
          timeout: patienceMs,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            authorization: `Bearer ${token}`,
            'x-request-id': requestId,
          },
        });
        sent.on('response', (answer) => {
          status = answer.statusCode ?? null;
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            complete = answer.complete;
          });
          answer.on('error', () => undefined);
        });
        sent.on('error', () => undefined);
        sent.on('timeout', () => sent.destroy());
        // Comes last, after the end of the answer as after any failure.
        sent.on('close', () =>
          resolve({ requestId, customer, status, complete, body: Buffer.concat(chunks) }),
        );
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}
