import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BankSystem, bankSystem } from '@bankgraph/bank-sources';

/** A request as it arrived. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

/** A bank system for tests: a real HTTP server that answers JSON, and a client for it. */
export interface JsonServer extends AsyncDisposable {
  readonly system: BankSystem;
  readonly asked: Asked[];
  answer: (asked: Asked) => unknown;
}

/** @param answer the body of each answer; a number is a status without one */
export async function serveJson(name: string, answer: JsonServer['answer']): Promise<JsonServer> {
  const asked: Asked[] = [];
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const one: Asked = {
      method: request.method ?? '',
      url: new URL(request.url ?? '/', 'http://bank'),
      body: text === '' ? null : JSON.parse(text),
    };
    asked.push(one);
    const body = served.answer(one);
    response.writeHead(typeof body === 'number' ? body : 200, { 'content-type': 'application/json' });
    response.end(typeof body === 'number' ? '{}' : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const system = bankSystem({
    name,
    baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    readOnly: false,
  });
  const served: JsonServer = {
    system,
    asked,
    answer,
    async [Symbol.asyncDispose]() {
      await system[Symbol.asyncDispose]();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return served;
}
