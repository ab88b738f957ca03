import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { jwtVerify } from 'jose';

/** Shared between the adapter and core banking of the tests. */
export const credentials = { clientId: 'bankgraph', clientSecret: 'a secret that only tests know, 32 bytes' };

/** Records by resource (`accounts`, `party` …), or another HTTP status instead of them. */
export type Books = Readonly<Record<string, readonly unknown[] | number>>;

type Answer = { readonly status: number; readonly body: unknown };

/** A small real HTTP server that plays a bank system and remembers who asked what. */
export class BankServer implements AsyncDisposable {
  /** For example `GET /accounts C-1` (with the customer that the token speaks for). */
  readonly calls: string[] = [];
  /** Query strings, in the order of the calls. */
  readonly queries: string[] = [];
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(answer: (request: IncomingMessage, url: URL, server: BankServer) => Promise<Answer>) {
    this.#server = createServer((request: IncomingMessage, response: ServerResponse) => {
      const url = new URL(request.url ?? '', this.url);
      this.queries.push(url.search);
      answer(request, url, this).then(
        ({ status, body }) =>
          response
            .writeHead(status, { 'content-type': 'application/json' })
            .end(typeof body === 'string' ? body : JSON.stringify(body)),
        () => response.writeHead(500).end(),
      );
    });
    this.#server.on('connection', (socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How often each call came. */
  tally(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const call of this.calls) counts[call] = (counts[call] ?? 0) + 1;
    return counts;
  }

  /**
   * Core banking: UK Open Banking under `/aisp`, in pages of three.
   *
   * @param overlap how many records of the page before come again on the next
   */
  static async openBanking(books: Readonly<Record<string, Books>>, overlap = 0): Promise<BankServer> {
    return listen(
      new BankServer(async (request, url, server) => {
        const token = (request.headers.authorization ?? '').replace('Bearer ', '');
        const key = new TextEncoder().encode(credentials.clientSecret);
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          audience: 'core-banking',
          issuer: credentials.clientId,
          requiredClaims: ['exp', 'sub'],
        });
        const resource = url.pathname.replace('/aisp/', '');
        server.calls.push(`${request.method} /${resource} ${payload.sub}`);
        const records = books[payload.sub ?? '']?.[resource] ?? 403;
        if (typeof records === 'number') {
          return {
            status: records,
            body: { Code: String(records), Message: 'No', Errors: [{ ErrorCode: 'U016' }] },
          };
        }
        const key2 = dataKeys[resource] ?? 'Nothing';
        if (resource === 'party') return { status: 200, body: { Data: { [key2]: records[0] } } };
        const page = Number(url.searchParams.get('page') ?? 0);
        const pages = Math.max(1, Math.ceil(records.length / 3));
        url.searchParams.set('page', String(page + 1));
        return {
          status: 200,
          body: {
            Data: { [key2]: records.slice(Math.max(0, page * 3 - overlap), page * 3 + 3) },
            Links: { Self: request.url, ...(page + 1 < pages ? { Next: url.href } : {}) },
            Meta: { TotalPages: pages },
          },
        };
      }),
    );
  }

  /** Any other system, by exact path; 404 for the rest. Texts are sent as they are. */
  static async paths(answers: Readonly<Record<string, unknown>>): Promise<BankServer> {
    return listen(
      new BankServer(async (request, url, server) => {
        server.calls.push(`${request.method} ${url.pathname}`);
        const body = answers[url.pathname];
        return body === undefined ? { status: 404, body: {} } : { status: 200, body };
      }),
    );
  }

  /** @internal */
  get server(): Server {
    return this.#server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function listen(bank: BankServer): Promise<BankServer> {
  await new Promise<void>((resolve) => bank.server.listen(0, '127.0.0.1', resolve));
  return bank;
}

const dataKeys: Readonly<Record<string, string>> = {
  accounts: 'Account',
  balances: 'Balance',
  transactions: 'Transaction',
  beneficiaries: 'Beneficiary',
  'standing-orders': 'StandingOrder',
  'direct-debits': 'DirectDebit',
  statements: 'Statement',
  party: 'Party',
  products: 'Product',
};
