import { setTimeout as delay } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { type Misbehaviour, type MisbehaviourOrder, Misbehaviours } from './misbehaviour.js';

/** What makes a bank system that system: its routes, and how its answers look when they break their schema. */
export interface SystemRoutes {
  /** Adds the routes. Called again at every restart, so it must keep no state of its own. */
  register(app: FastifyInstance): void;
  /** Turns a valid answer into one that parses but breaks the schema. Default: an object nobody expects. */
  corrupt?(body: unknown): unknown;
}

/** One request that reached the system, the sandbox's own controls excepted. */
export interface Call {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  /** The query string with its `?`, or empty. */
  readonly search: string;
}

/** A running bank system on its own port. */
export interface System {
  readonly name: string;
  /** e.g. `http://127.0.0.1:4101`; stays the same over a restart. */
  readonly url: string;
  readonly port: number;
  /** Every request since the start or the last `resetCalls()`, oldest first (at most the last 100,000). */
  readonly calls: readonly Call[];
  resetCalls(): void;
  /** Closes the port and every connection, as a crash would. Does nothing when stopped. */
  stop(): Promise<void>;
  /** Listens on the same port again. Does nothing when running. */
  restart(): Promise<void>;
  /** Spoils the requests that fit the order. */
  misbehave(order: MisbehaviourOrder): void;
  /** Takes back all orders to misbehave. */
  behave(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

const spoiled = new WeakMap<FastifyRequest, Misbehaviour>();

/** Whether this request's page shall repeat records of the page before; a system with paging must ask. */
export function wantsDuplicatePages(request: FastifyRequest): boolean {
  return spoiled.get(request)?.mode === 'duplicate-pages';
}

// Text that a careless system leaks with an error; the graph must never pass it on.
const leakyError = {
  error: 'Internal Server Error',
  detail: 'ERROR: deadlock detected at SELECT * FROM core.customer_secret WHERE host=10.20.30.40:5432',
  stack: 'java.sql.SQLException at com.legacybank.core.Repository.find(Repository.java:212)',
};

const maxCalls = 100_000;

/**
 * Starts one system of the bank.
 * @param port 0 (default) takes a free one.
 * @param host Loopback by default; a container needs `0.0.0.0`.
 */
export async function startSystem(options: {
  name: string;
  port?: number;
  host?: string;
  routes: SystemRoutes;
}): Promise<System> {
  const { name, routes, host = '127.0.0.1' } = options;
  const misbehaviours = new Misbehaviours();
  let calls: Call[] = [];
  let app: FastifyInstance | undefined;

  const record = (call: Call): void => {
    if (calls.length >= maxCalls) calls = calls.slice(maxCalls / 2);
    calls.push(call);
  };

  async function listen(port: number): Promise<number> {
    const next = Fastify({
      forceCloseConnections: true,
      exposeHeadRoutes: false,
      bodyLimit: 16 * 1024 * 1024,
    });
    addControls(next, misbehaviours, {
      calls: () => calls,
      resetCalls: () => {
        calls = [];
      },
    });
    next.addHook('onRequest', async (request, reply) => {
      const [path = '', query] = request.url.split('?', 2);
      if (path.startsWith('/_sandbox/')) return;
      record({ method: request.method, path, search: query === undefined ? '' : `?${query}` });
      const order = misbehaviours.take(path);
      if (order === undefined) return;
      spoiled.set(request, order);
      await spoilRequest(order, reply);
    });
    next.addHook('onSend', (request, reply, payload) =>
      spoilAnswer(spoiled.get(request), reply, payload, routes),
    );
    routes.register(next);
    await next.listen({ port, host });
    app = next;
    const address = next.server.address();
    if (address === null || typeof address === 'string') throw new Error(`${name} has no TCP port`);
    return address.port;
  }

  const port = await listen(options.port ?? 0);
  const stop = async (): Promise<void> => {
    const running = app;
    app = undefined;
    await running?.close();
  };

  return {
    name,
    port,
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`,
    get calls() {
      return calls;
    },
    resetCalls: () => {
      calls = [];
    },
    stop,
    restart: async () => {
      if (app === undefined) await listen(port);
    },
    misbehave: (order) => misbehaviours.add(order),
    behave: () => misbehaviours.clear(),
    [Symbol.asyncDispose]: stop,
  };
}

/** What happens before the routes see the request. */
async function spoilRequest(order: Misbehaviour, reply: FastifyReply): Promise<void> {
  switch (order.mode) {
    case 'slow':
      await delay(order.ms, undefined, { ref: false });
      return;
    case 'hang':
      // The connection stays open without an answer until the caller gives up or the system stops.
      reply.hijack();
      return;
    case '500':
      await reply.code(500).send(leakyError);
      return;
    default:
      return;
  }
}

/** What happens to the finished answer. */
async function spoilAnswer(
  order: Misbehaviour | undefined,
  reply: FastifyReply,
  payload: unknown,
  routes: SystemRoutes,
): Promise<unknown> {
  if (order === undefined || typeof payload !== 'string') return payload;
  switch (order.mode) {
    case 'cut-body': {
      const bytes = Buffer.from(payload);
      reply.hijack();
      reply.raw.writeHead(reply.statusCode, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': bytes.length,
      });
      reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => reply.raw.destroy());
      // Fastify must not go on to send the rest.
      return new Promise(() => {});
    }
    case 'wrong-json':
      return `${payload.slice(0, -1)},,`;
    case 'wrong-shape': {
      const corrupt = routes.corrupt ?? (() => ({ surprise: [1, null, 'not what you expect'] }));
      return JSON.stringify(corrupt(JSON.parse(payload)));
    }
    default:
      return payload;
  }
}

/** The sandbox's own controls over HTTP. They are no calls to the system and never misbehave. */
function addControls(
  app: FastifyInstance,
  misbehaviours: Misbehaviours,
  log: { calls(): readonly Call[]; resetCalls(): void },
): void {
  app.post('/_sandbox/misbehave', async (request, reply) => {
    try {
      misbehaviours.add(request.body as MisbehaviourOrder);
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      const problems = error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
      return reply.code(400).send({ error: 'Not an order to misbehave', problems });
    }
    return reply.code(204).send();
  });
  app.delete('/_sandbox/misbehave', async (_request, reply) => {
    misbehaviours.clear();
    return reply.code(204).send();
  });
  app.get('/_sandbox/calls', async () => ({ calls: log.calls() }));
  app.delete('/_sandbox/calls', async (_request, reply) => {
    log.resetCalls();
    return reply.code(204).send();
  });
}
