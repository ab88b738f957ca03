import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { type Running, work } from '../../processes/worker.js';
import type { FederationOrder, ReadyFederation } from '../gateway-order.js';

/**
 * What Node can do at best: for each request the same questions to the subgraphs as our gateway asks, all at once, each
 * answer parsed, and an answer that was ready before. No identity, no plan, nothing joined or written.
 */
async function startRelay({ urls, questions, answer }: FederationOrder): Promise<Running<ReadyFederation>> {
  const pool = new Pool(new URL(urls.accounts).origin, { connections: 64 });
  const ready = Buffer.from(answer);

  async function ask({ subgraph, body }: FederationOrder['questions'][number]): Promise<unknown> {
    const answered = await pool.request({
      path: new URL(urls[subgraph]).pathname,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return answered.body.json();
  }

  const server = createServer((request, response) => {
    request.on('data', () => {});
    request.on('end', () => {
      Promise.all(questions.map(ask)).then(
        () => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': ready.length });
          response.end(ready);
        },
        (error: unknown) => response.writeHead(502).end(String(error)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ready: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.close();
    },
  };
}

work(startRelay);
