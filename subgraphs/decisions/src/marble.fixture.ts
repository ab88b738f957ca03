import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BankSystem, bankSystem } from '@bankgraph/bank-sources';

/** Marble's public API over real HTTP, as far as decisions are sent to it. */
export interface Marble extends AsyncDisposable {
  readonly system: BankSystem;
  /** What was asked, for example `POST /v1/cases/…/close {"outcome":"…"}`. */
  readonly asked: string[];
  readonly comments: string[];
  /** What became of the case, as Marble tells it with the case; null: it tells nothing of that. */
  events: { readonly event_type: string; readonly created_at: string }[] | null;
  /** How it behaves: `lost` does what is asked and does not say so. */
  mood: 'well' | 'down' | 'rubbish' | 'lost' | 'other case' | 'other outcome' | 'no escalation';
}

/** Starts it, without comments. */
export async function startMarble(): Promise<Marble> {
  const asked: string[] = [];
  const comments: string[] = [];
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    asked.push(`${request.method} ${request.url?.replace(/\?.*/, '')} ${text}`.trim());
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (marble.mood === 'down') return json(503, { error: 'down' });
    if (marble.mood === 'rubbish') return json(200, { data: [1, 'two'] });
    const [, caseId = '', what = ''] = /^\/v1\/cases\/([^/]+)\/(\w+)/.exec(request.url ?? '') ?? [];
    if (what === 'comments' && request.method === 'GET') {
      return json(200, {
        data: comments.map((comment, index) => ({ id: `c-${index}`, comment })),
        pagination: { has_more: false },
      });
    }
    if (request.method === 'GET') {
      const id = (request.url ?? '').split('/').at(-1);
      return json(200, {
        data: { id: marble.mood === 'other case' ? 'another' : id, events: marble.events },
      });
    }
    if (what === 'comments') comments.push(JSON.parse(text).comment);
    if (what === 'escalate' && marble.mood !== 'no escalation') {
      marble.events?.push({ event_type: 'escalated', created_at: new Date().toISOString() });
    }
    if (marble.mood === 'lost') return json(504, { error: 'gateway timeout' });
    // Marble creates a comment without a word about it.
    if (what === 'comments') return response.writeHead(201, { 'content-length': '0' }).end();
    if (what === 'escalate' && marble.mood === 'no escalation') return json(422, { error: 'closed' });
    const { outcome = 'unset' } = JSON.parse(text);
    return json(200, {
      data: {
        id: marble.mood === 'other case' ? 'another' : caseId,
        outcome: marble.mood === 'other outcome' ? 'unset' : outcome,
      },
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const system = bankSystem({
    name: 'aml',
    baseUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    readOnly: false,
    breaker: { failures: 1_000 },
  });
  const marble: Marble = {
    system,
    asked,
    comments,
    events: [],
    mood: 'well',
    async [Symbol.asyncDispose]() {
      await system[Symbol.asyncDispose]();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return marble;
}
