import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { ReadyBank } from '../processes/bank-process.js';
import type { ReadyGateway } from '../processes/gateway-process.js';
import { type Running, work } from '../processes/worker.js';
import { bankSystems } from './bank-systems.js';
import { handWrittenContext } from './hand-written-context.js';

/** A backend for frontends over a bank elsewhere. */
export type BffOrder = Pick<ReadyBank, 'connections'>;

/**
 * A backend for frontends in Fastify and undici: who asks is verified once a token, then the systems are asked and the answer
 * put together.
 */
async function startBff({ connections }: BffOrder): Promise<Running<ReadyGateway>> {
  const { issuer } = connections;
  const keys = createRemoteJWKSet(new URL(issuer.jwksUrl));
  const systems = bankSystems(connections);
  const known = new Map<string, string>();
  const customerOf = async (authorization = '') => {
    const token = authorization.replace('Bearer ', '');
    const before = known.get(token);
    if (before !== undefined) return before;
    const { payload } = await jwtVerify(token, keys, { issuer: issuer.issuer, audience: issuer.audience });
    const customerId = String(payload.customer_id);
    known.set(token, customerId);
    return customerId;
  };
  const app = fastify();
  app.get('/context', async (request) => {
    const customer = await handWrittenContext(systems, await customerOf(request.headers.authorization));
    return { data: { customer } };
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return {
    ready: { url: `http://127.0.0.1:${port}/context` },
    stop: async () => {
      await app.close();
      await systems.close();
    },
  };
}

work(startBff);
