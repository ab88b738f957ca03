import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BankSystem, bankSystem } from './bank-system.js';
import type { BankSystemOptions } from './bank-system-options.js';

/** A request as it arrived. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** A bank system for tests: a real HTTP server that answers JSON, and a client for it. */
export interface JsonServer extends AsyncDisposable {
  readonly system: BankSystem;
  readonly asked: Asked[];
  answer: (asked: Asked) => unknown;
  /** Paths that were asked for, in the order of the requests. */
  paths(): string[];
}

/**
 * Starts a bank system of the tests.
 *
 * @param answer the body of each answer; a number is a status instead of one, undefined a fault of the server (500)
 */
export async function serveJson(
  name: string,
  answer: JsonServer['answer'],
  options: Omit<Partial<BankSystemOptions>, 'name' | 'baseUrl'> = {},
): Promise<JsonServer> {
  const asked: Asked[] = [];
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const one: Asked = {
      method: request.method ?? '',
      url: new URL(request.url ?? '/', 'http://bank'),
      headers: request.headers,
      body: text === '' ? null : JSON.parse(text),
    };
    asked.push(one);
    const body = served.answer(one) ?? 500;
    response.writeHead(typeof body === 'number' ? body : 200, { 'content-type': 'application/json' });
    response.end(typeof body === 'number' ? '{"error":"secret text"}' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const system = bankSystem({
    name,
    baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    readOnly: false,
    ...options,
  });
  const served: JsonServer = {
    system,
    asked,
    answer,
    paths: () => asked.map(({ url }) => url.pathname),
    async [Symbol.asyncDispose]() {
      await system[Symbol.asyncDispose]();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return served;
}
