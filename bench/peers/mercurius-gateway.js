import mercuriusGateway from '@mercuriusjs/gateway';
import fastify from 'fastify';
import { work } from '../dist/processes/worker.js';

/** Mercurius' gateway, which reads the subgraphs' schemas itself, with its just-in-time compiler. */
work(async ({ urls }) => {
  const app = fastify();
  await app.register(mercuriusGateway, {
    jit: 1,
    gateway: {
      services: Object.entries(urls).map(([name, url]) => ({
        name,
        url,
        rewriteHeaders: (headers) =>
          headers.authorization === undefined ? {} : { authorization: headers.authorization },
      })),
    },
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { ready: { url: `${address}/graphql` }, stop: () => app.close() };
});
