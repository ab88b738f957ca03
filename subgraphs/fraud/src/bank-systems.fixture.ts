import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BankSystem, bankSystem } from '@bankgraph/bank-sources';

/** A real HTTP server that answers JSON, and the client to it. `calls` are the paths that reached it. */
export interface ServedBank extends AsyncDisposable {
  readonly system: BankSystem;
  readonly calls: string[];
}

/** @param answer the body for a URL; undefined answers 500 */
export async function serveBank(answer: (url: URL) => unknown): Promise<ServedBank> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://bank');
    calls.push(url.pathname);
    const body = answer(url);
    response.writeHead(body === undefined ? 500 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { error: 'secret text' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const system = bankSystem({
    name: 'fraud',
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    readOnly: true,
    breaker: { failures: 1_000 },
  });
  return {
    system,
    calls,
    async [Symbol.asyncDispose]() {
      await system[Symbol.asyncDispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
